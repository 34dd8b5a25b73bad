//! Damaged files: bits flipped, sectors zeroed, pages swapped, the end cut off. Whatever changes what
//! can be read is found by `doctor --deep`, and `--repair` makes a sound copy and leaves the file.
//!
//! How many places of each kind are tried is `TPM_SOAK`, else a few: `TPM_SOAK=1000 cargo test --test
//! it faults::damage` is the long version.

use std::path::{Path, PathBuf};

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};

use super::{assert_sound, expect, run, text};
use crate::sandbox::{Sandbox, meddle};

/// How many places of each kind the usual run tries.
const PLACES: u64 = 60;

const PAGE: usize = 4096;
const SECTOR: usize = 512;

/// A way to damage a file at a random place; returns how long it is afterwards.
type Harm = fn(&mut [u8], &mut u64) -> usize;

const HARMS: [(&str, Harm); 4] = [
    ("flipped bit", flip_bit),
    ("zeroed sector", zero_sector),
    ("truncation", truncate),
    ("swapped pages", swap_pages),
];

fn flip_bit(bytes: &mut [u8], random: &mut u64) -> usize {
    let at = below(random, bytes.len());
    bytes[at] ^= 1 << below(random, 8);
    bytes.len()
}

fn zero_sector(bytes: &mut [u8], random: &mut u64) -> usize {
    let at = below(random, bytes.len() / SECTOR) * SECTOR;
    bytes[at..at + SECTOR].fill(0);
    bytes.len()
}

fn truncate(bytes: &mut [u8], random: &mut u64) -> usize {
    below(random, bytes.len())
}

fn swap_pages(bytes: &mut [u8], random: &mut u64) -> usize {
    let pages = bytes.len() / PAGE;
    let (one, other) = (below(random, pages), below(random, pages));
    for at in 0..PAGE {
        bytes.swap(one * PAGE + at, other * PAGE + at);
    }
    bytes.len()
}

/// A number below `limit` that looks random (xorshift).
fn below(random: &mut u64, limit: usize) -> usize {
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    (*random % limit as u64) as usize
}

fn places() -> u64 {
    let asked = std::env::var("TPM_SOAK").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(PLACES)
}

/// A sandbox whose file has some of everything, and more than one page of most.
fn full() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.ok("propose 'Which vendor?' --decider lee --driver bo --due 2026-11-20 -w launch");
    let long: String = (0..900).map(|number| format!("word{number} ")).collect();
    let lines: String = (0..40)
        .map(|number| format!("- ACTION: @priya prepare item {number} of the plan by 2026-12-01\n"))
        .collect();
    for meeting in 0..3 {
        let name = format!("notes{meeting}.md");
        let head = format!("# Sync {meeting}\n\nPresent: @sam, @priya, @lee\n\n{long}\n\n");
        sandbox.write(
            &name,
            format!("{head}{lines}- DECISION: option {meeting}\n"),
        );
        sandbox.ok(&format!("meet 'Sync {meeting}' --notes {name}"));
        sandbox.ok(&format!("close M-{}", meeting + 1));
    }
    sandbox.ok("comment A-1 'comes on Monday'");
    sandbox.ok("link A-2 blocks D-1");
    sandbox.ok("done A-3..A-9");
    sandbox.ok("act @kim soon undone");
    sandbox.ok("undo");
    sandbox
}

/// What can be read of the file: every row of every table of ours, in the tables' and in the
/// indexes' order, and where the search index has each word.
fn content(path: &Path) -> rusqlite::Result<Vec<String>> {
    let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let names: Vec<String> = db
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%' \
             ORDER BY name",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut lines = vec![db.query_row(
        "SELECT group_concat(coalesce(sql, name), ';') FROM sqlite_schema",
        [],
        |row| row.get(0),
    )?];
    db.execute_batch("CREATE VIRTUAL TABLE temp.word USING fts5vocab (main, search, instance)")?;
    let queries = names
        .iter()
        .map(|name| format!("SELECT * FROM {name} NOT INDEXED"))
        .chain(["SELECT doc, term, col, offset FROM temp.word".to_owned()]);
    for sql in queries {
        let mut statement = db.prepare(&sql)?;
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| {
            let cells = (0..columns).map(|at| row.get::<_, Value>(at));
            Ok(format!("{:?}", cells.collect::<Result<Vec<_>, _>>()?))
        })?;
        for row in rows {
            lines.push(row?);
        }
    }
    lines.sort();
    Ok(lines)
}

#[test]
fn whatever_changes_what_can_be_read_is_found() {
    let sandbox = full();
    let whole = std::fs::read(sandbox.db()).unwrap();
    let wanted = content(&sandbox.db()).unwrap();
    assert_eq!(sandbox.tpm("doctor --deep").code, 0);
    let mut random = 0x2545_f491_4f6c_dd1d;
    let (mut harmful, mut missed) = (0, Vec::new());
    for (name, harm) in HARMS {
        for _ in 0..places() {
            let mut bytes = whole.clone();
            let length = harm(&mut bytes, &mut random);
            bytes.truncate(length);
            let differing = bytes.iter().zip(&whole).position(|(a, b)| a != b);
            std::fs::write(sandbox.db(), &bytes).unwrap();
            let is_harmful = content(&sandbox.db()).ok().as_ref() != Some(&wanted);
            clear(&sandbox);
            let output = run(sandbox.command(&["doctor", "--deep"]));
            clear(&sandbox);
            expect(&output, &[0, 10, 65, 77], name);
            if is_harmful {
                harmful += 1;
                if output.status.success() {
                    missed.push(format!("{name} at {differing:?}"));
                }
            }
        }
    }
    assert!(harmful > places() * 2, "{harmful} of the places did harm");
    assert!(missed.is_empty(), "missed: {}", missed.join(", "));
}

/// Takes away what SQLite left beside the damaged file.
fn clear(sandbox: &Sandbox) {
    for beside in ["-wal", "-shm", "-journal"] {
        let _ = std::fs::remove_file(format!("{}{beside}", sandbox.db().display()));
    }
}

#[test]
fn a_repaired_copy_is_sound_and_the_damaged_file_is_left() {
    let sandbox = full();
    let whole = std::fs::read(sandbox.db()).unwrap();
    let mut random = 0x9e37_79b9_7f4a_7c15;
    let mut repaired = 0;
    for (name, harm) in HARMS {
        for _ in 0..places() / 10 {
            let mut bytes = whole.clone();
            let length = harm(&mut bytes, &mut random);
            bytes.truncate(length);
            std::fs::write(sandbox.db(), &bytes).unwrap();
            let found = run(sandbox.command(&["doctor", "--deep"]));
            let output = run(sandbox.command(&["doctor", "--repair", "-q"]));
            expect(&output, &[0, 65, 77], name);
            assert_eq!(std::fs::read(sandbox.db()).unwrap(), bytes, "{name}");
            clear(&sandbox);
            let path = text(&output.stdout);
            if found.status.success() || !output.status.success() {
                assert_eq!(path, "", "{name}");
                continue;
            }
            let copy = PathBuf::from(path.trim());
            assert_sound(&copy);
            std::fs::remove_file(copy).unwrap();
            repaired += 1;
        }
    }
    assert!(repaired > places() / 10, "{repaired} were repaired");
}

/// What `doctor --deep` says of the file after each of these, and what is repaired.
fn examined(sandbox: &Sandbox, sql: &str) -> String {
    let whole = std::fs::read(sandbox.db()).unwrap();
    let before = sandbox.store().state().unwrap();
    meddle(&sandbox.db(), sql);
    let found = sandbox.tpm("doctor --deep");
    let repaired = sandbox.tpm("doctor --repair");
    let copy = sandbox.home().join(".local/share/tpm/tpm.repaired.db");
    let after = super::open(&copy).state().unwrap();
    assert_eq!(after, before, "{sql}");
    std::fs::remove_file(copy).unwrap();
    std::fs::write(sandbox.db(), whole).unwrap();
    format!("{found}\n{repaired}\n")
}

#[test]
fn damage_is_named_by_record_and_repaired_without_loss() {
    let sandbox = super::seeded();
    let said: String = [
        "UPDATE action SET title = 'send the capacity plum' WHERE title LIKE 'send%'",
        "UPDATE change SET new = replace(new, 'capacity', 'capacitx') WHERE operation = 2",
        "DELETE FROM search WHERE rowid = (SELECT item FROM decision)",
        "UPDATE operation SET undone_by = 4 WHERE id = 3",
        "DELETE FROM role",
    ]
    .into_iter()
    .map(|sql| examined(&sandbox, sql))
    .collect();
    insta::assert_snapshot!(said, @"
    $ tpm doctor --deep
    problem: A-1: it is not what history says (table action); `tpm doctor --repair` makes a sound copy; `tpm restore` lists the backups
    problem: A-1: searching does not find it by its own words; `tpm doctor --repair` makes a sound copy; `tpm restore` lists the backups
    --- exit 10
    $ tpm doctor --repair
    Wrote a sound copy to [HOME]/.local/share/tpm/tpm.repaired.db: 4 operations kept

    • in the damaged file, A-1: it is not what history says (table action)
    --- stderr
    the file itself is unchanged; `tpm restore [HOME]/.local/share/tpm/tpm.repaired.db` shows what the copy would change
    --- exit 0
    $ tpm doctor --deep
    problem: operation 2: its digest does not follow from what it holds; `tpm doctor --repair` makes a sound copy; `tpm restore` lists the backups
    problem: A-1: it is not what history says (table action); `tpm doctor --repair` makes a sound copy; `tpm restore` lists the backups
    --- exit 10
    $ tpm doctor --repair
    Wrote a sound copy to [HOME]/.local/share/tpm/tpm.repaired.db: 1 operation kept
    The history of the last 3 could not be proven: what the rows say now stands in it as one operation, repair
    --- stderr
    the file itself is unchanged; `tpm restore [HOME]/.local/share/tpm/tpm.repaired.db` shows what the copy would change
    --- exit 0
    $ tpm doctor --deep
    problem: D-1: searching does not find it by its own words; `tpm doctor --repair` makes a sound copy; `tpm restore` lists the backups
    --- exit 10
    $ tpm doctor --repair
    Wrote a sound copy to [HOME]/.local/share/tpm/tpm.repaired.db: 4 operations kept
    --- stderr
    the file itself is unchanged; `tpm restore [HOME]/.local/share/tpm/tpm.repaired.db` shows what the copy would change
    --- exit 0
    $ tpm doctor --deep
    problem: operation 3: whether it was undone is not as the later operations say; `tpm doctor --repair` makes a sound copy; `tpm restore` lists the backups
    --- exit 10
    $ tpm doctor --repair
    Wrote a sound copy to [HOME]/.local/share/tpm/tpm.repaired.db: 4 operations kept
    --- stderr
    the file itself is unchanged; `tpm restore [HOME]/.local/share/tpm/tpm.repaired.db` shows what the copy would change
    --- exit 0
    $ tpm doctor --deep
    problem: role of D-1: it is missing (table role); `tpm doctor --repair` makes a sound copy; `tpm restore` lists the backups
    --- exit 10
    $ tpm doctor --repair
    Wrote a sound copy to [HOME]/.local/share/tpm/tpm.repaired.db: 4 operations kept

    • in the damaged file, role of D-1: it is missing (table role)
    --- stderr
    the file itself is unchanged; `tpm restore [HOME]/.local/share/tpm/tpm.repaired.db` shows what the copy would change
    --- exit 0
    ");
}
