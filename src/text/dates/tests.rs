use super::*;
use chrono::Datelike;
use proptest::prelude::*;

/// Sunday 22 November 2026; the week began on Monday the 16th.
fn calendar() -> Calendar {
    on("2026-11-22")
}

fn on(today: &str) -> Calendar {
    Calendar {
        today: day(today),
        week_start: Weekday::Mon,
        next_meeting: None,
    }
}

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn shown(result: Result<Reading, DateProblem>) -> String {
    match result {
        Ok(Reading {
            date,
            exactness: Exactness::Exact,
        }) => format!("{date} exact"),
        Ok(Reading { date, .. }) => date.to_string(),
        Err(problem) => problem.to_string(),
    }
}

#[track_caller]
fn check(input: &str, want: &str) {
    assert_eq!(shown(calendar().read(input)), want, "for {input:?}");
}

#[track_caller]
fn check_on(today: &str, input: &str, want: &str) {
    assert_eq!(
        shown(on(today).read(input)),
        want,
        "for {input:?} on {today}"
    );
}

#[track_caller]
fn check_window(input: &str, since: &str, until: &str) {
    assert_eq!(
        shown(calendar().read_window(input)),
        since,
        "since {input:?}"
    );
    assert_eq!(
        shown(calendar().read_until(input)),
        until,
        "until {input:?}"
    );
}

#[track_caller]
fn check_prefix(input: &str, want: Option<(&str, &str)>) {
    let got = calendar().read_prefix(input);
    let got = got.map(|(reading, end)| (reading.date.to_string(), input[..end].to_string()));
    let want = want.map(|(date, taken)| (date.to_string(), taken.to_string()));
    assert_eq!(got, want, "for {input:?}");
}

#[test]
fn a_date_with_its_year_is_exact() {
    check("2026-12-01", "2026-12-01 exact");
    check(" 2026-12-1 ", "2026-12-01 exact");
    check("2026/12/01", "2026-12-01 exact");
    check("2026.12.01", "2026-12-01 exact");
    check("1 June 2026", "2026-06-01 exact");
    check("1 june, 2026", "2026-06-01 exact");
    check("1st of June 2026", "2026-06-01 exact");
    check("the 1st of June 2026", "2026-06-01 exact");
    check("June 1, 2026", "2026-06-01 exact");
    check("JUNE 1st 2026", "2026-06-01 exact");
    check("Jun. 1, 2026", "2026-06-01 exact");
    check("1dec2026", "2026-12-01 exact");
    check("1-Dec-2026", "2026-12-01 exact");
    check("1.12.2026", "2026-12-01 exact");
    check("Tue 1 Dec 2026", "2026-12-01 exact");
    check("Tuesday, December 1st, 2026", "2026-12-01 exact");
    check("29 feb 2028", "2028-02-29 exact");
}

#[test]
fn a_deadline_without_a_year_is_the_next_unless_it_passed_within_six_months() {
    check("24nov", "2026-11-24");
    check("5dec", "2026-12-05");
    check("Dec 5th", "2026-12-05");
    check("1 jan", "2027-01-01");
    check("31 oct", "2026-10-31");
    check("22 may", "2026-05-22");
    check("21 may", "2027-05-21");
    check("sept 1", "2026-09-01");
    check("29 feb", "2028-02-29");
    check("Fri 27 Nov", "2026-11-27");
    check("25/12", "2026-12-25");
    check("12/25", "2026-12-25");
    check("15th", "2026-12-15");
    check("the 30th", "2026-11-30");
    check("22nd", "2026-11-22");
    check_on("2027-01-31", "30th", "2027-03-30");
}

#[test]
fn two_numbers_are_read_only_where_one_order_is_possible() {
    let both = "`01/12/2026` can be read as day/month and as month/day";
    check("01/12/2026", both);
    check("1/12", "`1/12` can be read as day/month and as month/day");
    check(
        "01-12-2026",
        "`01-12-2026` can be read as day/month and as month/day",
    );
    check("25/12/2026", "2026-12-25 exact");
    check("12/25/2026", "2026-12-25 exact");
    check("25-12-2026", "2026-12-25 exact");
    check("03/03/2026", "2026-03-03 exact");
    check("25/25/2026", "`25/25/2026` is not in the calendar");
    check("25/12/26", "`25/12/26` is not a date");
    let problem = calendar().read("01/12/2026").unwrap_err();
    assert!(problem.hint().contains("2026-12-01"));
}

#[test]
fn words_for_days_are_counted_from_today() {
    check("today", "2026-11-22");
    check("TONIGHT", "2026-11-22");
    check("eod", "2026-11-22");
    check("tomorrow", "2026-11-23");
    check("yesterday", "2026-11-21");
    check("day after tomorrow", "2026-11-24");
    check("+3d", "2026-11-25");
    check("3d", "2026-11-25");
    check("2w", "2026-12-06");
    check("1m", "2026-12-22");
    check("1y", "2027-11-22");
    check("-2d", "2026-11-20");
    check("2 days ago", "2026-11-20");
    check("in 2 weeks", "2026-12-06");
    check("in two weeks", "2026-12-06");
    check("a week from now", "2026-11-29");
    check("in a fortnight", "2026-12-06");
    check("2 quarters", "2027-05-22");
    check("last 2 weeks", "2026-11-08");
}

#[test]
fn months_and_years_stop_at_the_end_of_a_short_month() {
    check_on("2028-02-29", "1y", "2029-02-28");
    check_on("2026-01-31", "1m", "2026-02-28");
    check_on("2026-03-31", "-1m", "2026-02-28");
    check_on("2026-08-31", "2q", "2027-02-28");
}

#[test]
fn a_weekday_as_a_deadline_is_the_coming_one() {
    check("fri", "2026-11-27");
    check("Friday", "2026-11-27");
    check("sun", "2026-11-29");
    check("this sun", "2026-11-22");
    check("this friday", "2026-11-27");
    check("last friday", "2026-11-20");
    check("next friday", "2026-11-27");
    check_on("2026-11-23", "next friday", "2026-12-04");
    check_on("2026-11-27", "fri", "2026-12-04");
    check_on("2026-11-27", "this fri", "2026-11-27");
    check_on("2026-11-27", "last fri", "2026-11-20");
    check_on("2026-11-23", "fri next week", "2026-12-04");
    check_on("2026-11-23", "fri this week", "2026-11-27");
}

#[test]
fn a_period_as_a_deadline_is_its_last_day_and_the_next_one_its_first() {
    check("next week", "2026-11-23");
    check("next month", "2026-12-01");
    check("next quarter", "2027-01-01");
    check("next year", "2027-01-01");
    check("last month", "2026-10-01");
    check("this month", "2026-11-30");
    check("2026-12", "2026-12-31");
    check("december", "2026-12-31");
    check("Feb 2028", "2028-02-29");
    check("october", "2027-10-31");
    check("w48", "2026-11-27");
    check("week 48", "2026-11-27");
    check("W47", "2027-11-26");
    check("2026-W53", "2027-01-01");
    check("Q4", "2026-12-31");
    check("q3", "2027-09-30");
    check("2027-Q1", "2027-03-31");
    check("Q1 2027", "2027-03-31");
}

#[test]
fn the_end_of_a_week_is_its_last_working_day_and_never_behind() {
    check_on("2026-11-18", "eow", "2026-11-20");
    check_on("2026-11-20", "eow", "2026-11-20");
    check_on("2026-11-21", "eow", "2026-11-27");
    check("end of week", "2026-11-27");
    check("end of next week", "2026-11-27");
    let sunday = Calendar {
        week_start: Weekday::Sun,
        ..calendar()
    };
    assert_eq!(sunday.read("eow").unwrap().date, day("2026-11-27"));
    assert_eq!(sunday.read("next fri").unwrap().date, day("2026-12-04"));
    let saturday = Calendar {
        week_start: Weekday::Sat,
        ..calendar()
    };
    assert_eq!(saturday.read("eow").unwrap().date, day("2026-11-26"));
}

#[test]
fn other_ends_are_last_days() {
    check("eom", "2026-11-30");
    check("eoq", "2026-12-31");
    check("EOY", "2026-12-31");
    check("end of the month", "2026-11-30");
    check("end of next month", "2026-12-31");
    check("end of next quarter", "2027-03-31");
    check("end of day", "2026-11-22");
    check("end of february 2028", "2028-02-29");
    check("end of Q1", "2027-03-31");
    check("start of december", "2026-12-01");
    check("beginning of next week", "2026-11-23");
    check("end of 2027", "2027-12-31");
}

#[test]
fn a_window_looks_back() {
    check_window("fri", "2026-11-20", "2026-11-20");
    check_window("sun", "2026-11-15", "2026-11-15");
    check_window("this sun", "2026-11-22", "2026-11-22");
    check_window("next fri", "2026-11-27", "2026-11-27");
    check_window("2w", "2026-11-08", "2026-11-08");
    check_window("30d", "2026-10-23", "2026-10-23");
    check_window("2 weeks", "2026-11-08", "2026-11-08");
    check_window("last 2 weeks", "2026-11-08", "2026-11-08");
    check_window("+2w", "2026-12-06", "2026-12-06");
    check_window("november", "2026-11-01", "2026-11-30");
    check_window("dec", "2025-12-01", "2025-12-31");
    check_window("1 dec", "2025-12-01", "2025-12-01");
    check_window("22 nov", "2026-11-22", "2026-11-22");
    check_window("29 feb", "2024-02-29", "2024-02-29");
    check_window("15th", "2026-11-15", "2026-11-15");
    check_window("31st", "2026-10-31", "2026-10-31");
    check_window("this week", "2026-11-16", "2026-11-22");
    check_window("last week", "2026-11-09", "2026-11-15");
    check_window("last quarter", "2026-07-01", "2026-09-30");
    check_window("2026-10", "2026-10-01", "2026-10-31");
    check_window("q3", "2026-07-01", "2026-09-30");
    check_window("2025", "2025-01-01", "2025-12-31");
    check_window("w48", "2025-11-24", "2025-11-30");
    check_window("w47", "2026-11-16", "2026-11-22");
    check_window("2026-01-05", "2026-01-05 exact", "2026-01-05 exact");
    check_window("yesterday", "2026-11-21", "2026-11-21");
}

#[test]
fn what_is_no_date_is_refused_by_name() {
    check("", "a date is missing");
    check("  ", "a date is missing");
    for garbage in [
        "12",
        "2026",
        "5pm",
        "12:30",
        "fri 5pm",
        "2026-12-01T10:00",
        "monkey",
        "second",
        "soon",
        "asap",
        "fri fri",
        "1 june 26",
        "3 s",
        "+",
        "-",
        "in",
        "next",
        "in 2",
        "+ 3d",
        "q",
        "w",
        "fri, ",
        "01/12/",
        "1//12",
        "💡",
        "märz",
        "fri\n27 nov",
        "+-3d",
        "--3d",
    ] {
        let want = format!("`{}` is not a date", garbage.trim());
        check(garbage, &want);
    }
    check("2026-02-30", "`2026-02-30` is not in the calendar");
    check("2026-13-01", "`2026-13-01` is not in the calendar");
    check("31 june", "`31 june` is not in the calendar");
    check("30 feb", "`30 feb` is not in the calendar");
    check("0 june", "`0 june` is not in the calendar");
    check("32nd", "`32nd` is not in the calendar");
    check("q5", "`q5` is not in the calendar");
    check("w54", "`w54` is not in the calendar");
    check("2025-W53", "`2025-W53` is not in the calendar");
    check(
        "1969-12-31",
        "`1969-12-31` is outside the years 1970 to 2199",
    );
    check(
        "1 june 5000",
        "`1 june 5000` is outside the years 1970 to 2199",
    );
    check(
        "in 9999 years",
        "`in 9999 years` is outside the years 1970 to 2199",
    );
    check(
        "99999999999999999999d",
        "`99999999999999999999d` is outside the years 1970 to 2199",
    );
    check("mon 27 nov", "`mon 27 nov` falls on a Friday");
}

#[test]
fn a_long_text_is_cut_in_the_message() {
    let problem = calendar().read(&"é".repeat(50)).unwrap_err();
    assert_eq!(
        problem.to_string(),
        format!("`{}…` is not a date", "é".repeat(40))
    );
}

#[test]
fn a_prefix_is_the_longest_date_that_ends_with_a_word() {
    check_prefix("fri with the team", Some(("2026-11-27", "fri")));
    check_prefix("Friday, then lunch", Some(("2026-11-27", "Friday")));
    check_prefix("fri.", Some(("2026-11-27", "fri")));
    check_prefix("fri)", Some(("2026-11-27", "fri")));
    check_prefix("fri — no", Some(("2026-11-27", "fri")));
    check_prefix("Fri 27 Nov at noon", Some(("2026-11-27", "Fri 27 Nov")));
    check_prefix("fri 5pm", Some(("2026-11-27", "fri")));
    check_prefix("next friday with bo", Some(("2026-11-27", "next friday")));
    check_prefix("in 2 weeks or so", Some(("2026-12-06", "in 2 weeks")));
    check_prefix("2 days ago.", Some(("2026-11-20", "2 days ago")));
    check_prefix("EOW please", Some(("2026-11-27", "EOW")));
    check_prefix(
        "end of the month, or so",
        Some(("2026-11-30", "end of the month")),
    );
    check_prefix("1 June 2027 in Rome", Some(("2027-06-01", "1 June 2027")));
    check_prefix(
        "June 1st, 2027, in Rome",
        Some(("2027-06-01", "June 1st, 2027")),
    );
    check_prefix("june 1, 20 people", Some(("2026-06-01", "june 1")));
    check_prefix("1 june 5000 users", Some(("2026-06-01", "1 june")));
    check_prefix("2026-12-01 (Tue)", Some(("2026-12-01", "2026-12-01")));
    check_prefix("2026-12-01: x", Some(("2026-12-01", "2026-12-01")));
    check_prefix("the 1st of June", Some(("2026-06-01", "the 1st of June")));
    check_prefix("+3d then", Some(("2026-11-25", "+3d")));
    check_prefix("1 June. Then", Some(("2026-06-01", "1 June")));
    check_prefix("1 Dec. 2026. Then", Some(("2026-12-01", "1 Dec. 2026")));
    check_prefix("w48 or w49", Some(("2026-11-27", "w48")));
}

#[test]
fn a_prefix_leaves_what_prose_means_otherwise() {
    for prose in [
        "",
        " fri",
        "may want",
        "march on",
        "march",
        "second",
        "monkey",
        "sunny",
        "satisfy",
        "friday's meeting",
        "friday’s meeting",
        "fri-day",
        "fri/sat",
        "mon.com",
        "today_x",
        "fría",
        "2 weeks of work",
        "3d printing",
        "10m users",
        "24/7",
        "9/11",
        "12",
        "2026",
        "15th floor",
        "the 15th floor",
        "Q4 roadmap",
        "june 2027 release",
        "in 5",
        "in two minds",
        "last 2 weeks",
        "the end of it",
        "end of story",
        "a week",
        "-3d",
        "2026-12-01T10:00",
        "fri 31 june",
        "mon 27 nov",
        "01/12/2026",
        "1.12",
        "1-2 days",
        "5 people",
        "decent",
        "marvel",
        "weekly",
        "sun is",
        "sat down with bo",
        "mon ami",
    ] {
        check_prefix(prose, None);
    }
    check_prefix("sun or sat", Some(("2026-11-29", "sun")));
}

#[test]
fn a_shift_is_a_number_and_a_unit() {
    let check = |input: &str, want: Option<&str>| {
        let got = calendar().read_shift(input).map(|shift| shift.to_string());
        assert_eq!(got.ok().as_deref(), want, "for {input:?}");
    };
    check("1w", Some("+1w"));
    check("-3d", Some("-3d"));
    check("+2m", Some("+2m"));
    check("2 weeks", Some("+2w"));
    check("1q", Some("+1q"));
    check(" 1y ", Some("+1y"));
    check("a fortnight", Some("+2w"));
    check("0d", Some("+0d"));
    for wrong in ["", "1", "w", "fri", "1w ago", "1 w x", "--1d", "1h", "１w"] {
        check(wrong, None);
    }
}

#[test]
fn a_shift_moves_a_date_within_the_years() {
    let moved = |shift: &str, date: &str| {
        calendar()
            .read_shift(shift)
            .unwrap()
            .apply(day(date))
            .map(|date| date.to_string())
    };
    assert_eq!(moved("1w", "2026-12-28").as_deref(), Some("2027-01-04"));
    assert_eq!(moved("-1m", "2028-03-31").as_deref(), Some("2028-02-29"));
    assert_eq!(moved("1y", "2028-02-29").as_deref(), Some("2029-02-28"));
    assert_eq!(moved("1d", "2199-12-31"), None);
    assert_eq!(moved("-1d", "1970-01-01"), None);
    assert_eq!(moved("99999999999y", "2026-01-01"), None);
}

#[test]
fn an_echo_says_how_far_a_date_is() {
    let check = |date: &str, want: &str| assert_eq!(echo(day(date), day("2026-11-22")), want);
    check("2026-11-22", "today");
    check("2026-11-23", "tomorrow");
    check("2026-11-21", "yesterday");
    check("2026-11-27", "Fri 27 Nov (in 5 days)");
    check("2026-11-19", "Thu 19 Nov (3 days ago)");
    check("2027-01-01", "Fri 1 Jan 2027 (in 40 days)");
    assert_eq!(short(day("2026-11-27"), day("2026-11-22")), "Fri 27 Nov");
    assert_eq!(
        short(day("2027-01-01"), day("2026-11-22")),
        "Fri 1 Jan 2027"
    );
}

/// Texts built from the words that the grammar knows, so that properties reach its inner branches.
fn date_like() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "next",
        "last",
        "this",
        "in",
        "end",
        "of",
        "the",
        "fri",
        "Monday",
        "june",
        "may",
        "week",
        "w53",
        "Q4",
        "2026",
        "2199",
        "1970",
        "31",
        "0",
        "2",
        "29",
        "feb",
        "-",
        "/",
        ".",
        ",",
        "+",
        "d",
        "weeks",
        "ago",
        "from",
        "now",
        "st",
        "99999999999",
        "day",
        "after",
        "tomorrow",
        "eow",
        "é",
        "\u{a0}",
        "year",
        "a",
    ]);
    let joint = prop::sample::select(vec!["", " ", "-", "/"]);
    prop::collection::vec((word, joint), 0..7).prop_map(|parts| {
        parts
            .into_iter()
            .flat_map(|(word, joint)| [word, joint])
            .collect()
    })
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        (0..84_000i32).prop_map(|days| day("1970-01-01") + chrono::Days::new(days as u64)),
        Just(NaiveDate::MIN),
        Just(NaiveDate::MAX),
    ]
}

fn any_weekday() -> impl Strategy<Value = Weekday> {
    (0..7u8).prop_map(|n| Weekday::try_from(n).unwrap())
}

proptest! {
    #[test]
    fn no_text_panics_and_every_date_is_within_the_years(
        text in prop_oneof![any::<String>(), date_like()],
        today in any_day(),
        week_start in any_weekday(),
    ) {
        let calendar = Calendar { today, week_start, next_meeting: None };
        let read = [calendar.read(&text), calendar.read_window(&text), calendar.read_until(&text)];
        for reading in read.into_iter().flatten() {
            prop_assert!(YEARS.contains(&reading.date.year()));
            echo(reading.date, today);
        }
        if let Ok(shift) = calendar.read_shift(&text) {
            shift.apply(today);
        }
        if let Some((reading, end)) = calendar.read_prefix(&text) {
            prop_assert!(text.is_char_boundary(end) && end > 0);
            prop_assert_eq!(calendar.read(&text[..end]).unwrap(), reading);
        }
    }

    #[test]
    fn what_is_shown_reads_back(days in 0..84_000u64, today in 0..84_000u64) {
        let first = day("1970-01-01");
        let (date, today) = (first + chrono::Days::new(days), first + chrono::Days::new(today));
        let calendar = Calendar { today, week_start: Weekday::Mon, next_meeting: None };
        let with_year = format!("{} {}", date.format("%a %-d %b"), date.year());
        prop_assert_eq!(calendar.read(&with_year).unwrap().date, date);
        prop_assert_eq!(calendar.read(&date.to_string()).unwrap().date, date);
        if (date - today).num_days().abs() < 180 && date > today {
            prop_assert_eq!(calendar.read(&date.format("%-d %b").to_string()).unwrap().date, date);
        }
    }
}
