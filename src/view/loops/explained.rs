//! One decision under the rules of the loop: what each found.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::record::{record, stuck_record};
use super::{days, filled, gate, holder, made, reason, why};
use crate::model::flight::Place;
use crate::model::flight::stuck::{Clear, Rule};
use crate::ops::loops::{Explained, StuckFacts, VerdictFacts};
use crate::render::{Block, Column, Document, Fit, Line, Style, Table};
use crate::text::dates;
use crate::view::{View, phrase};

/// One decision, rule by rule.
pub struct LoopView {
    pub explained: Explained,
    pub today: NaiveDate,
}

impl View for LoopView {
    fn kind(&self) -> &'static str {
        "loop"
    }

    fn records(&self) -> Vec<Value> {
        let Explained { flight, verdicts } = &self.explained;
        let mut record = record(flight);
        record["place"] = json!(place_word(flight.place));
        record["rules"] = verdicts.iter().map(verdict_record).collect();
        vec![record]
    }

    fn document(&self) -> Document {
        let Explained { flight, verdicts } = &self.explained;
        let title = Line::styled(Style::Id, flight.id.to_string())
            .push(Style::Plain, format!("  {}", flight.decision.title));
        let mut document = Document::new();
        document.push(Block::Heading(1, title));
        document.push(Block::Fields(vec![
            ("MADE".to_owned(), made(flight.gates.is_made)),
            ("TOLD".to_owned(), filled(flight.gates.told)),
            ("DONE".to_owned(), filled(flight.gates.done)),
            ("Stuck at".to_owned(), self.stuck_at()),
        ]));
        let is_outside = |verdict: &VerdictFacts| matches!(verdict.finding, Err(Clear::Outside(_)));
        if verdicts.iter().all(is_outside) {
            return document;
        }
        let mut table = Table::new([
            Column::new("number", "Rule").right(),
            Column::new("gate", "Gate"),
            Column::new("reason", "Stuck if"),
            Column::new("finding", "Finding").fit(Fit::Wrap),
        ]);
        for VerdictFacts { rule, finding } in verdicts {
            table.rows.push(vec![
                Line::from(rule.number().to_string()),
                Line::from(gate(rule.gate())),
                Line::from(reason(*rule)),
                match finding {
                    Ok(stuck) => Line::styled(Style::Late, fires(stuck)),
                    Err(clear) => Line::from(self.clear(*rule, clear)),
                },
            ]);
        }
        document.push(Block::Table(table));
        document
    }

    fn ids(&self) -> Vec<String> {
        vec![self.explained.flight.id.to_string()]
    }
}

impl LoopView {
    fn stuck_at(&self) -> Line {
        let flight = &self.explained.flight;
        match (&flight.stuck, flight.place) {
            (Some(stuck), _) => {
                let on: Vec<String> = stuck.holders.iter().map(holder).collect();
                let what = format!("{}, on {} for ", why(stuck), phrase::listed(&on));
                Line::from(what).push(Style::Late, days(stuck.days))
            }
            (None, Place::InFlight) => Line::from("nothing; it is on its way"),
            (None, place) => Line::from(self.place(place)),
        }
    }

    fn place(&self, place: Place) -> String {
        match place {
            Place::InFlight => "in the loop".to_owned(),
            Place::Draft => "nothing; it is a draft, and not on the table yet".to_owned(),
            Place::Parked { until } => {
                format!("deferred until {}", dates::short(until, self.today))
            }
            Place::Closed => "nothing; it was made, told and done".to_owned(),
            Place::Ended => format!(
                "nothing; it was {}",
                phrase::status(self.explained.flight.decision.status.word())
            ),
            Place::History => "nothing; it came in as history".to_owned(),
        }
    }

    fn clear(&self, rule: Rule, clear: &Clear) -> String {
        let day = |date: NaiveDate| dates::short(date, self.today);
        match clear {
            Clear::Ahead { date } if rule == Rule::NoDate => format!("by {}", day(*date)),
            Clear::Outside(place) => self.place(*place),
            Clear::Made => "it is made".to_owned(),
            Clear::NotMade => "it is not made yet".to_owned(),
            Clear::NotAccepted => "it was not accepted".to_owned(),
            Clear::NobodyToTell => "nobody has to be told".to_owned(),
            Clear::NothingToDo => "nothing has to be done".to_owned(),
            Clear::InOrder => "in order".to_owned(),
            Clear::Within { days, limit } => format!("day {days}, the limit is {limit}"),
            Clear::Ahead { date } => format!("{} has not passed", day(*date)),
            Clear::NoDate => "there is no date".to_owned(),
            Clear::Reviewed { on } => format!("looked at again on {}", day(*on)),
        }
    }
}

fn fires(stuck: &StuckFacts) -> String {
    let held: Vec<String> = stuck
        .holders
        .iter()
        .map(|one| format!("{} {}", holder(one), days(one.days)))
        .collect();
    let about = why(stuck);
    match about.split_once(" (") {
        Some((_, about)) => format!("{}: {}", about.trim_end_matches(')'), held.join(", ")),
        None => held.join(", "),
    }
}

fn verdict_record(verdict: &VerdictFacts) -> Value {
    let VerdictFacts { rule, finding } = verdict;
    let mut record = json!({ "number": rule.number(), "gate": rule.gate().word(),
        "rule": rule.word(), "reason": reason(*rule), "fires": finding.is_ok(),
        "stuck": null, "clear": null });
    match finding {
        Ok(stuck) => record["stuck"] = stuck_record(stuck),
        Err(clear) => record["clear"] = json!(clear_word(clear)),
    }
    record
}

fn clear_word(clear: &Clear) -> &'static str {
    match clear {
        Clear::Outside(place) => place_word(*place),
        Clear::Made => "made",
        Clear::NotMade => "not_made",
        Clear::NotAccepted => "not_accepted",
        Clear::NobodyToTell => "nobody_to_tell",
        Clear::NothingToDo => "nothing_to_do",
        Clear::InOrder => "in_order",
        Clear::Within { .. } => "within_limit",
        Clear::Ahead { .. } => "ahead",
        Clear::NoDate => "no_date",
        Clear::Reviewed { .. } => "reviewed",
    }
}

fn place_word(place: Place) -> &'static str {
    match place {
        Place::InFlight => "in_flight",
        Place::Draft => "draft",
        Place::Parked { .. } => "parked",
        Place::Closed => "closed",
        Place::Ended => "ended",
        Place::History => "history",
    }
}
