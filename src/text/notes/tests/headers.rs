//! Titles and dates of files.

use super::*;

#[track_caller]
fn check_header(text: &str, path: &str, title: Option<&str>, date: Option<(&str, bool)>) {
    let header = header(text, Some(path), &calendar());
    assert_eq!(header.title.as_deref(), title, "{path}");
    assert_eq!(
        header
            .date
            .map(|found| (found.date.to_string(), found.certain)),
        date.map(|(day, sure)| (day.to_string(), sure)),
        "{path}"
    );
}

#[test]
fn dates_come_from_front_matter_names_headings_and_lines() {
    let sure = |day| Some((day, true));
    check_header(
        "---\ntitle: Staff\ndate: 2026-03-04\n---\n# Other\n",
        "x.md",
        Some("Staff"),
        sure("2026-03-04"),
    );
    check_header(
        "# Staff meeting\n",
        "2016-02-11.md",
        Some("Staff meeting"),
        sure("2016-02-11"),
    );
    check_header(
        "# Staff notes 11th June 2020\n",
        "x.md",
        Some("Staff notes 11th June 2020"),
        sure("2020-06-11"),
    );
    check_header(
        "Who: Lee\nWhen: 2021-04-19 11:00 CET\n\n## Agenda\n",
        "19-app-board.md",
        Some("app board"),
        sure("2021-04-19"),
    );
    check_header(
        "When: April 13, 2021 @ 15:00\n# Agenda\n",
        "13-plans.md",
        Some("plans"),
        sure("2021-04-13"),
    );
    check_header(
        "# Staff\n",
        "notes/2021/04/19-staff.md",
        Some("Staff"),
        sure("2021-04-19"),
    );
    check_header(
        "# Notes of 2019/11/07\n",
        "x.md",
        Some("Notes of 2019/11/07"),
        sure("2019-11-07"),
    );
    check_header(
        "- **Dates**: Tue-Wed, February 11-12, 2020\n",
        "CG-02.md",
        Some("CG 02"),
        sure("2020-02-11"),
    );
}

#[test]
fn a_missing_year_is_found_around_the_date() {
    let text = "# Call of April 2nd\n\nsee https://example.org/2020/CG-04-02.md\n";
    check_header(
        text,
        "CG-04-02.md",
        Some("Call of April 2nd"),
        Some(("2020-04-02", true)),
    );
    check_header(
        "# Call of April 2nd\n",
        "2019/CG-04-02.md",
        Some("Call of April 2nd"),
        Some(("2019-04-02", true)),
    );
    check_header(
        "# Call of April 2nd\n",
        "CG-04-02.md",
        Some("Call of April 2nd"),
        Some(("2026-04-02", false)),
    );
    check_header(
        "# Call of December 2nd\n",
        "x.md",
        Some("Call of December 2nd"),
        Some(("2025-12-02", false)),
    );
    check_header(
        "# 21/11 Meeting: widths\n",
        "widths.md",
        Some("21/11 Meeting: widths"),
        Some(("2026-11-21", false)),
    );
    check_header(
        "# Staff January 2020\n",
        "x.md",
        Some("Staff January 2020"),
        Some(("2020-01-01", false)),
    );
}

#[test]
fn front_matter_names_id_and_series() {
    let header = header(
        "---\nid: M-3\nseries: staff\nattendees: [lee, \"bo\"]\n---\ntext\n",
        None,
        &calendar(),
    );
    assert_eq!(
        (header.id.as_deref(), header.series.as_deref()),
        (Some("M-3"), Some("staff"))
    );
    assert_eq!(header.body_starts_line, 6);
}
