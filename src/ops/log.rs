//! What happened: to everything, to one item, or by one operation.

use chrono::{NaiveDate, SecondsFormat};

use crate::model::ctx::Ctx;
use crate::model::id::{ItemId, Key};
use crate::store::{ChangeLine, OperationFilter, OperationLine, Reader};
use crate::text::ids::IdWord;
use crate::text::names;

use super::error::OpsError;
use super::list::{Page, midnight};
use super::people::LONGEST_SLUG;
use super::series;
use super::targets;

/// Which operations to list; what is empty filters nothing.
#[derive(Clone, Debug, Default)]
pub struct Window {
    /// The first and last civil date that count.
    pub since: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    /// The handles of those who acted.
    pub actors: Vec<String>,
    pub verbs: Vec<String>,
    pub limit: Option<u32>,
}

/// An operation with all that it did.
#[derive(Clone, Debug)]
pub struct Whole {
    pub line: OperationLine,
    /// The operations of its group, the oldest first.
    pub group: Vec<i64>,
    pub changes: Vec<ChangeLine>,
}

/// Lists operations, the newest first.
pub fn operations(
    reader: Reader<'_>,
    ctx: &Ctx,
    window: &Window,
) -> Result<Page<OperationLine>, OpsError> {
    let Window {
        since,
        until,
        actors,
        verbs,
        limit,
    } = window;
    refuse_unheard(reader, actors, verbs)?;
    let beginning = |day| Some(midnight(ctx, day)?.to_rfc3339_opts(SecondsFormat::Secs, true));
    let filter = OperationFilter {
        since: since.and_then(beginning),
        before: until.and_then(|day| day.succ_opt()).and_then(beginning),
        actors: actors.clone(),
        verbs: verbs.clone(),
        limit: limit.map(|limit| limit.saturating_add(1)),
    };
    Page::of(reader.operations(&filter)?, *limit, |line| {
        reader.with_names(line)
    })
}

/// Refuses who is not known and did nothing, and what was never done under its name.
fn refuse_unheard(reader: Reader<'_>, actors: &[String], verbs: &[String]) -> Result<(), OpsError> {
    let has_any = |filter: OperationFilter| -> Result<bool, OpsError> {
        let limit = Some(1);
        Ok(!reader
            .operations(&OperationFilter { limit, ..filter })?
            .is_empty())
    };
    for actor in actors {
        let actors = vec![actor.clone()];
        let did = has_any(OperationFilter {
            actors,
            ..OperationFilter::default()
        })?;
        if !did && reader.person_named(actor)?.is_none() {
            return Err(OpsError::not_found(
                format!("nobody is called @{actor}"),
                "`tpm people` lists everybody",
            ));
        }
    }
    for verb in verbs {
        let verbs = vec![verb.clone()];
        if !has_any(OperationFilter {
            verbs,
            ..OperationFilter::default()
        })? {
            return Err(OpsError::not_found(
                format!("no operation is called \"{verb}\""),
                "`tpm log` lists the operations with their names",
            ));
        }
    }
    Ok(())
}

/// Lists what happened to one item, the oldest first; one that was deleted, undone or purged still has
/// its history.
pub fn item(
    reader: Reader<'_>,
    ctx: &Ctx,
    word: &IdWord,
) -> Result<(ItemId, Vec<ChangeLine>), OpsError> {
    if let IdWord::Id(id) = word
        && let Some(subject) = reader.ever(*id)?
    {
        return Ok((*id, reader.history_of(subject.key)?));
    }
    let target = targets::resolve_one(reader, ctx, word, &[])?;
    Ok((target.id, reader.history_of(target.key)?))
}

/// Lists what happened to a person, group, workstream or series, the oldest first.
pub fn named(reader: Reader<'_>, name: &str) -> Result<Vec<ChangeLine>, OpsError> {
    let handle = name.strip_prefix('@').unwrap_or(name).to_lowercase();
    let mut found: Vec<(String, Key)> = Vec::new();
    if let Some(row) = reader.person_named(&handle)? {
        found.push((format!("@{}", row.entity.handle), row.key));
    }
    if !name.starts_with('@') {
        let workstream = reader.workstream_named(&names::slug(name, LONGEST_SLUG))?;
        found.extend(workstream.map(|row| (format!("workstream {}", row.entity.slug), row.key)));
        let series = series::find(reader, name)?;
        found.extend(series.map(|row| (format!("series {}", row.entity.slug), row.key)));
    }
    match found.as_slice() {
        [(_, key)] => Ok(reader.changes_of_named(*key)?),
        [] => Err(OpsError::not_found(
            format!("nobody and nothing is called \"{name}\""),
            "`tpm people`, `tpm workstreams` and `tpm series` list what has a name",
        )),
        _ => Err(OpsError::Ambiguous {
            word: name.to_owned(),
            candidates: found.into_iter().map(|(told, _)| told).collect(),
            hint: "write @ before a handle; `tpm log` lists the operations of all".to_owned(),
        }),
    }
}

/// Returns one operation with what it did.
pub fn operation(reader: Reader<'_>, number: u32) -> Result<Whole, OpsError> {
    let id = i64::from(number);
    let Some(line) = reader.operation(id)? else {
        return Err(OpsError::not_found(
            format!("there is no operation {id}"),
            "`tpm log` lists the operations",
        ));
    };
    let group = reader.group(line.group)?;
    Ok(Whole {
        group: group.iter().map(|line| line.id).collect(),
        changes: reader.changes_by(id)?,
        line: reader.with_names(line)?,
    })
}
