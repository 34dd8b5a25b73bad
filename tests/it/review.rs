//! The review after an editor, and candidates one by one, driven through a terminal.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;
use crate::terminal::Terminal;

const NOTES: &str = "\
Present: Priya Shah, Lee

- ACTION: Priya to send the plan by fri
- Lee will call the landlord
- Lee: I'll file an issue if it fails
";

/// A sandbox whose editor writes this text.
fn writing(text: &str) -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.editor(&format!("cat > \"$1\" <<'END'\n{text}END"));
    sandbox
}

fn notes(sandbox: &Sandbox) -> String {
    let shown: serde_json::Value = serde_json::from_str(&sandbox.ok("show M-1 --json")).unwrap();
    shown["data"][0]["notes"].as_str().unwrap().to_owned()
}

#[test]
fn what_was_guessed_is_listed_after_the_save() {
    let sandbox = writing(NOTES);
    let mut terminal = Terminal::run(&sandbox, &["meet", "Sync"], 80);
    terminal.wait_for("u undo");
    // The save stands whatever comes of the review.
    assert_eq!(sandbox.ok("actions -q"), "A-1\n");
    terminal.wait_for("promises");
    assert_snapshot!(terminal.screen(), @r#"
    Started M-1  Sync  Sun 22 Nov  2 present
    Added A-1  send the plan  @priya-shah  due Fri 27 Nov (in 5 days)
    added @priya-shah, named for the first time
    added @lee, named for the first time
    undo: tpm undo

    Guessed
    • line 3: "Priya" is taken for @priya-shah
    • line 3: A-1 is due Fri 27 Nov
    • 2 promises that nothing marks are no item

    Enter accept  e edit again  u undo  c go through the promises
    "#);
    terminal.press("\r");
    let ended = terminal.end();
    assert_eq!(ended.code, 0, "{}", ended.screen);
    assert_eq!(sandbox.ok("note --drafts"), "No draft was kept.\n");
    assert_eq!(sandbox.ok("actions -q"), "A-1\n");
}

#[test]
fn nothing_guessed_is_nothing_asked() {
    let sandbox = writing("- [ ] @lee: send the plan (due: 2026-12-01)\n");
    let ended = Terminal::run(&sandbox, &["meet", "Sync"], 80).end();
    assert_eq!(ended.code, 0);
    assert!(!ended.screen.contains("undo\u{a0}"), "{}", ended.screen);
    for flag in ["--no-input", "--quiet", "--json"] {
        let sandbox = writing(NOTES);
        let mut args = vec!["meet", "Sync", flag];
        if flag == "--no-input" {
            // No editor opens either.
            sandbox.write("n.md", NOTES);
            args.extend(["--notes", "n.md"]);
        }
        let ended = Terminal::run(&sandbox, &args, 80).end();
        assert_eq!(ended.code, 0, "{flag}: {}", ended.screen);
        assert!(
            !ended.screen.contains("Guessed"),
            "{flag}: {}",
            ended.screen
        );
    }
}

#[test]
fn undo_takes_the_save_back_and_keeps_the_text_as_a_draft() {
    let sandbox = writing(NOTES);
    let mut terminal = Terminal::run(&sandbox, &["meet", "Sync", "--with", "bo"], 80);
    terminal.wait_for("u undo");
    terminal.press("u");
    let ended = terminal.end();
    assert_eq!(ended.code, 0, "{}", ended.screen);
    assert!(
        ended
            .screen
            .contains("your text is kept: `tpm meet \"Sync\" --resume`"),
        "{}",
        ended.screen
    );
    assert_eq!(sandbox.ok("meetings -q"), "");
    assert_eq!(sandbox.ok("actions -q"), "");
    let mut resuming = sandbox;
    resuming.editor("true");
    resuming.ok("meet Sync --resume");
    assert_eq!(resuming.ok("actions -q"), "A-2\n");
    let shown = resuming.ok("show M-2");
    assert!(shown.contains("Lee will call the landlord"), "{shown}");
}

#[test]
fn undo_of_notes_that_were_there_leaves_them_as_they_were() {
    let mut sandbox = writing(NOTES);
    sandbox.ok("meet Sync");
    let before = notes(&sandbox);
    sandbox.editor("echo 'ACTION: Lee to write it by mon' >> \"$1\"");
    let mut terminal = Terminal::run(&sandbox, &["note"], 80);
    terminal.wait_for("u undo");
    terminal.press("u");
    assert_eq!(terminal.end().code, 0);
    assert_eq!(notes(&sandbox), before);
    sandbox.editor("true");
    sandbox.ok("note M-1 --resume");
    assert!(notes(&sandbox).ends_with("ACTION: Lee to write it by mon ^A-3\n"));
}

#[test]
fn edit_again_opens_the_notes_as_they_are_stored() {
    let mut sandbox = Sandbox::new();
    sandbox.write("notes.txt", NOTES);
    // The first time all is written, the second time one line is changed.
    sandbox.editor(
        "if [ -e seen ]; then sed -i 's/Priya to send the plan by fri/@priya-shah send the plan by 2026-11-27/; \
         /will call/d; /file an issue/d' \"$1\"; \
         else touch seen; cat notes.txt > \"$1\"; fi",
    );
    let mut terminal = Terminal::run(&sandbox, &["meet", "Sync"], 80);
    terminal.wait_for("u undo");
    terminal.press("e");
    let ended = terminal.end();
    assert_eq!(ended.code, 0, "{}", ended.screen);
    assert_snapshot!(notes(&sandbox), @"
    Present: Priya Shah, Lee

    - ACTION: @priya-shah send the plan by 2026-11-27 ^A-1
    ");
    assert_eq!(sandbox.ok("note --drafts"), "No draft was kept.\n");
}

#[test]
fn promises_are_gone_through_one_by_one() {
    let sandbox = writing(NOTES);
    let mut terminal = Terminal::run(&sandbox, &["meet", "Sync"], 80);
    terminal.wait_for("promises");
    terminal.step("c", "1 of 2");
    terminal.wait_for("Esc give up");
    assert_snapshot!(terminal.screen(), @r#"
    Started M-1  Sync  Sun 22 Nov  2 present
    Added A-1  send the plan  @priya-shah  due Fri 27 Nov (in 5 days)
    added @priya-shah, named for the first time
    added @lee, named for the first time
    undo: tpm undo

    Guessed
    • line 3: "Priya" is taken for @priya-shah
    • line 3: A-1 is due Fri 27 Nov
    • 2 promises that nothing marks are no item

    Enter accept  e edit again  u undo  c go through the promises

    1 of 2  call the landlord
    Owner:  @lee
    Line 4: Lee will call the landlord
    Why:    "Lee will"

    a accept  e edit  s skip  q end here  Esc give up
    "#);
    terminal.step("a", "2 of 2");
    terminal.step("e", "In your words");
    terminal.press("@priya-shah: file an issue by 2026-12-01\r");
    let ended = terminal.end();
    assert_eq!(ended.code, 0, "{}", ended.screen);
    assert_snapshot!(notes(&sandbox), @"
    Present: Priya Shah, Lee

    - ACTION: Priya to send the plan by fri ^A-1
    - ACTION: Lee will call the landlord ^A-2
    - Lee: I'll file an issue if it fails
    - [ ] @priya-shah: file an issue by 2026-12-01 ^A-3
    ");
}

#[test]
fn giving_candidates_up_writes_nothing() {
    let sandbox = writing("nothing\n");
    sandbox.ok("meet Sync");
    sandbox.write("talk.md", NOTES);
    let before = notes(&sandbox);
    for key in ["\x1b", "\x03"] {
        let mut terminal = Terminal::run(&sandbox, &["note", "--from", "talk.md"], 80);
        terminal.wait_for("Esc give up");
        terminal.press(key);
        assert_eq!(terminal.end().code, 5);
        assert_eq!(notes(&sandbox), before);
    }
    let mut terminal = Terminal::run(&sandbox, &["note", "--from", "talk.md"], 80);
    terminal.wait_for("Esc give up");
    terminal.press("q");
    assert_eq!(terminal.end().code, 0);
    assert_eq!(sandbox.ok("actions -q"), "A-1\n");
}

#[test]
fn a_review_that_dies_has_lost_nothing() {
    let sandbox = writing(NOTES);
    let mut terminal = Terminal::run(&sandbox, &["meet", "Sync"], 80);
    terminal.wait_for("u undo");
    terminal.kill("-TERM");
    assert_eq!(sandbox.ok("actions -q"), "A-1\n");
    assert_eq!(sandbox.ok("note --drafts"), "No draft was kept.\n");
}

#[test]
fn a_long_import_shows_how_far_it_is_where_somebody_watches() {
    let mut sandbox = Sandbox::new();
    for number in 0..120 {
        sandbox.write(
            &format!("in/2026-11-20-{number}.md"),
            "ACTION: @lee send it\n",
        );
    }
    let run = |sandbox: &Sandbox, args: &[&str]| Terminal::run(sandbox, args, 80).end();
    let watched = run(&sandbox, &["import", "notes", "in", "--dry-run"]);
    assert!(
        watched.written.contains("of 120 files"),
        "{}",
        watched.written
    );
    assert!(
        watched.screen.starts_with("Imported 120 meetings"),
        "{}",
        watched.screen
    );
    let quiet = run(&sandbox, &["import", "notes", "in", "--dry-run", "--quiet"]);
    assert!(!quiet.written.contains("of 120 files"), "{}", quiet.written);
    let piped = sandbox.tpm("import notes in --dry-run");
    assert!(!piped.stderr.contains("of 120 files"), "{piped}");
    sandbox.set("TERM", "dumb");
    let dumb = run(&sandbox, &["import", "notes", "in", "--dry-run"]);
    assert!(!dumb.written.contains("of 120 files"), "{}", dumb.written);
}
