//! Every command that changes the store can be undone and redone: one list, and a test that fails
//! when a command stands in no list.

use std::collections::BTreeSet;

use crate::sandbox::Sandbox;

/// The commands that change no item: they read, or take care of the file as a whole.
const READING: [&str; 27] = [
    "demo",
    "config",
    "completions",
    "man",
    "minutes",
    "followup",
    "today",
    "loop",
    "show",
    "find",
    "decisions",
    "actions",
    "meetings",
    "people",
    "workstreams",
    "metrics",
    "handover",
    "risks",
    "needs",
    "milestones",
    "dashboard",
    "log",
    "backup",
    "restore",
    "doctor",
    "help",
    "__complete",
];

/// The commands that no undo takes back, each with what comes before it and its line. They say so, and
/// do nothing in one step.
const IRREVERSIBLE: &[Case] = &[("purge", ACTION, "purge A-1")];

/// A command that changes the store: its name, what comes before it, and its line.
type Case = (&'static str, &'static [&'static str], &'static str);

const ACTION: &[&str] = &["act @priya send the plan by 2026-11-25 -w launch"];
const TWO_ACTIONS: &[&str] = &[
    "act @priya send the plan by 2026-11-25",
    "act @lee review it",
];
const DONE: &[&str] = &["act @priya send the plan", "done A-1"];
const OPEN: &[&str] = &["propose 'Which region first?' --decider lee --due 2026-11-25"];
const MADE: &[&str] = &["decide 'Ship with vendor B' --decider lee"];
const CARRIED: &[&str] = &[
    "decide 'Ship with vendor B' --decider lee",
    "act @lee ask around --for D-1",
];
const LANDED: &[&str] = &[
    "decide 'Ship with vendor B' --decider lee",
    "act @lee ask around --for D-1",
    "done A-1 --landed as_intended",
    "confirm D-1",
];
const LAUNCH: &[&str] = &["workstream launch --name 'The launch'"];
const WRITTEN: &[&str] = &[
    "workstream launch --name 'The launch'",
    "update -w launch --summary 'On its way.'",
];
const SERVED: &[&str] = &["propose 'Which region?'", "act @lee ask around --for D-1"];
const LINKED: &[&str] = &[
    "propose 'Which region?'",
    "act @lee ask around",
    "link A-1 blocks D-1",
];
const UNLINKED: &[&str] = &[
    "propose 'Which region?'",
    "act @lee ask around",
    "link A-1 blocks D-1",
    "unlink A-1 D-1",
];
const MEETING: &[&str] = &["meet 'Launch sync' --with priya,lee"];
const PROMISED: &[&str] = &["meet 'Launch sync' --notes promised.md"];
const NOTES: &[&str] = &[
    "meet 'Launch sync' --with priya",
    "note --add 'ACTION: @priya send the plan'",
];
const SERIES: &[&str] = &["series staff --every tue --at 10:00 --with priya,lee --chair sam"];
const AGENDA: &[&str] = &[
    "series staff --every tue --at 10:00 --with priya,lee",
    "agenda staff --add 'Vendor choice'",
    "agenda staff --add 'Office move'",
    "agenda staff --add 'Some day' --park",
];
const CARRYING: &[&str] = &[
    "series staff --every sun --with priya",
    "agenda staff --add 'Vendor choice'",
    "meet staff --on 2026-11-15",
    "note M-1 --add 'ACTION: @priya send the plan by 2026-11-20'",
    "close M-1",
];
const PLANNED: &[&str] = &["meet 'Vendor call' --on 2026-11-27 --at 10:00 --with lee --ics"];
const PEOPLE: &[&str] = &["person priya", "person lee --manager priya"];
const HOLDING: &[&str] = &[
    "person priya --alias ps --manager bo",
    "person bo --manager priya --away 24nov.. --cover priya",
    "act @priya send the plan",
    "act @bo ask around --helpers priya,lee",
    "wait A-2 @priya",
    "propose 'Which region?' --decider priya --driver lee",
    "workstream launch --lead priya --audience priya",
    "group platform --members priya,lee",
];
const DOUBLE: &[&str] = &[
    "person priya",
    "person priya-s --email ps@example.com --alias ps --manager priya",
    "act @priya send the plan --helpers priya-s",
    "act @priya-s ask around --helpers priya",
    "edit A-2 --helpers none",
    "propose 'Which region?' --decider priya-s --driver priya",
    "edit D-1 --driver priya-s",
    "meet 'Launch sync' --with priya,priya-s",
    "group platform --members priya,priya-s",
];
const GROUP: &[&str] = &[
    "group platform --members priya,lee",
    "workstream launch --audience platform",
];
const WORKSTREAMS: &[&str] = &["workstream launch", "workstream billing"];

const OPTIONS: &[&str] = &[
    "propose 'Which vendor?' --decider lee --criteria cost:2",
    "option D-1 'Vendor A' --pro known --score cost=2",
    "option D-1 'Vendor B' --score cost=5",
];
const ASKED: &[&str] = &["propose 'Which vendor?' --decider lee --agree bo,sam --input priya"];
const TOLD: &[&str] = &[
    "decide 'Ship with vendor B' --decider lee --agree bo --inform priya",
    "announce D-1 --sent",
];
const OBJECTED: &[&str] = &[
    "propose 'Which vendor?' --decider lee --agree bo",
    "option D-1 'Vendor A'",
    "ack D-1 bo --object 'no support'",
];
const REPLACED: &[&str] = &[
    "decide 'Vendor A' --decider lee",
    "decide 'Vendor B' --decider lee --supersedes D-1",
];

const RISK: &[&str] = &[
    "decide 'Vendor B' --decider lee",
    "risk 'Holiday freeze' --p 4 --i 5 --owner priya --for D-1 -w launch",
    "risk --assumption 'The rules stay' --for D-1",
];
const NEED: &[&str] = &[
    "workstream infra",
    "workstream launch",
    "need 'Auth API v2' --from infra --for launch --due 2026-12-01",
];
const MILESTONE: &[&str] = &[
    "milestone Beta -w launch --due 2026-12-15 --owner priya",
    "act @lee test it by 2026-12-10 --for T-1",
    "need 'Auth API v2' --from @priya --for T-1 --due 2026-12-01",
];
const ENDED: &[&str] = &[
    "milestone Beta",
    "need 'Auth API v2'",
    "risk 'Holiday freeze'",
    "done T-1 N-1",
    "risk R-1 --happened",
];
const GROUP_GIVES: &[&str] = &[
    "group platform --members priya,lee",
    "need 'Two nodes' --from platform --for @bo",
];
const TRACKED: &[&str] = &[
    "meet 'Launch sync' --with priya",
    "note --add 'RISK: holiday freeze (owner: @priya)'",
    "note --add 'NEED: Auth API v2 (owner: @lee)'",
];

const CHANGING: &[Case] = &[
    (
        "risk",
        &[],
        "risk 'Holiday freeze' --p 4 --i 5 --owner sam --strategy reduce --response early -w launch",
    ),
    ("risk", RISK, "risk R-1 --happened --why announced"),
    ("risk", RISK, "risk R-2 --false --why 'they change'"),
    ("risk", RISK, "risk R-2 --held --on yesterday"),
    ("risk", RISK, "risk R-1 --i 3 --trigger 'a mail'"),
    ("done", RISK, "done R-1"),
    ("drop", RISK, "drop R-1 --why moot"),
    ("delete", RISK, "delete R-1"),
    ("comment", RISK, "comment R-1 'asked the vendor'"),
    ("link", RISK, "link D-1 depends-on R-2"),
    (
        "edit",
        RISK,
        "edit R-1 --owner bo --sort issue --cause x --effect y --p none --for none --due fri",
    ),
    (
        "need",
        &["workstream infra", "workstream launch"],
        "need 'Auth API v2' --from infra --for launch --due 2026-12-01",
    ),
    (
        "need",
        NEED,
        "need N-1 --commit --by priya --due 2026-12-04",
    ),
    ("need", NEED, "need N-1 --missed --why late"),
    ("done", NEED, "done N-1"),
    ("drop", NEED, "drop N-1 --why moot"),
    (
        "edit",
        NEED,
        "edit N-1 --from @bo --for @lee --shift 1w --body x",
    ),
    (
        "milestone",
        &[],
        "milestone Beta -w launch --due 2026-12-15 --owner priya",
    ),
    (
        "milestone",
        MILESTONE,
        "milestone T-1 --forecast 2026-12-20 --why slip --with-dependents",
    ),
    (
        "edit",
        MILESTONE,
        "edit T-1 --baseline 2026-12-10 --why typed",
    ),
    ("done", MILESTONE, "done T-1 --on yesterday"),
    ("drop", MILESTONE, "drop T-1 --why moot"),
    ("reopen", ENDED, "reopen T-1 N-1 R-1 --why 'not yet'"),
    ("person", MILESTONE, "person priya --left --to bo"),
    ("note", TRACKED, "note --add 'ISSUE: staging is down'"),
    ("delete", TRACKED, "delete N-1 R-1"),
    (
        "workstream",
        WORKSTREAMS,
        "workstream launch --rag amber --why 'the vendor is late'",
    ),
    (
        "propose",
        &[],
        "propose 'Which vendor?' --draft --agree bo,lee --input priya --inform zoe --criteria cost:2",
    ),
    (
        "propose",
        &["propose 'Which vendor?' --draft"],
        "propose D-1 --due fri --perform kim",
    ),
    (
        "option",
        OPEN,
        "option D-1 Europe --pro near --con small --score cost=3,speed=2",
    ),
    (
        "option",
        OPTIONS,
        "option D-1 2 --title 'Vendor C' --pro x --score cost=none --position 1",
    ),
    ("option", OPTIONS, "option D-1 2 --remove"),
    ("option", OPTIONS, "option D-1 --criteria +speed:3,-cost"),
    ("decide", OPTIONS, "decide D-1 --chose 2 --why cheaper"),
    (
        "decide",
        OBJECTED,
        "decide D-1 --chose 1 --override 'bought apart'",
    ),
    (
        "ack",
        ASKED,
        "ack D-1 bo me --agree --note 'if it ships' --on yesterday",
    ),
    ("ack", ASKED, "ack D-1 priya --input cheaper"),
    ("ack", TOLD, "ack D-1 bo priya --question 'who pays?'"),
    (
        "ack",
        TOLD,
        "ack D-1 bo --waive --why 'has left the project'",
    ),
    (
        "announce",
        TOLD,
        "announce D-1 --sent --to kim,zoe --channel slack --ack all",
    ),
    ("announce", ASKED, "announce D-1 --sent --channel email"),
    ("nudge", TOLD, "nudge D-1 --sent --channel slack"),
    ("nudge", ACTION, "nudge A-1 --sent"),
    (
        "edit",
        TOLD,
        "edit D-1 --outcome 'Vendor C' --execute-by 2027-01-01",
    ),
    (
        "edit",
        TOLD,
        "edit D-1 --inform=+zoe --agree=-bo --execution none",
    ),
    (
        "decide",
        ASKED,
        "decide D-1 'Vendor B' --audience none --execution none",
    ),
    ("ack", OBJECTED, "ack D-1 bo --agree"),
    ("defer", OPEN, "defer D-1 --until 2026-12-04 --why later"),
    ("reject", OPEN, "reject D-1 --why 'no budget'"),
    ("withdraw", OPEN, "withdraw D-1 --why stopped"),
    ("review", MADE, "review D-1 --next 2027-01-01 --why held"),
    ("review", MADE, "review D-1 --retire"),
    (
        "update",
        LAUNCH,
        "update -w launch --summary 'On its way.' --rag amber",
    ),
    (
        "update",
        WRITTEN,
        "update -w launch --ask 'a second tester'",
    ),
    ("report", LAUNCH, "report weekly --sent"),
    (
        "report",
        WRITTEN,
        "report weekly -w launch --sent --channel '#launch'",
    ),
    (
        "confirm",
        MADE,
        "confirm D-1 --landed changed --how 'the pilot showed it'",
    ),
    ("done", CARRIED, "done A-1 --landed as_intended"),
    ("reopen", LANDED, "reopen D-1"),
    ("reopen", REPLACED, "reopen D-2 --why 'another offer came'"),
    ("delete", REPLACED, "delete D-2"),
    ("unlink", REPLACED, "unlink D-2 D-1"),
    (
        "edit",
        ASKED,
        "edit D-1 --agree=+zoe,-bo --input none --perform kim --inform zoe --criteria a,b:2 --body x",
    ),
    (
        "propose",
        &[],
        "propose 'Which region first?' --decider lee --driver bo --due fri -w launch",
    ),
    (
        "propose",
        MADE,
        "propose 'Ship with vendor C' --supersedes D-1",
    ),
    (
        "decide",
        &[],
        "decide 'Ship with vendor B' --why cheap --decider lee --tag vendor",
    ),
    (
        "decide",
        OPEN,
        "decide D-1 Europe --why 'most customers' --decider bo",
    ),
    (
        "decide",
        MADE,
        "decide 'Ship with vendor C' --supersedes D-1",
    ),
    ("reopen", DONE, "reopen A-1 --why 'wrong quarter'"),
    ("reopen", MADE, "reopen D-1"),
    (
        "act",
        &[],
        "act @priya and @lee send the plan by fri -w launch --body details",
    ),
    (
        "act",
        OPEN,
        "act @priya ask around --for D-1 --helpers bo,lee --priority high --tag x",
    ),
    ("start", ACTION, "start A-1"),
    ("done", TWO_ACTIONS, "done A-1..A-2 --on yesterday"),
    ("drop", ACTION, "drop A-1 --why 'the vendor does it'"),
    ("wait", ACTION, "wait A-1 @lee --chase mon"),
    ("wait", ACTION, "wait A-1 'the legal review'"),
    ("snooze", ACTION, "snooze A-1 mon"),
    ("meet", &[], "meet 'Launch sync' --with priya,lee -w launch"),
    (
        "note",
        MEETING,
        "note --add 'ACTION: @priya send the plan by fri'",
    ),
    ("note", MEETING, "note --add 'Present: Bo, Lee'"),
    ("note", NOTES, "note --add 'A-1 done'"),
    ("note", PROMISED, "note --candidates --accept all"),
    ("note", PROMISED, "note --from promised.md --accept all"),
    ("close", MEETING, "close"),
    (
        "edit",
        ACTION,
        "edit A-1 --title Plan --owner lee --due none --helpers bo -w none --tag x --why so",
    ),
    (
        "edit",
        TWO_ACTIONS,
        "edit A-1..A-2 --owner me --priority low",
    ),
    ("edit", ACTION, "edit A-1 --shift 1w"),
    (
        "edit",
        OPEN,
        "edit D-1 --decider priya --driver lee --door one-way --context c --if-late z",
    ),
    (
        "edit",
        MEETING,
        "edit M-1 --title Retro --on yesterday -w launch",
    ),
    (
        "series",
        &[],
        "series staff --every '2 weeks on tue' --at 10:00 --for 45m --with priya,lee --chair sam -w x",
    ),
    (
        "series",
        SERIES,
        "series staff --every 'last fri' --with=+bo,-lee --chair none --end 2027-06-01 --title T",
    ),
    (
        "agenda",
        MEETING,
        "agenda --add 'Vendor choice' --for 10m --presenter lee --item M-1",
    ),
    ("agenda", AGENDA, "agenda staff --add First --move-to 1"),
    ("agenda", AGENDA, "agenda staff 2 --move-to 1 --for 5m"),
    ("agenda", AGENDA, "agenda staff 1 --park"),
    (
        "agenda",
        AGENDA,
        "agenda staff 3 --move-to next --title Soon",
    ),
    ("agenda", AGENDA, "agenda staff 2 --drop"),
    ("agenda", CARRYING, "agenda M-1 1 --move-to next"),
    ("meet", CARRYING, "meet staff"),
    (
        "meet",
        &[],
        "meet 'Vendor call' --on 2026-11-27 --at 10:00 --with lee --ics",
    ),
    (
        "meet",
        PLANNED,
        "meet M-1 --at 11:00 --for 1h --with bo --ics",
    ),
    ("meet", PLANNED, "meet 'Vendor call'"),
    ("meet", PLANNED, "meet M-1 --cancel"),
    ("meet", AGENDA, "meet staff --cancel"),
    ("comment", ACTION, "comment A-1 the numbers come on Monday"),
    ("link", SERVED, "link A-1 depends-on D-1"),
    ("link", UNLINKED, "link A-1 blocks D-1"),
    ("unlink", LINKED, "unlink D-1 A-1"),
    ("delete", SERVED, "delete D-1"),
    ("delete", NOTES, "delete M-1 A-1"),
    ("undo", ACTION, "undo"),
    ("redo", &["act one", "undo"], "redo"),
    (
        "person",
        &[],
        "person priya --name 'Priya Shah' --alias ps --manager lee",
    ),
    (
        "person",
        PEOPLE,
        "person lee --name Lee --email lee@example.com --manager none --alias lx",
    ),
    (
        "person",
        PEOPLE,
        "person lee --away 24nov..5dec --cover sam --alias lx --handle leo",
    ),
    (
        "person",
        HOLDING,
        "person priya --left --on yesterday --to lee",
    ),
    ("person", HOLDING, "person priya --left --to none"),
    (
        "person",
        &["person priya", "person priya --left"],
        "person priya --back --name P",
    ),
    ("person", DOUBLE, "person priya-s --merge-into priya"),
    (
        "person",
        HOLDING,
        "person priya --alias=-ps,+psh --email p@example.com",
    ),
    (
        "group",
        &[],
        "group platform --name Platform --members priya,lee",
    ),
    (
        "group",
        GROUP,
        "group platform --members=+sam,-lee --handle infra",
    ),
    ("group", GROUP, "group platform --disband"),
    ("group", GROUP_GIVES, "group platform --disband"),
    (
        "workstream",
        GROUP,
        "workstream launch --audience=+bo,-platform --slug release",
    ),
    (
        "workstream",
        &[],
        "workstream billing --parent launch --lead priya",
    ),
    (
        "workstream",
        WORKSTREAMS,
        "workstream billing --parent launch --status paused --name B",
    ),
    ("init", &[], "init --handle priya --name 'Priya Shah'"),
    ("import", &[], "import notes notes.md"),
    ("import", &["import notes notes.md"], "import notes changed"),
    ("import", &[], "import records adr"),
    (
        "import",
        &["import records adr/0001-at-once.md"],
        "import records adr --live",
    ),
];

#[test]
fn every_command_of_the_help_is_known_to_change_or_to_only_read() {
    let listed = Sandbox::new().ok("help --all --quiet");
    let commands: BTreeSet<&str> = listed.lines().collect();
    assert!(commands.len() > 30, "{commands:?}");
    let known: BTreeSet<&str> = CHANGING
        .iter()
        .chain(IRREVERSIBLE)
        .map(|(name, _, _)| *name)
        .chain(READING)
        .collect();
    let unknown: Vec<_> = commands.difference(&known).collect();
    assert!(unknown.is_empty(), "in none of the lists: {unknown:?}");
}

#[test]
fn every_line_begins_with_the_command_that_it_stands_for() {
    for (name, _, line) in CHANGING {
        assert_eq!(line.split(' ').next(), Some(*name), "{line}");
    }
}

#[test]
fn undo_gives_the_state_before_and_redo_the_state_after() {
    for (name, setup, line) in CHANGING {
        let sandbox = prepared(setup);
        let before = state(&sandbox);
        sandbox.ok(line);
        let after = state(&sandbox);
        assert_ne!(before, after, "{line} changed nothing");
        let (back, forth) = if *name == "undo" {
            ("redo", "undo")
        } else {
            ("undo", "redo")
        };
        sandbox.ok(back);
        assert_eq!(state(&sandbox), before, "{back} of {line}");
        sandbox.ok(forth);
        assert_eq!(state(&sandbox), after, "{forth} of {line}");
        sandbox.ok(back);
        assert_eq!(state(&sandbox), before, "{back} once more of {line}");
    }
}

#[test]
fn what_cannot_be_undone_takes_two_steps_and_undo_says_that_it_cannot() {
    for (name, setup, line) in IRREVERSIBLE {
        let sandbox = prepared(setup);
        let before = state(&sandbox);
        let first = sandbox.tpm(line);
        assert_eq!(first.code, 4, "{first}");
        assert_eq!(state(&sandbox), before, "{line} did something in one step");
        let code = crate::purging::code(&sandbox, line.trim_start_matches("purge "));
        sandbox.ok(&format!("{line} --confirm {code}"));
        let after = state(&sandbox);
        assert_ne!(before, after, "{line} changed nothing");
        for back in ["undo", "redo"] {
            let refused = sandbox.tpm(back);
            assert_eq!(refused.code, 4, "{back} of {name}: {refused}");
        }
        assert_eq!(state(&sandbox), after);
    }
}

#[test]
fn a_dry_run_changes_nothing() {
    for (_, setup, line) in CHANGING.iter().chain(IRREVERSIBLE) {
        let sandbox = prepared(setup);
        let before = (state(&sandbox), sandbox.ok("log --json"));
        let exchange = sandbox.tpm(&format!("{line} --dry-run"));
        assert_eq!(exchange.code, 0, "{exchange}");
        assert!(
            exchange.stderr.ends_with("dry run: nothing was written\n"),
            "{exchange}"
        );
        assert_eq!(
            (state(&sandbox), sandbox.ok("log --json")),
            before,
            "{line}"
        );
    }
}

#[test]
fn reading_writes_nothing_and_makes_no_file() {
    for name in READING {
        let sandbox = Sandbox::new();
        let line = match name {
            "show" => "show A-1",
            "find" => "find words",
            "handover" => "handover --to lee",
            "dashboard" => "dashboard -o -",
            "completions" => "completions bash",
            "__complete" => "__complete fish --word=A- -- show",
            name => name,
        };
        let exchange = sandbox.tpm(line);
        assert!([0, 3].contains(&exchange.code), "{exchange}");
        assert!(!sandbox.db().exists(), "{line} made a file");
    }
}

/// A sandbox in which the lines have run.
fn prepared(setup: &[&str]) -> Sandbox {
    let sandbox = Sandbox::new();
    let notes =
        "# Launch sync 2026-11-20\n\nPresent: Priya, Lee\n\nACTION: Priya to send the plan\n";
    sandbox.write("notes.md", notes);
    let more = "# Retro 2026-11-19\n\nACTION: Lee to review it by 2026-12-01\nDECISION: stay\n";
    sandbox.write("changed/retro.md", more);
    let at_once = "# 1. Send at once\n\nDate: 2026-05-04\n\n## Status\n\nSuperseded by ADR-2\n\n\
                   ## Decision\n\nEach request sends.\n";
    sandbox.write("adr/0001-at-once.md", at_once);
    let queue = "---\nstatus: accepted\ndate: 2026-11-20\ndeciders: [Priya, Lee]\ninformed: bo\n---\n\
                 # Send by queue\n\n## Considered Options\n\n* Queue\n* Stream\n\n\
                 ## Decision Outcome\n\nChosen option: Queue, because it is there.\n";
    sandbox.write("adr/0002-queue.md", queue);
    let promised =
        "Present: Priya, Lee\n\n- Lee will call them\nPriya: I'll send the list by fri\n";
    sandbox.write("promised.md", promised);
    for line in setup {
        sandbox.ok(line);
    }
    sandbox
}

fn state(sandbox: &Sandbox) -> Vec<String> {
    sandbox.store().state().unwrap()
}
