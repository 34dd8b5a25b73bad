//! What holds after any sequence of commands, whether they succeeded or were refused.

use proptest::prelude::*;

use crate::sandbox::Sandbox;

const PEOPLE: [&str; 4] = ["priya", "lee", "bo", "none"];
const DATES: [&str; 4] = ["2026-11-10", "2026-11-25", "2026-12-24", "fri"];

/// An ID that may or may not exist.
fn id() -> impl Strategy<Value = String> {
    (
        prop_oneof![5 => Just('A'), 3 => Just('D'), 1 => Just('M')],
        1..5_u8,
    )
        .prop_map(|(letter, number)| format!("{letter}-{number}"))
}

fn person() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&PEOPLE[..])
}

fn date() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&DATES[..])
}

fn creating() -> BoxedStrategy<String> {
    prop_oneof![
        (person(), date()).prop_map(|(who, due)| format!("act plan --owner {who} --due {due}")),
        (person(), id()).prop_map(|(who, id)| format!("act plan --helpers bo,{who} --for {id}")),
        person().prop_map(|who| format!("propose 'Which region?' --decider {who} -w launch")),
        id().prop_map(|id| format!("decide 'Vendor B' --supersedes {id}")),
        Just("decide 'Vendor C' --why cheap".to_owned()),
        person().prop_map(|who| format!("meet 'Launch sync' --with {who}")),
        person().prop_map(|who| format!("series staff --every tue --at 10:00 --with {who}")),
        Just("meet staff".to_owned()),
        Just("meet staff --ics".to_owned()),
    ]
    .boxed()
}

fn changing() -> BoxedStrategy<String> {
    let verb = prop::sample::select(&["done", "start", "reopen", "delete", "close"][..]);
    let how = prop::sample::select(&["blocks", "relates-to", "depends-on"][..]);
    let noted = prop::sample::select(
        &[
            "ACTION: @lee review it",
            "DECISION: stay",
            "A-1 done",
            "Present: Priya, Bo",
            "only words",
        ][..],
    );
    prop_oneof![
        (verb, id()).prop_map(|(verb, id)| format!("{verb} {id}")),
        (id(), person()).prop_map(|(id, who)| format!("decide {id} 'Vendor {who}'")),
        id().prop_map(|id| format!("drop {id} --why 'not needed'")),
        (id(), person()).prop_map(|(id, who)| format!("wait {id} {who}")),
        id().prop_map(|id| format!("snooze {id} mon")),
        (id(), person()).prop_map(|(id, who)| format!("edit {id} --owner {who} --tag=+x")),
        (id(), date()).prop_map(|(id, due)| format!("edit {id} --due {due} --why slip")),
        id().prop_map(|id| format!("edit {id} --title 'Another title'")),
        (id(), how, id()).prop_map(|(from, how, to)| format!("link {from} {how} {to}")),
        (id(), id()).prop_map(|(from, to)| format!("unlink {from} {to}")),
        id().prop_map(|id| format!("comment {id} words")),
        person().prop_map(|who| format!("series staff --with=+{who} --for 1h")),
        person().prop_map(|who| format!("agenda staff --add 'Vendor choice' --presenter {who}")),
        (1..4_u8, 1..4_u8).prop_map(|(one, to)| format!("agenda staff {one} --move-to {to}")),
        (1..4_u8).prop_map(|one| format!("agenda staff {one} --park")),
        (1..4_u8).prop_map(|one| format!("agenda staff {one} --move-to next")),
        (1..3_u8, noted).prop_map(|(number, line)| format!("note M-{number} --add '{line}'")),
    ]
    .boxed()
}

fn taking_back() -> BoxedStrategy<String> {
    prop_oneof![
        3 => Just("undo".to_owned()),
        2 => Just("redo".to_owned()),
        1 => (1..15_u8).prop_map(|operation| format!("undo {operation}")),
    ]
    .boxed()
}

fn commands() -> impl Strategy<Value = Vec<String>> {
    let command = prop_oneof![4 => creating(), 6 => changing(), 3 => taking_back()];
    prop::collection::vec(command, 1..25)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn replaying_history_gives_the_tables_and_undoing_all_gives_nothing(lines in commands()) {
        let sandbox = Sandbox::new();
        for line in &lines {
            let exchange = sandbox.tpm(line);
            prop_assert!([0, 2, 3, 4].contains(&exchange.code), "{}", exchange);
        }
        prop_assert_eq!(differences(&sandbox), Vec::<String>::new());
        undo_all(&sandbox)?;
        prop_assert_eq!(sandbox.store().state().unwrap(), Vec::<String>::new());
        prop_assert_eq!(differences(&sandbox), Vec::<String>::new());
    }
}

/// What is wrong with the history of the sandbox's store.
fn differences(sandbox: &Sandbox) -> Vec<String> {
    let store = sandbox.store();
    let mut wrong = store.replay_differences().unwrap();
    let broken = store.broken_link().unwrap();
    wrong.extend(broken.map(|operation| format!("operation {operation}")));
    wrong
}

fn undo_all(sandbox: &Sandbox) -> Result<(), TestCaseError> {
    for _ in 0..100 {
        let exchange = sandbox.tpm("undo");
        if exchange
            .stderr
            .starts_with("error: there is nothing to undo")
        {
            return Ok(());
        }
        prop_assert_eq!(exchange.code, 0, "{}\n{}", exchange, sandbox.ok("log"));
    }
    Err(TestCaseError::fail(format!(
        "no end of undoing\n{}",
        sandbox.ok("log")
    )))
}

#[test]
fn many_undos_and_redos_end_where_they_began() {
    let sandbox = Sandbox::new();
    sandbox.ok("act @priya send the plan");
    sandbox.ok("edit A-1 --owner lee");
    sandbox.ok("done A-1");
    let all = sandbox.store().state().unwrap();
    for _ in 0..3 {
        sandbox.ok("undo");
    }
    assert_eq!(sandbox.store().state().unwrap(), Vec::<String>::new());
    for _ in 0..3 {
        sandbox.ok("redo");
    }
    assert_eq!(sandbox.store().state().unwrap(), all);
    assert_eq!(differences(&sandbox), Vec::<String>::new());
}
