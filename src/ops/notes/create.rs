//! New items from notes.

use chrono::{Days, NaiveDate};

use crate::model::action::{Action, Waiting};
use crate::model::ctx::{Ctx, DefaultDue};
use crate::model::decision::Decision;
use crate::model::id::{ItemId, Key, Kind};
use crate::model::meeting::Meeting;
use crate::model::person::Person;
use crate::model::words::{ActionStatus, DecisionRole, DecisionStatus, DueSource};
use crate::store::{Journal, Reader, Row};
use crate::text::dates::{self, Calendar, DateProblem, Exactness};
use crate::text::names;
use crate::text::notes::{DueMention, Item, Mark, Mention, MentionForm, Source, What};

use super::apply::{Guess, Origin};
use super::{Names, attendees, next_meeting};
use crate::ops::act::add_helper;
use crate::ops::decide::resembling;
use crate::ops::directory::{Directory, Match};
use crate::ops::error::OpsError;
use crate::ops::moves::instant_of;
use crate::ops::outcome::{Remark, Remarks};
use crate::ops::people::{self, Newcomers, group_told, workstream};
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
    pub guesses: Vec<Guess>,
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
            self.remarks.push(Remark::Unsure(format!(
                "line {}: {problem}; left without a due date",
                item.line
            )));
        }
        let is_over = matches!(item.mark, Some(Mark::Done | Mark::Dropped));
        let is_dated = item.due.is_some() || item.undated;
        if !is_over && !is_dated && self.wrong_date(&item.title).is_none() {
            let due = self.default_due(journal.reader())?;
            action.set_due(due, DueSource::Default);
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

    /// Returns when an action is due that names no date, as the policy says; never what comes from a file.
    fn default_due(&self, reader: Reader<'_>) -> Result<Option<NaiveDate>, OpsError> {
        let held = &self.meeting.entity;
        let from = self.ctx.today.max(held.held);
        let after = |days: u32| from.checked_add_days(Days::new(u64::from(days)));
        Ok(match self.ctx.policy.default_due {
            _ if self.origin == Origin::File => None,
            DefaultDue::Never => None,
            DefaultDue::Days(days) => after(days),
            DefaultDue::NextMeeting => next_meeting(reader, held, from)?.or_else(|| after(7)),
        })
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
        // Of files nobody knows who wrote them down.
        if matches!(self.origin, Origin::Writer | Origin::Beginning) {
            decision.raised_by = Some(people::me(journal, self.ctx)?);
        }
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
        if decision.is_open() && self.origin != Origin::File {
            self.remarks.extend(resembling(journal, &decision.title)?);
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
                let person = self.owner(journal, mention, item)?;
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
            match self.owner(journal, mention, item)? {
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
            match self.owner(journal, mention, item)? {
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
        item: &Item,
    ) -> Result<Option<Key>, OpsError> {
        let Item { line, source, .. } = *item;
        if let Some(person) = self.names().certain(mention) {
            self.guessed_owner(journal, line, mention, person)?;
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

    /// Notes that a first name or initials were taken for somebody.
    fn guessed_owner(
        &mut self,
        journal: &Journal<'_>,
        line: usize,
        mention: &Mention,
        person: Key,
    ) -> Result<(), OpsError> {
        let typed = mention.text.to_lowercase();
        let reader = journal.reader();
        let is_full = |name: &String| name.to_lowercase() == typed;
        let is_exact = self.directory.exact(&typed) == Some(person)
            || reader
                .row::<Person>(person)?
                .entity
                .name
                .as_ref()
                .is_some_and(is_full);
        if !is_exact && self.origin != Origin::File {
            let handle = reader.handle_of(person)?;
            let message = format!("\"{}\" is taken for @{handle}", mention.text);
            self.guesses.push(Guess { line, message });
        }
        Ok(())
    }

    /// Notes that a date was made of words, or of nothing.
    pub(super) fn guessed_date(&mut self, item: &Item, id: ItemId) {
        let due = item.due.or(item.details.decide_by);
        let worded = due.filter(|due| due.exactness == Exactness::Words);
        if let Some(due) = worded.filter(|_| self.origin != Origin::File) {
            let day = dates::short(due.date, self.ctx.today);
            self.guesses.push(Guess {
                line: item.line,
                message: format!("{id} is due {day}"),
            });
        }
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
        self.remarks.push(Remark::Unsure(format!(
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

fn set_due(due: Option<DueMention>, set: impl FnOnce(NaiveDate, DueSource)) {
    if let Some(due) = due {
        let deadline = deadline(due.date, due.exactness);
        set(deadline.date, deadline.source);
    }
}

/// Cuts a sentence that is too long for a title; the notes hold it whole.
pub(in crate::ops) fn short(title: &str) -> String {
    if title.chars().count() <= LONGEST_TITLE {
        return title.to_owned();
    }
    let kept: String = title.chars().take(LONGEST_TITLE - 1).collect();
    format!("{}…", kept.trim_end())
}

/// Whether items of this kind are tracked.
pub(in crate::ops) fn is_tracked(what: What) -> bool {
    what.kind() != Kind::Milestone
}
