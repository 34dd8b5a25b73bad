//! The grammar: which forms of a date stand at the start of a text. What day they mean is decided in
//! `resolve`, so nothing here knows what today is.

use chrono::Weekday;

use super::form::{Edge, Form, Found, Period, Place, Sense, Which};
use super::parts::{abbreviated, amount, dated, month, numbered, ordinal, year_after};
use super::scan::{self, Cursor};
use super::shift::{Shift, Unit};

/// Returns the form that is the whole text.
pub(super) fn whole(text: &str) -> Option<Found> {
    all(text).into_iter().find(|found| found.end == text.len())
}

/// Returns the forms at the start of running text.
pub(super) fn in_prose(text: &str) -> Vec<Found> {
    let mut found = all(text);
    found.retain(|found| found.place == Place::Anywhere);
    found
}

/// Returns the length of time that is the whole text.
pub(super) fn shift(text: &str) -> Option<Shift> {
    let start = Cursor::new(text);
    let (sign, start) = start.any(b"+-").unwrap_or((b'+', start));
    let (shift, end) = amount(start)?;
    let count = if sign == b'-' {
        -shift.count
    } else {
        shift.count
    };
    (end.at == text.len()).then_some(Shift { count, ..shift })
}

fn all(text: &str) -> Vec<Found> {
    let mut finds = Finds::default();
    let start = Cursor::new(text);
    match start.first() {
        Some(b'0'..=b'9') => finds.digits(start),
        Some(b'+' | b'-') => finds.signed(start),
        Some(first) if first.is_ascii_alphabetic() => finds.word(start),
        _ => {}
    }
    finds.found
}

#[derive(Default)]
struct Finds {
    found: Vec<Found>,
}

impl Finds {
    fn push(&mut self, place: Place, form: Form, end: Cursor<'_>) {
        if end.is_boundary() {
            let mut found = Found {
                form,
                weekday: None,
                end: end.at,
                place,
            };
            self.found.push(found);
            // `fri eod` is the day, with the hour at which it ends.
            if let Some(end) = closing(end).filter(|end| end.is_boundary()) {
                found.end = end.at;
                self.found.push(found);
            }
        }
    }

    /// Adds a form that running text means as a date.
    fn plain(&mut self, form: Form, end: Cursor<'_>) {
        self.push(Place::Anywhere, form, end);
    }

    /// Adds a form that is a date only where a date is asked for.
    fn asked(&mut self, form: Form, end: Cursor<'_>) {
        self.push(Place::Asked, form, end);
    }

    fn days(&mut self, count: i32, end: Cursor<'_>) {
        let shift = Shift {
            count,
            unit: Unit::Day,
        };
        self.plain(Form::Offset(shift, Sense::Ahead), end);
    }

    fn digits(&mut self, start: Cursor<'_>) {
        if let Some((year, end)) = start.year() {
            self.year_first(year, end);
        }
        if let Some((day, end)) = start.small() {
            self.day_first(day, end);
            self.slashed(day, end);
        }
        self.amount(start);
    }

    /// Reads what follows a year: `-12-01`, `/12/01`, `-12`, `-W48`, `-Q4`.
    fn year_first(&mut self, year: i32, end: Cursor<'_>) {
        self.asked(Form::Year { year }, end);
        let Some((joint, after)) = end.any(b"-/.") else {
            return;
        };
        if let Some((month, after)) = after.small() {
            if joint == b'-' && after.at == end.at + 3 {
                let period = Period::Month {
                    month,
                    year: Some(year),
                };
                self.plain(Form::Period(period, Edge::Unsaid), after);
            }
            let day = after.any(&[joint]).and_then(|(_, after)| after.small());
            if let Some((day, after)) = day {
                self.plain(Form::Day { year, month, day }, after);
            }
        } else if joint == b'-'
            && let Some((period, after)) = numbered(after, Some(year))
        {
            self.plain(Form::Period(period, Edge::Unsaid), after);
        }
    }

    /// Reads what follows a day: `th`, ` June 2026`, `jun`, `-Jun-2026`, `st of June`.
    fn day_first(&mut self, day: u32, end: Cursor<'_>) {
        let after = ordinal(end);
        if let Some(after) = after {
            self.asked(Form::DayOfMonth { day }, after);
        }
        let end = after.unwrap_or(end);
        if let Some((joint, after)) = end.any(b"-")
            && let Some((month, end)) = month(after)
            && let Some((_, after)) = end.any(&[joint])
            && let Some((year, end)) = after.year()
        {
            self.plain(Form::Day { year, month, day }, end);
        }
        let before_month = end.then("of").unwrap_or(end).skip_gap();
        let Some((month, end)) = month(before_month) else {
            return;
        };
        self.plain(Form::MonthDay { month, day }, end);
        // `1dec2026` holds together without a blank.
        if let Some((year, end)) = year_after(abbreviated(end)).or_else(|| end.year()) {
            self.plain(Form::Day { year, month, day }, end);
        }
    }

    /// Reads what follows a first number: `/12/2026`, `.12.2026`, `-12-2026`, `/12`.
    fn slashed(&mut self, first: u32, end: Cursor<'_>) {
        let Some((joint, after)) = end.any(b"/.-") else {
            return;
        };
        let Some((second, end)) = after.small() else {
            return;
        };
        if joint == b'/' {
            self.asked(
                Form::Slashed {
                    first,
                    second,
                    year: None,
                },
                end,
            );
        }
        let year = end.any(&[joint]).and_then(|(_, after)| after.year());
        let Some((year, end)) = year else { return };
        // With full stops the day is first wherever it is written so.
        let form = match joint {
            b'.' => Form::Day {
                year,
                month: second,
                day: first,
            },
            _ => Form::Slashed {
                first,
                second,
                year: Some(year),
            },
        };
        self.plain(form, end);
    }

    /// Reads `3d`, `2 weeks`, `2 weeks ago`, `a week from now`.
    fn amount(&mut self, start: Cursor<'_>) {
        let Some((shift, end)) = amount(start) else {
            return;
        };
        self.asked(Form::Offset(shift, Sense::Unsaid), end);
        if let Some(end) = end.then("ago") {
            self.plain(Form::Offset(shift, Sense::Ago), end);
        }
        if let Some(end) = end.then("from").and_then(|end| end.then("now")) {
            self.plain(Form::Offset(shift, Sense::Ahead), end);
        }
    }

    /// Reads `+3d` and, where a date is asked for, `-3d`.
    fn signed(&mut self, start: Cursor<'_>) {
        let Some((sign, after)) = start.any(b"+-") else {
            return;
        };
        let Some((shift, end)) = after.digits().and_then(|_| amount(after)) else {
            return;
        };
        match sign {
            b'+' => self.plain(Form::Offset(shift, Sense::Ahead), end),
            _ => self.asked(Form::Offset(shift, Sense::Ago), end),
        }
    }

    fn word(&mut self, start: Cursor<'_>) {
        let Some((word, end)) = start.word() else {
            return;
        };
        match &*word {
            "today" | "tonight" => self.days(0, end),
            "eod" | "cob" => self.close_of(end),
            "close" => {
                if let Some(end) = end.then("of").and_then(|end| end.then("business")) {
                    self.close_of(end);
                }
            }
            "tomorrow" | "tmrw" => self.days(1, end),
            "yesterday" => self.days(-1, end),
            "eow" => self.end_of(Unit::Week, end),
            "eom" => self.end_of(Unit::Month, end),
            "eoq" => self.end_of(Unit::Quarter, end),
            "eoy" => self.end_of(Unit::Year, end),
            "day" => self.day_after(end),
            "the" => self.the(end),
            "in" => self.within(end),
            "this" => self.relative(Which::This, end),
            "next" => self.relative(Which::Next, end),
            "last" | "past" => self.relative(Which::Last, end),
            "end" => self.edge(Edge::End, end),
            "start" | "beginning" => self.edge(Edge::Start, end),
            _ => {}
        }
        if let Some(day) = scan::weekday(&word) {
            self.weekday(&word, day, end);
        }
        self.month_first(start);
        self.amount(start);
        if let Some((period, end)) = numbered(start, None) {
            // `Q4 roadmap`, `week 2 of the project`: of these only `w48` is surely a date.
            let place = if &*word == "w" {
                Place::Anywhere
            } else {
                Place::Asked
            };
            self.push(place, Form::Period(period, Edge::Unsaid), end);
        }
    }

    /// Reads what follows `eod`: the day that ends, else it is today.
    fn close_of(&mut self, end: Cursor<'_>) {
        self.days(0, end);
        let comma = end.any(b",").map_or(end, |(_, after)| after);
        let Some(start) = comma.then("on").unwrap_or(comma).gap() else {
            return;
        };
        if closing(comma).is_some() {
            return;
        }
        let mut dates = Finds::default();
        match start.first() {
            Some(b'0'..=b'9') => dates.digits(start),
            _ => dates.word(start),
        }
        let is_day = |found: &Found| match found.form {
            Form::Day { .. } | Form::MonthDay { .. } | Form::DayOfMonth { .. } => true,
            Form::Slashed { year, .. } => year.is_some(),
            Form::Weekday(..) => true,
            Form::Offset(shift, _) => shift.unit == Unit::Day && found.place == Place::Anywhere,
            _ => false,
        };
        self.found.extend(dates.found.into_iter().filter(is_day));
    }

    fn end_of(&mut self, unit: Unit, end: Cursor<'_>) {
        self.plain(
            Form::Period(Period::Relative(Which::This, unit), Edge::End),
            end,
        );
    }

    /// Reads `day after tomorrow`, `day before yesterday`.
    fn day_after(&mut self, end: Cursor<'_>) {
        if let Some(end) = end.then("after").and_then(|end| end.then("tomorrow")) {
            self.days(2, end);
        }
        if let Some(end) = end.then("before").and_then(|end| end.then("yesterday")) {
            self.days(-2, end);
        }
    }

    /// Reads `the 15th`, `the 1st of June`, `the day after tomorrow`.
    fn the(&mut self, end: Cursor<'_>) {
        let Some(start) = end.gap() else { return };
        if let Some(end) = start.exactly("day") {
            self.day_after(end);
        }
        if let Some((day, end)) = start.small().filter(|(_, end)| ordinal(*end).is_some()) {
            self.day_first(day, end);
        }
    }

    /// Reads `in 2 weeks`, `in a month`.
    fn within(&mut self, end: Cursor<'_>) {
        if let Some((shift, end)) = end.gap().and_then(amount) {
            self.plain(Form::Offset(shift, Sense::Ahead), end);
        }
    }

    /// Reads `next fri`, `this week`, `last 2 weeks`.
    fn relative(&mut self, which: Which, end: Cursor<'_>) {
        let Some(start) = end.gap() else { return };
        if which == Which::Last
            && let Some((shift, end)) = amount(start)
        {
            self.asked(Form::Offset(shift, Sense::Ago), end);
        }
        let Some((word, end)) = start.word() else {
            return;
        };
        if let Some(day) = scan::weekday(&word) {
            self.plain(Form::Weekday(day, which), end);
        }
        if let Some(unit) = scan::period_unit(&word) {
            self.plain(
                Form::Period(Period::Relative(which, unit), Edge::Unsaid),
                end,
            );
        }
    }

    /// Reads `end of next month`, `end of the week`, `start of June`, `end of Q4`.
    fn edge(&mut self, edge: Edge, end: Cursor<'_>) {
        let Some(end) = end.then("of") else { return };
        let Some(start) = end.then("the").unwrap_or(end).gap() else {
            return;
        };
        if let Some((period, end)) = numbered(start, None).or_else(|| dated(start)) {
            self.plain(Form::Period(period, edge), end);
        }
        let Some((word, after)) = start.word() else {
            return;
        };
        if matches!(&*word, "day" | "today") {
            self.close_of(after);
        }
        let which = match &*word {
            "next" => Some(Which::Next),
            "last" => Some(Which::Last),
            "this" => Some(Which::This),
            _ => None,
        };
        let named = match which {
            Some(_) => after.gap().and_then(Cursor::word),
            None => Some((word, after)),
        };
        let Some((word, end)) = named else { return };
        if let Some(unit) = scan::period_unit(&word) {
            let which = which.unwrap_or(Which::This);
            self.plain(Form::Period(Period::Relative(which, unit), edge), end);
        }
    }

    /// Reads `fri`, `fri next week`, `Fri 27 Nov 2026`.
    fn weekday(&mut self, word: &str, day: Weekday, end: Cursor<'_>) {
        let next = end.gap().and_then(Cursor::word);
        let is_other = next.is_some_and(|(next, _)| scan::is_other_word(word, &next));
        let place = if is_other {
            Place::Asked
        } else {
            Place::Anywhere
        };
        self.push(place, Form::Weekday(day, Which::Plain), end);
        for (word, which) in [("next", Which::Next), ("this", Which::This)] {
            if let Some(end) = end.then(word).and_then(|end| end.then("week")) {
                self.plain(Form::Weekday(day, which), end);
            }
        }
        if let Some(end) = end.then("week") {
            self.plain(Form::Weekday(day, Which::AfterNext), end);
        }
        let comma = end.any(b",.").map_or(end, |(_, after)| after);
        let Some(start) = comma.gap() else { return };
        let (start, is_framed) = match start.any(b"(") {
            Some((_, start)) => (start, true),
            None => (start, false),
        };
        let mut dates = Finds::default();
        dates.digits(start);
        dates.month_first(start);
        if start.exactly("the").is_some() {
            dates.word(start);
        }
        for mut found in dates.found {
            if !matches!(
                found.form,
                Form::Day { .. }
                    | Form::MonthDay { .. }
                    | Form::Slashed { .. }
                    | Form::DayOfMonth { .. }
            ) {
                continue;
            }
            if is_framed {
                let Some((_, end)) = start.to(found.end).any(b")") else {
                    continue;
                };
                found.end = end.at;
            }
            // The weekday makes a date of what prose may mean otherwise: `fri 27th`, `fri 11/27`.
            self.found.push(Found {
                weekday: Some(day),
                place: Place::Anywhere,
                ..found
            });
        }
    }

    /// Reads `June 1st, 2026`, `june 1`, and where a date is asked for `June 2026` and `June`.
    fn month_first(&mut self, start: Cursor<'_>) {
        let Some((month, end)) = month(start) else {
            return;
        };
        self.asked(
            Form::Period(Period::Month { month, year: None }, Edge::Unsaid),
            end,
        );
        let end = abbreviated(end);
        if let Some((year, end)) = year_after(end) {
            let year = Some(year);
            self.asked(
                Form::Period(Period::Month { month, year }, Edge::Unsaid),
                end,
            );
        }
        let Some((day, end)) = end.gap().and_then(Cursor::small) else {
            return;
        };
        let end = ordinal(end).unwrap_or(end);
        self.plain(Form::MonthDay { month, day }, end);
        if let Some((year, end)) = year_after(end) {
            self.plain(Form::Day { year, month, day }, end);
        }
    }
}

/// Goes past ` EOD`, `, COB` behind a day.
fn closing(end: Cursor<'_>) -> Option<Cursor<'_>> {
    let comma = end.any(b",").map_or(end, |(_, after)| after);
    comma.then("eod").or_else(|| comma.then("cob"))
}
