//! Decision records from files: each becomes a decision with its options and people, once, and is linked
//! with the others when all are in.

mod fields;
mod links;
mod numbers;
mod options;
mod parts;

use std::collections::HashSet;

use chrono::{Days, NaiveDate};

use self::fields::Fields;
use self::links::Linking;
use super::moved::Moves;
use super::{Age, Fate, Manner, Progress, refused};
use crate::model::ctx::Ctx;
use crate::model::decision::Decision;
use crate::model::id::{ItemId, Key, Kind};
use crate::model::relation::External;
use crate::model::words::DecisionStatus;
use crate::ops::Desk;
use crate::ops::audience;
use crate::ops::directory::Directory;
use crate::ops::error::OpsError;
use crate::ops::outcome::{Remark, Remarks};
use crate::ops::targets::Target;
use crate::store::{Journal, Operation, Row};
use crate::text::records::{Reading, Record, read};

/// The system that records from files belong to.
const SOURCE: &str = "records";

/// A file of a record that was read.
#[derive(Clone, Debug)]
pub struct RecordFile {
    /// The absolute path, by which a second import knows it.
    pub path: String,
    pub text: String,
}

/// What became of one record.
#[derive(Clone, Debug)]
pub struct RecordDone {
    pub path: String,
    pub fate: Fate,
    pub decision: Option<ItemId>,
    pub title: String,
    pub status: Option<DecisionStatus>,
    /// Whether the record says its status; else its outcome does.
    pub says_status: bool,
    pub date: Option<NaiveDate>,
    pub options: usize,
    /// How many links of it are new.
    pub links: usize,
    /// The fields that were taken from an edited record.
    pub changed: Vec<&'static str>,
    /// What could not be read, as `line: reason`; line 0 where no one line is to blame.
    pub problems: Vec<(usize, String)>,
    pub clashes: Vec<String>,
}

/// What an import of records came to.
#[derive(Clone, Debug)]
pub struct RecordsImported {
    pub files: Vec<RecordDone>,
    pub operation: Option<i64>,
}

/// A record on its way in.
struct Coming<'a> {
    file: &'a RecordFile,
    reading: Reading,
}

/// Imports decision records: one operation a file and one for the links, all of one group, so that one
/// undo takes the import back. A file that fails is skipped and told. The files are read before the write
/// lock is taken.
pub fn import_records(
    desk: Desk<'_>,
    files: &[RecordFile],
    manner: Manner,
    mut progress: impl FnMut(Progress),
) -> Result<RecordsImported, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let mut coming = Vec::with_capacity(files.len());
    for (at, file) in files.iter().enumerate() {
        let reading = read(&file.path, &file.text);
        coming.push(Coming { file, reading });
        progress(Progress::Read(at + 1));
    }
    let operation = Operation::new("import records");
    let written = store.write(ctx, operation, rehearsal, |journal| {
        let paths = files.iter().map(|file| file.path.as_str());
        let mut moves = Moves::of(journal.reader(), SOURCE, paths, manner.is_there)?;
        let mut writing = Writing {
            ctx,
            manner,
            directory: Directory::load(journal.reader())?,
            linking: Linking::default(),
        };
        let mut done = Vec::with_capacity(files.len());
        for (at, coming) in coming.iter().enumerate() {
            writing.linking.at = at;
            done.push(writing.attempt(journal, coming, &mut moves)?);
            journal.next_operation(operation)?;
            progress(Progress::Written(at + 1));
        }
        writing.linking.all(journal, &mut done)?;
        Ok::<_, OpsError>(done)
    })?;
    Ok(RecordsImported {
        files: written.result,
        operation: written.operation,
    })
}

/// What the writing of each record needs and leaves behind.
struct Writing<'a> {
    ctx: &'a Ctx,
    manner: Manner,
    directory: Directory,
    linking: Linking,
}

impl Writing<'_> {
    /// Writes one file; what it wrote before it failed is taken back.
    fn attempt(
        &mut self,
        journal: &mut Journal<'_>,
        coming: &Coming<'_>,
        moves: &mut Moves,
    ) -> Result<RecordDone, OpsError> {
        let record = match &coming.reading {
            Reading::Record(record) => record,
            Reading::Other(why) => return Ok(left(coming.file, Fate::PassedOver(why))),
        };
        let waiting = self.linking.len();
        let result = journal.attempt(|journal| {
            let place = (coming.file.path.as_str(), coming.file.text.as_str());
            let mut moved = moves.follow(journal, place)?;
            if moved.is_none() {
                moved = numbers::renamed(journal, coming.file, record, self.manner.is_there)?;
            }
            let mut done = self.one(journal, coming.file, record)?;
            if let (Fate::Unchanged, Some(from)) = (&done.fate, moved) {
                done.fate = Fate::Moved(from);
            }
            let doubt = record.problems.first().filter(|_| self.manner.strict);
            match doubt {
                Some(doubt) if matches!(done.fate, Fate::Added | Fate::Updated) => {
                    Err(refused(format!("line {}: {}", doubt.line, doubt.message)))
                }
                _ => Ok(done),
            }
        });
        match result {
            Err(error @ OpsError::Store(_)) => Err(error),
            Err(error) => {
                // Names that the failed file added are gone again.
                self.directory = Directory::load(journal.reader())?;
                self.linking.forget(waiting);
                Ok(left(coming.file, Fate::Skipped(error.to_string())))
            }
            done => done,
        }
    }

    fn one(
        &mut self,
        journal: &mut Journal<'_>,
        file: &RecordFile,
        record: &Record,
    ) -> Result<RecordDone, OpsError> {
        let Some(known) = journal.reader().external(SOURCE, &file.path)? else {
            return self.first(journal, file, record);
        };
        let row: Row<Decision> = journal.reader().row(known.entity.parent)?;
        if row.deleted {
            let id = row.id(Kind::Decision);
            let reason = format!("its decision {id} was deleted; undo brings it back");
            return Ok(left(file, Fate::Skipped(reason)));
        }
        numbers::keep(journal, row.key, file, record)?;
        let mut done = self.again(journal, file, record, &known)?;
        if self.manner.age == Age::Live && revive(journal, row.key)? {
            done.changed.push("history");
            if done.fate == Fate::Unchanged {
                done.fate = Fate::Updated;
            }
        }
        Ok(done)
    }

    fn first(
        &mut self,
        journal: &mut Journal<'_>,
        file: &RecordFile,
        record: &Record,
    ) -> Result<RecordDone, OpsError> {
        let ctx = self.ctx;
        let fields = Fields::of(record, ctx);
        let mut remarks = Remarks::new();
        let mut decision = Decision::new(fields.title.clone(), fields.date.unwrap_or(ctx.today));
        fields.fill(&mut decision);
        decision.history = self.manner.age == Age::ByDate && self.is_old(fields.date);
        if let Some(author) = record.authors.first() {
            let person = parts::one(journal, ctx, &mut self.directory, author, &mut remarks)?;
            decision.raised_by = person;
        }
        let status = decision.status;
        let key = journal.create(&decision)?;
        options::create(journal, key, record)?;
        parts::give(journal, ctx, key, record, &mut self.directory, &mut remarks)?;
        journal.create(&External {
            parent: key,
            source: SOURCE.to_owned(),
            external_id: file.path.clone(),
            url: None,
            content: Some(file.text.clone()),
        })?;
        numbers::keep(journal, key, file, record)?;
        if status == DecisionStatus::Accepted
            && let Some(id) = journal.reader().id_of(key)?
        {
            audience::decided(journal, ctx, Target { id, key }, None, &mut remarks)?;
        }
        self.linking.add(key, &file.path, &record.references, None);
        let mut done = self.report(journal, file, record, (key, Fate::Added), remarks)?;
        done.options = record.options.len();
        if fields.title != record.title {
            let whole = "the title is too long and was cut".to_owned();
            done.problems.push((0, whole));
        }
        Ok(done)
    }

    /// Applies what differs from the text imported last.
    fn again(
        &mut self,
        journal: &mut Journal<'_>,
        file: &RecordFile,
        record: &Record,
        known: &Row<External>,
    ) -> Result<RecordDone, OpsError> {
        let key = known.entity.parent;
        let last = known.entity.content.as_deref().unwrap_or_default();
        if last == file.text {
            self.linking.known(key, &file.path, &record.references);
            let end = (key, Fate::Unchanged);
            return self.report(journal, file, record, end, Remarks::new());
        }
        let before = match read(&file.path, last) {
            Reading::Record(before) => *before,
            Reading::Other(_) => Record::default(),
        };
        let mut remarks = Remarks::new();
        let mut clashes = Vec::new();
        let changed = self.take(journal, key, (&before, record), &mut remarks, &mut clashes)?;
        let external = External {
            content: Some(file.text.clone()),
            ..known.entity.clone()
        };
        journal.update(known.key, &external)?;
        if let Some(id) = journal.reader().id_of(key)? {
            journal.touch(id);
        }
        self.linking.add(
            key,
            &file.path,
            &record.references,
            Some(&before.references),
        );
        let mut done = self.report(journal, file, record, (key, Fate::Updated), remarks)?;
        done.changed = changed;
        done.clashes = clashes;
        Ok(done)
    }

    /// Takes over what was edited in a record since `before`; returns the names of what changed.
    fn take(
        &mut self,
        journal: &mut Journal<'_>,
        key: Key,
        (before, record): (&Record, &Record),
        remarks: &mut Remarks,
        clashes: &mut Vec<String>,
    ) -> Result<Vec<&'static str>, OpsError> {
        let ctx = self.ctx;
        let (was, now) = (Fields::of(before, ctx), Fields::of(record, ctx));
        let listeners = audience::required(journal.reader(), key)?;
        let old: Decision = journal.reader().row(key)?.entity;
        let mut decision = old.clone();
        let mut changed = now.take(&was, &mut decision, clashes);
        let is_news = old.is_open() && decision.status != old.status;
        if is_news && !self.is_old(now.date) {
            // What was decided since is no history, however old the record was.
            decision.history = false;
        }
        changed.extend(options::follow(journal, key, (before, record), clashes)?);
        let is_other = old.status == decision.status && changed.contains(&"chosen option");
        // Another option is another outcome, of which people have to be told.
        decision.version += i64::from(is_other);
        journal.update(key, &decision)?;
        let directory = &mut self.directory;
        let people = parts::follow(journal, ctx, key, (before, record), directory, remarks)?;
        changed.extend(people);
        if decision.status == DecisionStatus::Accepted
            && let Some(id) = journal.reader().id_of(key)?
        {
            let target = Target { id, key };
            match is_news || is_other {
                true => audience::decided(journal, ctx, target, None, remarks)?,
                false => audience::follow(journal, ctx, target, &listeners)?,
            }
        }
        Ok(changed)
    }

    /// Whether something of this date comes in as history. What was decided nobody knows when is no
    /// reason to chase anybody.
    fn is_old(&self, date: Option<NaiveDate>) -> bool {
        let days = Days::new(u64::from(self.ctx.policy.history_days));
        let oldest_live = self.ctx.today.checked_sub_days(days);
        date.is_none_or(|date| date < oldest_live.unwrap_or(NaiveDate::MIN))
    }

    fn report(
        &self,
        journal: &Journal<'_>,
        file: &RecordFile,
        record: &Record,
        (key, fate): (Key, Fate),
        remarks: Remarks,
    ) -> Result<RecordDone, OpsError> {
        let row: Row<Decision> = journal.reader().row(key)?;
        let mut done = RecordDone {
            decision: Some(row.id(Kind::Decision)),
            title: row.entity.title,
            status: Some(row.entity.status),
            says_status: record.status.is_some(),
            date: Fields::of(record, self.ctx).date,
            ..left(file, fate)
        };
        if matches!(done.fate, Fate::Added | Fate::Updated) {
            let problems = record.problems.iter();
            done.problems = problems
                .map(|one| (one.line, one.message.clone()))
                .collect();
            if let Some(date) = record.date.filter(|_| done.date.is_none()) {
                let message = format!("the date {date} is still to come and was left out");
                done.problems.push((0, message));
            }
        }
        for remark in remarks {
            if let Remark::Said(text) | Remark::Unsure(text) = remark {
                done.problems.push((0, text));
            }
        }
        Ok(done)
    }
}

/// Lets a decision that came in as history take part in the loop.
fn revive(journal: &mut Journal<'_>, key: Key) -> Result<bool, OpsError> {
    let mut decision: Decision = journal.reader().row(key)?.entity;
    if !decision.history {
        return Ok(false);
    }
    decision.history = false;
    journal.update(key, &decision)?;
    Ok(true)
}

/// Returns what is told of a file of which nothing went in.
fn left(file: &RecordFile, fate: Fate) -> RecordDone {
    RecordDone {
        path: file.path.clone(),
        fate,
        decision: None,
        title: String::new(),
        status: None,
        says_status: true,
        date: None,
        options: 0,
        links: 0,
        changed: Vec::new(),
        problems: Vec::new(),
        clashes: Vec::new(),
    }
}

/// The keys of what is new in this import.
type Fresh = HashSet<Key>;
