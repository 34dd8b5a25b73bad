//! Where a decision is stuck: seventeen rules of which the first that fires names a gate, a reason, who
//! holds it up and for how many days (`LOOP.md`, "Stuck").

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::gates::{Gates, gates};
use super::{Flight, Flights, Place, rules};
use crate::model::choice::choices;
use crate::model::days::Clocks;
use crate::model::id::Key;
use crate::model::limits::Limits;
use crate::model::words::Door;

choices! {
    /// What a decision is stuck at.
    Gate {
        Made = "made",
        Told = "told",
        Done = "done",
        /// No gate of the loop: it was made and has to be looked at again.
        Review = "review",
    }
}

choices! {
    /// The rules in the order in which they are tried; the twelfth has two reasons.
    Rule {
        NoDecider = "no_decider",
        NoDate = "no_date",
        Overdue = "overdue",
        Objection = "objection",
        NoInput = "no_input",
        Waits = "waits",
        NoAudience = "no_audience",
        Unsent = "unsent",
        NoAck = "no_ack",
        Questioned = "questioned",
        NoPlan = "no_plan",
        Unowned = "unowned",
        Undated = "undated",
        OverdueAction = "overdue_action",
        Stale = "stale",
        Unconfirmed = "unconfirmed",
        ReviewDue = "review_due",
        GroundShifted = "ground_shifted",
    }
}

impl Rule {
    /// Returns its number in the table of `LOOP.md`, from 1 to 17.
    pub fn number(self) -> u8 {
        match self {
            Rule::NoDecider => 1,
            Rule::NoDate => 2,
            Rule::Overdue => 3,
            Rule::Objection => 4,
            Rule::NoInput => 5,
            Rule::Waits => 6,
            Rule::NoAudience => 7,
            Rule::Unsent => 8,
            Rule::NoAck => 9,
            Rule::Questioned => 10,
            Rule::NoPlan => 11,
            Rule::Unowned | Rule::Undated => 12,
            Rule::OverdueAction => 13,
            Rule::Stale => 14,
            Rule::Unconfirmed => 15,
            Rule::ReviewDue => 16,
            Rule::GroundShifted => 17,
        }
    }

    pub fn gate(self) -> Gate {
        match self.number() {
            ..=6 => Gate::Made,
            7..=10 => Gate::Told,
            11..=15 => Gate::Done,
            _ => Gate::Review,
        }
    }
}

/// That a rule fires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stuck {
    pub rule: Rule,
    /// Who holds it up, the longest first; never empty, but the person in it may be unknown.
    pub holders: Vec<Holder>,
    /// The most days of any holder: since something, or over a limit, as the rule says.
    pub days: i64,
    /// What the rule is about, the worst first.
    pub about: Vec<About>,
}

/// Who is to move, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Nobody where neither the part is taken nor known who raised it.
    pub person: Option<Key>,
    /// Who is away, when `person` is their cover.
    pub stands_in_for: Option<Key>,
    /// Whether `person` is away today without a cover: their clock stands still, and they get no nudges.
    pub is_away: bool,
    pub days: i64,
}

/// A row that shows why a rule fires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    Person(Key),
    Action(Key),
    Decision(Key),
    Assumption(Key),
}

/// What one rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub rule: Rule,
    pub finding: Finding,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    Fires(Stuck),
    Clear(Clear),
}

/// Why a rule does not fire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clear {
    /// The loop does not look at it.
    Outside(Place),
    /// It is made already.
    Made,
    /// It is not made yet.
    NotMade,
    /// It was not accepted, so that there is nothing to carry out or to look at again.
    NotAccepted,
    /// Its audience is none.
    NobodyToTell,
    /// Its execution is none.
    NothingToDo,
    /// Nothing is as the rule fears.
    InOrder,
    /// A limit is kept: so many days passed, of so many.
    Within { days: i64, limit: u32 },
    /// There is a date, and it has not passed.
    Ahead { date: NaiveDate },
    /// There is no date by which the rule could count.
    NoDate,
    /// It was looked at again since.
    Reviewed { on: NaiveDate },
}

/// With what the loop is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Watch<'a> {
    pub clocks: Clocks<'a>,
    pub limits: &'a Limits,
    /// The decisions that others depend on; one that is missing here holds nothing up.
    pub flights: &'a Flights,
}

/// Returns where a decision is stuck: the first rule that fires.
pub fn stuck(flight: &Flight, watch: &Watch<'_>) -> Option<Stuck> {
    let mut seen = BTreeSet::new();
    first(flight, watch, &mut seen)
}

/// Returns what each rule found, in their order; `stuck` is the first that fires.
pub fn explain(flight: &Flight, watch: &Watch<'_>) -> Vec<Verdict> {
    let verdict = |rule: &Rule| {
        let mut seen = BTreeSet::from([flight.decision]);
        let mut case = Case::of(flight, watch, &mut seen);
        Verdict {
            rule: *rule,
            finding: case.finding(*rule),
        }
    };
    Rule::ALL.iter().map(verdict).collect()
}

/// Returns by what stuck decisions are sorted: what cannot be taken back, then what blocks a milestone,
/// then the most days.
pub fn urgency(flight: &Flight, stuck: &Stuck) -> impl Ord + use<> {
    (
        flight.door != Door::OneWay,
        !flight.blocks_milestone,
        Reverse(stuck.days),
        flight.decision,
    )
}

/// One decision under the rules.
pub(super) struct Case<'a> {
    pub flight: &'a Flight,
    pub gates: Gates,
    pub place: Place,
    pub watch: &'a Watch<'a>,
    /// The decisions that were looked at on the way here. Each is looked at once: that ends circles,
    /// and what it holds up is told by whoever came to it first.
    pub seen: &'a mut BTreeSet<Key>,
}

impl<'a> Case<'a> {
    fn of(flight: &'a Flight, watch: &'a Watch<'a>, seen: &'a mut BTreeSet<Key>) -> Case<'a> {
        Case {
            flight,
            gates: gates(flight),
            place: flight.place(watch.clocks.today),
            watch,
            seen,
        }
    }

    fn finding(&mut self, rule: Rule) -> Finding {
        match rules::check(rule, self) {
            Ok(stuck) => Finding::Fires(stuck),
            Err(clear) => Finding::Clear(clear),
        }
    }

    /// Returns who is to move in somebody's place, with the days that are told.
    pub fn holder(&self, person: Option<Key>, days: i64) -> Holder {
        let clocks = self.watch.clocks;
        match person.and_then(|person| Some((person, clocks.cover(person)?))) {
            Some((person, cover)) => Holder {
                person: Some(cover),
                stands_in_for: Some(person),
                is_away: false,
                days,
            },
            None => Holder {
                person,
                stands_in_for: None,
                is_away: person.is_some_and(|person| clocks.is_away(person)),
                days,
            },
        }
    }
}

pub(super) fn first(flight: &Flight, watch: &Watch<'_>, seen: &mut BTreeSet<Key>) -> Option<Stuck> {
    seen.insert(flight.decision);
    let mut case = Case::of(flight, watch, seen);
    let mut rules = Rule::ALL.iter();
    rules.find_map(|rule| rules::check(*rule, &mut case).ok())
}
