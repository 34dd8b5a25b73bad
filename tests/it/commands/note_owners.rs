//! Who owns what notes say: the meeting's attendees first, then everybody; nobody where two fit.

use insta::assert_snapshot;

use super::exchanges;
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
    [HOME]/minutes/2026-11-20-sync.md: line 17: nobody is certainly meant by "Lee"; left without an owner
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
