//! New items from notes.

use chrono::NaiveDate;

use crate::model::action::{Action, Waiting};
use crate::model::ctx::Ctx;
use crate::model::decision::{Decision, Role};
use crate::model::id::{ItemId, Key, Kind};
use crate::model::meeting::Meeting;
use crate::model::words::{ActionStatus, DecisionRole, DecisionStatus};
use crate::store::{Journal, Row};
use crate::text::names;
use crate::text::notes::{DueMention, Item, Mark, Mention, MentionForm, What};

use super::{Names, attendees, unsure};
use crate::ops::act::add_helper;
use crate::ops::directory::{Directory, Match};
use crate::ops::error::OpsError;
use crate::ops::moves::instant_of;
use crate::ops::outcome::Remarks;
use crate::ops::people::{Newcomers, workstream};
use crate::ops::title::{LONGEST_TITLE, deadline};

/// What new items take from their meeting.
pub(super) struct Birth<'a> {
    pub ctx: &'a Ctx,
    pub meeting: &'a Row<Meeting>,
}

/// Creates the item that a line says, if its kind is tracked; returns its ID and key.
pub(super) fn create(
    journal: &mut Journal<'_>,
    birth: &Birth<'_>,
    item: &Item,
    directory: &mut Directory,
    people: &[(Key, Vec<String>)],
    remarks: &mut Remarks,
) -> Result<Option<(ItemId, Key)>, OpsError> {
    let key = match item.what {
        What::Action => action(journal, birth, item, directory, people, remarks)?,
        What::Decision | What::OpenDecision | What::Question => {
            decision(journal, birth, item, directory, people, remarks)?
        }
        What::Risk | What::Assumption | What::Issue | What::Need | What::Milestone => {
            return Ok(None);
        }
    };
    Ok(journal.reader().id_of(key)?.map(|id| (id, key)))
}

fn action(
    journal: &mut Journal<'_>,
    birth: &Birth<'_>,
    item: &Item,
    directory: &mut Directory,
    people: &[(Key, Vec<String>)],
    remarks: &mut Remarks,
) -> Result<Key, OpsError> {
    let Birth { ctx, meeting } = birth;
    let held = meeting.entity.held;
    let mut owners = Vec::new();
    for mention in &item.owners {
        match owner(journal, directory, people, mention, remarks)? {
            Some(person) => owners.push(person),
            None => unsure(remarks, item.line, mention),
        }
    }
    let mut action = Action::new(short(&item.title), instant_of(ctx, held));
    action.body = (!item.notes.is_empty()).then(|| item.notes.join("\n"));
    action.owner = owners.first().copied();
    action.meeting = Some(meeting.key);
    action.history = meeting.entity.history;
    action.priority = item.priority;
    action.workstream = home(journal, birth, item, remarks)?;
    set_due(item.due, |date, source| action.set_due(Some(date), source));
    if let Some(on) = &item.waiting_on {
        let mention = Mention {
            text: on.trim_start_matches('@').to_owned(),
            form: MentionForm::Name,
        };
        let names = Names {
            directory,
            attendees: people.to_vec(),
        };
        let waiting = match names.certain(&mention) {
            Some(person) => Waiting::Person(person),
            None => Waiting::Text(on.clone()),
        };
        action.wait(waiting, held, None);
    }
    mark(&mut action, item.mark, held.min(ctx.today));
    let key = journal.create(&action)?;
    for helper in owners.iter().skip(1) {
        add_helper(journal, key, *helper)?;
    }
    Ok(key)
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

fn decision(
    journal: &mut Journal<'_>,
    birth: &Birth<'_>,
    item: &Item,
    directory: &mut Directory,
    people: &[(Key, Vec<String>)],
    remarks: &mut Remarks,
) -> Result<Key, OpsError> {
    let Birth { ctx: _, meeting } = birth;
    let held = meeting.entity.held;
    let details = &item.details;
    let mut decision = Decision::new(short(&item.title), held);
    decision.meeting = Some(meeting.key);
    decision.history = meeting.entity.history;
    decision.impact = item.priority;
    decision.workstream = home(journal, birth, item, remarks)?;
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
    // The owner of something open is who decides it; of something decided, only a "By" says so.
    let open = item.what == What::OpenDecision;
    let decider = details.by.as_ref().or(item.owners.first().filter(|_| open));
    let parts = decider
        .map(|mention| (DecisionRole::Decider, mention))
        .into_iter()
        .chain(
            details
                .inform
                .iter()
                .map(|mention| (DecisionRole::Informed, mention)),
        );
    for (role, mention) in parts {
        match owner(journal, directory, people, mention, remarks)? {
            Some(person) => add_role(journal, key, person, role)?,
            None => unsure(remarks, item.line, mention),
        }
    }
    Ok(key)
}

fn add_role(
    journal: &mut Journal<'_>,
    decision: Key,
    person: Key,
    role: DecisionRole,
) -> Result<(), OpsError> {
    let handle = journal.reader().handle_of(person)?;
    let entity = Role {
        decision,
        person,
        role,
    };
    journal.create_keyed(decision, &format!("{role} {handle}"), &entity)?;
    Ok(())
}

/// Returns who is meant by a mention; a handle or name that nobody has yet adds somebody.
pub(super) fn owner(
    journal: &mut Journal<'_>,
    directory: &mut Directory,
    people: &[(Key, Vec<String>)],
    mention: &Mention,
    remarks: &mut Remarks,
) -> Result<Option<Key>, OpsError> {
    let names = Names {
        directory,
        attendees: people.to_vec(),
    };
    if let Some(person) = names.certain(mention) {
        return Ok(Some(person));
    }
    let unknown = directory.find(&mention.text) == Match::Unknown;
    let is_ambiguous = people
        .iter()
        .any(|(_, names)| names.contains(&mention.text.to_lowercase()));
    if !unknown || is_ambiguous {
        return Ok(None);
    }
    let handle = match mention.form {
        MentionForm::Initials => None,
        MentionForm::Handle => names::read_handle(&mention.text).ok(),
        MentionForm::Name => names::handle_from_name(&mention.text),
    };
    match handle {
        Some(handle) => {
            let name = &mention.text;
            attendees::found_or_added(journal, directory, handle.as_str(), name, remarks).map(Some)
        }
        None => Ok(None),
    }
}

/// Returns the workstream that an item names, else its meeting's.
fn home(
    journal: &mut Journal<'_>,
    birth: &Birth<'_>,
    item: &Item,
    remarks: &mut Remarks,
) -> Result<Option<Key>, OpsError> {
    match item.tags.first() {
        Some(slug) => workstream(journal, birth.ctx, slug, Newcomers::Careful, remarks),
        None => Ok(birth.meeting.entity.workstream),
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
    matches!(what.kind(), Kind::Action | Kind::Decision)
}
