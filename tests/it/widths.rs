//! What people read at every width: no line is wider than the terminal, nothing is drawn where nothing
//! can be, and plain text says one fact a line.

use insta::assert_snapshot;
use unicode_width::UnicodeWidthStr;

use crate::sandbox::Sandbox;

/// Every screen with columns or fields.
const SCREENS: [&str; 15] = [
    "followup",
    "followup --summary",
    "followup --group decision",
    "today",
    "decisions",
    "actions",
    "actions --all",
    "meetings",
    "show D-1",
    "show A-1",
    "people",
    "workstreams",
    "find plan",
    "log",
    "log A-1",
];

/// A store with long titles, emoji, and writing that is wide or runs from right to left.
fn seeded() -> Sandbox {
    let sandbox = Sandbox::new();
    for line in [
        "person priya --name 'Priya Shah' --email priya@example.com --team Platform --manager lee",
        "person lee --name '李 明' --alias leem --team 'Vendors and contracts'",
        "propose 'Which vendor hosts the launch when the renewal of the first one lapses?' \
         --decider lee --driver priya --due 2026-11-15 -w launch-readiness --if-late 'it lapses'",
        "decide 'Ship with vendor B' --decider bo --why 'cheaper, and meets the promised date'",
        "decide '🎉 容量計画を二段階で実施する' --decider lee",
        "act --literal 'send the capacity plan with the growth of all five regions' \
         --owner priya --due 2026-11-17 --for D-1 -w launch-readiness",
        "act --literal 容量計画を送る、成長率と来年度の予算への影響を含めて --owner bo --due 2026-11-19",
        "act --literal 'שלח את התוכנית לצוות עד סוף השבוע' --owner lee --due 2026-11-20",
        "act --literal '👩‍👩‍👧 https://example.org/contracts/2026/launch/appendix-b-terms-of-supply' \
         --owner lee --due 2026-11-10",
        "wait A-4 'the legal review of the second appendix' --chase 2026-11-21",
        "act --literal 'find a room' --due 2026-12-20 --priority high",
        "snooze A-1 mon",
        "comment A-1 'the numbers of two regions are missing, and Priya asked for them again'",
        "link A-3 blocks D-1",
        "edit A-3 --due 2026-11-21 --why 'half a day'",
        "meet 'Launch sync' --with priya,lee -w launch-readiness",
    ] {
        sandbox.ok(line);
    }
    sandbox
}

fn at(sandbox: &Sandbox, screen: &str, width: usize) -> String {
    sandbox.ok(&format!("{screen} --width {width}"))
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let sandbox = seeded();
    for screen in SCREENS {
        for width in [40, 60, 80, 120, 200] {
            let text = at(&sandbox, screen, width);
            for line in text.lines() {
                assert!(line.width() <= width, "{screen} at {width}: {line}");
                assert_eq!(line.trim_end(), line, "{screen} at {width}");
            }
            assert!(!text.contains('\x1b'), "{screen} at {width}");
        }
    }
}

#[test]
fn a_narrow_terminal_shows_no_less_than_a_wide_one() {
    // Cards leave nothing out: every ID, date and name of the widest screen is there.
    let sandbox = seeded();
    for screen in ["followup", "decisions", "actions", "people"] {
        let narrow = at(&sandbox, screen, 40);
        for word in at(&sandbox, screen, 400).split_whitespace() {
            let is_name =
                word.starts_with('@') || word.starts_with(['A', 'D']) && word.contains('-');
            assert!(!is_name || narrow.contains(word), "{word} in {screen}");
        }
    }
}

#[test]
fn plain_text_names_each_value_and_draws_nothing() {
    let mut sandbox = seeded();
    for screen in SCREENS {
        let plain = sandbox.ok(&format!("{screen} --format plain"));
        assert!(!plain.contains("  •"), "{plain}");
        assert!(
            !plain.contains(|letter: char| ('\u{2500}'..'\u{2600}').contains(&letter)),
            "{plain}"
        );
        assert!(!plain.contains('\x1b'), "{plain}");
    }
    assert_snapshot!(sandbox.ok("followup --format plain"), @"
    @lee  3 overdue

    A-4; What: 👩‍👩‍👧 https://example.org/contracts/2026/launch/appendix-b-terms-of-supply; Due: Tue 10 Nov; Late: 12d; Waits on: the legal review of the second appendix
    D-1; What: decide: Which vendor hosts the launch when the renewal of the first one lapses?; Due: Sun 15 Nov; Late: 7d; Workstream: launch-readiness
    A-3; What: שלח את התוכנית לצוות עד סוף השבוע; Due: Sat 21 Nov; Late: 1d

    @priya  1 overdue

    A-1; What: send the capacity plan with the growth of all five regions; Due: Tue 17 Nov; Late: 5d; Serves: D-1 Which vendor hosts the launch when the renewal of the first one lapses?; Snoozed to: Mon 23 Nov; Workstream: launch-readiness

    @bo  1 overdue

    A-2; What: 容量計画を送る、成長率と来年度の予算への影響を含めて; Due: Thu 19 Nov; Late: 3d
    ");
    assert_snapshot!(sandbox.ok("show A-1 --format plain"), @"
    A-1  send the capacity plan with the growth of all five regions

    Status: open
    Owner: @priya
    Due: Tue 17 Nov (5 days ago)
    Snoozed to: Mon 23 Nov
    Serves: D-1 Which vendor hosts the launch when the renewal of the first one lapses?
    Workstream: launch-readiness
    Added: Sun 22 Nov

    Comments

    - Sun 22 Nov @sam: the numbers of two regions are missing, and Priya asked for them again
    ");
    assert_snapshot!(sandbox.ok("followup --summary --format plain"), @"
    @lee; Overdue: 3; 1-3: 1; 4-7: 1; 8-14: 1; 15-30: 0; over 30: 0; Oldest: 12d
    @priya; Overdue: 1; 1-3: 0; 4-7: 1; 8-14: 0; 15-30: 0; over 30: 0; Oldest: 5d
    @bo; Overdue: 1; 1-3: 1; 4-7: 0; 8-14: 0; 15-30: 0; over 30: 0; Oldest: 3d
    all; Overdue: 5; 1-3: 2; 4-7: 2; 8-14: 1; 15-30: 0; over 30: 0
    ");
    sandbox.set("TERM", "dumb");
    for screen in SCREENS {
        assert!(!sandbox.ok(screen).contains('\x1b'), "{screen}");
    }
}

#[test]
fn forty_columns_hold_cards() {
    let sandbox = seeded();
    assert_snapshot!(at(&sandbox, "followup", 40), @"
    @lee  3 overdue
    A-4  👩‍👩‍👧
         https://example.org/contracts/2026/
         launch/appendix-b-terms-of-supply
         Due: Tue 10 Nov  Late: 12d
         Waits on: the legal review of the
         second appendix
    D-1  decide: Which vendor hosts the
         launch when the renewal of the
         first one lapses?
         Due: Sun 15 Nov  Late: 7d
         Workstream: launch-readiness
    A-3  שלח את התוכנית לצוות עד סוף השבוע
         Due: Sat 21 Nov  Late: 1d

    @priya  1 overdue
    A-1  send the capacity plan with the
         growth of all five regions
         Due: Tue 17 Nov  Late: 5d
         Serves: D-1 Which vendor hosts the
         launch when the renewal of the
         first one lapses?
         Snoozed to: Mon 23 Nov
         Workstream: launch-readiness

    @bo  1 overdue
    A-2  容量計画を送る、成長率と来年度の予
         算への影響を含めて
         Due: Thu 19 Nov  Late: 3d
    ");
    assert_snapshot!(at(&sandbox, "decisions", 40), @"
    D-3  🎉 容量計画を二段階で実施する
         Decider: @lee  When: Sun 22 Nov
         Status: accepted
    D-2  Ship with vendor B
         Decider: @bo  When: Sun 22 Nov
         Status: accepted
    D-1  Which vendor hosts the launch when
         the renewal of the first one
         lapses?
         Decider: @lee
         When: Sun 15 Nov (7 days ago)
         Status: proposed
         Workstream: launch-readiness
    ");
    assert_snapshot!(at(&sandbox, "people", 40), @"
    @bo  Open: 1  Overdue: 1  To decide: 0
    @lee  李 明
          Also: leem
          Team: Vendors and contracts
          Open: 2  Overdue: 2  To decide: 1
    @priya  Priya Shah
            Team: Platform  Manager: @lee
            E-mail: priya@example.com
            Open: 1  Overdue: 1
            To decide: 0
    @sam  Open: 0  Overdue: 0  To decide: 0
    ");
    assert_snapshot!(at(&sandbox, "show D-1", 40), @"
    D-1  Which vendor hosts the launch when
    the renewal of the first one lapses?
    Status:     proposed
    Decider:    @lee
    Driver:     @priya
    Decide by:  Sun 15 Nov (7 days ago)
    If late:    it lapses
    Door:       two way
    Workstream: launch-readiness
    Raised:     Sun 22 Nov by @sam
    Blocked by: A-3 שלח את התוכנית לצוות עד
                סוף השבוע

    Actions
    A-1  send the capacity plan with the
         growth of all five regions
         Owner: @priya
         Due: Tue 17 Nov (5 days ago)
         For: D-1
         Workstream: launch-readiness
    ");
}

#[test]
fn eighty_columns_hold_what_matters_most() {
    let sandbox = seeded();
    assert_snapshot!(at(&sandbox, "today", 80), @"
    Sunday 22 November 2026
    Decisions to make
    ID   TITLE                            DECIDER  WHEN                     STATUS
    D-1  Which vendor hosts the launch    @lee     Sun 15 Nov (7 days ago)  proposed
         when the renewal of the first
         one lapses?

    Others, overdue
    ID   WHAT                               WHO     DUE         LATE  SERVES
    A-4  👩‍👩‍👧                                 @lee    Tue 10 Nov   12d
         https://example.org/contracts/202
         6/launch/appendix-b-terms-of-supp
         ly
    A-1  send the capacity plan with the    @priya  Tue 17 Nov    5d  D-1 Which ven…
         growth of all five regions
    A-2  容量計画を送る、成長率と来年度の   @bo     Thu 19 Nov    3d
         予算への影響を含めて
    A-3  שלח את התוכנית לצוות עד סוף השבוע  @lee    Sat 21 Nov    1d

    Meetings with open notes
    ID   DATE        TITLE        STATUS  PRESENT  WORKSTREAM
    M-1  Sun 22 Nov  Launch sync  open          3  launch-readiness
    ");
    assert_snapshot!(at(&sandbox, "actions", 80), @"
    ID   TITLE                                      OWNER   DUE
    A-4  👩‍👩‍👧                                         @lee    Tue 10 Nov (12 days ago)
         https://example.org/contracts/2026/launch
         /appendix-b-terms-of-supply
    A-1  send the capacity plan with the growth of  @priya  Tue 17 Nov (5 days ago)
         all five regions
    A-2  容量計画を送る、成長率と来年度の予算への   @bo     Thu 19 Nov (3 days ago)
         影響を含めて
    A-3  שלח את התוכנית לצוות עד סוף השבוע          @lee    yesterday
    A-5  find a room                                nobody  Sun 20 Dec (in 28 days)
    ");
    assert_snapshot!(at(&sandbox, "log A-1", 80), @r#"
    OP  WHEN              WHO   WHAT     CHANGE
     6  2026-11-22 10:00  @sam  act      added "send the capacity plan with the
                                         growth of all five regions"
    12  2026-11-22 10:00  @sam  snooze   snooze until: none → 2026-11-23
    13  2026-11-22 10:00  @sam  comment  comment added "the numbers of two regions
                                         are missing, and Priya asked for them
                                         again"
    "#);
}

#[test]
fn two_hundred_columns_hold_everything_in_one_place() {
    let sandbox = seeded();
    assert_snapshot!(at(&sandbox, "followup", 200), @"
    @lee  3 overdue
    ID   WHAT                                                                             DUE         LATE  SERVES                     WAITS ON                                 SNOOZED TO  WORKSTREAM
    A-4  👩‍👩‍👧 https://example.org/contracts/2026/launch/appendix-b-terms-of-supply          Tue 10 Nov   12d                             the legal review of the second appendix
    D-1  decide: Which vendor hosts the launch when the renewal of the first one lapses?  Sun 15 Nov    7d                                                                                  launch-readiness
    A-3  שלח את התוכנית לצוות עד סוף השבוע                                                Sat 21 Nov    1d

    @priya  1 overdue
    ID   WHAT                                                                             DUE         LATE  SERVES                     WAITS ON                                 SNOOZED TO  WORKSTREAM
    A-1  send the capacity plan with the growth of all five regions                       Tue 17 Nov    5d  D-1 Which vendor hosts t…                                           Mon 23 Nov  launch-readiness

    @bo  1 overdue
    ID   WHAT                                                                             DUE         LATE  SERVES                     WAITS ON                                 SNOOZED TO  WORKSTREAM
    A-2  容量計画を送る、成長率と来年度の予算への影響を含めて                             Thu 19 Nov    3d
    ");
}
