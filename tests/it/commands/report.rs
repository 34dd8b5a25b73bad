//! `tpm update` and `tpm report weekly`: facts that follow from the file, the writer's own words, and what
//! changed since the copy that was sent.

use insta::assert_snapshot;
use tpm::model::id::{ItemId, Kind};
use tpm::model::milestone::Milestone;
use tpm::model::need::Need;
use tpm::model::risk::Risk;
use tpm::model::words::{NeedStatus, RiskSort};

use super::{after, exchanges};
use crate::sandbox::Sandbox;

/// A workstream with a decision to make, one that was made, and something of each sort.
fn a_week() -> Sandbox {
    let mut sandbox = Sandbox::new();
    for (now, line) in [
        (
            "2026-11-09T10:00:00Z",
            "workstream launch --name 'Launch in two regions'",
        ),
        (
            "2026-11-09T10:00:00Z",
            "workstream platform --parent launch",
        ),
        (
            "2026-11-09T10:00:00Z",
            "propose 'Which region first?' --decider lee --due 2026-11-20 --if-late 'the offer lapses' -w launch",
        ),
        (
            "2026-11-10T10:00:00Z",
            "decide 'Ship weekly' --decider priya -w platform",
        ),
        (
            "2026-11-10T10:00:00Z",
            "act @bo list the regions by 2026-11-12 -w platform",
        ),
    ] {
        sandbox.at(now);
        sandbox.ok(line);
    }
    let date = |text: &str| text.parse().ok();
    sandbox.write_rows(|journal, ctx| {
        let launch = journal.reader().workstream_named("launch")?.unwrap().key;
        journal.create(&Milestone {
            workstream: Some(launch),
            baseline: date("2026-12-01"),
            ..Milestone::new("West is live".to_owned(), ctx.today)
        })?;
        journal.create(&Risk {
            workstream: Some(launch),
            probability: Some(2),
            impact: Some(3),
            ..Risk::new(RiskSort::Risk, "The vendor slips".to_owned(), ctx.today)
        })?;
        journal.create(&Need {
            workstream: Some(launch),
            due: date("2026-11-25"),
            ..Need::new("A second shift".to_owned(), ctx.today)
        })?;
        Ok(())
    });
    sandbox.at("2026-11-15T10:00:00Z");
    sandbox
}

/// The same a week later: everything moved but the words.
fn a_week_later() -> Sandbox {
    let mut sandbox = a_week();
    sandbox.ok("update -w launch --summary 'The west is on its way.' --ask none");
    sandbox.ok("report weekly -w launch --sent --channel '#launch'");
    sandbox.at("2026-11-18T10:00:00Z");
    sandbox.ok("decide D-1 'The west' --why 'it is ready'");
    sandbox.ok("decide 'Ship daily' -w launch");
    sandbox.ok("undo");
    sandbox.write_rows(|journal, ctx| {
        let reader = journal.reader();
        let (milestone, _) = reader.find_item(ItemId::new(Kind::Milestone, 1))?.unwrap();
        let (risk, _) = reader.find_item(ItemId::new(Kind::Risk, 1))?.unwrap();
        let (need, _) = reader.find_item(ItemId::new(Kind::Need, 1))?.unwrap();
        let moved = Milestone {
            forecast: "2026-12-04".parse().ok(),
            ..reader.row(milestone)?.entity
        };
        let worse = Risk {
            probability: Some(4),
            ..reader.row(risk)?.entity
        };
        let committed = Need {
            status: NeedStatus::Committed,
            committed_at: Some(ctx.today),
            ..reader.row(need)?.entity
        };
        journal.update(milestone, &moved)?;
        journal.update(risk, &worse)?;
        journal.update(need, &committed)
    });
    sandbox.at("2026-11-22T10:00:00Z");
    sandbox
}

#[test]
fn the_first_report_tells_of_seven_days_and_of_what_is_not_written() {
    let sandbox = a_week();
    assert_snapshot!(exchanges(&sandbox, &["report weekly -w launch", "report weekly -w launch,platform -q", "report weekly -w lanch"]), @"
    $ tpm report weekly -w launch
    Status of Launch in two regions, Sun 15 Nov 2026
    Status: green
    Time:   Mon 9 Nov 2026 to Sun 15 Nov 2026

    Decisions made
    • D-2 Ship weekly (accepted, @priya, Tue 10 Nov 2026)

    Decisions needed
    • D-1 Which region first? (@lee, by Fri 20 Nov 2026; if late: the offer lapses)

    Milestones
    • T-1 West is live (expected Tue 1 Dec 2026)

    Risks, issues and dependencies that moved
    • R-1 The vendor slips (risk, new, score 6)
    • N-1 A second shift (need, new)

    Overdue
    • @bo: A-1 list the regions (3 days late)
    --- stderr
    not written yet: summary, highlights, lowlights, ask; `tpm update -w launch --summary TEXT` adds it
    --- exit 0
    $ tpm report weekly -w launch,platform -q
    launch
    platform
    --- exit 0
    $ tpm report weekly -w lanch
    --- stderr
    error: no workstream is called lanch
    hint: `tpm workstreams` lists them
    --- exit 3
    ");
}

#[test]
fn an_update_is_a_draft_that_can_be_added_to_until_it_is_sent() {
    let sandbox = a_week();
    assert_snapshot!(exchanges(&sandbox, &["update -w launch", "update -w launch --summary 'All good.'", "update -w launch --ask none --rag red", "update -w launch", "update -w launch --ask '' --rag none -q", "report weekly -w launch --sent --channel '#launch'", "update -w launch --summary 'A new one.'", "update -w launch --json", "undo", "update --highlights 'Two contracts.'", "update -w launch --rag blue"]), @r#"
    $ tpm update -w launch
    No update was written yet: --summary, --highlights, --lowlights and --ask begin one.
    --- exit 0
    $ tpm update -w launch --summary 'All good.'
    Wrote the update of launch  Mon 9 Nov 2026 to Sun 15 Nov 2026  not sent yet
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm update -w launch --ask none --rag red
    Wrote the update of launch  Mon 9 Nov 2026 to Sun 15 Nov 2026  red  not sent yet
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm update -w launch
    Update of launch
    Of:   Mon 9 Nov 2026 to Sun 15 Nov 2026
    RAG:  red
    Sent: not yet

    Summary
    All good.

    The ask
    None
    --- exit 0
    $ tpm update -w launch --ask '' --rag none -q
    launch
    --- exit 0
    $ tpm report weekly -w launch --sent --channel '#launch'
    Sent the update of launch  Mon 9 Nov 2026 to Sun 15 Nov 2026  green  to #launch
    --- stderr
    not written yet: highlights, lowlights, ask; `tpm update -w launch --highlights TEXT` adds it
    undo: tpm undo
    --- exit 0
    $ tpm update -w launch --summary 'A new one.'
    Wrote the update of launch  Sun 15 Nov 2026 to Sun 15 Nov 2026  not sent yet
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm update -w launch --json
    {"schema":"tpm/1","kind":"update","data":[{"workstream":"launch","begins":"2026-11-15","ends":"2026-11-15","author":"sam","at":"2026-11-15T10:00:00Z","rag":null,"summary":"A new one.","highlights":null,"lowlights":null,"ask":null,"sent_at":null,"channel":null,"copy":null}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- exit 0
    $ tpm undo
    Undid update launch  (operation 11)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm update --highlights 'Two contracts.'
    Wrote the update of the program  Mon 9 Nov 2026 to Sun 15 Nov 2026  not sent yet
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm update -w launch --rag blue
    --- stderr
    error: invalid value 'blue' for '--rag <COLOUR>': it is red, amber, green, grey or none
    hint: `tpm help update` lists what it takes
    --- exit 2
    "#);
}

#[test]
fn the_next_report_tells_what_changed_since_the_copy_that_was_sent() {
    let sandbox = a_week_later();
    assert_snapshot!(exchanges(&sandbox, &["report weekly -w launch --format md", "report weekly -w launch --since 2026-11-09 --format text", "report weekly -w launch --format slack", "report weekly -w launch --json --fields status,status_before,begins,moved,milestones"]), @r#"
    $ tpm report weekly -w launch --format md
    # Status of Launch in two regions, Sun 22 Nov 2026

    * **Status:** amber
    * **Trend:** worse, was green
    * **Why:** T-1 slips by 3 working days; R-1 is high (12)
    * **Time:** Sun 15 Nov 2026 to Sun 22 Nov 2026
    * **Changes since:** the report of Sun 15 Nov 2026

    ## Decisions made

    - D-1 Which region first?: **The west** (accepted, @lee, Wed 18 Nov 2026)

    ## Decisions needed

    None.

    ## Milestones

    - T-1 West is live (expected Fri 4 Dec 2026, promised Tue 1 Dec 2026, moved from Tue 1 Dec 2026)

    ## Risks, issues and dependencies that moved

    - R-1 The vendor slips (risk, score 12, was 6)
    - N-1 A second shift (need, now committed)

    ## Overdue

    - **@bo:** A-1 list the regions (10 days late)
    --- stderr
    not written yet: summary, highlights, lowlights, ask; `tpm update -w launch --summary TEXT` adds it
    --- exit 0
    $ tpm report weekly -w launch --since 2026-11-09 --format text
    Status of Launch in two regions, Sun 22 Nov 2026
    Status: amber
    Trend: worse, was green
    Why: T-1 slips by 3 working days; R-1 is high (12)
    Time: Mon 9 Nov 2026 to Sun 22 Nov 2026

    Decisions made
    • D-2 Ship weekly (accepted, @priya, Tue 10 Nov 2026)
    • D-1 Which region first?: The west (accepted, @lee, Wed 18 Nov 2026)

    Decisions needed
    None.

    Milestones
    • T-1 West is live (expected Fri 4 Dec 2026, promised Tue 1 Dec 2026)

    Risks, issues and dependencies that moved
    • R-1 The vendor slips (risk, new, score 12)
    • N-1 A second shift (need, new)

    Overdue
    • @bo: A-1 list the regions (10 days late)
    --- stderr
    not written yet: summary, highlights, lowlights, ask; `tpm update -w launch --summary TEXT` adds it
    --- exit 0
    $ tpm report weekly -w launch --format slack
    *Status of Launch in two regions, Sun 22 Nov 2026*
    *Status:* amber
    *Trend:* worse, was green
    *Why:* T-1 slips by 3 working days; R-1 is high (12)
    *Time:* Sun 15 Nov 2026 to Sun 22 Nov 2026
    *Changes since:* the report of Sun 15 Nov 2026

    *Decisions made*
    • D-1 Which region first?: *The west* (accepted, @lee, Wed 18 Nov 2026)

    *Decisions needed*
    None.

    *Milestones*
    • T-1 West is live (expected Fri 4 Dec 2026, promised Tue 1 Dec 2026, moved from Tue 1 Dec 2026)

    *Risks, issues and dependencies that moved*
    • R-1 The vendor slips (risk, score 12, was 6)
    • N-1 A second shift (need, now committed)

    *Overdue*
    • *@bo:* A-1 list the regions (10 days late)
    --- stderr
    not written yet: summary, highlights, lowlights, ask; `tpm update -w launch --summary TEXT` adds it
    --- exit 0
    $ tpm report weekly -w launch --json --fields status,status_before,begins,moved,milestones
    {"schema":"tpm/1","kind":"report.weekly","data":[{"status":"amber","status_before":"green","begins":"2026-11-15","moved":[{"id":"R-1","kind":"risk","title":"The vendor slips","owner":null,"due":null,"score":12,"change":"score","before":6},{"id":"N-1","kind":"need","title":"A second shift","owner":null,"due":"2026-11-25","score":null,"change":"committed","before":null}],"milestones":[{"id":"T-1","title":"West is live","status":"planned","baseline":"2026-12-01","forecast":"2026-12-04","done_at":null,"expected_before":"2026-12-01"}]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    not written yet: summary, highlights, lowlights, ask; `tpm update -w launch --summary TEXT` adds it
    --- exit 0
    "#);
}

#[test]
fn a_report_is_written_to_a_file_in_the_form_in_which_it_goes_out() {
    let sandbox = a_week_later();
    let said = exchanges(
        &sandbox,
        &[
            "report weekly -w launch -o out/status.md",
            "report weekly -w launch -o out/status.md",
            "report weekly -w launch -o out/status.md --force --format email --sent",
            "undo",
            "report weekly -w launch --format text --sent",
            "report weekly -w launch -o x.json --json",
            "report weekly -w launch --channel '#launch'",
        ],
    );
    assert_snapshot!(said, @r#"
    $ tpm report weekly -w launch -o out/status.md
    Wrote out/status.md
    --- stderr
    not written yet: summary, highlights, lowlights, ask; `tpm update -w launch --summary TEXT` adds it
    --- exit 0
    $ tpm report weekly -w launch -o out/status.md
    --- stderr
    not written yet: summary, highlights, lowlights, ask; `tpm update -w launch --summary TEXT` adds it
    error: out/status.md is there already
    hint: name another place, or add --force to replace it
    --- exit 73
    $ tpm report weekly -w launch -o out/status.md --force --format email --sent
    Wrote out/status.md
    --- stderr
    not written yet: summary, highlights, lowlights, ask; `tpm update -w launch --summary TEXT` adds it
    Sent the update of launch  Sun 15 Nov 2026 to Sun 22 Nov 2026  amber
    undo: tpm undo
    --- exit 0
    $ tpm undo
    Undid report launch  (operation 13)
    --- stderr
    redo: tpm redo
    --- exit 0
    $ tpm report weekly -w launch --format text --sent
    Status of Launch in two regions, Sun 22 Nov 2026
    Status: amber
    Trend: worse, was green
    Why: T-1 slips by 3 working days; R-1 is high (12)
    Time: Sun 15 Nov 2026 to Sun 22 Nov 2026
    Changes since: the report of Sun 15 Nov 2026

    Decisions made
    • D-1 Which region first?: The west (accepted, @lee, Wed 18 Nov 2026)

    Decisions needed
    None.

    Milestones
    • T-1 West is live (expected Fri 4 Dec 2026, promised Tue 1 Dec 2026, moved from Tue 1 Dec 2026)

    Risks, issues and dependencies that moved
    • R-1 The vendor slips (risk, score 12, was 6)
    • N-1 A second shift (need, now committed)

    Overdue
    • @bo: A-1 list the regions (10 days late)
    --- stderr
    not written yet: summary, highlights, lowlights, ask; `tpm update -w launch --summary TEXT` adds it
    Sent the update of launch  Sun 15 Nov 2026 to Sun 22 Nov 2026  amber
    undo: tpm undo
    --- exit 0
    $ tpm report weekly -w launch -o x.json --json
    --- stderr
    not written yet: summary, highlights, lowlights, ask; `tpm update -w launch --summary TEXT` adds it
    {"error":{"code":"usage","message":"records are not what is sent","hint":"leave -o out, or choose md, text, html, slack or email","exit":2,"retryable":false}}
    --- exit 2
    $ tpm report weekly -w launch --channel '#launch'
    --- stderr
    error: the following required arguments were not provided: --sent
    hint: Usage: tpm report weekly --sent --workstream <NAMES> --channel <PLACE>
    --- exit 2
    "#);
    let mail = std::fs::read_to_string(sandbox.home().join("out/status.md")).unwrap();
    assert!(mail.contains("MIME-Version"), "{mail}");
    let copy = sandbox.ok("update -w launch --json --fields copy,sent_at");
    assert!(copy.contains("Trend: worse, was green"), "{copy}");
}

#[test]
fn what_was_told_as_made_and_holds_no_longer_is_told_too() {
    let mut sandbox = Sandbox::new();
    sandbox.at("2026-11-02T10:00:00Z");
    for line in [
        "decide 'The price is ten' --decider lee -w launch",
        "decide 'The name is Atlas' --decider lee -w launch",
        "propose 'The region' --decider lee --due 2026-11-05 -w launch",
        "report weekly -w launch --sent",
    ] {
        sandbox.ok(line);
    }
    sandbox.at("2026-11-09T10:00:00Z");
    for line in [
        "reopen D-1",
        "decide 'The name is Orion' --supersedes D-2 --decider lee -w launch",
    ] {
        sandbox.ok(line);
    }
    assert_snapshot!(sandbox.ok("report weekly -w launch"), @"
    Status of launch, Mon 9 Nov 2026
    Status:        amber
    Trend:         worse, was green
    Why:           D-3 is 4 days late
    Time:          Mon 2 Nov 2026 to Mon 9 Nov 2026
    Changes since: the report of Mon 2 Nov 2026

    Decisions made
    • D-2 The name is Atlas (superseded, @lee, Mon 2 Nov 2026)
    • D-4 The name is Orion (accepted, @lee, Mon 9 Nov 2026)

    Decisions needed
    • D-3 The region (@lee, by Thu 5 Nov 2026, 4 days late)
    • D-1 The price is ten (@lee, no date); it was made, and was taken back

    Milestones
    None.

    Risks, issues and dependencies that moved
    None.

    Overdue
    None.
    ");
    let told = sandbox.ok("report weekly -w launch --json --fields taken_back");
    assert!(told.contains("\"taken_back\":[\"D-1\"]"), "{told}");
}

#[test]
fn the_editor_opens_the_report_as_it_stands() {
    let mut sandbox = a_week();
    sandbox.ok("update -w launch --summary 'Said before.'");
    sandbox.editor("cp \"$1\" \"$HOME/shown.md\"");
    sandbox.ok("report weekly -w launch --edit");
    let shown = std::fs::read_to_string(sandbox.home().join("shown.md")).unwrap();
    assert_snapshot!(shown, @"
    # Status of Launch in two regions, Sun 15 Nov 2026

    <!-- Yours are the summary, the highlights, the lowlights and the ask. The rest comes from the file. -->

    ## Summary

    Said before.

    ## Decisions made

    - D-2 Ship weekly (accepted, @priya, Tue 10 Nov 2026)

    ## Decisions needed

    - D-1 Which region first? (@lee, by Fri 20 Nov 2026; if late: the offer lapses)

    ## Milestones

    - T-1 West is live (expected Tue 1 Dec 2026)

    ## Highlights



    ## Lowlights



    ## Risks, issues and dependencies that moved

    - R-1 The vendor slips (risk, new, score 6)
    - N-1 A second shift (need, new)

    ## Overdue

    - **@bo:** A-1 list the regions (3 days late)

    ## The ask
    ");
}

#[test]
fn several_reports_are_written_one_after_the_other_and_that_of_the_program_too() {
    let mut sandbox = a_week();
    sandbox.ok("workstream billing");
    sandbox.editor(
        "sed -i \"s/## Summary/## Summary\\n\\nof $(head -n 1 \"$1\" | cut -c3-)/\" \"$1\"",
    );
    for line in [
        "report weekly -w launch,billing --edit",
        "report weekly --edit",
    ] {
        sandbox.ok(line);
    }
    let said = |of: &str| sandbox.ok(&format!("update {of} --json --fields summary"));
    assert!(said("-w launch").contains("of Status of Launch in two regions"));
    assert!(said("-w billing").contains("of Status of billing"));
    assert!(
        said("").contains("of Status of the program"),
        "{}",
        said("")
    );
}

#[test]
fn what_is_written_among_the_facts_is_told_and_not_lost() {
    let mut sandbox = a_week();
    sandbox.editor("sed -i 's/## Overdue/## Overdue\\n\\nmy own words/; s/## Summary/## Summary\\n\\nFine./' \"$1\"");
    assert_snapshot!(sandbox.tpm("report weekly -w launch --edit --format md -q").stderr, @r#""Overdue" comes from the file, and what was written there is no part of the report; `tpm report weekly -w launch --edit` opens it again"#);
    sandbox.editor("cp \"$1\" \"$HOME/shown.md\"; sed -i '/my own words/d' \"$1\"");
    sandbox.ok("report weekly -w launch --edit");
    let shown = std::fs::read_to_string(sandbox.home().join("shown.md")).unwrap();
    assert!(
        shown.contains("my own words") && shown.contains("Fine."),
        "{shown}"
    );
    sandbox.ok("report weekly -w launch --edit");
    let shown = std::fs::read_to_string(sandbox.home().join("shown.md")).unwrap();
    assert!(
        !shown.contains("my own words") && shown.contains("Fine."),
        "{shown}"
    );
}

#[test]
fn the_words_are_written_in_an_editor_and_the_facts_are_not() {
    let mut sandbox = a_week();
    sandbox.ok("update -w launch --summary 'Said before.'");
    sandbox.editor("sed -i 's/## Highlights/## Highlights\\n\\n- two contracts/; s/Said before/Said again/' \"$1\"");
    assert_snapshot!(exchanges(&sandbox, &["report weekly -w launch --edit", "report weekly -w launch --edit --no-input", "report weekly --edit --no-input", "update -w launch"]), @"
    $ tpm report weekly -w launch --edit
    Status of Launch in two regions, Sun 15 Nov 2026
    Status: green
    Time:   Mon 9 Nov 2026 to Sun 15 Nov 2026

    Summary
    Said again.

    Decisions made
    • D-2 Ship weekly (accepted, @priya, Tue 10 Nov 2026)

    Decisions needed
    • D-1 Which region first? (@lee, by Fri 20 Nov 2026; if late: the offer lapses)

    Milestones
    • T-1 West is live (expected Tue 1 Dec 2026)

    Highlights
    - two contracts

    Risks, issues and dependencies that moved
    • R-1 The vendor slips (risk, new, score 6)
    • N-1 A second shift (need, new)

    Overdue
    • @bo: A-1 list the regions (3 days late)
    --- stderr
    undo: tpm undo
    not written yet: lowlights, ask; `tpm update -w launch --lowlights TEXT` adds it
    --- exit 0
    $ tpm report weekly -w launch --edit --no-input
    --- stderr
    error: there is no terminal to open an editor on
    hint: `tpm update -w launch --summary TEXT` writes without one
    --- exit 2
    $ tpm report weekly --edit --no-input
    --- stderr
    error: there is no terminal to open an editor on
    hint: `tpm update --summary TEXT` writes without one
    --- exit 2
    $ tpm update -w launch
    Update of launch
    Of:   Mon 9 Nov 2026 to Sun 15 Nov 2026
    Sent: not yet

    Summary
    Said again.

    Highlights
    - two contracts
    --- exit 0
    ");
}

#[test]
fn what_was_sent_tells_of_the_days_that_its_text_tells_of() {
    let mut sandbox = after(&["update --summary Good."]);
    sandbox.at("2026-11-26T10:00:00Z");
    assert_snapshot!(exchanges(&sandbox, &["report weekly --sent", "update"]), @"
    $ tpm report weekly --sent
    Sent the update of the program  Fri 20 Nov 2026 to Thu 26 Nov 2026
    --- stderr
    not written yet: highlights, lowlights, ask; `tpm update --highlights TEXT` adds it
    undo: tpm undo
    --- exit 0
    $ tpm update
    Update of the program
    Of:   Fri 20 Nov 2026 to Thu 26 Nov 2026
    Sent: Thu 26 Nov 2026

    Summary
    Good.
    --- exit 0
    ");
}
