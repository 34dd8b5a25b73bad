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

#[test]
fn a_day_may_be_written_in_every_common_way() {
    for head in [
        "# Sync\n\nDate: 2026-11-19T10:00:00Z\n",
        "# Sync\n\nDate: 2026-11-19T10:00+01:00\n",
        "---\ndate: 2026-11-19T10:00:00+01:00\n---\n# Sync\n",
        "---\ndate: 20261119T1000Z\n---\n# Sync\n",
        "---\ndate:\nwhen: 19.11.2026\n---\n# Sync\n",
        "---\nmeeting_date: 19 november 2026\n---\n# Sync\n",
        "# Sync\n\nDate: 19.11.2026\n",
        "# Sync\n\nDate 19-11-2026\n",
        "# Sync\n\n**Date & time:** 19 Nov 2026, 10:00\n",
        "# Sync\n\n**Date and time**: 19 Nov '26\n",
        "# Sync\n\nMeeting date: nov 19, 2026\n",
        "# Sync\n\n<p>Date: 2026-11-19</p>\n",
        "# Sync\n\n#+DATE: <2026-11-19 Thu>\n",
        "# Sync\n\nSent: Thursday, November 19, 2026 16:04\n",
        "# Sync\n\n| Date | 19 Nov 2026 |\n|---|---|\n",
        "# Sync\n\n19.11.2026\n\nAttendees: Lee\n",
        "# Sync\n\nThursday, 19 November 2026, 10:00 – 11:00 CET\n",
        "# Sync\n\n*2026-11-19*\n",
        "# Sync\n\nNext meeting: 2026-11-26\nDate: 2026-11-19\n",
        "\u{feff}# Sync\n\nDate: 11/19/2026\n",
        "#+TITLE: Sync\n#+DATE: <2026-11-19 Thu>\n",
        "From: Lee\nSent: Thursday, November 19, 2026\nSubject: Sync\n",
    ] {
        check_header(head, "x.md", Some("Sync"), Some(("2026-11-19", true)));
    }
    for (head, title) in [
        ("# Team 19.11.2026\n", "Team 19.11.2026"),
        ("Team sync 2026-11-19\n\n- x\n", "Team sync 2026-11-19"),
        (
            "**Team sync, 19 November 2026**\n\n- x\n",
            "Team sync, 19 November 2026",
        ),
        ("# Notes\n## Weekly, 2026-11-19\n", "Weekly, 2026-11-19"),
        (
            "# Sync\n## Next meeting 2026-11-26\n## Log of 2026-11-19\n",
            "Sync",
        ),
    ] {
        check_header(head, "x.md", Some(title), Some(("2026-11-19", true)));
    }
    for (path, title) in [
        ("team-sync-19-11-2026.md", Some("team sync")),
        ("meeting-nov-19-2026.md", Some("meeting")),
        ("2026-11-19T10-00.md", None),
        ("20261119_team_sync.md", Some("team sync")),
        ("2026/11/19.md", None),
        ("11-19-26.md", None),
    ] {
        check_header("- x\n", path, title, Some(("2026-11-19", true)));
    }
}

#[test]
fn a_day_that_can_be_two_is_a_guess_unless_the_text_tells() {
    let read = |text: &str, day, sure| check_header(text, "x.md", Some("Sync"), Some((day, sure)));
    read("# Sync\n\nDate: 05/06/2026\n", "2026-05-06", false);
    read("# Sync\n\nDate: 05-06-2026\n", "2026-05-06", false);
    read("---\ndate: 05/06/2026\n---\n# Sync\n", "2026-05-06", false);
    read("# Sync\n\nDate: 05/05/2026\n", "2026-05-05", true);
    read(
        "# Sync\n\nDate: 05/06/2026\n\nsent on 25/05/2026\n",
        "2026-06-05",
        true,
    );
    read(
        "# Sync\n\nDate: 05/06/2026\n\nsent on 05/25/2026\n",
        "2026-05-06",
        true,
    );
    check_header(
        "# Sync\n\nDate: 05/06/2026\n",
        "2026-06-05.md",
        Some("Sync"),
        Some(("2026-06-05", true)),
    );
    check_header(
        "# 05/06/2026\n\nDate: 5 June 2026\n",
        "x.md",
        Some("05/06/2026"),
        Some(("2026-06-05", true)),
    );
}

#[test]
fn days_of_other_meetings_and_of_prose_date_nothing() {
    for text in [
        "# Sync\n\nNext meeting: 2026-11-26\n",
        "# Sync\n## Next meeting 2026-11-26\n",
        "# Sync\n\nWe shipped it on 2026-11-19.\n",
        "# Sync\n\n- 2026-11-19\n",
        "# Sync\n\nDeadline 2026-11-19\n",
    ] {
        check_header(text, "x.md", Some("Sync"), None);
    }
    check_header(
        "The release of 2026-11-30 was discussed.\n\n- x\n",
        "x.md",
        Some("x"),
        None,
    );
}
