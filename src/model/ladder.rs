//! The nudge ladder (`LOOP.md`, "Follow-up"): a reminder before a deadline, a nudge after it, one with the
//! driver in copy, one to the manager. At most one digest goes to a person on a day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate};

use super::choice::choices;
use super::days::Clocks;
use super::id::Key;
use super::limits::Ladder;

choices! {
    /// A step of the ladder; a nudge records its level, from 0 to 3.
    Rung {
        Reminder = "reminder",
        First = "first",
        /// The driver gets a copy.
        Driver = "driver",
        /// It goes to the manager of whoever is asked.
        Manager = "manager",
    }
}

impl Rung {
    pub fn level(self) -> i64 {
        match self {
            Rung::Reminder => 0,
            Rung::First => 1,
            Rung::Driver => 2,
            Rung::Manager => 3,
        }
    }

    /// Returns to whom it goes and who gets a copy. Without a manager it goes to whoever is asked, and
    /// nobody gets a copy of what they get themselves.
    pub fn recipients(self, asked: Key, driver: Option<Key>, manager: Option<Key>) -> Recipients {
        let to = match self {
            Rung::Manager => manager.unwrap_or(asked),
            Rung::Reminder | Rung::First | Rung::Driver => asked,
        };
        let copy = match self {
            Rung::Reminder | Rung::First => None,
            Rung::Driver => driver,
            Rung::Manager => Some(asked),
        };
        Recipients {
            to,
            copy: copy.filter(|copy| *copy != to),
        }
    }
}

/// Who gets a nudge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipients {
    pub to: Key,
    pub copy: Option<Key>,
}

impl Ladder {
    /// Returns the step for something that is so many days late; before its date, the reminder.
    pub fn rung(&self, days_late: Option<i64>) -> Rung {
        let days = days_late.unwrap_or(0);
        match days {
            _ if days < i64::from(self.nudge_days).max(1) => Rung::Reminder,
            _ if days < i64::from(self.driver_days) => Rung::First,
            _ if days < i64::from(self.manager_days) => Rung::Driver,
            _ => Rung::Manager,
        }
    }

    /// Whether each step comes after the one before it.
    pub fn is_rising(&self) -> bool {
        0 < self.nudge_days
            && self.nudge_days < self.driver_days
            && self.driver_days < self.manager_days
    }
}

/// Something that somebody is asked for: an action, a decision, an acknowledgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chase<'a> {
    /// Who is asked: whom it waits on, else the owner.
    pub person: Key,
    pub due: Option<NaiveDate>,
    /// For what waits on somebody: the day from which they are asked.
    pub chase_on: Option<NaiveDate>,
    /// The nudges about it so far: when, and at which level.
    pub sent: &'a [(NaiveDate, i64)],
}

/// A nudge that is due today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NudgeDue {
    pub rung: Rung,
    /// Who is asked, or their cover while they are away.
    pub person: Key,
}

/// Returns the nudge that is due today. Each step is taken once for one deadline, a step that was
/// missed is left out, and nobody is nudged twice a day about one thing. Who is away without a cover
/// gets none.
pub fn due_today(chase: &Chase<'_>, ladder: &Ladder, clocks: &Clocks<'_>) -> Option<NudgeDue> {
    let person = clocks.present(chase.person)?;
    let today = clocks.today;
    let remind_on = |due: NaiveDate| {
        let days = Days::new(u64::from(ladder.remind_days));
        due.checked_sub_days(days).unwrap_or(due)
    };
    // What waits is asked for from its day on, however far or near its deadline is.
    let start = chase.chase_on.or(chase.due.map(remind_on))?;
    if today < start {
        return None;
    }
    let late = chase.due.filter(|due| *due < today);
    let rung = ladder.rung(late.map(|due| clocks.days(Some(chase.person), due)));
    let mut sent = chase.sent.iter().filter(|(day, _)| *day >= start);
    let is_taken = sent.any(|(day, level)| *day >= today || *level >= rung.level());
    (!is_taken).then_some(NudgeDue { rung, person })
}

/// Returns one digest a person: what they are nudged about, without those who got one today.
pub fn digests<T>(
    nudges: impl IntoIterator<Item = (Key, T)>,
    had_today: &BTreeSet<Key>,
) -> BTreeMap<Key, Vec<T>> {
    let mut digests: BTreeMap<Key, Vec<T>> = BTreeMap::new();
    for (person, nudge) in nudges {
        if !had_today.contains(&person) {
            digests.entry(person).or_default().push(nudge);
        }
    }
    digests
}

/// Returns the day by which something that runs in working days is owed by a person, such as an answer
/// to what was sent: the last of so many working days on which they are here. Without an end of their
/// absence there is none.
pub fn owed_by(
    clocks: &Clocks<'_>,
    person: Key,
    since: NaiveDate,
    working_days: u32,
) -> Option<NaiveDate> {
    let away = clocks.absences.get(&person).map(|absence| absence.away);
    let mut left = working_days;
    let mut day = since;
    while left > 0 {
        day = day.succ_opt()?;
        match away.filter(|away| away.holds(day)) {
            Some(away) => day = away.to?,
            None if clocks.week.holds(day.weekday()) => left -= 1,
            None => {}
        }
    }
    Some(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::days::{Absence, Absences, Away, Week};

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn clocks(today: u32, absences: &Absences) -> Clocks<'_> {
        Clocks {
            today: day(today),
            week: Week::USUAL,
            absences,
        }
    }

    fn absence(from: u32, to: Option<u32>, cover: Option<i64>) -> Absences {
        let away = Away {
            from: day(from),
            to: to.map(day),
        };
        let cover = cover.map(Key);
        Absences::from([(Key(1), Absence { away, cover })])
    }

    #[test]
    fn the_ladder_rises_at_one_four_and_eight_days() {
        let ladder = Ladder::default();
        assert!(ladder.is_rising());
        let check = |days: Option<i64>, want: i64| {
            assert_eq!(ladder.rung(days).level(), want, "{days:?}");
        };
        check(None, 0);
        check(Some(0), 0);
        check(Some(1), 1);
        check(Some(3), 1);
        check(Some(4), 2);
        check(Some(7), 2);
        check(Some(8), 3);
        check(Some(400), 3);
    }

    #[test]
    fn each_step_is_due_once_for_a_deadline() {
        let check = |today: u32, sent: &[(u32, i64)], want: Option<Rung>| {
            let sent: Vec<(NaiveDate, i64)> =
                sent.iter().map(|(on, level)| (day(*on), *level)).collect();
            let chase = Chase {
                person: Key(1),
                due: Some(day(10)),
                chase_on: None,
                sent: &sent,
            };
            let due = due_today(&chase, &Ladder::default(), &clocks(today, &Absences::new()));
            let person = Key(1);
            let want = want.map(|rung| NudgeDue { rung, person });
            assert_eq!(due, want, "{today} {sent:?}");
        };
        check(7, &[], None);
        check(8, &[], Some(Rung::Reminder));
        check(8, &[(3, 0)], Some(Rung::Reminder));
        check(9, &[(8, 0)], None);
        check(10, &[], Some(Rung::Reminder));
        check(11, &[(8, 0)], Some(Rung::First));
        check(11, &[(11, 0)], None);
        check(12, &[(8, 0), (11, 1)], None);
        check(14, &[(11, 1)], Some(Rung::Driver));
        check(18, &[(11, 1)], Some(Rung::Manager));
        check(25, &[(18, 3)], None);
        check(25, &[(3, 3)], Some(Rung::Manager));
    }

    #[test]
    fn what_waits_is_asked_for_from_its_day_on() {
        let check =
            |today: u32, due: Option<u32>, sent: &[(NaiveDate, i64)], want: Option<Rung>| {
                let chase = Chase {
                    person: Key(1),
                    due: due.map(day),
                    chase_on: Some(day(12)),
                    sent,
                };
                let due = due_today(&chase, &Ladder::default(), &clocks(today, &Absences::new()));
                assert_eq!(due.map(|due| due.rung), want, "{today}");
            };
        check(11, Some(9), &[], None);
        check(12, Some(9), &[], Some(Rung::First));
        check(12, Some(25), &[], Some(Rung::Reminder));
        check(12, None, &[], Some(Rung::Reminder));
        check(14, None, &[(day(12), 0)], None);
    }

    #[test]
    fn what_has_no_date_is_never_due() {
        let chase = Chase {
            person: Key(1),
            due: None,
            chase_on: None,
            sent: &[],
        };
        let due = due_today(&chase, &Ladder::default(), &clocks(20, &Absences::new()));
        assert_eq!(due, None);
    }

    #[test]
    fn who_is_away_gets_no_nudge_and_stays_on_the_step() {
        let check = |absences: &Absences, want: Option<(Rung, i64)>| {
            let chase = Chase {
                person: Key(1),
                due: Some(day(10)),
                chase_on: None,
                sent: &[],
            };
            let due = due_today(&chase, &Ladder::default(), &clocks(19, absences));
            assert_eq!(due.map(|due| (due.rung, due.person.0)), want);
        };
        check(&Absences::new(), Some((Rung::Manager, 1)));
        check(&absence(12, None, None), None);
        check(&absence(12, None, Some(2)), Some((Rung::First, 2)));
        check(&absence(12, Some(18), None), Some((Rung::First, 1)));
    }

    #[test]
    fn a_nudge_goes_up_with_its_step() {
        let check =
            |rung: Rung, driver: Option<i64>, manager: Option<i64>, want: (i64, Option<i64>)| {
                let got = rung.recipients(Key(1), driver.map(Key), manager.map(Key));
                assert_eq!((got.to.0, got.copy.map(|copy| copy.0)), want, "{rung}");
            };
        check(Rung::Reminder, Some(2), Some(3), (1, None));
        check(Rung::First, Some(2), Some(3), (1, None));
        check(Rung::Driver, Some(2), Some(3), (1, Some(2)));
        check(Rung::Driver, Some(1), Some(3), (1, None));
        check(Rung::Driver, None, Some(3), (1, None));
        check(Rung::Manager, Some(2), Some(3), (3, Some(1)));
        check(Rung::Manager, Some(2), None, (1, None));
    }

    #[test]
    fn a_person_gets_one_digest_a_day() {
        let nudges = [(Key(1), "a"), (Key(2), "b"), (Key(1), "c"), (Key(3), "d")];
        let got = digests(nudges, &BTreeSet::from([Key(3)]));
        assert_eq!(
            got,
            BTreeMap::from([(Key(1), vec!["a", "c"]), (Key(2), vec!["b"])])
        );
        assert!(digests(Vec::<(Key, ())>::new(), &BTreeSet::new()).is_empty());
    }

    #[test]
    fn an_answer_is_owed_after_so_many_working_days_on_which_one_is_here() {
        let check = |absences: &Absences, since: u32, want: Option<u32>| {
            let got = owed_by(&clocks(20, absences), Key(1), day(since), 3);
            assert_eq!(got, want.map(day), "{since}");
        };
        check(&Absences::new(), 16, Some(19));
        check(&Absences::new(), 19, Some(24));
        check(&Absences::new(), 21, Some(25));
        check(&absence(17, Some(18), None), 16, Some(23));
        check(&absence(17, None, None), 16, None);
        check(&absence(20, None, None), 16, Some(19));
    }
}
