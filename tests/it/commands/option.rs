//! `tpm option`, and choosing one with `tpm decide --chose`.

use insta::assert_snapshot;

use super::{after, exchanges};

const OPEN: &[&str] = &["propose 'Which vendor?' --decider lee"];
const TWO: &[&str] = &[
    "propose 'Which vendor?' --decider lee --criteria cost:2,speed",
    "option D-1 'Vendor A' --pro known --con dear --score cost=2,speed=4",
    "option D-1 'Vendor B' --pro cheaper --score cost=5,speed=3",
];

#[test]
fn an_option_gets_the_next_number_and_is_weighed() {
    let sandbox = after(OPEN);
    assert_snapshot!(exchanges(&sandbox, &["option D-1 'Vendor A' --pro 'known to us' --pro near --con dear --score cost=2", "option D-1 'Vendor  B' --score cost=5,speed=3 --criteria cost:2"]), @r#"
    $ tpm option D-1 'Vendor A' --pro 'known to us' --pro near --con dear --score cost=2
    Added option 1 Vendor A  of D-1  Which vendor?

    1 Vendor A
    • for: known to us
    • for: near
    • against: dear

    Comparison
    CRITERION  WEIGHT  1 Vendor A
    cost            1           2
    Total                       2

    Scores go from 1 (worst) to 5 (best); they suggest, @lee decides.
    --- stderr
    "cost" is a new criterion of D-1, with weight 1
    undo: tpm undo
    --- exit 0
    $ tpm option D-1 'Vendor  B' --score cost=5,speed=3 --criteria cost:2
    Added option 2 Vendor B  of D-1  Which vendor?

    1 Vendor A
    • for: known to us
    • for: near
    • against: dear

    2 Vendor B
    • nothing said for or against

    Comparison
    CRITERION  WEIGHT  1 Vendor A  2 Vendor B
    cost            2           2           5
    speed           1     missing           3
    Total                4 so far          13

    Totals cannot be compared yet: 1 Vendor A has no score by speed. Scores go from 1 (worst) to 5 (best); they suggest, @lee decides.
    --- stderr
    "speed" is a new criterion of D-1, with weight 1
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn the_number_or_the_title_changes_an_option() {
    let sandbox = after(TWO);
    assert_snapshot!(exchanges(&sandbox, &["option D-1 2 --pro 'same region' --con 'no support' --score speed=5", "option D-1 'vendor a' --title 'Vendor A, renewed' --pro none --score cost=none", "option D-1 2 --position 1"]), @"
    $ tpm option D-1 2 --pro 'same region' --con 'no support' --score speed=5
    Changed option 2 Vendor B  of D-1  Which vendor?

    1 Vendor A
    • for: known
    • against: dear

    2 Vendor B
    • for: cheaper
    • for: same region
    • against: no support

    Comparison
    CRITERION  WEIGHT  1 Vendor A  2 Vendor B
    cost            2           2           5
    speed           1           4           5
    Total                       8          15

    Highest: 2 Vendor B (15 of 15). Scores go from 1 (worst) to 5 (best); they suggest, @lee decides.
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm option D-1 'vendor a' --title 'Vendor A, renewed' --pro none --score cost=none
    Changed option 1 Vendor A, renewed  of D-1  Which vendor?

    1 Vendor A, renewed
    • against: dear

    2 Vendor B
    • for: cheaper
    • for: same region
    • against: no support

    Comparison
    CRITERION  WEIGHT  1 Vendor A, renewed  2 Vendor B
    cost            2              missing           5
    speed           1                    4           5
    Total                         4 so far          15

    Totals cannot be compared yet: 1 Vendor A, renewed has no score by cost. Scores go from 1 (worst) to 5 (best); they suggest, @lee decides.
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm option D-1 2 --position 1
    Changed option 2 Vendor B  of D-1  Which vendor?

    2 Vendor B
    • for: cheaper
    • for: same region
    • against: no support

    1 Vendor A, renewed
    • against: dear

    Comparison
    CRITERION  WEIGHT  2 Vendor B  1 Vendor A, renewed
    cost            2           5              missing
    speed           1           5                    4
    Total                      15             4 so far

    Totals cannot be compared yet: 1 Vendor A, renewed has no score by cost. Scores go from 1 (worst) to 5 (best); they suggest, @lee decides.
    --- stderr
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn the_comparison_suggests_and_never_decides() {
    let sandbox = after(TWO);
    assert_snapshot!(exchanges(&sandbox, &["option D-1", "option D-1 1 --score cost=4,speed=5", "option D-1 1 --score cost=3 -q", "show D-1"]), @"
    $ tpm option D-1
    D-1  Which vendor?  decider @lee

    1 Vendor A
    • for: known
    • against: dear

    2 Vendor B
    • for: cheaper

    Comparison
    CRITERION  WEIGHT  1 Vendor A  2 Vendor B
    cost            2           2           5
    speed           1           4           3
    Total                       8          13

    Highest: 2 Vendor B (13 of 15). Scores go from 1 (worst) to 5 (best); they suggest, @lee decides.
    --- exit 0
    $ tpm option D-1 1 --score cost=4,speed=5
    Changed option 1 Vendor A  of D-1  Which vendor?

    1 Vendor A
    • for: known
    • against: dear

    2 Vendor B
    • for: cheaper

    Comparison
    CRITERION  WEIGHT  1 Vendor A  2 Vendor B
    cost            2           4           5
    speed           1           5           3
    Total                      13          13

    A tie: 1 Vendor A and 2 Vendor B (13 of 15 each). Scores go from 1 (worst) to 5 (best); they suggest, @lee decides.
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm option D-1 1 --score cost=3 -q
    D-1
    --- exit 0
    $ tpm show D-1
    D-1  Which vendor?
    Status:    proposed
    Decider:   @lee
    Decide by: none
    Door:      two way
    Raised:    Sun 22 Nov by @sam

    Options
    1 Vendor A
    • for: known
    • against: dear

    2 Vendor B
    • for: cheaper

    Comparison
    CRITERION  WEIGHT  1 Vendor A  2 Vendor B
    cost            2           3           5
    speed           1           5           3
    Total                      11          13

    Highest: 2 Vendor B (13 of 15). Scores go from 1 (worst) to 5 (best); they suggest, @lee decides.
    --- exit 0
    ");
}

#[test]
fn options_in_json_have_scores_totals_and_the_comparison() {
    let sandbox = after(TWO);
    assert_snapshot!(exchanges(&sandbox, &["option D-1 --json --fields id,status,criteria,options,comparison"]), @r#"
    $ tpm option D-1 --json --fields id,status,criteria,options,comparison
    {"schema":"tpm/1","kind":"decision.options","data":[{"id":"D-1","status":"proposed","criteria":[{"name":"cost","weight":2},{"name":"speed","weight":1}],"options":[{"number":1,"title":"Vendor A","pros":["known"],"cons":["dear"],"scores":[{"criterion":"cost","score":2},{"criterion":"speed","score":4}],"total":8,"complete":true,"chosen":false},{"number":2,"title":"Vendor B","pros":["cheaper"],"cons":[],"scores":[{"criterion":"cost","score":5},{"criterion":"speed","score":3}],"total":13,"complete":true,"chosen":false}],"comparison":{"complete":true,"out_of":15,"highest":[2]}}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "#);
}

#[test]
fn criteria_are_replaced_added_and_removed() {
    let sandbox = after(TWO);
    assert_snapshot!(exchanges(&sandbox, &["option D-1 --criteria +support:3,-speed", "edit D-1 --criteria 'time to market:2,cost'", "show D-1 --json --fields criteria", "edit D-1 --criteria none", "option D-1"]), @r#"
    $ tpm option D-1 --criteria +support:3,-speed
    Options of D-1  Which vendor?

    1 Vendor A
    • for: known
    • against: dear

    2 Vendor B
    • for: cheaper

    Comparison
    CRITERION  WEIGHT  1 Vendor A  2 Vendor B
    cost            2           2           5
    support         3     missing     missing
    Total                4 so far   10 so far

    Totals cannot be compared yet: 1 Vendor A has no score by support; 2 Vendor B has no score by support. Scores go from 1 (worst) to 5 (best); they suggest, @lee decides.
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm edit D-1 --criteria 'time to market:2,cost'
    Changed D-1  Which vendor?  decider @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show D-1 --json --fields criteria
    {"schema":"tpm/1","kind":"decision","data":[{"criteria":[{"name":"time to market","weight":2},{"name":"cost","weight":2}]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm edit D-1 --criteria none
    Changed D-1  Which vendor?  decider @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm option D-1
    D-1  Which vendor?  decider @lee

    1 Vendor A
    • for: known
    • against: dear

    2 Vendor B
    • for: cheaper
    --- exit 0
    "#);
}

#[test]
fn an_option_taken_away_leaves_its_number_unused() {
    let sandbox = after(TWO);
    assert_snapshot!(exchanges(&sandbox, &["option D-1 2 --remove", "option D-1 'Vendor C'", "undo", "option D-1 'Vendor D' --dry-run", "option D-1 'Vendor E' --json --fields options.number,options.title"]), @r#"
    $ tpm option D-1 2 --remove
    Removed option 2 Vendor B  of D-1  Which vendor?

    1 Vendor A
    • for: known
    • against: dear

    Comparison
    CRITERION  WEIGHT  1 Vendor A
    cost            2           2
    speed           1           4
    Total                       8

    Scores go from 1 (worst) to 5 (best); they suggest, @lee decides.
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm option D-1 'Vendor C'
    Added option 3 Vendor C  of D-1  Which vendor?

    1 Vendor A
    • for: known
    • against: dear

    3 Vendor C
    • nothing said for or against

    Comparison
    CRITERION  WEIGHT  1 Vendor A  3 Vendor C
    cost            2           2     missing
    speed           1           4     missing
    Total                       8    0 so far

    Totals cannot be compared yet: 3 Vendor C has no score by cost and speed. Scores go from 1 (worst) to 5 (best); they suggest, @lee decides.
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm undo
    Undid option D-1  (operation 5)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm option D-1 'Vendor D' --dry-run
    Added option 4 Vendor D  of D-1  Which vendor?

    1 Vendor A
    • for: known
    • against: dear

    4 Vendor D
    • nothing said for or against

    Comparison
    CRITERION  WEIGHT  1 Vendor A  4 Vendor D
    cost            2           2     missing
    speed           1           4     missing
    Total                       8    0 so far

    Totals cannot be compared yet: 4 Vendor D has no score by cost and speed. Scores go from 1 (worst) to 5 (best); they suggest, @lee decides.
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm option D-1 'Vendor E' --json --fields options.number,options.title
    {"schema":"tpm/1","kind":"decision.changed","data":[{"options.number":[1,4],"options.title":["Vendor A","Vendor E"]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn what_is_no_option_score_or_criterion_is_refused() {
    let sandbox = after(TWO);
    assert_snapshot!(exchanges(&sandbox, &["option D-1 7 --pro x", "option D-1 'Vendor Z' --remove", "option D-1 12 --remove", "option D-1 --pro x", "option D-1 1 --title 3", "option D-1 1 --title 'vendor b'", "option D-1 1 --score cost=6", "option D-1 1 --score cost", "option D-1 1 --criteria cost:0", "option D-1 1 --criteria a=b", "option D-9 x", "option D-1 1 --score cost=6 --json"]), @r#"
    $ tpm option D-1 7 --pro x
    --- stderr
    error: D-1 has no option 7
    hint: `tpm option D-1` lists its options
    --- exit 3
    $ tpm option D-1 'Vendor Z' --remove
    --- stderr
    error: D-1 has no option "Vendor Z"
    hint: `tpm option D-1` lists its options
    --- exit 3
    $ tpm option D-1 12 --remove
    --- stderr
    error: D-1 has no option 12
    hint: `tpm option D-1` lists its options
    --- exit 3
    $ tpm option D-1 --pro x
    --- stderr
    error: which option of D-1?
    hint: name it after the ID: tpm option D-1 "TITLE"
    --- exit 2
    $ tpm option D-1 1 --title 3
    --- stderr
    error: the title "3" is only a number
    hint: options are numbered by themselves; say in words what it is
    --- exit 2
    $ tpm option D-1 1 --title 'vendor b'
    --- stderr
    error: D-1 has an option "vendor b" already
    hint: `tpm option D-1` lists its options
    --- exit 4
    $ tpm option D-1 1 --score cost=6
    --- stderr
    error: the score "6" is not a whole number from 1 to 5
    hint: scores look like cost=3, from 1 (worst) to 5 (best); cost=none takes one away
    --- exit 2
    $ tpm option D-1 1 --score cost
    --- stderr
    error: "cost" says no score
    hint: scores look like cost=3, from 1 (worst) to 5 (best); cost=none takes one away
    --- exit 2
    $ tpm option D-1 1 --criteria cost:0
    --- stderr
    error: the weight "0" is not a whole number from 1 to 10
    hint: criteria look like cost:2,speed with weights from 1 to 10
    --- exit 2
    $ tpm option D-1 1 --criteria a=b
    --- stderr
    error: "a=b" cannot name a criterion
    hint: names are one short line without `=` and `:`, and not `none`
    --- exit 2
    $ tpm option D-9 x
    --- stderr
    error: there is no D-9: the last decision is D-1
    hint: `tpm find WORDS` searches everything
    --- exit 3
    $ tpm option D-1 1 --score cost=6 --json
    --- stderr
    {"error":{"code":"usage","message":"the score \"6\" is not a whole number from 1 to 5","hint":"scores look like cost=3, from 1 (worst) to 5 (best); cost=none takes one away","exit":2,"retryable":false}}
    --- exit 2
    "#);
}

#[test]
fn the_same_again_changes_nothing() {
    let sandbox = after(TWO);
    assert_snapshot!(exchanges(&sandbox, &["option D-1 2 --pro cheaper --score cost=5", "option D-1 2 --pro cheaper --json --fields id"]), @r#"
    $ tpm option D-1 2 --pro cheaper --score cost=5
    Options of D-1  Which vendor?

    1 Vendor A
    • for: known
    • against: dear

    2 Vendor B
    • for: cheaper

    Comparison
    CRITERION  WEIGHT  1 Vendor A  2 Vendor B
    cost            2           2           5
    speed           1           4           3
    Total                       8          13

    Highest: 2 Vendor B (13 of 15). Scores go from 1 (worst) to 5 (best); they suggest, @lee decides.
    --- stderr
    D-1 was like that already
    --- exit 0
    $ tpm option D-1 2 --pro cheaper --json --fields id
    {"schema":"tpm/1","kind":"decision.changed","data":[{"id":"D-1"}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    D-1 was like that already
    --- exit 0
    "#);
}

#[test]
fn a_narrow_screen_keeps_every_score() {
    let sandbox = after(TWO);
    assert_snapshot!(exchanges(&sandbox, &["option D-1 'A third vendor with a rather long name' --score cost=1,speed=1 -q", "option D-1 --width 80", "option D-1 --width 40"]), @"
    $ tpm option D-1 'A third vendor with a rather long name' --score cost=1,speed=1 -q
    D-1
    --- exit 0
    $ tpm option D-1 --width 80
    D-1  Which vendor?  decider @lee

    1 Vendor A
    • for: known
    • against: dear

    2 Vendor B
    • for: cheaper

    3 A third vendor with a rather long name
    • nothing said for or against

    Comparison
    CRITERION  WEIGHT  1 Vendor A  2 Vendor B    3 A third vendor with a rather long
                                                                                name
    cost            2           2           5                                      1
    speed           1           4           3                                      1
    Total                       8          13                                      3

    Highest: 2 Vendor B (13 of 15). Scores go from 1 (worst) to 5 (best); they
    suggest, @lee decides.
    --- exit 0
    $ tpm option D-1 --width 40
    D-1  Which vendor?  decider @lee

    1 Vendor A
    • for: known
    • against: dear

    2 Vendor B
    • for: cheaper

    3 A third vendor with a rather long name
    • nothing said for or against

    Comparison
    cost  Weight: 2  1 Vendor A: 2
          2 Vendor B: 5
          3 A third vendor with a rather
          long name: 1
    speed  Weight: 1  1 Vendor A: 4
           2 Vendor B: 3
           3 A third vendor with a rather
           long name: 1
    Total  1 Vendor A: 8  2 Vendor B: 13
           3 A third vendor with a rather
           long name: 3

    Highest: 2 Vendor B (13 of 15). Scores
    go from 1 (worst) to 5 (best); they
    suggest, @lee decides.
    --- exit 0
    ");
}

#[test]
fn chose_goes_for_an_option_by_number_or_title() {
    let sandbox = after(TWO);
    assert_snapshot!(exchanges(&sandbox, &["decide D-1 --chose 2 --why cheaper", "show D-1 --json --fields status,outcome,options.title,options.chosen", "reopen D-1", "show D-1 --json --fields status,outcome,options.title,options.chosen", "decide D-1 'A for one year' --chose 'vendor a'", "show D-1 --json --fields outcome,options.chosen", "undo", "decide D-1 'vendor b'", "show D-1 --json --fields outcome,options.chosen"]), @r#"
    $ tpm decide D-1 --chose 2 --why cheaper
    Decided D-1  Which vendor?  → Vendor B  decider @lee  decided Sun 22 Nov
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show D-1 --json --fields status,outcome,options.title,options.chosen
    {"schema":"tpm/1","kind":"decision","data":[{"status":"accepted","outcome":"Vendor B","options.title":["Vendor A","Vendor B"],"options.chosen":[false,true]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm reopen D-1
    Reopened D-1  Which vendor?  decider @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show D-1 --json --fields status,outcome,options.title,options.chosen
    {"schema":"tpm/1","kind":"decision","data":[{"status":"proposed","outcome":null,"options.title":["Vendor A","Vendor B"],"options.chosen":[false,false]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm decide D-1 'A for one year' --chose 'vendor a'
    Decided D-1  Which vendor?  → A for one year  decider @lee  decided Sun 22 Nov
    --- stderr
    D-1 goes for option 1, "Vendor A"; the outcome says "A for one year"
    undo: tpm undo
    --- exit 0
    $ tpm show D-1 --json --fields outcome,options.chosen
    {"schema":"tpm/1","kind":"decision","data":[{"outcome":"A for one year","options.chosen":[true,false]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm undo
    Undid decide D-1  (operation 6)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm decide D-1 'vendor b'
    Decided D-1  Which vendor?  → vendor b  decider @lee  decided Sun 22 Nov
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show D-1 --json --fields outcome,options.chosen
    {"schema":"tpm/1","kind":"decision","data":[{"outcome":"vendor b","options.chosen":[false,true]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "#);
}

#[test]
fn what_cannot_be_chosen_is_refused() {
    let sandbox = after(TWO);
    assert_snapshot!(exchanges(&sandbox, &["decide D-1 --chose 3", "decide D-1 --chose 'Vendor Z'", "decide D-1 2", "decide 'Which region?' --chose 2", "decide D-1", "option D-1 2 --remove", "decide D-1 --chose 2 -q", "option D-1 2 --remove", "decide D-1 --chose 1"]), @r#"
    $ tpm decide D-1 --chose 3
    --- stderr
    error: D-1 has no option 3
    hint: `tpm option D-1` lists its options
    --- exit 3
    $ tpm decide D-1 --chose 'Vendor Z'
    --- stderr
    error: D-1 has no option "Vendor Z"
    hint: `tpm option D-1` lists its options
    --- exit 3
    $ tpm decide D-1 2
    --- stderr
    error: the outcome "2" is only a number
    hint: `tpm decide D-1 --chose 2` goes for "Vendor B"
    --- exit 2
    $ tpm decide 'Which region?' --chose 2
    --- stderr
    error: "Which region?" is no ID, and only a known decision has options
    hint: name an open decision, such as `tpm decide D-12 --chose 2`
    --- exit 2
    $ tpm decide D-1
    --- stderr
    error: what was decided about D-1?
    hint: add the outcome: tpm decide D-1 "OUTCOME", or --chose an option
    --- exit 2
    $ tpm option D-1 2 --remove
    Removed option 2 Vendor B  of D-1  Which vendor?

    1 Vendor A
    • for: known
    • against: dear

    Comparison
    CRITERION  WEIGHT  1 Vendor A
    cost            2           2
    speed           1           4
    Total                       8

    Scores go from 1 (worst) to 5 (best); they suggest, @lee decides.
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm decide D-1 --chose 2 -q
    --- stderr
    error: D-1 has no option 2
    hint: `tpm option D-1` lists its options
    --- exit 3
    $ tpm option D-1 2 --remove
    --- stderr
    error: D-1 has no option 2
    hint: `tpm option D-1` lists its options
    --- exit 3
    $ tpm decide D-1 --chose 1
    Decided D-1  Which vendor?  → Vendor A  decider @lee  decided Sun 22 Nov
    --- stderr
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn another_outcome_that_is_an_option_moves_the_choice() {
    let sandbox = after(TWO);
    assert_snapshot!(exchanges(&sandbox, &["decide D-1 --chose 2 -q", "edit D-1 --outcome 'Vendor A'", "show D-1 --json --fields outcome,version,options.chosen"]), @r#"
    $ tpm decide D-1 --chose 2 -q
    D-1
    --- exit 0
    $ tpm edit D-1 --outcome 'Vendor A'
    Changed D-1  Which vendor?  → Vendor A  decider @lee  decided Sun 22 Nov
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm show D-1 --json --fields outcome,version,options.chosen
    {"schema":"tpm/1","kind":"decision","data":[{"outcome":"Vendor A","version":2,"options.chosen":[true,false]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    "#);
}

#[test]
fn words_of_an_option_find_its_decision() {
    let sandbox = after(TWO);
    assert_snapshot!(exchanges(&sandbox, &["find known", "option D-1 1 --remove -q", "find known"]), @"
    $ tpm find known
    ID   TITLE          STATUS    MATCH
    D-1  Which vendor?  proposed  option: known
    --- exit 0
    $ tpm option D-1 1 --remove -q
    D-1
    --- exit 0
    $ tpm find known
    Nothing found.
    --- exit 0
    ");
}

#[test]
fn an_outcome_that_says_other_than_the_option_is_told_or_refused() {
    let sandbox = after(&[
        "propose 'Which vendor?' --decider lee",
        "option D-1 'Vendor A'",
        "option D-1 'Vendor B'",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["decide D-1 'Vendor B' --chose 1", "decide D-1 'Something else' --chose 1", "reopen D-1", "decide D-1 'Vendor A, for one year' --chose 1"]), @r#"
    $ tpm decide D-1 'Vendor B' --chose 1
    --- stderr
    error: "Vendor B" is option 2 of D-1, and --chose names option 1, "Vendor A"
    hint: leave one of the two out
    --- exit 2
    $ tpm decide D-1 'Something else' --chose 1
    Decided D-1  Which vendor?  → Something else  decider @lee  decided Sun 22 Nov
    --- stderr
    D-1 goes for option 1, "Vendor A"; the outcome says "Something else"
    undo: tpm undo
    --- exit 0
    $ tpm reopen D-1
    Reopened D-1  Which vendor?  decider @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm decide D-1 'Vendor A, for one year' --chose 1
    Decided D-1  Which vendor?  → Vendor A, for one year  decider @lee  decided Sun 22 Nov
    --- stderr
    undo: tpm undo
    --- exit 0
    "#);
}
