//! Files that `tpm minutes` wrote and that come back: into the store that wrote them, where the meeting
//! is known by its uid, or into another, where it is made once and known by that uid from then on.

use crate::model::ctx::Ctx;
use crate::model::id::{Key, Kind, Uid};
use crate::model::meeting::Meeting;
use crate::model::relation::External;
use crate::ops::directory::Directory;
use crate::ops::error::OpsError;
use crate::ops::minutes::{self, Minutes};
use crate::ops::notes::{self, Ahead, Origin, Saved, Saving};
use crate::ops::outcome::{Remark, Remarks};
use crate::ops::people::{self, Newcomers};
use crate::ops::series;
use crate::ops::targets::Target;
use crate::store::{Journal, Reader, Row, StoreError};
use crate::text::minutes::{Head, ReadBack, digest, parts, read};

use super::ahead::Prepared;
use super::head::{self, Heads};
use super::{Age, Fate, FileDone, SOURCE, report, skipped};

/// The system whose identities meetings from other stores have.
const ELSEWHERE: &str = "tpm";

/// Whether a meeting with this identity was made in this store.
pub(super) fn is_ours(reader: Reader<'_>, head: &Head) -> Result<bool, StoreError> {
    Ok(match Uid::from_hex(&head.uid) {
        Some(uid) => reader.meeting_of_uid(uid)?.is_some(),
        None => false,
    })
}

/// Takes minutes back in.
pub(super) fn take(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    prepared: &Prepared,
    export: &ReadBack,
    age: Age,
    directory: &mut Directory,
) -> Result<FileDone, OpsError> {
    let ours = Uid::from_hex(&export.head.uid)
        .map(|uid| journal.reader().meeting_of_uid(uid))
        .transpose()?
        .flatten();
    let known = journal.reader().external(ELSEWHERE, &export.head.uid)?;
    let key = ours.or(known.as_ref().map(|known| known.entity.parent));
    if let Some(key) = key {
        let row: Row<Meeting> = journal.reader().row(key)?;
        if row.deleted {
            let id = row.id(Kind::Meeting);
            let reason = format!("its meeting {id} was deleted; undo brings it back");
            return Ok(skipped(&prepared.file, reason));
        }
    }
    let mut done = match (ours, known) {
        (Some(key), _) => back(journal, ctx, prepared, export, key, directory)?,
        (None, Some(known)) => later(journal, ctx, prepared, export, &known, directory)?,
        (None, None) => first(journal, ctx, prepared, export, age, directory)?,
    };
    let (own, _) = parts(&export.notes);
    let shift = export.lines_before.saturating_sub(own.lines().count());
    for (line, _) in done.problems.iter_mut().filter(|(line, _)| *line > 0) {
        *line += shift;
    }
    if let Some(line) = export.unread_line {
        let text = "it stands behind the end of the notes and was not read".to_owned();
        done.problems.push((line, text));
    }
    Ok(done)
}

/// The state that a file was edited from.
struct Base {
    notes: String,
    head: Option<Head>,
    clashes: Vec<String>,
}

/// Applies what was edited in minutes of this store.
fn back(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    prepared: &Prepared,
    export: &ReadBack,
    key: Key,
    directory: &mut Directory,
) -> Result<FileDone, OpsError> {
    let file = &prepared.file;
    if export.is_as_written {
        return report(journal, file, key, Fate::Unchanged, Saved::default());
    }
    let here = minutes_of(journal.reader(), ctx, key)?;
    if export.notes == here.notes && sorted(&export.head) == sorted(&here.head) {
        return report(journal, file, key, Fate::Unchanged, Saved::default());
    }
    let Some(base) = base(journal.reader(), export, &here, key)? else {
        return report(journal, file, key, Fate::Unchanged, Saved::default());
    };
    let saving = Saving {
        base: &base.notes,
        draft: &export.notes,
        unlink: true,
        origin: Origin::Writer,
        ahead: &Ahead::default(),
    };
    let mut saved = notes::apply(journal, ctx, key, saving, directory)?;
    saved.clashes.extend(base.clashes);
    let heads = Heads {
        before: base.head.as_ref(),
        here: &here.head,
        file: &export.head,
    };
    head::apply(journal, ctx, key, heads, directory, &mut saved)?;
    keep(journal, key, SOURCE, &file.path, &file.text)?;
    report(journal, file, key, Fate::Updated, saved)
}

fn minutes_of(reader: Reader<'_>, ctx: &Ctx, key: Key) -> Result<Minutes, OpsError> {
    let row: Row<Meeting> = reader.row(key)?;
    let id = row.id(Kind::Meeting);
    minutes::one(reader, ctx, Target { id, key })
}

fn sorted(head: &Head) -> Head {
    let mut head = head.clone();
    head.people.sort();
    head
}

/// Returns what a file was edited from: minutes as they would be written now, or as an import of the
/// same minutes left them, or else what both have in common. None where that very file came in before.
fn base(
    reader: Reader<'_>,
    export: &ReadBack,
    here: &Minutes,
    key: Key,
) -> Result<Option<Base>, OpsError> {
    for external in reader.externals_of(key)? {
        let content = external.entity.content.unwrap_or_default();
        if let Some(Ok(last)) = read(&content)
            && last.digest == export.digest
        {
            if last == *export {
                return Ok(None);
            }
            return Ok(Some(Base {
                notes: last.notes,
                head: Some(last.head),
                clashes: Vec::new(),
            }));
        }
    }
    if digest(&here.head, &here.notes) == export.digest {
        return Ok(Some(Base {
            notes: here.notes.clone(),
            head: Some(here.head.clone()),
            clashes: Vec::new(),
        }));
    }
    let (notes, clashes) = notes::common(&here.notes, &export.notes);
    Ok(Some(Base {
        notes,
        head: None,
        clashes,
    }))
}

/// Makes a meeting of minutes from another store.
fn first(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    prepared: &Prepared,
    export: &ReadBack,
    age: Age,
    directory: &mut Directory,
) -> Result<FileDone, OpsError> {
    let Prepared { file, ahead, .. } = prepared;
    let head = &export.head;
    let mut remarks = Remarks::new();
    let workstream = match &head.workstream {
        Some(name) => people::workstream(journal, ctx, name, Newcomers::Careful, &mut remarks)?,
        None => None,
    };
    let key = journal.create(&Meeting {
        title: head.title.clone(),
        held: head.date,
        starts_at: head.starts_at.map(|at| at.to_utc()),
        status: head.status,
        closed_at: head.closed_at.map(|at| at.to_utc()),
        notes: String::new(),
        workstream,
        history: age == Age::ByDate && head.date < ctx.oldest_live(),
        series: series_of(journal.reader(), head, &mut remarks)?,
        minutes: head.minutes,
        revision: None,
    })?;
    // Who is named in full by the head is known by the time the notes are read.
    let mut early = Saved::default();
    let mut people = Vec::new();
    for one in &head.people {
        let name = one.name.as_deref();
        let person = head::person(journal, directory, &one.handle, name, &mut early)?;
        people.push((person, (one.seat, one.invited, one.attended)));
    }
    let saving = Saving {
        base: "",
        draft: &export.notes,
        unlink: false,
        origin: Origin::Minutes {
            edited: !export.is_as_written,
        },
        ahead,
    };
    let mut saved = notes::apply(journal, ctx, key, saving, directory)?;
    for row in journal.reader().attendance_of(key)? {
        if people
            .iter()
            .all(|(person, _)| *person != row.entity.person)
        {
            head::seat(journal, key, row.entity.person, None)?;
        }
    }
    for (person, said) in people {
        head::seat(journal, key, person, Some(said))?;
    }
    let stored: Meeting = journal.reader().row(key)?.entity;
    let pairs = notes::renumbered(&export.notes, &stored.notes);
    if !pairs.is_empty() {
        let pairs: Vec<String> = pairs
            .iter()
            .map(|(old, new)| format!("{old} is {new}"))
            .collect();
        remarks.push(Remark::Said(format!(
            "IDs are those of this store: {}",
            pairs.join(", ")
        )));
    }
    saved
        .remarks
        .splice(0..0, remarks.into_iter().chain(early.remarks));
    keep(journal, key, ELSEWHERE, &head.uid, &file.text)?;
    report(journal, file, key, Fate::Added, saved)
}

fn series_of(
    reader: Reader<'_>,
    head: &Head,
    remarks: &mut Remarks,
) -> Result<Option<Key>, OpsError> {
    let Some(name) = &head.series else {
        return Ok(None);
    };
    let series = series::find(reader, name)?;
    if series.is_none() {
        remarks.push(Remark::Said(format!(
            "no series is called \"{name}\" here; the meeting came in as a single one"
        )));
    }
    Ok(series.map(|series| series.key))
}

/// Applies a later state of minutes from another store.
fn later(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    prepared: &Prepared,
    export: &ReadBack,
    known: &Row<External>,
    directory: &mut Directory,
) -> Result<FileDone, OpsError> {
    let file = &prepared.file;
    let key = known.entity.parent;
    let content = known.entity.content.as_deref().unwrap_or_default();
    let last = match read(content) {
        Some(Ok(last))
            if last.notes != export.notes || sorted(&last.head) != sorted(&export.head) =>
        {
            last
        }
        _ => return report(journal, file, key, Fate::Unchanged, Saved::default()),
    };
    let meeting: Meeting = journal.reader().row(key)?.entity;
    let before = notes::without_anchors(&last.notes);
    let text = notes::without_anchors(&export.notes);
    let saving = Saving {
        base: &notes::carried(&before, &meeting.notes, &before),
        draft: &notes::carried(&before, &meeting.notes, &text),
        unlink: true,
        origin: Origin::File,
        ahead: &Ahead::default(),
    };
    let mut saved = notes::apply(journal, ctx, key, saving, directory)?;
    let here = minutes_of(journal.reader(), ctx, key)?;
    let heads = Heads {
        before: Some(&last.head),
        here: &here.head,
        file: &export.head,
    };
    head::apply(journal, ctx, key, heads, directory, &mut saved)?;
    keep(journal, key, ELSEWHERE, &export.head.uid, &file.text)?;
    report(journal, file, key, Fate::Updated, saved)
}

/// Writes down what a file held, to compare the next state of it with.
fn keep(
    journal: &mut Journal<'_>,
    parent: Key,
    source: &str,
    external_id: &str,
    text: &str,
) -> Result<(), OpsError> {
    let entity = External {
        parent,
        source: source.to_owned(),
        external_id: external_id.to_owned(),
        url: None,
        content: Some(text.to_owned()),
    };
    match journal.reader().external(source, external_id)? {
        Some(row) => journal.update(row.key, &entity)?,
        None => drop(journal.create(&entity)?),
    }
    if let Some(id) = journal.reader().id_of(parent)? {
        journal.touch(id);
    }
    Ok(())
}
