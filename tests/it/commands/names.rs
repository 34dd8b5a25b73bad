//! Whom a name means: exact ones win, near ones are refused, new ones are told.

use insta::assert_snapshot;

use super::{after, exchanges};
use crate::sandbox::Sandbox;

#[test]
fn a_near_miss_of_a_known_name_is_refused_and_new_insists() {
    let sandbox = after(&["person priya"]);
    assert_snapshot!(exchanges(&sandbox, &["act send it --owner priyu", "act send it --owner priyu --json", "act send it --owner priyu --new", "people -q"]), @r#"
    $ tpm act send it --owner priyu
    --- stderr
    error: "@priyu" could be @priya or somebody new
    hint: type the known handle, or add --new for somebody new
    --- exit 4
    $ tpm act send it --owner priyu --json
    --- stderr
    {"error":{"code":"ambiguous","message":"\"@priyu\" could be @priya or somebody new","hint":"type the known handle, or add --new for somebody new","exit":4,"retryable":false}}
    --- exit 4
    $ tpm act send it --owner priyu --new
    Added A-1  send it  @priyu
    --- stderr
    added @priyu, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm people -q
    @priya
    @priyu
    --- exit 0
    "#);
}

#[test]
fn a_name_of_four_letters_is_nobodys_near_miss() {
    let sandbox = after(&["person bono"]);
    assert_snapshot!(exchanges(&sandbox, &["act send it --owner bonu"]), @"
    $ tpm act send it --owner bonu
    Added A-1  send it  @bonu
    --- stderr
    added @bonu, named for the first time
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn a_first_name_wins_while_only_one_person_has_it() {
    let sandbox = after(&["person pshah --name 'Priya Shah'"]);
    assert_snapshot!(exchanges(&sandbox, &["act send it --owner priya", "person pcruz --name 'Priya Cruz'", "act send it --owner priya", "act send it --owner priya --json", "act send it --owner pshah"]), @r#"
    $ tpm act send it --owner priya
    Added A-1  send it  @pshah
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm person pcruz --name 'Priya Cruz'
    Added @pcruz  Priya Cruz
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm act send it --owner priya
    --- stderr
    error: "priya" could be @pcruz or @pshah
    hint: type the handle
    --- exit 4
    $ tpm act send it --owner priya --json
    --- stderr
    {"error":{"code":"ambiguous","message":"\"priya\" could be @pcruz or @pshah","hint":"type the handle","exit":4,"retryable":false}}
    --- exit 4
    $ tpm act send it --owner pshah
    Added A-2  send it  @pshah
    --- stderr
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn an_alias_is_a_name_like_any_other() {
    let sandbox = after(&["person priya --alias ps"]);
    assert_snapshot!(exchanges(&sandbox, &["act send it --owner ps", "actions --owner ps", "act @PS again"]), @"
    $ tpm act send it --owner ps
    Added A-1  send it  @priya
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm actions --owner ps
    ID   TITLE    OWNER
    A-1  send it  @priya
    --- exit 0
    $ tpm act @PS again
    Added A-2  again  @priya
    --- stderr
    undo: tpm undo
    --- exit 0
    ");
}

#[test]
fn an_alias_that_somebody_has_is_refused() {
    let sandbox = after(&["person priya --alias ps", "person lee"]);
    assert_snapshot!(exchanges(&sandbox, &["person lee --alias ps", "person lee --alias priya --json"]), @r#"
    $ tpm person lee --alias ps
    --- stderr
    error: @ps is a name of @priya already
    hint: choose another alias
    --- exit 4
    $ tpm person lee --alias priya --json
    --- stderr
    {"error":{"code":"refused","message":"@priya is a name of @priya already","hint":"choose another alias","exit":4,"retryable":false}}
    --- exit 4
    "#);
}

#[test]
fn words_that_mean_many_are_no_people() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["act send it --owner everyone", "act send it --owner team", "act send it --owner tbd --json"]), @r#"
    $ tpm act send it --owner everyone
    --- stderr
    error: "everyone" is no person
    hint: name one person, or `none` for nobody
    --- exit 2
    $ tpm act send it --owner team
    --- stderr
    error: "team" is no person
    hint: name one person, or `none` for nobody
    --- exit 2
    $ tpm act send it --owner tbd --json
    --- stderr
    {"error":{"code":"usage","message":"\"tbd\" is no person","hint":"name one person, or `none` for nobody","exit":2,"retryable":false}}
    --- exit 2
    "#);
}

#[test]
fn a_near_miss_of_a_workstream_is_refused() {
    let sandbox = after(&["workstream launch"]);
    assert_snapshot!(exchanges(&sandbox, &["act send it -w lanch", "act send it -w lanch --json", "act send it -w lanch --new"]), @r#"
    $ tpm act send it -w lanch
    --- stderr
    error: "lanch" could be the workstream launch or a new one
    hint: type the known name, or add --new for a new workstream
    --- exit 4
    $ tpm act send it -w lanch --json
    --- stderr
    {"error":{"code":"ambiguous","message":"\"lanch\" could be the workstream launch or a new one","hint":"type the known name, or add --new for a new workstream","exit":4,"retryable":false}}
    --- exit 4
    $ tpm act send it -w lanch --new
    Added A-1  send it  lanch
    --- stderr
    added workstream lanch, named for the first time
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn filters_refuse_names_that_nobody_has() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["actions --owner priya", "actions -w launch", "actions --owner priya --json"]), @r#"
    $ tpm actions --owner priya
    --- stderr
    error: nobody is called @priya
    hint: `tpm people` lists everybody
    --- exit 3
    $ tpm actions -w launch
    --- stderr
    error: no workstream is called launch
    hint: `tpm workstreams` lists them
    --- exit 3
    $ tpm actions --owner priya --json
    --- stderr
    {"error":{"code":"not_found","message":"nobody is called @priya","hint":"`tpm people` lists everybody","exit":3,"retryable":false}}
    --- exit 3
    "#);
}

#[test]
fn a_name_that_differs_by_its_accent_is_near() {
    let sandbox = after(&["person josé"]);
    assert_snapshot!(exchanges(&sandbox, &["act @jose call", "act @jose call --new"]), @r#"
    $ tpm act @jose call
    --- stderr
    error: "@jose" could be @josé or somebody new
    hint: type the known handle, or add --new for somebody new
    --- exit 4
    $ tpm act @jose call --new
    Added A-1  call  @jose
    --- stderr
    added @jose, named for the first time
    undo: tpm undo
    --- exit 0
    "#);
}
