//! A decision, who has which part in it, and the lawful moves between its statuses.

use chrono::NaiveDate;

use super::id::Key;
use super::option::Criteria;
use super::words::{DecisionRole, DecisionStatus, Door, DueSource, Landed, Level, Response};

/// Something that must be decided, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub title: String,
    pub context: Option<String>,
    pub workstream: Option<Key>,
    pub status: DecisionStatus,
    pub door: Door,
    pub impact: Option<Level>,
    /// The civil date on which it was raised.
    pub raised: NaiveDate,
    pub raised_by: Option<Key>,
    /// The date by which it must be decided.
    pub due: Option<NaiveDate>,
    /// The first explicit or inferred `due`, kept when `due` moves.
    pub due_baseline: Option<NaiveDate>,
    pub due_source: DueSource,
    /// What happens if it is not decided in time.
    pub if_late: Option<String>,
    /// The civil date on which it was accepted or rejected.
    pub decided_at: Option<NaiveDate>,
    pub outcome: Option<String>,
    /// Counts the outcomes told to people: 0 while open, 1 when first decided.
    pub version: i64,
    pub rationale: Option<String>,
    pub consequences: Option<String>,
    pub review_by: Option<NaiveDate>,
    pub meeting: Option<Key>,
    pub tags: Tags,
    /// Whether it came in as history: listed, and outside follow-up.
    pub history: bool,
    /// What options are compared by.
    pub criteria: Criteria,
    /// The rest of a record, such as sections of an imported one that no other field holds.
    pub body: Option<String>,
    /// The day until which a deferred decision rests.
    pub defer_until: Option<NaiveDate>,
    /// The civil date on which it was last looked at again after it was made.
    pub reviewed_at: Option<NaiveDate>,
    /// Why it was made although somebody whose agreement is needed objected.
    pub overridden: Option<String>,
    pub reach: Reach,
    pub execution: Execution,
    /// The date by which it must be carried out.
    pub execute_by: Option<NaiveDate>,
    /// The civil date on which somebody confirmed what became of it.
    pub confirmed_at: Option<NaiveDate>,
    pub confirmed_by: Option<Key>,
    /// How that is known.
    pub confirmed_how: Option<String>,
    pub result: Option<Landed>,
    /// The civil date on which nothing of it could be stuck any more; derived from all else.
    pub left_loop_at: Option<NaiveDate>,
}

/// Whether anybody must know of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Those who are listed, by role, by workstream or by what they own.
    Listed,
    /// Nobody beyond those who made it.
    Nobody,
}

impl Reach {
    /// Returns the word for it on the command line and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Reach::Listed => "listed",
            Reach::Nobody => "none",
        }
    }
}

/// Whether a decision has to be carried out by actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Execution {
    Required,
    /// It is done once it is made.
    NotNeeded,
}

impl Execution {
    /// Returns the word for it on the command line and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Execution::Required => "required",
            Execution::NotNeeded => "none",
        }
    }
}

impl Decision {
    /// Returns a decision of which only the title is known, proposed today.
    pub fn new(title: String, raised: NaiveDate) -> Decision {
        Decision {
            title,
            context: None,
            workstream: None,
            status: DecisionStatus::Proposed,
            door: Door::TwoWay,
            impact: None,
            raised,
            raised_by: None,
            due: None,
            due_baseline: None,
            due_source: DueSource::None,
            if_late: None,
            decided_at: None,
            outcome: None,
            version: 0,
            rationale: None,
            consequences: None,
            review_by: None,
            meeting: None,
            tags: Tags::default(),
            history: false,
            criteria: Criteria::default(),
            body: None,
            defer_until: None,
            reviewed_at: None,
            overridden: None,
            reach: Reach::Listed,
            execution: Execution::Required,
            execute_by: None,
            confirmed_at: None,
            confirmed_by: None,
            confirmed_how: None,
            result: None,
            left_loop_at: None,
        }
    }

    /// Whether it still waits for an outcome.
    pub fn is_open(&self) -> bool {
        self.status.is_open()
    }

    /// Moves the decide-by date; the first date that is not a default becomes the baseline.
    pub fn set_due(&mut self, due: Option<NaiveDate>, source: DueSource) {
        set_due(
            (&mut self.due, &mut self.due_baseline, &mut self.due_source),
            due,
            source,
        );
    }
}

/// Sets a deadline with its baseline: the first explicit or inferred date, never a default.
pub(super) fn set_due(
    (date, baseline, date_source): (
        &mut Option<NaiveDate>,
        &mut Option<NaiveDate>,
        &mut DueSource,
    ),
    due: Option<NaiveDate>,
    source: DueSource,
) {
    *date = due;
    *date_source = if due.is_some() {
        source
    } else {
        DueSource::None
    };
    if baseline.is_none() && matches!(source, DueSource::Explicit | DueSource::Inferred) {
        *baseline = due;
    }
}

impl DecisionStatus {
    /// Whether a decision in this status still waits for an outcome.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            DecisionStatus::Draft | DecisionStatus::Proposed | DecisionStatus::Deferred
        )
    }

    /// Whether a decision in this status was accepted, whatever came after.
    pub fn was_made(self) -> bool {
        matches!(
            self,
            DecisionStatus::Accepted | DecisionStatus::Superseded | DecisionStatus::Deprecated
        )
    }

    /// Returns the statuses that a decision may move to from this one (`DESIGN.md`, "The model").
    pub fn moves(self) -> &'static [DecisionStatus] {
        use DecisionStatus::*;
        match self {
            Draft => &[Proposed, Accepted, Rejected, Withdrawn],
            Proposed => &[Accepted, Rejected, Deferred, Withdrawn],
            Deferred => &[Proposed, Accepted, Rejected, Withdrawn],
            Accepted => &[Superseded, Deprecated, Proposed],
            Rejected | Withdrawn | Superseded | Deprecated => &[Proposed],
        }
    }
}

/// What can be done with a decision that moves it on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Propose,
    Accept,
    Reject,
    Defer,
    Withdraw,
    Reopen,
    /// Looked at again, and it stands.
    Review,
    /// Looked at again, and it holds no longer.
    Retire,
}

impl Step {
    pub const ALL: [Step; 8] = [
        Step::Propose,
        Step::Accept,
        Step::Reject,
        Step::Defer,
        Step::Withdraw,
        Step::Reopen,
        Step::Review,
        Step::Retire,
    ];

    /// Returns the status that it leads to.
    pub fn target(self) -> DecisionStatus {
        match self {
            Step::Propose | Step::Reopen => DecisionStatus::Proposed,
            Step::Accept | Step::Review => DecisionStatus::Accepted,
            Step::Reject => DecisionStatus::Rejected,
            Step::Defer => DecisionStatus::Deferred,
            Step::Withdraw => DecisionStatus::Withdrawn,
            Step::Retire => DecisionStatus::Deprecated,
        }
    }

    /// Whether it is lawful from this status. Deferring again gives another date, and only what was
    /// put on the table once can be opened again.
    pub fn is_lawful_from(self, status: DecisionStatus) -> bool {
        match self {
            Step::Review => status == DecisionStatus::Accepted,
            Step::Defer if status == DecisionStatus::Deferred => true,
            Step::Propose => {
                matches!(status, DecisionStatus::Draft | DecisionStatus::Deferred)
            }
            Step::Reopen if status == DecisionStatus::Draft => false,
            step => status.moves().contains(&step.target()),
        }
    }
}

/// What one person has to do with one decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    pub decision: Key,
    /// A person, or for the informed and those who perform a group.
    pub person: Key,
    pub role: DecisionRole,
    /// The civil date on which an answer was first asked for; only `agree` and `input` are asked.
    pub asked_at: Option<NaiveDate>,
    pub response: Option<Response>,
    pub responded_at: Option<NaiveDate>,
    /// What they said beside the response.
    pub note: Option<String>,
}

impl Role {
    /// Returns a part that somebody takes from `asked_at` on, not answered yet.
    pub fn new(decision: Key, person: Key, role: DecisionRole, asked_at: NaiveDate) -> Role {
        Role {
            decision,
            person,
            role,
            asked_at: role.is_asked().then_some(asked_at),
            response: None,
            responded_at: None,
            note: None,
        }
    }
}

impl Role {
    /// Takes in what somebody who turned out to be the same person answered. An objection stands
    /// whatever else was said, for only its author may take it back; else the later answer does.
    pub fn absorb(&mut self, same: &Role) {
        self.asked_at = match (self.asked_at, same.asked_at) {
            (Some(own), Some(other)) => Some(own.min(other)),
            (own, other) => own.or(other),
        };
        if same.weight() > self.weight() {
            self.response = same.response;
            self.responded_at = same.responded_at;
            self.note.clone_from(&same.note);
        }
    }

    /// Returns by what one of two answers stands: none weighs least, an objection most.
    fn weight(&self) -> (bool, bool, Option<NaiveDate>) {
        (
            self.response == Some(Response::Object),
            self.response.is_some(),
            self.responded_at,
        )
    }

    /// Whether both are answered, and not in the same words.
    pub fn contradicts(&self, same: &Role) -> bool {
        self.response.is_some()
            && same.response.is_some()
            && (self.response, &self.note) != (same.response, &same.note)
    }
}

impl DecisionRole {
    /// Whether this part is asked for an answer before the decision is made.
    pub fn is_asked(self) -> bool {
        matches!(self, DecisionRole::Agree | DecisionRole::Input)
    }

    /// Whether this part may answer so. Who gives input may agree or object too, without a veto; who
    /// must agree says yes or no.
    pub fn may_answer(self, response: Response) -> bool {
        match self {
            DecisionRole::Agree => response != Response::Given,
            DecisionRole::Input => true,
            DecisionRole::Driver
            | DecisionRole::Decider
            | DecisionRole::Perform
            | DecisionRole::Informed => false,
        }
    }
}

impl Role {
    /// Whether it stands in the way of accepting: an objection of somebody who must agree.
    pub fn is_veto(&self) -> bool {
        self.role == DecisionRole::Agree && self.response == Some(Response::Object)
    }
}

/// Short labels, sorted and without doubles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags(Vec<String>);

impl Tags {
    /// Collects labels; a leading `#` is dropped, empty ones are passed over, case is folded.
    pub fn of<S: AsRef<str>>(labels: impl IntoIterator<Item = S>) -> Tags {
        let mut tags: Vec<String> = labels
            .into_iter()
            .flat_map(|label| {
                label
                    .as_ref()
                    .split([' ', ','])
                    .map(|part| part.trim_start_matches('#').to_lowercase())
                    .collect::<Vec<_>>()
            })
            .filter(|label| !label.is_empty())
            .collect();
        tags.sort();
        tags.dedup();
        Tags(tags)
    }

    pub fn labels(&self) -> &[String] {
        &self.0
    }

    /// Returns these labels with `added` in and `removed` out.
    pub fn changed(&self, added: &Tags, removed: &Tags) -> Tags {
        Tags::of(
            self.0
                .iter()
                .chain(&added.0)
                .filter(|label| !removed.0.contains(label)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::DecisionStatus::*;
    use super::*;

    #[test]
    fn each_step_is_lawful_from_just_these_statuses() {
        let check = |step: Step, want: &[DecisionStatus]| {
            let from: Vec<DecisionStatus> = DecisionStatus::ALL
                .iter()
                .copied()
                .filter(|status| step.is_lawful_from(*status))
                .collect();
            assert_eq!(from, want, "{step:?}");
        };
        check(Step::Propose, &[Draft, Deferred]);
        check(Step::Accept, &[Draft, Proposed, Deferred]);
        check(Step::Reject, &[Draft, Proposed, Deferred]);
        check(Step::Defer, &[Proposed, Deferred]);
        check(Step::Withdraw, &[Draft, Proposed, Deferred]);
        check(
            Step::Reopen,
            &[
                Deferred, Accepted, Rejected, Withdrawn, Superseded, Deprecated,
            ],
        );
        check(Step::Review, &[Accepted]);
        check(Step::Retire, &[Accepted]);
    }

    #[test]
    fn every_status_leads_somewhere_and_every_lawful_step_changes_to_its_target() {
        for status in DecisionStatus::ALL {
            let steps = Step::ALL.into_iter();
            let lawful: Vec<Step> = steps.filter(|step| step.is_lawful_from(*status)).collect();
            assert!(!lawful.is_empty(), "{status}");
            for step in lawful {
                assert!(
                    step.target() == *status || status.moves().contains(&step.target()),
                    "{step:?} from {status}"
                );
            }
        }
    }

    #[test]
    fn only_an_objection_of_somebody_who_must_agree_is_a_veto() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        for role in DecisionRole::ALL {
            for response in [None, Some(Response::Object), Some(Response::Agree)] {
                let mut answered = Role::new(Key(1), Key(2), *role, day);
                answered.response = response;
                let want = *role == DecisionRole::Agree && response == Some(Response::Object);
                assert_eq!(answered.is_veto(), want, "{role} {response:?}");
            }
        }
    }

    #[test]
    fn of_two_answers_an_objection_stands_and_else_the_later_one() {
        use Response::{Agree, Given, Object};
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let answered = |answer: Option<(Response, u32)>| {
            let mut role = Role::new(Key(1), Key(2), DecisionRole::Input, day(1));
            if let Some((response, on)) = answer {
                role.response = Some(response);
                role.responded_at = Some(day(on));
                role.note = Some(format!("{response} on {on}"));
            }
            role
        };
        let check = |kept, gone, want, contradicts| {
            let (mut role, gone) = (answered(kept), answered(gone));
            assert_eq!(role.contradicts(&gone), contradicts, "{kept:?} {gone:?}");
            role.absorb(&gone);
            assert_eq!(role, answered(want), "{kept:?} {gone:?}");
        };
        check(None, None, None, false);
        check(None, Some((Agree, 3)), Some((Agree, 3)), false);
        check(Some((Agree, 3)), None, Some((Agree, 3)), false);
        check(Some((Agree, 3)), Some((Object, 2)), Some((Object, 2)), true);
        check(Some((Object, 2)), Some((Agree, 3)), Some((Object, 2)), true);
        check(
            Some((Object, 2)),
            Some((Object, 3)),
            Some((Object, 3)),
            true,
        );
        check(Some((Agree, 2)), Some((Given, 3)), Some((Given, 3)), true);
        check(Some((Agree, 3)), Some((Given, 2)), Some((Agree, 3)), true);
        check(Some((Agree, 3)), Some((Given, 3)), Some((Agree, 3)), true);
        check(Some((Agree, 3)), Some((Agree, 3)), Some((Agree, 3)), false);
    }
}
