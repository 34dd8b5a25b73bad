//! Anchors under trouble: wrapped, copied, pasted from elsewhere, and in files of others.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

fn tpm() -> &'static str {
    env!("CARGO_BIN_EXE_tpm")
}

fn notes(sandbox: &Sandbox, id: &str) -> String {
    let json = sandbox.ok(&format!("show {id} --json --fields notes"));
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    value["data"][0]["notes"].as_str().unwrap().to_owned()
}

#[test]
fn a_wrapped_item_survives_a_change_made_elsewhere_meanwhile() {
    let mut sandbox = Sandbox::new();
    sandbox.write(
        "n.md",
        "- a note\n- ACTION: @priya send the plan to\n  everybody in the team\n- last\n",
    );
    sandbox.ok("meet Sync --notes n.md");
    let script = format!(
        "{} done A-1; sed -i 's/in the team/in the big team/' \"$1\"",
        tpm()
    );
    sandbox.editor(&script);
    sandbox.ok("note M-1");
    let text = notes(&sandbox, "M-1");
    assert!(text.starts_with("- a note\n"), "{text}");
    assert!(text.contains("send the plan to"), "{text}");
    assert!(text.ends_with("- last\n"), "{text}");
    let action = sandbox.ok("show A-1");
    assert!(
        action.contains("send the plan to everybody in the big team"),
        "{action}"
    );
    assert!(action.contains("@priya"), "{action}");
}

#[test]
fn a_line_that_only_names_an_anchor_changes_nothing_of_its_item() {
    let mut sandbox = Sandbox::new();
    sandbox.write("n.md", "- ACTION: @priya send the plan\n");
    sandbox.ok("meet Sync --notes n.md");
    sandbox.ok("note M-1 --add 'Long talk: the plan waits for legal, see ^A-1'");
    sandbox.editor("sed -n '1s/@priya/@lee/p' \"$1\" > x; cat x >> \"$1\"");
    sandbox.ok("note M-1");
    let action = sandbox.ok("show A-1");
    assert!(action.contains("send the plan"), "{action}");
    assert!(action.contains("@priya"), "{action}");
    assert!(notes(&sandbox, "M-1").contains("Long talk"));
}

#[test]
fn a_copied_line_that_says_something_else_is_told() {
    let mut sandbox = Sandbox::new();
    sandbox.write("n.md", "- ACTION: @priya send the plan\n- last\n");
    sandbox.ok("meet Sync --notes n.md");
    sandbox.editor("printf -- '- [ ] @bo: call the vendor ^A-1\\n' >> \"$1\"");
    assert_snapshot!(sandbox.tpm("note M-1"), @"
    $ tpm note M-1
    Saved M-1  Sync  Sun 22 Nov
    --- stderr
    line 3: A-1 is line 1; this one was left as text (without A-1 it is an item of its own)
    undo: tpm undo
    --- exit 0
    ");
    assert_eq!(sandbox.ok("actions -q"), "A-1\n");
    assert!(notes(&sandbox, "M-1").ends_with("- [ ] @bo: call the vendor ^A-1\n"));
}

#[test]
fn an_id_in_brackets_at_the_end_makes_a_line_that_of_the_item() {
    let mut sandbox = Sandbox::new();
    sandbox.ok("act @lee send the plan by 2026-11-27");
    sandbox.write(
        "n.md",
        "- [x] @lee: send the plan [A-1]\n- [ ] @bo: as agreed in [A-1], call them\n",
    );
    sandbox.ok("meet Sync --notes n.md");
    assert_eq!(
        sandbox.ok("actions --all --fields id,status --csv"),
        "id,status\r\nA-2,open\r\nA-1,done\r\n"
    );
    sandbox.ok("reopen A-1");
    sandbox.editor("cp \"$1\" \"$HOME/shown.md\"");
    sandbox.ok("note M-1");
    let shown = std::fs::read_to_string(sandbox.home().join("shown.md")).unwrap();
    assert_eq!(
        shown.lines().next(),
        Some("- [ ] @lee: send the plan (due: 2026-11-27) ^A-1")
    );
}

#[test]
fn deleting_a_pasted_line_leaves_the_item_in_its_own_meeting() {
    let mut sandbox = Sandbox::new();
    sandbox.write("one.md", "- ACTION: @priya send the plan\n");
    sandbox.write("two.md", "- hello\n- [ ] @priya: send the plan ^A-1\n");
    sandbox.ok("meet One --notes one.md");
    sandbox.ok("meet Two --notes two.md");
    sandbox.editor("sed -i '/A-1/d' \"$1\"");
    sandbox.ok("note M-2");
    assert!(sandbox.ok("show A-1").contains("M-1"));
}

#[test]
fn anchors_in_a_file_from_elsewhere_touch_nothing_of_ours() {
    let sandbox = Sandbox::new();
    sandbox.ok("act @bo our own action");
    sandbox.write(
        "2026-11-20-theirs.md",
        "# Sync 2026-11-20\n\n- [ ] @alice: send the cutover plan ^A-1\n- A-1 done\n",
    );
    sandbox.ok("import notes 2026-11-20-theirs.md");
    let ours = sandbox.ok("show A-1");
    assert!(
        ours.contains("our own action") && ours.contains("open"),
        "{ours}"
    );
    assert!(sandbox.ok("show A-2").contains("send the cutover plan"));
    assert!(sandbox.ok("minutes M-1").contains("send the cutover plan"));
}

#[test]
fn a_deleted_meeting_takes_no_second_import() {
    let sandbox = Sandbox::new();
    let file = sandbox.write("2026-11-20-s.md", "# Sync 2026-11-20\n\nACTION: @bo one\n");
    sandbox.ok("import notes 2026-11-20-s.md");
    sandbox.ok("delete M-1");
    std::fs::write(
        file,
        "# Sync 2026-11-20\n\nACTION: @bo one\nACTION: @bo two\n",
    )
    .unwrap();
    let again = sandbox.tpm("import notes 2026-11-20-s.md");
    assert!(again.stderr.contains("M-1 was deleted"), "{again}");
    assert_eq!(sandbox.ok("actions -q"), "A-1\n");
}

#[test]
fn an_unchanged_save_after_an_edit_elsewhere_makes_no_operation() {
    let mut sandbox = Sandbox::new();
    sandbox.write("n.md", "- ACTION: @priya send the plan\n");
    sandbox.ok("meet Sync --notes n.md");
    sandbox.ok("edit A-1 --due 2026-12-04");
    let before = sandbox.ok("log -q");
    sandbox.editor("true");
    sandbox.ok("note M-1");
    assert_eq!(sandbox.ok("log -q"), before);
}

#[test]
fn a_handle_in_notes_is_its_person_whoever_else_has_it_as_a_first_name() {
    let sandbox = Sandbox::new();
    sandbox.ok("act @lee existing");
    sandbox.write("n.md", "Present: @sam, Lee Wong\n\n- ACTION: @lee do one\n");
    sandbox.ok("meet Sync --notes n.md");
    assert!(
        sandbox.ok("show A-2").contains("Owner:   @lee\n")
            || sandbox.ok("show A-2 --json").contains("\"owner\":\"lee\"")
    );
}

#[test]
fn what_is_typed_into_old_minutes_today_is_no_history() {
    let sandbox = Sandbox::new();
    sandbox.write("2025-03-03-s.md", "# Sync 2025-03-03\n\nACTION: @bo one\n");
    sandbox.ok("import notes 2025-03-03-s.md");
    assert_eq!(sandbox.ok("actions -q"), "");
    sandbox.ok("note M-1 --add 'ACTION: @bo check it by 2026-11-20'");
    assert_eq!(sandbox.ok("actions -q"), "A-2\n");
    assert!(sandbox.ok("followup").contains("A-2"));
    sandbox.ok("import notes 2025-03-03-s.md --live");
    assert_eq!(sandbox.ok("actions -q"), "A-2\nA-1\n");
}

#[test]
fn a_name_of_several_words_owns_where_it_is_known_and_else_stays() {
    let sandbox = Sandbox::new();
    sandbox.ok("person priya --name 'Priya Shah'");
    sandbox.ok("act 'Priya Shah: send it'");
    assert!(sandbox.ok("show A-1").contains("@priya"));
    let unknown = sandbox.ok("act 'Foo Bar Baz: milk'");
    assert!(unknown.contains("Foo Bar Baz: milk"), "{unknown}");
}

#[test]
fn a_creation_that_was_deleted_since_cannot_be_undone_before_the_deletion() {
    let sandbox = Sandbox::new();
    sandbox.ok("act one");
    sandbox.ok("delete A-1");
    let refused = sandbox.tpm("undo 1");
    assert_eq!(refused.code, 4, "{refused}");
    assert!(refused.stderr.contains("operation 2 (delete)"), "{refused}");
}

#[test]
fn a_second_import_knows_lines_that_moved_or_grew_beside_new_ones() {
    let sandbox = Sandbox::new();
    let first = "# Sync 2026-11-20\n\n- ACTION: @priya send the plan\n\nText.\n\n- ACTION: @bo call legal about it\n";
    let file = sandbox.write("2026-11-20-s.md", first);
    sandbox.ok("import notes 2026-11-20-s.md");
    let second = "# Sync 2026-11-20\n\n- ACTION: @bo call legal about it\n\nText.\n\n- ACTION: @priya send the plan by 1 dec\n- ACTION: @lee call the vendor\n";
    std::fs::write(file, second).unwrap();
    sandbox.ok("import notes 2026-11-20-s.md");
    let actions = sandbox.ok("actions --format csv --fields id,title,owner,due,meeting");
    insta::assert_snapshot!(actions.replace('\r', ""), @"
    id,title,owner,due,meeting
    A-1,send the plan,priya,2026-12-01,M-1
    A-2,call legal about it,bo,,M-1
    A-3,call the vendor,lee,,M-1
    ");
}

#[test]
fn a_decision_line_changes_its_decider_and_its_date() {
    let mut sandbox = Sandbox::new();
    sandbox.write(
        "n.md",
        "- PROPOSAL: use vendor B (decider: @bo) (due: 2026-12-01)\n",
    );
    sandbox.ok("meet Sync --notes n.md");
    sandbox.editor("sed -i 's/@bo/@lee/; s/2026-12-01/2026-12-05/' \"$1\"");
    sandbox.ok("note M-1");
    let decision = sandbox.ok("decisions --format csv --fields id,decider,due");
    assert!(decision.contains("D-1,lee,2026-12-05"), "{decision}");
}
