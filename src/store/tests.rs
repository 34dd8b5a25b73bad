//! What the unit tests of the store share, and that tampering with a file is found.

use std::path::PathBuf;

use super::{Operation, Rehearsal, Store};
use crate::model::ctx::{Ctx, Entropy, Policy};
use crate::model::person::Person;

/// Returns an empty folder of this name that belongs to the running test process.
pub(super) fn scratch(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("tpm-store-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Returns a store in memory in which a person was added and then given a name.
fn with_history() -> Store {
    let ctx = Ctx {
        now: "2026-11-22T10:00:00Z".parse().unwrap(),
        today: "2026-11-22".parse().unwrap(),
        zone: chrono_tz::UTC,
        actor: "sam".to_owned(),
        policy: Policy::default(),
        entropy: Entropy::new([7; 32]),
    };
    let mut store = Store::empty("test").unwrap();
    let mut person = Person::new("priya".to_owned());
    let mut key = None;
    for name in [None, Some("Priya Shah".to_owned())] {
        person.name = name;
        let operation = Operation::new("person");
        let written = store.write(&ctx, operation, Rehearsal::Real, |journal| match key {
            None => journal.create(&person),
            Some(key) => journal.update(key, &person).map(|()| key),
        });
        key = Some(written.unwrap().result);
    }
    store
}

#[test]
fn an_untouched_history_is_whole_and_replays_to_the_tables() {
    let store = with_history();
    assert_eq!(store.broken_link().unwrap(), None);
    assert_eq!(store.replay_differences().unwrap(), Vec::<String>::new());
}

#[test]
fn one_byte_changed_in_history_breaks_the_chain_there() {
    let check = |sql: &str, want: i64| {
        let store = with_history();
        let changed = store.connection.execute(sql, []).unwrap();
        assert_eq!(changed, 1, "{sql}");
        assert_eq!(store.broken_link().unwrap(), Some(want), "{sql}");
    };
    let last_change = "WHERE id = (SELECT max(id) FROM change)";
    for set in [
        "new = replace(new, 'Shah', 'Sham')",
        "old = '\"Priya Shai\"'",
        "field = 'email'",
        "tbl = tbl + 1",
        "item = item + 1",
        "what = 0",
        "salt = zeroblob(16)",
        "digest = zeroblob(32)",
    ] {
        check(&format!("UPDATE change SET {set} {last_change}"), 2);
    }
    check(&format!("DELETE FROM change {last_change}"), 2);
    for set in [
        "actor = 'sal'",
        "verb = 'persom'",
        "at = '2026-11-22T10:00:01Z'",
        "items = 'A-1'",
        "grp = 2",
        "digest = zeroblob(32)",
    ] {
        check(&format!("UPDATE operation SET {set} WHERE id = 1"), 1);
    }
}

#[test]
fn a_row_changed_without_history_differs_from_the_replay() {
    let store = with_history();
    store
        .connection
        .execute("UPDATE person SET name = 'Priya Sham'", [])
        .unwrap();
    assert_eq!(store.broken_link().unwrap(), None);
    assert_eq!(store.replay_differences().unwrap(), ["person"]);
}
