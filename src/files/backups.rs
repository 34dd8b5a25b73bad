//! The names of backups in the state folder, and which of them have served their time.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike, NaiveDateTime, Utc};

use super::stem_for;

/// How many of the newest are kept, however close together they are.
const NEWEST: usize = 3;
/// For so many days the newest of each day is kept,
const DAYS: i64 = 7;
/// for so many weeks the newest of each week,
const WEEKS: i64 = 4;
/// and for so many months the newest of each month.
const MONTHS: i32 = 12;
/// How many files set aside by `restore` are kept.
const SET_ASIDE: usize = 5;

const INSTANT: &str = "%Y%m%dT%H%M%SZ";
const SET_ASIDE_WORD: &str = "before-restore";

/// Why a backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// By the user or a scheduled job.
    Asked,
    /// Before the file was brought to a newer schema.
    Migration,
    /// What `restore` found in its way.
    SetAside,
}

/// A backup as its name tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupFile {
    pub path: PathBuf,
    pub purpose: Purpose,
    pub taken: DateTime<Utc>,
}

impl BackupFile {
    /// Returns the name without its folder.
    pub fn name(&self) -> String {
        let name = self.path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// Returns the number that tells backups of one second apart.
    fn number(&self) -> u32 {
        let stem = self.path.file_stem().unwrap_or_default().to_string_lossy();
        let last = stem.rsplit('-').next().and_then(|last| last.parse().ok());
        last.unwrap_or(1)
    }
}

/// Returns the folder of all backups.
pub fn folder(state: &Path) -> PathBuf {
    state.join("backups")
}

/// Returns a free place for a backup of the store at `store`.
pub fn place(folder: &Path, store: &Path, purpose: Purpose, now: DateTime<Utc>) -> PathBuf {
    let word = match purpose {
        Purpose::SetAside => format!("-{SET_ASIDE_WORD}"),
        Purpose::Asked | Purpose::Migration => String::new(),
    };
    let stem = format!("{}-{}{word}", stem_for(store), now.format(INSTANT));
    let first = folder.join(format!("{stem}.db"));
    std::iter::once(first)
        .chain((2..).map(|number| folder.join(format!("{stem}-{number}.db"))))
        .find(|path| !path.exists())
        .expect("one number is free")
}

/// Returns the backups of the store at `store`, the newest first.
pub fn all(folder: &Path, store: &Path) -> Vec<BackupFile> {
    let prefix = format!("{}-", stem_for(store));
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found: Vec<BackupFile> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path.file_name()?.to_string_lossy().into_owned();
            let said = name.strip_prefix(&prefix)?.strip_suffix(".db")?;
            read(said, path)
        })
        .collect();
    found.sort_by_key(|backup| Reverse((backup.taken, backup.number())));
    found
}

fn read(said: &str, path: PathBuf) -> Option<BackupFile> {
    if said.starts_with("schema") {
        // The name tells the schema and not the time.
        let changed = std::fs::metadata(&path).and_then(|data| data.modified());
        return Some(BackupFile {
            path,
            purpose: Purpose::Migration,
            taken: changed.map_or(DateTime::UNIX_EPOCH, DateTime::from),
        });
    }
    let instant = said.split('-').next()?;
    let taken = NaiveDateTime::parse_from_str(instant, INSTANT).ok()?;
    Some(BackupFile {
        path,
        purpose: if said.contains(SET_ASIDE_WORD) {
            Purpose::SetAside
        } else {
            Purpose::Asked
        },
        taken: taken.and_utc(),
    })
}

/// Returns those of `backups`, the newest first, that are not kept any longer: the newest of each
/// of the last days, weeks and months stay, and everything from before a migration.
pub fn outdated(backups: &[BackupFile], now: DateTime<Utc>) -> Vec<&BackupFile> {
    let of = |purpose| backups.iter().filter(move |one| one.purpose == purpose);
    let (mut days, mut weeks, mut months) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut outdated = Vec::new();
    for (at, backup) in of(Purpose::Asked).enumerate() {
        let day = backup.taken.date_naive();
        let age = (now.date_naive() - day).num_days();
        let month = day.year() * 12 + day.month0() as i32;
        let months_ago = now.year() * 12 + now.month0() as i32 - month;
        // Each is asked, so that each set knows of every backup that is newer.
        let kept = [
            at < NEWEST,
            days.insert(day) && age < DAYS,
            weeks.insert(day.iso_week()) && age < WEEKS * 7,
            months.insert(month) && months_ago < MONTHS,
        ];
        if !kept.contains(&true) {
            outdated.push(backup);
        }
    }
    outdated.extend(of(Purpose::SetAside).skip(SET_ASIDE));
    outdated
}

#[cfg(test)]
mod tests {
    use super::*;

    fn backup(taken: &str, purpose: Purpose) -> BackupFile {
        BackupFile {
            path: PathBuf::from(taken),
            purpose,
            taken: taken.parse().unwrap(),
        }
    }

    #[test]
    #[allow(clippy::disallowed_methods)] // it needs a folder of its own
    fn a_name_that_was_given_is_read_back_and_a_taken_one_gets_a_number() {
        let folder = std::env::temp_dir().join(format!("tpm-backups-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let store = Path::new("/x/tpm.db");
        let now: DateTime<Utc> = "2026-11-22T10:00:00Z".parse().unwrap();
        for purpose in [Purpose::Asked, Purpose::Asked] {
            std::fs::write(place(&folder, store, purpose, now), "").unwrap();
        }
        let later = now + chrono::Duration::minutes(1);
        std::fs::write(place(&folder, store, Purpose::SetAside, later), "").unwrap();
        std::fs::write(folder.join("other-20261122T100000Z.db"), "").unwrap();
        let found = all(&folder, store);
        std::fs::remove_dir_all(&folder).unwrap();
        let said: Vec<String> = found
            .iter()
            .map(|one| format!("{:?} {} {}", one.purpose, one.taken, one.number()))
            .collect();
        let want = [
            "SetAside 2026-11-22 10:01:00 UTC 1",
            "Asked 2026-11-22 10:00:00 UTC 2",
            "Asked 2026-11-22 10:00:00 UTC 1",
        ];
        assert_eq!(said, want);
    }

    #[test]
    fn days_weeks_and_months_keep_their_newest_backup() {
        let now: DateTime<Utc> = "2026-11-22T10:00:00Z".parse().unwrap();
        // Two a day for 400 days.
        let backups: Vec<BackupFile> = (0..800)
            .map(|half_days| BackupFile {
                taken: now - chrono::Duration::hours(12 * half_days),
                ..backup("2026-11-22T10:00:00Z", Purpose::Asked)
            })
            .collect();
        let gone = outdated(&backups, now);
        let kept: Vec<String> = backups
            .iter()
            .filter(|one| !gone.contains(one))
            .map(|one| one.taken.format("%m-%d %H").to_string())
            .collect();
        insta::assert_snapshot!(kept.join("\n"), @"
        11-22 10
        11-21 22
        11-21 10
        11-20 22
        11-19 22
        11-18 22
        11-17 22
        11-16 22
        11-15 22
        11-08 22
        11-01 22
        10-31 22
        09-30 22
        08-31 22
        07-31 22
        06-30 22
        05-31 22
        04-30 22
        03-31 22
        02-28 22
        01-31 22
        12-31 22
        ");
    }

    #[test]
    fn backups_from_before_a_migration_are_never_outdated() {
        let now = "2026-11-22T10:00:00Z".parse().unwrap();
        let old: Vec<BackupFile> = (0..20)
            .map(|_| backup("2016-11-22T10:00:00Z", Purpose::Migration))
            .collect();
        assert!(outdated(&old, now).is_empty());
        let aside: Vec<BackupFile> = (0..7)
            .map(|_| backup("2016-11-22T10:00:00Z", Purpose::SetAside))
            .collect();
        assert_eq!(outdated(&aside, now).len(), 2);
    }
}
