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
    ID   TITLE                   STATUS    COMMENT
    A-1  send the capacity plan  open
    A-2  review                  open      about capacity
    D-1  Vendor B                accepted
    --- exit 0
    $ tpm find capac
    ID   TITLE                   STATUS    COMMENT
    A-1  send the capacity plan  open
    A-2  review                  open      about capacity
    D-1  Vendor B                accepted
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
    {"schema":"tpm/1","kind":"find.list","data":[{"id":"A-1","kind":"action","title":"send the capacity plan","status":"open","comment":null,"history":false}],"meta":{"shown":1,"truncated":false,"total":1}}
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
    {"error":{"code":"usage","message":"invalid value '0' for '--limit <COUNT>': 0 is not in 1..=1000","hint":"`tpm help --all` lists the commands","exit":2,"retryable":false}}
    --- exit 2
    "#);
}
