//! `tpm ack`, the parts in a decision, vetoes and `--override`.

use insta::assert_snapshot;

use super::{after, exchanges};

const ASKED: &[&str] =
    &["propose 'Which vendor?' --decider lee --agree bo,sam --input priya --due 2026-11-25"];

#[test]
fn propose_decide_and_edit_give_parts() {
    let sandbox = crate::sandbox::Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["propose 'Which vendor?' --agree bo --input priya,kim --perform kim --inform zoe", "edit D-1 --agree=+lee,-bo --inform none --input kim", "show D-1", "decide 'Ship it' --agree bo --inform zoe,none --decider lee", "edit D-1 --agree=+lee", "edit A-1 --agree bo", "act review", "edit A-1 --agree bo"]), @"
    $ tpm propose 'Which vendor?' --agree bo --input priya,kim --perform kim --inform zoe
    Proposed D-1  Which vendor?
    --- stderr
    added @bo, named for the first time
    added @priya, named for the first time
    added @kim, named for the first time
    added @zoe, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm edit D-1 --agree=+lee,-bo --inform none --input kim
    Changed D-1  Which vendor?
    --- stderr
    added @lee, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm show D-1
    D-1  Which vendor?
    Status:     proposed
    Must agree: @lee has not answered, asked Sun 22 Nov
    Input:      @kim has not answered, asked Sun 22 Nov
    Performs:   @kim
    Decide by:  none
    Door:       two way
    Raised:     Sun 22 Nov by @sam
    --- exit 0
    $ tpm decide 'Ship it' --agree bo --inform zoe,none --decider lee
    Decided D-2  Ship it  decider @lee  decided Sun 22 Nov
    --- stderr
    to be told of D-2: @bo, @zoe; `tpm announce D-2` drafts it
    undo: tpm undo
    --- exit 0
    $ tpm edit D-1 --agree=+lee
    --- stderr
    D-1 was like that already
    --- exit 0
    $ tpm edit A-1 --agree bo
    --- stderr
    error: there is no A-1: there is no action yet
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm act review
    Added A-1  review
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm edit A-1 --agree bo
    --- stderr
    error: A-1 is an action, which has no --agree
    hint: `tpm show A-1` lists its fields
    --- exit 2
    ");
}

#[test]
fn an_answer_is_recorded_with_its_day_and_who_is_silent_is_told() {
    let sandbox = after(ASKED);
    assert_snapshot!(exchanges(&sandbox, &["ack D-1 --agree", "ack D-1 bo --agree --note 'if it ships' --on yesterday", "ack D-1 priya --input 'the second offer is cheaper'", "show D-1 --json --fields roles"]), @r#"
    $ tpm ack D-1 --agree
    Answered D-1  Which vendor?  decider @lee  due Wed 25 Nov (in 3 days)
    --- stderr
    @bo (agree), @priya (input) have not answered about D-1
    undo: tpm undo
    --- exit 0
    $ tpm ack D-1 bo --agree --note 'if it ships' --on yesterday
    Answered D-1  Which vendor?  decider @lee  due Wed 25 Nov (in 3 days)
    --- stderr
    read "yesterday" as Sat 21 Nov (yesterday)
    @bo counts as asked about D-1 on 2026-11-21, not on 2026-11-22
    @priya (input) has not answered about D-1
    undo: tpm undo
    --- exit 0
    $ tpm ack D-1 priya --input 'the second offer is cheaper'
    Answered D-1  Which vendor?  decider @lee  due Wed 25 Nov (in 3 days)
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show D-1 --json --fields roles
    {"schema":"tpm/1","kind":"decision","data":[{"roles":[{"role":"decider","person":"lee","asked_at":null,"response":null,"responded_at":null,"note":null},{"role":"agree","person":"bo","asked_at":"2026-11-21","response":"agree","responded_at":"2026-11-21","note":"if it ships"},{"role":"agree","person":"sam","asked_at":"2026-11-22","response":"agree","responded_at":"2026-11-22","note":null},{"role":"input","person":"priya","asked_at":"2026-11-22","response":"given","responded_at":"2026-11-22","note":"the second offer is cheaper"}]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "#);
}

#[test]
fn several_people_and_decisions_are_answered_at_once() {
    let sandbox = after(ASKED);
    assert_snapshot!(exchanges(&sandbox, &["propose 'Which region?' --agree bo,sam", "ack D-1 D-2 bo me --agree", "ack D-1..D-2 @bo @sam --agree", "decisions --asked priya -q", "decisions --asked bo"]), @"
    $ tpm propose 'Which region?' --agree bo,sam
    Proposed D-2  Which region?
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm ack D-1 D-2 bo me --agree
    Answered D-1  Which vendor?  decider @lee  due Wed 25 Nov (in 3 days)
    Answered D-2  Which region?
    --- stderr
    @priya (input) has not answered about D-1
    undo: tpm undo
    --- exit 0
    $ tpm ack D-1..D-2 @bo @sam --agree
    --- stderr
    D-1 was answered so already
    D-2 was answered so already
    --- exit 0
    $ tpm decisions --asked priya -q
    D-1
    --- exit 0
    $ tpm decisions --asked bo
    No decisions match.
    --- exit 0
    ");
}

#[test]
fn an_objection_of_who_must_agree_stops_the_decision() {
    let sandbox = after(ASKED);
    assert_snapshot!(exchanges(&sandbox, &["ack D-1 bo --object 'no support'", "decisions", "decide D-1 'Vendor B'", "decide D-1 'Vendor B' --json", "decide D-1 'Vendor B' --override ''", "decide D-1 'Vendor B' --override 'support is bought apart'", "show D-1", "reopen D-1", "ack D-1 bo --agree", "decide D-1 'Vendor B' --override 'to be sure'", "show D-1 --json --fields overridden"]), @r#"
    $ tpm ack D-1 bo --object 'no support'
    Answered D-1  Which vendor?  decider @lee  due Wed 25 Nov (in 3 days)  @bo objects
    --- stderr
    the objection of @bo ("no support") stands in the way of D-1 unless it is decided with --override "REASON"
    @sam (agree), @priya (input) have not answered about D-1
    undo: tpm undo
    --- exit 0
    $ tpm decisions
    ID   TITLE          DECIDER  WHEN                    STATUS
    D-1  Which vendor?  @lee     Wed 25 Nov (in 3 days)  proposed, @bo objects
    --- exit 0
    $ tpm decide D-1 'Vendor B'
    --- stderr
    error: D-1 cannot be accepted over the objection of @bo ("no support")
    hint: `tpm ack D-1 @bo --agree` once it is settled, or add --override "REASON"
    --- exit 4
    $ tpm decide D-1 'Vendor B' --json
    --- stderr
    {"error":{"code":"refused","message":"D-1 cannot be accepted over the objection of @bo (\"no support\")","hint":"`tpm ack D-1 @bo --agree` once it is settled, or add --override \"REASON\"","exit":4,"retryable":false}}
    --- exit 4
    $ tpm decide D-1 'Vendor B' --override ''
    --- stderr
    error: the reason to override is empty
    hint: say why it is decided all the same
    --- exit 2
    $ tpm decide D-1 'Vendor B' --override 'support is bought apart'
    Decided D-1  Which vendor?  → Vendor B  decider @lee  decided Sun 22 Nov
    --- stderr
    @sam (agree), @priya (input) have not answered about D-1
    to be told of D-1: @bo, @sam, @priya; `tpm announce D-1` drafts it
    undo: tpm undo
    --- exit 0
    $ tpm show D-1
    D-1  Which vendor?
    Status:     accepted
    Outcome:    Vendor B
    Overridden: support is bought apart
    Decider:    @lee
    Must agree: @bo objects (Sun 22 Nov): no support
    Must agree: @sam has not answered, asked Sun 22 Nov
    Input:      @priya has not answered, asked Sun 22 Nov
    Decided:    Sun 22 Nov
    Decide by:  Wed 25 Nov (in 3 days)
    Door:       two way
    Raised:     Sun 22 Nov by @sam

    Told 0/3
    WHO     TOLD     ANSWER
    @bo     not yet  to be asked
    @sam    not yet  to be asked
    @priya  not yet  to be asked
    --- exit 0
    $ tpm reopen D-1
    Reopened D-1  Which vendor?  decider @lee  due Wed 25 Nov (in 3 days)
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm ack D-1 bo --agree
    Answered D-1  Which vendor?  decider @lee  due Wed 25 Nov (in 3 days)
    --- stderr
    @sam (agree), @priya (input) have not answered about D-1
    undo: tpm undo
    --- exit 0
    $ tpm decide D-1 'Vendor B' --override 'to be sure'
    Decided D-1  Which vendor?  → Vendor B  decider @lee  decided Sun 22 Nov
    --- stderr
    @sam (agree), @priya (input) have not answered about D-1
    nobody who must agree to D-1 objects: nothing was overridden
    to be told of D-1: @bo, @sam, @priya; `tpm announce D-1` drafts it
    undo: tpm undo
    --- exit 0
    $ tpm show D-1 --json --fields overridden
    {"schema":"tpm/1","kind":"decision","data":[{"overridden":null}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "#);
}

#[test]
fn an_objection_of_who_gives_input_stops_nothing() {
    let sandbox = after(ASKED);
    assert_snapshot!(exchanges(&sandbox, &["ack D-1 priya --object 'too dear'", "decide D-1 'Vendor B'"]), @"
    $ tpm ack D-1 priya --object 'too dear'
    Answered D-1  Which vendor?  decider @lee  due Wed 25 Nov (in 3 days)
    --- stderr
    @priya gives input to D-1 and has no veto: this objection stops nothing
    @bo (agree), @sam (agree) have not answered about D-1
    undo: tpm undo
    --- exit 0
    $ tpm decide D-1 'Vendor B'
    Decided D-1  Which vendor?  → Vendor B  decider @lee  decided Sun 22 Nov
    --- stderr
    @bo (agree), @sam (agree) have not answered about D-1
    to be told of D-1: @bo, @sam, @priya; `tpm announce D-1` drafts it
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn an_answer_that_is_not_asked_for_is_refused() {
    let sandbox = after(ASKED);
    assert_snapshot!(exchanges(&sandbox, &["ack D-1 lee --agree", "ack D-1 bo --input hm", "ack D-1 zoe --agree", "ack D-1 none --agree", "ack D-1", "ack D-1 --agree --object no", "ack D-1 --object ''", "ack D-1 --agree --on tomorrow", "ack A-1 --agree", "decide D-1 'Vendor B' -q", "ack D-1 --agree", "ack D-1 --agree --json"]), @r#"
    $ tpm ack D-1 lee --agree
    --- stderr
    error: @lee is not asked about D-1
    hint: `tpm edit D-1 --input=+@lee` asks for input, `--agree=+@lee` for agreement
    --- exit 4
    $ tpm ack D-1 bo --input hm
    --- stderr
    error: @bo is asked to agree to D-1, not for input
    hint: `tpm ack D-1 @bo --agree` or `--object "…"` answers
    --- exit 4
    $ tpm ack D-1 zoe --agree
    --- stderr
    error: nobody is called @zoe
    hint: `tpm people` lists everybody
    --- exit 3
    $ tpm ack D-1 none --agree
    --- stderr
    error: `none` is nobody who can answer
    hint: name who answers, or nobody for yourself
    --- exit 2
    $ tpm ack D-1
    --- stderr
    error: D-1 is open, and this is for decisions that were made
    hint: while it is open, `tpm ack D-1` takes --agree, --input or --object
    --- exit 2
    $ tpm ack D-1 --agree --object no
    --- stderr
    error: the argument '--agree' cannot be used with '--object <TEXT>'
    hint: Usage: tpm ack --agree <IDS> [WHO]...
    --- exit 2
    $ tpm ack D-1 --object ''
    --- stderr
    error: the answer is empty
    hint: say what they say, or `--agree` alone
    --- exit 2
    $ tpm ack D-1 --agree --on tomorrow
    --- stderr
    error: 2026-11-23 is in the future
    hint: --on says when something happened
    --- exit 2
    $ tpm ack A-1 --agree
    --- stderr
    error: there is no A-1: there is no action yet
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm decide D-1 'Vendor B' -q
    D-1
    --- exit 0
    $ tpm ack D-1 --agree
    Answered D-1  Which vendor?  → Vendor B  decider @lee  decided Sun 22 Nov
    --- stderr
    D-1: 2 silent (@bo, @priya)
    undo: tpm undo
    --- exit 0
    $ tpm ack D-1 --agree --json
    {"schema":"tpm/1","kind":"decision.changed","data":[{"id":"D-1","title":"Which vendor?","status":"accepted","outcome":"Vendor B","rationale":null,"context":null,"consequences":null,"decider":"lee","driver":null,"roles":[{"role":"decider","person":"lee","asked_at":null,"response":null,"responded_at":null,"note":null},{"role":"agree","person":"bo","asked_at":"2026-11-22","response":null,"responded_at":null,"note":null},{"role":"agree","person":"sam","asked_at":"2026-11-22","response":null,"responded_at":null,"note":null},{"role":"input","person":"priya","asked_at":"2026-11-22","response":null,"responded_at":null,"note":null}],"workstream":null,"door":"two_way","impact":null,"raised":"2026-11-22","raised_by":"sam","due":"2026-11-25","due_baseline":"2026-11-25","due_source":"explicit","days_late":null,"if_late":null,"decided_at":"2026-11-22","version":1,"review_by":null,"meeting":null,"tags":[],"history":false,"deleted":false,"criteria":[],"options":[],"comparison":null,"body":null,"defer_until":null,"reviewed_at":null,"overridden":null,"audience":"listed","execution":"required","execute_by":null,"confirmed_at":null,"confirmed_by":null,"confirmed_how":null,"result":null,"left_loop_at":null}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    D-1: 2 silent (@bo, @priya)
    D-1 was answered so already
    --- exit 0
    "#);
}

#[test]
fn a_group_answers_through_its_members() {
    let sandbox = after(&[
        "group platform --members lee,priya",
        "propose 'Which vendor?' --perform platform",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["ack D-1 platform --agree", "ack D-1 me --agree", "ack D-1 team --agree"]), @r#"
    $ tpm ack D-1 platform --agree
    --- stderr
    error: @platform is a group, and one person is wanted here
    hint: name one of its members: @lee, @priya
    --- exit 4
    $ tpm ack D-1 me --agree
    --- stderr
    error: @sam is not asked about D-1
    hint: `tpm edit D-1 --input=+@sam` asks for input, `--agree=+@sam` for agreement
    --- exit 4
    $ tpm ack D-1 team --agree
    --- stderr
    error: "team" is no person
    hint: name one person, or `none` for nobody
    --- exit 2
    "#);
}

#[test]
fn the_same_answer_again_changes_nothing() {
    let sandbox = after(ASKED);
    assert_snapshot!(exchanges(&sandbox, &["ack D-1 --agree", "ack D-1 --agree", "ack D-1 bo --agree --dry-run", "ack D-1 bo --agree -q"]), @"
    $ tpm ack D-1 --agree
    Answered D-1  Which vendor?  decider @lee  due Wed 25 Nov (in 3 days)
    --- stderr
    @bo (agree), @priya (input) have not answered about D-1
    undo: tpm undo
    --- exit 0
    $ tpm ack D-1 --agree
    --- stderr
    D-1 was answered so already
    --- exit 0
    $ tpm ack D-1 bo --agree --dry-run
    Answered D-1  Which vendor?  decider @lee  due Wed 25 Nov (in 3 days)
    --- stderr
    @priya (input) has not answered about D-1
    dry run: nothing was written
    --- exit 0
    $ tpm ack D-1 bo --agree -q
    D-1
    --- exit 0
    ");
}

#[test]
fn who_gets_a_part_again_is_asked_anew() {
    let sandbox = after(ASKED);
    assert_snapshot!(exchanges(&sandbox, &["ack D-1 --agree -q", "edit D-1 --agree bo", "edit D-1 --agree=+sam", "show D-1 --json --fields roles.person,roles.response"]), @r#"
    $ tpm ack D-1 --agree -q
    D-1
    --- exit 0
    $ tpm edit D-1 --agree bo
    Changed D-1  Which vendor?  decider @lee  due Wed 25 Nov (in 3 days)
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm edit D-1 --agree=+sam
    Changed D-1  Which vendor?  decider @lee  due Wed 25 Nov (in 3 days)
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show D-1 --json --fields roles.person,roles.response
    {"schema":"tpm/1","kind":"decision","data":[{"roles.person":["lee","bo","sam","priya"],"roles.response":[null,null,null,null]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "#);
}

#[test]
fn notes_do_not_decide_over_an_objection() {
    let mut sandbox = after(&[
        "meet 'Launch sync' --with priya",
        "note --add 'DECISION NEEDED: Which vendor? (decider: @lee)'",
        "edit D-1 --agree bo",
        "ack D-1 bo --object 'no support'",
    ]);
    sandbox.editor("sed -i 's/DECISION NEEDED:/DECISION:/' \"$1\"");
    assert_snapshot!(exchanges(&sandbox, &["note", "decisions"]), @r#"
    $ tpm note
    Saved M-1  Launch sync  Sun 22 Nov  2 present
    --- stderr
    D-1 stays open over the objection of @bo ("no support"); `tpm decide D-1 "OUTCOME" --override "REASON"` decides all the same
    undo: tpm undo
    --- exit 0
    $ tpm decisions
    ID   TITLE          DECIDER  STATUS
    D-1  Which vendor?  @lee     proposed, @bo objects
    --- exit 0
    "#);
}

#[test]
fn today_shows_what_waits_for_my_answer() {
    let sandbox = after(ASKED);
    assert_snapshot!(exchanges(&sandbox, &["today", "today --json", "ack D-1 --agree -q", "today"]), @r#"
    $ tpm today
    Sunday 22 November 2026
    Decisions to make
    ID   TITLE          DECIDER  WHEN                    STATUS
    D-1  Which vendor?  @lee     Wed 25 Nov (in 3 days)  proposed

    Your answer is awaited
    ID   TITLE          ASKED FOR  DECIDER  DUE
    D-1  Which vendor?  agreement  @lee     Wed 25 Nov (in 3 days)
    --- exit 0
    $ tpm today --json
    {"schema":"tpm/1","kind":"today","data":[{"date":"2026-11-22","since":null,"changed":null,"decisions":[{"id":"D-1","title":"Which vendor?","status":"proposed","outcome":null,"rationale":null,"context":null,"consequences":null,"decider":"lee","driver":null,"roles":[{"role":"decider","person":"lee","asked_at":null,"response":null,"responded_at":null,"note":null},{"role":"agree","person":"bo","asked_at":"2026-11-22","response":null,"responded_at":null,"note":null},{"role":"agree","person":"sam","asked_at":"2026-11-22","response":null,"responded_at":null,"note":null},{"role":"input","person":"priya","asked_at":"2026-11-22","response":null,"responded_at":null,"note":null}],"workstream":null,"door":"two_way","impact":null,"raised":"2026-11-22","raised_by":"sam","due":"2026-11-25","due_baseline":"2026-11-25","due_source":"explicit","days_late":null,"if_late":null,"decided_at":null,"version":0,"review_by":null,"meeting":null,"tags":[],"history":false,"deleted":false,"criteria":[],"options":[],"comparison":null,"body":null,"defer_until":null,"reviewed_at":null,"overridden":null,"audience":"listed","execution":"required","execute_by":null,"confirmed_at":null,"confirmed_by":null,"confirmed_how":null,"result":null,"left_loop_at":null}],"asked":[{"id":"D-1","title":"Which vendor?","roles":["agree"],"decider":"lee","due":"2026-11-25"}],"mine":[],"others":[],"truncated":false,"meetings":[],"covering":[],"to_tell":[],"owed":[],"milestones":[],"stuck":[],"meetings_today":[]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm ack D-1 --agree -q
    D-1
    --- exit 0
    $ tpm today
    Sunday 22 November 2026
    Decisions to make
    ID   TITLE          DECIDER  WHEN                    STATUS
    D-1  Which vendor?  @lee     Wed 25 Nov (in 3 days)  proposed
    --- exit 0
    "#);
}

#[test]
fn a_decision_that_is_opened_again_asks_again() {
    let mut sandbox = after(&[
        "propose 'Which vendor?' --decider lee --agree bo --input dana --inform priya",
        "ack D-1 bo --object 'too dear'",
        "ack D-1 dana --input 'ask legal'",
        "decide D-1 'Vendor B' --override 'no time'",
    ]);
    sandbox.at("2026-12-01T10:00:00Z");
    assert_snapshot!(
        exchanges(&sandbox, &["reopen D-1 -q", "show D-1 --json --fields roles", "decide D-1 'Vendor C'", "review D-1 --next yesterday", "undo", "undo", "show D-1 --json --fields roles"]),
        @r#"
    $ tpm reopen D-1 -q
    D-1
    --- exit 0
    $ tpm show D-1 --json --fields roles
    {"schema":"tpm/1","kind":"decision","data":[{"roles":[{"role":"decider","person":"lee","asked_at":null,"response":null,"responded_at":null,"note":null},{"role":"agree","person":"bo","asked_at":"2026-12-01","response":null,"responded_at":null,"note":null},{"role":"input","person":"dana","asked_at":"2026-12-01","response":null,"responded_at":null,"note":null},{"role":"informed","person":"priya","asked_at":null,"response":null,"responded_at":null,"note":null}]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm decide D-1 'Vendor C'
    Decided D-1  Which vendor?  → Vendor C  decider @lee  decided Tue 1 Dec
    --- stderr
    @bo (agree), @dana (input) have not answered about D-1
    to be told of D-1: @bo, @dana, @priya; `tpm announce D-1` drafts it
    undo: tpm undo
    --- exit 0
    $ tpm review D-1 --next yesterday
    --- stderr
    error: 2026-11-30 is not a day to come
    hint: --next says when it is looked at again, such as `--next 6m`
    --- exit 2
    $ tpm undo
    Undid decide D-1  (operation 6)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm undo
    Undid reopen D-1  (operation 5)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm show D-1 --json --fields roles
    {"schema":"tpm/1","kind":"decision","data":[{"roles":[{"role":"decider","person":"lee","asked_at":null,"response":null,"responded_at":null,"note":null},{"role":"agree","person":"bo","asked_at":"2026-11-22","response":"object","responded_at":"2026-11-22","note":"too dear"},{"role":"input","person":"dana","asked_at":"2026-11-22","response":"given","responded_at":"2026-11-22","note":"ask legal"},{"role":"informed","person":"priya","asked_at":null,"response":null,"responded_at":null,"note":null}]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "#
    );
}

const TOLD: &[&str] = &[
    "person priya --name 'Priya Shah' --email ps@example.com",
    "person kim --name 'Kim Ray'",
    "person kimberly --name 'Kim Berg'",
    "decide 'Ship with vendor B' --decider lee --agree bo,priya --perform kim,kimberly --inform zoe",
    "announce D-1 --sent -q",
];

#[test]
fn answers_to_what_was_decided_are_kept_with_questions_and_objections() {
    let sandbox = after(TOLD);
    assert_snapshot!(exchanges(&sandbox, &["ack D-1 priya --note 'from Monday on'", "ack D-1 bo --question 'who pays?'", "ack D-1 kim --object 'no time before May'", "ack D-1 kimberly --waive --why 'on another team by now'", "ack D-1 bo --resolve --why 'the program pays'", "show D-1", "ack D-1 bo --resolve --why again", "ack D-1 kim --on 2026-11-21", "ack D-1 --resolve --why 'all settled'"]), @"
    $ tpm ack D-1 priya --note 'from Monday on'
    Answered D-1  Ship with vendor B  decider @lee  decided Sun 22 Nov
    --- stderr
    D-1: 3 silent (@bo, @kim, @kimberly)
    undo: tpm undo
    --- exit 0
    $ tpm ack D-1 bo --question 'who pays?'
    Answered D-1  Ship with vendor B  decider @lee  decided Sun 22 Nov
    --- stderr
    D-1: 2 silent (@kim, @kimberly)
    undo: tpm undo
    --- exit 0
    $ tpm ack D-1 kim --object 'no time before May'
    Answered D-1  Ship with vendor B  decider @lee  decided Sun 22 Nov
    --- stderr
    D-1: 1 silent (@kimberly), open questions of @bo
    undo: tpm undo
    --- exit 0
    $ tpm ack D-1 kimberly --waive --why 'on another team by now'
    Answered D-1  Ship with vendor B  decider @lee  decided Sun 22 Nov
    --- stderr
    D-1: open questions of @bo, @kim
    undo: tpm undo
    --- exit 0
    $ tpm ack D-1 bo --resolve --why 'the program pays'
    Answered D-1  Ship with vendor B  decider @lee  decided Sun 22 Nov
    --- stderr
    D-1: open questions of @kim
    undo: tpm undo
    --- exit 0
    $ tpm show D-1
    D-1  Ship with vendor B
    Status:     accepted
    Decider:    @lee
    Must agree: @bo has not answered, asked Sun 22 Nov
    Must agree: @priya has not answered, asked Sun 22 Nov
    Performs:   @kim
    Performs:   @kimberly
    Informed:   @zoe
    Decided:    Sun 22 Nov
    Decide by:  none
    Door:       two way
    Raised:     Sun 22 Nov by @sam

    Told 4/5
    WHO        TOLD        ANSWER
    @bo        Sun 22 Nov  asks Sun 22 Nov: who pays? (settled Sun 22 Nov)
    @priya     Sun 22 Nov  has read it Sun 22 Nov: from Monday on
    @kim       Sun 22 Nov  objects Sun 22 Nov: no time before May
    @kimberly  Sun 22 Nov  waived Sun 22 Nov: on another team by now
    @zoe       Sun 22 Nov  none needed

    Comments
    • Sun 22 Nov @sam: the program pays
    --- exit 0
    $ tpm ack D-1 bo --resolve --why again
    --- stderr
    error: @bo has no open question or objection on D-1
    hint: `tpm show D-1` lists who answered what
    --- exit 4
    $ tpm ack D-1 kim --on 2026-11-21
    Answered D-1  Ship with vendor B  decider @lee  decided Sun 22 Nov
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm ack D-1 --resolve --why 'all settled'
    --- stderr
    error: nobody has an open question or objection on D-1
    hint: `tpm show D-1` lists who answered what
    --- exit 4
    ");
}

#[test]
fn a_pasted_list_names_who_has_read_it_and_nobody_is_guessed() {
    let sandbox = after(TOLD);
    let pasted = "Priya Shah, @bo and Kim\nkimm, nobody <x@example.com>\nKim Ray and 3 others\n";
    assert_snapshot!(sandbox.tpm_with("ack D-1 -", pasted), @"
    $ tpm ack D-1 -
    Answered D-1  Ship with vendor B  decider @lee  decided Sun 22 Nov
    --- stderr
    D-1: 3 acked, 2 unknown (kimm, nobody), 3 more that the list does not name, 1 silent (@kimberly)
    undo: tpm undo
    --- exit 0
    ");
    assert_snapshot!(sandbox.tpm_with("ack D-1 -", "ps@example.com"), @"
    $ tpm ack D-1 -
    --- stderr
    D-1: 1 acked, 0 unknown, 1 silent (@kimberly)
    D-1 was answered so already
    --- exit 0
    ");
    assert_snapshot!(sandbox.tpm_with("ack D-1 - bo", "priya"), @"
    $ tpm ack D-1 - bo
    --- stderr
    error: `-` reads the whole list, and other names stand beside it
    hint: pipe all names in, or name all of them
    --- exit 2
    ");
    assert_snapshot!(sandbox.tpm_with("ack D-1 -", ""), @"
    $ tpm ack D-1 -
    --- stderr
    error: standard input held no name
    hint: pipe in a list of names, such as one copied from a chat
    --- exit 2
    ");
}

#[test]
fn what_does_not_fit_where_a_decision_stands_is_refused() {
    let sandbox = after(&[
        "decide 'Ship it' --agree bo",
        "propose 'Which region?' --agree bo",
        "decide 'Old' --inform bo",
        "decide 'New' --supersedes D-3",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["ack D-1 bo --input x", "ack D-2 bo", "ack D-2 bo --question x", "ack D-3 bo", "ack D-1 --waive --why x", "ack D-1 bo --waive", "ack D-1 bo --why x", "ack D-1 nosuch"]), @r#"
    $ tpm ack D-1 bo --input x
    --- stderr
    error: D-1 is decided, and takes no input any more
    hint: `tpm ack D-1 NAME --question "…"` or `--object "…"` says what they say
    --- exit 4
    $ tpm ack D-2 bo
    --- stderr
    error: D-2 is open, and this is for decisions that were made
    hint: while it is open, `tpm ack D-2` takes --agree, --input or --object
    --- exit 2
    $ tpm ack D-2 bo --question x
    --- stderr
    error: D-2 is open, and this is for decisions that were made
    hint: while it is open, `tpm ack D-2` takes --agree, --input or --object
    --- exit 2
    $ tpm ack D-3 bo
    --- stderr
    error: D-3 is superseded, and answers are taken while it is open or holds
    hint: `tpm comment D-3 "…"` keeps a remark; `tpm reopen D-3` opens it again
    --- exit 4
    $ tpm ack D-1 --waive --why x
    --- stderr
    error: whose answer is waived?
    hint: `tpm ack D-1 NAMES --waive --why "…"` names them
    --- exit 2
    $ tpm ack D-1 bo --waive
    --- stderr
    error: the following required arguments were not provided: --why <TEXT>
    hint: Usage: tpm ack --why <TEXT> --waive <IDS> [WHO]...
    --- exit 2
    $ tpm ack D-1 bo --why x
    --- stderr
    error: --why goes with --waive or --resolve
    hint: --note adds what they say
    --- exit 2
    $ tpm ack D-1 nosuch
    --- stderr
    error: nobody is called @nosuch
    hint: `tpm people` lists everybody
    --- exit 3
    "#);
}

#[test]
fn an_objection_that_goes_with_its_part_is_told_and_stays_in_the_log() {
    let sandbox = after(&[
        "propose Ship --decider lee --agree kim,bo",
        "ack D-1 kim --object 'not tested'",
        "ack D-1 bo --agree",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["edit D-1 --agree=-kim,-bo", "decide D-1 go", "log D-1"]), @r#"
    $ tpm edit D-1 --agree=-kim,-bo
    Changed D-1  Ship  decider @lee
    --- stderr
    the objection of @kim goes with the part: not tested; `tpm log D-1` keeps it
    undo: tpm undo
    --- exit 0
    $ tpm decide D-1 go
    Decided D-1  Ship  → go  decider @lee  decided Sun 22 Nov
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm log D-1
    OP  WHEN              WHO   WHAT     CHANGE
     1  2026-11-22 10:00  @sam  propose  added "Ship"
     1  2026-11-22 10:00  @sam  propose  role added "agree" @kim
     1  2026-11-22 10:00  @sam  propose  role added "agree" @bo
     1  2026-11-22 10:00  @sam  propose  role added "decider" @lee
     2  2026-11-22 10:00  @sam  ack      role "agree" @kim, response: none → object
     2  2026-11-22 10:00  @sam  ack      role "agree" @kim, responded at: none → 2026-11-22
     2  2026-11-22 10:00  @sam  ack      role "agree" @kim, note: none → not tested
     3  2026-11-22 10:00  @sam  ack      role "agree" @bo, response: none → agree
     3  2026-11-22 10:00  @sam  ack      role "agree" @bo, responded at: none → 2026-11-22
     4  2026-11-22 10:00  @sam  edit     role deleted "agree" @kim
     4  2026-11-22 10:00  @sam  edit     role deleted "agree" @bo
     5  2026-11-22 10:00  @sam  decide   status: proposed → accepted
     5  2026-11-22 10:00  @sam  decide   decided at: none → 2026-11-22
     5  2026-11-22 10:00  @sam  decide   outcome: none → go
     5  2026-11-22 10:00  @sam  decide   version: 0 → 1
    --- exit 0
    "#);
}

#[test]
fn a_decision_that_is_open_cannot_be_confirmed() {
    let sandbox = after(&["propose 'Which vendor?'"]);
    assert_snapshot!(exchanges(&sandbox, &["confirm D-1"]), @r#"
    $ tpm confirm D-1
    --- stderr
    error: D-1 is proposed; what was accepted is confirmed
    hint: `tpm decide D-1 "OUTCOME"` makes it first
    --- exit 4
    "#);
}

#[test]
fn a_pasted_list_is_read_as_chats_and_meetings_write_names() {
    let sandbox = crate::sandbox::Sandbox::new();
    sandbox.tpm("person jn --name \"José Núñez\"");
    sandbox.tpm("person lea --name \"Lea Kim\"");
    sandbox.tpm("person kim --name \"Kim Park\"");
    sandbox.tpm("person priya --name \"Priya Shah\"");
    sandbox.tpm("decide \"We buy B\" --inform jn,lea,kim,priya");
    assert_snapshot!(
        sandbox.tpm_with(
            "ack D-1 -",
            "Kim, Lea\n1. Jose Nunez (Guest)\n:tada: Priya Shah 10:42 AM\n"
        ),
        @"
    $ tpm ack D-1 -
    Answered D-1  We buy B  decided Sun 22 Nov
    --- stderr
    D-1: 3 acked, 0 unknown, 0 silent
    undo: tpm undo
    --- exit 0
    "
    );
}

#[test]
fn a_pasted_line_that_is_one_person_or_two_others_is_left_out() {
    let sandbox = crate::sandbox::Sandbox::new();
    sandbox.tpm("person lea --name \"Lea Stone\"");
    sandbox.tpm("person kim --name \"Kim Park\"");
    sandbox.tpm("person lk --name \"Lea Kim\"");
    sandbox.tpm("decide \"We buy B\" --inform lk,lea,kim");
    assert_snapshot!(sandbox.tpm_with("ack D-1 -", "Kim, Lea\nlk\n"), @"
    $ tpm ack D-1 -
    Answered D-1  We buy B  decided Sun 22 Nov
    --- stderr
    D-1: 1 acked, 1 unknown (Kim, Lea), 0 silent
    undo: tpm undo
    --- exit 0
    ");
}
