//! Files of every shipped schema are brought to the newest one whole: the same rows, a history that
//! replays to them, and a chain that verifies.

use rusqlite::Connection;

use super::scratch;
use crate::model::decision::Decision;
use crate::model::id::{ItemId, Kind};
use crate::store::migrate::{APPLICATION_ID, MIGRATIONS, newest};
use crate::store::{Access, Opening, Store};

/// The rows of a file of each shipped schema but the newest.
const SHIPPED: [&str; 2] = [include_str!("shipped/1.sql"), include_str!("shipped/2.sql")];

#[test]
fn every_shipped_schema_opens_as_the_newest_with_its_rows_and_history() {
    assert_eq!(SHIPPED.len() as i64 + 1, newest(), "a schema has no file");
    for (version, rows) in (1_usize..).zip(SHIPPED) {
        let folder = scratch(&format!("shipped-{version}"));
        let path = folder.join("tpm.db");
        let old = Connection::open(&path).unwrap();
        old.pragma_update(None, "application_id", APPLICATION_ID)
            .unwrap();
        for step in &MIGRATIONS[..version] {
            old.execute_batch(step).unwrap();
        }
        old.pragma_update(None, "user_version", version as i64)
            .unwrap();
        old.pragma_update(None, "foreign_keys", false).unwrap();
        old.execute_batch(rows).unwrap();
        drop(old);
        let opening = Opening {
            path,
            state: Some(folder),
            store_uid: "unused".to_owned(),
            patience: Box::new(|| false),
            warn: Box::new(|_| ()),
        };
        let store = Store::open(opening, Access::Write).unwrap();
        assert!(store.migration_backup().is_some());
        assert_eq!(store.replay_differences().unwrap(), Vec::<String>::new());
        assert_eq!(store.broken_link().unwrap(), None);
        let id = ItemId::new(Kind::Decision, 2);
        let (key, _) = store.reader().find_item(id).unwrap().unwrap();
        let decision: Decision = store.reader().row(key).unwrap().entity;
        assert_eq!(decision.title, "Ship with vendor B");
    }
}
