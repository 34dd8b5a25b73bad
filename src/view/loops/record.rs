//! The JSON of decisions in the loop: fields are added and never renamed or removed.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Value, json};

use super::reason;
use crate::model::flight::gates::Fill;
use crate::model::words::{DecisionStatus, Door};
use crate::ops::loops::{AboutFacts, FlightFacts, HolderFacts, StuckFacts};
use crate::view::{json as to_json, phrase};

/// A decision in the loop in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct FlightRecord<'a> {
    id: String,
    title: &'a str,
    status: DecisionStatus,
    door: Door,
    workstream: Option<&'a str>,
    raised: NaiveDate,
    due: Option<NaiveDate>,
    decided_at: Option<NaiveDate>,
    made: bool,
    told: Value,
    done: Value,
    blocks_milestone: bool,
    next: Option<&'a str>,
    stuck: Option<Value>,
}

/// Returns the record of a decision in the loop.
pub fn record(flight: &FlightFacts) -> Value {
    let FlightFacts {
        id,
        decision,
        workstream,
        place: _,
        gates,
        blocks_milestone,
        next,
        stuck,
    } = flight;
    to_json(&FlightRecord {
        id: id.to_string(),
        title: &decision.title,
        status: decision.status,
        door: decision.door,
        workstream: workstream.as_deref(),
        raised: decision.raised,
        due: decision.due,
        decided_at: decision.decided_at,
        made: gates.is_made,
        told: fill(gates.told),
        done: fill(gates.done),
        blocks_milestone: *blocks_milestone,
        next: next.as_deref(),
        stuck: stuck.as_ref().map(stuck_record),
    })
}

fn fill(fill: Fill) -> Value {
    let Fill { met, of, is_met } = fill;
    json!({ "met": met, "of": of, "is_met": is_met })
}

pub(super) fn stuck_record(stuck: &StuckFacts) -> Value {
    let StuckFacts {
        rule,
        holders,
        days,
        about,
    } = stuck;
    let holders: Vec<Value> = holders
        .iter()
        .map(|holder| {
            let HolderFacts {
                person,
                stands_in_for,
                is_away,
                days,
            } = holder;
            json!({ "person": person, "stands_in_for": stands_in_for, "is_away": is_away,
                    "days": days })
        })
        .collect();
    let about: Vec<String> = about
        .iter()
        .map(|about| match about {
            AboutFacts::Person(handle) => phrase::at(handle),
            AboutFacts::Item(named) => named.id.to_string(),
        })
        .collect();
    json!({ "gate": rule.gate().word(), "rule": rule.word(), "number": rule.number(),
            "reason": reason(*rule), "days": days, "holders": holders, "about": about })
}
