//! A decision, who has which part in it, and the lawful moves between its statuses.

use chrono::NaiveDate;

use super::id::Key;
use super::words::{DecisionRole, DecisionStatus, Door, DueSource, Level};

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

/// What one person has to do with one decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    pub decision: Key,
    pub person: Key,
    pub role: DecisionRole,
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
