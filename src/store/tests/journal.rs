//! Facts about the mutation path: one operation a command, texts once, a chain that holds.

use chrono::{DateTime, Utc};

use crate::model::action::Action;
use crate::model::ctx::{Ctx, Entropy, Policy};
use crate::model::id::{ItemId, Key, Kind};
use crate::store::{Journal, Store, StoreError};
use crate::store::{Operation, Rehearsal};

pub(super) fn ctx() -> Ctx {
    let now: DateTime<Utc> = "2026-11-22T10:00:00Z".parse().unwrap();
    Ctx {
        now,
        today: now.date_naive(),
        zone: chrono_tz::UTC,
        actor: "sam".to_owned(),
        policy: Policy::default(),
        entropy: Entropy::new([7; 32]),
    }
}

pub(super) fn write<R>(
    store: &mut Store,
    ctx: &Ctx,
    work: impl FnOnce(&mut Journal<'_>) -> Result<R, StoreError>,
) -> R {
    let operation = Operation::new("act");
    store
        .write(ctx, operation, Rehearsal::Real, work)
        .unwrap()
        .result
}

pub(super) fn add(store: &mut Store, ctx: &Ctx, body: &str) -> Key {
    let mut action = Action::new("send the plan".to_owned(), ctx.now);
    action.body = Some(body.to_owned());
    write(store, ctx, |journal| journal.create(&action))
}

fn count(store: &Store, table: &str) -> i64 {
    let sql = format!("SELECT count(*) FROM {table}");
    let connection = store.reader().connection;
    connection.query_row(&sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn a_long_text_is_kept_once_however_many_changes_hold_it() {
    let (mut store, ctx) = (Store::empty("test").unwrap(), ctx());
    let long = "word ".repeat(2000);
    for _ in 0..3 {
        add(&mut store, &ctx, &long);
    }
    assert_eq!(count(&store, "text"), 1);
    let stored: i64 = store
        .reader()
        .connection
        .query_row("SELECT max(length(new)) FROM change", [], |row| row.get(0))
        .unwrap();
    assert!(stored < 1000, "a change holds {stored} characters");
    assert_eq!(store.replay_differences().unwrap(), Vec::<String>::new());
}

#[test]
fn a_write_that_changes_nothing_makes_no_operation() {
    let (mut store, ctx) = (Store::empty("test").unwrap(), ctx());
    let key = add(&mut store, &ctx, "x");
    let same: Action = store.reader().row(key).unwrap().entity;
    write(&mut store, &ctx, |journal| {
        journal.update(key, &same)?;
        Ok(key)
    });
    assert_eq!(count(&store, "operation"), 1);
}

#[test]
fn a_failed_attempt_takes_back_its_own_changes_only() {
    let (mut store, ctx) = (Store::empty("test").unwrap(), ctx());
    let action = Action::new("kept".to_owned(), ctx.now);
    write(&mut store, &ctx, |journal| {
        let key = journal.create(&action)?;
        let failed: Result<(), StoreError> = journal.attempt(|journal| {
            journal.create(&action)?;
            Err(StoreError::DiskFull)
        });
        assert!(failed.is_err());
        Ok(key)
    });
    assert_eq!(count(&store, "action"), 1);
    assert_eq!(count(&store, "change"), 1);
    assert_eq!(store.replay_differences().unwrap(), Vec::<String>::new());
}

#[test]
fn numbers_are_never_given_twice_undo_included() {
    let (mut store, ctx) = (Store::empty("test").unwrap(), ctx());
    add(&mut store, &ctx, "first");
    let undo = Operation {
        verb: "undo",
        undoes: Some(1),
    };
    store
        .write(&ctx, undo, Rehearsal::Real, |journal| journal.take_back(1))
        .unwrap();
    let key = add(&mut store, &ctx, "second");
    assert_eq!(
        store.reader().id_of(key).unwrap(),
        Some(ItemId::new(Kind::Action, 2))
    );
    assert_eq!(store.replay_differences().unwrap(), Vec::<String>::new());
}

#[test]
fn a_rehearsal_leaves_no_row_and_no_operation() {
    let (mut store, ctx) = (Store::empty("test").unwrap(), ctx());
    let action = Action::new("tried".to_owned(), ctx.now);
    let written = store
        .write(&ctx, Operation::new("act"), Rehearsal::Dry, |journal| {
            journal.create(&action)
        })
        .unwrap();
    assert_eq!(written.operation, None);
    assert_eq!(count(&store, "item") + count(&store, "operation"), 0);
}

#[test]
fn the_chain_holds_after_the_values_of_a_change_are_purged() {
    let (mut store, ctx) = (Store::empty("test").unwrap(), ctx());
    for body in ["one", "two", "three"] {
        add(&mut store, &ctx, body);
    }
    let connection = store.reader().connection;
    let purge = "UPDATE change SET old = NULL, new = NULL, salt = NULL WHERE operation = 2";
    connection.execute(purge, []).unwrap();
    assert_eq!(store.broken_link().unwrap(), None);
    connection
        .execute("DELETE FROM change WHERE operation = 2", [])
        .unwrap();
    assert_eq!(store.broken_link().unwrap(), Some(2));
}

#[test]
fn equal_values_have_different_digests_so_that_purged_ones_cannot_be_guessed() {
    let (mut store, ctx) = (Store::empty("test").unwrap(), ctx());
    let key = add(&mut store, &ctx, "x");
    for due in ["2026-12-01", "2026-12-02", "2026-12-01", "2026-12-02"] {
        let mut action: Action = store.reader().row(key).unwrap().entity;
        action.chase_on = Some(due.parse().unwrap());
        write(&mut store, &ctx, |journal| {
            journal.update(key, &action)?;
            Ok(key)
        });
    }
    let distinct: i64 = store
        .reader()
        .connection
        .query_row("SELECT count(DISTINCT digest) FROM change", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(distinct, count(&store, "change"));
}
