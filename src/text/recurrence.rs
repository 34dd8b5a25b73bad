//! How often, at what time and for how long, as people say it: `2nd thu`, `10:00`, `45m`; and the
//! canonical words of a rule.

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

use crate::model::recurrence::{Rule, WEEK};

use super::dates::weekday_named;

/// Why words say no recurrence, time or length.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecurrenceProblem {
    #[error("it is missing how often")]
    Empty,
    #[error("\"{word}\" says nothing of how often")]
    Unknown { word: String },
    #[error("\"{text}\" says two things of how often")]
    Mixed { text: String },
    #[error("not every month has a {nth}")]
    NotInEveryMonth { nth: String },
    #[error("\"{text}\" is no time of day")]
    NoTime { text: String },
    #[error("\"{text}\" is no length of time")]
    NoLength { text: String },
}

impl RecurrenceProblem {
    /// Says what to write instead.
    pub fn hint(&self) -> &'static str {
        match self {
            RecurrenceProblem::Empty
            | RecurrenceProblem::Unknown { .. }
            | RecurrenceProblem::Mixed { .. } => {
                "write it as tue, \"2 weeks on mon\", workdays, \"2nd thu\", \"last fri\" or \"month on the 15th\""
            }
            RecurrenceProblem::NotInEveryMonth { .. } => "say last instead",
            RecurrenceProblem::NoTime { .. } => "write it as 10:00 or 2pm",
            RecurrenceProblem::NoLength { .. } => "write it as 45m, 1h or 1h30, a day at most",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
}

/// What the words said so far.
#[derive(Default)]
struct Said {
    every: Option<u32>,
    unit: Option<Unit>,
    workdays: bool,
    on: Vec<Weekday>,
    /// `2nd`, `15`; -1 is the last.
    nth: Vec<i64>,
}

/// Reads how often a series meets; what is left open follows from its `first` day.
pub fn read_rule(text: &str, first: NaiveDate) -> Result<Rule, RecurrenceProblem> {
    const NOISE: [&str; 9] = [
        "every", "each", "on", "the", "of", "and", "a", "per", "days",
    ];
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '&' | '/' | '+'))
        .filter(|word| !word.is_empty())
        .collect();
    let mut said = Said::default();
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).copied().unwrap_or_default();
        if *word == "days" && said.every.is_some() && said.unit.is_none() && !said.workdays {
            said.unit(Unit::Day, 1, text)?;
        } else if !NOISE.contains(word) {
            said.take(word, next, text)?;
        }
    }
    if said.unit.is_none() && said.on.is_empty() && said.nth.is_empty() && !said.workdays {
        return Err(match words.is_empty() {
            true => RecurrenceProblem::Empty,
            false => unknown(text.trim()),
        });
    }
    said.rule(text, first)
}

fn unknown(word: &str) -> RecurrenceProblem {
    RecurrenceProblem::Unknown {
        word: word.chars().take(40).collect(),
    }
}

fn mixed(text: &str) -> RecurrenceProblem {
    RecurrenceProblem::Mixed {
        text: text.trim().chars().take(40).collect(),
    }
}

impl Said {
    fn take(&mut self, word: &str, next: &str, text: &str) -> Result<(), RecurrenceProblem> {
        let is_unit =
            |word: &str| matches!(word, "days" | "day" | "weeks" | "week" | "months" | "month");
        match word {
            "day" if self.workdays || self.nth == [-1] => {}
            "day" | "daily" => self.unit(Unit::Day, 1, text)?,
            "week" | "weeks" | "weekly" => self.unit(Unit::Week, 1, text)?,
            "biweekly" | "fortnight" | "fortnightly" => self.unit(Unit::Week, 2, text)?,
            "month" | "months" | "monthly" => self.unit(Unit::Month, 1, text)?,
            "quarter" | "quarterly" => self.unit(Unit::Month, 3, text)?,
            "workday" | "workdays" | "weekday" | "weekdays" | "working" => self.workdays = true,
            "other" => self.every = Some(2),
            "last" => self.nth.push(-1),
            _ => match (weekday(word), number(word)) {
                (Some(day), _) => self.on.push(day),
                (None, Some(number)) if is_unit(next) && self.every.is_none() => {
                    self.every = u32::try_from(number).ok().filter(|every| *every < 1000);
                    self.every.ok_or_else(|| unknown(word))?;
                }
                (None, Some(number)) => self.nth.push(number),
                (None, None) => return Err(unknown(word)),
            },
        }
        Ok(())
    }

    fn unit(&mut self, unit: Unit, times: u32, text: &str) -> Result<(), RecurrenceProblem> {
        if self.unit.is_some_and(|known| known != unit) {
            return Err(mixed(text));
        }
        self.unit = Some(unit);
        if times > 1 {
            self.every = Some(times);
        }
        Ok(())
    }

    fn rule(mut self, text: &str, first: NaiveDate) -> Result<Rule, RecurrenceProblem> {
        let every = self.every.unwrap_or(1);
        self.on.sort_by_key(Weekday::num_days_from_monday);
        self.on.dedup();
        self.nth.sort_by_key(|nth| (*nth < 0, *nth));
        self.nth.dedup();
        if self.workdays {
            let alone = self.on.is_empty() && self.nth.is_empty() && every == 1;
            return match alone && self.unit.is_none_or(|unit| unit != Unit::Month) {
                true => Ok(Rule::Workdays),
                false => Err(mixed(text)),
            };
        }
        match (&self.on[..], &self.nth[..], self.unit) {
            ([], [], Some(Unit::Day)) => Ok(Rule::Days { every }),
            ([], [], Some(Unit::Week)) => Ok(Rule::Weekly {
                every,
                on: vec![first.weekday()],
            }),
            ([], [], Some(Unit::Month)) => month_day(every, i64::from(first.day())),
            (on, [], None | Some(Unit::Week)) if on == &WEEK[..5] && every == 1 => {
                Ok(Rule::Workdays)
            }
            (_, [], None | Some(Unit::Week)) => Ok(Rule::Weekly { every, on: self.on }),
            ([], [_], None) if text.trim().bytes().all(|byte| byte.is_ascii_digit()) => {
                Err(unknown(text.trim()))
            }
            ([], [day], None | Some(Unit::Month)) => month_day(every, *day),
            ([weekday], nth, None | Some(Unit::Month)) => month_weekday(every, nth, *weekday),
            _ => Err(mixed(text)),
        }
    }
}

fn month_day(every: u32, day: i64) -> Result<Rule, RecurrenceProblem> {
    match i8::try_from(day) {
        Ok(day @ (-1 | 1..=28)) => Ok(Rule::MonthDay { every, day }),
        _ => Err(RecurrenceProblem::NotInEveryMonth { nth: ordinal(day) }),
    }
}

fn month_weekday(every: u32, nth: &[i64], weekday: Weekday) -> Result<Rule, RecurrenceProblem> {
    let read = |nth: &i64| match i8::try_from(*nth) {
        Ok(nth @ (-1 | 1..=4)) => Ok(nth),
        _ => Err(RecurrenceProblem::NotInEveryMonth {
            nth: format!("{} {}", ordinal(*nth), short(weekday)),
        }),
    };
    Ok(Rule::MonthWeekday {
        every,
        nth: nth.iter().map(read).collect::<Result<_, _>>()?,
        weekday,
    })
}

fn weekday(word: &str) -> Option<Weekday> {
    weekday_named(word).or_else(|| weekday_named(word.strip_suffix('s')?))
}

/// Reads `2`, `2nd`, `second`, `two`.
fn number(word: &str) -> Option<i64> {
    const NAMED: [(&str, &str); 6] = [
        ("one", "first"),
        ("two", "second"),
        ("three", "third"),
        ("four", "fourth"),
        ("five", "fifth"),
        ("six", "sixth"),
    ];
    let named = NAMED
        .iter()
        .position(|(cardinal, ordinal)| [*cardinal, *ordinal].contains(&word));
    if let Some(at) = named {
        return i64::try_from(at + 1).ok();
    }
    let digits = word
        .strip_suffix("st")
        .or_else(|| word.strip_suffix("nd"))
        .or_else(|| word.strip_suffix("rd"))
        .or_else(|| word.strip_suffix("th"))
        .unwrap_or(word);
    let number: i64 = digits.parse().ok()?;
    (1..1000).contains(&number).then_some(number)
}

/// Returns a rule in words that read back to it: `every Tue`, `every 2nd Thu of the month`.
pub fn echo(rule: &Rule) -> String {
    match rule {
        Rule::Days { every: 1 } => "every day".to_owned(),
        Rule::Days { every } => format!("every {every} days"),
        Rule::Workdays => "every working day".to_owned(),
        Rule::Weekly { every: 1, on } => format!("every {}", weekdays(on)),
        Rule::Weekly { every, on } => format!("every {every} weeks on {}", weekdays(on)),
        Rule::MonthDay { every, day } => {
            let day = match day {
                -1 => "last day".to_owned(),
                day => ordinal(i64::from(*day)),
            };
            match every {
                1 => format!("every month on the {day}"),
                every => format!("every {every} months on the {day}"),
            }
        }
        Rule::MonthWeekday {
            every,
            nth,
            weekday,
        } => {
            let nth: Vec<String> = nth.iter().map(|nth| ordinal(i64::from(*nth))).collect();
            let day = format!("{} {}", listed(&nth), short(*weekday));
            match every {
                1 => format!("every {day} of the month"),
                every => format!("every {every} months on the {day}"),
            }
        }
    }
}

fn weekdays(on: &[Weekday]) -> String {
    listed(
        &on.iter()
            .map(|day| short(*day).to_owned())
            .collect::<Vec<_>>(),
    )
}

fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

fn short(day: Weekday) -> &'static str {
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day.num_days_from_monday() as usize]
}

fn ordinal(number: i64) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    match number {
        -1 => "last".to_owned(),
        number => format!("{number}{ending}"),
    }
}

/// Reads a time of day: `10:00`, `9.30`, `2pm`, `noon`.
pub fn read_time(text: &str) -> Result<NaiveTime, RecurrenceProblem> {
    let lower = text
        .trim()
        .to_lowercase()
        .replace('.', ":")
        .replace(' ', "");
    if lower == "noon" {
        return Ok(NaiveTime::from_hms_opt(12, 0, 0).expect("noon is a time"));
    }
    let (clock, half) = [("am", 0), ("pm", 12)]
        .into_iter()
        .find_map(|(word, half)| Some((lower.strip_suffix(word)?, Some(half))))
        .unwrap_or((&lower, None));
    let clock = clock.strip_suffix('h').unwrap_or(clock);
    let (hour, minute) = clock.split_once([':', 'h']).unwrap_or((clock, "00"));
    let number = |digits: &str| -> Option<u32> {
        let plain = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| digits.parse().ok()).flatten()
    };
    let read = || {
        let hour = match (number(hour)?, half) {
            (hour @ 1..=12, Some(half)) => hour % 12 + half,
            (_, Some(_)) => return None,
            (hour, None) => hour,
        };
        let minute = (minute.len() == 2).then(|| number(minute)).flatten()?;
        NaiveTime::from_hms_opt(hour, minute, 0)
    };
    read().ok_or_else(|| RecurrenceProblem::NoTime {
        text: text.trim().chars().take(40).collect(),
    })
}

/// Reads a length in minutes: `45m`, `90`, `1h`, `1h30`, `1.5h`, at most a day.
pub fn read_minutes(text: &str) -> Result<i64, RecurrenceProblem> {
    let lower = text.trim().to_lowercase().replace(' ', "");
    let whole = |digits: &str| -> Option<i64> {
        let plain = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| digits.parse().ok()).flatten()
    };
    let minutes = |rest: &str| whole(rest.trim_end_matches(|c: char| "minutes".contains(c)));
    let hours = |hours: &str| match hours.split_once('.') {
        Some((hours, "5")) => Some(whole(hours)? * 60 + 30),
        Some(_) => None,
        None => Some(whole(hours)? * 60),
    };
    let read = match lower.split_once('h') {
        Some((before, rest)) => {
            let rest = ["ours", "our", "rs", "r"]
                .iter()
                .find_map(|ending| rest.strip_prefix(ending))
                .unwrap_or(rest);
            match rest {
                "" => hours(before),
                rest => hours(before).zip(minutes(rest)).map(|(h, m)| h + m),
            }
        }
        None => minutes(&lower),
    };
    read.filter(|minutes| (1..=24 * 60).contains(minutes))
        .ok_or_else(|| RecurrenceProblem::NoLength {
            text: text.trim().chars().take(40).collect(),
        })
}

/// Returns a length as people read it: `45 min`, `1 h`, `1 h 30 min`.
pub fn length(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn monday() -> NaiveDate {
        "2026-11-23".parse().unwrap()
    }

    fn check(text: &str, want: &str) {
        let read = match read_rule(text, monday()) {
            Ok(rule) => echo(&rule),
            Err(problem) => problem.to_string(),
        };
        assert_eq!(read, want, "{text}");
    }

    #[test]
    fn rules_are_read_as_they_are_said() {
        check("weekly on tue", "every Tue");
        check("every Tuesday", "every Tue");
        check("tuesdays and thursdays", "every Tue and Thu");
        check("thu, tue", "every Tue and Thu");
        check("weekly", "every Mon");
        check("week", "every Mon");
        check("2 weeks on mon", "every 2 weeks on Mon");
        check("every two weeks on Monday", "every 2 weeks on Mon");
        check("every other week on mon", "every 2 weeks on Mon");
        check("every other tue", "every 2 weeks on Tue");
        check("biweekly on wed", "every 2 weeks on Wed");
        check("fortnight", "every 2 weeks on Mon");
        check("day", "every day");
        check("daily", "every day");
        check("3 days", "every 3 days");
        check("every 10 days", "every 10 days");
        check("workdays", "every working day");
        check("working days", "every working day");
        check("every working day", "every working day");
        check("weekdays", "every working day");
        check("mon tue wed thu fri", "every working day");
        check("2nd thu", "every 2nd Thu of the month");
        check(
            "the second Thursday of the month",
            "every 2nd Thu of the month",
        );
        check("monthly on the last fri", "every last Fri of the month");
        check("last fri", "every last Fri of the month");
        check("1st and 3rd tue", "every 1st and 3rd Tue of the month");
        check("3 months on the 2nd thu", "every 3 months on the 2nd Thu");
        check("quarterly on the 1st mon", "every 3 months on the 1st Mon");
        check("month on the 15th", "every month on the 15th");
        check("monthly on 15", "every month on the 15th");
        check("15th of the month", "every month on the 15th");
        check("monthly", "every month on the 23rd");
        check("last day of the month", "every month on the last day");
    }

    #[test]
    fn what_says_nothing_or_two_things_is_told() {
        check("", "it is missing how often");
        check("  ", "it is missing how often");
        check("sometimes", "\"sometimes\" says nothing of how often");
        check("every", "\"every\" says nothing of how often");
        check("0 weeks", "\"0\" says nothing of how often");
        check("2", "\"2\" says nothing of how often");
        check("5th fri", "not every month has a 5th Fri");
        check("month on the 31st", "not every month has a 31st");
        check(
            "daily on tue",
            "\"daily on tue\" says two things of how often",
        );
        check(
            "weekly monthly",
            "\"weekly monthly\" says two things of how often",
        );
        check(
            "2nd tue and thu",
            "\"2nd tue and thu\" says two things of how often",
        );
        check(
            "workdays on tue",
            "\"workdays on tue\" says two things of how often",
        );
    }

    #[test]
    fn times_of_day_are_read() {
        let check = |text: &str, want: Option<&str>| {
            let time = read_time(text)
                .ok()
                .map(|time| time.format("%H:%M").to_string());
            assert_eq!(time.as_deref(), want, "{text}");
        };
        check("10:00", Some("10:00"));
        check("9", Some("09:00"));
        check("9.30", Some("09:30"));
        check("14h", Some("14:00"));
        check("14h30", Some("14:30"));
        check("2pm", Some("14:00"));
        check("12am", Some("00:00"));
        check("12:15 pm", Some("12:15"));
        check("noon", Some("12:00"));
        for none in [
            "", "25:00", "10:60", "10:5", "13pm", "0pm", "ten", "10:00:00", "１０",
        ] {
            check(none, None);
        }
    }

    #[test]
    fn lengths_are_read_and_told() {
        let check = |text: &str, want: Option<&str>| {
            let told = read_minutes(text).ok().map(length);
            assert_eq!(told.as_deref(), want, "{text}");
        };
        check("45m", Some("45 min"));
        check("45 min", Some("45 min"));
        check("45 minutes", Some("45 min"));
        check("90", Some("1 h 30 min"));
        check("1h", Some("1 h"));
        check("1 hour", Some("1 h"));
        check("2 hours", Some("2 h"));
        check("1h30", Some("1 h 30 min"));
        check("1h 30m", Some("1 h 30 min"));
        check("1.5h", Some("1 h 30 min"));
        for none in ["", "0", "25h", "x", "-5", "1:30", "99999", "h"] {
            check(none, None);
        }
    }

    proptest! {
        #[test]
        fn a_rule_is_read_back_from_its_words(
            every in 1_u32..20,
            on in prop::sample::subsequence(WEEK.to_vec(), 1..7),
            nth in prop::sample::subsequence(vec![1_i8, 2, 3, 4, -1], 1..4),
            day in prop_oneof![Just(-1_i8), 1_i8..29],
        ) {
            let weekly = Rule::Weekly { every, on: on.clone() };
            let weekly = if every == 1 && on == WEEK[..5] { Rule::Workdays } else { weekly };
            for rule in [
                Rule::Days { every },
                Rule::Workdays,
                weekly,
                Rule::MonthDay { every, day },
                Rule::MonthWeekday { every, nth: nth.clone(), weekday: on[0] },
            ] {
                prop_assert_eq!(read_rule(&echo(&rule), monday()), Ok(rule));
            }
        }

        #[test]
        fn no_words_make_it_fail(text in "\\PC{0,30}") {
            let _ = (read_rule(&text, monday()), read_time(&text), read_minutes(&text));
        }
    }
}
