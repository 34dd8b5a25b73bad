//! Purging items: what would go, and taking it out of the file and of its copies.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::model::ctx::Ctx;
use crate::model::id::{ItemId, Key};
use crate::store::{
    Access, Extent, Operation, Purge, Quoting, Reader, Rehearsal, Said, Standing, Store,
    StoreError, Subject, copies_in,
};
use crate::text::dates::Calendar;
use crate::text::ids::IdWord;

use super::Desk;
use super::directory::Directory;
use super::error::OpsError;
use super::notes::{self, Traces};
use super::update::{self, UpdateFacts};
use super::{facts, targets};

/// How many other items are named that say the same words.
const MOST_ELSEWHERE: u32 = 10;

/// An item that is to be purged, and what goes with it.
#[derive(Clone, Debug)]
pub struct Doomed {
    pub subject: Subject,
    /// None for one whose creation was undone or that was purged before.
    pub title: Option<String>,
    pub extent: Extent,
}

/// What a purge would take.
#[derive(Clone, Debug)]
pub struct Plan {
    pub items: Vec<Doomed>,
    /// The meetings whose notes have lines of the items, now or earlier.
    pub quoted_in: Vec<ItemId>,
    /// The reports that were sent with lines of the items, now or earlier.
    pub sent: Vec<UpdateFacts>,
    /// Items that say the words of a title in text of their own, and keep them.
    pub elsewhere: Vec<ItemId>,
    /// What else says them: the handles of people with `@`, the slugs of workstreams and series, and
    /// "the program" for an update of that.
    pub elsewhere_named: Vec<String>,
    quotes: Vec<Quote>,
    traces: Traces,
}

/// A text that quotes an item, now or in its history.
#[derive(Clone, Debug)]
struct Quote {
    quoting: Quoting,
    key: Key,
    /// What it says without the item.
    text: String,
}

impl Plan {
    /// Returns the code that confirms exactly this purge; `beside` sums up what goes outside the file.
    pub fn code(&self, beside: &[u8]) -> String {
        let mut hasher = blake3::Hasher::new();
        for Doomed {
            subject, extent, ..
        } in &self.items
        {
            hasher.update(&subject.uid.0);
            hasher.update(&extent.digest);
        }
        for quote in &self.quotes {
            hasher.update(&quote.key.0.to_le_bytes());
            hasher.update(quote.text.as_bytes());
        }
        hasher.update(beside);
        hasher.finalize().to_hex()[..6].to_owned()
    }

    /// Whether all of it was purged from the file before.
    pub fn is_done(&self) -> bool {
        let standings = self.items.iter().map(|one| one.subject.standing);
        standings
            .into_iter()
            .all(|standing| matches!(standing, Standing::Purged(_)))
    }

    /// Returns the identities of the items, by which copies of the file know them.
    pub fn subjects(&self) -> Vec<Subject> {
        self.items.iter().map(|one| one.subject).collect()
    }
}

/// Finds out what a purge of the items named would take. Deleted items, those whose creation was
/// undone and those purged before can be named too.
pub fn plan(reader: Reader<'_>, ctx: &Ctx, words: &[IdWord]) -> Result<Plan, OpsError> {
    let mut subjects: Vec<Subject> = Vec::new();
    for word in words {
        for subject in named(reader, ctx, word)? {
            if !subjects.contains(&subject) {
                subjects.push(subject);
            }
        }
    }
    plan_of(reader, ctx, &subjects)
}

fn named(reader: Reader<'_>, ctx: &Ctx, word: &IdWord) -> Result<Vec<Subject>, OpsError> {
    let ids: Vec<ItemId> = match word {
        IdWord::Id(id) => vec![*id],
        IdWord::Range(first, last) => {
            let numbers = first.number..=last.number;
            numbers
                .map(|number| ItemId::new(first.kind, number))
                .collect()
        }
        _ => {
            let targets = targets::resolve(reader, ctx, std::slice::from_ref(word), &[])?;
            targets.into_iter().map(|target| target.id).collect()
        }
    };
    let mut subjects = Vec::new();
    for id in ids {
        subjects.extend(reader.ever(id)?);
    }
    if subjects.is_empty() {
        // Says what is wrong with the word, and where to look.
        targets::resolve(reader, ctx, std::slice::from_ref(word), &[])?;
    }
    Ok(subjects)
}

fn plan_of(reader: Reader<'_>, ctx: &Ctx, subjects: &[Subject]) -> Result<Plan, OpsError> {
    let mut items = Vec::new();
    let mut traces = Traces::default();
    for subject in subjects {
        let is_there = matches!(subject.standing, Standing::Live | Standing::Deleted);
        let named = facts::named(reader, is_there.then_some(subject.key))?;
        traces.ids.push(subject.id);
        traces.titles.extend(reader.titles_ever(subject.key)?);
        items.push(Doomed {
            subject: *subject,
            title: named.map(|named| named.title),
            extent: reader.extent_of(subject)?,
        });
    }
    let eraser = Eraser::over(reader, ctx, traces)?;
    let (quoted_in, mut quotes) = quotes(reader, &eraser, subjects)?;
    let (sent, copies) = copies_sent(reader, &eraser)?;
    quotes.extend(copies);
    let (elsewhere, elsewhere_named) = elsewhere(reader, &eraser.traces, &items, &quotes)?;
    Ok(Plan {
        items,
        quoted_in,
        sent,
        elsewhere,
        elsewhere_named,
        quotes,
        traces: eraser.traces,
    })
}

/// Takes the lines of purged items out of texts.
pub struct Eraser<'a> {
    ctx: &'a Ctx,
    directory: Directory,
    traces: Traces,
}

impl<'a> Eraser<'a> {
    /// Returns what takes the plan's items out of drafts.
    pub fn of(reader: Reader<'_>, ctx: &'a Ctx, plan: &Plan) -> Result<Eraser<'a>, OpsError> {
        Eraser::over(reader, ctx, plan.traces.clone())
    }

    fn over(reader: Reader<'_>, ctx: &'a Ctx, traces: Traces) -> Result<Eraser<'a>, OpsError> {
        let directory = Directory::load(reader)?;
        Ok(Eraser {
            ctx,
            directory,
            traces,
        })
    }

    /// Returns a text that the program made, such as a report, without the items' lines; none if it has
    /// no such line.
    pub fn erased_copy(&self, text: &str) -> Option<String> {
        notes::blanked_copy(text, &self.traces)
    }

    /// Returns the text without the items' lines; none if it has no such line.
    pub fn erased(&self, text: &str) -> Option<String> {
        let calendar = Calendar::on(&self.ctx.policy, self.ctx.today);
        let read = |text: &str| notes::read(&calendar, &self.directory, text);
        notes::blanked(text, &self.traces, read)
    }
}

/// Finds the texts that quote the items, now or in their history: the notes that hold or held their
/// anchors, and the files from which these notes came.
fn quotes(
    reader: Reader<'_>,
    eraser: &Eraser<'_>,
    subjects: &[Subject],
) -> Result<(Vec<ItemId>, Vec<Quote>), OpsError> {
    let is_going = |key: &Key| subjects.iter().any(|subject| subject.key == *key);
    let mut meetings = BTreeSet::new();
    reader.each_text_ever(Quoting::Notes, |key, text| {
        if !is_going(&key) && eraser.traces.are_anchored_in(text) {
            meetings.insert(key);
        }
    })?;
    let mut ids = Vec::new();
    let mut quotes = Vec::new();
    for key in meetings {
        ids.extend(reader.name_ever(key)?);
        let notes = reader.text_now(Quoting::Notes, key)?.unwrap_or_default();
        for imported in reader.parts_ever_of(Quoting::Imported, key)? {
            let content = reader
                .text_now(Quoting::Imported, imported)?
                .unwrap_or_default();
            // Its lines are known by the anchors that the notes made of it have.
            let anchored = notes::carried(&content, &notes, &content);
            let text = match eraser.erased(&anchored) {
                Some(erased) => notes::without_anchors(&erased),
                None => content,
            };
            quotes.push(Quote {
                quoting: Quoting::Imported,
                key: imported,
                text,
            });
        }
        let text = eraser.erased(&notes).unwrap_or(notes);
        quotes.push(Quote {
            quoting: Quoting::Notes,
            key,
            text,
        });
    }
    Ok((ids, quotes))
}

/// Finds the reports that were sent with lines of the items, and what they say without them.
fn copies_sent(
    reader: Reader<'_>,
    eraser: &Eraser<'_>,
) -> Result<(Vec<UpdateFacts>, Vec<Quote>), OpsError> {
    let mut updates = BTreeSet::new();
    reader.each_text_ever(Quoting::Sent, |key, text| {
        if eraser.erased_copy(text).is_some() {
            updates.insert(key);
        }
    })?;
    let mut sent = Vec::new();
    let mut quotes = Vec::new();
    for key in updates {
        let copy = reader.text_now(Quoting::Sent, key)?;
        if copy.is_some() {
            sent.push(update::described(reader, reader.row(key)?.entity)?);
        }
        let copy = copy.unwrap_or_default();
        quotes.push(Quote {
            quoting: Quoting::Sent,
            key,
            text: eraser.erased_copy(&copy).unwrap_or(copy),
        });
    }
    Ok((sent, quotes))
}

/// Finds what goes on saying the words of a title, where these are more than a word or two: items, and
/// the names of what has no ID.
fn elsewhere(
    reader: Reader<'_>,
    traces: &Traces,
    items: &[Doomed],
    quotes: &[Quote],
) -> Result<(Vec<ItemId>, Vec<String>), StoreError> {
    let mut found = Vec::new();
    let mut named = Vec::new();
    for title in traces.telling() {
        for said in reader.saying(title, MOST_ELSEWHERE)? {
            let goes = items.iter().any(|item| item.extent.takes(said.row));
            if goes || !stays(&said, title, quotes) {
                continue;
            }
            match said.id {
                Some(id) if traces.ids.contains(&id) || found.contains(&id) => {}
                Some(id) => found.push(id),
                None => {
                    let name = match (said.name, said.table) {
                        (Some(handle), "person") => format!("@{handle}"),
                        (Some(name), _) => name,
                        (None, _) => "the program".to_owned(),
                    };
                    if !named.contains(&name) {
                        named.push(name);
                    }
                }
            }
        }
    }
    Ok((found, named))
}

/// Whether a row still says a title when its quotes of the items are gone.
fn stays(said: &Said, title: &str, quotes: &[Quote]) -> bool {
    let mut of_row = quotes.iter().filter(|quote| quote.key == said.row);
    let Some(quote) = of_row.next() else {
        return true;
    };
    let (_, column) = quote.quoting.table();
    let title = title.to_lowercase();
    let says = |text: &str| text.to_lowercase().contains(&title);
    let mut others = said.texts.iter().filter(|(name, _)| *name != column);
    says(&quote.text) || others.any(|(_, text)| says(text))
}

/// Purges what the code confirms: it must fit what a plan of the same words finds now.
pub fn purge(
    desk: Desk<'_>,
    words: &[IdWord],
    code: &str,
    beside: &[u8],
) -> Result<(Plan, Option<i64>), OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut planned = None;
    let operation = carry_out(store, ctx, rehearsal, |reader| {
        let plan = plan(reader, ctx, words)?;
        if plan.code(beside) != code.to_lowercase() {
            return Err(OpsError::refused(
                "the code does not fit: it is of another purge, or something changed since",
                "leave --confirm out to see what would go now, with its code",
            ));
        }
        planned = Some(plan.clone());
        Ok(plan)
    })?;
    let plan = planned.expect("it was planned, or an error came back");
    Ok((plan, operation))
}

/// Plans and purges in one transaction.
fn carry_out(
    store: &mut Store,
    ctx: &Ctx,
    rehearsal: Rehearsal,
    plan: impl FnOnce(Reader<'_>) -> Result<Plan, OpsError>,
) -> Result<Option<i64>, OpsError> {
    let written = store.write(ctx, Operation::new("purge"), rehearsal, |journal| {
        let plan = plan(journal.reader())?;
        if plan.is_done() {
            return Ok(());
        }
        let mut purge = Purge::begin(journal)?;
        for Quote { quoting, key, text } in &plan.quotes {
            purge.text(*quoting, *key, text)?;
        }
        for Doomed { subject, .. } in &plan.items {
            if !matches!(subject.standing, Standing::Purged(_)) {
                purge.item(subject)?;
            }
        }
        purge.finish()?;
        Ok::<_, OpsError>(())
    })?;
    Ok(written.operation)
}

/// A copy of the file, and how it stands to what is purged.
#[derive(Debug)]
pub struct Copy {
    pub path: PathBuf,
    /// Whether it holds anything of it, if that can be told.
    pub holds: Result<bool, StoreError>,
}

/// Looks through the copies in a folder for the items.
pub fn copies(folder: &Path, subjects: &[Subject]) -> Vec<Copy> {
    let copies = copies_in(folder).into_iter();
    copies
        .map(|path| Copy {
            holds: holds(&path, subjects),
            path,
        })
        .collect()
}

fn holds(path: &Path, subjects: &[Subject]) -> Result<bool, StoreError> {
    let store = Store::open_copy(path, Access::Read)?;
    // One that was purged while somebody read it may hold old pages still.
    Ok(!held(store.reader(), subjects)?.is_empty() || store.reader().is_unswept()?)
}

/// Returns those of the items that a copy still holds, as they stand there.
fn held(reader: Reader<'_>, subjects: &[Subject]) -> Result<Vec<Subject>, StoreError> {
    let mut held = Vec::new();
    for subject in subjects {
        let there = reader.ever_uid(subject.uid)?;
        held.extend(there.filter(|there| !matches!(there.standing, Standing::Purged(_))));
    }
    Ok(held)
}

/// Purges the items from a copy, which comes to the newest form by that.
pub fn purge_copy(path: &Path, ctx: &Ctx, subjects: &[Subject]) -> Result<(), OpsError> {
    let mut store = Store::open_copy(path, Access::Write)?;
    carry_out(&mut store, ctx, Rehearsal::Real, |reader| {
        plan_of(reader, ctx, &held(reader, subjects)?)
    })?;
    store.sweep()?;
    store.close()?;
    Ok(())
}
