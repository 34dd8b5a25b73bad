//! Editors that fail, write other encodings, or take so long that others write meanwhile.

use std::path::PathBuf;

use serde_json::Value;

use super::{assert_sound, seeded};
use crate::sandbox::{Exchange, Sandbox};

/// The program, for scripts of editors.
const TPM: &str = env!("CARGO_BIN_EXE_tpm");

/// Edits the notes of M-1 with `script`, where `$1` is the draft.
fn edited(sandbox: &mut Sandbox, script: &str) -> Exchange {
    sandbox.editor(script);
    sandbox.tpm("note M-1")
}

/// Edits the notes of M-1 with an editor that leaves these bytes.
fn left(sandbox: &mut Sandbox, bytes: &[u8]) -> Exchange {
    sandbox.write("left", bytes);
    edited(sandbox, "cat left > \"$1\"")
}

fn notes(sandbox: &Sandbox) -> String {
    let shown: Value = serde_json::from_str(&sandbox.ok("show M-1 --json")).unwrap();
    shown["data"][0]["notes"].as_str().unwrap().to_owned()
}

/// The folder of the drafts of the one store in this sandbox.
fn drafts(sandbox: &Sandbox) -> PathBuf {
    let name = tpm::files::stem_for(&sandbox.db());
    sandbox.home().join(".local/state/tpm/drafts").join(name)
}

fn draft_names(sandbox: &Sandbox) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(drafts(sandbox)) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Asserts that nothing was stored, the draft is kept, and the message says how to go on.
fn assert_kept(sandbox: &Sandbox, exchange: &Exchange, code: i32, before: &str) {
    assert_eq!(exchange.code, code, "{exchange}");
    assert!(
        exchange.stderr.contains("tpm note M-1 --resume"),
        "{exchange}"
    );
    assert_eq!(sandbox.ok("log --json"), before);
    assert_eq!(draft_names(sandbox), ["M-1.base.md", "M-1.md"]);
}

#[test]
fn an_editor_that_fails_stores_nothing_and_keeps_the_draft() {
    for script in ["exit 1", "kill -9 $$", "kill -TERM $$", "exit 255"] {
        let mut sandbox = seeded();
        let before = sandbox.ok("log --json");
        let typing = "echo '- ACTION: @lee call' >> \"$1\"";
        let exchange = edited(&mut sandbox, &format!("{typing}; {script}"));
        assert_kept(&sandbox, &exchange, 5, &before);
    }
}

#[test]
fn an_editor_that_fails_before_a_word_was_typed_leaves_no_draft() {
    for script in ["exit 1", "kill -9 $$"] {
        let mut sandbox = seeded();
        let before = sandbox.ok("log --json");
        let exchange = edited(&mut sandbox, script);
        assert_left_nothing(&sandbox, &exchange, &before);
        let exchange = sandbox.tpm("meet Retro");
        assert_left_nothing(&sandbox, &exchange, &before);
    }
}

/// Asserts that nothing was stored and no draft is in the way of the next.
fn assert_left_nothing(sandbox: &Sandbox, exchange: &Exchange, before: &str) {
    assert_eq!(exchange.code, 5, "{exchange}");
    assert!(exchange.stderr.contains("nothing was typed"), "{exchange}");
    assert_eq!(sandbox.ok("log --json"), before);
    assert_eq!(draft_names(sandbox), Vec::<String>::new());
}

#[test]
fn an_editor_that_does_not_exist_is_named() {
    for editor in ["no-such-editor --wait", "/nowhere/vi", "false"] {
        let mut sandbox = seeded();
        let before = sandbox.ok("log --json");
        sandbox.set("TPM_EDITOR", editor);
        let exchange = sandbox.tpm("note M-1");
        assert_left_nothing(&sandbox, &exchange, &before);
        assert!(exchange.stderr.contains(editor), "{exchange}");
    }
}

#[test]
fn emptied_notes_are_a_way_to_cancel() {
    for script in [": > \"$1\"", "printf ' \\n\\t\\n' > \"$1\""] {
        let mut sandbox = seeded();
        let before = sandbox.ok("log --json");
        let exchange = edited(&mut sandbox, script);
        assert_kept(&sandbox, &exchange, 5, &before);
        assert!(exchange.stderr.contains("the text is empty"), "{exchange}");
    }
}

#[test]
fn an_editor_that_removes_the_draft_stores_nothing() {
    let mut sandbox = seeded();
    let before = sandbox.ok("log --json");
    let exchange = edited(&mut sandbox, "rm \"$1\"");
    assert_eq!(exchange.code, 66, "{exchange}");
    assert_eq!(sandbox.ok("log --json"), before);
}

#[test]
fn an_editor_that_changes_nothing_stores_nothing_and_leaves_no_draft() {
    let mut sandbox = seeded();
    let before = sandbox.ok("log --json");
    let exchange = edited(&mut sandbox, "exit 0");
    assert_eq!(exchange.code, 0, "{exchange}");
    assert_eq!(sandbox.ok("log --json"), before);
    assert_eq!(draft_names(&sandbox), Vec::<String>::new());
}

#[test]
fn line_ends_and_encodings_of_other_systems_are_read() {
    let units = |text: &str| -> Vec<u16> { format!("\u{feff}{text}").encode_utf16().collect() };
    assert_read("CRLF", &|text| text.replace('\n', "\r\n").into_bytes());
    assert_read("BOM", &|text| format!("\u{feff}{text}").into_bytes());
    assert_read("UTF-16 LE", &|text| {
        units(text).into_iter().flat_map(u16::to_le_bytes).collect()
    });
    assert_read("UTF-16 BE with CRLF", &|text| {
        let text = text.replace('\n', "\r\n");
        units(&text)
            .into_iter()
            .flat_map(u16::to_be_bytes)
            .collect()
    });
    assert_read("no last newline", &|text| text.trim_end().into());
}

/// Asserts that a line added by an editor that writes as `encode` does becomes an action.
fn assert_read(name: &str, encode: &dyn Fn(&str) -> Vec<u8>) {
    let mut sandbox = seeded();
    let text = format!("{}- ACTION: @lee call the café\n", notes(&sandbox));
    let exchange = left(&mut sandbox, &encode(&text));
    assert_eq!(exchange.code, 0, "{name}: {exchange}");
    let ids = sandbox.ok("actions -q --limit 0");
    assert_eq!(ids.lines().count(), 4, "{name}: {exchange}");
    let shown: Value = serde_json::from_str(&sandbox.ok("show A-4 --json")).unwrap();
    assert_eq!(shown["data"][0]["title"], "call the café", "{name}");
    let stored = notes(&sandbox);
    assert!(!stored.contains('\u{feff}'), "{name}: {stored:?}");
    let wanted = format!("{} ^A-4", text.trim_end());
    assert_eq!(stored.replace('\r', "").trim_end(), wanted, "{name}");
    assert_sound(&sandbox.db());
}

#[test]
fn notes_that_are_no_text_are_refused_with_the_place_and_the_draft_is_kept() {
    let check = |bytes: &[u8], saying: &str| {
        let mut sandbox = seeded();
        let before = sandbox.ok("log --json");
        let exchange = left(&mut sandbox, bytes);
        assert_kept(&sandbox, &exchange, 65, &before);
        assert!(exchange.stderr.contains(saying), "{exchange}");
        assert_eq!(
            std::fs::read(drafts(&sandbox).join("M-1.md")).unwrap(),
            bytes
        );
    };
    check(b"# Staff\n\xff\n", "byte 8");
    check(b"# Caf\xe9\n", "byte 5");
    // UTF-16 with half a letter at the end, and with half a pair of surrogates.
    check(b"\xff\xfea\0b", "byte 0");
    check(b"\xff\xfe\x00\xd8a\0", "byte 0");
}

#[test]
fn notes_with_a_nul_are_refused_with_the_place() {
    let mut sandbox = seeded();
    let before = sandbox.ok("log --json");
    let exchange = left(&mut sandbox, b"# Staff\nhalf\0line\n");
    assert_kept(&sandbox, &exchange, 65, &before);
    assert!(exchange.stderr.contains("byte 12"), "{exchange}");
    for line in [
        "comment A-1 -",
        "meet X --notes -",
        "edit A-1 --body -",
        "note M-1 --add -",
    ] {
        let exchange = sandbox.tpm_with(line, b"caf\xc3\xa9\0");
        assert_eq!(exchange.code, 65, "{exchange}");
        assert!(exchange.stderr.contains("byte 5"), "{exchange}");
    }
    assert_eq!(sandbox.ok("log --json"), before);
}

#[test]
fn what_another_process_adds_meanwhile_is_kept_beside_what_was_written() {
    let mut sandbox = seeded();
    let exchange = edited(
        &mut sandbox,
        &format!(
            "echo '- ACTION: @lee from the editor' >> \"$1\"\n\
             '{TPM}' note M-1 --add '- ACTION: @priya from outside' || exit 9"
        ),
    );
    assert_eq!(exchange.code, 0, "{exchange}");
    let stored = notes(&sandbox);
    for line in [
        "@lee from the editor ^A-",
        "@priya from outside ^A-",
        "check the plan",
    ] {
        assert_eq!(stored.matches(line).count(), 1, "{stored}");
    }
    assert_eq!(sandbox.ok("actions -q --limit 0").lines().count(), 5);
    assert_eq!(draft_names(&sandbox), Vec::<String>::new());
    assert_sound(&sandbox.db());
}

#[test]
fn different_fields_of_one_item_are_merged() {
    let mut sandbox = seeded();
    let exchange = edited(
        &mut sandbox,
        &format!(
            "sed 's/check the plan/check the whole plan/' \"$1\" > new && cat new > \"$1\"\n\
             '{TPM}' edit A-3 --due 2026-12-24 --priority high || exit 9"
        ),
    );
    assert_eq!(exchange.code, 0, "{exchange}");
    let shown: Value = serde_json::from_str(&sandbox.ok("show A-3 --json")).unwrap();
    let action = &shown["data"][0];
    assert_eq!(action["title"], "check the whole plan");
    assert_eq!(action["due"], "2026-12-24");
    assert_eq!(action["priority"], "high");
}

#[test]
fn the_same_field_changed_twice_keeps_the_stored_value_and_says_so() {
    let mut sandbox = seeded();
    let exchange = edited(
        &mut sandbox,
        &format!(
            "sed 's/check the plan/check the whole plan/' \"$1\" > new && cat new > \"$1\"\n\
             '{TPM}' edit A-3 --title 'check nothing' || exit 9"
        ),
    );
    assert_eq!(exchange.code, 0, "{exchange}");
    assert!(
        exchange
            .stderr
            .contains("A-3: the title was changed elsewhere"),
        "{exchange}"
    );
    let shown: Value = serde_json::from_str(&sandbox.ok("show A-3 --json")).unwrap();
    assert_eq!(shown["data"][0]["title"], "check nothing");
    assert_words_kept(&sandbox, &exchange, "check the whole plan");
}

#[test]
fn the_same_line_changed_twice_keeps_the_stored_one_and_the_other_is_not_lost() {
    for quiet in ["", " -q"] {
        let mut sandbox = seeded();
        sandbox.ok("note M-1 --add 'The room is blue.'");
        sandbox.write(
            "other.sh",
            "sed 's/is blue/is green/' \"$1\" > other && cat other > \"$1\"\n",
        );
        sandbox.editor(&format!(
            "sed 's/is blue/is red/' \"$1\" > new && cat new > \"$1\"\n\
             TPM_STATE_DIR=elsewhere TPM_EDITOR='sh other.sh' '{TPM}' note M-1 || exit 9"
        ));
        let exchange = sandbox.tpm(&format!("note M-1{quiet}"));
        assert_eq!(exchange.code, 0, "{exchange}");
        let stored = notes(&sandbox);
        assert!(stored.contains("The room is green."), "{stored}");
        assert_words_kept(&sandbox, &exchange, "The room is red.");
    }
}

/// Asserts that words which a clash kept out of the store stand in a file that the command named.
fn assert_words_kept(sandbox: &Sandbox, exchange: &Exchange, words: &str) {
    let kept = draft_names(sandbox).into_iter().find(|name| {
        let text = std::fs::read_to_string(drafts(sandbox).join(name)).unwrap();
        text.contains(words)
    });
    let kept = kept.unwrap_or_else(|| panic!("\"{words}\" is in no draft: {exchange}"));
    assert!(exchange.stderr.contains(&kept), "{kept}: {exchange}");
    // The draft that was saved is no obstacle to the next.
    sandbox.ok("note M-1 --add 'and on it goes'");
    sandbox.ok("note M-1");
}

#[test]
fn a_draft_that_outlived_its_save_doubles_nothing() {
    let mut sandbox = seeded();
    let added = "printf 'A remark.\\n\\n- ACTION: @lee call\\n- DECISION: go ahead\\n' >> \"$1\"";
    let keep = "mkdir -p kept && cp -r \"$(dirname \"$1\")\" kept/";
    let exchange = edited(&mut sandbox, &format!("{added}\n{keep}"));
    assert_eq!(exchange.code, 0, "{exchange}");
    let (ids, stored) = (ids(&sandbox), notes(&sandbox));
    bring_back(&sandbox);
    sandbox.set("TPM_NO_INPUT", "1");
    let exchange = sandbox.tpm("note M-1 --resume");
    assert_eq!(exchange.code, 0, "{exchange}");
    assert_eq!(self::ids(&sandbox), ids, "{exchange}");
    assert_eq!(notes(&sandbox), stored);
    assert_eq!(draft_names(&sandbox), Vec::<String>::new());
}

#[test]
fn a_new_meetings_draft_that_outlived_its_save_doubles_nothing() {
    let mut sandbox = seeded();
    let added = "printf 'A remark.\\n\\n- ACTION: @lee call\\n- DECISION: go ahead\\n' >> \"$1\"";
    let keep = "mkdir -p kept && cp -r \"$(dirname \"$1\")\" kept/";
    sandbox.editor(&format!("{added}\n{keep}"));
    sandbox.ok("meet 'Launch sync' --with priya");
    let ids = ids(&sandbox);
    bring_back(&sandbox);
    sandbox.set("TPM_NO_INPUT", "1");
    let exchange = sandbox.tpm("meet 'Launch sync' --with priya --resume");
    assert_eq!(exchange.code, 0, "{exchange}");
    assert_eq!(self::ids(&sandbox), ids, "{exchange}");
    assert_eq!(draft_names(&sandbox), Vec::<String>::new());
}

/// All that there is, by ID.
fn ids(sandbox: &Sandbox) -> String {
    ["actions", "decisions", "meetings"]
        .map(|list| sandbox.ok(&format!("{list} -q --limit 0")))
        .concat()
}

/// Puts the drafts back that an editor copied to `kept`, as a crash after the commit leaves them.
fn bring_back(sandbox: &Sandbox) {
    let kept = sandbox
        .home()
        .join("kept")
        .join(drafts(sandbox).file_name().unwrap());
    let mut count = 0;
    for entry in std::fs::read_dir(kept).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), drafts(sandbox).join(entry.file_name())).unwrap();
        count += 1;
    }
    assert!(count >= 2, "{count} files were kept");
}

#[test]
fn a_locked_file_at_the_save_is_busy_and_keeps_the_draft() {
    for timeout in [0, 1] {
        let mut sandbox = seeded();
        let before = sandbox.ok("log --json");
        sandbox.editor("echo '- ACTION: @lee after an hour of writing' >> \"$1\"");
        let connection = rusqlite::Connection::open(sandbox.db()).unwrap();
        connection.execute_batch("BEGIN IMMEDIATE").unwrap();
        let exchange = sandbox.tpm(&format!("note M-1 --lock-timeout {timeout}"));
        drop(connection);
        assert_kept(&sandbox, &exchange, 75, &before);
        let exchange = sandbox.tpm("note M-1");
        assert_eq!(exchange.code, 4, "{exchange}");
        sandbox.set("TPM_NO_INPUT", "1");
        sandbox.ok("note M-1 --resume");
        assert_eq!(notes(&sandbox).matches("an hour of writing").count(), 1);
        assert_eq!(draft_names(&sandbox), Vec::<String>::new());
    }
}

#[test]
fn no_lock_is_held_while_the_editor_is_open() {
    let mut sandbox = seeded();
    let exchange = edited(
        &mut sandbox,
        &format!(
            "for i in 1 2 3; do '{TPM}' act meanwhile $i --lock-timeout 0 || exit 9; done\n\
             '{TPM}' done A-1 --lock-timeout 0 || exit 9"
        ),
    );
    assert_eq!(exchange.code, 0, "{exchange}");
    assert_sound(&sandbox.db());
}

#[test]
fn titles_in_other_scripts_have_drafts_of_their_own() {
    let mut sandbox = seeded();
    sandbox.editor("echo typed >> \"$1\"; exit 1");
    for title in ["容量", "計画", "Launch sync!", "Launch sync?"] {
        let exchange = sandbox.tpm(&format!("meet '{title}'"));
        assert_eq!(exchange.code, 5, "{exchange}");
    }
    // Each has its text, its base, and what is known of the meeting.
    assert_eq!(draft_names(&sandbox).len(), 12);
}

#[test]
fn without_a_draft_there_is_nothing_to_resume() {
    let mut sandbox = seeded();
    sandbox.editor("exit 0");
    for line in ["note M-1 --resume", "meet 'Nothing kept' --resume"] {
        let exchange = sandbox.tpm(line);
        assert_eq!(exchange.code, 3, "{exchange}");
    }
    assert_eq!(sandbox.ok("meetings -q"), "M-1\n");
}

#[test]
fn the_way_back_to_a_draft_can_be_pasted_whatever_the_title() {
    for title in [
        "Launch sync",
        "it's \"$(touch hacked)\" `touch hacked`",
        "-x and --force",
        "!! $HOME ~ \\",
    ] {
        assert_way_back(title);
    }
}

fn assert_way_back(title: &str) {
    let mut sandbox = seeded();
    sandbox.editor("echo typed >> \"$1\"; exit 1");
    let output = super::run(sandbox.command(&["meet", "--", title]));
    let stderr = super::expect(&output, &[5], "meet");
    let (_, hint) = stderr.split_once("go on with `tpm ").unwrap();
    let line = hint.trim_end().strip_suffix('`').unwrap();
    sandbox.set("TPM_NO_INPUT", "1");
    let output = super::shell(&sandbox, &format!("exec \"$TPM\" {line}"));
    super::expect(&output, &[0], line);
    assert!(!sandbox.home().join("hacked").exists());
    let shown: Value = serde_json::from_str(&sandbox.ok("show M-2 --json")).unwrap();
    assert_eq!(shown["data"][0]["title"], title);
}
