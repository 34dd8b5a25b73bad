//! A zone's clock changes for calendars that do not know the zone: as yearly rules where its changes
//! follow some, else one by one.

use chrono::{
    DateTime, Datelike, Days, Duration, FixedOffset, NaiveDate, NaiveDateTime, Offset, TimeZone,
    Timelike, Utc, Weekday,
};
use chrono_tz::Tz;

use crate::model::recurrence::code;

/// How many years of changes are looked at.
const YEARS: i32 = 10;

/// One change of a zone's clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Transition {
    /// What clocks showed when they changed.
    local: NaiveDateTime,
    from: i32,
    to: i32,
}

/// Returns the lines of a zone's description that holds from `first` on.
pub fn observances(zone: Tz, first: NaiveDate) -> Vec<(String, String)> {
    let mut lines = vec![pair("BEGIN", "VTIMEZONE"), pair("TZID", zone.name())];
    // The change before the first day, if there is one, says what clocks show on it.
    let begin = NaiveDate::from_ymd_opt(first.year() - 1, 1, 1).unwrap_or(first);
    let transitions = transitions(zone, begin);
    let before = offset(zone, begin.and_time(chrono::NaiveTime::MIN).and_utc());
    let is_known = transitions.iter().any(|one| one.local.date() < first);
    if !is_known {
        // A day earlier, so that no change falls on the same moment.
        let known = (begin - Days::new(1)).and_time(chrono::NaiveTime::MIN);
        lines.extend(observance(None, known, before, before, None));
    }
    match yearly(&transitions) {
        Some(rules) => {
            for (transition, rule) in rules {
                let other = transition.from.max(transition.to);
                lines.extend(observance(
                    Some(other),
                    transition.local,
                    transition.from,
                    transition.to,
                    Some(rule),
                ));
            }
        }
        None => {
            for Transition { local, from, to } in transitions {
                lines.extend(observance(Some(from.max(to)), local, from, to, None));
            }
        }
    }
    lines.push(pair("END", "VTIMEZONE"));
    lines
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// Returns the lines of one change; `highest` tells summer from winter.
fn observance(
    highest: Option<i32>,
    local: NaiveDateTime,
    from: i32,
    to: i32,
    rule: Option<String>,
) -> Vec<(String, String)> {
    let kind = match highest {
        Some(highest) if to == highest && from != to => "DAYLIGHT",
        _ => "STANDARD",
    };
    let mut lines = vec![
        pair("BEGIN", kind),
        pair("DTSTART", &local.format("%Y%m%dT%H%M%S").to_string()),
        pair("TZOFFSETFROM", &sign(from)),
        pair("TZOFFSETTO", &sign(to)),
    ];
    lines.extend(rule.map(|rule| ("RRULE".to_owned(), rule)));
    lines.push(pair("END", kind));
    lines
}

/// Writes an offset in seconds as `+0100`.
fn sign(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let seconds = seconds.abs();
    let mut text = format!("{sign}{:02}{:02}", seconds / 3600, seconds / 60 % 60);
    if seconds % 60 != 0 {
        text.push_str(&format!("{:02}", seconds % 60));
    }
    text
}

fn offset(zone: Tz, at: DateTime<Utc>) -> i32 {
    let fixed: FixedOffset = zone.offset_from_utc_datetime(&at.naive_utc()).fix();
    fixed.local_minus_utc()
}

/// Finds the changes of the years from `begin` on.
fn transitions(zone: Tz, begin: NaiveDate) -> Vec<Transition> {
    let mut found = Vec::new();
    let mut at = begin.and_time(chrono::NaiveTime::MIN).and_utc();
    let days = u64::try_from(YEARS * 366).unwrap_or_default();
    for _ in 0..days {
        let Some(next) = at.checked_add_days(Days::new(1)) else {
            break;
        };
        let (from, to) = (offset(zone, at), offset(zone, next));
        if from != to {
            let instant = changed_at(zone, at, next);
            let local = instant.naive_utc() + Duration::seconds(i64::from(from));
            found.push(Transition { local, from, to });
        }
        at = next;
    }
    found
}

/// Finds the second within a day at which clocks change.
fn changed_at(zone: Tz, mut before: DateTime<Utc>, mut after: DateTime<Utc>) -> DateTime<Utc> {
    let from = offset(zone, before);
    while (after - before).num_seconds() > 1 {
        let middle = before + (after - before) / 2;
        let middle = middle.with_nanosecond(0).unwrap_or(middle);
        if offset(zone, middle) == from {
            before = middle;
        } else {
            after = middle;
        }
    }
    after
}

/// Returns the first change of each kind with its yearly rule, if all of them follow it: two a year, on
/// the same weekday of the same month at the same time.
fn yearly(transitions: &[Transition]) -> Option<Vec<(Transition, String)>> {
    let years = usize::try_from(YEARS).unwrap_or_default();
    if transitions.len() != 2 * years {
        return None;
    }
    let mut rules = Vec::new();
    for first in 0..2 {
        let same: Vec<&Transition> = transitions.iter().skip(first).step_by(2).collect();
        let start = *same[0];
        let day = |transition: &Transition| transition.local.date();
        let is_same = same.windows(2).all(|pair| {
            let (one, other) = (pair[0], pair[1]);
            (one.from, one.to, one.local.time()) == (other.from, other.to, other.local.time())
                && day(one).month() == day(other).month()
                && day(one).weekday() == day(other).weekday()
                && day(one).year() + 1 == day(other).year()
        });
        let nth = nth(&same.iter().map(|one| day(one)).collect::<Vec<_>>()).filter(|_| is_same)?;
        let weekday: Weekday = day(&start).weekday();
        let rule = format!(
            "FREQ=YEARLY;BYMONTH={};BYDAY={nth}{}",
            day(&start).month(),
            code(weekday)
        );
        rules.push((start, rule));
    }
    Some(rules)
}

/// Returns which weekday of its month all these days are: -1 for the last.
fn nth(days: &[NaiveDate]) -> Option<i32> {
    let is_last = |day: &NaiveDate| {
        day.checked_add_days(Days::new(7))
            .is_none_or(|later| later.month() != day.month())
    };
    if days.iter().all(is_last) {
        return Some(-1);
    }
    let number = |day: &NaiveDate| day.day0() / 7 + 1;
    let first = number(days.first()?);
    let is_same = days.iter().all(|day| number(day) == first);
    is_same.then(|| i32::try_from(first).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// One change as a calendar reads it back.
    #[derive(Default)]
    struct Read {
        local: NaiveDateTime,
        from: i32,
        to: i32,
        rule: Option<(u32, i32, Weekday)>,
    }

    fn seconds(text: &str) -> i32 {
        let number = |at: usize| text.get(at..at + 2).map_or(0, |two| two.parse().unwrap());
        let seconds = number(1) * 3600 + number(3) * 60 + number(5);
        if text.starts_with('-') {
            -seconds
        } else {
            seconds
        }
    }

    fn read(lines: &[(String, String)]) -> Vec<Read> {
        let mut found = Vec::new();
        for (name, value) in lines {
            let now = found.last_mut();
            match (name.as_str(), now) {
                ("BEGIN", _) if value != "VTIMEZONE" => found.push(Read::default()),
                ("DTSTART", Some(now)) => {
                    now.local = NaiveDateTime::parse_from_str(value, "%Y%m%dT%H%M%S").unwrap();
                }
                ("TZOFFSETFROM", Some(now)) => now.from = seconds(value),
                ("TZOFFSETTO", Some(now)) => now.to = seconds(value),
                ("RRULE", Some(now)) => {
                    let rest = value.strip_prefix("FREQ=YEARLY;BYMONTH=").unwrap();
                    let (month, day) = rest.split_once(";BYDAY=").unwrap();
                    let (nth, day) = day.split_at(day.len() - 2);
                    let day = crate::model::recurrence::WEEK
                        .into_iter()
                        .find(|weekday| code(*weekday) == day)
                        .unwrap();
                    now.rule = Some((month.parse().unwrap(), nth.parse().unwrap(), day));
                }
                _ => {}
            }
        }
        found
    }

    fn day_of(year: i32, (month, nth, weekday): (u32, i32, Weekday)) -> NaiveDate {
        match nth {
            -1 => (22..=31)
                .rev()
                .filter_map(|day| NaiveDate::from_ymd_opt(year, month, day))
                .find(|day| day.weekday() == weekday)
                .unwrap(),
            nth => NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth as u8).unwrap(),
        }
    }

    /// Returns how far from UTC a calendar believes clocks to be.
    fn offset_of(observances: &[Read], at: NaiveDateTime) -> i32 {
        let mut changes = Vec::new();
        for one in observances {
            let years = match one.rule {
                Some(_) => one.local.year()..at.year() + 2,
                None => one.local.year()..one.local.year() + 1,
            };
            for year in years {
                let date = one.rule.map_or(one.local.date(), |rule| day_of(year, rule));
                let local = date.and_time(one.local.time());
                changes.push((local - Duration::seconds(i64::from(one.from)), one.to));
            }
        }
        changes.sort();
        let last = changes.iter().rev().find(|(when, _)| *when <= at);
        last.map_or(0, |(_, to)| *to)
    }

    #[test]
    fn a_zone_with_yearly_rules_is_told_by_them() {
        let first = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let rules = |zone: Tz| -> Vec<String> {
            let lines = observances(zone, first);
            let rules = lines.into_iter().filter(|(name, _)| name == "RRULE");
            rules.map(|(_, rule)| rule).collect()
        };
        assert_eq!(
            rules(chrono_tz::America::New_York),
            [
                "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
                "FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"
            ]
        );
        assert_eq!(rules(chrono_tz::Asia::Kolkata), Vec::<String>::new());
        // Changes with the moon follow no rule.
        assert_eq!(rules(chrono_tz::Africa::Casablanca), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn calendars_see_the_same_clocks_for_eight_years_in_every_zone(
            zone in prop::sample::select(chrono_tz::TZ_VARIANTS.to_vec()),
            day in 0_u64..29_000,
            hours in proptest::collection::vec(0_i64..8 * 8766, 40),
        ) {
            let first = NaiveDate::from_ymd_opt(1970, 1, 2).unwrap() + Days::new(day);
            let observances = read(&observances(zone, first));
            for hours in hours {
                let at = first.and_time(chrono::NaiveTime::MIN).and_utc() + Duration::hours(hours);
                let told = offset_of(&observances, at.naive_utc());
                prop_assert_eq!(told, offset(zone, at), "{} from {} at {}", zone, first, at);
            }
        }
    }
}
