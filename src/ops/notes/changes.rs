//! What the writer changed in an item's own line, field by field: taken where nobody else changed the
//! field since, and else told as a clash.

use chrono::NaiveDate;

use crate::model::action::{Action, Helper};
use crate::model::decision::Decision;
use crate::model::id::{ItemId, Key, Kind};
use crate::model::words::{ActionStatus, DueSource};
use crate::store::Journal;
use crate::text::dates::Exactness;
use crate::text::notes::{Canonical, DueMention, Item, Mark, Mention, MentionForm, What};

use super::apply::Update;
use super::create::{mark, short};
use super::lines::{
    Before, Said, changed_elsewhere, date_word, level_word, owner_word, same_words, wait_word,
};
use super::present::{mark_of, of_facts, tells_people, what_of};
use crate::ops::ack;
use crate::ops::act::add_helper;
use crate::ops::error::OpsError;
use crate::ops::facts;
use crate::ops::outcome::Remark;
use crate::ops::standing::{self, Acceptance};
use crate::ops::title::deadline;

impl Update<'_> {
    /// Applies what the writer changed in an item's own line.
    pub(super) fn changed(
        &mut self,
        journal: &mut Journal<'_>,
        id: ItemId,
        before: Before<'_>,
        item: &Item,
    ) -> Result<(), OpsError> {
        if same_words(before.base, item) {
            return Ok(());
        }
        let Some((key, false)) = journal.reader().find_item(id)? else {
            return Ok(());
        };
        let changed = match id.kind {
            Kind::Action => self.changed_action(journal, key, id, before, item)?,
            Kind::Decision => self.changed_decision(journal, key, id, before.base, item)?,
            Kind::Risk => self.changed_risk(journal, key, id, before, item)?,
            Kind::Need => self.changed_need(journal, key, id, before, item)?,
            Kind::Milestone | Kind::Meeting => false,
        };
        if changed {
            self.saved.updated.push((id, key));
        }
        Ok(())
    }

    /// Applies a line with an item's anchor that was not handed out: typed or pasted in. What it says is the
    /// writer's word; what it leaves out stays as it is.
    pub(super) fn claimed(
        &mut self,
        journal: &mut Journal<'_>,
        id: ItemId,
        item: &Item,
    ) -> Result<(), OpsError> {
        // What a file from elsewhere calls A-12 is not ours.
        if self.birth.origin.is_file() {
            return Ok(());
        }
        let Some(key) = self.spoken_of(journal.reader(), id, item)? else {
            return Ok(());
        };
        let facts = facts::of(journal.reader(), id, key)?;
        let Some(stored) = facts.and_then(|facts| of_facts(&facts)) else {
            return Ok(());
        };
        let before = &as_stored(item, &stored);
        self.changed(
            journal,
            id,
            Before {
                base: before,
                now: before,
            },
            item,
        )
    }

    fn changed_action(
        &mut self,
        journal: &mut Journal<'_>,
        key: Key,
        id: ItemId,
        before: Before<'_>,
        item: &Item,
    ) -> Result<bool, OpsError> {
        let old: Action = journal.reader().row(key)?.entity;
        let mut action = old.clone();
        let Before { base, now } = before;
        if let Some(title) = self.title(id, &old.title, base, item) {
            action.title = title;
        }
        // The notes do not show a date that nobody named.
        let named = old.due.filter(|_| old.due_source != DueSource::Default);
        if let Some((due, source)) = self.due(id, named, base.due, item.due) {
            action.set_due(due, source);
            self.birth.guessed_date(item, id);
        }
        self.state(id, &mut action, base, item);
        match before.writers(item, |item| item.priority) {
            Said::Theirs => action.priority = item.priority,
            Said::Both => self.clash(id, "priority", &level_word(now), &level_word(item)),
            Said::Nothing => {}
        }
        match before.writers(item, wait_word) {
            Said::Theirs => self.waiting(&mut action, item),
            Said::Both => self.clash(id, "wait", &wait_word(now), &wait_word(item)),
            Said::Nothing => {}
        }
        let owners = before.writers(item, |item| owner_word(item).to_lowercase());
        match owners {
            Said::Theirs => self.owners(journal, &mut action, key, item)?,
            Said::Both => self.clash(id, "owner", &owner_word(now), &owner_word(item)),
            Said::Nothing => {}
        }
        journal.update(key, &action)?;
        Ok(action != old || owners == Said::Theirs)
    }

    fn changed_decision(
        &mut self,
        journal: &mut Journal<'_>,
        key: Key,
        id: ItemId,
        base: &Item,
        item: &Item,
    ) -> Result<bool, OpsError> {
        let old: Decision = journal.reader().row(key)?.entity;
        let mut decision = old.clone();
        if let Some(title) = self.title(id, &old.title, base, item) {
            decision.title = title;
        }
        self.reason(id, &mut decision, base, item);
        let due = |item: &Item| item.due.or(item.details.decide_by);
        if old.is_open()
            && let Some((due, source)) = self.due(id, old.due, due(base), due(item))
        {
            decision.set_due(due, source);
        }
        journal.update(key, &decision)?;
        let mut changed = decision != old;
        if item.details.by != base.details.by {
            self.birth.decider(journal, key, item)?;
            changed = true;
        }
        if item.what == What::Decision && base.what != What::Decision && old.is_open() {
            changed |= self.accept(journal, key, id)?;
        } else if item.what != base.what && what_of(old.status) != item.what {
            self.birth.remarks.push(Remark::Said(format!(
                "{id} is {} and stays so; `tpm reopen {id}` opens it again",
                old.status
            )));
        }
        Ok(changed)
    }

    /// Accepts what the notes say was decided, unless somebody who must agree objects; whether it did.
    fn accept(
        &mut self,
        journal: &mut Journal<'_>,
        key: Key,
        id: ItemId,
    ) -> Result<bool, OpsError> {
        let objections = ack::objections(journal.reader(), key)?;
        if let Some(objection) = objections.first() {
            self.birth.remarks.push(Remark::Said(format!(
                "{id} stays open over {}; `tpm decide {id} \"OUTCOME\" --override \"REASON\"` \
                 decides all the same",
                objection.told()
            )));
            return Ok(false);
        }
        let acceptance = Acceptance {
            on: Some(self.birth.day()),
            meeting: Some(self.birth.meeting.key),
            ..Acceptance::default()
        };
        let remarks = &mut self.birth.remarks;
        standing::accept(journal, self.birth.ctx, key, &acceptance, remarks)?;
        Ok(true)
    }

    pub(super) fn clash(&mut self, id: ItemId, field: &str, kept: &str, left: &str) {
        let clash = changed_elsewhere(id, field, kept, left);
        self.saved.clashes.push(clash);
    }

    /// Returns the title that the writer gave, if it is to be taken.
    pub(super) fn title(
        &mut self,
        id: ItemId,
        old: &str,
        base: &Item,
        item: &Item,
    ) -> Option<String> {
        let title = short(&item.title);
        if item.title == base.title || old == title {
            return None;
        }
        if old != short(&base.title) {
            self.clash(id, "title", old, &item.title);
            return None;
        }
        Some(title)
    }

    /// Returns the deadline that the writer gave, if it is to be taken.
    pub(super) fn due(
        &mut self,
        id: ItemId,
        old: Option<NaiveDate>,
        base: Option<DueMention>,
        said: Option<DueMention>,
    ) -> Option<(Option<NaiveDate>, DueSource)> {
        let [base, new] = [base, said].map(|due| due.map(|due| due.date));
        if new == base || old == new {
            return None;
        }
        if old != base {
            self.clash(id, "due date", &date_word(old), &date_word(new));
            return None;
        }
        let due = said.map(|due| deadline(due.date, due.exactness));
        let source = due.map_or(DueSource::None, |due| due.source);
        Some((new, source))
    }

    fn reason(&mut self, id: ItemId, decision: &mut Decision, base: &Item, item: &Item) {
        let (base, new) = (&base.details.why, &item.details.why);
        if new == base || decision.rationale == *new {
            return;
        }
        if decision.rationale == *base {
            decision.rationale.clone_from(new);
            return;
        }
        let word = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
        self.clash(id, "reason", &word(&decision.rationale), &word(new));
    }

    fn state(&mut self, id: ItemId, action: &mut Action, base: &Item, item: &Item) {
        let state = |item: &Item| item.mark.unwrap_or(Mark::Open);
        let (old, new) = (mark_of(action.status), state(item));
        if new == state(base) || old == new {
            return;
        }
        if old == state(base) {
            mark(action, Some(new), self.birth.ctx.today);
        } else {
            let left = format!("{new:?}").to_lowercase();
            self.clash(id, "status", action.status.word(), &left);
        }
    }

    fn waiting(&self, action: &mut Action, item: &Item) {
        match &item.waiting_on {
            Some(on) => {
                action.wait(
                    self.birth.waiting(on),
                    self.birth.ctx.today,
                    action.chase_on,
                );
            }
            None if action.status == ActionStatus::Waiting => action.open(),
            None => {}
        }
    }

    fn owners(
        &mut self,
        journal: &mut Journal<'_>,
        action: &mut Action,
        key: Key,
        item: &Item,
    ) -> Result<(), OpsError> {
        let people = self.birth.owners(journal, item)?;
        action.owner = people.first().copied();
        let helpers = people.get(1..).unwrap_or_default();
        for helper in journal.reader().helpers_of(key)? {
            if !helpers.contains(&helper.entity.person) {
                journal.set_deleted::<Helper>(helper.key, true)?;
            }
        }
        for helper in helpers {
            add_helper(journal, key, *helper)?;
        }
        Ok(())
    }
}

/// Returns what a line would say if each field that it names were as it is stored.
fn as_stored(item: &Item, stored: &Canonical) -> Item {
    let mut base = item.clone();
    base.what = stored.what;
    base.mark = item
        .mark
        .and(stored.mark)
        .or(item.mark.and(Some(Mark::Open)));
    if short(&item.title) != stored.title {
        base.title.clone_from(&stored.title);
    }
    if !item.owners.is_empty() && !tells_people(item, stored) {
        let owners = stored.owners.iter().map(|owner| Mention {
            text: owner.clone(),
            form: MentionForm::Handle,
        });
        base.owners = owners.collect();
    }
    base.due = item.due.and(stored.due).map(|date| DueMention {
        date,
        exactness: Exactness::Exact,
    });
    base.priority = item.priority.and(stored.priority);
    base.waiting_on = item.waiting_on.as_ref().and(stored.waiting_on.clone());
    base
}
