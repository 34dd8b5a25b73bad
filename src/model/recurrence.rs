//! When a series meets: rules over civil dates, and the instants of a local time in its zone. The rules
//! are a part of those of RFC 5545, so that calendars count the same days.

use chrono::{
    DateTime, Datelike, Days, Duration, Months, NaiveDate, NaiveDateTime, NaiveTime, Offset,
    TimeZone, Utc, Weekday,
};
use chrono_tz::Tz;

/// The weekdays in the order in which a week runs.
pub const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// On which days a series meets, counted from its first one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Every so many days.
    Days { every: u32 },
    /// From Monday to Friday.
    Workdays,
    /// On these weekdays, in the order of the week, of every so many weeks.
    Weekly { every: u32, on: Vec<Weekday> },
    /// On this day of every so many months; -1 is the last.
    MonthDay { every: u32, day: i8 },
    /// On the n-th such weekday of every so many months; -1 is the last.
    MonthWeekday {
        every: u32,
        nth: Vec<i8>,
        weekday: Weekday,
    },
}

impl Rule {
    /// Returns the first day on or after `date` that the rule can begin with.
    pub fn first_from(&self, date: NaiveDate) -> Option<NaiveDate> {
        // The longest gap between two days of a month's weekday, or its last day, is below this.
        date.iter_days().take(64).find(|day| self.is_day(*day))
    }

    /// Returns the first day of the series, which begins on `first`, that is `date` or later.
    pub fn next_from(&self, first: NaiveDate, date: NaiveDate) -> Option<NaiveDate> {
        if date <= first {
            return self.first_from(first);
        }
        let begin = match self.every_months() {
            // Whole months are passed over, so that "every 12 months" is found.
            Some(every) => {
                let months = months_between(first, date);
                let passed = months - months % every;
                let due = first.with_day(1)?.checked_add_months(Months::new(passed))?;
                due.max(date)
            }
            None => date,
        };
        let reach = match self {
            Rule::Days { every } => *every,
            Rule::Workdays => 7,
            Rule::Weekly { every, .. } => every.saturating_add(1).saturating_mul(7),
            Rule::MonthDay { every, .. } | Rule::MonthWeekday { every, .. } => {
                every.saturating_add(1).saturating_mul(31)
            }
        };
        begin
            .iter_days()
            .take(reach as usize + 1)
            .find(|day| self.is_due(first, *day))
    }

    fn every_months(&self) -> Option<u32> {
        match self {
            Rule::MonthDay { every, .. } | Rule::MonthWeekday { every, .. } => Some(*every),
            Rule::Days { .. } | Rule::Workdays | Rule::Weekly { .. } => None,
        }
    }

    /// Whether the series meets on this day, which is not before its first.
    fn is_due(&self, first: NaiveDate, day: NaiveDate) -> bool {
        let is_turn = match self {
            Rule::Days { every } => (day - first).num_days() % i64::from(*every) == 0,
            Rule::Workdays => true,
            Rule::Weekly { every, .. } => {
                let weeks = (monday(day) - monday(first)).num_weeks();
                weeks % i64::from(*every) == 0
            }
            Rule::MonthDay { every, .. } | Rule::MonthWeekday { every, .. } => {
                months_between(first, day).is_multiple_of(*every)
            }
        };
        is_turn && self.is_day(day)
    }

    /// Whether a day is one of the rule's, whatever the interval.
    fn is_day(&self, day: NaiveDate) -> bool {
        match self {
            Rule::Days { .. } => true,
            Rule::Workdays => day.weekday().number_from_monday() <= 5,
            Rule::Weekly { on, .. } => on.contains(&day.weekday()),
            Rule::MonthDay { day: -1, .. } => is_last_week(day, 1),
            Rule::MonthDay { day: wanted, .. } => day.day() == u32::from(wanted.unsigned_abs()),
            Rule::MonthWeekday { nth, weekday, .. } => {
                let number = (day.day0() / 7 + 1) as i8;
                day.weekday() == *weekday
                    && (nth.contains(&number) || nth.contains(&-1) && is_last_week(day, 7))
            }
        }
    }

    /// Returns the rule as calendars write it, without a bound.
    pub fn rrule(&self) -> String {
        let every = |count: &u32| match count {
            1 => String::new(),
            count => format!(";INTERVAL={count}"),
        };
        match self {
            Rule::Days { every: days } => format!("FREQ=DAILY{}", every(days)),
            Rule::Workdays => "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR".to_owned(),
            Rule::Weekly { every: weeks, on } => {
                let on: Vec<&str> = on.iter().map(|day| code(*day)).collect();
                format!("FREQ=WEEKLY{};BYDAY={}", every(weeks), on.join(","))
            }
            Rule::MonthDay { every: months, day } => {
                format!("FREQ=MONTHLY{};BYMONTHDAY={day}", every(months))
            }
            Rule::MonthWeekday {
                every: months,
                nth,
                weekday,
            } => {
                let on: Vec<String> = nth
                    .iter()
                    .map(|nth| format!("{nth}{}", code(*weekday)))
                    .collect();
                format!("FREQ=MONTHLY{};BYDAY={}", every(months), on.join(","))
            }
        }
    }

    /// Reads what [`Rule::rrule`] wrote.
    pub fn from_rrule(text: &str) -> Option<Rule> {
        let (mut freq, mut every, mut on, mut day) = ("", 1, Vec::new(), None);
        for part in text.split(';') {
            let (key, value) = part.split_once('=')?;
            match key {
                "FREQ" => freq = value,
                "INTERVAL" => every = value.parse().ok().filter(|every| *every > 0)?,
                "BYDAY" => on = value.split(',').map(numbered).collect::<Option<_>>()?,
                "BYMONTHDAY" => day = Some(value.parse().ok()?),
                _ => return None,
            }
        }
        let days: Vec<Weekday> = on.iter().map(|(_, day)| *day).collect();
        match freq {
            "DAILY" => Some(Rule::Days { every }),
            "WEEKLY" if every == 1 && days == WEEK[..5] => Some(Rule::Workdays),
            "WEEKLY" if !days.is_empty() => Some(Rule::Weekly { every, on: days }),
            "MONTHLY" => match (day, days.first()) {
                (Some(day), None) => Some(Rule::MonthDay { every, day }),
                (None, Some(weekday)) => Some(Rule::MonthWeekday {
                    every,
                    nth: on.iter().map(|(nth, _)| *nth).collect(),
                    weekday: *weekday,
                }),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Returns the instant of a local time in a zone: the first where clocks show it twice, and where they
/// leap over it, as much later as they leap. A day that a zone leapt over as a whole has none.
pub fn instant(date: NaiveDate, time: NaiveTime, zone: Tz) -> Option<DateTime<Utc>> {
    let local = date.and_time(time);
    if let Some(at) = zone.from_local_datetime(&local).earliest() {
        return Some(at.with_timezone(&Utc));
    }
    if !is_lived(date, zone) {
        return None;
    }
    // What clocks showed before the gap tells how far from UTC the time was meant.
    let before = (1..=200).find_map(|quarters| {
        let earlier = local.checked_sub_signed(Duration::minutes(15 * quarters))?;
        zone.from_local_datetime(&earlier).latest()
    })?;
    let offset = before.offset().fix();
    offset
        .from_local_datetime(&local)
        .single()
        .map(|at| at.with_timezone(&Utc))
}

/// Whether clocks in the zone showed this date at all.
fn is_lived(date: NaiveDate, zone: Tz) -> bool {
    (0..24).any(|hour| {
        let local: Option<NaiveDateTime> = date.and_hms_opt(hour, 0, 0);
        local.is_some_and(|local| zone.from_local_datetime(&local).earliest().is_some())
    })
}

fn is_last_week(day: NaiveDate, days: u64) -> bool {
    day.checked_add_days(Days::new(days))
        .is_none_or(|later| later.month() != day.month())
}

fn monday(day: NaiveDate) -> NaiveDate {
    day.week(Weekday::Mon).first_day()
}

/// Counts the months from the one to the other, which is not before it.
fn months_between(first: NaiveDate, day: NaiveDate) -> u32 {
    let months = |date: NaiveDate| date.year() * 12 + date.month0() as i32;
    u32::try_from(months(day) - months(first)).unwrap_or(0)
}

/// Returns the two letters that calendars write for a weekday.
pub fn code(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

/// Reads `TU` or `-1FR`; without a number it is 0.
fn numbered(text: &str) -> Option<(i8, Weekday)> {
    let at = text.len().checked_sub(2)?;
    let (nth, letters) = text.split_at_checked(at)?;
    let day = WEEK.into_iter().find(|day| code(*day) == letters)?;
    let nth = if nth.is_empty() { 0 } else { nth.parse().ok()? };
    Some((nth, day))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn check(rule: &str, first: &str, want: [&str; 4]) {
        let rule = Rule::from_rrule(rule).unwrap();
        let first = rule.first_from(date(first)).unwrap();
        let mut days = vec![first];
        while days.len() < want.len() {
            let after = days[days.len() - 1].succ_opt().unwrap();
            days.push(rule.next_from(first, after).unwrap());
        }
        assert_eq!(days, want.map(date), "{}", rule.rrule());
    }

    #[test]
    fn rules_give_the_days_that_calendars_give() {
        check(
            "FREQ=DAILY;INTERVAL=3",
            "2026-11-22",
            ["2026-11-22", "2026-11-25", "2026-11-28", "2026-12-01"],
        );
        check(
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
            "2026-11-27",
            ["2026-11-27", "2026-11-30", "2026-12-01", "2026-12-02"],
        );
        check(
            "FREQ=WEEKLY;BYDAY=TU,TH",
            "2026-11-22",
            ["2026-11-24", "2026-11-26", "2026-12-01", "2026-12-03"],
        );
        check(
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE",
            "2026-11-22",
            ["2026-11-23", "2026-11-25", "2026-12-07", "2026-12-09"],
        );
        check(
            "FREQ=MONTHLY;BYDAY=2TH",
            "2026-11-22",
            ["2026-12-10", "2027-01-14", "2027-02-11", "2027-03-11"],
        );
        check(
            "FREQ=MONTHLY;BYDAY=-1FR",
            "2026-11-22",
            ["2026-11-27", "2026-12-25", "2027-01-29", "2027-02-26"],
        );
        check(
            "FREQ=MONTHLY;BYDAY=1TU,3TU",
            "2026-11-22",
            ["2026-12-01", "2026-12-15", "2027-01-05", "2027-01-19"],
        );
        check(
            "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=-1",
            "2028-02-01",
            ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28"],
        );
        check(
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15",
            "2026-11-22",
            ["2026-12-15", "2027-03-15", "2027-06-15", "2027-09-15"],
        );
    }

    #[test]
    fn a_gap_shifts_forward_and_of_two_the_first_is_meant() {
        let berlin = chrono_tz::Europe::Berlin;
        let at = |day: &str, time: &str| {
            instant(date(day), time.parse().unwrap(), berlin).map(|at| at.to_rfc3339())
        };
        assert_eq!(
            at("2026-03-28", "02:30:00").as_deref(),
            Some("2026-03-28T01:30:00+00:00")
        );
        // Clocks leap from 02:00 to 03:00, so 02:30 is 03:30.
        assert_eq!(
            at("2026-03-29", "02:30:00").as_deref(),
            Some("2026-03-29T01:30:00+00:00")
        );
        assert_eq!(
            at("2026-03-29", "10:00:00").as_deref(),
            Some("2026-03-29T08:00:00+00:00")
        );
        assert_eq!(
            at("2026-10-25", "02:30:00").as_deref(),
            Some("2026-10-25T00:30:00+00:00")
        );
        assert_eq!(
            at("2026-10-26", "10:00:00").as_deref(),
            Some("2026-10-26T09:00:00+00:00")
        );
        // Samoa had no 30 December 2011.
        let apia = chrono_tz::Pacific::Apia;
        assert_eq!(instant(date("2011-12-30"), NaiveTime::MIN, apia), None);
    }

    fn rules() -> impl Strategy<Value = Rule> {
        let weekday = prop::sample::select(WEEK.to_vec());
        let nth = prop_oneof![Just(vec![-1]), Just(vec![1]), Just(vec![2, 4])];
        prop_oneof![
            (1_u32..40).prop_map(|every| Rule::Days { every }),
            Just(Rule::Workdays),
            (1_u32..9, prop::sample::subsequence(WEEK.to_vec(), 1..5))
                .prop_map(|(every, on)| Rule::Weekly { every, on }),
            (1_u32..13, prop_oneof![Just(-1_i8), 1_i8..29])
                .prop_map(|(every, day)| Rule::MonthDay { every, day }),
            (1_u32..13, nth, weekday).prop_map(|(every, nth, weekday)| Rule::MonthWeekday {
                every,
                nth,
                weekday
            }),
        ]
    }

    fn days() -> impl Strategy<Value = NaiveDate> {
        (0_u64..29_000).prop_map(|days| date("1970-01-02") + Days::new(days))
    }

    proptest! {
        #[test]
        fn every_day_found_is_one_of_the_rule_and_no_earlier_one_is(
            rule in rules(), first in days(), later in 0_u64..800,
        ) {
            let first = rule.first_from(first).unwrap();
            let from = first + Days::new(later);
            let next = rule.next_from(first, from).unwrap();
            prop_assert!(next >= from && rule.is_due(first, next));
            let missed = from.iter_days().take_while(|day| *day < next).find(|day| rule.is_due(first, *day));
            prop_assert_eq!(missed, None);
        }

        #[test]
        fn a_rule_is_read_back_as_written(rule in rules()) {
            prop_assert_eq!(Rule::from_rrule(&rule.rrule()), Some(rule));
        }

        #[test]
        fn local_times_stay_and_instants_grow_in_every_zone(
            zone in prop::sample::select(chrono_tz::TZ_VARIANTS.to_vec()),
            first in days(),
            minutes in 0_u32..1440,
        ) {
            let time = NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0).unwrap();
            let mut before: Option<DateTime<Utc>> = None;
            for day in first.iter_days().take(400) {
                let Some(at) = instant(day, time, zone) else {
                    prop_assert!(!is_lived(day, zone));
                    continue;
                };
                prop_assert!(before < Some(at), "{} {} {}", zone, day, time);
                before = Some(at);
                let shown = at.with_timezone(&zone).naive_local();
                let meant = day.and_time(time);
                // Where clocks leap over the time, what they show is later; else it is the very time.
                match zone.from_local_datetime(&meant).earliest() {
                    Some(_) => prop_assert_eq!(shown, meant),
                    None => prop_assert!(shown > meant, "{} {}", zone, meant),
                }
            }
        }
    }
}
