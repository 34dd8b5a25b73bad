//! Invitations, as two parsers that are not ours read them.

use std::io::BufReader;

use icalendar::{CalendarComponent, Component, DatePerhapsTime};
use insta::assert_snapshot;

use super::series::STAFF;
use super::{after, exchanges};
use crate::sandbox::Sandbox;

/// Asserts that both parsers read one entry, with these properties in it.
fn assert_read(text: &str, want: &[(&str, &str)]) {
    let calendar: icalendar::Calendar = text.parse().unwrap();
    let events: Vec<_> = calendar
        .components
        .iter()
        .filter_map(|component| match component {
            CalendarComponent::Event(event) => Some(event),
            _ => None,
        })
        .collect();
    let parsed: Vec<_> = ical::IcalParser::new(BufReader::new(text.as_bytes()))
        .collect::<Result<_, _>>()
        .unwrap();
    let ([event], [parsed]) = (&events[..], &parsed[..]) else {
        panic!("{} and {} entries: {text}", events.len(), parsed.len());
    };
    assert!(event.get_start().is_some(), "{text}");
    let properties = &parsed.events[0].properties;
    for (name, want) in want {
        let other = properties.iter().find(|property| property.name == *name);
        let other = other.and_then(|property| property.value.as_deref());
        assert_eq!(other, Some(*want), "{name} in {text}");
        if !["ATTENDEE", "SUMMARY"].contains(name) {
            assert_eq!(event.property_value(name), Some(*want), "{name} in {text}");
        }
    }
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
    }
}

/// Runs a command line whose result is a calendar.
fn calendar(sandbox: &Sandbox, line: &str) -> String {
    sandbox.ok(line)
}

#[test]
fn a_series_is_an_entry_that_recurs_at_its_local_time() {
    let sandbox = after(&[
        "person priya --email priya@example.com --name 'Priya Shah'",
        "person sam --email sam@example.com",
        "series staff --every 'weekly on tue' --at 10:00 --for 45m --with priya,lee --chair sam --zone Europe/Berlin",
    ]);
    let exchange = sandbox.tpm("series staff --ics");
    assert_read(
        &exchange.stdout,
        &[
            ("SUMMARY", "Staff"),
            ("RRULE", "FREQ=WEEKLY;BYDAY=TU"),
            ("DTSTART", "20261124T100000"),
            ("DURATION", "PT0H45M"),
            ("SEQUENCE", "0"),
            ("ORGANIZER", "mailto:sam@example.com"),
            ("ATTENDEE", "mailto:sam@example.com"),
        ],
    );
    let text = exchange.to_string().replace('\r', "");
    let (before, rest) = text.split_once("UID:").unwrap();
    let (_, after) = rest.split_once('\n').unwrap();
    assert_snapshot!(format!("{before}UID:[UID]\n{after}"), @r#"
    $ tpm series staff --ics
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//tpm//tpm//EN
    CALSCALE:GREGORIAN
    METHOD:REQUEST
    BEGIN:VTIMEZONE
    TZID:Europe/Berlin
    BEGIN:DAYLIGHT
    DTSTART:20250330T020000
    TZOFFSETFROM:+0100
    TZOFFSETTO:+0200
    RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
    END:DAYLIGHT
    BEGIN:STANDARD
    DTSTART:20251026T030000
    TZOFFSETFROM:+0200
    TZOFFSETTO:+0100
    RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
    END:STANDARD
    END:VTIMEZONE
    BEGIN:VEVENT
    UID:[UID]
    SEQUENCE:0
    DTSTAMP:20261122T100000Z
    DTSTART;TZID=Europe/Berlin:20261124T100000
    DURATION:PT0H45M
    RRULE:FREQ=WEEKLY;BYDAY=TU
    SUMMARY:Staff
    DESCRIPTION:Also invited: @lee\ntpm: staff
    STATUS:CONFIRMED
    ORGANIZER;CN="sam":mailto:sam@example.com
    ATTENDEE;CN="sam";ROLE=CHAIR;PARTSTAT=ACCEPTED:mailto:sam@example.com
    ATTENDEE;CN="Priya Shah";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TR
     UE:mailto:priya@example.com
    END:VEVENT
    END:VCALENDAR
    --- stderr
    no e-mail address is known of @lee; `tpm person lee --email ADDRESS` adds one
    --- exit 0
    "#);
}

#[test]
fn every_rule_is_one_that_calendars_know() {
    for (every, first, rule) in [
        ("3 days", "20261122", "FREQ=DAILY;INTERVAL=3"),
        ("workdays", "20261123", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        (
            "2 weeks on mon,wed",
            "20261123",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE",
        ),
        ("2nd thu", "20261210", "FREQ=MONTHLY;BYDAY=2TH"),
        ("last fri", "20261127", "FREQ=MONTHLY;BYDAY=-1FR"),
        (
            "month on the 15th",
            "20261215",
            "FREQ=MONTHLY;BYMONTHDAY=15",
        ),
        (
            "last day of the month",
            "20261130",
            "FREQ=MONTHLY;BYMONTHDAY=-1",
        ),
    ] {
        let sandbox = Sandbox::new();
        let text = calendar(
            &sandbox,
            &format!("series x --every '{every}' --end 2027-06-30 --ics"),
        );
        let rule = format!("{rule};UNTIL=20270630");
        assert_read(&text, &[("RRULE", &rule), ("DTSTART", first)]);
        assert!(
            text.contains(&format!("DTSTART;VALUE=DATE:{first}\r\n")),
            "{text}"
        );
    }
}

#[test]
fn the_sequence_grows_with_what_a_calendar_shows_also_by_undo() {
    let sandbox = after(&[STAFF]);
    let sequence = |line: &str| -> u32 {
        sandbox.ok(line);
        let text = calendar(&sandbox, "series staff --ics");
        let (_, rest) = text.split_once("SEQUENCE:").unwrap();
        rest.lines().next().unwrap().parse().unwrap()
    };
    let changes = [
        ("series staff", 0),
        ("series staff --at 11:00", 1),
        ("series staff -w other", 1),
        ("series staff --with +bo", 2),
        ("series staff --with +bo", 2),
        ("undo", 3),
        ("redo", 4),
        ("agenda staff --add Budget", 4),
    ];
    for (line, want) in changes {
        assert_eq!(sequence(line), want, "{line}");
    }
}

#[test]
fn a_meeting_is_planned_and_invited_to_by_one_command() {
    let sandbox = after(&["person lee --email lee@example.com --name 'Lee Wong'"]);
    let line = "meet 'Vendor call' --on fri --at 14:30 --for 1h30 --with lee,bo --ics -o call.ics";
    let lines = [
        line,
        line,
        "show M-1",
        "meet M-1 --at 15:00 --with priya --ics -o call.ics --force",
        "meet 'Vendor call' --ics -o calendars/",
        "meet 'Vendor call' --ics --json",
        "meet 'Other call' --ics --dry-run",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm meet 'Vendor call' --on fri --at 14:30 --for 1h30 --with lee,bo --ics -o call.ics
    Planned M-1  Vendor call  Fri 27 Nov  2 invited
    --- stderr
    it begins at 14:30 (UTC)
    added @bo, named for the first time
    no e-mail address is known of @bo; `tpm person bo --email ADDRESS` adds one
    wrote call.ics
    undo: tpm undo
    --- exit 0
    $ tpm meet 'Vendor call' --on fri --at 14:30 --for 1h30 --with lee,bo --ics -o call.ics
    --- stderr
    error: call.ics is there already
    hint: name another place, or add --force to replace it
    --- exit 73
    $ tpm show M-1
    M-1  Vendor call
    Date:    Fri 27 Nov
    Status:  planned
    Takes:   1 h 30 min
    Invited: @lee, @bo
    --- exit 0
    $ tpm meet M-1 --at 15:00 --with priya --ics -o call.ics --force
    Planned M-1  Vendor call  Fri 27 Nov  3 invited
    --- stderr
    it begins at 15:00 (UTC)
    added @priya, named for the first time
    no e-mail address is known of @bo, @priya; `tpm person bo --email ADDRESS` adds one
    wrote call.ics
    undo: tpm undo
    --- exit 0
    $ tpm meet 'Vendor call' --ics -o calendars/
    Wrote calendars/vendor-call.ics
    --- stderr
    no e-mail address is known of @bo, @priya; `tpm person bo --email ADDRESS` adds one
    --- exit 0
    $ tpm meet 'Vendor call' --ics --json
    --- stderr
    {"error":{"code":"usage","message":"a calendar file is no JSON and no CSV","hint":"name a file for it with -o","exit":2,"retryable":false}}
    --- exit 2
    $ tpm meet 'Other call' --ics --dry-run
    Planned M-2  Other call  Sun 22 Nov  0 invited
    --- stderr
    dry run: nothing was written
    --- exit 0
    "#);
    let text = std::fs::read_to_string(sandbox.home().join("call.ics")).unwrap();
    assert_read(
        &text,
        &[
            ("SUMMARY", "Vendor call"),
            ("DTSTART", "20261127T150000Z"),
            ("DURATION", "PT1H30M"),
            ("SEQUENCE", "1"),
            ("ATTENDEE", "mailto:lee@example.com"),
        ],
    );
    assert_eq!(
        std::fs::read_to_string(sandbox.home().join("calendars/vendor-call.ics")).unwrap(),
        text
    );
}

#[test]
fn one_meeting_of_a_series_takes_the_place_of_its_day() {
    let sandbox = after(&[STAFF]);
    let series = calendar(&sandbox, "series staff --ics");
    let moved = calendar(&sandbox, "meet staff --at 11:00 --ics");
    let uid = |text: &str| {
        text.split("UID:")
            .nth(1)
            .unwrap()
            .lines()
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(uid(&series), uid(&moved));
    assert_read(
        &moved,
        &[
            ("DTSTART", "20261124T110000Z"),
            ("RECURRENCE-ID", "20261124T100000Z"),
            ("SEQUENCE", "1"),
        ],
    );
    // One on another day is a meeting of its own.
    let extra = calendar(&sandbox, "meet staff --on 2026-11-26 --ics");
    assert_ne!(uid(&series), uid(&extra));
    assert!(!extra.contains("RECURRENCE-ID"), "{extra}");
}

#[test]
fn a_meeting_is_called_off_for_calendars_too() {
    let sandbox = after(&[
        "person lee --email lee@example.com",
        STAFF,
        "person sam --email sam@example.com",
        "agenda staff --add Budget",
        "meet staff --ics -o staff.ics",
    ]);
    let lines = [
        "meet staff --cancel",
        "series staff",
        "meet staff --on 2026-12-01 --cancel",
        "meet staff",
        "meet M-1 --cancel",
        "meet M-3 --cancel",
        "meet 'Vendor call' --cancel",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm meet staff --cancel
    Cancelled M-1  Staff  Tue 24 Nov
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm series staff
    staff  Staff
    Meets:      every Tue 10:00 (UTC)
    Takes:      45 min
    Next:       Tue 1 Dec, Tue 8 Dec, Tue 15 Dec
    Chair:      @sam
    People:     @sam, @priya, @lee
    Workstream: launch

    Next meeting
    #  TOPIC
    1  Budget

    Meetings
    ID   DATE        TITLE  STATUS     PRESENT  WORKSTREAM
    M-1  Tue 24 Nov  Staff  cancelled        0  launch
    --- exit 0
    $ tpm meet staff --on 2026-12-01 --cancel
    Cancelled M-2  Staff  Tue 1 Dec
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm meet staff
    Started M-3  Staff  Tue 8 Dec  3 present
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm meet M-1 --cancel
    Cancelled M-1  Staff  Tue 24 Nov
    --- exit 0
    $ tpm meet M-3 --cancel
    --- stderr
    error: M-3 "Staff" is open already
    hint: `tpm note M-3 --add LINE` adds to its notes
    --- exit 4
    $ tpm meet 'Vendor call' --cancel
    --- stderr
    error: no meeting "Vendor call" is planned
    hint: `tpm meetings` lists them
    --- exit 3
    "#);
    let text = calendar(&sandbox, "meet M-1 --cancel --ics");
    let want = [
        ("STATUS", "CANCELLED"),
        ("RECURRENCE-ID", "20261124T100000Z"),
        ("SEQUENCE", "2"),
    ];
    assert_read(&text, &want);
    assert!(text.contains("METHOD:CANCEL\r\n"), "{text}");
}

#[test]
fn a_meeting_without_a_time_takes_the_day() {
    let sandbox = Sandbox::new();
    let text = calendar(&sandbox, "meet Offsite --on 2026-12-31 --ics");
    let event: icalendar::Calendar = text.parse().unwrap();
    let start = event
        .components
        .iter()
        .find_map(|component| match component {
            CalendarComponent::Event(event) => event.get_start(),
            _ => None,
        });
    assert!(matches!(start, Some(DatePerhapsTime::Date(_))), "{text}");
    assert_read(&text, &[("DTSTART", "20261231"), ("DTEND", "20270101")]);
}

#[test]
fn hostile_titles_and_names_forge_no_line_of_a_calendar() {
    for title in [
        "a\r\nEND:VEVENT\r\nBEGIN:VEVENT",
        "x; y, z \\ n",
        "容量計画".repeat(40).as_str(),
        "👩‍🚀 \u{202e}reversed\u{7}",
        "\"quoted\"; ATTENDEE:mailto:x@example.com",
    ] {
        let sandbox = Sandbox::new();
        let name = format!("{title} Wong");
        let person = sandbox
            .command(&[
                "person",
                "lee",
                "--email",
                "lee@example.com",
                "--name",
                &name,
            ])
            .output()
            .unwrap();
        assert!(person.status.success());
        let output = sandbox
            .command(&[
                "meet", "--with", "lee", "--at", "10:00", "--ics", "--", title,
            ])
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert_read(&text, &[("ATTENDEE", "mailto:lee@example.com")]);
        assert_eq!(text.matches("\r\nBEGIN:VEVENT\r\n").count(), 1, "{text}");
        assert_eq!(text.matches("\r\nATTENDEE").count(), 1, "{text}");
    }
}
