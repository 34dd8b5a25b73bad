//! Rows that have one place each, and merging two rows into one.

use super::journal::{ctx, write};
use crate::model::action::{Action, Helper};
use crate::model::ctx::Ctx;
use crate::model::decision::{Decision, Role};
use crate::model::id::Key;
use crate::model::meeting::{Attendance, Meeting};
use crate::model::person::{Alias, Audience, Membership, Person, Workstream};
use crate::model::words::{DecisionRole, MeetingStatus, Response, Seat};
use crate::store::journal::{Journal, Operation, Rehearsal};
use crate::store::table::TABLES;
use crate::store::{Store, StoreError};

/// Returns the columns of a table's UNIQUE constraint, as the file has it.
fn unique_columns(store: &Store, table: &str) -> Vec<String> {
    let connection = store.reader().connection;
    let mut statement = connection
        .prepare(
            "SELECT ii.name FROM pragma_index_list(?1) il, pragma_index_info(il.name) ii \
             WHERE il.origin = 'u' ORDER BY ii.seqno",
        )
        .unwrap();
    let names = statement.query_map([table], |row| row.get(0)).unwrap();
    names.collect::<Result<_, _>>().unwrap()
}

#[test]
fn every_unique_constraint_is_known_as_the_place_of_a_row() {
    let store = Store::empty("test").unwrap();
    for table in TABLES {
        assert_eq!(
            unique_columns(&store, table.name),
            table.once(),
            "{}",
            table.name
        );
    }
}

/// How many rows refer to a key, in every column that can.
fn references(store: &Store, key: Key) -> Vec<String> {
    let connection = store.reader().connection;
    let mut found = Vec::new();
    for table in TABLES {
        for column in table.references {
            let sql = format!("SELECT count(*) FROM {} WHERE {column} = ?1", table.name);
            let count: u32 = connection
                .query_row(&sql, [key.0], |row| row.get(0))
                .unwrap();
            if count > 0 {
                found.push(format!("{}.{column} {count}", table.name));
            }
        }
    }
    found
}

/// Two people, one of whom everything refers to, partly beside the other.
fn doubled(journal: &mut Journal<'_>, ctx: &Ctx) -> Result<[Key; 2], StoreError> {
    let kept = journal.create(&Person::new("priya".into()))?;
    let gone = journal.create(&Person {
        manager: Some(kept),
        ..Person::new("priya-s".into())
    })?;
    journal.create(&Person {
        manager: Some(gone),
        cover: Some(gone),
        merged_into: Some(gone),
        ..Person::new("ps".into())
    })?;
    let alias = "pshah".to_owned();
    journal.create_keyed(
        gone,
        "pshah",
        &Alias {
            person: gone,
            alias,
        },
    )?;
    let workstream = journal.create(&Workstream {
        lead: Some(gone),
        ..Workstream::new("launch".into(), ctx.today)
    })?;
    let party = journal.create(&Person::group("platform".into()))?;
    let meeting = journal.create(&Meeting {
        title: "Sync".into(),
        held: ctx.today,
        starts_at: None,
        status: MeetingStatus::Open,
        closed_at: None,
        notes: String::new(),
        workstream: None,
        history: false,
        series: None,
        minutes: None,
        revision: None,
    })?;
    let mut decision = Decision::new("Which?".into(), ctx.today);
    decision.raised_by = Some(gone);
    let decision = journal.create(&decision)?;
    let mut action = Action::new("send".into(), ctx.now);
    action.owner = Some(gone);
    action.waiting_on = Some(gone);
    let action = journal.create(&action)?;
    beside(
        journal,
        ctx,
        [party, workstream, action, decision, meeting],
        [kept, gone],
    )?;
    Ok([kept, gone])
}

/// Gives both people the same places.
fn beside(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    [party, workstream, action, decision, meeting]: [Key; 5],
    [kept, gone]: [Key; 2],
) -> Result<(), StoreError> {
    for person in [kept, gone] {
        let name = person.0.to_string();
        journal.create_keyed(
            party,
            &name,
            &Membership {
                party,
                member: person,
            },
        )?;
        journal.create_keyed(workstream, &name, &Audience { workstream, person })?;
        journal.create_keyed(action, &name, &Helper { action, person })?;
        let mut role = Role::new(decision, person, DecisionRole::Agree, ctx.today);
        role.response = (person == gone).then_some(Response::Object);
        journal.create_keyed(decision, &name, &role)?;
        let attendance = Attendance {
            meeting,
            person,
            seat: if person == gone {
                Seat::Chair
            } else {
                Seat::Member
            },
            invited: person == kept,
            attended: person == gone,
        };
        journal.create_keyed(meeting, &name, &attendance)?;
    }
    // Deleted rows stand in places too.
    for person in [kept, gone] {
        let role = Role::new(decision, person, DecisionRole::Input, ctx.today);
        let key = journal.create_keyed(decision, &format!("input {}", person.0), &role)?;
        journal.set_deleted::<Role>(key, person == kept)?;
        let role = Role::new(decision, person, DecisionRole::Perform, ctx.today);
        let key = journal.create_keyed(decision, &format!("perform {}", person.0), &role)?;
        journal.set_deleted::<Role>(key, person == gone)?;
    }
    Ok(())
}

#[test]
fn after_a_merge_nothing_refers_to_what_was_merged() {
    let (mut store, ctx) = (Store::empty("test").unwrap(), ctx());
    let [kept, gone] = write(&mut store, &ctx, |journal| doubled(journal, &ctx));
    let before = store.state().unwrap();
    assert!(
        references(&store, gone).len() > 12,
        "{:?}",
        references(&store, gone)
    );
    write(&mut store, &ctx, |journal| journal.redirect(gone, kept));
    assert_eq!(references(&store, gone), Vec::<String>::new());
    assert_eq!(store.replay_differences().unwrap(), Vec::<String>::new());

    let reader = store.reader();
    let meeting = reader.open_meetings().unwrap()[0].key;
    let attendance = &reader.attendance_of(meeting).unwrap()[..];
    assert_eq!(attendance.len(), 1);
    let Attendance {
        seat,
        invited,
        attended,
        ..
    } = attendance[0].entity;
    assert_eq!((seat, invited, attended), (Seat::Chair, true, true));
    let decision = reader.open_roles(kept).unwrap()[0].entity.decision;
    let parts: Vec<_> = reader
        .roles_of(decision)
        .unwrap()
        .into_iter()
        .map(|row| (row.entity.role, row.entity.response))
        .collect();
    assert_eq!(
        parts,
        [
            (DecisionRole::Agree, Some(Response::Object)),
            (DecisionRole::Perform, None),
            (DecisionRole::Input, None),
        ]
    );

    let undo = Operation {
        verb: "undo",
        undoes: Some(2),
    };
    store
        .write(&ctx, undo, Rehearsal::Real, |journal| {
            journal.take_back(2).map(|_| ())
        })
        .unwrap();
    assert_eq!(store.state().unwrap(), before);
    assert_eq!(store.replay_differences().unwrap(), Vec::<String>::new());
}

#[test]
fn a_name_that_passed_to_somebody_else_takes_nothing_from_who_had_it() {
    let (mut store, ctx) = (Store::empty("test").unwrap(), ctx());
    write(&mut store, &ctx, |journal| {
        let first = journal.create(&Person::new("priya".into()))?;
        let second = journal.create(&Person::new("lee".into()))?;
        let action = journal.create(&Action::new("send".into(), ctx.now))?;
        let helper = |person| Helper { action, person };
        let one = journal.create_keyed(action, "priya", &helper(first))?;
        let two = journal.create_keyed(action, "priya", &helper(second))?;
        assert_ne!(one, two);
        journal.set_deleted::<Helper>(one, true)?;
        assert_eq!(
            journal.create_keyed(action, "renamed", &helper(first))?,
            one
        );
        assert_eq!(journal.reader().helpers_of(action)?.len(), 2);
        Ok(())
    });
    assert_eq!(store.replay_differences().unwrap(), Vec::<String>::new());
}
