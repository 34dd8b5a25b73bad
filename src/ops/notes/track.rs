//! Risks, assumptions, issues and needs in notes: new ones from lines, what a changed line changes, and
//! how they are written.

use crate::model::id::{ItemId, Key, Kind};
use crate::model::milestone::Milestone;
use crate::model::need::{Need, NeedStep};
use crate::model::risk::Risk;
use crate::model::words::{DueSource, NeedStatus, RiskSort, RiskStatus};
use crate::store::{Journal, Reader, StoreError};
use crate::text::notes::{Canonical, Item, Mark, What};

use super::apply::Update;
use super::create::{Birth, short};
use super::lines::{Before, Said, owner_word};
use crate::ops::error::OpsError;
use crate::ops::facts::{NeedFacts, RiskFacts, Side};
use crate::ops::title::deadline;

/// Returns how a risk is written in notes; its box shows only that it ended.
pub(super) fn of_risk(facts: &RiskFacts) -> Canonical {
    let risk = &facts.row.entity;
    Canonical {
        id: Some(facts.id),
        what: what_of(risk.sort),
        mark: (!risk.is_open()).then_some(Mark::Done),
        owners: facts.owner.iter().cloned().collect(),
        title: risk.title.clone(),
        due: risk.due,
        decider: None,
        waiting_on: None,
        priority: None,
        tags: Vec::new(),
    }
}

/// Returns how a need is written in notes; its owner is who gives.
pub(super) fn of_need(facts: &NeedFacts) -> Canonical {
    let need = &facts.row.entity;
    let giver = match &facts.giver {
        Some(Side::Party(handle)) => Some(handle.clone()),
        Some(Side::Workstream(_) | Side::Item(_)) | None => None,
    };
    Canonical {
        id: Some(facts.id),
        what: What::Need,
        mark: mark_of(need.status),
        owners: giver.into_iter().collect(),
        title: need.title.clone(),
        due: need.due,
        decider: None,
        waiting_on: None,
        priority: None,
        tags: Vec::new(),
    }
}

fn mark_of(status: NeedStatus) -> Option<Mark> {
    match status {
        NeedStatus::Asked | NeedStatus::Committed | NeedStatus::AtRisk => None,
        NeedStatus::Delivered => Some(Mark::Done),
        NeedStatus::Missed | NeedStatus::Dropped => Some(Mark::Dropped),
    }
}

fn what_of(sort: RiskSort) -> What {
    match sort {
        RiskSort::Risk => What::Risk,
        RiskSort::Assumption => What::Assumption,
        RiskSort::Issue => What::Issue,
    }
}

fn sort_of(what: What) -> Option<RiskSort> {
    match what {
        What::Risk => Some(RiskSort::Risk),
        What::Assumption => Some(RiskSort::Assumption),
        What::Issue => Some(RiskSort::Issue),
        _ => None,
    }
}

/// Whether a box says that something has ended.
fn is_ended(mark: Option<Mark>) -> bool {
    matches!(mark, Some(Mark::Done | Mark::Dropped))
}

/// Whether a line says in its box what its item says.
pub(super) fn tells_state(item: &Item, canonical: &Canonical) -> bool {
    item.what == canonical.what && is_ended(item.mark) == is_ended(canonical.mark)
}

impl Birth<'_> {
    /// Creates the risk, assumption, issue or need that a line says.
    pub(super) fn tracked(
        &mut self,
        journal: &mut Journal<'_>,
        item: &Item,
    ) -> Result<Key, OpsError> {
        match sort_of(item.what) {
            Some(sort) => self.risk(journal, item, sort),
            None => self.need(journal, item),
        }
    }

    fn risk(
        &mut self,
        journal: &mut Journal<'_>,
        item: &Item,
        sort: RiskSort,
    ) -> Result<Key, OpsError> {
        let held = self.day();
        let mut risk = Risk::new(sort, short(&item.title), held);
        risk.owner = self.owners(journal, item)?.first().copied();
        risk.workstream = self.home(journal, item)?;
        risk.due = item.due.map(|due| due.date);
        risk.effect = (!item.notes.is_empty()).then(|| item.notes.join("\n"));
        risk.meeting = Some(self.meeting.key);
        risk.history = self.is_history();
        if is_ended(item.mark) {
            risk.end(RiskStatus::Closed, held, None);
        }
        Ok(journal.create(&risk)?)
    }

    fn need(&mut self, journal: &mut Journal<'_>, item: &Item) -> Result<Key, OpsError> {
        let held = self.day();
        let mut need = Need::new(short(&item.title), held);
        need.giver = self.owners(journal, item)?.first().copied();
        need.workstream = self.home(journal, item)?;
        need.taker = need.workstream;
        need.note = (!item.notes.is_empty()).then(|| item.notes.join("\n"));
        if let Some(due) = item.due {
            let due = deadline(due.date, due.exactness);
            need.set_due(Some(due.date), due.source);
        }
        need.meeting = Some(self.meeting.key);
        need.history = self.is_history();
        match item.mark {
            Some(Mark::Done) => need.step(NeedStep::Deliver, held),
            Some(Mark::Dropped) => need.step(NeedStep::Drop, held),
            _ => {}
        }
        Ok(journal.create(&need)?)
    }
}

impl Update<'_> {
    /// Applies what the writer changed in the line of a risk, assumption or issue.
    pub(super) fn changed_risk(
        &mut self,
        journal: &mut Journal<'_>,
        key: Key,
        id: ItemId,
        before: Before<'_>,
        item: &Item,
    ) -> Result<bool, OpsError> {
        let base = before.base;
        let old: Risk = journal.reader().row(key)?.entity;
        let mut risk = old.clone();
        if let Some(title) = self.title(id, &old.title, base, item) {
            risk.title = title;
        }
        if let Some((due, _)) = self.due(id, old.due, base.due, item.due) {
            risk.due = due;
        }
        if let Some(owner) = self.new_owner(journal, id, before, item)? {
            risk.owner = owner;
        }
        if let Some(sort) = sort_of(item.what).filter(|_| item.what != base.what) {
            risk.sort = sort;
        }
        let day = self.birth.day();
        match (is_ended(base.mark), is_ended(item.mark)) {
            (false, true) if risk.is_open() => risk.end(RiskStatus::Closed, day, None),
            (true, false) if !risk.is_open() => risk.reopen(),
            _ => {}
        }
        journal.update(key, &risk)?;
        Ok(risk != old)
    }

    /// Applies what the writer changed in the line of a need.
    pub(super) fn changed_need(
        &mut self,
        journal: &mut Journal<'_>,
        key: Key,
        id: ItemId,
        before: Before<'_>,
        item: &Item,
    ) -> Result<bool, OpsError> {
        let base = before.base;
        let old: Need = journal.reader().row(key)?.entity;
        let mut need = old.clone();
        if let Some(title) = self.title(id, &old.title, base, item) {
            need.title = title;
        }
        if let Some((due, source)) = self.due(id, old.due, base.due, item.due) {
            let source = due.map_or(DueSource::None, |_| source);
            need.set_due(due, source);
        }
        if let Some(giver) = self.new_owner(journal, id, before, item)? {
            need.giver = giver;
        }
        let step = match (is_ended(base.mark), item.mark) {
            (false, Some(Mark::Done)) => Some(NeedStep::Deliver),
            (false, Some(Mark::Dropped)) => Some(NeedStep::Drop),
            (true, mark) if !is_ended(mark) => Some(NeedStep::Reopen),
            _ => None,
        };
        if let Some(step) = step.filter(|step| step.is_lawful_from(need.status)) {
            need.step(step, self.birth.day());
        }
        journal.update(key, &need)?;
        Ok(need != old)
    }

    /// Applies a line that only speaks of a risk or need, such as "R-4 closed".
    pub(super) fn tracked_reply(
        &mut self,
        journal: &mut Journal<'_>,
        (id, key): (ItemId, Key),
        said: Mark,
    ) -> Result<(), OpsError> {
        let day = self.birth.day();
        match (id.kind, said) {
            (Kind::Risk, Mark::Done | Mark::Dropped) => {
                let mut risk: Risk = journal.reader().row(key)?.entity;
                if !risk.is_open() {
                    return Ok(());
                }
                risk.end(RiskStatus::Closed, day, None);
                journal.update(key, &risk)?;
            }
            (Kind::Need, Mark::Done | Mark::Dropped) => {
                let mut need: Need = journal.reader().row(key)?.entity;
                if !need.is_open() {
                    return Ok(());
                }
                let step = match said {
                    Mark::Done => NeedStep::Deliver,
                    _ => NeedStep::Drop,
                };
                need.step(step, day);
                journal.update(key, &need)?;
            }
            _ => return Ok(()),
        }
        self.saved.updated.push((id, key));
        Ok(())
    }

    /// Returns whom a changed line names, if that is to be taken: `Some(None)` is nobody.
    fn new_owner(
        &mut self,
        journal: &mut Journal<'_>,
        id: ItemId,
        before: Before<'_>,
        item: &Item,
    ) -> Result<Option<Option<Key>>, OpsError> {
        match before.writers(item, |item| owner_word(item).to_lowercase()) {
            Said::Nothing => Ok(None),
            Said::Both => {
                self.clash(id, "owner", &owner_word(before.now), &owner_word(item));
                Ok(None)
            }
            Said::Theirs => {
                let owners = self.birth.owners(journal, item)?;
                let is_unsure = owners.is_empty() && !item.owners.is_empty();
                Ok((!is_unsure).then(|| owners.first().copied()))
            }
        }
    }
}

/// Returns the meeting whose notes hold a risk, need or milestone.
pub(super) fn meeting_of(
    reader: Reader<'_>,
    kind: Kind,
    key: Key,
) -> Result<Option<Key>, StoreError> {
    Ok(match kind {
        Kind::Risk => reader.row::<Risk>(key)?.entity.meeting,
        Kind::Need => reader.row::<Need>(key)?.entity.meeting,
        Kind::Milestone => reader.row::<Milestone>(key)?.entity.meeting,
        Kind::Action | Kind::Decision | Kind::Meeting => None,
    })
}

/// Takes a risk, need or milestone out of its meeting.
pub(super) fn leave(journal: &mut Journal<'_>, kind: Kind, key: Key) -> Result<(), OpsError> {
    match kind {
        Kind::Risk => {
            let mut risk: Risk = journal.reader().row(key)?.entity;
            risk.meeting = None;
            journal.update(key, &risk)?;
        }
        Kind::Need => {
            let mut need: Need = journal.reader().row(key)?.entity;
            need.meeting = None;
            journal.update(key, &need)?;
        }
        Kind::Milestone => {
            let mut milestone: Milestone = journal.reader().row(key)?.entity;
            milestone.meeting = None;
            journal.update(key, &milestone)?;
        }
        Kind::Action | Kind::Decision | Kind::Meeting => {}
    }
    Ok(())
}
