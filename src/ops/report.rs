//! The weekly report of a workstream or of the whole program: facts that follow from the file, what changed
//! since the copy that was sent last, and the writer's own words.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};

use crate::model::ctx::Ctx;
use crate::model::id::{ItemId, Key, Kind};
use crate::model::milestone::Milestone;
use crate::model::need::Need;
use crate::model::person::Workstream;
use crate::model::risk::Risk;
use crate::model::update::Update;
use crate::model::words::{DecisionStatus, Rag, RiskStatus};
use crate::store::tables::action::ActionFilter;
use crate::store::tables::decision::DecisionFilter;
use crate::store::tables::update::Moved;
use crate::store::{Reader, Row};

use super::error::OpsError;
use super::facts::{self, ActionFacts, DecisionFacts};
use super::rag::{self, RagFacts};
use super::{list, update};

/// The report of one workstream, those below it included, or of the whole program.
#[derive(Clone, Debug)]
pub struct Section {
    pub workstream: Option<Key>,
    /// The slug and the full name; none of the whole program.
    pub slug: Option<String>,
    pub name: Option<String>,
    /// The first and the last day that it tells of.
    pub begins: NaiveDate,
    pub ends: NaiveDate,
    /// When the report before was sent, where it tells what changed since then.
    pub sent_before: Option<DateTime<Utc>>,
    /// How it stood in the report before.
    pub rag_before: Option<Rag>,
    /// How it stands: none where nothing is judged.
    pub standing: Option<RagFacts>,
    /// What the writer gave it in this report.
    pub given: Option<Rag>,
    pub summary: Option<String>,
    pub highlights: Option<String>,
    pub lowlights: Option<String>,
    pub ask: Option<String>,
    /// Decisions that were made since.
    pub made: Vec<DecisionFacts>,
    /// Decisions that must be made, by date.
    pub needed: Vec<DecisionFacts>,
    /// Those of them that were made before and were taken back since.
    pub taken_back: BTreeSet<ItemId>,
    pub milestones: Vec<MilestoneLine>,
    /// Risks, issues, assumptions and needs that came up, moved or ended since.
    pub moved: Vec<MovedLine>,
    /// Overdue actions by owner; nobody comes last.
    pub overdue: Vec<Owed>,
}

impl Section {
    /// Returns how it stands in this report: as the writer gave it, else as it is shown.
    pub fn rag(&self) -> Option<Rag> {
        self.given.or(self.standing.as_ref().map(|rag| rag.shown))
    }
}

/// What one owner owes; nobody may be the owner.
pub type Owed = (Option<String>, Vec<ActionFacts>);

/// A milestone that is ahead, or was reached since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MilestoneLine {
    pub id: ItemId,
    pub milestone: Milestone,
    /// When it was expected before, if that moved since.
    pub was: Option<NaiveDate>,
}

/// Something of the register that came up, moved or ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedLine {
    pub id: ItemId,
    /// `risk`, `issue`, `assumption` or `need`.
    pub sort: &'static str,
    pub title: String,
    pub owner: Option<String>,
    pub due: Option<NaiveDate>,
    pub score: Option<i64>,
    pub change: Change,
}

/// What became of it since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    New,
    /// With the word of the status that it ended in.
    Ended(&'static str),
    Reopened,
    /// With the present status.
    Status(&'static str),
    /// Probability times impact, and what it was before.
    Score(Option<i64>),
    /// Its date, and what that was before.
    Due(Option<NaiveDate>),
}

/// Reports on workstreams, or on the whole program where none is named; `since` replaces the day of the
/// report before.
pub fn weekly(
    reader: Reader<'_>,
    ctx: &Ctx,
    workstreams: &[String],
    since: Option<NaiveDate>,
) -> Result<Vec<Section>, OpsError> {
    let mut subjects = Vec::new();
    for word in workstreams {
        subjects.push(update::subject(reader, Some(word))?);
    }
    if subjects.is_empty() {
        subjects.push(None);
    }
    let standings = rag::standings(reader, ctx)?;
    let sections = subjects.into_iter();
    sections
        .map(|subject| section(reader, ctx, (subject, since), &standings))
        .collect()
}

fn section(
    reader: Reader<'_>,
    ctx: &Ctx,
    (subject, since): (Option<Key>, Option<NaiveDate>),
    standings: &BTreeMap<Key, RagFacts>,
) -> Result<Section, OpsError> {
    let before = update::last_sent(reader, subject)?.map(|row| row.entity);
    let draft = update::draft(reader, subject)?.map(|row| row.entity);
    let begins = since.unwrap_or_else(|| update::begins(ctx, before.as_ref()));
    let sent_before = before.as_ref().and_then(|update| update.sent_at);
    let instant = sent_before
        .filter(|_| since.is_none())
        .or_else(|| list::midnight(ctx, begins))
        .unwrap_or(ctx.now);
    let scope = Scope::of(reader, subject)?;
    let moved = reader.moved_since(instant)?;
    let workstream: Option<Workstream> = match subject {
        Some(key) => Some(reader.row(key)?.entity),
        None => None,
    };
    let needed = needed(reader, ctx, &scope)?;
    let words = draft.unwrap_or_else(|| unwritten(ctx, subject, begins));
    Ok(Section {
        workstream: subject,
        slug: workstream
            .as_ref()
            .map(|workstream| workstream.slug.clone()),
        name: workstream.and_then(|workstream| workstream.name),
        begins,
        ends: ctx.today,
        sent_before: sent_before.filter(|_| since.is_none()),
        rag_before: before.and_then(|update| update.rag),
        standing: match subject {
            Some(key) => standings.get(&key).cloned(),
            None => program(reader, standings)?,
        },
        given: words.rag,
        summary: words.summary,
        highlights: words.highlights,
        lowlights: words.lowlights,
        ask: words.ask,
        made: made(reader, &scope, &moved)?,
        taken_back: taken_back(&needed, &moved),
        needed,
        milestones: milestones(reader, &scope, begins, &moved)?,
        moved: register(reader, &scope, &moved)?,
        overdue: overdue(reader, ctx, &scope)?,
    })
}

fn unwritten(ctx: &Ctx, workstream: Option<Key>, begins: NaiveDate) -> Update {
    Update {
        workstream,
        begins,
        ends: ctx.today,
        author: None,
        at: ctx.now,
        rag: None,
        summary: None,
        highlights: None,
        lowlights: None,
        ask: None,
        sent_at: None,
        channel: None,
        copy: None,
    }
}

/// What a report is about: a workstream with all below it, or everything.
struct Scope(Option<BTreeSet<Key>>);

impl Scope {
    fn of(reader: Reader<'_>, subject: Option<Key>) -> Result<Scope, OpsError> {
        let tree = subject.map(|key| reader.workstream_tree(key)).transpose()?;
        Ok(Scope(tree.map(|keys| keys.into_iter().collect())))
    }

    fn holds(&self, workstream: Option<Key>) -> bool {
        match &self.0 {
            None => true,
            Some(keys) => workstream.is_some_and(|key| keys.contains(&key)),
        }
    }

    /// Returns the workstreams as lists filter by them.
    fn filter(&self) -> Vec<Option<Key>> {
        self.0.iter().flatten().copied().map(Some).collect()
    }
}

/// The whole program stands as its worst workstream at the top.
fn program(
    reader: Reader<'_>,
    standings: &BTreeMap<Key, RagFacts>,
) -> Result<Option<RagFacts>, OpsError> {
    let tops = reader.workstreams()?.into_iter();
    let tops = tops.filter(|row| row.entity.parent.is_none());
    let tops: Vec<(Key, String, Rag)> = tops
        .filter_map(|row| {
            let shown = standings.get(&row.key)?.shown;
            Some((row.key, row.entity.slug, shown))
        })
        .collect();
    Ok(RagFacts::of_parts(tops))
}

fn made(
    reader: Reader<'_>,
    scope: &Scope,
    moved: &BTreeMap<Key, Moved>,
) -> Result<Vec<DecisionFacts>, OpsError> {
    let mut made = Vec::new();
    for (key, change) in moved {
        let is_touched =
            change.is_new || change.was_made() || change.has("decided_at") || change.has("outcome");
        let row = match is_touched {
            true => reader.decision_at(*key)?,
            false => None,
        };
        let kept = row.filter(|row| {
            let decision = &row.entity;
            let is_made = matches!(
                decision.status,
                DecisionStatus::Accepted | DecisionStatus::Rejected
            );
            // What was told as made and holds no longer is told too.
            let was_made = change.was_made() && !decision.is_open();
            (is_made || was_made)
                && !row.deleted
                && !decision.history
                && scope.holds(decision.workstream)
        });
        if let Some(row) = kept {
            made.push(facts::decision(reader, row)?);
        }
    }
    made.sort_by_key(|decision| (decision.row.entity.decided_at, decision.id));
    Ok(made)
}

fn needed(reader: Reader<'_>, ctx: &Ctx, scope: &Scope) -> Result<Vec<DecisionFacts>, OpsError> {
    let filter = DecisionFilter {
        workstreams: scope.filter(),
        awake_on: Some(ctx.today),
        ..DecisionFilter::default()
    };
    let mut needed = Vec::new();
    for row in reader.decisions_open(&filter)? {
        if row.entity.status != DecisionStatus::Draft {
            needed.push(facts::decision(reader, row)?);
        }
    }
    Ok(needed)
}

fn taken_back(needed: &[DecisionFacts], moved: &BTreeMap<Key, Moved>) -> BTreeSet<ItemId> {
    let was_made = |key: Key| moved.get(&key).is_some_and(Moved::was_made);
    let back = needed.iter().filter(|decision| was_made(decision.row.key));
    back.map(|decision| decision.id).collect()
}

fn milestones(
    reader: Reader<'_>,
    scope: &Scope,
    begins: NaiveDate,
    moved: &BTreeMap<Key, Moved>,
) -> Result<Vec<MilestoneLine>, OpsError> {
    let mut rows = reader.milestones_told(begins)?;
    rows.retain(|row| scope.holds(row.entity.workstream));
    let line = |row: Row<Milestone>| {
        let change = moved.get(&row.key).filter(|change| !change.is_new);
        let forecast = change.filter(|change| change.has("forecast"));
        MilestoneLine {
            id: row.id(Kind::Milestone),
            // Without a forecast it was expected on its baseline.
            was: forecast.and_then(|change| change.date("forecast").or(row.entity.baseline)),
            milestone: row.entity,
        }
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Returns what of the register changed, in the order of IDs.
fn register(
    reader: Reader<'_>,
    scope: &Scope,
    moved: &BTreeMap<Key, Moved>,
) -> Result<Vec<MovedLine>, OpsError> {
    let mut lines = Vec::new();
    for (key, change) in moved {
        let line = match reader.id_of(*key)?.map(|id| id.kind) {
            Some(Kind::Risk) => risk(reader, scope, reader.row(*key)?, change)?,
            Some(Kind::Need) => need(reader, scope, reader.row(*key)?, change)?,
            _ => None,
        };
        lines.extend(line);
    }
    lines.sort_by_key(|line| line.id);
    Ok(lines)
}

fn risk(
    reader: Reader<'_>,
    scope: &Scope,
    row: Row<Risk>,
    moved: &Moved,
) -> Result<Option<MovedLine>, OpsError> {
    let risk = &row.entity;
    if row.deleted || risk.history || !scope.holds(risk.workstream) {
        return Ok(None);
    }
    let score = risk.score();
    let number = |field: &str, now: Option<i64>| match moved.was.get(field) {
        Some(was) => was.as_deref().and_then(|was| was.parse().ok()),
        None => now,
    };
    let before = Risk {
        probability: number("probability", risk.probability),
        impact: number("impact", risk.impact),
        ..risk.clone()
    };
    let was = before.score();
    let change = match risk.status {
        RiskStatus::Open if moved.is_new => Change::New,
        RiskStatus::Open if moved.has("status") => Change::Reopened,
        RiskStatus::Open if was != score => Change::Score(was),
        RiskStatus::Open if moved.has("due") => Change::Due(moved.date("due")),
        RiskStatus::Open => return Ok(None),
        status if moved.is_new || moved.has("status") => Change::Ended(status.word()),
        _ => return Ok(None),
    };
    Ok(Some(MovedLine {
        id: row.id(Kind::Risk),
        sort: risk.sort.word(),
        title: risk.title.clone(),
        owner: risk.owner.map(|key| reader.handle_of(key)).transpose()?,
        due: risk.due,
        score,
        change,
    }))
}

fn need(
    reader: Reader<'_>,
    scope: &Scope,
    row: Row<Need>,
    moved: &Moved,
) -> Result<Option<MovedLine>, OpsError> {
    let need = &row.entity;
    if row.deleted || need.history || !scope.holds(need.workstream) {
        return Ok(None);
    }
    let change = match need.closed_at {
        None if moved.is_new => Change::New,
        None if moved.has("status") => Change::Status(need.status.word()),
        None if moved.has("due") => Change::Due(moved.date("due")),
        Some(_) if moved.is_new || moved.has("closed_at") => Change::Ended(need.status.word()),
        _ => return Ok(None),
    };
    Ok(Some(MovedLine {
        id: row.id(Kind::Need),
        sort: "need",
        title: need.title.clone(),
        owner: need
            .committed_by
            .map(|key| reader.handle_of(key))
            .transpose()?,
        due: need.due,
        score: None,
        change,
    }))
}

fn overdue(reader: Reader<'_>, ctx: &Ctx, scope: &Scope) -> Result<Vec<Owed>, OpsError> {
    let filter = ActionFilter {
        workstreams: scope.filter(),
        ..ActionFilter::default()
    };
    let mut owners: BTreeMap<(bool, Option<String>), Vec<ActionFacts>> = BTreeMap::new();
    for row in reader.actions_due(&filter, ctx.today)? {
        let action = facts::action(reader, row)?;
        let owner = action.owner.clone();
        owners
            .entry((owner.is_none(), owner))
            .or_default()
            .push(action);
    }
    Ok(owners
        .into_iter()
        .map(|((_, owner), actions)| (owner, actions))
        .collect())
}
