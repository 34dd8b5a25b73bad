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
