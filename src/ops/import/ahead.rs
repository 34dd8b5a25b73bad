//! Reads files of notes before the write lock is taken, on as many threads as there are processors, so
//! that other commands wait for the writing only.

use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::NaiveDate;

use crate::model::ctx::Policy;
use crate::model::id::Key;
use crate::model::meeting::Meeting;
use crate::store::{Reader, StoreError};
use crate::text::dates::Calendar;
use crate::text::minutes::{self, ReadBack, Trouble};
use crate::text::notes as grammar;

use super::exported;
use super::{NotesFile, SOURCE};
use crate::ops::directory::Directory;
use crate::ops::notes::{self, Ahead};

/// How many files are read between two reports of progress.
const CHUNK: usize = 100;

/// A file without the anchors of whoever wrote it, and its readings.
pub(super) struct Prepared {
    pub file: NotesFile,
    pub ahead: Ahead,
    /// What it says of itself where `tpm minutes` wrote it.
    pub export: Option<Result<ReadBack, Trouble>>,
}

/// The texts that an import of one file will read, and as of which day.
struct Wanted {
    file: NotesFile,
    on: Option<NaiveDate>,
    texts: Vec<String>,
    export: Option<Result<ReadBack, Trouble>>,
}

/// Reads all files; `progress` is told how many are read.
pub(super) fn prepare(
    reader: Reader<'_>,
    policy: &Policy,
    files: &[NotesFile],
    threads: usize,
    mut progress: impl FnMut(usize),
) -> Result<Vec<Prepared>, StoreError> {
    let wanted = files
        .iter()
        .map(|file| wanted(reader, file))
        .collect::<Result<Vec<_>, _>>()?;
    // Whoever attends any of the meetings will be known by the time it is written.
    let mut directory = Directory::load(reader)?;
    let mut strangers = -1;
    for text in wanted.iter().flat_map(|wanted| wanted.texts.last()) {
        for attendee in grammar::attendees(text) {
            notes::foresee(&mut directory, &attendee, Key(strangers));
            strangers -= 1;
        }
    }
    let mut prepared = Vec::with_capacity(wanted.len());
    for chunk in wanted.chunks(CHUNK) {
        prepared.extend(read(policy, &directory, chunk, threads));
        progress(prepared.len());
    }
    Ok(prepared)
}

fn wanted(reader: Reader<'_>, file: &NotesFile) -> Result<Wanted, StoreError> {
    if let Some(export) = minutes::read(&file.text) {
        return wanted_of_export(reader, file, export);
    }
    let text = notes::without_anchors(&file.text);
    let mut on = file.header.date.map(|found| found.date);
    let mut texts = vec![text.clone()];
    if let Some(known) = reader.external(SOURCE, &file.path)? {
        let last = known.entity.content.unwrap_or_default();
        let meeting: Meeting = reader.row(known.entity.parent)?.entity;
        on = Some(meeting.held);
        let carried = |text: &str| notes::carried(&last, &meeting.notes, text);
        texts = match last == text {
            true => Vec::new(),
            false => vec![carried(&last), carried(&text)],
        };
    }
    Ok(Wanted {
        file: NotesFile {
            text,
            ..file.clone()
        },
        on,
        texts,
        export: None,
    })
}

/// Minutes that this store wrote are compared first, and read only where somebody edited them.
fn wanted_of_export(
    reader: Reader<'_>,
    file: &NotesFile,
    export: Result<ReadBack, Trouble>,
) -> Result<Wanted, StoreError> {
    let mut wanted = Wanted {
        file: file.clone(),
        on: None,
        texts: Vec::new(),
        export: None,
    };
    if let Ok(export) = &export
        && !exported::is_ours(reader, &export.head)?
    {
        wanted.on = Some(export.head.date);
        wanted.texts = vec![export.notes.clone()];
    }
    wanted.export = Some(export);
    Ok(wanted)
}

/// Reads a chunk of files, each thread taking the next that nobody has.
fn read(policy: &Policy, directory: &Directory, chunk: &[Wanted], threads: usize) -> Vec<Prepared> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut read = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            match chunk.get(at) {
                Some(wanted) => read.push((at, one(policy, directory, wanted))),
                None => return read,
            }
        }
    };
    let mut read: Vec<(usize, Prepared)> = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut read = work();
        for other in others {
            read.extend(other.join().expect("reading notes does not panic"));
        }
        read
    });
    read.sort_by_key(|(at, _)| *at);
    read.into_iter().map(|(_, prepared)| prepared).collect()
}

fn one(policy: &Policy, directory: &Directory, wanted: &Wanted) -> Prepared {
    let texts: Vec<&str> = wanted.texts.iter().map(String::as_str).collect();
    Prepared {
        file: wanted.file.clone(),
        ahead: match wanted.on {
            Some(on) => Ahead::of(&Calendar::on(policy, on), directory, &texts),
            None => Ahead::default(),
        },
        export: wanted.export.clone(),
    }
}
