//! `tpm find`.

use insta::assert_snapshot;

use super::{after, exchanges};
use crate::sandbox::Sandbox;

#[test]
fn find_reads_titles_notes_comments_and_reasons() {
    let sandbox = after(&[
        "act @priya send the capacity plan",
        "decide 'Vendor B' --why 'capacity is there' --decider lee",
        "act review",
        "comment A-2 about capacity",
        "meet Retro",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["find capacity", "find capac", "find capacity plan", "find retro"]), @"
    $ tpm find capacity
    ID   TITLE                   STATUS    MATCH
    A-1  send the capacity plan  open
    A-2  review                  open      comment: about capacity
    D-1  Vendor B                accepted  rationale: capacity is there
    --- exit 0
    $ tpm find capac
    ID   TITLE                   STATUS    MATCH
    A-1  send the capacity plan  open
    A-2  review                  open      comment: about capacity
    D-1  Vendor B                accepted  rationale: capacity is there
    --- exit 0
    $ tpm find capacity plan
    ID   TITLE                   STATUS
    A-1  send the capacity plan  open
    --- exit 0
    $ tpm find retro
    ID   TITLE  STATUS
    M-1  Retro  open
    --- exit 0
    ");
}

#[test]
fn find_in_json_gives_the_records() {
    let sandbox = after(&["act @priya send the capacity plan"]);
    assert_snapshot!(exchanges(&sandbox, &["find capacity --json", "find capacity -q"]), @r#"
    $ tpm find capacity --json
    {"schema":"tpm/1","kind":"find.list","data":[{"id":"A-1","kind":"action","title":"send the capacity plan","status":"open","comment":null,"history":false,"name":null,"field":"title","snippet":"send the capacity plan"}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm find capacity -q
    A-1
    --- exit 0
    "#);
}

#[test]
fn finding_nothing_is_no_failure() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["find capacity", "find capacity --json", "find capacity -q"]), @r#"
    $ tpm find capacity
    Nothing found.
    --- exit 0
    $ tpm find capacity --json
    {"schema":"tpm/1","kind":"find.list","data":[],"meta":{"shown":0,"truncated":false,"total":0}}
    --- exit 0
    $ tpm find capacity -q
    --- exit 0
    "#);
}

#[test]
fn find_takes_words_to_the_letter() {
    let sandbox = after(&[r#"act 'say "AND" or NEAR(x)*'"#]);
    assert_snapshot!(exchanges(&sandbox, &["find AND", "find 'NEAR('", r#"find '"'"#, "find '*' --json"]), @r#"
    $ tpm find AND
    ID   TITLE                  STATUS
    A-1  say "AND" or NEAR(x)*  open
    --- exit 0
    $ tpm find 'NEAR('
    ID   TITLE                  STATUS
    A-1  say "AND" or NEAR(x)*  open
    --- exit 0
    $ tpm find '"'
    --- stderr
    error: there is no word to search for
    hint: name a word, such as `tpm find vendor`
    --- exit 2
    $ tpm find '*' --json
    --- stderr
    {"error":{"code":"usage","message":"there is no word to search for","hint":"name a word, such as `tpm find vendor`","exit":2,"retryable":false}}
    --- exit 2
    "#);
}

#[test]
fn find_wants_words_and_a_lawful_limit() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["find", "find x --limit 0 --json"]), @r#"
    $ tpm find
    --- stderr
    error: the following required arguments were not provided: <WORDS>...
    hint: Usage: tpm find <WORDS>...
    --- exit 2
    $ tpm find x --limit 0 --json
    --- stderr
    {"error":{"code":"usage","message":"invalid value '0' for '--limit <COUNT>': 0 is not in 1..=1000","hint":"`tpm help find` lists what it takes","exit":2,"retryable":false}}
    --- exit 2
    "#);
}

#[test]
fn find_shows_the_line_that_matched_and_what_field_it_is() {
    let sandbox = after(&[
        "meet Retro",
        "note --add 'Bo: the capacité of the racks is the problem, and nobody knows how many of them will come before the end of the year'",
        "act @lee call the vendor --body 'ask about capacity'",
        "wait A-1 'the capacity team'",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["find capacite", "find capacity", "find racks", "find capacity ask"]), @"
    $ tpm find capacite
    ID   TITLE  STATUS  MATCH
    M-1  Retro  open    notes: Bo: the capacité of the racks is the problem, and nobody knows how many of them…
    --- exit 0
    $ tpm find capacity
    ID   TITLE            STATUS   MATCH
    A-1  call the vendor  waiting  body: ask about capacity
    --- exit 0
    $ tpm find racks
    ID   TITLE  STATUS  MATCH
    M-1  Retro  open    notes: Bo: the capacité of the racks is the problem, and nobody knows how many of them…
    --- exit 0
    $ tpm find capacity ask
    ID   TITLE            STATUS   MATCH
    A-1  call the vendor  waiting  body: ask about capacity
    --- exit 0
    ");
}

#[test]
fn people_and_workstreams_are_found_by_name() {
    let sandbox = after(&[
        "person priya --name 'Priya Shah' --team shipping",
        "workstream ship --name 'Shipping the launch'",
        "act @priya ship it",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["find shah", "find ship", "find ship -q", "find ship --kind person,workstream", "find shah --json"]), @r#"
    $ tpm find shah
    ID      TITLE       STATUS
    @priya  Priya Shah  active
    --- exit 0
    $ tpm find ship
    ID    TITLE                STATUS
    A-1   ship it              open
    ship  Shipping the launch  active
    --- exit 0
    $ tpm find ship -q
    A-1
    --- exit 0
    $ tpm find ship --kind person,workstream
    ID    TITLE                STATUS
    ship  Shipping the launch  active
    --- exit 0
    $ tpm find shah --json
    {"schema":"tpm/1","kind":"find.list","data":[{"id":null,"kind":"person","title":"Priya Shah","status":"active","comment":null,"history":false,"name":"priya","field":"name","snippet":"Priya Shah"}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "#);
}

#[test]
fn find_keeps_kinds_and_workstreams() {
    let sandbox = after(&[
        "act send the plan -w launch",
        "act plan the trip",
        "workstream hardware --parent launch",
        "decide 'The plan stands' -w hardware",
        "comment A-2 'no plan yet'",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["find plan --kind decisions", "find plan --kind A", "find plan -w launch", "find plan -w none", "find plan --kind song", "find plan -w nope"]), @"
    $ tpm find plan --kind decisions
    ID   TITLE            STATUS
    D-1  The plan stands  accepted
    --- exit 0
    $ tpm find plan --kind A
    ID   TITLE          STATUS
    A-2  plan the trip  open
    A-1  send the plan  open
    --- exit 0
    $ tpm find plan -w launch
    ID   TITLE            STATUS
    D-1  The plan stands  accepted
    A-1  send the plan    open
    --- exit 0
    $ tpm find plan -w none
    ID   TITLE          STATUS
    A-2  plan the trip  open
    --- exit 0
    $ tpm find plan --kind song
    --- stderr
    error: invalid value 'song' for '--kind <KINDS>': it is action, decision, meeting, risk, need, milestone, person or workstream
    hint: `tpm help find` lists what it takes
    --- exit 2
    $ tpm find plan -w nope
    --- stderr
    error: no workstream is called nope
    hint: `tpm workstreams` lists them
    --- exit 3
    ");
}

#[test]
fn what_was_deleted_is_not_found_nor_are_its_comments() {
    let sandbox = after(&["act one", "comment A-1 'about capacity'", "delete A-1"]);
    assert_snapshot!(exchanges(&sandbox, &["find capacity"]), @"
    $ tpm find capacity
    Nothing found.
    --- exit 0
    ");
}

#[test]
fn more_matches_than_are_ranked_are_told() {
    let sandbox = Sandbox::new();
    let lines: String = (0..1001)
        .map(|at| format!("- ACTION: @lee turn key {at}\n"))
        .collect();
    sandbox.write("notes.md", format!("# Sync 2026-11-20\n\n{lines}"));
    sandbox.ok("act @lee turn key of old");
    sandbox.ok("import notes notes.md");
    let found = sandbox.tpm("find turn --limit 1 --kind action");
    assert_eq!(
        found.stderr,
        "there is more: only the newest 1000 matches were ranked; add a word\n"
    );
    let json = sandbox.ok("find turn --limit 1000 --json --kind action");
    assert!(json.contains(r#""shown":1000,"truncated":true,"total":null"#));
    assert!(sandbox.ok("find turn old").contains("A-1 "));
}

#[test]
fn a_title_resembles_an_open_decision_by_its_title_alone() {
    let sandbox = after(&["propose 'Which region?' --context 'the vendor wants an answer'"]);
    let other = sandbox.tpm("propose 'vendor answer'");
    assert!(!other.stderr.contains("resembles"), "{other}");
    let same = sandbox.tpm("propose 'Region, which?'");
    assert!(same.stderr.contains("resembles D-1"), "{same}");
}

#[test]
fn who_was_merged_is_found_as_whom_they_are() {
    let sandbox = after(&[
        "act @priya review it",
        "act @ps ring",
        "person ps --merge-into priya",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["find ps"]), @"
    $ tpm find ps
    ID   STATUS
    @ps  merged into @priya
    --- exit 0
    ");
}

#[test]
fn an_update_of_the_program_is_found_as_what_it_is() {
    let sandbox = after(&[
        "act 'zebracrossing task' --owner lee --due 1nov",
        "report weekly --sent",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["find zebracrossing", "find zebracrossing --json", "find overdue", "log 2"]), @r#"
    $ tpm find zebracrossing
    ID      TITLE                                  STATUS  MATCH
    A-1     zebracrossing task                     open
    update  the program, 2026-11-16 to 2026-11-22  sent    copy: - **@lee:** A-1 zebracrossing task (21 days late)
    --- exit 0
    $ tpm find zebracrossing --json
    {"schema":"tpm/1","kind":"find.list","data":[{"id":"A-1","kind":"action","title":"zebracrossing task","status":"open","comment":null,"history":false,"name":null,"field":"title","snippet":"zebracrossing task"},{"id":null,"kind":"update","title":"the program, 2026-11-16 to 2026-11-22","status":"sent","comment":null,"history":false,"name":null,"field":"copy","snippet":"- **@lee:** A-1 zebracrossing task (21 days late)"}],"meta":{"shown":2,"truncated":false,"total":2}}
    --- exit 0
    $ tpm find overdue
    ID      TITLE                                  STATUS  MATCH
    update  the program, 2026-11-16 to 2026-11-22  sent    copy: ## Overdue
    --- exit 0
    $ tpm log 2
    Operation 2  report
    When: 2026-11-22 10:00 by @sam

    OF           CHANGE
    @sam         added "sam"
    the program  status update added
    --- exit 0
    "#);
}
