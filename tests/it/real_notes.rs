//! Public meeting notes as their authors left them, where a checkout has them beside it.

use std::path::PathBuf;

use chrono::{NaiveDate, Weekday};
use tpm::model::id::ItemId;
use tpm::text::dates::Calendar;
use tpm::text::notes::{Item, NoRoster, Reader, with_anchors};

use crate::sandbox::Sandbox;

/// Returns the folder of real notes, if there is one.
fn samples() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/notes");
    folder.is_dir().then_some(folder)
}

/// Imports the folders and returns the sandbox with what was printed.
fn imported(folders: &[&str], flags: &str) -> Option<(Sandbox, String)> {
    let samples = samples()?;
    let sandbox = Sandbox::new();
    let paths: Vec<String> = folders
        .iter()
        .map(|folder| format!("'{}'", samples.join(folder).display()))
        .collect();
    let line = format!("import notes {} {flags}", paths.join(" "));
    let exchange = sandbox.tpm(&line);
    assert_eq!(exchange.code, 0, "{exchange}");
    assert!(!exchange.stdout.contains("skipped"), "{exchange}");
    let again = sandbox.tpm(&format!("{line} --json"));
    assert_eq!(again.code, 0, "{again}");
    assert!(
        !again.stderr.contains("undo:"),
        "a second import changed something: {again}"
    );
    Some((sandbox, exchange.stdout))
}

#[test]
fn real_minutes_come_in_whole_with_people_and_owned_actions() {
    let Some((sandbox, said)) = imported(&["nodejs-tsc", "webassembly"], "--live") else {
        return;
    };
    assert!(said.contains("Imported 65 meetings"), "{said}");
    assert!(sandbox.ok("people -q").lines().count() > 100);
    let owned = sandbox.ok("actions -q --limit 0").lines().count()
        - sandbox
            .ok("actions --owner none -q --limit 0")
            .lines()
            .count();
    assert!(owned >= 15, "{owned} actions have an owner");
    let followup = sandbox.ok("followup --undated");
    assert!(followup.contains("open "), "{followup}");
}

#[test]
fn minutes_of_real_notes_hold_every_line_that_is_no_item() {
    let Some((sandbox, _)) = imported(&["nodejs-tsc", "webassembly"], "") else {
        return;
    };
    sandbox.ok("minutes M-1..M-65 -o out/");
    let written = std::fs::read_dir(sandbox.home().join("out"))
        .unwrap()
        .count();
    assert_eq!(written, 65);
    let samples = samples().unwrap();
    let source = std::fs::read_to_string(samples.join("nodejs-tsc/2016-03-03.md")).unwrap();
    let found = sandbox.ok("meetings --history --since 2016-03-03 --until 2016-03-03 -q");
    let minutes = sandbox.ok(&format!("minutes {}", found.trim()));
    for line in source.trim().lines() {
        assert!(minutes.contains(line), "{line:?} is missing");
    }
}

#[test]
fn old_minutes_are_history_and_leave_the_morning_quiet() {
    let Some((sandbox, _)) = imported(&["nodejs-tsc", "graphql-wg", "webassembly"], "") else {
        return;
    };
    let today = sandbox.ok("today");
    assert!(today.contains("Nothing needs you"), "{today}");
    assert_eq!(sandbox.ok("followup --undated -q"), "");
    assert_eq!(sandbox.ok("actions -q"), "");
    assert_ne!(sandbox.ok("actions --history -q"), "");
    assert_ne!(sandbox.ok("find agenda -q"), "");
}

#[test]
fn one_undo_takes_a_whole_import_back() {
    let Some((sandbox, _)) = imported(&["webassembly"], "--live") else {
        return;
    };
    sandbox.ok("undo");
    assert_eq!(sandbox.ok("meetings -q --limit 0"), "");
    assert_eq!(sandbox.ok("people -q"), "");
    sandbox.ok("redo");
    assert_eq!(sandbox.ok("meetings -q --limit 0").lines().count(), 25);
}

/// Reads every sample, whole and cut off in the middle.
fn texts() -> Vec<String> {
    let samples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let mut texts = Vec::new();
    let mut folders = vec![samples];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                let middle = (text.len() / 2..text.len()).find(|at| text.is_char_boundary(*at));
                let (head, tail) = text.split_at(middle.unwrap_or(0));
                texts.extend([head.to_string(), tail.to_string(), text]);
            }
        }
    }
    texts
}

#[test]
fn anchors_are_all_that_is_added_to_a_real_text() {
    let calendar = Calendar {
        today: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
        week_start: Weekday::Mon,
        next_meeting: None,
    };
    let reader = Reader {
        calendar: &calendar,
        roster: &NoRoster,
    };
    for text in texts() {
        let items = reader.read(&text).items;
        let new = items
            .iter()
            .filter(|item| item.anchor.is_none() && !item.refers);
        let anchors: Vec<(usize, ItemId)> = (1..)
            .zip(new)
            .map(|(number, item)| {
                (
                    item.last_line,
                    ItemId::new(item.what.kind(), 90_000 + number),
                )
            })
            .collect();
        let anchored = with_anchors(&text, &anchors);
        let mut stripped = anchored.clone();
        for (_, id) in &anchors {
            stripped = stripped.replacen(&format!(" ^{id}"), "", 1);
        }
        assert_eq!(stripped, text);
        let again = reader.read(&anchored).items;
        let plain = |items: &[Item]| -> Vec<_> {
            let fields = |item: &Item| {
                (
                    item.line,
                    item.what,
                    item.title.clone(),
                    item.owners.clone(),
                )
            };
            items.iter().map(fields).collect()
        };
        assert_eq!(plain(&again), plain(&items));
        for (line, id) in anchors {
            assert!(
                again
                    .iter()
                    .any(|item| item.last_line == line && item.anchor == Some(id))
            );
        }
    }
}
