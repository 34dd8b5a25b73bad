//! What a text could give to a meeting: the record, the lists, and the screen on which one candidate is asked
//! about.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use super::meeting::NotesView;
use super::{View, json, phrase};
use crate::model::id::ItemId;
use crate::model::words::Level;
use crate::ops::gather::{Owner, Proposal, Proposed, Whom};
use crate::render::{Block, Column, Document, Fit, Line, Style, Table};
use crate::text::dates;
use crate::text::notes::{Doubt, Problem, What};

/// A proposal, and what was saved of it.
pub struct ProposalView {
    pub proposal: Proposal,
    /// The numbers of the candidates that were accepted.
    pub accepted: Vec<usize>,
    /// What the save came to; none where nothing was to be saved.
    pub saved: Option<NotesView>,
    pub today: NaiveDate,
}

/// A proposal in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct ProposalRecord<'a> {
    meeting: ItemId,
    title: &'a str,
    source: Option<&'a str>,
    items: Vec<ItemRecord<'a>>,
    candidates: Vec<CandidateRecord<'a>>,
    problems: Vec<ProblemRecord<'a>>,
    saved: Option<Value>,
}

#[derive(Serialize)]
struct ItemRecord<'a> {
    line: usize,
    kind: &'static str,
    title: &'a str,
    owners: Vec<OwnerRecord<'a>>,
    due: Option<NaiveDate>,
    priority: Option<Level>,
    already: Option<ItemId>,
    text: &'a str,
}

#[derive(Serialize)]
struct OwnerRecord<'a> {
    said: &'a str,
    /// The handle of whoever is known.
    person: Option<&'a str>,
    /// Whether a save adds somebody of this name.
    new: bool,
}

#[derive(Serialize)]
struct CandidateRecord<'a> {
    number: usize,
    #[serde(flatten)]
    item: ItemRecord<'a>,
    cue: Option<&'a str>,
    said: Option<&'a str>,
    likelihood: &'static str,
    doubt: Option<&'static str>,
    accepted: bool,
}

#[derive(Serialize)]
struct ProblemRecord<'a> {
    line: usize,
    message: &'a str,
    hint: &'a str,
}

impl View for ProposalView {
    fn kind(&self) -> &'static str {
        "note.proposal"
    }

    fn records(&self) -> Vec<Value> {
        let Proposal {
            meeting,
            title,
            source,
            items,
            candidates,
            problems,
            ..
        } = &self.proposal;
        let candidate = |(number, one): (usize, _)| CandidateRecord {
            number,
            accepted: self.accepted.contains(&number),
            ..candidate(one)
        };
        let saved = self.saved.as_ref();
        vec![json(&ProposalRecord {
            meeting: *meeting,
            title,
            source: source.as_deref(),
            items: items.iter().map(item).collect(),
            candidates: (1..).zip(candidates).map(candidate).collect(),
            problems: problems.iter().map(problem).collect(),
            saved: saved.and_then(|saved| saved.records().pop()),
        })]
    }

    fn document(&self) -> Document {
        let mut document = Document::new();
        let Proposal {
            items, candidates, ..
        } = &self.proposal;
        if !items.is_empty() {
            document.push(heading("Marked"));
            document.push(Block::Table(marked(items, self.today)));
        }
        if !candidates.is_empty() {
            document.push(heading("Candidates"));
            document.push(Block::Table(self.asked()));
        }
        if items.is_empty() && candidates.is_empty() {
            let text = "No item and no promise was found.";
            document.push(Block::Paragraph(Line::styled(Style::Muted, text)));
        }
        if let Some(saved) = &self.saved {
            document.blocks.extend(saved.document().blocks);
        }
        document
    }

    fn ids(&self) -> Vec<String> {
        let created = self.saved.iter().flat_map(|saved| &saved.saved.created);
        created.map(|item| item.id().to_string()).collect()
    }
}

impl ProposalView {
    fn asked(&self) -> Table {
        let mut table = Table::new([
            Column::new("number", "#").right(),
            Column::new("line", "Line").right(),
            Column::new("title", "Title").fit(Fit::Wrap),
            Column::new("owner", "Owner"),
            Column::new("due", "Due"),
            Column::new("kind", "Kind"),
            Column::new("why", "Why").fit(Fit::Wrap),
        ]);
        for (number, one) in (1..).zip(&self.proposal.candidates) {
            let mut cells = vec![Line::from(number.to_string())];
            cells.extend(cells_of(one, self.today));
            cells.push(kind_or_id(one));
            cells.push(Line::from(why(one)));
            table.rows.push(cells);
        }
        table
    }
}

fn heading(text: &str) -> Block {
    Block::Heading(2, Line::styled(Style::Heading, text))
}

fn marked(items: &[Proposed], today: NaiveDate) -> Table {
    let mut table = Table::new([
        Column::new("line", "Line").right(),
        Column::new("title", "Title").fit(Fit::Wrap),
        Column::new("owner", "Owner"),
        Column::new("due", "Due"),
        Column::new("kind", "Kind"),
    ]);
    for one in items {
        let mut cells = cells_of(one, today);
        cells.push(kind_or_id(one));
        table.rows.push(cells);
    }
    table
}

fn cells_of(one: &Proposed, today: NaiveDate) -> Vec<Line> {
    vec![
        Line::from(one.item.line.to_string()),
        Line::from(one.item.title.as_str()),
        Line::from(owners(&one.owners)),
        phrase::day(one.item.due.map(|due| due.date), today),
    ]
}

/// Returns what it would be, or the item that says so already.
fn kind_or_id(one: &Proposed) -> Line {
    match one.already {
        Some(id) => Line::styled(Style::Muted, "is ").push(Style::Id, id.to_string()),
        None => Line::from(kind(one.item.what).replace('_', " ")),
    }
}

/// Returns the owners as they would be: a handle, a name that is new, a name that could be anybody's.
fn owners(owners: &[Owner]) -> String {
    let word = |owner: &Owner| match &owner.whom {
        Whom::Known(handle) => phrase::at(handle),
        Whom::New(name) => format!("{name} (new)"),
        Whom::Unsure => format!("{}?", owner.said),
    };
    let words: Vec<String> = owners.iter().map(word).collect();
    words.join(", ")
}

/// Says what promises, and why it may be no promise.
pub fn why(one: &Proposed) -> String {
    let cue = one.cue.as_deref().unwrap_or_default();
    match one.doubt {
        None => format!("\"{cue}\""),
        Some(doubt) => format!("\"{cue}\", but {}", reason(doubt)),
    }
}

fn reason(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::Condition => "it hangs on an if",
        Doubt::Hedged => "it is no firm promise",
        Doubt::Question => "it is a question",
        Doubt::Stranger => "nobody of that name is known",
        Doubt::Vague => "it does not say what",
    }
}

fn word(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::Condition => "condition",
        Doubt::Hedged => "hedged",
        Doubt::Question => "question",
        Doubt::Stranger => "stranger",
        Doubt::Vague => "vague",
    }
}

fn kind(what: What) -> &'static str {
    match what {
        What::Action => "action",
        What::Decision => "decision",
        What::OpenDecision => "open_decision",
        What::Question => "question",
        What::Risk => "risk",
        What::Assumption => "assumption",
        What::Issue => "issue",
        What::Need => "need",
        What::Milestone => "milestone",
    }
}

fn item(one: &Proposed) -> ItemRecord<'_> {
    ItemRecord {
        line: one.item.line,
        kind: kind(one.item.what),
        title: &one.item.title,
        owners: one.owners.iter().map(owner_record).collect(),
        due: one.item.due.map(|due| due.date),
        priority: one.item.priority,
        already: one.already,
        text: &one.line,
    }
}

fn owner_record(owner: &Owner) -> OwnerRecord<'_> {
    let (person, new) = match &owner.whom {
        Whom::Known(handle) => (Some(handle.as_str()), false),
        Whom::New(_) => (None, true),
        Whom::Unsure => (None, false),
    };
    OwnerRecord {
        said: &owner.said,
        person,
        new,
    }
}

fn candidate(one: &Proposed) -> CandidateRecord<'_> {
    CandidateRecord {
        number: 0,
        item: item(one),
        cue: one.cue.as_deref(),
        said: one.said.as_deref(),
        likelihood: if one.doubt.is_none() {
            "likely"
        } else {
            "possible"
        },
        doubt: one.doubt.map(word),
        accepted: false,
    }
}

fn problem(problem: &Problem) -> ProblemRecord<'_> {
    ProblemRecord {
        line: problem.line,
        message: &problem.message,
        hint: &problem.hint,
    }
}

/// One candidate as it is asked about.
pub struct CandidateScreen<'a> {
    pub candidate: &'a Proposed,
    /// Its place, from 1, and how many there are.
    pub place: (usize, usize),
    pub today: NaiveDate,
}

impl CandidateScreen<'_> {
    /// Returns what stands above the question.
    pub fn document(&self) -> Document {
        let Self {
            candidate,
            place: (place, of),
            today,
        } = self;
        let mut document = Document::new();
        let title = Line::styled(Style::Muted, format!("{place} of {of}  "))
            .push(Style::Heading, candidate.item.title.clone());
        document.push(Block::Heading(1, title));
        let due = candidate.item.due.map(|due| dates::echo(due.date, *today));
        let said = candidate.said.clone().unwrap_or_default();
        document.push(Block::Fields(vec![
            ("Owner".into(), Line::from(owners(&candidate.owners))),
            ("Due".into(), due.map_or_else(Line::new, Line::from)),
            (
                format!("Line {}", candidate.item.line),
                Line::from(said.as_str()),
            ),
            ("Why".into(), Line::from(why(candidate))),
        ]));
        document.push(Block::Paragraph(phrase::keys([
            ("a", "accept"),
            ("e", "edit"),
            ("s", "skip"),
            ("q", "end here"),
            ("Esc", "give up"),
        ])));
        document
    }
}
