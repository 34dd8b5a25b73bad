//! `tpm propose` and `tpm decide`.

use insta::assert_snapshot;

use super::{after, exchanges};
use crate::sandbox::Sandbox;

#[test]
fn propose_raises_a_decision_that_must_be_made() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["propose 'Which region first?' --decider lee --due fri --if-late 'renewal lapses' --why 'it blocks sales' --context 'Two regions' -w launch --door one-way --impact high", "show D-1"]), @"
    $ tpm propose 'Which region first?' --decider lee --due fri --if-late 'renewal lapses' --why 'it blocks sales' --context 'Two regions' -w launch --door one-way --impact high
    Proposed D-1  Which region first?  decider @lee  due Fri 27 Nov (in 5 days)  launch
    --- stderr
    added workstream launch, named for the first time
    added @lee, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm show D-1
    D-1  Which region first?
    Status:     proposed
    Why:        it blocks sales
    Decider:    @lee
    Decide by:  Fri 27 Nov (in 5 days)
    If late:    renewal lapses
    Door:       one way
    Impact:     high
    Workstream: launch
    Raised:     Sun 22 Nov by @sam

    Context
    Two regions
    --- exit 0
    ");
}

#[test]
fn propose_in_json_gives_the_whole_record() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["propose 'Which vendor?' --decider lee --driver bo --due 2026-12-10 --json"]), @r#"
    $ tpm propose 'Which vendor?' --decider lee --driver bo --due 2026-12-10 --json
    {"schema":"tpm/1","kind":"decision.changed","data":[{"id":"D-1","title":"Which vendor?","status":"proposed","outcome":null,"rationale":null,"context":null,"consequences":null,"decider":"lee","driver":"bo","roles":[{"role":"decider","person":"lee","asked_at":null,"response":null,"responded_at":null,"note":null},{"role":"driver","person":"bo","asked_at":null,"response":null,"responded_at":null,"note":null}],"workstream":null,"door":"two_way","impact":null,"raised":"2026-11-22","raised_by":"sam","due":"2026-12-10","due_baseline":"2026-12-10","due_source":"explicit","days_late":null,"if_late":null,"decided_at":null,"version":0,"review_by":null,"meeting":null,"tags":[],"history":false,"deleted":false,"criteria":[],"options":[],"comparison":null,"body":null,"defer_until":null,"reviewed_at":null,"overridden":null,"audience":"listed","execution":"required","execute_by":null,"confirmed_at":null,"confirmed_by":null,"confirmed_how":null,"result":null,"left_loop_at":null}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    added @lee, named for the first time
    added @bo, named for the first time
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn propose_quietly_or_on_trial() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["propose 'Which vendor?' --dry-run", "propose 'Which vendor?' -q", "decisions -q"]), @"
    $ tpm propose 'Which vendor?' --dry-run
    Proposed D-1  Which vendor?
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm propose 'Which vendor?' -q
    D-1
    --- exit 0
    $ tpm decisions -q
    D-1
    --- exit 0
    ");
}

#[test]
fn propose_refuses_what_is_only_an_id() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["propose D-12", "propose D-12 --json"]), @r#"
    $ tpm propose D-12
    --- stderr
    error: there is no D-12: there is no decision yet
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm propose D-12 --json
    --- stderr
    {"error":{"code":"not_found","message":"there is no D-12: there is no decision yet","hint":"`tpm find WORDS` searches everything","exit":3,"retryable":false}}
    --- exit 3
    "#);
}

#[test]
fn propose_says_what_it_resembles() {
    let sandbox = after(&["propose 'Which vendor?'"]);
    assert_snapshot!(exchanges(&sandbox, &["propose 'which vendor?'"]), @r#"
    $ tpm propose 'which vendor?'
    Proposed D-2  which vendor?
    --- stderr
    this resembles D-1 "Which vendor?", which is open
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn one_word_to_decide_is_a_title_that_was_decided() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["decide 'Ship with vendor B' --why 'cheapest that meets the date' --decider lee", "show D-1"]), @"
    $ tpm decide 'Ship with vendor B' --why 'cheapest that meets the date' --decider lee
    Decided D-1  Ship with vendor B  decider @lee  decided Sun 22 Nov
    --- stderr
    added @lee, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm show D-1
    D-1  Ship with vendor B
    Status:    accepted
    Why:       cheapest that meets the date
    Decider:   @lee
    Decided:   Sun 22 Nov
    Decide by: none
    Door:      two way
    Raised:    Sun 22 Nov by @sam
    --- exit 0
    ");
}

#[test]
fn decide_in_json_gives_the_whole_record() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["decide 'Ship with vendor B' --why cheap --decider lee --json"]), @r#"
    $ tpm decide 'Ship with vendor B' --why cheap --decider lee --json
    {"schema":"tpm/1","kind":"decision.changed","data":[{"id":"D-1","title":"Ship with vendor B","status":"accepted","outcome":null,"rationale":"cheap","context":null,"consequences":null,"decider":"lee","driver":null,"roles":[{"role":"decider","person":"lee","asked_at":null,"response":null,"responded_at":null,"note":null}],"workstream":null,"door":"two_way","impact":null,"raised":"2026-11-22","raised_by":"sam","due":null,"due_baseline":null,"due_source":"none","days_late":null,"if_late":null,"decided_at":"2026-11-22","version":1,"review_by":null,"meeting":null,"tags":[],"history":false,"deleted":false,"criteria":[],"options":[],"comparison":null,"body":null,"defer_until":null,"reviewed_at":null,"overridden":null,"audience":"listed","execution":"required","execute_by":null,"confirmed_at":null,"confirmed_by":null,"confirmed_how":null,"result":null,"left_loop_at":null}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    added @lee, named for the first time
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn two_words_to_decide_are_an_open_decision_and_its_outcome() {
    let sandbox = after(&["propose 'Which region?' --decider lee --due 2026-11-20"]);
    assert_snapshot!(exchanges(&sandbox, &["decide D-1 Europe --why 'most customers'", "show D-1"]), @"
    $ tpm decide D-1 Europe --why 'most customers'
    Decided D-1  Which region?  → Europe  decider @lee  decided Sun 22 Nov
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show D-1
    D-1  Which region?
    Status:    accepted
    Outcome:   Europe
    Why:       most customers
    Decider:   @lee
    Decided:   Sun 22 Nov
    Decide by: Fri 20 Nov (2 days ago)
    Door:      two way
    Raised:    Sun 22 Nov by @sam
    --- exit 0
    ");
}

#[test]
fn a_lone_id_to_decide_is_a_usage_error() {
    let sandbox = after(&["propose 'Which region?'"]);
    assert_snapshot!(exchanges(&sandbox, &["decide D-1", "decide D-1 --json"]), @r#"
    $ tpm decide D-1
    --- stderr
    error: what was decided about D-1?
    hint: add the outcome: tpm decide D-1 "OUTCOME", or --chose an option
    --- exit 2
    $ tpm decide D-1 --json
    --- stderr
    {"error":{"code":"usage","message":"what was decided about D-1?","hint":"add the outcome: tpm decide D-1 \"OUTCOME\", or --chose an option","exit":2,"retryable":false}}
    --- exit 2
    "#);
}

#[test]
fn a_title_with_a_second_word_is_a_usage_error() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["decide 'Which region?' Europe"]), @r#"
    $ tpm decide 'Which region?' Europe
    --- stderr
    error: "Which region?" is no ID, and "Europe" stands after it
    hint: quote the title as one word, or name an open decision, such as D-12
    --- exit 2
    "#);
}

#[test]
fn decide_quietly_or_on_trial() {
    let sandbox = after(&["propose 'Which region?' --decider lee"]);
    assert_snapshot!(exchanges(&sandbox, &["decide D-1 Europe --dry-run", "decide D-1 Europe -q"]), @"
    $ tpm decide D-1 Europe --dry-run
    Decided D-1  Which region?  → Europe  decider @lee  decided Sun 22 Nov
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm decide D-1 Europe -q
    D-1
    --- exit 0
    ");
}

#[test]
fn a_title_that_resembles_an_open_decision_says_so() {
    let sandbox = after(&["propose 'Which region?'"]);
    assert_snapshot!(exchanges(&sandbox, &["decide 'Which region?' --decider lee"]), @r#"
    $ tpm decide 'Which region?' --decider lee
    Decided D-2  Which region?  decider @lee  decided Sun 22 Nov
    --- stderr
    this resembles D-1 "Which region?", which is open
    added @lee, named for the first time
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn what_was_decided_already_stays() {
    let sandbox = after(&["decide 'Ship with vendor B' --decider lee"]);
    assert_snapshot!(exchanges(&sandbox, &["decide D-1 'vendor C'", "decide D-1 'vendor C' --json"]), @r#"
    $ tpm decide D-1 'vendor C'
    --- stderr
    error: D-1 is accepted already
    hint: `tpm reopen D-1` opens it again; `tpm decide "TITLE" --supersedes D-1` replaces it; `tpm review D-1` looks at it again
    --- exit 4
    $ tpm decide D-1 'vendor C' --json
    --- stderr
    {"error":{"code":"refused","message":"D-1 is accepted already","hint":"`tpm reopen D-1` opens it again; `tpm decide \"TITLE\" --supersedes D-1` replaces it; `tpm review D-1` looks at it again","exit":4,"retryable":false}}
    --- exit 4
    "#);
}

#[test]
fn decide_takes_decisions_that_exist() {
    let sandbox = after(&["act review"]);
    assert_snapshot!(exchanges(&sandbox, &["decide D-7 Europe", "decide A-1 Europe", "decide D-7 Europe --json"]), @r#"
    $ tpm decide D-7 Europe
    --- stderr
    error: there is no D-7: there is no decision yet
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm decide A-1 Europe
    --- stderr
    error: A-1 is an action, and this takes decisions
    hint: for an action: start, done, drop, wait, snooze or edit
    --- exit 2
    $ tpm decide D-7 Europe --json
    --- stderr
    {"error":{"code":"not_found","message":"there is no D-7: there is no decision yet","hint":"`tpm find WORDS` searches everything","exit":3,"retryable":false}}
    --- exit 3
    "#);
}

#[test]
fn on_says_when_it_was_decided() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["decide 'Ship with vendor B' --decider lee --on yesterday", "decide 'Ship it' --on 2026-11-23", "decide 'Ship it' --on 2026-11-23 --json"]), @r#"
    $ tpm decide 'Ship with vendor B' --decider lee --on yesterday
    Decided D-1  Ship with vendor B  decider @lee  decided Sat 21 Nov
    --- stderr
    added @lee, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm decide 'Ship it' --on 2026-11-23
    --- stderr
    error: 2026-11-23 is in the future
    hint: --on says when something happened
    --- exit 2
    $ tpm decide 'Ship it' --on 2026-11-23 --json
    --- stderr
    {"error":{"code":"usage","message":"2026-11-23 is in the future","hint":"--on says when something happened","exit":2,"retryable":false}}
    --- exit 2
    "#);
}

#[test]
fn only_an_accepted_decision_is_superseded() {
    let sandbox = after(&[
        "decide 'Ship with vendor B' --decider lee",
        "propose 'Which region?' --decider lee",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["decide 'Ship with vendor C' --supersedes D-1 --decider lee", "decide 'Europe first' --supersedes D-2", "decide 'Europe first' --supersedes D-2 --json", "decisions"]), @r#"
    $ tpm decide 'Ship with vendor C' --supersedes D-1 --decider lee
    Decided D-3  Ship with vendor C  decider @lee  decided Sun 22 Nov
    --- stderr
    D-1 "Ship with vendor B" is superseded
    undo: tpm undo
    --- exit 0
    $ tpm decide 'Europe first' --supersedes D-2
    --- stderr
    error: D-2 is proposed, and only an accepted decision can be superseded
    hint: `tpm decide D-2 "OUTCOME"` makes it; reject, defer and withdraw are lawful too
    --- exit 4
    $ tpm decide 'Europe first' --supersedes D-2 --json
    --- stderr
    {"error":{"code":"refused","message":"D-2 is proposed, and only an accepted decision can be superseded","hint":"`tpm decide D-2 \"OUTCOME\"` makes it; reject, defer and withdraw are lawful too","exit":4,"retryable":false}}
    --- exit 4
    $ tpm decisions
    ID   TITLE               DECIDER  WHEN        STATUS
    D-3  Ship with vendor C  @lee     Sun 22 Nov  accepted
    D-2  Which region?       @lee                 proposed
    D-1  Ship with vendor B  @lee     Sun 22 Nov  superseded
    --- exit 0
    "#);
}

#[test]
fn what_a_proposal_supersedes_stays_until_it_is_accepted() {
    let sandbox = after(&["decide 'Ship with vendor B' --decider lee"]);
    assert_snapshot!(exchanges(&sandbox, &["propose 'Ship with vendor C?' --supersedes D-1 --decider lee", "decisions", "decide D-2 yes", "decisions", "show D-1"]), @r#"
    $ tpm propose 'Ship with vendor C?' --supersedes D-1 --decider lee
    Proposed D-2  Ship with vendor C?  decider @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm decisions
    ID   TITLE                DECIDER  WHEN        STATUS
    D-2  Ship with vendor C?  @lee                 proposed
    D-1  Ship with vendor B   @lee     Sun 22 Nov  accepted
    --- exit 0
    $ tpm decide D-2 yes
    Decided D-2  Ship with vendor C?  → yes  decider @lee  decided Sun 22 Nov
    --- stderr
    D-1 "Ship with vendor B" is superseded
    undo: tpm undo
    --- exit 0
    $ tpm decisions
    ID   TITLE                OUTCOME  DECIDER  WHEN        STATUS
    D-2  Ship with vendor C?  yes      @lee     Sun 22 Nov  accepted
    D-1  Ship with vendor B            @lee     Sun 22 Nov  superseded
    --- exit 0
    $ tpm show D-1
    D-1  Ship with vendor B
    Status:        superseded
    Decider:       @lee
    Decided:       Sun 22 Nov
    Decide by:     none
    Door:          two way
    Raised:        Sun 22 Nov by @sam
    Superseded by: D-2 Ship with vendor C?
    --- exit 0
    "#);
}

#[test]
fn an_empty_outcome_is_refused() {
    let sandbox = after(&["propose 'Which region?' --decider lee"]);
    assert_snapshot!(exchanges(&sandbox, &["decide D-1 ''", "decide D-1 -", "decide D-1 '' --json"]), @r#"
    $ tpm decide D-1 ''
    --- stderr
    error: the outcome is empty
    hint: `tpm decide D-1 "OUTCOME"` says what was decided
    --- exit 2
    $ tpm decide D-1 -
    --- stderr
    error: the outcome is empty
    hint: `tpm decide D-1 "OUTCOME"` says what was decided
    --- exit 2
    $ tpm decide D-1 '' --json
    --- stderr
    {"error":{"code":"usage","message":"the outcome is empty","hint":"`tpm decide D-1 \"OUTCOME\"` says what was decided","exit":2,"retryable":false}}
    --- exit 2
    "#);
}

#[test]
fn what_was_superseded_already_names_its_successor() {
    let sandbox = after(&[
        "decide 'Use A' --decider lee",
        "decide 'Use B' --decider lee --supersedes D-1",
        "decide 'Use C' --decider lee --supersedes D-2",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["decide 'Use D' --decider lee --supersedes D-1", "propose 'Use D' --supersedes D-2"]), @"
    $ tpm decide 'Use D' --decider lee --supersedes D-1
    --- stderr
    error: D-1 is superseded, and only an accepted decision can be superseded
    hint: D-3 superseded it: name that one with `--supersedes D-3`
    --- exit 4
    $ tpm propose 'Use D' --supersedes D-2
    --- stderr
    error: D-2 is superseded, and only an accepted decision can be superseded
    hint: D-3 superseded it: name that one with `--supersedes D-3`
    --- exit 4
    ");
}

#[test]
fn a_question_of_an_earlier_day_was_asked_then() {
    let sandbox = after(&["propose 'Which vendor?' --on 1nov --agree kim"]);
    assert_snapshot!(exchanges(&sandbox, &["show D-1", "ack D-1 @kim --agree --on 2026-10-30", "ack D-1 @kim --agree --on 2nov"]), @r#"
    $ tpm show D-1
    D-1  Which vendor?
    Status:     proposed
    Must agree: @kim has not answered, asked Sun 1 Nov
    Decide by:  none
    Door:       two way
    Raised:     Sun 1 Nov by @sam
    --- exit 0
    $ tpm ack D-1 @kim --agree --on 2026-10-30
    Answered D-1  Which vendor?
    --- stderr
    @kim counts as asked about D-1 on 2026-10-30, not on 2026-11-01
    undo: tpm undo
    --- exit 0
    $ tpm ack D-1 @kim --agree --on 2nov
    --- stderr
    read "2nov" as Mon 2 Nov (20 days ago)
    D-1 was answered so already
    --- exit 0
    "#);
}
