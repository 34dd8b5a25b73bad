//! New items from notes.

use chrono::NaiveDate;

use crate::model::action::{Action, Waiting};
use crate::model::ctx::Ctx;
use crate::model::decision::Decision;
use crate::model::id::{ItemId, Key, Kind};
use crate::model::meeting::Meeting;
use crate::model::words::{ActionStatus, DecisionRole, DecisionStatus};
use crate::store::{Journal, Row};
use crate::text::dates::{Calendar, DateProblem};
use crate::text::names;
use crate::text::notes::{DueMention, Item, Mark, Mention, MentionForm, Source, What};

use super::apply::Origin;
use super::{Names, attendees};
use crate::ops::act::add_helper;
use crate::ops::directory::{Directory, Match};
use crate::ops::error::OpsError;
use crate::ops::moves::instant_of;
use crate::ops::outcome::{Remark, Remarks};
use crate::ops::people::{Newcomers, group_told, workstream};
use crate::ops::targets::Target;
use crate::ops::title::{LONGEST_TITLE, deadline, wrong_date};
use crate::ops::{audience, roles};

/// What new items take from their meeting, and what is learnt while they are made.
pub(super) struct Birth<'a> {
    pub ctx: &'a Ctx,
    pub meeting: &'a Row<Meeting>,
    /// The meeting's attendees with the names they go by.
    pub people: &'a [(Key, Vec<String>)],
    pub directory: &'a mut Directory,
    pub remarks: Remarks,
    pub origin: Origin,
}

impl Birth<'_> {
    /// Creates the item that a line says, if its kind is tracked; returns its ID and key.
    pub(super) fn create(
        &mut self,
        journal: &mut Journal<'_>,
        item: &Item,
    ) -> Result<Option<(ItemId, Key)>, OpsError> {
        let key = match item.what {
            What::Action => self.action(journal, item)?,
            What::Decision | What::OpenDecision | What::Question => self.decision(journal, item)?,
            What::Risk | What::Assumption | What::Issue | What::Need => {
                self.tracked(journal, item)?
            }
            What::Milestone => return Ok(None),
        };
        Ok(journal.reader().id_of(key)?.map(|id| (id, key)))
    }

    fn action(&mut self, journal: &mut Journal<'_>, item: &Item) -> Result<Key, OpsError> {
        let held = self.day();
        let owners = self.owners(journal, item)?;
        let mut action = Action::new(short(&item.title), instant_of(self.ctx, held));
        action.body = (!item.notes.is_empty()).then(|| item.notes.join("\n"));
        action.owner = owners.first().copied();
        action.meeting = Some(self.meeting.key);
        action.history = self.is_history();
        action.priority = item.priority;
        action.workstream = self.home(journal, item)?;
        set_due(item.due, |date, source| action.set_due(Some(date), source));
        if let (None, Some(problem)) = (item.due, self.wrong_date(&item.title)) {
            self.remarks.push(Remark::Said(format!(
                "line {}: {problem}; left without a due date",
                item.line
            )));
        }
        if let Some(on) = &item.waiting_on {
            action.wait(self.waiting(on), held, None);
        }
        mark(&mut action, item.mark, held);
        let key = journal.create(&action)?;
        for helper in owners.iter().skip(1) {
            add_helper(journal, key, *helper)?;
        }
        Ok(key)
    }

    fn wrong_date(&self, title: &str) -> Option<DateProblem> {
        let calendar = Calendar::on(&self.ctx.policy, self.ctx.today);
        wrong_date(&calendar, title)
    }

    /// Returns the day on which what the notes say happened: never one to come.
    pub(super) fn day(&self) -> NaiveDate {
        self.meeting.entity.held.min(self.ctx.today)
    }

    /// Whether new items are history; what is typed by hand never is.
    pub(super) fn is_history(&self) -> bool {
        self.meeting.entity.history && self.origin.is_file()
    }

    /// Returns whom or what a line waits on: somebody certain, else the words.
    pub(super) fn waiting(&self, on: &str) -> Waiting {
        let mention = Mention {
            text: on.trim_start_matches('@').to_owned(),
            form: MentionForm::Name,
        };
        let person = self.names().certain(&mention);
        person.map_or_else(|| Waiting::Text(on.to_owned()), Waiting::Person)
    }

    fn decision(&mut self, journal: &mut Journal<'_>, item: &Item) -> Result<Key, OpsError> {
        let held = self.day();
        let details = &item.details;
        let mut decision = Decision::new(short(&item.title), held);
        decision.meeting = Some(self.meeting.key);
        decision.history = self.is_history();
        decision.impact = item.priority;
        decision.workstream = self.home(journal, item)?;
        decision.rationale.clone_from(&details.why);
        decision.review_by = details.revisit.map(|due| due.date);
        decision.context = (!details.alternatives.is_empty())
            .then(|| format!("Alternatives: {}", details.alternatives.join("; ")));
        match item.what {
            What::Decision => {
                decision.status = DecisionStatus::Accepted;
                decision.decided_at = Some(held);
                decision.version = 1;
            }
            What::Question => decision.status = DecisionStatus::Draft,
            _ => set_due(details.decide_by.or(item.due), |date, source| {
                decision.set_due(Some(date), source);
            }),
        }
        let key = journal.create(&decision)?;
        self.roles(journal, key, item)?;
        if let (What::Decision, Some(id)) = (item.what, journal.reader().id_of(key)?) {
            let meeting = Some(self.meeting.key);
            let target = Target { id, key };
            audience::decided(journal, self.ctx, target, meeting, &mut self.remarks)?;
        }
        Ok(key)
    }

    /// Makes whoever a changed line names the decider; a name that is nobody's changes nothing.
    pub(super) fn decider(
        &mut self,
        journal: &mut Journal<'_>,
        decision: Key,
        item: &Item,
    ) -> Result<(), OpsError> {
        let person = match &item.details.by {
            Some(mention) => {
                let person = self.owner(journal, mention, item.source)?;
                if person.is_none() {
                    self.unsure(journal, item.line, mention)?;
                    return Ok(());
                }
                person
            }
            None => None,
        };
        let today = self.ctx.today;
        roles::hand(journal, decision, DecisionRole::Decider, person, today)
    }

    fn roles(
        &mut self,
        journal: &mut Journal<'_>,
        decision: Key,
        item: &Item,
    ) -> Result<(), OpsError> {
        // The owner of something open is who decides it; of something decided, only a "By" says so.
        let open = item.what == What::OpenDecision;
        let details = &item.details;
        let decider = details.by.as_ref().or(item.owners.first().filter(|_| open));
        let informed = details.inform.iter();
        let parts = decider
            .map(|mention| (DecisionRole::Decider, mention))
            .into_iter()
            .chain(informed.map(|mention| (DecisionRole::Informed, mention)));
        for (role, mention) in parts {
            match self.owner(journal, mention, item.source)? {
                Some(person) => roles::add(journal, decision, role, person, self.ctx.today)?,
                None => self.unsure(journal, item.line, mention)?,
            }
        }
        Ok(())
    }

    /// Returns the people who own a line, the accountable one first; those who are nobody for
    /// certain are told and left out.
    pub(super) fn owners(
        &mut self,
        journal: &mut Journal<'_>,
        item: &Item,
    ) -> Result<Vec<Key>, OpsError> {
        let mut owners = Vec::new();
        for mention in &item.owners {
            match self.owner(journal, mention, item.source)? {
                Some(person) => owners.push(person),
                None => self.unsure(journal, item.line, mention)?,
            }
        }
        Ok(owners)
    }

    /// Returns who is meant by a mention; a handle or name that nobody has yet adds somebody.
    fn owner(
        &mut self,
        journal: &mut Journal<'_>,
        mention: &Mention,
        source: Source,
    ) -> Result<Option<Key>, OpsError> {
        if let Some(person) = self.names().certain(mention) {
            return Ok(Some(person));
        }
        let typed = mention.text.to_lowercase();
        let is_ambiguous = self.people.iter().any(|(_, names)| names.contains(&typed));
        if is_ambiguous || self.directory.find(&mention.text) != Match::Unknown {
            return Ok(None);
        }
        // A bare bullet among known attendees: its first word is hardly somebody new.
        let is_doubtful = source == Source::Section && !self.people.is_empty();
        let handle = match mention.form {
            MentionForm::Initials => None,
            MentionForm::Name if is_doubtful => None,
            MentionForm::Handle => names::read_handle(&mention.text).ok(),
            MentionForm::Name => names::handle_from_name(&mention.text),
        };
        let Some(handle) = handle else {
            return Ok(None);
        };
        attendees::found_or_added(
            journal,
            self.directory,
            handle.as_str(),
            &mention.text,
            &mut self.remarks,
        )
        .map(Some)
    }

    /// Says that a name in the notes could be nobody for certain, or is that of a group.
    fn unsure(
        &mut self,
        journal: &Journal<'_>,
        line: usize,
        mention: &Mention,
    ) -> Result<(), OpsError> {
        let group = match self.directory.find(&mention.text) {
            Match::Group(key) => group_told(journal.reader(), key)?,
            Match::Known(_) | Match::Several(_) | Match::Near(_) | Match::Unknown => None,
        };
        let why = match group {
            Some((message, hint)) => format!("{message} ({hint})"),
            None => format!("nobody is certainly meant by \"{}\"", mention.text),
        };
        self.remarks.push(Remark::Said(format!(
            "line {line}: {why}; left without an owner"
        )));
        Ok(())
    }

    /// Returns the workstream that an item names, else its meeting's.
    pub(super) fn home(
        &mut self,
        journal: &mut Journal<'_>,
        item: &Item,
    ) -> Result<Option<Key>, OpsError> {
        match item.tags.first() {
            Some(slug) => workstream(
                journal,
                self.ctx,
                slug,
                Newcomers::Careful,
                &mut self.remarks,
            ),
            None => Ok(self.meeting.entity.workstream),
        }
    }

    fn names(&self) -> Names<'_> {
        Names {
            directory: self.directory,
            attendees: self.people,
        }
    }
}

/// Gives an action the state that its box shows.
pub(super) fn mark(action: &mut Action, mark: Option<Mark>, on: NaiveDate) {
    match mark {
        Some(Mark::Done) => action.complete(on),
        Some(Mark::Dropped) => action.drop(on, None),
        Some(Mark::InProgress) => action.start(),
        Some(Mark::Waiting) if action.status != ActionStatus::Waiting => {
            action.status = ActionStatus::Waiting;
            action.waiting_since = Some(on);
        }
        Some(Mark::Open | Mark::Carried) if action.status != ActionStatus::Waiting => action.open(),
        _ => {}
    }
}

fn set_due(due: Option<DueMention>, set: impl FnOnce(NaiveDate, crate::model::words::DueSource)) {
    if let Some(due) = due {
        let deadline = deadline(due.date, due.exactness);
        set(deadline.date, deadline.source);
    }
}

/// Cuts a sentence that is too long for a title; the notes hold it whole.
pub(super) fn short(title: &str) -> String {
    if title.chars().count() <= LONGEST_TITLE {
        return title.to_owned();
    }
    let kept: String = title.chars().take(LONGEST_TITLE - 1).collect();
    format!("{}…", kept.trim_end())
}

/// Whether items of this kind are tracked.
pub(super) fn is_tracked(what: What) -> bool {
    what.kind() != Kind::Milestone
}
