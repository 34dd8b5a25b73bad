//! No false alarms: what is at rest, over, out of reach or of long ago is asked of nobody, and what is like
//! it but alive is.

use crate::sandbox::Sandbox;

/// What asks for attention: the IDs that each list names, none where it is silent.
fn alarms(sandbox: &Sandbox) -> Vec<(&'static str, String)> {
    let lists = [
        ("loop", "loop --stuck --fail-if-any -q"),
        ("followup", "followup --fail-if-any -q"),
        ("nudge", "nudge --due -q"),
    ];
    let mut found = Vec::new();
    for (name, line) in lists {
        let exchange = sandbox.tpm(line);
        assert!(
            [0, 10].contains(&exchange.code),
            "{line}: {}",
            exchange.stderr
        );
        let ids = exchange.stdout.split_whitespace().collect::<Vec<_>>();
        if !ids.is_empty() {
            found.push((name, ids.join(" ")));
        }
    }
    let today: serde_json::Value = serde_json::from_str(&sandbox.ok("today --json")).unwrap();
    let mut named = Vec::new();
    ids(&today["data"], &mut named);
    if !named.is_empty() {
        found.push(("today", named.join(" ")));
    }
    found
}

/// Collects the IDs of the records in the lists of a record, not of what stands beside them.
fn ids(value: &serde_json::Value, found: &mut Vec<String>) {
    let Some(parts) = value.as_array() else {
        return;
    };
    for part in parts {
        for list in part
            .as_object()
            .unwrap()
            .values()
            .filter_map(|list| list.as_array())
        {
            let of_items = list.iter().filter_map(|record| record["id"].as_str());
            found.extend(of_items.map(str::to_owned));
        }
    }
}

fn silent(sandbox: &Sandbox) {
    assert_eq!(alarms(sandbox), []);
}

fn loud(sandbox: &Sandbox, want: &[(&'static str, &str)]) {
    let want: Vec<(&str, String)> = want
        .iter()
        .map(|(name, ids)| (*name, (*ids).to_owned()))
        .collect();
    assert_eq!(alarms(sandbox), want);
}

/// A sandbox in which these lines were typed three weeks ago.
fn three_weeks_after(lines: &[&str]) -> Sandbox {
    let mut sandbox = Sandbox::new();
    sandbox.at("2026-11-01T10:00:00Z");
    for line in lines {
        sandbox.ok(line);
    }
    sandbox.at("2026-11-22T10:00:00Z");
    sandbox
}

const OLD_NOTES: &str = "# Vendor call\n\nAttendees: Priya, Sam\n\n- ACTION: Priya to forward the price list by 2 Sep\n- DECISION: no discount without a two-year term\n- DECISION NEEDED: Which vendor? (decider: @priya) (due: 2026-09-10)\n";

#[test]
fn notes_of_long_ago_ask_nothing_unless_they_come_in_live() {
    for (flag, is_live) in [("", false), (" --live", true)] {
        let sandbox = Sandbox::new();
        sandbox.write("old/2026-09-01-vendor-call.md", OLD_NOTES);
        sandbox.ok(&format!("import notes old/{flag}"));
        if is_live {
            let live = [
                ("loop", "D-1 D-2"),
                ("followup", "A-1 D-2"),
                ("nudge", "A-1 D-2"),
                ("today", "D-2 A-1"),
            ];
            loud(&sandbox, &live);
        } else {
            silent(&sandbox);
            assert!(sandbox.ok("find discount -q").contains("D-"));
        }
    }
}

#[test]
fn what_is_taken_up_again_is_alive_whatever_its_age() {
    let sandbox = Sandbox::new();
    sandbox.write("old/2026-09-01-vendor-call.md", OLD_NOTES);
    sandbox.ok("import notes old/");
    sandbox.ok("edit A-1 --title 'a better title'");
    silent(&sandbox);
    sandbox.ok("edit A-1 --due 2026-11-20");
    sandbox.ok("reopen D-1");
    let asked = ["followup", "nudge", "today"].map(|name| (name, "A-1"));
    loud(&sandbox, &[&[("loop", "D-1")][..], &asked].concat());
    sandbox.ok("undo");
    sandbox.ok("undo");
    silent(&sandbox);
}

#[test]
fn notes_of_last_week_are_alive() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "old/2026-11-16-vendor-call.md",
        OLD_NOTES
            .replace("2 Sep", "18 Nov")
            .replace("2026-09-10", "2026-11-18"),
    );
    sandbox.ok("import notes old/");
    let asked = ["followup", "nudge", "today"].map(|name| (name, "D-2 A-1"));
    loud(&sandbox, &[&[("loop", "D-1 D-2")][..], &asked].concat());
}

#[test]
fn who_is_away_is_not_asked_and_their_clock_stands_still() {
    let lines = [
        "person lee --manager dana",
        "act @lee book the hall by 2026-11-21",
        "propose 'Which hall?' --decider lee --due 2026-11-21",
    ];
    let sandbox = three_weeks_after(&lines);
    let all = ["followup", "nudge", "today"].map(|name| (name, "D-1 A-1"));
    loud(&sandbox, &[&[("loop", "D-1")][..], &all].concat());
    sandbox.ok("person lee --away 1nov..30nov");
    assert_eq!(sandbox.ok("nudge --due -q"), "");
    let held = sandbox.ok("loop D-1 --json");
    let held: serde_json::Value = serde_json::from_str(&held).unwrap();
    assert_eq!(held["data"][0]["stuck"]["days"], 0, "{held}");
}

#[test]
fn a_reader_who_is_away_owes_no_answer_meanwhile() {
    let lines = [
        "decide 'Ship weekly' --decider sam --perform lee --execution none",
        "announce D-1 --sent",
    ];
    let sandbox = three_weeks_after(&lines);
    loud(
        &sandbox,
        &["loop", "followup", "nudge", "today"].map(|name| (name, "D-1")),
    );
    sandbox.ok("person lee --away 1nov..30nov");
    silent(&sandbox);
}

#[test]
fn a_group_is_told_person_by_person_and_later_members_owe_nothing() {
    let sandbox = three_weeks_after(&[
        "person lee --name Lee",
        "person bo --name Bo",
        "group board --members lee,bo",
        "decide 'Ship weekly' --decider sam --inform board --execution none",
        "announce D-1 --sent",
    ]);
    silent(&sandbox);
    sandbox.ok("group board --members +dana");
    silent(&sandbox);
    sandbox.ok("group board --members -lee");
    silent(&sandbox);
}

#[test]
fn whoever_was_there_when_it_was_decided_was_told_and_owes_no_answer() {
    let mut sandbox = Sandbox::new();
    sandbox.at("2026-11-01T10:00:00Z");
    let notes =
        "# Sync\n\nPresent: @sam, @priya, @lee\n\n- DECISION: Ship weekly (decider: @lee)\n";
    let started = sandbox.tpm_with("meet Sync --with priya,lee --notes -", notes);
    assert_eq!(started.code, 0, "{}", started.stderr);
    sandbox.ok("edit D-1 --perform priya --execution none");
    sandbox.ok("close M-1");
    sandbox.at("2026-11-22T10:00:00Z");
    silent(&sandbox);
    // Somebody who was not there must be told, from the day on which they are listed.
    sandbox.ok("edit D-1 --inform bo");
    loud(&sandbox, &[("today", "D-1")]);
    sandbox.at("2026-11-27T10:00:00Z");
    loud(&sandbox, &["loop", "today"].map(|name| (name, "D-1")));
}

#[test]
fn an_answer_that_was_waived_is_not_awaited() {
    let sandbox = three_weeks_after(&[
        "decide 'Ship weekly' --decider sam --perform lee --execution none",
        "announce D-1 --sent",
    ]);
    loud(
        &sandbox,
        &["loop", "followup", "nudge", "today"].map(|name| (name, "D-1")),
    );
    sandbox.ok("ack D-1 lee --waive --why 'said it on the phone'");
    silent(&sandbox);
}

#[test]
fn what_is_deferred_rests_until_its_day() {
    let mut sandbox = three_weeks_after(&[
        "propose 'A second site?' --decider lee --due 2026-11-10",
        "defer D-1 --until 2026-12-10 --why 'after the audit'",
    ]);
    silent(&sandbox);
    sandbox.at("2026-12-11T10:00:00Z");
    let all = ["loop", "followup", "nudge", "today"].map(|name| (name, "D-1"));
    loud(&sandbox, &all);
}

#[test]
fn a_draft_asks_nobody_until_it_is_on_the_table() {
    let sandbox = three_weeks_after(&[
        "propose 'A second site?' --draft --decider lee --agree sam --due 2026-11-10",
    ]);
    silent(&sandbox);
    sandbox.ok("propose D-1");
    let all = ["loop", "followup", "nudge"].map(|name| (name, "D-1"));
    loud(&sandbox, &[&all[..], &[("today", "D-1 D-1")]].concat());
}

#[test]
fn answers_to_what_holds_no_longer_are_not_awaited() {
    let told = [
        "decide 'Ship weekly' --decider sam --perform lee --execution none",
        "announce D-1 --sent",
    ];
    for after in [
        "decide 'Ship daily' --decider sam --audience none --execution none --supersedes D-1",
        "review D-1 --retire --why 'nobody ships'",
        "delete D-1 --yes",
        "edit D-1 --audience none",
        "person lee --left --to none",
    ] {
        let sandbox = three_weeks_after(&[told[0], told[1], after]);
        silent(&sandbox);
    }
}

#[test]
fn what_was_snoozed_is_late_and_still_nobody_is_nudged() {
    let sandbox = three_weeks_after(&[
        "act @lee order the racks by 2026-11-10",
        "snooze A-1 2026-12-10",
    ]);
    loud(&sandbox, &[("followup", "A-1"), ("today", "A-1")]);
}

#[test]
fn a_withdrawn_and_a_superseded_decision_ask_nothing() {
    let sandbox = three_weeks_after(&[
        "propose 'A third site?' --decider lee --due 2026-11-10",
        "withdraw D-1 --why 'nobody asks for it'",
        "decide 'Host with A' --decider sam --execution none --audience none",
        "decide 'Host with B' --decider sam --execution none --audience none --supersedes D-2",
    ]);
    silent(&sandbox);
}

#[test]
fn what_nobody_has_to_know_and_nothing_has_to_follow_is_over_when_it_is_made() {
    let sandbox =
        three_weeks_after(&["decide 'Ship weekly' --decider sam --audience none --execution none"]);
    silent(&sandbox);
    let sandbox = three_weeks_after(&["decide 'Ship weekly' --decider sam --audience none"]);
    loud(&sandbox, &[("loop", "D-1"), ("today", "D-1")]);
    let sandbox = three_weeks_after(&["decide 'Ship weekly' --decider sam --execution none"]);
    loud(&sandbox, &[("loop", "D-1"), ("today", "D-1")]);
}

#[test]
fn what_waits_until_a_day_is_asked_about_on_that_day() {
    let mut sandbox = three_weeks_after(&[
        "act @lee order the racks by 2026-12-20",
        "wait A-1 'the vendor' --chase 2026-12-01",
    ]);
    silent(&sandbox);
    sandbox.at("2026-12-01T10:00:00Z");
    loud(
        &sandbox,
        &[("followup", "A-1"), ("nudge", "A-1"), ("today", "A-1")],
    );
}

#[test]
fn what_ended_asks_nothing() {
    let sandbox = three_weeks_after(&[
        "act @lee order the racks by 2026-11-10",
        "act @lee order the cables by 2026-11-10",
        "done A-1 --on 2026-11-01",
        "drop A-2 --why 'they come with the racks'",
        "milestone Beta --due 2026-11-10 -w launch",
        "done T-1 --on 2026-11-01",
        "risk 'A freeze' --p 5 --i 5 --due 2026-11-10",
        "done R-1",
    ]);
    silent(&sandbox);
}

/// Records of long ago, one of each form, in every status.
fn old_records(sandbox: &Sandbox) {
    let section = "## Context\n\nIt was slow.\n\n## Decision\n\nCache the pages.\n";
    let files = [
        (
            "0001-madr-4",
            "---\nstatus: accepted\ndate: 2026-03-02\ndecision-makers: [@priya, @lee]\nconsulted: @bo\ninformed: @dana\n---\n# Cache\n",
        ),
        (
            "0002-madr-3",
            "---\nstatus: proposed\ndate: 2026-03-02\ndeciders: @priya, @lee\n---\n# Cache\n",
        ),
        (
            "0003-madr-2",
            "# Cache\n\n* Status: proposed\n* Deciders: @priya\n* Date: 2026-03-02\n",
        ),
        (
            "0004-adr-tools",
            "# 4. Cache\n\nDate: 2026-03-02\n\n## Status\n\nSuperseded by [5. Cache](0005-adr-tools.md)\n",
        ),
        (
            "0005-adr-tools",
            "# 5. Cache\n\nDate: 2026-03-02\n\n## Status\n\nAccepted\n",
        ),
        (
            "0006-table",
            "# Cache\n\n| Metadata | Value |\n|---|---|\n| Date | 2026-03-02 |\n| Author | @priya |\n| Status | Deprecated |\n",
        ),
        (
            "20260302-log4brains",
            "# Cache\n\n- Status: draft\n- Deciders: @priya\n",
        ),
        ("0008-undated", "# 8. Cache\n\n## Status\n\nProposed\n"),
        (
            "0009-on-hold",
            "# 9. Cache\n\nDate: 2026-03-02\n\n## Status\n\nOn hold\n",
        ),
        ("0010-bare", "# 10. Cache\n"),
    ];
    for (name, head) in files {
        sandbox.write(&format!("adr/{name}.md"), format!("{head}\n{section}"));
    }
}

/// How many facts the metrics count.
fn measured(sandbox: &Sandbox) -> u64 {
    let metrics = sandbox.ok("metrics --since 2026-01-01 --json");
    let metrics: serde_json::Value = serde_json::from_str(&metrics).unwrap();
    let counts = metrics["data"].as_array().unwrap().iter();
    counts.map(|metric| metric["n"].as_u64().unwrap()).sum()
}

#[test]
fn decision_records_of_long_ago_ask_nothing_unless_they_come_in_live() {
    for (flag, is_live) in [("", false), (" --live", true)] {
        let sandbox = Sandbox::new();
        old_records(&sandbox);
        let said = sandbox.ok(&format!("import records adr{flag}"));
        assert!(said.starts_with("Imported 10 decisions\n"), "{said}");
        assert_eq!(sandbox.ok("decisions --history -q").lines().count(), 10);
        if is_live {
            let open = alarms(&sandbox);
            let (name, ids) = &open[0];
            assert_eq!((*name, ids.as_str()), ("loop", "D-5 D-8 D-2 D-3 D-1 D-7"));
            assert!(measured(&sandbox) > 0);
        } else {
            silent(&sandbox);
            assert_eq!(measured(&sandbox), 0);
            sandbox.ok("import records adr --live");
            assert!(!alarms(&sandbox).is_empty(), "they can be revived");
        }
    }
}

#[test]
fn real_folders_of_records_come_in_whole_and_ask_nothing() {
    let samples = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let samples = samples.join("../shared/data/decisions");
    if !samples.is_dir() {
        return;
    }
    let sandbox = Sandbox::new();
    let line = format!("import records '{}' --json", samples.display());
    let exchange = sandbox.tpm(&line);
    assert_eq!(exchange.code, 0, "{exchange}");
    let came: serde_json::Value = serde_json::from_str(&exchange.stdout).unwrap();
    let mut added = 0;
    for file in came["data"].as_array().unwrap() {
        let name = file["path"].as_str().unwrap().rsplit('/').next().unwrap();
        if ["index.md", "adr-template.md"].contains(&name) {
            assert_eq!(file["result"], "passed_over", "{file}");
            continue;
        }
        added += 1;
        assert_eq!(file["result"], "added", "{file}");
        assert_eq!(file["problems"].as_array().unwrap().len(), 0, "{file}");
        assert!(file["status"].is_string(), "{file}");
        let title = file["title"].as_str().unwrap();
        let has_number = title.starts_with(|c: char| c.is_ascii_digit());
        assert!(!title.is_empty() && !has_number, "{file}");
    }
    assert!(added > 60, "{added} records");
    silent(&sandbox);
    assert_eq!(measured(&sandbox), 0);
    let again = sandbox.tpm(&line);
    assert!(!again.stderr.contains("undo:"), "{again}");
    assert_eq!(sandbox.ok("log -q").lines().count(), added + 1);
}
