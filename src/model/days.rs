//! How days are counted: civil days, working days, and the clock of a person, which stands still
//! while they are away (`docs/decisions/0024-loop-rules-are-pure.md`).

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

use super::ctx::Ctx;
use super::id::Key;
use super::person::Person;

/// The days of the week on which people work; holidays are not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week(u8);

impl Week {
    /// Monday to Friday.
    pub const USUAL: Week = Week(0b001_1111);

    /// Collects days of the week; none at all is no week.
    pub fn of(days: impl IntoIterator<Item = Weekday>) -> Option<Week> {
        let bits = days.into_iter().fold(0, |bits, day| bits | bit(day));
        (bits != 0).then_some(Week(bits))
    }

    /// Whether people work on this day of the week.
    pub fn holds(self, day: Weekday) -> bool {
        self.0 & bit(day) != 0
    }

    /// Returns how many working days lie after `from`, up to `to` and with it.
    pub fn days(self, from: NaiveDate, to: NaiveDate) -> i64 {
        let days = civil_days(from, to);
        let first = i64::from(from.weekday().num_days_from_monday());
        let rest = (1..=days % 7).filter(|day| self.0 & (1 << ((first + day) % 7)) != 0);
        // At most six are left over a whole number of weeks.
        days / 7 * i64::from(self.0.count_ones()) + i64::try_from(rest.count()).unwrap_or(6)
    }

    /// Returns the last of so many working days after a day.
    pub fn after(self, day: NaiveDate, working_days: u32) -> NaiveDate {
        let mut left = working_days;
        let days = day.iter_days().skip(1);
        let mut days = days.take_while(|day| {
            let is_left = left > 0;
            left -= u32::from(is_left && self.holds(day.weekday()));
            is_left
        });
        days.by_ref().last().unwrap_or(day)
    }
}

fn bit(day: Weekday) -> u8 {
    1 << day.num_days_from_monday()
}

/// Returns how many days lie after `from`, up to `to` and with it; none if `to` comes first.
pub fn civil_days(from: NaiveDate, to: NaiveDate) -> i64 {
    (to - from).num_days().max(0)
}

/// An absence, both ends included; without a last day nobody knows for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Away {
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
}

impl Away {
    /// Whether it covers a day.
    pub fn holds(self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// Returns its part after `from`, up to `to`: the day before it begins there and its last day.
    fn within(self, from: NaiveDate, to: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let before = self.from.pred_opt().unwrap_or(self.from).max(from);
        let last = self.to.map_or(to, |last| last.min(to));
        (before < last).then_some((before, last))
    }
}

/// What is known of somebody who is away, was or will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absence {
    pub away: Away,
    /// Who stands in meanwhile.
    pub cover: Option<Key>,
}

impl Absence {
    /// Returns the absence of a person who has one.
    pub fn of(person: &Person) -> Option<Absence> {
        Some(Absence {
            away: Away {
                from: person.away_from?,
                to: person.away_to,
            },
            cover: person.cover,
        })
    }
}

/// The absences of all who have one, by person.
pub type Absences = BTreeMap<Key, Absence>;

/// The clocks of people on one day: each runs on, and stands still while its person is away.
#[derive(Clone, Copy, Debug)]
pub struct Clocks<'a> {
    pub today: NaiveDate,
    pub week: Week,
    pub absences: &'a Absences,
}

impl<'a> Clocks<'a> {
    /// Returns the clocks of today, by the working days of the settings.
    pub fn of(ctx: &Ctx, absences: &'a Absences) -> Clocks<'a> {
        Clocks {
            today: ctx.today,
            week: ctx.policy.limits.week,
            absences,
        }
    }
}

impl Clocks<'_> {
    /// Returns how many days passed for somebody after `since`, today included; for nobody, the civil
    /// days.
    pub fn days(&self, person: Option<Key>, since: NaiveDate) -> i64 {
        self.passed(person, since, civil_days)
    }

    /// Returns how many working days passed for somebody after `since`, today included.
    pub fn working_days(&self, person: Option<Key>, since: NaiveDate) -> i64 {
        self.passed(person, since, |from, to| self.week.days(from, to))
    }

    /// Whether somebody is away today.
    pub fn is_away(&self, person: Key) -> bool {
        let absence = self.absences.get(&person);
        absence.is_some_and(|absence| absence.away.holds(self.today))
    }

    /// Returns who stands in today for somebody who is away; one who is away too does not.
    pub fn cover(&self, person: Key) -> Option<Key> {
        let absence = self.absences.get(&person)?;
        let is_away = absence.away.holds(self.today);
        absence
            .cover
            .filter(|cover| is_away && !self.is_away(*cover))
    }

    /// Returns who is asked today in somebody's place: they themselves while they are here, else their
    /// cover.
    pub fn present(&self, person: Key) -> Option<Key> {
        match self.is_away(person) {
            true => self.cover(person),
            false => Some(person),
        }
    }

    fn passed(
        &self,
        person: Option<Key>,
        since: NaiveDate,
        count: impl Fn(NaiveDate, NaiveDate) -> i64,
    ) -> i64 {
        let absence = person.and_then(|person| self.absences.get(&person));
        let away = absence.and_then(|absence| absence.away.within(since, self.today));
        count(since, self.today) - away.map_or(0, |(from, to)| count(from, to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A day of November 2026, of which the 1st and the 22nd are Sundays.
    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    #[test]
    fn working_days_lie_after_the_first_day_up_to_the_last() {
        let check = |from: u32, to: u32, want: i64| {
            assert_eq!(Week::USUAL.days(day(from), day(to)), want, "{from}..{to}");
        };
        check(20, 20, 0);
        check(23, 20, 0);
        check(20, 21, 0);
        check(20, 22, 0);
        check(20, 23, 1);
        check(16, 20, 4);
        check(15, 20, 5);
        check(1, 29, 20);
    }

    #[test]
    fn a_week_counts_as_if_each_day_were_looked_at() {
        let weeks = [
            Week::USUAL,
            Week::of([Weekday::Sun]).unwrap(),
            Week::of([Weekday::Sun, Weekday::Mon, Weekday::Thu]).unwrap(),
        ];
        for week in weeks {
            for (from, to) in (1..=30).flat_map(|from| (1..=30).map(move |to| (from, to))) {
                let one_by_one =
                    (from + 1..=to).filter(|number| week.holds(day(*number).weekday()));
                let want = i64::try_from(one_by_one.count()).unwrap();
                assert_eq!(week.days(day(from), day(to)), want, "{week:?} {from}..{to}");
            }
        }
        assert_eq!(Week::of([]), None);
    }

    #[test]
    fn after_so_many_working_days_so_many_have_passed() {
        let check = |from: u32, working_days: u32, want: u32| {
            assert_eq!(Week::USUAL.after(day(from), working_days), day(want));
        };
        check(20, 0, 20);
        check(20, 1, 23);
        check(21, 1, 23);
        check(16, 3, 19);
        check(19, 3, 24);
        for from in 1..=7 {
            for working_days in 1..=10 {
                let to = Week::USUAL.after(day(from), working_days);
                assert_eq!(Week::USUAL.days(day(from), to), i64::from(working_days));
            }
        }
    }

    #[test]
    fn a_clock_stands_still_while_its_person_is_away() {
        let check = |away: Option<(u32, Option<u32>)>, civil: i64, working: i64| {
            let absence = away.map(|(from, to)| Absence {
                away: Away {
                    from: day(from),
                    to: to.map(day),
                },
                cover: None,
            });
            let absences: Absences = absence
                .map(|absence| (Key(1), absence))
                .into_iter()
                .collect();
            let clocks = Clocks {
                today: day(20),
                week: Week::USUAL,
                absences: &absences,
            };
            assert_eq!(clocks.days(Some(Key(1)), day(10)), civil, "{away:?}");
            assert_eq!(
                clocks.working_days(Some(Key(1)), day(10)),
                working,
                "{away:?}"
            );
            assert_eq!(clocks.days(None, day(10)), 10);
            assert_eq!(clocks.working_days(None, day(10)), 8);
        };
        check(None, 10, 8);
        check(Some((1, Some(5))), 10, 8);
        check(Some((1, Some(11))), 9, 7);
        check(Some((14, Some(15))), 8, 8);
        check(Some((16, None)), 5, 3);
        check(Some((1, None)), 0, 0);
        check(Some((21, None)), 10, 8);
    }

    #[test]
    fn a_cover_stands_in_while_one_is_away_and_they_are_here() {
        let absence = |from: u32, to: u32, cover: Option<i64>| Absence {
            away: Away {
                from: day(from),
                to: Some(day(to)),
            },
            cover: cover.map(Key),
        };
        let absences = Absences::from([
            (Key(1), absence(10, 20, Some(2))),
            (Key(3), absence(10, 20, Some(1))),
            (Key(4), absence(10, 20, Some(4))),
            (Key(5), absence(10, 20, None)),
        ]);
        let check = |today: u32, person: i64, want: Option<i64>| {
            let clocks = Clocks {
                today: day(today),
                week: Week::USUAL,
                absences: &absences,
            };
            assert_eq!(
                clocks.cover(Key(person)),
                want.map(Key),
                "{person} on {today}"
            );
        };
        check(10, 1, Some(2));
        check(20, 1, Some(2));
        check(21, 1, None);
        check(9, 1, None);
        check(15, 2, None);
        check(15, 3, None);
        check(15, 4, None);
        check(15, 5, None);
    }
}
