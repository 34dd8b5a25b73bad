//! Groups of people: made, changed, and where they stand for their members.

use insta::assert_snapshot;

use super::{after, exchanges};
use crate::sandbox::Sandbox;

#[test]
fn a_group_is_made_shown_and_changed() {
    let sandbox = after(&["person lee"]);
    assert_snapshot!(exchanges(&sandbox, &[
        "group platform --name 'Platform team' --members priya,lee",
        "group platform",
        "group platform --members=+bo,-lee",
        "group platform --members=+bo",
        "group",
        "people --groups",
        "group --json",
        "group platform --handle infra",
        "group platform -q",
        "person priya",
    ]), @r#"
    $ tpm group platform --name 'Platform team' --members priya,lee
    Added @platform  Platform team  @priya, @lee
    --- stderr
    added @priya, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm group platform
    @platform  Platform team
    Members: @priya, @lee
    --- exit 0
    $ tpm group platform --members=+bo,-lee
    Changed @platform  Platform team  @priya, @bo
    --- stderr
    added @bo, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm group platform --members=+bo
    Unchanged @platform  Platform team  @priya, @bo
    --- exit 0
    $ tpm group
    GROUP      NAME           MEMBERS
    @platform  Platform team  @priya, @bo
    --- exit 0
    $ tpm people --groups
    GROUP      NAME           MEMBERS
    @platform  Platform team  @priya, @bo
    --- exit 0
    $ tpm group --json
    {"schema":"tpm/1","kind":"group.list","data":[{"handle":"platform","name":"Platform team","members":["priya","bo"],"workstreams":[],"aliases":[],"active":true}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm group platform --handle infra
    Changed @infra  Platform team  @priya, @bo
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm group platform -q
    @infra
    --- exit 0
    $ tpm person priya
    @priya
    Groups: @infra
    Holds:  nothing
    --- exit 0
    "#);
}

#[test]
fn a_group_is_no_person_and_shares_the_names_of_people() {
    let sandbox = after(&[
        "person priya",
        "group platform --members priya",
        "group empty --name Empty",
    ]);
    assert_snapshot!(exchanges(&sandbox, &[
        "act @platform send it",
        "act send it --owner platform --json",
        "act send it --owner empty",
        "propose 'Which?' --decider platform",
        "person platform",
        "person lee --manager platform",
        "group priya --members lee",
        "group platform --members empty",
        "person platfrom",
        "group platfrom --members priya",
        "person lee --alias platform",
    ]), @r#"
    $ tpm act @platform send it
    --- stderr
    error: @platform is a group, and one person is wanted here
    hint: name one of its members: @priya
    --- exit 4
    $ tpm act send it --owner platform --json
    --- stderr
    {"error":{"code":"refused","message":"@platform is a group, and one person is wanted here","hint":"name one of its members: @priya","exit":4,"retryable":false}}
    --- exit 4
    $ tpm act send it --owner empty
    --- stderr
    error: @empty is a group, and one person is wanted here
    hint: name a person; the group has no members
    --- exit 4
    $ tpm propose 'Which?' --decider platform
    --- stderr
    error: @platform is a group, and one person is wanted here
    hint: name one of its members: @priya
    --- exit 4
    $ tpm person platform
    --- stderr
    error: @platform is a group
    hint: `tpm group platform` shows it
    --- exit 4
    $ tpm person lee --manager platform
    --- stderr
    error: @platform is a group, and one person is wanted here
    hint: name one of its members: @priya
    --- exit 4
    $ tpm group priya --members lee
    --- stderr
    error: @priya is a person, not a group
    hint: choose another handle; people and groups share their names
    --- exit 4
    $ tpm group platform --members empty
    --- stderr
    error: @empty is a group, and the members of a group are people
    hint: name a person; the group has no members
    --- exit 4
    $ tpm person platfrom
    --- stderr
    error: "@platfrom" could be @platform or somebody new
    hint: type the known handle, or add --new for somebody new
    --- exit 4
    $ tpm group platfrom --members priya
    --- stderr
    error: "@platfrom" could be @platform or somebody new
    hint: type the known handle, or add --new for somebody new
    --- exit 4
    $ tpm person lee --alias platform
    --- stderr
    error: @platform is a name of @platform already
    hint: choose another alias
    --- exit 4
    "#);
}

#[test]
fn a_group_that_is_none_is_told() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["group unknown", "group unknown --disband", "group team --members priya"]), @"
    $ tpm group unknown
    --- stderr
    error: there is no group @unknown
    hint: `tpm group unknown --members NAMES` makes one; `tpm group` lists them
    --- exit 3
    $ tpm group unknown --disband
    --- stderr
    error: there is no group @unknown
    hint: `tpm group unknown --members NAMES` makes one; `tpm group` lists them
    --- exit 3
    $ tpm group team --members priya
    --- stderr
    error: `team` is no person
    hint: name one person, or leave the owner out until there is one
    --- exit 2
    ");
}

#[test]
fn a_group_stands_for_its_members_in_filters_and_meetings() {
    let sandbox = after(&[
        "group platform --members priya,lee",
        "group empty --name Empty",
        "act @priya send the plan by 2026-11-20",
        "act @bo ask around by 2026-11-20",
        "propose 'Which region?' --decider lee --due 2026-11-20",
    ]);
    assert_snapshot!(exchanges(&sandbox, &[
        "actions --owner platform",
        "decisions --owner platform",
        "followup --owner platform",
        "actions --owner empty",
        "meet 'Launch sync' --with platform,bo",
        "show M-1 --json --fields attendees",
        "note M-1 --add 'ACTION: @platform check the racks'",
    ]), @r#"
    $ tpm actions --owner platform
    ID   TITLE          OWNER   DUE
    A-1  send the plan  @priya  Fri 20 Nov (2 days ago)
    --- exit 0
    $ tpm decisions --owner platform
    ID   TITLE          DECIDER  WHEN                     STATUS
    D-1  Which region?  @lee     Fri 20 Nov (2 days ago)  proposed
    --- exit 0
    $ tpm followup --owner platform
    @lee  1 overdue
    ID   WHAT                   DUE         LATE
    D-1  decide: Which region?  Fri 20 Nov    2d

    @priya  1 overdue
    ID   WHAT                   DUE         LATE
    A-1  send the plan          Fri 20 Nov    2d
    --- exit 0
    $ tpm actions --owner empty
    No actions match.
    --- exit 0
    $ tpm meet 'Launch sync' --with platform,bo
    Started M-1  Launch sync  Sun 22 Nov  4 present
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show M-1 --json --fields attendees
    {"schema":"tpm/1","kind":"meeting","data":[{"attendees":[{"person":"priya","name":null,"seat":"member","attended":true,"invited":true},{"person":"lee","name":null,"seat":"member","attended":true,"invited":true},{"person":"bo","name":null,"seat":"member","attended":true,"invited":true},{"person":"sam","name":null,"seat":"member","attended":true,"invited":false}]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm note M-1 --add 'ACTION: @platform check the racks'
    Saved M-1  Launch sync  Sun 22 Nov  4 present
    Added A-3  check the racks
    --- stderr
    line 13: @platform is a group, and one person is wanted here (name one of its members: @priya, @lee); left without an owner
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn disbanding_tells_all_that_the_group_is_taken_off() {
    let sandbox = after(&[
        "group platform --members priya,lee",
        "workstream launch --audience platform",
        "propose Ship --perform platform --inform platform",
        "need 'API v2' --from platform --for launch",
        "series staff --every monday --with platform",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["group platform --disband --json --dry-run", "group platform --disband", "undo", "group platform"]), @r#"
    $ tpm group platform --disband --json --dry-run
    {"schema":"tpm/1","kind":"group","data":[{"handle":"platform","name":null,"members":[],"workstreams":[],"aliases":[],"active":false,"moved":[{"what":"members","to":null,"names":["@priya","@lee"]},{"what":"workstreams to hear of","to":null,"names":["launch"]},{"what":"parts in open decisions","to":null,"names":["D-1 perform","D-1 informed"]},{"what":"needs","to":null,"names":["N-1"]},{"what":"series","to":null,"names":["staff"]}]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm group platform --disband
    Disbanded @platform
    Taken off  members (2): @priya, @lee
    Taken off  workstreams to hear of (1): launch
    Taken off  parts in open decisions (2): D-1 perform, D-1 informed
    Taken off  needs (1): N-1
    Taken off  series (1): staff
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm undo
    Undid group D-1 N-1  (operation 6)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm group platform
    @platform
    Members:  @priya, @lee
    Hears of: launch
    --- exit 0
    "#);
}

#[test]
fn a_disbanded_group_holds_nobody_and_keeps_its_name() {
    let sandbox = after(&[
        "group platform --members priya,lee",
        "workstream launch --audience platform,bo",
    ]);
    assert_snapshot!(exchanges(&sandbox, &[
        "group platform --disband",
        "group",
        "group --all",
        "workstream launch",
        "workstream launch --audience=+platform",
        "person platform",
        "group platform --members priya",
        "group",
    ]), @"
    $ tpm group platform --disband
    Disbanded @platform
    Taken off  members (2): @priya, @lee
    Taken off  workstreams to hear of (1): launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm group
    No group matches. `tpm group NAME --members NAMES` makes one.
    --- exit 0
    $ tpm group --all
    GROUP      MEMBERS
    @platform  disbanded
    --- exit 0
    $ tpm workstream launch
    launch
    Status:   active
    RAG:      green
    Lead:     nobody
    Audience: @bo
    Since:    Sun 22 Nov
    Open:     0 actions, 0 decisions to make
    --- exit 0
    $ tpm workstream launch --audience=+platform
    Changed launch  told @platform, @bo
    --- stderr
    the group @platform was disbanded
    undo: tpm undo
    --- exit 0
    $ tpm person platform
    --- stderr
    error: @platform is a group
    hint: `tpm group platform` shows it
    --- exit 4
    $ tpm group platform --members priya
    Changed @platform  @priya
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm group
    GROUP      MEMBERS  HEARS OF
    @platform  @priya   launch
    --- exit 0
    ");
}

#[test]
fn a_group_named_where_one_person_is_wanted_is_shown_by_its_own_command() {
    let sandbox = after(&[
        "group plat --members jon,kim",
        "group old --members jon",
        "group old --disband",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["person plat", "person old"]), @"
    $ tpm person plat
    --- stderr
    error: @plat is a group
    hint: `tpm group plat` shows it
    --- exit 4
    $ tpm person old
    --- stderr
    error: @old is a group
    hint: `tpm group old` shows it
    --- exit 4
    ");
}

#[test]
fn a_group_that_is_to_answer_or_help_is_taken_apart() {
    let sandbox = after(&["group plat --members jon,kim"]);
    assert_snapshot!(exchanges(&sandbox, &["propose 'Which?' --agree plat --input plat --perform plat", "show D-1", "edit D-1 --input=-plat", "act @lee call --helpers plat,jon", "edit A-1 --helpers=-plat", "group top --members plat,jon", "wait A-1 plat"]), @"
    $ tpm propose 'Which?' --agree plat --input plat --perform plat
    Proposed D-1  Which?
    --- stderr
    @plat stands for @jon, @kim, its members now
    undo: tpm undo
    --- exit 0
    $ tpm show D-1
    D-1  Which?
    Status:     proposed
    Must agree: @jon has not answered, asked Sun 22 Nov
    Must agree: @kim has not answered, asked Sun 22 Nov
    Input:      @jon has not answered, asked Sun 22 Nov
    Input:      @kim has not answered, asked Sun 22 Nov
    Performs:   @plat
    Decide by:  none
    Door:       two way
    Raised:     Sun 22 Nov by @sam
    --- exit 0
    $ tpm edit D-1 --input=-plat
    Changed D-1  Which?
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm act @lee call --helpers plat,jon
    Added A-1  call  @lee, @jon, @kim
    --- stderr
    added @lee, named for the first time
    @plat stands for @jon, @kim, its members now
    undo: tpm undo
    --- exit 0
    $ tpm edit A-1 --helpers=-plat
    Changed A-1  call  @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm group top --members plat,jon
    --- stderr
    error: @plat is a group, and the members of a group are people
    hint: name one of its members: @jon, @kim
    --- exit 4
    $ tpm wait A-1 plat
    --- stderr
    error: @plat is a group, and one person is wanted here
    hint: name one of its members: @jon, @kim
    --- exit 4
    ");
}
