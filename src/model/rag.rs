//! Red, amber or green: how a workstream stands by written thresholds, with the reasons, beside what its
//! lead says of it (`LOOP.md`, "RAG and the weekly report").

use chrono::NaiveDate;

use super::days::{Week, civil_days};
use super::id::Key;
use super::risk::Band;
use super::words::{Door, Level, Rag};

/// A forecast that is later than its baseline by more working days than these is red.
const SLIP_WORKING_DAYS: i64 = 10;
/// A one-way decision that blocks a milestone is red when it is late by more days than these.
const ONE_WAY_DAYS: i64 = 7;
/// What was not told of for more days than these is grey.
const SILENT_DAYS: i64 = 14;

/// What is judged of one workstream, its children apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stream {
    /// When it was first named.
    pub created: NaiveDate,
    /// When its last update was written.
    pub updated: Option<NaiveDate>,
    /// Those that are not reached yet.
    pub milestones: Vec<Target>,
    /// Open risks and issues, not assumptions.
    pub risks: Vec<Danger>,
    /// Open decisions that have a date.
    pub decisions: Vec<Choice>,
    /// Open actions that have a date.
    pub actions: Vec<Work>,
    pub stated: Option<Stated>,
}

/// A milestone that is not reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    pub milestone: Key,
    pub baseline: Option<NaiveDate>,
    pub forecast: Option<NaiveDate>,
}

/// An open risk or issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Danger {
    pub risk: Key,
    /// Probability times impact.
    pub score: Option<i64>,
    pub has_owner: bool,
    pub has_response: bool,
}

/// An open decision that is not deferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    pub decision: Key,
    pub door: Door,
    pub due: NaiveDate,
    pub blocks_milestone: bool,
}

/// An open action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work {
    pub action: Key,
    pub priority: Option<Level>,
    pub due: NaiveDate,
}

/// What somebody says of it against the thresholds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    pub rag: Rag,
    pub why: String,
    pub on: NaiveDate,
}

/// Why a workstream is not green.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The forecast is so many working days after the baseline.
    Slip {
        milestone: Key,
        working_days: i64,
    },
    /// The date passed so many days ago, and no date to come is told.
    NoForecast {
        milestone: Key,
        days_late: i64,
    },
    /// A critical one that nobody has in hand.
    Unanswered {
        risk: Key,
        score: i64,
        has_owner: bool,
        has_response: bool,
    },
    Risk {
        risk: Key,
        score: i64,
    },
    /// One that cannot be taken back and that a milestone waits for.
    Blocking {
        decision: Key,
        days_late: i64,
    },
    Decision {
        decision: Key,
        days_late: i64,
    },
    Action {
        action: Key,
        days_late: i64,
    },
    /// No update for so many days.
    Silent {
        days: i64,
    },
    /// A part of it is as bad as that.
    Child {
        workstream: Key,
    },
}

/// How a workstream stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// By the thresholds.
    pub computed: Rag,
    /// Why it is no better than that; none when green.
    pub reasons: Vec<Reason>,
    pub stated: Option<Stated>,
}

impl Judged {
    /// Returns what is shown first: what somebody stated, else what was computed.
    pub fn shown(&self) -> Rag {
        self.stated
            .as_ref()
            .map_or(self.computed, |stated| stated.rag)
    }

    /// Whether both have to be shown, because they differ.
    pub fn differs(&self) -> bool {
        self.shown() != self.computed
    }
}

/// Judges a workstream; `children` are its parts as they are shown. It is as bad as its worst child.
pub fn judge(stream: &Stream, children: &[(Key, Rag)], today: NaiveDate, week: Week) -> Judged {
    let mut found: Vec<(Rag, Reason)> = Vec::new();
    let targets = stream.milestones.iter();
    found.extend(targets.filter_map(|target| late_target(target, today, week)));
    found.extend(stream.risks.iter().filter_map(danger));
    found.extend(
        stream
            .decisions
            .iter()
            .filter_map(|choice| late_choice(choice, today)),
    );
    found.extend(
        stream
            .actions
            .iter()
            .filter_map(|work| late_work(work, today)),
    );
    found.extend(silent(stream, today));
    let child = |(workstream, rag): &(Key, Rag)| {
        let workstream = *workstream;
        (*rag, Reason::Child { workstream })
    };
    found.extend(children.iter().map(child));
    let computed = found
        .iter()
        .map(|(rag, _)| *rag)
        .min()
        .unwrap_or(Rag::Green);
    let worst = found.into_iter();
    let worst = worst.filter(|(rag, _)| *rag == computed && *rag != Rag::Green);
    Judged {
        computed,
        reasons: worst.map(|(_, reason)| reason).collect(),
        stated: stream.stated.clone(),
    }
}

/// A forecast that has passed tells nothing any more.
fn late_target(target: &Target, today: NaiveDate, week: Week) -> Option<(Rag, Reason)> {
    let Target {
        milestone,
        baseline,
        forecast,
    } = *target;
    let date = forecast.or(baseline)?;
    if date < today {
        let days_late = civil_days(date, today);
        return Some((
            Rag::Red,
            Reason::NoForecast {
                milestone,
                days_late,
            },
        ));
    }
    let baseline = baseline.filter(|baseline| *baseline < date)?;
    let working_days = week.days(baseline, date);
    let rag = match working_days > SLIP_WORKING_DAYS {
        true => Rag::Red,
        false => Rag::Amber,
    };
    Some((
        rag,
        Reason::Slip {
            milestone,
            working_days,
        },
    ))
}

fn danger(danger: &Danger) -> Option<(Rag, Reason)> {
    let Danger {
        risk,
        score,
        has_owner,
        has_response,
    } = *danger;
    let score = score?;
    match Band::of(score) {
        Band::Critical if !(has_owner && has_response) => Some((
            Rag::Red,
            Reason::Unanswered {
                risk,
                score,
                has_owner,
                has_response,
            },
        )),
        Band::Critical | Band::High => Some((Rag::Amber, Reason::Risk { risk, score })),
        Band::Medium | Band::Low => None,
    }
}

fn late_choice(choice: &Choice, today: NaiveDate) -> Option<(Rag, Reason)> {
    let Choice {
        decision,
        door,
        due,
        blocks_milestone,
    } = *choice;
    let days_late = civil_days(due, today);
    if days_late > ONE_WAY_DAYS && door == Door::OneWay && blocks_milestone {
        return Some((
            Rag::Red,
            Reason::Blocking {
                decision,
                days_late,
            },
        ));
    }
    (days_late > 0).then_some((
        Rag::Amber,
        Reason::Decision {
            decision,
            days_late,
        },
    ))
}

fn late_work(work: &Work, today: NaiveDate) -> Option<(Rag, Reason)> {
    let Work {
        action,
        priority,
        due,
    } = *work;
    let days_late = civil_days(due, today);
    let is_late = days_late > 0 && priority == Some(Level::High);
    is_late.then_some((Rag::Amber, Reason::Action { action, days_late }))
}

fn silent(stream: &Stream, today: NaiveDate) -> Option<(Rag, Reason)> {
    let days = civil_days(stream.updated.unwrap_or(stream.created), today);
    (days > SILENT_DAYS).then_some((Rag::Grey, Reason::Silent { days }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn quiet() -> Stream {
        Stream {
            created: day(1),
            updated: Some(day(16)),
            milestones: Vec::new(),
            risks: Vec::new(),
            decisions: Vec::new(),
            actions: Vec::new(),
            stated: None,
        }
    }

    /// Checks what is computed on Friday the 20th.
    fn check(stream: &Stream, children: &[(i64, Rag)], want: Rag, reasons: &[Reason]) {
        let children: Vec<(Key, Rag)> = children
            .iter()
            .map(|(child, rag)| (Key(*child), *rag))
            .collect();
        let judged = judge(stream, &children, day(20), Week::USUAL);
        assert_eq!(
            (judged.computed, &judged.reasons[..]),
            (want, reasons),
            "{stream:?}"
        );
    }

    #[test]
    fn what_has_nothing_is_green_until_it_is_silent() {
        check(&quiet(), &[], Rag::Green, &[]);
        let updated = |created: u32, updated: Option<u32>| Stream {
            created: day(created),
            updated: updated.map(day),
            ..quiet()
        };
        check(&updated(1, Some(6)), &[], Rag::Green, &[]);
        check(
            &updated(1, Some(5)),
            &[],
            Rag::Grey,
            &[Reason::Silent { days: 15 }],
        );
        check(&updated(6, None), &[], Rag::Green, &[]);
        check(
            &updated(5, None),
            &[],
            Rag::Grey,
            &[Reason::Silent { days: 15 }],
        );
    }

    #[test]
    fn a_milestone_that_slips_is_amber_and_one_that_slips_far_or_silently_is_red() {
        let check =
            |baseline: Option<u32>, forecast: Option<u32>, want: Rag, why: Option<Reason>| {
                let target = Target {
                    milestone: Key(9),
                    baseline: baseline.map(day),
                    forecast: forecast.map(day),
                };
                let stream = Stream {
                    milestones: vec![target],
                    ..quiet()
                };
                check(&stream, &[], want, why.as_slice());
            };
        let slip = |working_days| {
            Some(Reason::Slip {
                milestone: Key(9),
                working_days,
            })
        };
        let none = |days_late| {
            Some(Reason::NoForecast {
                milestone: Key(9),
                days_late,
            })
        };
        check(None, None, Rag::Green, None);
        check(Some(20), None, Rag::Green, None);
        check(Some(25), Some(24), Rag::Green, None);
        check(Some(20), Some(21), Rag::Amber, slip(0));
        check(Some(13), Some(27), Rag::Amber, slip(10));
        check(Some(13), Some(30), Rag::Red, slip(11));
        check(Some(19), None, Rag::Red, none(1));
        check(Some(10), Some(18), Rag::Red, none(2));
        check(None, Some(25), Rag::Green, None);
    }

    #[test]
    fn a_critical_risk_is_red_until_somebody_has_it_in_hand() {
        let check = |score: Option<i64>, owner: bool, response: bool, want: Rag| {
            let danger = Danger {
                risk: Key(9),
                score,
                has_owner: owner,
                has_response: response,
            };
            let stream = Stream {
                risks: vec![danger],
                ..quiet()
            };
            assert_eq!(judge(&stream, &[], day(20), Week::USUAL).computed, want);
        };
        check(None, false, false, Rag::Green);
        check(Some(9), false, false, Rag::Green);
        check(Some(10), true, true, Rag::Amber);
        check(Some(16), false, false, Rag::Amber);
        check(Some(20), true, true, Rag::Amber);
        check(Some(20), true, false, Rag::Red);
        check(Some(20), false, true, Rag::Red);
    }

    #[test]
    fn late_decisions_and_pressing_actions_are_amber_and_what_blocks_for_long_is_red() {
        let check = |door: Door, due: u32, blocks: bool, want: Rag| {
            let choice = Choice {
                decision: Key(9),
                door,
                due: day(due),
                blocks_milestone: blocks,
            };
            let stream = Stream {
                decisions: vec![choice],
                ..quiet()
            };
            assert_eq!(judge(&stream, &[], day(20), Week::USUAL).computed, want);
        };
        check(Door::OneWay, 20, true, Rag::Green);
        check(Door::TwoWay, 19, false, Rag::Amber);
        check(Door::OneWay, 13, true, Rag::Amber);
        check(Door::OneWay, 12, true, Rag::Red);
        check(Door::OneWay, 12, false, Rag::Amber);
        check(Door::TwoWay, 12, true, Rag::Amber);
        for (priority, want) in [
            (Some(Level::High), Rag::Amber),
            (Some(Level::Low), Rag::Green),
            (None, Rag::Green),
        ] {
            let stream = Stream {
                actions: vec![Work {
                    action: Key(9),
                    priority,
                    due: day(19),
                }],
                ..quiet()
            };
            assert_eq!(judge(&stream, &[], day(20), Week::USUAL).computed, want);
        }
    }

    #[test]
    fn a_parent_is_as_bad_as_its_worst_child() {
        let child = |workstream: i64| Reason::Child {
            workstream: Key(workstream),
        };
        check(&quiet(), &[(1, Rag::Green)], Rag::Green, &[]);
        check(
            &quiet(),
            &[(1, Rag::Green), (2, Rag::Grey)],
            Rag::Grey,
            &[child(2)],
        );
        check(
            &quiet(),
            &[(1, Rag::Red), (2, Rag::Grey), (3, Rag::Red)],
            Rag::Red,
            &[child(1), child(3)],
        );
        let silent = Stream {
            updated: None,
            ..quiet()
        };
        check(&silent, &[(1, Rag::Amber)], Rag::Amber, &[child(1)]);
    }

    #[test]
    fn what_is_stated_is_shown_and_told_apart_where_it_differs() {
        let check = |rag: Option<Rag>, want: (Rag, bool)| {
            let stated = rag.map(|rag| Stated {
                rag,
                why: "vendor signed".to_owned(),
                on: day(19),
            });
            let stream = Stream { stated, ..quiet() };
            let judged = judge(&stream, &[(Key(1), Rag::Red)], day(20), Week::USUAL);
            assert_eq!((judged.shown(), judged.differs()), want);
            assert_eq!(judged.computed, Rag::Red);
        };
        check(None, (Rag::Red, false));
        check(Some(Rag::Red), (Rag::Red, false));
        check(Some(Rag::Amber), (Rag::Amber, true));
    }
}
