//! Who owns what notes say: the meeting's attendees first, then everybody; nobody where two fit.

use insta::assert_snapshot;

use super::{after, exchanges};
use crate::sandbox::Sandbox;

const SYNC: &str = "# Sync\n\nDate: 2026-11-20\n\n## Attendees\n\n\
    | Name | Abbreviation | GitHub |\n|---|---|---|\n\
    | Lee Byrd | LBY | @leeb |\n| Lee Park | LPK | |\n| Bo Lund | | |\n\n\
    [@leeb]: https://example.org/leeb\n\n## Actions\n\n\
    - Lee: call the vendor, as one of two\n\
    - Lee Park: book the room by full name\n\
    - LPK: order lunch by the letters given\n\
    - BL to invite the board by first letters\n\
    - Bo: print the badges by first name\n\
    - @leeb: write the memo by handle\n\
    - [@leeb][]: send the memo by link\n\
    - file the receipts for nobody\n\
    - Sam: sweep the floor though not there\n";

#[test]
fn attendees_own_by_every_name_and_nobody_where_two_fit() {
    let sandbox = Sandbox::new();
    sandbox.write("minutes/2026-11-20-sync.md", SYNC);
    sandbox.ok("act @sam water the plants");
    assert_snapshot!(exchanges(&sandbox, &["import notes minutes", "actions", "actions --owner none"]), @r#"
    $ tpm import notes minutes
    Imported 1 meeting
    9 actions, 0 decisions; owned 7 of 9 (77%), dated 0 of 9 (0%); 1 line to look at
    --- stderr
    [HOME]/minutes/2026-11-20-sync.md:17: nobody is certainly meant by "Lee"; left without an owner
    undo: tpm undo
    --- exit 0
    $ tpm actions
    ID    TITLE                              OWNER
    A-1   water the plants                   @sam
    A-2   call the vendor, as one of two     nobody
    A-3   book the room by full name         @lee-park
    A-4   order lunch by the letters given   @lee-park
    A-5   invite the board by first letters  @bo-lund
    A-6   print the badges by first name     @bo-lund
    A-7   write the memo by handle           @leeb
    A-8   send the memo by link              @leeb
    A-9   file the receipts for nobody       nobody
    A-10  sweep the floor though not there   @sam
    --- exit 0
    $ tpm actions --owner none
    ID   TITLE                           OWNER
    A-2  call the vendor, as one of two  nobody
    A-9  file the receipts for nobody    nobody
    --- exit 0
    "#);
}

#[test]
fn a_first_name_is_the_attendees_before_it_is_somebody_elses() {
    let sandbox = Sandbox::new();
    sandbox.ok("act @lee water the plants");
    let notes = "# Sync\n\nDate: 2026-11-20\nPresent: Lee Park, Bo Lund\n\n\
        ACTION: Lee to book the room\nACTION: @lee to call the vendor\n";
    sandbox.write("minutes/2026-11-20-sync.md", notes);
    assert_snapshot!(exchanges(&sandbox, &["import notes minutes", "actions"]), @"
    $ tpm import notes minutes
    Imported 1 meeting
    2 actions, 0 decisions; owned 2 of 2 (100%), dated 0 of 2 (0%); 0 lines to look at
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm actions
    ID   TITLE             OWNER
    A-1  water the plants  @lee
    A-2  book the room     @lee-park
    A-3  call the vendor   @lee
    --- exit 0
    ");
}

#[test]
fn a_group_owns_nothing_in_notes_and_is_told_with_its_members() {
    let sandbox = after(&[
        "group platform --members lee,priya",
        "group empty --name Empty",
    ]);
    let notes = "# Sync\n\nDate: 2026-11-20\n\n\
        - [ ] @platform do it\nACTION: @empty to call\n- [ ] @lee @platform both\n";
    sandbox.write("minutes/2026-11-20-sync.md", notes);
    assert_snapshot!(exchanges(&sandbox, &["import notes minutes", "actions"]), @"
    $ tpm import notes minutes
    Imported 1 meeting
    3 actions, 0 decisions; owned 1 of 3 (33%), dated 0 of 3 (0%); 3 lines to look at
    --- stderr
    [HOME]/minutes/2026-11-20-sync.md:5: @platform is a group, and one person is wanted here (name one of its members: @lee, @priya); left without an owner
    [HOME]/minutes/2026-11-20-sync.md:6: @empty is a group, and one person is wanted here (name a person; the group has no members); left without an owner
    [HOME]/minutes/2026-11-20-sync.md:7: @platform is a group, and one person is wanted here (name one of its members: @lee, @priya); left without an owner
    undo: tpm undo
    --- exit 0
    $ tpm actions
    ID   TITLE  OWNER
    A-1  do it  nobody
    A-2  call   nobody
    A-3  both   @lee
    --- exit 0
    ");
}

#[test]
fn people_who_are_not_there_own_by_alias_and_sure_names_only() {
    let sandbox = Sandbox::new();
    for line in [
        "person priya --name 'Priya Shah' --alias pri",
        "person lee-byrd --name 'Lee Byrd'",
        "person lee-park --name 'Lee Park'",
        "person samantha --name 'Samantha Orr'",
    ] {
        sandbox.ok(line);
    }
    let notes = "ACTION: @pri send it by alias\nACTION: Pri to send it by bare alias\n\
        ACTION: Priya to send it by first name\nACTION: Priya Shah to send it by full name\n\
        ACTION: Lee to send it as one of two\nACTION: Lee Park to send it as the one\n\
        ACTION: Samanta to send it with a slip\nACTION: PS to send it by initials of the absent\n";
    sandbox.write("n.md", notes);
    assert_snapshot!(exchanges(&sandbox, &["meet Sync --notes n.md"]), @r#"
    $ tpm meet Sync --notes n.md
    Started M-1  Sync  Sun 22 Nov
    Added A-1  send it by alias  @priya
    Added A-2  send it by bare alias  @priya
    Added A-3  send it by first name  @priya
    Added A-4  send it by full name  @priya
    Added A-5  send it as one of two
    Added A-6  send it as the one  @lee-park
    Added A-7  send it with a slip
    Added A-8  send it by initials of the absent
    --- stderr
    line 5: nobody is certainly meant by "Lee"; left without an owner
    line 7: nobody is certainly meant by "Samanta"; left without an owner
    line 8: nobody is certainly meant by "PS"; left without an owner
    undo: tpm undo
    --- exit 0
    "#);
}
