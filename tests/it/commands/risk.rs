//! `tpm risk` and `tpm risks`.

use insta::assert_snapshot;

use super::{after, exchanges};

const DECIDED: &[&str] = &[
    "decide 'Host with vendor B' --decider lee -w launch",
    "risk 'Holiday freeze blocks the cutover' --p 4 --i 5 --owner sam --for D-1 --due 2026-12-01",
    "risk --assumption 'The east keeps its rules' --for D-1",
    "risk --issue 'Staging is down' --i 3 --owner priya",
];

#[test]
fn risk_adds_what_may_happen_what_is_assumed_and_what_went_wrong() {
    let sandbox = after(&["decide 'Host with vendor B' --decider lee -w launch"]);
    assert_snapshot!(exchanges(&sandbox, &[
        "risk 'Holiday freeze blocks the cutover' --p 4 --i 5 --owner sam --cause 'a long break' --effect 'no cutover' --strategy reduce --response 'go early' --trigger 'the ticket system closes' --due 1dec --for D-1",
        "risk --assumption 'The east keeps its rules' --for D-1",
        "risk 'Staging is down by fri #launch' --issue --impact 3",
        "risk R-9",
        "risk 'Too much' --p 6",
        "risk 'A freeze' --why no",
        "risk R-1 --on yesterday",
        "risk 'A freeze' --for A-1",
    ]), @"
    $ tpm risk 'Holiday freeze blocks the cutover' --p 4 --i 5 --owner sam --cause 'a long break' --effect 'no cutover' --strategy reduce --response 'go early' --trigger 'the ticket system closes' --due 1dec --for D-1
    Added R-1  Holiday freeze blocks the cutover  score 20 critical  @sam  reduce  due Tue 1 Dec (in 9 days)  for D-1  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm risk --assumption 'The east keeps its rules' --for D-1
    Added R-2  The east keeps its rules  (assumption)  for D-1  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm risk 'Staging is down by fri #launch' --issue --impact 3
    Added R-3  Staging is down  (issue)  score 15 high  due Fri 27 Nov (in 5 days)  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm risk R-9
    --- stderr
    error: there is no R-9: the last risk is R-3
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm risk 'Too much' --p 6
    --- stderr
    error: invalid value '6' for '--p <NUMBER>': it is a number from 1 to 5
    hint: `tpm help risk` lists what it takes
    --- exit 2
    $ tpm risk 'A freeze' --why no
    --- stderr
    error: --why says why something became of a risk
    hint: name its ID and what became of it, such as --happened; --cause says what it comes from
    --- exit 2
    $ tpm risk R-1 --on yesterday
    --- stderr
    error: --on says when a new risk came up, or when something became of one
    hint: name what became of it, such as --happened; `tpm edit ID --due DATE` moves its date
    --- exit 2
    $ tpm risk 'A freeze' --for A-1
    --- stderr
    error: there is no A-1: there is no action yet
    hint: `tpm find WORDS` searches everything
    --- exit 3
    ");
}

#[test]
fn a_risk_is_shown_with_its_score_and_its_band() {
    let sandbox = after(DECIDED);
    assert_snapshot!(exchanges(&sandbox, &["show R-1", "show R-1 --json", "show R-3", "show D-1", "risk R-2"]), @r#"
    $ tpm show R-1
    R-1  Holiday freeze blocks the cutover
    Sort:       risk
    Status:     open
    Score:      20 critical (4×5)
    Owner:      @sam
    Due:        Tue 1 Dec (in 9 days)
    Decision:   D-1 Host with vendor B
    Workstream: launch
    Raised:     Sun 22 Nov
    --- exit 0
    $ tpm show R-1 --json
    {"schema":"tpm/1","kind":"risk","data":[{"id":"R-1","sort":"risk","title":"Holiday freeze blocks the cutover","cause":null,"effect":null,"probability":4,"impact":5,"score":20,"band":"critical","owner":"sam","workstream":"launch","strategy":null,"response":null,"trigger":null,"due":"2026-12-01","days_late":null,"decision":"D-1","came_from":null,"became":null,"meeting":null,"status":"open","raised":"2026-11-22","closed_at":null,"reason":null,"tags":[],"history":false,"deleted":false,"links":[],"comments":[],"external":[],"carried":0,"nudges":0,"last_nudged":null,"actions":[],"decisions":[],"risks":[],"needs":[],"milestones":[]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm show R-3
    R-3  Staging is down
    Sort:   issue
    Status: open
    Score:  15 high (certain, impact 3)
    Owner:  @priya
    Raised: Sun 22 Nov
    --- exit 0
    $ tpm show D-1
    D-1  Host with vendor B
    Status:     accepted
    Decider:    @lee
    Decided:    Sun 22 Nov
    Decide by:  none
    Door:       two way
    Workstream: launch
    Raised:     Sun 22 Nov by @sam

    Risks
    ID   TITLE                              SORT        SCORE        OWNER   DUE                    WORKSTREAM
    R-1  Holiday freeze blocks the cutover  risk        20 critical  @sam    Tue 1 Dec (in 9 days)  launch
    R-2  The east keeps its rules           assumption  not judged   nobody                         launch
    --- exit 0
    $ tpm risk R-2
    R-2  The east keeps its rules
    Sort:       assumption
    Status:     open
    Score:      not judged
    Owner:      nobody
    Decision:   D-1 Host with vendor B
    Workstream: launch
    Raised:     Sun 22 Nov
    --- exit 0
    "#);
}

#[test]
fn risks_lists_the_gravest_first() {
    let sandbox = after(DECIDED);
    assert_snapshot!(exchanges(&sandbox, &[
        "risks",
        "risks --sort assumption,issue -q",
        "risks --owner priya -q",
        "risks -w launch -q",
        "risks freeze -q",
        "risks --status song",
        "risks --limit 1",
        "find freeze --kind risk",
    ]), @"
    $ tpm risks
    ID   TITLE                              SORT        SCORE        OWNER   DUE                    WORKSTREAM
    R-1  Holiday freeze blocks the cutover  risk        20 critical  @sam    Tue 1 Dec (in 9 days)  launch
    R-3  Staging is down                    issue       15 high      @priya
    R-2  The east keeps its rules           assumption  not judged   nobody                         launch
    --- exit 0
    $ tpm risks --sort assumption,issue -q
    R-3
    R-2
    --- exit 0
    $ tpm risks --owner priya -q
    R-3
    --- exit 0
    $ tpm risks -w launch -q
    R-1
    R-2
    --- exit 0
    $ tpm risks freeze -q
    R-1
    --- exit 0
    $ tpm risks --status song
    --- stderr
    error: invalid value 'song' for '--status <STATUSES>': it is one of open, happened, held, false, closed
    hint: `tpm help risks` lists what it takes
    --- exit 2
    $ tpm risks --limit 1
    ID   TITLE                              SORT  SCORE        OWNER  DUE                    WORKSTREAM
    R-1  Holiday freeze blocks the cutover  risk  20 critical  @sam   Tue 1 Dec (in 9 days)  launch
    --- stderr
    there is more: --limit 0 shows all
    --- exit 0
    $ tpm find freeze --kind risk
    ID   TITLE                              STATUS
    R-1  Holiday freeze blocks the cutover  open
    --- exit 0
    ");
}

#[test]
fn the_matrix_counts_by_probability_and_impact() {
    let sandbox = after(DECIDED);
    for title in ["one", "two", "three", "four"] {
        sandbox.ok(&format!("risk {title} --p 1 --i 1"));
    }
    assert_snapshot!(exchanges(&sandbox, &["risks --matrix --width 80"]), @"
    $ tpm risks --matrix --width 80
    PROBABILITY  IMPACT 1        IMPACT 2  IMPACT 3  IMPACT 4  IMPACT 5
              5  ·               ·         R-3       ·         ·
              4  ·               ·         ·         ·         R-1
              3  ·               ·         ·         ·         ·
              2  ·               ·         ·         ·         ·
              1  R-4 R-5 R-6 +1  ·         ·         ·         ·

    not judged: R-2
    --- exit 0
    ");
    let cells = sandbox.ok("risks --matrix --format jsonl");
    assert_eq!(cells.lines().count(), 25);
    assert!(
        cells
            .contains(r#"{"probability":4,"impact":5,"score":20,"band":"critical","ids":["R-1"]}"#),
        "{cells}"
    );
}

#[test]
fn a_risk_that_happened_becomes_an_issue() {
    let sandbox = after(DECIDED);
    assert_snapshot!(exchanges(&sandbox, &[
        "risk R-1 --happened --why 'the freeze was announced'",
        "show R-4",
        "risks",
        "risk R-1 --happened",
        "risk R-2 --happened",
        "reopen R-1",
        "undo",
        "undo",
        "risks -q",
    ]), @"
    $ tpm risk R-1 --happened --why 'the freeze was announced'
    Happened R-1  Holiday freeze blocks the cutover  score 20 critical  @sam  for D-1  became R-4  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show R-4
    R-4  Holiday freeze blocks the cutover
    Sort:       issue
    Status:     open
    Score:      25 critical (certain, impact 5)
    Owner:      @sam
    Decision:   D-1 Host with vendor B
    Came from:  R-1 Holiday freeze blocks the cutover
    Workstream: launch
    Raised:     Sun 22 Nov
    --- exit 0
    $ tpm risks
    ID   TITLE                              SORT        SCORE        OWNER   WORKSTREAM
    R-4  Holiday freeze blocks the cutover  issue       25 critical  @sam    launch
    R-3  Staging is down                    issue       15 high      @priya
    R-2  The east keeps its rules           assumption  not judged   nobody  launch
    --- exit 0
    $ tpm risk R-1 --happened
    --- stderr
    error: R-1 has happened already
    hint: `tpm reopen R-1` opens it again
    --- exit 4
    $ tpm risk R-2 --happened
    --- stderr
    error: R-2 is an assumption, and only a risk happens
    hint: `tpm risk R-2 --held` or `--false` settles it; `tpm edit R-2 --sort SORT` changes what it is
    --- exit 4
    $ tpm reopen R-1
    Reopened R-1  Holiday freeze blocks the cutover  score 20 critical  @sam  due Tue 1 Dec (in 9 days)  for D-1  launch
    --- stderr
    R-4 came from R-1 and stays
    undo: tpm undo
    --- exit 0
    $ tpm undo
    Undid reopen R-1  (operation 6)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm undo
    Undid risk R-1 R-4  (operation 5)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm risks -q
    R-1
    R-3
    R-2
    --- exit 0
    ");
}

#[test]
fn a_false_assumption_names_the_decisions_that_rest_on_it() {
    let sandbox = after(DECIDED);
    sandbox.ok("propose 'Which tax office?'");
    sandbox.ok("link D-2 depends-on R-2");
    assert_snapshot!(exchanges(&sandbox, &[
        "risk R-2 --false",
        "risk R-1 --false --why x",
        "risk R-2 --false --why 'they change in May'",
        "risk R-2 --held",
    ]), @r#"
    $ tpm risk R-2 --false
    --- stderr
    error: the following required arguments were not provided: --why <TEXT>
    hint: Usage: tpm risk --why <TEXT> --false <TITLE|ID>...
    --- exit 2
    $ tpm risk R-1 --false --why x
    --- stderr
    error: R-1 is a risk, and only an assumption is found false
    hint: `tpm risk R-1 --happened` makes it an issue; `tpm edit R-1 --sort SORT` changes what it is
    --- exit 4
    $ tpm risk R-2 --false --why 'they change in May'
    Found false R-2  The east keeps its rules  (assumption)  for D-1  launch
    --- stderr
    D-1 "Host with vendor B" rests on R-2; `tpm review D-1` looks at it again
    D-2 "Which tax office?" rests on R-2; `tpm show D-2` shows it; it is open still
    undo: tpm undo
    --- exit 0
    $ tpm risk R-2 --held
    --- stderr
    error: R-2 was found false already
    hint: `tpm reopen R-2` opens it again
    --- exit 4
    "#);
}

#[test]
fn risks_are_closed_dropped_and_opened_again() {
    let sandbox = after(DECIDED);
    assert_snapshot!(exchanges(&sandbox, &[
        "done R-1 --on yesterday",
        "done R-1",
        "drop R-3 --why 'moved to vendor B'",
        "risk R-2 --held",
        "done R-2",
        "risks --all",
        "reopen R-1 R-3",
        "reopen R-1",
    ]), @r#"
    $ tpm done R-1 --on yesterday
    Done R-1  Holiday freeze blocks the cutover  score 20 critical  @sam  for D-1  closed  launch
    --- stderr
    read "yesterday" as Sat 21 Nov (yesterday)
    undo: tpm undo
    --- exit 0
    $ tpm done R-1
    --- stderr
    R-1 was closed already
    --- exit 0
    $ tpm drop R-3 --why 'moved to vendor B'
    Dropped R-3  Staging is down  (issue)  score 15 high  @priya  closed
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm risk R-2 --held
    Held R-2  The east keeps its rules  (assumption)  for D-1  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm done R-2
    --- stderr
    error: R-2 has held already
    hint: `tpm reopen R-2` opens it again
    --- exit 4
    $ tpm risks --all
    ID   TITLE                              SORT        SCORE        OWNER   DUE         STATUS  WORKSTREAM
    R-1  Holiday freeze blocks the cutover  risk        20 critical  @sam    Sat 21 Nov  closed  launch
    R-3  Staging is down                    issue       15 high      @priya  Sun 22 Nov  closed
    R-2  The east keeps its rules           assumption  not judged   nobody  Sun 22 Nov  held    launch
    --- exit 0
    $ tpm reopen R-1 R-3
    Reopened R-1  Holiday freeze blocks the cutover  score 20 critical  @sam  due Tue 1 Dec (in 9 days)  for D-1  launch
    Reopened R-3  Staging is down  (issue)  score 15 high  @priya
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm reopen R-1
    --- stderr
    R-1 is open already
    --- exit 0
    "#);
}

#[test]
fn a_risk_is_edited_by_options_and_refuses_fields_of_others() {
    let sandbox = after(DECIDED);
    assert_snapshot!(exchanges(&sandbox, &[
        "risk R-1 --p 2 --strategy accept",
        "edit R-1 R-3 --owner lee --shift 1w",
        "edit R-1 --i none --for none --sort assumption",
        "edit R-1 --decider lee",
        "edit R-1 --for M-1",
        "edit D-1 --p 3",
        "risk R-2 --held --owner lee",
        "log R-1",
    ]), @r#"
    $ tpm risk R-1 --p 2 --strategy accept
    Changed R-1  Holiday freeze blocks the cutover  score 10 high  @sam  accept  due Tue 1 Dec (in 9 days)  for D-1  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm edit R-1 R-3 --owner lee --shift 1w
    Changed R-1  Holiday freeze blocks the cutover  score 10 high  @lee  accept  due Tue 8 Dec (in 16 days)  for D-1  launch
    --- stderr
    R-3 has no due date to shift
    undo: tpm undo
    --- exit 0
    $ tpm edit R-1 --i none --for none --sort assumption
    Changed R-1  Holiday freeze blocks the cutover  (assumption)  @lee  accept  due Tue 8 Dec (in 16 days)  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm edit R-1 --decider lee
    --- stderr
    error: R-1 is a risk, which has no --decider
    hint: `tpm show R-1` lists its fields
    --- exit 2
    $ tpm edit R-1 --for M-1
    --- stderr
    error: there is no M-1: there is no meeting yet
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm edit D-1 --p 3
    --- stderr
    error: D-1 is a decision, which has no --p
    hint: `tpm show D-1` lists its fields
    --- exit 2
    $ tpm risk R-2 --held --owner lee
    --- stderr
    error: what became of a risk is said by itself
    hint: `tpm edit ID` changes its fields
    --- exit 2
    $ tpm log R-1
    OP  WHEN              WHO   WHAT  CHANGE
     2  2026-11-22 10:00  @sam  risk  added "Holiday freeze blocks the cutover"
     5  2026-11-22 10:00  @sam  edit  probability: 4 → 2
     5  2026-11-22 10:00  @sam  edit  strategy: none → accept
     6  2026-11-22 10:00  @sam  edit  owner: sam → lee
     6  2026-11-22 10:00  @sam  edit  due: 2026-12-01 → 2026-12-08
     7  2026-11-22 10:00  @sam  edit  sort: risk → assumption
     7  2026-11-22 10:00  @sam  edit  impact: 5 → none
     7  2026-11-22 10:00  @sam  edit  decision: D-1 → none
    --- exit 0
    "#);
}

#[test]
fn a_risk_is_edited_as_a_form() {
    let mut sandbox = after(DECIDED);
    sandbox.editor(
        "cp \"$1\" $HOME/shown; sed -i -e 's/^Probability: 4/Probability: 2/; s/^Strategy:.*/Strategy: accept/; s/^Owner: .*/Owner:/' \"$1\"",
    );
    assert_snapshot!(exchanges(&sandbox, &["edit R-1"]), @"
    $ tpm edit R-1
    Changed R-1  Holiday freeze blocks the cutover  score 10 high  accept  due Tue 1 Dec (in 9 days)  for D-1  launch
    --- stderr
    undo: tpm undo
    --- exit 0
    ");
    let shown = std::fs::read_to_string(sandbox.home().join("shown")).unwrap();
    assert_snapshot!(shown, @"
    # risk R-1
    # Change what follows a colon or stands below a heading; what is empty or `none` is emptied,
    # what is left out stays. Save and leave to take it; empty the whole text to cancel.

    Title: Holiday freeze blocks the cutover
    Sort: risk
    Probability: 4
    Impact: 5
    Owner: @sam
    Strategy:
    Due: 2026-12-01
    For: D-1
    Workstream: launch
    Tags:

    ## Cause

    ## Effect

    ## What is done

    ## Trigger
    ");
}
