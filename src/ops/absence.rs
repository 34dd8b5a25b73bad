//! Who is away today and who stands in, for lists that ask people about things.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use crate::model::ctx::Ctx;
use crate::model::id::Key;
use crate::model::person::Person;
use crate::store::Reader;
use crate::text::dates;

use super::error::OpsError;
use super::outcome::{Remark, Remarks};

/// An absence that has begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    /// The last day; none where nobody knows.
    pub until: Option<NaiveDate>,
    /// The handle of who stands in.
    pub cover: Option<String>,
}

/// Somebody for whom the user stands in, and what is overdue meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covering {
    pub handle: String,
    pub until: Option<NaiveDate>,
    pub open: u32,
    pub overdue: u32,
    pub deciding: u32,
}

/// Returns who is away today, by handle.
pub(super) fn today(reader: Reader<'_>, ctx: &Ctx) -> Result<HashMap<String, Absence>, OpsError> {
    let mut away = HashMap::new();
    for row in reader.away_on(ctx.today)? {
        let Person {
            handle,
            away_to,
            cover,
            ..
        } = row.entity;
        let absence = Absence {
            until: away_to,
            cover: cover.map(|key| reader.handle_of(key)).transpose()?,
        };
        away.insert(handle, absence);
    }
    Ok(away)
}

/// Returns those whom the user covers today.
pub(super) fn covered_by_me(reader: Reader<'_>, ctx: &Ctx) -> Result<Vec<Covering>, OpsError> {
    let Some(me) = reader.person_named(&ctx.actor)? else {
        return Ok(Vec::new());
    };
    let mut covered = Vec::new();
    for row in reader.covered_by(me.key)? {
        if row.entity.is_away(ctx.today) {
            let load = reader.load_of(row.key, ctx.today)?;
            covered.push(Covering {
                handle: row.entity.handle,
                until: row.entity.away_to,
                open: load.open,
                overdue: load.overdue,
                deciding: load.deciding,
            });
        }
    }
    Ok(covered)
}

/// Returns those for whom somebody stands in today.
pub(super) fn stood_for(
    reader: Reader<'_>,
    ctx: &Ctx,
    cover: Key,
) -> Result<BTreeSet<Key>, OpsError> {
    let covered = reader.covered_by(cover)?.into_iter();
    let away = covered.filter(|row| row.entity.is_away(ctx.today));
    Ok(away.map(|row| row.key).collect())
}

/// Says so if the owner of something is away on the day on which it is due, or today without one.
pub(super) fn remark(
    reader: Reader<'_>,
    ctx: &Ctx,
    owner: Option<Key>,
    due: Option<NaiveDate>,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    let Some(owner) = owner else { return Ok(()) };
    let person: Person = reader.row(owner)?.entity;
    if !person.is_away(due.unwrap_or(ctx.today)) {
        return Ok(());
    }
    let until = match person.away_to {
        Some(to) => format!("until {}", dates::short(to, ctx.today)),
        None => "for an unknown time".to_owned(),
    };
    let when = match due {
        Some(due) => format!(", and it is due {}", dates::short(due, ctx.today)),
        None => String::new(),
    };
    let cover = match person.cover {
        Some(cover) => format!("; @{} stands in", reader.handle_of(cover)?),
        None => String::new(),
    };
    let said = Remark::Said(format!("@{} is away {until}{when}{cover}", person.handle));
    if !remarks.contains(&said) {
        remarks.push(said);
    }
    Ok(())
}
