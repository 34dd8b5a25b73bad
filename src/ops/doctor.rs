//! What is wrong with the file, what endangers it, and what is missing in its data.

use std::path::Path;

use chrono::{DateTime, Utc};

use super::error::OpsError;
use crate::model::ctx::Ctx;
use crate::store::shelf::Shelf;
use crate::store::surroundings::{self, Circumstance};
use crate::store::tables::gaps::Lacking;
use crate::store::{Damage, Loss, Reader, Repaired, Store};
use crate::text::names;

/// A backup older than so many days is remarked upon.
const OLD_BACKUP_DAYS: i64 = 7;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Something is lost or damaged.
    Problem,
    /// Something may be lost.
    Warning,
    /// Something is left open; the file is in order.
    Note,
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub weight: Weight,
    /// The stable name of the case.
    pub code: &'static str,
    /// The record that it is about, where it is about one.
    pub record: Option<String>,
    pub message: String,
    /// What to do about it.
    pub next_step: String,
}

/// How far an examination goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    Quick,
    Deep,
}

/// What stands around the store that is examined.
pub struct Ward<'a> {
    pub path: &'a Path,
    pub state: Option<&'a Path>,
    pub loss: Option<Loss>,
}

/// Examines an open store and what stands around it; the gravest findings come first.
pub fn examine(
    store: &Store,
    ctx: &Ctx,
    ward: &Ward<'_>,
    depth: Depth,
) -> Result<Vec<Finding>, OpsError> {
    let damages = match depth {
        Depth::Quick => store.check_quickly()?,
        Depth::Deep => store.check_deeply()?,
    };
    let is_sound = damages.is_empty();
    let mut findings: Vec<Finding> = ward
        .loss
        .map(|loss| lost(ward.path, loss))
        .into_iter()
        .collect();
    for finding in damages.into_iter().map(damaged) {
        // One damaged page is met wherever it is read.
        let is_told = |other: &Finding| other.message == finding.message;
        if !findings.iter().any(is_told) {
            findings.push(finding);
        }
    }
    let around = surroundings::look(ward.path, ward.state);
    findings.extend(around.into_iter().map(circumstance));
    let shelf = ward.state.map(|state| Shelf::of(state, ward.path));
    // What cannot be read cannot be asked what it lacks.
    if is_sound {
        let newest = shelf.and_then(|shelf| shelf.newest());
        findings.extend(unsaved(store.reader(), newest, ctx.now)?);
        findings.extend(gaps(store.reader())?);
    }
    findings.sort_by_key(|finding| finding.weight);
    Ok(findings)
}

/// Makes a sound copy of a damaged file; `None` where there is nothing to repair.
pub fn repair(store: &Store, ctx: &Ctx, target: &Path) -> Result<Option<Repaired>, OpsError> {
    if store.check_deeply()?.is_empty() {
        return Ok(None);
    }
    Ok(Some(store.repair(ctx, target)?))
}

fn lost(path: &Path, loss: Loss) -> Finding {
    Finding {
        weight: Weight::Problem,
        code: "rolled_back",
        record: None,
        message: format!("{} {loss}", path.display()),
        next_step: "`tpm restore` lists the backups; `tpm doctor --accept` takes the file as it is"
            .to_owned(),
    }
}

fn damaged(damage: Damage) -> Finding {
    let Damage {
        area,
        record,
        detail,
    } = damage;
    Finding {
        weight: Weight::Problem,
        code: area.word(),
        message: match &record {
            Some(record) => format!("{record}: {detail}"),
            None => detail,
        },
        record,
        next_step: "`tpm doctor --repair` makes a sound copy; `tpm restore` lists the backups"
            .to_owned(),
    }
}

fn circumstance(circumstance: Circumstance) -> Finding {
    match circumstance {
        Circumstance::Open { path, mode } => Finding {
            weight: Weight::Warning,
            code: "open_to_others",
            record: None,
            message: format!(
                "{} can be read by others (permissions {mode:o})",
                path.display()
            ),
            next_step: format!("`chmod go= {}` keeps them out", path.display()),
        },
        Circumstance::Hazardous { path, hazard } => Finding {
            weight: Weight::Warning,
            code: "hazardous_place",
            record: None,
            message: format!(
                "{} is on {hazard}, where two machines that write at once lose changes",
                path.display()
            ),
            next_step: "move it to a disk of this machine and name it with TPM_DB".to_owned(),
        },
        Circumstance::Draft { name, form_of } => Finding {
            weight: Weight::Note,
            code: "draft_left",
            message: format!("a draft was left: {name}"),
            next_step: match form_of {
                Some(id) => format!("`tpm edit {id} --resume` goes on with it"),
                None if name.starts_with("M-") => {
                    format!("`tpm note {name} --resume` goes on with it")
                }
                None => "`tpm meet` with the same title and --resume goes on with it".to_owned(),
            },
            record: Some(name),
        },
    }
}

/// Says that the last backup is long ago, or that there was none.
fn unsaved(
    reader: Reader<'_>,
    newest: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<Option<Finding>, OpsError> {
    let first = reader.operation(1)?.and_then(|line| line.at.parse().ok());
    let Some(since) = newest.or(first) else {
        return Ok(None);
    };
    let days = (now - since).num_days();
    if days <= OLD_BACKUP_DAYS {
        return Ok(None);
    }
    Ok(Some(Finding {
        weight: Weight::Warning,
        code: "old_backup",
        record: None,
        message: match newest {
            Some(_) => format!("the newest backup is {days} days old"),
            None => "there is no backup yet".to_owned(),
        },
        next_step: "`tpm backup` makes one".to_owned(),
    }))
}

fn gaps(reader: Reader<'_>) -> Result<Vec<Finding>, OpsError> {
    let mut found = Vec::new();
    let mut note = |lacking: Lacking, code, (one, many): (&str, &str), next_step: &str| {
        if lacking.count == 0 {
            return;
        }
        let first: Vec<String> = lacking.first.iter().map(ToString::to_string).collect();
        let more = match lacking.count - first.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let what = match lacking.count {
            1 => format!("1 {one}"),
            count => format!("{count} {many}"),
        };
        found.push(Finding {
            weight: Weight::Note,
            code,
            record: lacking.first.first().map(ToString::to_string),
            message: format!("{what}: {}{more}", first.join(", ")),
            next_step: next_step.to_owned(),
        });
    };
    note(
        reader.made_without_decider()?,
        "no_decider",
        (
            "decision was made by nobody known",
            "decisions were made by nobody known",
        ),
        "`tpm edit ID --decider NAME` says who decided",
    );
    note(
        reader.unowned_actions()?,
        "no_owner",
        ("open action has no owner", "open actions have no owner"),
        "`tpm actions --owner none` lists them",
    );
    note(
        reader.undated_actions()?,
        "no_date",
        (
            "open action has no due date",
            "open actions have no due date",
        ),
        "`tpm followup --undated` lists them",
    );
    found.extend(near_names(reader)?);
    Ok(found)
}

/// Names of people that are one slip apart.
fn near_names(reader: Reader<'_>) -> Result<Vec<Finding>, OpsError> {
    let handles: Vec<String> = reader
        .people()?
        .into_iter()
        .filter(|row| row.entity.merged_into.is_none())
        .map(|row| row.entity.handle)
        .collect();
    let mut found = Vec::new();
    for (at, one) in handles.iter().enumerate() {
        for other in &handles[at + 1..] {
            if names::is_near(one, other) || names::is_near(other, one) {
                found.push(Finding {
                    weight: Weight::Note,
                    code: "near_names",
                    record: Some(format!("@{one}")),
                    message: format!("@{one} and @{other} look like one person"),
                    next_step: format!("`tpm actions --owner {one},{other}` shows what each holds"),
                });
            }
        }
    }
    Ok(found)
}
