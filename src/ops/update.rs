//! Status updates: the writer's own words of a time, kept as a draft until it is sent.

use chrono::{DateTime, Days, NaiveDate, Utc};

use crate::model::ctx::Ctx;
use crate::model::id::Key;
use crate::model::update::Update;
use crate::model::words::Rag;
use crate::store::{Journal, Operation, Reader, Row};

use super::Desk;
use super::edit::Set;
use super::error::OpsError;
use super::outcome::Remarks;
use super::people;
use super::person::Edited;

/// How many days an update tells of that has none before it, today included.
const USUAL_DAYS: u64 = 7;

/// What the writer says; `None` leaves a field alone.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pub summary: Option<Set<String>>,
    pub highlights: Option<Set<String>>,
    pub lowlights: Option<Set<String>>,
    pub ask: Option<Set<String>>,
    /// The status against the computed one.
    pub rag: Option<Set<Rag>>,
}

impl Words {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        let Words {
            summary,
            highlights,
            lowlights,
            ask,
            rag,
        } = self;
        let texts = [summary, highlights, lowlights, ask];
        texts.iter().all(|text| text.is_none()) && rag.is_none()
    }
}

/// An update with the names of what it is about and of who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateFacts {
    pub update: Update,
    /// The slug of its workstream; none for the whole program.
    pub workstream: Option<String>,
    pub author: Option<String>,
}

/// What was sent, where, and how it stood then.
#[derive(Clone, Debug)]
pub struct Copy {
    /// The first day of which the text tells.
    pub begins: NaiveDate,
    pub text: String,
    pub channel: Option<String>,
    pub rag: Option<Rag>,
}

/// Returns the workstream that a word names; none is the whole program.
pub fn subject(reader: Reader<'_>, word: Option<&str>) -> Result<Option<Key>, OpsError> {
    let Some(word) = word else { return Ok(None) };
    let found = people::filter_workstream(reader, word)?;
    Ok(found.into_iter().next().flatten())
}

/// Returns the update that is being written: the latest, unless that was sent.
pub fn draft(reader: Reader<'_>, workstream: Option<Key>) -> Result<Option<Row<Update>>, OpsError> {
    let latest = reader.updates_of(workstream)?.into_iter().next();
    Ok(latest.filter(|row| row.entity.sent_at.is_none()))
}

/// Returns the update that was sent last.
pub fn last_sent(
    reader: Reader<'_>,
    workstream: Option<Key>,
) -> Result<Option<Row<Update>>, OpsError> {
    let mut updates = reader.updates_of(workstream)?;
    updates.retain(|row| row.entity.sent_at.is_some());
    Ok(updates
        .into_iter()
        .max_by_key(|row| (row.entity.sent_at, row.key)))
}

/// Returns the latest update of a workstream or of the program, for a look.
pub fn latest(
    reader: Reader<'_>,
    workstream: Option<Key>,
) -> Result<Option<UpdateFacts>, OpsError> {
    let latest = reader.updates_of(workstream)?.into_iter().next();
    latest.map(|row| described(reader, row.entity)).transpose()
}

/// Writes down what the writer says of a workstream; goes on with what was not sent yet.
pub fn write(
    desk: Desk<'_>,
    workstream: Option<&str>,
    words: &Words,
) -> Result<Edited<UpdateFacts>, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let written = store.write(ctx, Operation::new("update"), rehearsal, |journal| {
        let subject = subject(journal.reader(), workstream)?;
        let (key, mut update) = taken_up(journal, ctx, subject)?;
        put(&mut update, words);
        update.author = Some(people::me(journal, ctx)?);
        store_one(journal, key, &update)?;
        described(journal.reader(), update)
    })?;
    Ok(Edited {
        verb: "Wrote",
        now: written.result,
        remarks: Remarks::new(),
        operation: written.operation,
    })
}

/// Records that a report was sent, with the text as it went out; the next one tells what changed since.
pub fn sent(
    desk: Desk<'_>,
    copies: &[(Option<Key>, Copy)],
) -> Result<Edited<Vec<UpdateFacts>>, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let written = store.write(ctx, Operation::new("report"), rehearsal, |journal| {
        let mut recorded = Vec::new();
        for (workstream, copy) in copies {
            let Copy {
                begins,
                text,
                channel,
                rag,
            } = copy;
            let (key, mut update) = taken_up(journal, ctx, *workstream)?;
            update.author = Some(people::me(journal, ctx)?);
            update.rag = *rag;
            update.begins = *begins;
            update.ends = ctx.today;
            update.sent_at = Some(ctx.now);
            update.channel.clone_from(channel);
            update.copy = Some(text.clone());
            store_one(journal, key, &update)?;
            recorded.push(described(journal.reader(), update)?);
        }
        Ok::<_, OpsError>(recorded)
    })?;
    Ok(Edited {
        verb: "Sent",
        now: written.result,
        remarks: Remarks::new(),
        operation: written.operation,
    })
}

/// Returns the update that is being written with its key, or a new one.
fn taken_up(
    journal: &Journal<'_>,
    ctx: &Ctx,
    workstream: Option<Key>,
) -> Result<(Option<Key>, Update), OpsError> {
    let reader = journal.reader();
    if let Some(row) = draft(reader, workstream)? {
        let update = Update {
            ends: ctx.today,
            at: ctx.now,
            ..row.entity
        };
        return Ok((Some(row.key), update));
    }
    let before = last_sent(reader, workstream)?;
    Ok((
        None,
        Update {
            workstream,
            begins: begins(ctx, before.as_ref().map(|row| &row.entity)),
            ends: ctx.today,
            author: None,
            at: ctx.now,
            rag: None,
            summary: None,
            highlights: None,
            lowlights: None,
            ask: None,
            sent_at: None,
            channel: None,
            copy: None,
        },
    ))
}

/// Returns the first day of which an update tells: the day on which the one before was sent.
pub fn begins(ctx: &Ctx, before: Option<&Update>) -> NaiveDate {
    let usual = ctx.today.checked_sub_days(Days::new(USUAL_DAYS - 1));
    let sent = before.and_then(|update| update.sent_at);
    let sent = sent.map(|at: DateTime<Utc>| at.with_timezone(&ctx.zone).date_naive());
    sent.or(usual).unwrap_or(ctx.today)
}

fn put(update: &mut Update, words: &Words) {
    let Words {
        summary,
        highlights,
        lowlights,
        ask,
        rag,
    } = words;
    for (field, said) in [
        (&mut update.summary, summary),
        (&mut update.highlights, highlights),
        (&mut update.lowlights, lowlights),
        (&mut update.ask, ask),
    ] {
        if let Some(said) = said {
            *field = said.value();
        }
    }
    if let Some(rag) = rag {
        update.rag = rag.value();
    }
}

fn store_one(journal: &mut Journal<'_>, key: Option<Key>, update: &Update) -> Result<(), OpsError> {
    match key {
        Some(key) => journal.update(key, update)?,
        None => {
            journal.create(update)?;
        }
    }
    Ok(())
}

fn described(reader: Reader<'_>, update: Update) -> Result<UpdateFacts, OpsError> {
    let workstream = update.workstream.map(|key| reader.slug_of(key));
    let author = update.author.map(|key| reader.handle_of(key));
    Ok(UpdateFacts {
        workstream: workstream.transpose()?,
        author: author.transpose()?,
        update,
    })
}
