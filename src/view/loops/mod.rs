//! The loop: the decisions in flight with their gates, the list of whom to chase, and one decision
//! rule by rule.

mod explained;
mod record;

use chrono::NaiveDate;
use serde_json::Value;

use super::people::handle;
use super::{View, phrase};
use crate::model::flight::gates::Fill;
use crate::model::flight::stuck::{Gate, Rule};
use crate::model::words::Door;
use crate::ops::list::Page;
use crate::ops::loops::{AboutFacts, FlightFacts, HolderFacts, StuckFacts};
use crate::render::{Block, Column, Document, Fit, Line, Style, Table};

pub use explained::LoopView;
pub use record::record;

/// By what the loop is grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// By who holds it up: whom to chase for what. What is not stuck is left out.
    Holder,
    Workstream,
    Door,
}

/// Returns in a few words what a rule complains of.
pub fn reason(rule: Rule) -> &'static str {
    match rule {
        Rule::NoDecider => "no decider",
        Rule::NoDate => "no date to decide by",
        Rule::Overdue => "overdue",
        Rule::Objection => "objection",
        Rule::NoInput => "no input",
        Rule::Waits => "waits on another decision",
        Rule::NoAudience => "nobody listed to tell",
        Rule::Unsent => "not sent",
        Rule::NoAck => "no answer",
        Rule::Questioned => "question open",
        Rule::NoPlan => "no action",
        Rule::Unowned => "action without owner",
        Rule::Undated => "action without date",
        Rule::OverdueAction => "action overdue",
        Rule::Stale => "nothing moves",
        Rule::Unconfirmed => "not confirmed",
        Rule::ReviewDue => "review due",
        Rule::GroundShifted => "assumption found false",
    }
}

/// Returns a gate as people see it.
pub fn gate(gate: Gate) -> &'static str {
    match gate {
        Gate::Made => "MADE",
        Gate::Told => "TOLD",
        Gate::Done => "DONE",
        Gate::Review => "REVIEW",
    }
}

/// Returns gate, reason and what it is about, such as `DONE: action overdue (A-7)`.
pub fn why(stuck: &StuckFacts) -> String {
    let about: Vec<String> = stuck
        .about
        .iter()
        .filter_map(|about| match about {
            AboutFacts::Item(named) => Some(named.id.to_string()),
            // Who is silent is named as who holds it up.
            AboutFacts::Person(_) if stuck.rule.gate() == Gate::Made => None,
            AboutFacts::Person(_) if stuck.rule == Rule::NoAck => None,
            AboutFacts::Person(handle) => Some(phrase::at(handle)),
        })
        .collect();
    let base = format!("{}: {}", gate(stuck.rule.gate()), reason(stuck.rule));
    match about.as_slice() {
        [] => base,
        [one, two, three, rest @ ..] if !rest.is_empty() => {
            format!("{base} ({one}, {two}, {three} and {} more)", rest.len())
        }
        some => format!("{base} ({})", some.join(", ")),
    }
}

/// Returns who holds it up: `@lee`, or `@bo for @lee` where somebody stands in.
pub fn holder(holder: &HolderFacts) -> String {
    let person = holder
        .person
        .as_deref()
        .map_or("nobody".to_owned(), phrase::at);
    match (&holder.stands_in_for, holder.is_away) {
        (Some(away), _) => format!("{person} for {}", phrase::at(away)),
        (None, true) => format!("{person} (away)"),
        (None, false) => person,
    }
}

/// Returns a number of days in words.
pub fn days(days: i64) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

/// Returns a number of days for a column, such as `12d`.
fn brief(days: i64) -> String {
    match days {
        0 => "today".to_owned(),
        days => format!("{days}d"),
    }
}

/// Returns how far a gate has filled, such as `3/5`; a dash where nothing is owed.
pub fn filled(fill: Fill) -> Line {
    let style = if fill.is_met {
        Style::Good
    } else {
        Style::Plain
    };
    match fill {
        Fill {
            of: 0,
            is_met: true,
            ..
        } => Line::styled(Style::Muted, "-"),
        Fill { of: 0, .. } => Line::from("0"),
        Fill { met, of, .. } => Line::styled(style, format!("{met}/{of}")),
    }
}

/// Returns whether the first gate is met.
pub fn made(is_made: bool) -> Line {
    match is_made {
        true => Line::styled(Style::Good, "yes"),
        false => Line::from("no"),
    }
}

/// Says that there is nothing, of a store that never had a decision as of one that has closed them all.
pub const NONE_IN_FLIGHT: &str = "No decision is in flight: none waits to be made, told or done.";

/// A decision that somebody holds up, and for how many days.
type Held<'a> = (&'a FlightFacts, &'a StuckFacts, i64);

/// The decisions in flight.
pub struct LoopList {
    pub page: Page<FlightFacts>,
    pub grouping: Option<Grouping>,
    /// Whether only some of the decisions were asked for.
    pub is_narrowed: bool,
    pub today: NaiveDate,
}

impl View for LoopList {
    fn kind(&self) -> &'static str {
        "loop.list"
    }

    fn records(&self) -> Vec<Value> {
        self.page.rows.iter().map(record).collect()
    }

    fn truncated(&self) -> bool {
        self.page.truncated
    }

    fn document(&self) -> Document {
        if self.page.rows.is_empty() {
            return crate::view::outcome::note(match self.is_narrowed {
                true => "No decision in the loop fits.",
                false => NONE_IN_FLIGHT,
            });
        }
        match self.grouping {
            None => Document::from(table(self.page.rows.iter(), self.today)),
            Some(Grouping::Holder) => self.chase_list(),
            Some(Grouping::Workstream) => self.grouped(|flight| match &flight.workstream {
                Some(slug) => slug.clone(),
                None => "no workstream".to_owned(),
            }),
            Some(Grouping::Door) => self.grouped(|flight| match flight.decision.door {
                Door::OneWay => "one-way doors".to_owned(),
                Door::TwoWay => "two-way doors".to_owned(),
            }),
        }
    }

    fn ids(&self) -> Vec<String> {
        let ids = self.page.rows.iter().map(|flight| flight.id.to_string());
        ids.collect()
    }
}

impl LoopList {
    fn grouped(&self, name: impl Fn(&FlightFacts) -> String) -> Document {
        let mut groups: Vec<(String, Vec<&FlightFacts>)> = Vec::new();
        for flight in &self.page.rows {
            add(&mut groups, name(flight), flight);
        }
        let mut document = Document::new();
        for (name, flights) in groups {
            document.push(Block::Heading(2, Line::styled(Style::Heading, name)));
            document.push(Block::Table(table(flights.into_iter(), self.today)));
        }
        document
    }

    /// Whom to chase for what, who holds something up for the longest first.
    fn chase_list(&self) -> Document {
        let mut held: Vec<(String, Vec<Held<'_>>)> = Vec::new();
        for flight in &self.page.rows {
            let Some(stuck) = &flight.stuck else { continue };
            for one in &stuck.holders {
                add(&mut held, holder(one), (flight, stuck, one.days));
            }
        }
        if held.is_empty() {
            return crate::view::outcome::note("Nobody holds a decision up.");
        }
        held.sort_by_key(|(_, flights)| {
            std::cmp::Reverse(flights.iter().map(|(_, _, days)| *days).max())
        });
        let mut document = Document::new();
        for (name, flights) in held {
            let heading = format!("{name}  {}", phrase::count(flights.len(), "decision"));
            document.push(Block::Heading(2, Line::styled(Style::Heading, heading)));
            let mut table = Table::new([
                Column::new("id", "ID"),
                Column::new("title", "Decision").fit(Fit::Wrap),
                Column::new("stuck", "Stuck at").fit(Fit::Wrap),
                Column::new("days", "For").right(),
            ]);
            for (flight, stuck, held) in flights {
                table.rows.push(vec![
                    Line::styled(Style::Id, flight.id.to_string()),
                    Line::from(flight.decision.title.as_str()),
                    Line::from(why(stuck)),
                    Line::styled(Style::Late, brief(held)),
                ]);
            }
            document.push(Block::Table(table));
        }
        document
    }
}

fn add<T>(groups: &mut Vec<(String, Vec<T>)>, name: String, one: T) {
    match groups.iter_mut().find(|(known, _)| *known == name) {
        Some((_, all)) => all.push(one),
        None => groups.push((name, vec![one])),
    }
}

fn table<'a>(flights: impl Iterator<Item = &'a FlightFacts>, today: NaiveDate) -> Table {
    let mut table = Table::new([
        Column::new("id", "ID"),
        Column::new("title", "Decision").fit(Fit::Wrap),
        Column::new("made", "MADE"),
        Column::new("told", "TOLD"),
        Column::new("done", "DONE"),
        Column::new("stuck", "Stuck at").fit(Fit::Phrase),
        Column::new("holders", "On").fit(Fit::Phrase),
        Column::new("days", "For").right(),
        Column::new("due", "Decide by").fit(Fit::Drop(1)),
        Column::new("door", "Door").fit(Fit::Drop(2)),
        Column::new("workstream", "Workstream").fit(Fit::Drop(0)),
    ]);
    for flight in flights {
        table.rows.push(row(flight, today));
    }
    table
}

fn row(flight: &FlightFacts, today: NaiveDate) -> Vec<Line> {
    let FlightFacts {
        id,
        decision,
        workstream,
        place: _,
        gates,
        blocks_milestone: _,
        next,
        stuck,
    } = flight;
    let (at, on, held) = match stuck {
        Some(stuck) => (
            Line::from(why(stuck)),
            Line::from(
                stuck
                    .holders
                    .iter()
                    .map(holder)
                    .collect::<Vec<_>>()
                    .join(", "),
            ),
            Line::styled(Style::Late, brief(stuck.days)),
        ),
        None => (
            Line::styled(Style::Muted, "on its way"),
            handle(next.as_deref()),
            Line::new(),
        ),
    };
    let due = decision.due.filter(|_| !gates.is_made);
    vec![
        Line::styled(Style::Id, id.to_string()),
        Line::from(decision.title.as_str()),
        made(gates.is_made),
        filled(gates.told),
        filled(gates.done),
        at,
        on,
        held,
        phrase::day(due, today),
        Line::from(match decision.door {
            Door::OneWay => "one-way",
            Door::TwoWay => "",
        }),
        phrase::text(workstream.as_deref()),
    ]
}
