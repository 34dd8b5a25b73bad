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

fn who() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&PEOPLE[..3])
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
        Just("series staff --with=+team-x".to_owned()),
        person().prop_map(|who| format!("agenda staff --add 'Round table' --presenter {who}")),
        (1..4_u8, 1..4_u8).prop_map(|(one, to)| format!("agenda staff {one} --move-to {to}")),
        (1..4_u8).prop_map(|one| format!("agenda staff {one} --park")),
        (1..4_u8).prop_map(|one| format!("agenda staff {one} --move-to next")),
        deciding(),
        (who(), who()).prop_map(|(from, into)| format!("person {from} --merge-into {into}")),
        (who(), person()).prop_map(|(who, to)| format!("person {who} --left --to {to}")),
        (who(), who())
            .prop_map(|(who, cover)| format!("person {who} --away 20nov.. --cover {cover}")),
        (who(), who()).prop_map(|(who, new)| format!("person {who} --handle {new}-x --back")),
        (who(), who()).prop_map(|(one, other)| format!("group team-x --members=+{one},-{other}")),
        Just("group team-x --disband".to_owned()),
        who().prop_map(|who| format!("workstream launch --lead {who} --audience +team-x")),
        (1..3_u8, noted).prop_map(|(number, line)| format!("note M-{number} --add '{line}'")),
    ]
    .boxed()
}

fn deciding() -> BoxedStrategy<String> {
    let verb = prop::sample::select(
        &[
            "withdraw",
            "reject",
            "review",
            "review --retire",
            "defer --until 2026-12-24",
            "decide --chose 1",
            "ack --agree",
            "ack --object no",
            "propose",
        ][..],
    );
    let how = prop::sample::select(&["--pro x", "--score cost=3", "--remove", "--position 1"][..]);
    let decision = || (1..4_u8).prop_map(|number| format!("D-{number}"));
    prop_oneof![
        3 => (verb, decision()).prop_map(|(verb, id)| {
            let (verb, rest) = verb.split_once(' ').unwrap_or((verb, ""));
            format!("{verb} {id} {rest}")
        }),
        2 => (decision(), prop::sample::select(&["1", "2", "Europe", "Asia"][..]), how)
            .prop_map(|(id, option, how)| format!("option {id} {option} {how}")),
        1 => (decision(), person()).prop_map(|(id, who)| format!("edit {id} --agree=+{who},+sam")),
        1 => decision().prop_map(|old| format!("propose 'Another region?' --supersedes {old}")),
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

pub fn commands() -> impl Strategy<Value = Vec<String>> {
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn who_left_holds_nothing_open(lines in commands()) {
        let sandbox = Sandbox::new();
        sandbox.ok("act @priya send the plan -w launch");
        for line in &lines {
            sandbox.tpm(line);
        }
        // The successor must be here, whatever the lines did.
        sandbox.ok("person zoe --back");
        let left = sandbox.tpm("person priya --left --to zoe");
        // An undo of the first line, a merge or a rename can leave nobody to leave.
        prop_assert!([0, 3, 4].contains(&left.code), "{}", left);
        if left.code == 0 {
            let fields = "parts,actions,awaited,leads,covers,groups";
            let held = sandbox.ok(&format!("person priya --json --fields {fields}"));
            let empty = r#""data":[{"parts":[],"actions":[],"awaited":[],"leads":[],"covers":[],"groups":[]}]"#;
            let waits_on_owner = left.stdout.contains("waits on @");
            prop_assert!(held.contains(empty) || waits_on_owner, "{}\n{}", left, held);
        }
        prop_assert_eq!(differences(&sandbox), Vec::<String>::new());
    }
}

/// What is wrong with the history of the sandbox's store.
pub fn differences(sandbox: &Sandbox) -> Vec<String> {
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

/// What is done with the options of one decision, undoing and redoing included.
fn weighing() -> impl Strategy<Value = Vec<String>> {
    let step = prop_oneof![
        4 => prop::sample::select(&["Europe", "Asia", "Africa"][..])
            .prop_map(|title| format!("option D-1 {title} --score cost=3")),
        2 => (1..5_u8).prop_map(|number| format!("option D-1 {number} --remove")),
        1 => (1..5_u8, 1..6_u8).prop_map(|(number, score)| {
            format!("option D-1 {number} --score cost={score} --position 1")
        }),
        2 => Just("undo".to_owned()),
        1 => Just("redo".to_owned()),
    ];
    prop::collection::vec(step, 1..15)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_option_gets_a_number_twice_and_weighing_never_decides(lines in weighing()) {
        let sandbox = Sandbox::new();
        sandbox.ok("propose 'Which region?' --decider lee");
        let decision = |sandbox: &Sandbox| {
            let rows = sandbox.store().state().unwrap().into_iter();
            rows.filter(|row| row.starts_with("decision:")).collect::<Vec<_>>()
        };
        let without_criteria = sandbox.ok("show D-1 --json --fields status,outcome,decided_at,version");
        let mut highest = 0;
        for line in &lines {
            let exchange = sandbox.tpm(line);
            prop_assert!([0, 2, 3, 4].contains(&exchange.code), "{}", exchange);
            if decision(&sandbox).is_empty() {
                // The decision itself was undone.
                return Ok(());
            }
            let told = exchange.stdout.strip_prefix("Added option ");
            if let Some(told) = told {
                let number: u32 = told.split(' ').next().unwrap().parse().unwrap();
                prop_assert!(number > highest, "{} after {highest}", exchange);
                highest = number;
            }
            prop_assert_eq!(
                &sandbox.ok("show D-1 --json --fields status,outcome,decided_at,version"),
                &without_criteria
            );
        }
        prop_assert_eq!(differences(&sandbox), Vec::<String>::new());
    }
}
