//! Two handles that turn out to be one person, and handles that change.

use insta::assert_snapshot;

use super::{after, exchanges};
use crate::sandbox::Sandbox;

fn doubled() -> Sandbox {
    after(&[
        "person priya --team core",
        "person priya-s --email ps@example.com --team other --alias ps --name 'Priya Shah'",
        "act @priya send the plan --helpers priya-s",
        "act @priya-s ask around",
        "propose 'Which region?' --decider priya-s --driver priya",
        "meet 'Launch sync' --with priya,priya-s",
        "group platform --members priya,priya-s",
        "workstream launch --lead priya-s --audience priya-s",
    ])
}

#[test]
fn a_merge_makes_one_person_of_two() {
    let sandbox = doubled();
    assert_snapshot!(exchanges(&sandbox, &[
        "person priya-s --merge-into priya",
        "people",
        "actions --owner priya-s",
        "show D-1",
        "group platform",
        "workstream launch",
        "act @priya-s one more",
        "act ps-again --owner ps",
        "person priya-s --json --fields handle,email,team,aliases,merged,open",
    ]), @r#"
    $ tpm person priya-s --merge-into priya
    Merged @priya-s into @priya  Priya Shah  also ps, priya-s  team core  ps@example.com
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm people
    HANDLE  NAME        ALSO         TEAM  E-MAIL          OPEN  OVERDUE  TO DECIDE
    @priya  Priya Shah  ps, priya-s  core  ps@example.com     2        0          1
    @sam                                                      0        0          0
    --- exit 0
    $ tpm actions --owner priya-s
    ID   TITLE          OWNER
    A-1  send the plan  @priya
    A-2  ask around     @priya
    --- exit 0
    $ tpm show D-1
    D-1  Which region?
    Status:    proposed
    Decider:   @priya
    Driver:    @priya
    Decide by: none
    Door:      two way
    Raised:    Sun 22 Nov by @sam
    --- exit 0
    $ tpm group platform
    @platform
    Members: @priya
    --- exit 0
    $ tpm workstream launch
    launch
    Status:   active
    RAG:      green
    Lead:     @priya
    Audience: @priya
    Since:    Sun 22 Nov
    Open:     0 actions, 0 decisions to make
    --- exit 0
    $ tpm act @priya-s one more
    Added A-3  one more  @priya
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm act ps-again --owner ps
    Added A-4  ps-again  @priya
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm person priya-s --json --fields handle,email,team,aliases,merged,open
    {"schema":"tpm/1","kind":"person","data":[{"handle":"priya","email":"ps@example.com","team":"core","aliases":["ps"],"merged":["priya-s"],"open":4}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "#);
}

#[test]
fn a_merge_that_makes_no_sense_is_refused() {
    let sandbox = doubled();
    sandbox.ok("person priya-s --merge-into priya");
    assert_snapshot!(exchanges(&sandbox, &[
        "person priya --merge-into priya-s",
        "person priya --merge-into priya",
        "person priya --merge-into platform",
        "person platform --merge-into priya",
        "person nobody-known --merge-into priya",
        "person priya --merge-into none",
        "person priya --merge-into sam --name Priya",
        "person priya --alias=-priya-s",
        "person lee --handle priya-s --json",
    ]), @r#"
    $ tpm person priya --merge-into priya-s
    --- stderr
    error: both names mean @priya already
    hint: `tpm person priya` lists the names
    --- exit 4
    $ tpm person priya --merge-into priya
    --- stderr
    error: both names mean @priya already
    hint: `tpm person priya` lists the names
    --- exit 4
    $ tpm person priya --merge-into platform
    --- stderr
    error: @platform is a group, and one person is wanted here
    hint: name one of its members: @priya
    --- exit 4
    $ tpm person platform --merge-into priya
    --- stderr
    error: @platform is a group, and one person is wanted here
    hint: name one of its members: @priya
    --- exit 4
    $ tpm person nobody-known --merge-into priya
    --- stderr
    error: nobody is called @nobody-known
    hint: `tpm people` lists everybody
    --- exit 3
    $ tpm person priya --merge-into none
    --- stderr
    error: "none" is no person
    hint: name one person, or `none` for nobody
    --- exit 2
    $ tpm person priya --merge-into sam --name Priya
    --- stderr
    error: the argument '--merge-into <NAME>' cannot be used with '--name <TEXT>'
    hint: Usage: tpm person --merge-into <NAME> <HANDLE>
    --- exit 2
    $ tpm person priya --alias=-priya-s
    --- stderr
    error: @priya-s is no alias of @priya
    hint: it was merged; `tpm log` lists the operation
    --- exit 4
    $ tpm person lee --handle priya-s --json
    --- stderr
    {"error":{"code":"refused","message":"@priya-s is a name of @priya already","hint":"choose another handle","exit":4,"retryable":false}}
    --- exit 4
    "#);
}

#[test]
fn the_actor_may_be_merged_and_goes_on_acting() {
    let sandbox = after(&["act mine --owner me", "act his --owner samuel"]);
    assert_snapshot!(exchanges(&sandbox, &[
        "person me --merge-into samuel",
        "act another --owner me",
        "today",
        "undo",
        "undo",
        "people -q",
    ]), @"
    $ tpm person me --merge-into samuel
    Merged @sam into @samuel  also sam
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm act another --owner me
    Added A-3  another  @samuel
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm today
    Sunday 22 November 2026
    Nothing needs you: no decision is due, no action, need or answer is overdue.
    --- exit 0
    $ tpm undo
    Undid act A-3  (operation 4)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm undo
    Undid person merge A-1  (operation 3)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm people -q
    @sam
    @samuel
    --- exit 0
    ");
}

#[test]
fn merges_of_merges_end_at_one_person() {
    let sandbox = after(&["act @one a", "act @two b", "act @three c"]);
    assert_snapshot!(exchanges(&sandbox, &[
        "person one --merge-into two",
        "person two --merge-into three",
        "actions --owner one",
        "person one -q",
        "undo",
        "actions --owner one",
    ]), @"
    $ tpm person one --merge-into two
    Merged @one into @two  also one
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm person two --merge-into three
    Merged @two into @three  also one, two
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm actions --owner one
    ID   TITLE  OWNER
    A-1  a      @three
    A-2  b      @three
    A-3  c      @three
    --- exit 0
    $ tpm person one -q
    @three
    --- exit 0
    $ tpm undo
    Undid person merge A-1 A-2  (operation 5)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm actions --owner one
    ID   TITLE  OWNER
    A-1  a      @two
    A-2  b      @two
    --- exit 0
    ");
}

#[test]
fn an_old_handle_goes_on_meaning_the_person() {
    let sandbox = after(&[
        "person priya",
        "act send it --owner lee --helpers priya",
        "edit A-1 --helpers none",
    ]);
    assert_snapshot!(exchanges(&sandbox, &[
        "person priya --handle pshah",
        "edit A-1 --helpers priya",
        "person pshah --alias=-priya",
        "person priya",
        "edit A-1 --helpers +priya",
        "person pshah --handle priya",
        "person pshah --handle lee",
        "person pshah --handle team",
    ]), @"
    $ tpm person priya --handle pshah
    Changed @pshah  also priya
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm edit A-1 --helpers priya
    Changed A-1  send it  @lee, @pshah
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm person pshah --alias=-priya
    Changed @pshah
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm person priya
    Added @priya
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm edit A-1 --helpers +priya
    Changed A-1  send it  @lee, @pshah, @priya
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm person pshah --handle priya
    --- stderr
    error: @priya is a name of @priya already
    hint: choose another handle
    --- exit 4
    $ tpm person pshah --handle lee
    --- stderr
    error: @lee is a name of @lee already
    hint: choose another handle
    --- exit 4
    $ tpm person pshah --handle team
    --- stderr
    error: `team` is no person
    hint: name one person, or leave the owner out until there is one
    --- exit 2
    ");
}

#[test]
fn aliases_come_and_go() {
    let sandbox = after(&["person priya --alias ps,pri", "person lee"]);
    assert_snapshot!(exchanges(&sandbox, &[
        "person priya --alias=-ps,+shah",
        "person lee --alias ps",
        "person priya --alias=-ps",
        "person priya --alias=-priya",
        "person priya",
    ]), @"
    $ tpm person priya --alias=-ps,+shah
    Changed @priya  also pri, shah
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm person lee --alias ps
    Changed @lee  also ps
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm person priya --alias=-ps
    --- stderr
    error: @ps is no alias of @priya
    hint: `tpm person priya` lists them
    --- exit 3
    $ tpm person priya --alias=-priya
    --- stderr
    error: @priya is no alias of @priya
    hint: a handle is changed with --handle
    --- exit 4
    $ tpm person priya
    @priya
    Also:  pri, shah
    Holds: nothing
    --- exit 0
    ");
}

#[test]
fn a_merge_keeps_an_objection_and_says_where_two_answers_differed() {
    let sandbox = after(&[
        "propose 'Which vendor?' --agree zoltan,zol",
        "ack D-1 zoltan --agree",
        "ack D-1 zol --object 'breaks the law' --on 2026-11-20",
    ]);
    assert_snapshot!(exchanges(&sandbox, &[
        "person zol --merge-into zoltan",
        "decide D-1 go",
        "undo",
        "redo -q",
        "show D-1",
    ]), @r#"
    $ tpm person zol --merge-into zoltan
    Merged @zol into @zoltan  also zol
    --- stderr
    D-1: @zoltan agreed, and @zol objected ("breaks the law"); the second stands
    undo: tpm undo
    --- exit 0
    $ tpm decide D-1 go
    --- stderr
    error: D-1 cannot be accepted over the objection of @zoltan ("breaks the law")
    hint: `tpm ack D-1 @zoltan --agree` once it is settled, or add --override "REASON"
    --- exit 4
    $ tpm undo
    Undid person merge D-1  (operation 4)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm redo -q
    5
    --- exit 0
    $ tpm show D-1
    D-1  Which vendor?
    Status:     proposed, @zoltan objects
    Must agree: @zoltan objects (Fri 20 Nov): breaks the law
    Decide by:  none
    Door:       two way
    Raised:     Sun 22 Nov by @sam
    --- exit 0
    "#);
}

#[test]
fn nobody_who_is_here_is_merged_into_somebody_who_left() {
    let sandbox = after(&[
        "act @lee one",
        "act @bo two",
        "person bo --left --to none -q",
    ]);
    assert_snapshot!(exchanges(&sandbox, &[
        "person lee --merge-into bo",
        "person bo --merge-into lee",
        "actions",
    ]), @"
    $ tpm person lee --merge-into bo
    --- stderr
    error: @bo has left, and @lee has not
    hint: `tpm person bo --back` if they are here again; `tpm person bo --merge-into lee` keeps the other
    --- exit 4
    $ tpm person bo --merge-into lee
    Merged @bo into @lee  also bo
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm actions
    ID   TITLE  OWNER
    A-1  one    @lee
    A-2  two    nobody
    --- exit 0
    ");
}

#[test]
fn a_merge_names_the_items_whose_parts_it_moves() {
    let sandbox = after(&[
        "propose 'Which region?' --agree priya",
        "act ship it --owner lee --helpers priya",
        "act plan it --owner lee --helpers priya",
        "edit A-2 --helpers none",
        "person pshah",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["person priya --merge-into pshah", "log --limit 1", "show .", "undo"]), @"
    $ tpm person priya --merge-into pshah
    Merged @priya into @pshah  also priya
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm log --limit 1
    OP  WHEN              WHO   WHAT          ITEMS
     6  2026-11-22 10:00  @sam  person merge  D-1 A-1
    --- stderr
    there is more: --limit 0 shows all
    --- exit 0
    $ tpm show .
    A-1  ship it
    Status:  open
    Owner:   @lee
    Helpers: @pshah
    Due:     none
    Added:   Sun 22 Nov
    --- exit 0
    $ tpm undo
    Undid person merge A-1 D-1  (operation 6)
    --- stderr
    redo: tpm redo
    --- exit 0
    ");
}

#[test]
fn a_merged_owner_is_no_helper_beside_that() {
    let sandbox = after(&["act @lee send the plan --helpers leo --new"]);
    assert_snapshot!(exchanges(&sandbox, &["person leo --merge-into lee", "actions"]), @"
    $ tpm person leo --merge-into lee
    Merged @leo into @lee  also leo
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm actions
    ID   TITLE          OWNER
    A-1  send the plan  @lee
    --- exit 0
    ");
}
