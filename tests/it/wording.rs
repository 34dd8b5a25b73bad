//! What the screens say where it was once wrong.

use crate::sandbox::Sandbox;

#[test]
fn a_line_for_the_notes_may_begin_with_a_dash() {
    let sandbox = Sandbox::new();
    sandbox.ok("meet 'Launch sync'");
    let saved = sandbox.ok("note --add '- ACTION: @lee book the room by fri'");
    assert!(saved.contains("Added A-1  book the room  @lee"), "{saved}");
}

#[test]
fn what_belongs_to_no_workstream_is_not_said_to_be_nobodys() {
    let sandbox = Sandbox::new();
    sandbox.ok("act @lee book the room by 20nov");
    for line in [
        "followup --group workstream",
        "followup --group workstream --summary",
    ] {
        let screen = sandbox.ok(line);
        assert!(screen.contains("no workstream"), "{screen}");
        assert!(!screen.contains("nobody"), "{screen}");
    }
}

#[test]
fn a_search_that_found_more_names_an_option_that_it_takes() {
    let sandbox = Sandbox::new();
    sandbox.ok("act book the room");
    sandbox.ok("act leave the room");
    let exchange = sandbox.tpm("find room --limit 1");
    assert_eq!(
        exchange.stderr,
        "there is more: add a word, or raise --limit\n"
    );
}

#[test]
fn a_decision_that_replaces_another_says_so() {
    let sandbox = Sandbox::new();
    sandbox.ok("decide 'Use vendor A' --decider lee");
    let exchange = sandbox.tpm("decide 'Use vendor B' --decider lee --supersedes D-1");
    assert!(
        exchange
            .stderr
            .contains("D-1 \"Use vendor A\" is superseded"),
        "{exchange}"
    );
}

#[test]
fn minutes_of_notes_with_front_matter_have_one_front_matter() {
    let sandbox = Sandbox::new();
    sandbox.write("call.md", "---\ntitle: Call\n---\n\n# Call\n\nWe met.\n");
    sandbox.ok("meet 'Vendor call' --notes call.md");
    let minutes = sandbox.ok("minutes M-1");
    let marks = minutes.lines().filter(|line| *line == "---").count();
    assert_eq!(marks, 2, "{minutes}");
    assert!(minutes.contains("We met."), "{minutes}");
}
