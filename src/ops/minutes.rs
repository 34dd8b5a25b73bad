//! The minutes of a meeting: who was there, what was said, and what became of it.

use crate::model::ctx::Ctx;
use crate::model::id::Kind;
use crate::model::meeting::Meeting;
use crate::store::{Reader, Row};
use crate::text::ids::IdWord;

use super::error::OpsError;
use super::notes;
use super::show::{self, Whole};
use super::targets::{self, Target};

/// A meeting with its public notes, every item in its state of today.
#[derive(Clone, Debug)]
pub struct Minutes {
    pub whole: Whole,
    pub notes: String,
}

/// Collects the minutes of the meetings named, or of the open or latest one.
pub fn minutes(reader: Reader<'_>, ctx: &Ctx, words: &[IdWord]) -> Result<Vec<Minutes>, OpsError> {
    let targets = match words {
        [] => vec![latest(reader)?],
        words => targets::resolve(reader, ctx, words, &[Kind::Meeting])?,
    };
    targets
        .into_iter()
        .map(|target| {
            let row: Row<Meeting> = reader.row(target.key)?;
            let visible = notes::visible(reader, ctx, &row)?;
            Ok(Minutes {
                notes: without_front_matter(&visible).to_owned(),
                whole: show::whole(reader, target)?,
            })
        })
        .collect()
}

/// Returns notes without a front matter of their own: minutes begin with one already.
fn without_front_matter(notes: &str) -> &str {
    let begins = |line: &&str| line.trim_end() == "---";
    let mut lines = notes.split_inclusive('\n');
    if lines.next().filter(begins).is_none() {
        return notes;
    }
    let mut at = notes.find('\n').map_or(notes.len(), |end| end + 1);
    for line in lines {
        at += line.len();
        if begins(&line) {
            return &notes[at..];
        }
    }
    notes
}

fn latest(reader: Reader<'_>) -> Result<Target, OpsError> {
    let open = reader.open_meetings()?.into_iter().next();
    let newest = match open {
        Some(row) => Some(row),
        None => {
            let filter = crate::store::tables::meeting::MeetingFilter {
                limit: Some(1),
                ..Default::default()
            };
            reader.meetings(&filter)?.into_iter().next()
        }
    };
    newest
        .map(|row| Target {
            id: row.id(Kind::Meeting),
            key: row.key,
        })
        .ok_or_else(|| {
            OpsError::not_found(
                "there is no meeting yet",
                "`tpm meet \"TITLE\"` starts one; `tpm import notes FILES` brings some in",
            )
        })
}
