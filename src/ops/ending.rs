//! The end of risks, needs and milestones: closed, delivered, reached or dropped, and opened again.

use chrono::NaiveDate;

use crate::model::ctx::Ctx;
use crate::model::id::Kind;
use crate::model::milestone::Milestone;
use crate::model::need::{Need, NeedStep};
use crate::model::risk::Risk;
use crate::model::words::{MilestoneStatus, NeedStatus, RiskStatus};
use crate::store::Journal;

use super::comment;
use super::error::OpsError;
use super::moves::check_past;
use super::need;
use super::outcome::{Remark, Remarks};
use super::targets::Target;

/// How something ends.
#[derive(Clone, Copy, Debug)]
pub(super) enum Ending<'a> {
    Done { on: NaiveDate },
    Dropped { on: NaiveDate, why: Option<&'a str> },
}

impl Ending<'_> {
    fn on(&self) -> NaiveDate {
        match self {
            Ending::Done { on } | Ending::Dropped { on, .. } => *on,
        }
    }
}

/// Ends a risk, need or milestone, or says why that changes nothing.
pub(super) fn end(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    ending: &Ending<'_>,
) -> Result<Option<Remark>, OpsError> {
    check_past(ctx, ending.on())?;
    match target.id.kind {
        Kind::Risk => end_risk(journal, target, ending),
        Kind::Need => end_need(journal, ctx, target, ending),
        _ => end_milestone(journal, target, ending),
    }
}

fn unchanged(target: Target, why: &'static str) -> Option<Remark> {
    Some(Remark::Unchanged(target.id, why))
}

fn end_risk(
    journal: &mut Journal<'_>,
    target: Target,
    ending: &Ending<'_>,
) -> Result<Option<Remark>, OpsError> {
    let mut risk: Risk = journal.reader().row(target.key)?.entity;
    match risk.status {
        RiskStatus::Open => {}
        RiskStatus::Closed => return Ok(unchanged(target, "was closed already")),
        status @ (RiskStatus::Happened | RiskStatus::Held | RiskStatus::False) => {
            return Err(OpsError::refused(
                format!("{} {} already", target.id, status.told()),
                format!("`tpm reopen {}` opens it again", target.id),
            ));
        }
    }
    let why = match ending {
        Ending::Done { .. } => None,
        Ending::Dropped { why, .. } => why.map(str::to_owned),
    };
    risk.end(RiskStatus::Closed, ending.on(), why);
    journal.update(target.key, &risk)?;
    Ok(None)
}

fn end_need(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    ending: &Ending<'_>,
) -> Result<Option<Remark>, OpsError> {
    let mut need: Need = journal.reader().row(target.key)?.entity;
    let step = match (ending, need.status) {
        (Ending::Done { .. }, NeedStatus::Delivered) => {
            return Ok(unchanged(target, "was delivered already"));
        }
        (Ending::Dropped { .. }, NeedStatus::Dropped) => {
            return Ok(unchanged(target, "was dropped already"));
        }
        (Ending::Done { .. }, _) => NeedStep::Deliver,
        (Ending::Dropped { .. }, _) => NeedStep::Drop,
    };
    need::check(target.id, need.status, step)?;
    need.step(step, ending.on());
    journal.update(target.key, &need)?;
    if let Ending::Dropped { why: Some(why), .. } = ending {
        comment::add(journal, ctx, target, why)?;
    }
    Ok(None)
}

fn end_milestone(
    journal: &mut Journal<'_>,
    target: Target,
    ending: &Ending<'_>,
) -> Result<Option<Remark>, OpsError> {
    let mut milestone: Milestone = journal.reader().row(target.key)?.entity;
    let (status, why) = match ending {
        Ending::Done { .. } => (MilestoneStatus::Done, None),
        Ending::Dropped { why, .. } => (MilestoneStatus::Dropped, why.map(str::to_owned)),
    };
    match (status, milestone.status) {
        (MilestoneStatus::Done, MilestoneStatus::Done) => {
            return Ok(unchanged(target, "was done already"));
        }
        (_, MilestoneStatus::Dropped) if status == MilestoneStatus::Dropped => {
            return Ok(unchanged(target, "was dropped already"));
        }
        _ => {}
    }
    milestone.end(status, ending.on(), why);
    journal.update(target.key, &milestone)?;
    Ok(None)
}

/// Opens a risk, need or milestone again; whether that changed anything.
pub(super) fn reopen(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    remarks: &mut Remarks,
) -> Result<bool, OpsError> {
    match target.id.kind {
        Kind::Risk => {
            let mut risk: Risk = journal.reader().row(target.key)?.entity;
            if risk.is_open() {
                return Ok(false);
            }
            risk.reopen();
            risk.history = false;
            journal.update(target.key, &risk)?;
            if let Some(issue) = journal.reader().issue_of(target.key)? {
                remarks.push(Remark::Said(format!(
                    "{} came from {} and stays",
                    issue.id(Kind::Risk),
                    target.id
                )));
            }
        }
        Kind::Need => {
            let mut need: Need = journal.reader().row(target.key)?.entity;
            if need.is_open() {
                return Ok(false);
            }
            need.step(NeedStep::Reopen, ctx.today);
            need.history = false;
            journal.update(target.key, &need)?;
        }
        _ => {
            let mut milestone: Milestone = journal.reader().row(target.key)?.entity;
            if milestone.is_open() {
                return Ok(false);
            }
            milestone.reopen();
            milestone.history = false;
            journal.update(target.key, &milestone)?;
        }
    }
    Ok(true)
}
