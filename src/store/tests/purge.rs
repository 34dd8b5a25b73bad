//! Facts about purging: parts go with their item, counters stay, and a row that was created with a text
//! begins anew without it.

use super::journal::ctx;
use crate::model::ctx::Ctx;
use crate::model::decision::Decision;
use crate::model::id::{ItemId, Key, Kind};
use crate::model::meeting::Meeting;
use crate::model::option::{DecisionOption, Points, Scores};
use crate::model::relation::{External, Nudge};
use crate::model::words::MeetingStatus;
use crate::store::{Journal, Operation, Purge, Quoting, Rehearsal, Store, StoreError};

const SECRET: &str = "xylophone";

fn write(
    store: &mut Store,
    ctx: &Ctx,
    verb: &'static str,
    work: impl FnOnce(&mut Journal<'_>) -> Result<Key, StoreError>,
) -> Key {
    let operation = Operation::new(verb);
    let written = store.write(ctx, operation, Rehearsal::Real, work);
    written.unwrap().result
}

/// Asserts that no table holds the secret, and that history is sound.
fn assert_gone(store: &Store) {
    let connection = store.reader().connection;
    for sql in [
        "SELECT count(*) FROM change WHERE instr(old, ?1) OR instr(new, ?1)",
        "SELECT count(*) FROM text WHERE instr(body, ?1)",
        "SELECT count(*) FROM search WHERE search MATCH ?1",
    ] {
        let count: i64 = connection
            .query_row(sql, [SECRET], |row| row.get(0))
            .unwrap();
        assert_eq!(count, 0, "{sql}");
    }
    assert!(
        store
            .state()
            .unwrap()
            .iter()
            .all(|row| !row.contains(SECRET))
    );
    assert_eq!(store.broken_link().unwrap(), None);
    assert_eq!(store.replay_differences().unwrap(), Vec::<String>::new());
}

#[test]
fn options_and_nudges_go_with_their_decision() {
    let (mut store, ctx) = (Store::empty("test").unwrap(), ctx());
    write(&mut store, &ctx, "propose", |journal| {
        let decision = journal.create(&Decision::new("Which?".to_owned(), ctx.today))?;
        journal.create(&DecisionOption {
            decision,
            ordinal: 1,
            position: 1,
            title: SECRET.to_owned(),
            pros: Points::of([SECRET]),
            cons: Points::default(),
            scores: Scores::default(),
            chosen: false,
        })?;
        journal.create(&Nudge {
            parent: decision,
            person: None,
            at: ctx.now,
            channel: Some(SECRET.to_owned()),
            level: 0,
            note: Some(SECRET.to_owned()),
        })
    });
    let found = |store: &Store| {
        let filter = crate::store::SearchFilter {
            limit: 9,
            ..Default::default()
        };
        store
            .reader()
            .search(&[SECRET.to_owned()], &filter)
            .unwrap()
            .hits
    };
    let hits = found(&store);
    assert_eq!(hits.len(), 1, "{hits:?}");
    assert_eq!(hits[0].part, Some("option"));
    let id = ItemId::new(Kind::Decision, 1);
    let subject = store.reader().ever(id).unwrap().unwrap();
    write(&mut store, &ctx, "purge", |journal| {
        let mut purge = Purge::begin(journal)?;
        purge.item(&subject)?;
        purge.finish()?;
        Ok(subject.key)
    });
    assert_gone(&store);
    assert!(found(&store).is_empty());
}

#[test]
fn a_row_that_was_created_with_a_text_begins_anew_without_it() {
    let (mut store, ctx) = (Store::empty("test").unwrap(), ctx());
    let long = format!("{SECRET} {}", "word ".repeat(2000));
    let mut rows = Vec::new();
    write(&mut store, &ctx, "meet", |journal| {
        let meeting = journal.create(&Meeting {
            title: "Sync".to_owned(),
            held: ctx.today,
            starts_at: None,
            status: MeetingStatus::Closed,
            closed_at: None,
            notes: long.clone(),
            workstream: None,
            history: false,
            series: None,
            minutes: None,
            revision: None,
        })?;
        let external = journal.create(&External {
            parent: meeting,
            source: "notes".to_owned(),
            external_id: "sync.md".to_owned(),
            url: None,
            content: Some(long.clone()),
        })?;
        journal.set_deleted::<Meeting>(meeting, true)?;
        rows = vec![(Quoting::Notes, meeting), (Quoting::Imported, external)];
        Ok(meeting)
    });
    let before = store.state().unwrap().len();
    write(&mut store, &ctx, "purge", |journal| {
        let mut purge = Purge::begin(journal)?;
        for (quoting, key) in &rows {
            purge.text(*quoting, *key, "nothing")?;
        }
        purge.finish()?;
        Ok(rows[0].1)
    });
    assert_gone(&store);
    assert_eq!(store.state().unwrap().len(), before);
    let meeting = store.reader().row::<Meeting>(rows[0].1).unwrap();
    assert!(meeting.deleted && meeting.entity.notes == "nothing");
}
