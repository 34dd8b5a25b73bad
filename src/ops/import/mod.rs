//! Notes from files: each becomes a meeting with its attendees and items, once.

mod ahead;
mod change;
mod exported;
mod head;
mod moved;
mod records;

use chrono::NaiveDate;

use crate::model::ctx::Ctx;
use crate::model::id::{ItemId, Key, Kind};
use crate::model::meeting::Meeting;
use crate::model::relation::External;
use crate::model::words::MeetingStatus;
use crate::store::tables::action::ActionFilter;
use crate::store::tables::decision::DecisionFilter;
use crate::store::{Journal, Operation, Row};
use crate::text::dates::Calendar;
use crate::text::notes::{self as grammar, Header};

use super::Desk;
use super::directory::Directory;
use super::error::OpsError;
use super::notes::{self, Origin, Saved, Saving};
use super::outcome::Remark;
use super::title;
use ahead::Prepared;
use moved::Moves;
pub use records::{RecordDone, RecordFile, RecordsImported, import_records};

/// The system that notes from files belong to.
const SOURCE: &str = "notes";

/// A file of notes that was read.
#[derive(Clone, Debug)]
pub struct NotesFile {
    /// The absolute path, by which a second import knows it.
    pub path: String,
    pub text: String,
    /// What the file says of itself.
    pub header: Header,
}

/// Whether old notes take part in the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// What is older than the policy says comes in as history.
    ByDate,
    /// `--live`: everything takes part.
    Live,
}

/// How files are imported.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    pub age: Age,
    /// How many threads read the files.
    pub threads: usize,
    /// Whether a file is there; one that was imported and is gone may have moved.
    pub is_there: fn(&str) -> bool,
    /// Whether a line that could be meant otherwise refuses its file.
    pub strict: bool,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many files are read.
    Read(usize),
    /// So many files are written.
    Written(usize),
}

/// What became of one file.
#[derive(Clone, Debug)]
pub struct FileDone {
    pub path: String,
    pub fate: Fate,
    pub meeting: Option<ItemId>,
    pub title: String,
    pub held: Option<NaiveDate>,
    pub created: Vec<ItemId>,
    pub updated: usize,
    /// How many of the created actions have an owner, and a date.
    pub owned: usize,
    pub dated: usize,
    pub actions: usize,
    /// What could not be read, as `line: reason`.
    pub problems: Vec<(usize, String)>,
    pub clashes: Vec<String>,
    /// Why `--strict` refuses it.
    pub doubt: Option<String>,
}

/// How a file fared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    Added,
    Updated,
    Unchanged,
    /// It was imported from another place before, where it no longer is.
    Moved(String),
    /// Nothing of it went in, and why.
    Skipped(String),
    /// It is none of what is imported, as an index among records is none.
    PassedOver(&'static str),
}

/// What an import came to.
#[derive(Clone, Debug)]
pub struct Imported {
    pub files: Vec<FileDone>,
    pub operation: Option<i64>,
}

/// Imports notes: one operation a file, all of one group, so that one undo takes the import back. A
/// file that fails is skipped and told. The files are read before the write lock is taken.
pub fn import_notes(
    desk: Desk<'_>,
    files: &[NotesFile],
    manner: Manner,
    mut progress: impl FnMut(Progress),
) -> Result<Imported, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let Manner {
        age,
        threads,
        is_there,
        strict,
    } = manner;
    let operation = Operation::new("import notes");
    let read = |files| progress(Progress::Read(files));
    let prepared = ahead::prepare(store.reader(), &ctx.policy, files, threads, read)?;
    let written = store.write(ctx, operation, rehearsal, |journal| {
        let mut directory = Directory::load(journal.reader())?;
        let mut done = Vec::with_capacity(files.len());
        let paths = prepared.iter().map(|prepared| prepared.file.path.as_str());
        let mut moves = Moves::of(journal.reader(), SOURCE, paths, is_there)?;
        for (at, file) in prepared.iter().enumerate() {
            let result = journal.attempt(|journal| {
                let moved = moves.follow(journal, (&file.file.path, &file.file.text))?;
                let done = one(journal, ctx, file, age, &mut directory)?;
                match done.doubt.clone().filter(|_| strict) {
                    Some(doubt) => Err(refused(doubt)),
                    None => Ok(moved::told(done, moved)),
                }
            });
            match result {
                Ok(file_done) => done.push(file_done),
                Err(error @ OpsError::Store(_)) => return Err(error),
                Err(error) => {
                    // Names that the failed file added are gone again.
                    directory = Directory::load(journal.reader())?;
                    done.push(skipped(&file.file, error.to_string()));
                }
            }
            journal.next_operation(operation)?;
            progress(Progress::Written(at + 1));
        }
        Ok(done)
    })?;
    Ok(Imported {
        files: written.result,
        operation: written.operation,
    })
}

fn one(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    prepared: &Prepared,
    age: Age,
    directory: &mut Directory,
) -> Result<FileDone, OpsError> {
    let file = &prepared.file;
    match &prepared.export {
        Some(Ok(export)) => return exported::take(journal, ctx, prepared, export, age, directory),
        Some(Err(trouble)) => {
            let reason = format!("line {}: {}", trouble.line, trouble.message);
            return Ok(skipped(file, reason));
        }
        None => {}
    }
    let Some(known) = journal.reader().external(SOURCE, &file.path)? else {
        return first(journal, ctx, prepared, age, directory);
    };
    let meeting: Row<Meeting> = journal.reader().row(known.entity.parent)?;
    if meeting.deleted {
        let id = meeting.id(Kind::Meeting);
        let reason = format!("its meeting {id} was deleted; undo brings it back");
        return Ok(skipped(file, reason));
    }
    let done = again(journal, ctx, prepared, &known, directory)?;
    if age == Age::Live && revive(journal, &meeting)? && done.fate == Fate::Unchanged {
        return Ok(FileDone {
            fate: Fate::Updated,
            ..done
        });
    }
    Ok(done)
}

/// Lets a meeting that came in as history take part in the loop, with its items.
fn revive(journal: &mut Journal<'_>, meeting: &Row<Meeting>) -> Result<bool, OpsError> {
    let mut entity: Meeting = journal.reader().row(meeting.key)?.entity;
    if !entity.history {
        return Ok(false);
    }
    entity.history = false;
    journal.update(meeting.key, &entity)?;
    let actions = ActionFilter {
        meeting: Some(meeting.key),
        all: true,
        history: true,
        ..ActionFilter::default()
    };
    for mut row in journal.reader().actions(&actions)? {
        row.entity.history = false;
        journal.update(row.key, &row.entity)?;
    }
    let decisions = DecisionFilter {
        meeting: Some(meeting.key),
        history: true,
        ..DecisionFilter::default()
    };
    for mut row in journal.reader().decisions(&decisions)? {
        row.entity.history = false;
        journal.update(row.key, &row.entity)?;
    }
    Ok(true)
}

fn first(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    prepared: &Prepared,
    age: Age,
    directory: &mut Directory,
) -> Result<FileDone, OpsError> {
    let Prepared { file, ahead, .. } = prepared;
    let Some(date) = file.header.date else {
        return Ok(skipped(
            file,
            "no date in its front matter, headings or name; --on gives it one".to_owned(),
        ));
    };
    let held = date.date;
    let title = title_of(file);
    let meeting = Meeting {
        title: title.clone(),
        held,
        starts_at: None,
        status: MeetingStatus::Closed,
        closed_at: None,
        notes: String::new(),
        workstream: None,
        // What was held nobody knows when is no reason to chase anybody.
        history: age == Age::ByDate && (held < ctx.oldest_live() || !date.certain),
        series: None,
        minutes: None,
        revision: None,
    };
    let key = journal.create(&meeting)?;
    let saving = Saving {
        base: "",
        draft: &file.text,
        unlink: false,
        origin: Origin::File,
        ahead,
    };
    let saved = notes::apply(journal, ctx, key, saving, directory)?;
    journal.create(&External {
        parent: key,
        source: SOURCE.to_owned(),
        external_id: file.path.clone(),
        url: None,
        content: Some(file.text.clone()),
    })?;
    let mut done = report(journal, file, key, Fate::Added, saved)?;
    if !date.certain {
        let guess = format!("the date was guessed as {held}; --on says it");
        done.doubt = Some(guess.clone());
        done.problems.insert(0, (1, guess));
    }
    Ok(done)
}

/// Imports a file that was imported before: what differs from the text imported last is applied.
fn again(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    prepared: &Prepared,
    known: &Row<External>,
    directory: &mut Directory,
) -> Result<FileDone, OpsError> {
    let Prepared { file, ahead, .. } = prepared;
    let key = known.entity.parent;
    let last = known.entity.content.as_deref().unwrap_or_default();
    if last == file.text {
        return report(journal, file, key, Fate::Unchanged, Saved::default());
    }
    let meeting: Row<Meeting> = journal.reader().row(key)?;
    // The stored notes are the text imported last with anchors added, and perhaps edited since.
    let base = notes::carried(last, &meeting.entity.notes, last);
    let draft = notes::carried(last, &meeting.entity.notes, &file.text);
    let saving = Saving {
        base: &base,
        draft: &draft,
        unlink: true,
        origin: Origin::File,
        ahead,
    };
    let mut saved = notes::apply(journal, ctx, key, saving, directory)?;
    head::correct(
        journal,
        key,
        &header(ctx, &file.path, last),
        &file.header,
        &mut saved,
    )?;
    let external = External {
        content: Some(file.text.clone()),
        ..known.entity.clone()
    };
    journal.update(known.key, &external)?;
    if let Some(id) = journal.reader().id_of(key)? {
        journal.touch(id);
    }
    report(journal, file, key, Fate::Updated, saved)
}

fn title_of(file: &NotesFile) -> String {
    let title = file.header.title.clone().unwrap_or_else(|| {
        std::path::Path::new(&file.path).file_stem().map_or_else(
            || "Notes".to_owned(),
            |stem| stem.to_string_lossy().into_owned(),
        )
    });
    title.chars().take(title::LONGEST_TITLE).collect()
}

fn skipped(file: &NotesFile, reason: String) -> FileDone {
    FileDone {
        path: file.path.clone(),
        fate: Fate::Skipped(reason),
        meeting: None,
        title: title_of(file),
        held: file.header.date.map(|found| found.date),
        created: Vec::new(),
        updated: 0,
        owned: 0,
        dated: 0,
        actions: 0,
        problems: Vec::new(),
        clashes: Vec::new(),
        doubt: None,
    }
}

fn refused(doubt: String) -> OpsError {
    OpsError::Unreadable {
        message: doubt,
        hint: "--strict refuses files that could be meant otherwise".to_owned(),
    }
}

fn report(
    journal: &Journal<'_>,
    file: &NotesFile,
    key: Key,
    fate: Fate,
    saved: Saved,
) -> Result<FileDone, OpsError> {
    let reader = journal.reader();
    let meeting: Row<Meeting> = reader.row(key)?;
    let mut done = FileDone {
        meeting: Some(meeting.id(Kind::Meeting)),
        title: meeting.entity.title,
        held: Some(meeting.entity.held),
        ..skipped(file, String::new())
    };
    done.fate = fate;
    for (id, key) in &saved.created {
        done.created.push(*id);
        if id.kind == Kind::Action {
            let action = reader.row::<crate::model::action::Action>(*key)?.entity;
            done.actions += 1;
            done.owned += usize::from(action.owner.is_some());
            done.dated += usize::from(action.due.is_some());
        }
    }
    done.updated = saved.updated.len();
    done.doubt = notes::doubt(&saved.problems, &saved.remarks);
    let problems = saved.problems.into_iter();
    done.problems = problems.map(|one| (one.line, one.message)).collect();
    for remark in saved.remarks {
        if let Remark::Said(text) | Remark::Unsure(text) = remark {
            done.problems.push((0, text));
        }
    }
    for named in saved.unlinked {
        let text = format!(
            "{} \"{}\" is no longer in it and left the meeting",
            named.id, named.title
        );
        done.problems.push((0, text));
    }
    done.clashes = saved.clashes;
    Ok(done)
}

/// Reads what a file of notes says of itself.
pub fn header(ctx: &Ctx, path: &str, text: &str) -> Header {
    let calendar = Calendar::on(&ctx.policy, ctx.today);
    grammar::header(text, Some(path), &calendar)
}
