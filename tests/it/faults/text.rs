//! Hostile and foreign text in every field: shown so that it steers nothing, kept to the letter.

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use super::{READING, assert_sound, expect, run, run_with, text};
use crate::sandbox::Sandbox;

/// Every character that steers a terminal or hides in text, NUL apart, which no argument can hold.
fn steering() -> String {
    let ranges = [
        '\u{1}'..='\u{1f}',
        '\u{7f}'..='\u{9f}',
        '\u{200b}'..='\u{200f}',
        '\u{2028}'..='\u{202e}',
        '\u{2060}'..='\u{2069}',
        '\u{feff}'..='\u{feff}',
        '\u{e0041}'..='\u{e0043}',
    ];
    let chars: String = ranges.into_iter().flatten().collect();
    format!("a\u{1b}]52;c;cm0=\u{7}b\u{1b}[2Jc\rd\u{1b}]8;;http://x\u{1b}\\{chars}z")
}

/// A title as it is kept: runs of blanks are one.
fn as_title(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn assert_harmless(shown: &[u8], what: &str) {
    let shown = std::str::from_utf8(shown).expect("output is UTF-8");
    let steers = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
    };
    if let Some(at) = shown.find(steers) {
        panic!(
            "{what}: {:?}",
            &shown[at..].chars().take(30).collect::<String>()
        );
    }
}

/// A store with steering text wherever text can stand.
fn hostile() -> Sandbox {
    let sandbox = Sandbox::new();
    let evil = steering();
    let evil = evil.as_str();
    let with = |words: &[&str]| {
        let output = run(sandbox.command(words));
        expect(&output, &[0], words[0]);
        assert_harmless(&output.stdout, words[0]);
        assert_harmless(&output.stderr, words[0]);
    };
    with(&[
        "propose",
        "--literal",
        evil,
        "--if-late",
        evil,
        "--decider",
        "lee",
        "--due",
        "2026-11-20",
    ]);
    with(&["decide", "D-1", evil, "--why", evil]);
    with(&[
        "act",
        "--literal",
        evil,
        "--body",
        evil,
        "--owner",
        "priya",
        "--due",
        "2026-11-18",
    ]);
    with(&["act", "--literal", evil]);
    with(&["comment", "A-1", evil]);
    with(&["wait", "A-2", evil]);
    with(&["drop", "A-2", "--why", evil]);
    with(&[
        "person",
        "priya",
        "--name",
        evil,
        "--team",
        evil,
        "--channel",
        evil,
    ]);
    with(&["workstream", "launch", "--name", evil]);
    with(&[
        "edit",
        "D-1",
        "--context",
        evil,
        "--consequences",
        evil,
        "--why",
        evil,
    ]);
    let notes = format!("# Sync\n\nPresent: @sam\n\n{evil}\n\n- ACTION: @lee plan {evil}\n");
    let output = run_with(
        sandbox.command(&["meet", evil, "--notes", "-"]),
        notes.as_bytes(),
    );
    expect(&output, &[0], "meet");
    assert_harmless(&output.stdout, "meet");
    assert_harmless(&output.stderr, "meet");
    sandbox
}

#[test]
fn nothing_in_a_field_steers_a_terminal() {
    let sandbox = hostile();
    for line in READING {
        for format in [
            "",
            "--format table",
            "--format plain",
            "--format table --width 40",
        ] {
            // Without a form of its own, minutes are Markdown, which is exact where it is piped; a
            // form cannot be named twice.
            if (line.starts_with("minutes") && format != "--format plain")
                || ((line.contains("--") || line.contains("-q")) && !format.is_empty())
                || line.contains("format")
            {
                continue;
            }
            let exchange = sandbox.tpm(&format!("{line} {format}"));
            assert_eq!(exchange.code, 0, "{exchange}");
            assert_harmless(exchange.stdout.as_bytes(), &exchange.line);
            assert_harmless(exchange.stderr.as_bytes(), &exchange.line);
        }
    }
    assert_sound(&sandbox.db());
}

#[test]
#[cfg(target_os = "linux")]
fn markdown_on_a_terminal_steers_nothing() {
    let sandbox = hostile();
    for line in [
        "minutes M-1",
        "show A-1 --format md",
        "minutes M-1 --format md",
    ] {
        let script = format!("script -qec \"'$TPM' {line} --no-pager\" /dev/null");
        let output = super::shell(&sandbox, &script);
        expect(&output, &[0], line);
        // The terminal itself turns each newline into two characters; colours are ours.
        let shown = text(&output.stdout).replace("\r\n", "\n");
        let mut plain = String::new();
        let mut rest = shown.as_str();
        while let Some((before, after)) = rest.split_once("\u{1b}[") {
            plain.push_str(before);
            let end = after
                .find(|c: char| !c.is_ascii_digit() && c != ';')
                .unwrap();
            assert_eq!(&after[end..=end], "m", "{line}");
            rest = &after[end + 1..];
        }
        plain.push_str(rest);
        assert!(plain.contains("\\u{1b}]52;c;cm0="), "{line}: {plain}");
        assert_harmless(plain.as_bytes(), line);
    }
}

#[test]
fn text_is_exact_in_json() {
    let sandbox = hostile();
    let evil = steering();
    let json = |line: &str| -> Value {
        let shown = sandbox.ok(line);
        assert_harmless(shown.as_bytes(), line);
        serde_json::from_str(&shown).unwrap()
    };
    let holds =
        |value: &Value, wanted: &str| value.to_string().contains(&Value::from(wanted).to_string());
    let actions = json("actions --json");
    assert_eq!(actions["data"][0]["title"], as_title(&evil));
    let title = as_title(&evil);
    for line in [
        "show A-1 --json",
        "show D-1 --json",
        "show M-1 --json",
        "log --json",
        "log A-1 --json",
    ] {
        let shown = json(line);
        assert!(
            line.starts_with("log") || holds(&shown, &title),
            "{line}: {shown:#}"
        );
    }
    assert!(holds(&json("show A-1 --json"), &evil), "body and comment");
    assert!(holds(&json("show D-1 --json"), &evil), "reason");
    let notes = json("show M-1 --json");
    assert!(
        notes
            .to_string()
            .contains(Value::from(evil.as_str()).to_string().trim_matches('"'))
    );
}

#[test]
fn what_was_typed_steers_nothing_when_it_is_refused() {
    let sandbox = super::seeded();
    let evil = steering();
    let evil = evil.as_str();
    let flag = format!("--{evil}");
    for words in [
        &[evil][..],
        &["show", evil],
        &["done", evil],
        &["act", "x", "--due", evil],
        &["act", "x", "--owner", evil],
        &["act", "x", "--for", evil],
        &["act", "x", "-w", evil],
        &["act", &flag],
        &["actions", "--owner", evil],
        &["actions", "--json", "--fields", evil],
        &["actions", "--format", evil],
        &["actions", "--limit", evil],
        &["person", evil],
        &["workstream", evil],
        &["link", "A-1", evil, "D-1"],
        &["edit", "A-1", "--priority", evil],
        &["edit", "A-1", "--shift", evil],
        &["import", "notes", evil],
        &["meet", "x", "--notes", evil],
        &["minutes", "M-1", "-o", evil, "--width", "1"],
        &["actions", "--db", &format!("{evil}/tpm.db")],
        &["undo", evil],
        &["--actor", evil, "actions"],
    ] {
        for json in [false, true] {
            let mut command = sandbox.command(words);
            if json {
                command.arg("--json");
            }
            let output = run(command);
            let stderr = expect(&output, &[0, 2, 3, 4, 65, 66, 73, 78], words[0]);
            assert!(!stderr.is_empty() || output.status.success(), "{words:?}");
            assert_harmless(&output.stdout, words[0]);
            assert_harmless(&output.stderr, words[0]);
        }
    }
    let mut command = sandbox.command(&["actions"]);
    command.env("TPM_TZ", evil);
    let output = run(command);
    expect(&output, &[78], "TPM_TZ");
    assert_harmless(&output.stderr, "TPM_TZ");
}

#[test]
fn titles_that_look_like_something_else_are_literal() {
    let sandbox = Sandbox::new();
    let titles = [
        "--",
        "-x",
        "--force",
        "-rf /",
        "--json and more",
        "@priya",
        "@",
        "#launch",
        "#",
        "=1+1",
        "+x",
        "A-1",
        "D-1 D-2",
        "none",
        ".",
        "!high",
        "~",
        "$(id)",
        "`id`",
        "%s%n",
        "\\n",
        "by fri",
        "'; DROP TABLE action; --",
        "\" OR \"\" = \"",
        "NEAR(a b, 2)",
        "a AND NOT b",
        "title:x",
        "x*",
        "^x",
        "{title body}: x",
        "(",
        ")",
        "\"",
        "a_c",
        "100%",
        "null",
        "<b>x</b>",
        "| a | b |",
    ];
    for (number, title) in (1..).zip(titles) {
        let output = run(sandbox.command(&["act", "-q", "--literal", "--", title]));
        expect(&output, &[0], title);
        assert_eq!(text(&output.stdout), format!("A-{number}\n"), "{title}");
    }
    let shown: Value = serde_json::from_str(&sandbox.ok("actions --json")).unwrap();
    for record in shown["data"].as_array().unwrap() {
        let id = record["id"].as_str().unwrap();
        let number: usize = id[2..].parse().unwrap();
        assert_eq!(record["title"], titles[number - 1]);
    }
    assert_eq!(shown["data"].as_array().unwrap().len(), titles.len());
    for title in titles {
        expect(
            &run(sandbox.command(&["propose", "--literal", "--", title])),
            &[0],
            title,
        );
        // One word that is an ID stands for an item, not for a title.
        let wanted = if ["A-1", "."].contains(&title) { 2 } else { 0 };
        let words = ["decide", "--literal", "--", title];
        expect(&run(sandbox.command(&words)), &[wanted], title);
    }
    assert_sound(&sandbox.db());
}

#[test]
fn operators_of_searches_are_words() {
    let sandbox = Sandbox::new();
    for title in [
        "alpha plan",
        "beta plan",
        "100% done_deal",
        "say \"NEAR\" to the title",
    ] {
        expect(
            &run(sandbox.command(&["act", "--literal", title])),
            &[0],
            title,
        );
    }
    let found = |words: &[&str]| -> String {
        let mut finding = vec!["find", "-q", "--"];
        finding.extend(words);
        let found = run(sandbox.command(&finding));
        expect(&found, &[0], &format!("find {words:?}"));
        let mut listing = vec!["actions", "-q", "--"];
        listing.extend(words);
        let listed = run(sandbox.command(&listing));
        expect(&listed, &[0], &format!("actions {words:?}"));
        let mut found: Vec<String> = text(&found.stdout).lines().map(str::to_owned).collect();
        let mut listed: Vec<String> = text(&listed.stdout).lines().map(str::to_owned).collect();
        found.sort();
        listed.sort();
        assert_eq!(found, listed, "find and actions differ on {words:?}");
        found.join(" ")
    };
    let check = |words: &[&str], want: &str| assert_eq!(found(words), want, "{words:?}");
    check(&["plan"], "A-1 A-2");
    check(&["alpha", "OR", "beta"], "");
    check(&["alpha OR beta"], "");
    check(&["NOT", "alpha"], "");
    check(&["plan", "NOT", "alpha"], "");
    check(&["title:alpha"], "");
    check(&["NEAR(alpha plan)"], "");
    check(&["NEAR"], "A-4");
    check(&["\"NEAR\""], "A-4");
    check(&["100%"], "A-3");
    check(&["done_deal"], "A-3");
    check(&["a' OR '1'='1"], "");
    check(&["'; DROP TABLE action; --"], "");
    for words in [
        "*", "\"", "(", ")", "^", "-", "%", "_", ":", "{a}", "a\u{1}b", "\\", "+", "AND",
    ] {
        for command in ["find", "actions"] {
            expect(
                &run(sandbox.command(&[command, "--", words])),
                &[0, 2],
                words,
            );
        }
    }
    assert_sound(&sandbox.db());
}

#[test]
fn titles_end_at_five_hundred_characters() {
    let sandbox = super::seeded();
    let before = sandbox.ok("log --json");
    let long = "é".repeat(501);
    for words in [
        &["act", "--literal", &long][..],
        &["act", &long],
        &["propose", &long],
        &["decide", &long],
        &["meet", &long, "--notes", "notes.md"],
        &["edit", "A-1", "--title", &long],
        &["edit", "D-1", "--title", &long],
        &["edit", "M-1", "--title", &long],
    ] {
        let stderr = expect(&run(sandbox.command(words)), &[2], words[0]);
        assert!(
            stderr.contains("has 501 characters, more than 500"),
            "{stderr}"
        );
    }
    let million = "x".repeat(1_000_000);
    let endless = run_with(
        sandbox.command(&["edit", "A-1", "--title", "-"]),
        million.as_bytes(),
    );
    let stderr = expect(&endless, &[2], "a million characters");
    assert!(stderr.len() < 1000, "{}", stderr.len());
    let longest = "x".repeat(100_000);
    let stderr = expect(&run(sandbox.command(&["act", &longest])), &[2], "act");
    assert!(stderr.len() < 1000, "{}", stderr.len());
    assert_eq!(sandbox.ok("log --json"), before);
    let fits = "😀".repeat(500);
    expect(
        &run(sandbox.command(&["act", "--literal", &fits])),
        &[0],
        "500",
    );
}

#[test]
fn a_line_of_a_million_characters_in_notes_is_kept_whole() {
    let sandbox = Sandbox::new();
    let line = format!("- ACTION: @lee {}end", "word ".repeat(200_000));
    let notes = format!("# Long\n\n{line}\n");
    let output = run_with(
        sandbox.command(&["meet", "Long", "--notes", "-"]),
        notes.as_bytes(),
    );
    expect(&output, &[0], "meet");
    assert!(output.stdout.len() < 10_000, "{}", output.stdout.len());
    let shown: Value = serde_json::from_str(&sandbox.ok("show M-1 --json")).unwrap();
    assert!(shown.to_string().contains(&line));
    assert_sound(&sandbox.db());
}

#[test]
fn no_line_is_wider_than_the_width_asked_for() {
    let sandbox = Sandbox::new();
    for title in [
        "容量計画を金曜日までに送る 容量計画を金曜日までに送る 容量計画を金曜日までに送る",
        "👩\u{200d}👩\u{200d}👧\u{200d}👦 family 🇩🇪🇫🇷🇯🇵 flags 👍🏽 thumbs ❤\u{fe0f}\u{200d}🔥 heart",
        "שלחו את תוכנית הקיבולת עד יום שישי בבקשה ותודה רבה לכולם",
        "أرسل خطة السعة بحلول يوم الجمعة من فضلك وشكرا جزيلا للجميع",
        "e\u{301}a\u{308}o\u{302} z\u{351}\u{36b}\u{343}\u{36a}a\u{302}\u{36b}l\u{357}g\u{351}o\u{489} combining marks",
        "क्षमता योजना शुक्रवार तक भेजें और सबको बताएं कृपया",
        "oneverylongwordwithoutanyblankinitatallthatcannotbebrokenanywhereatasensibleplaceatall",
        "ﾊﾝｶｸ ｶﾅ and Ｆｕｌｌｗｉｄｔｈ letters in one title of some length",
    ] {
        sandbox.ok(&format!(
            "act --literal '{title}' --owner priya --due 2026-11-18"
        ));
        sandbox.ok(&format!(
            "propose --literal '{title}' --decider lee --due 2026-11-18"
        ));
        sandbox.ok(&format!("comment A-1 '{title}'"));
    }
    let check = |line: &str, width: usize| {
        let exchange = sandbox.tpm(&format!("{line} --width {width}"));
        assert_eq!(exchange.code, 0, "{exchange}");
        for shown in exchange.stdout.lines() {
            assert!(shown.width() <= width, "{line} at {width}: {shown:?}");
        }
    };
    for width in 20..=200 {
        check("actions", width);
    }
    for width in (20..=200).step_by(9) {
        for line in [
            "followup",
            "today",
            "decisions",
            "show A-1",
            "show D-1",
            "people",
            "log",
            "find plan",
        ] {
            check(line, width);
        }
    }
}
