//! iCalendar (RFC 5545, invitations RFC 5546): a meeting or a series as one calendar object. Lines end
//! in CRLF and are folded at 75 octets between characters.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use super::timezone;
use crate::model::words::Seat;
use crate::ops::invitation::{Invitation, Party, When};

/// How long an entry is shown of which nobody said how long it takes, in minutes.
const USUAL_MINUTES: i64 = 30;

/// Returns the calendar with one entry, as of `now`.
pub fn calendar(invitation: &Invitation, now: DateTime<Utc>) -> String {
    let organizer = invitation
        .organizer
        .as_ref()
        .and_then(|party| Some((party, address(party)?)));
    let mut file = File::default();
    file.line("BEGIN", "VCALENDAR");
    file.line("VERSION", "2.0");
    file.line("PRODID", "-//tpm//tpm//EN");
    file.line("CALSCALE", "GREGORIAN");
    if organizer.is_some() {
        let method = if invitation.cancelled {
            "CANCEL"
        } else {
            "REQUEST"
        };
        file.line("METHOD", method);
    }
    for (zone, first) in zones(invitation) {
        for (name, value) in timezone::observances(zone, first) {
            file.line(&name, &value);
        }
    }
    event(&mut file, invitation, organizer, now);
    file.line("END", "VCALENDAR");
    file.text
}

/// Returns the zones that are named, each with the first day for which it must be told.
fn zones(invitation: &Invitation) -> Vec<(Tz, NaiveDate)> {
    let mut zones: Vec<(Tz, NaiveDate)> = Vec::new();
    for when in [Some(invitation.when), invitation.replaces]
        .into_iter()
        .flatten()
    {
        if let When::Local(date, _, zone) = when
            && !is_utc(zone)
        {
            match zones.iter_mut().find(|(known, _)| *known == zone) {
                Some((_, first)) => *first = date.min(*first),
                None => zones.push((zone, date)),
            }
        }
    }
    zones
}

fn event(
    file: &mut File,
    invitation: &Invitation,
    organizer: Option<(&Party, &str)>,
    now: DateTime<Utc>,
) {
    let Invitation {
        uid,
        sequence,
        title,
        when,
        replaces,
        rule,
        until,
        minutes,
        cancelled,
        organizer: _,
        invited,
        description,
    } = invitation;
    file.line("BEGIN", "VEVENT");
    file.line("UID", &format!("{uid}@tpm"));
    file.line("SEQUENCE", &sequence.to_string());
    file.line("DTSTAMP", &utc(now));
    file.time("DTSTART", *when);
    match when {
        When::Day(date) => file.time("DTEND", When::Day(*date + Days::new(1))),
        When::At(_) | When::Local(..) => {
            let minutes = minutes.unwrap_or(USUAL_MINUTES);
            file.line("DURATION", &format!("PT{}H{}M", minutes / 60, minutes % 60));
        }
    }
    if let Some(replaced) = replaces {
        file.time("RECURRENCE-ID", *replaced);
    }
    if let Some(rule) = rule {
        let until = until.map_or(String::new(), |until| {
            format!(";UNTIL={}", bound(*when, until))
        });
        file.line("RRULE", &format!("{}{until}", rule.rrule()));
    }
    file.line("SUMMARY", &escaped(title));
    file.line("DESCRIPTION", &escaped(&description.join("\n")));
    file.line("STATUS", if *cancelled { "CANCELLED" } else { "CONFIRMED" });
    if let Some((party, address)) = organizer {
        let name = format!("ORGANIZER;CN={}", quoted(party));
        file.line(&name, &format!("mailto:{address}"));
    }
    for party in invited {
        if let Some(address) = address(party) {
            let role = match party.seat {
                Seat::Chair => "CHAIR",
                Seat::Scribe | Seat::Member => "REQ-PARTICIPANT",
            };
            // Whoever invites comes.
            let answer = match organizer.is_some_and(|(host, _)| host.handle == party.handle) {
                true => "ACCEPTED",
                false => "NEEDS-ACTION;RSVP=TRUE",
            };
            let name = format!(
                "ATTENDEE;CN={};ROLE={role};PARTSTAT={answer}",
                quoted(party)
            );
            file.line(&name, &format!("mailto:{address}"));
        }
    }
    file.line("END", "VEVENT");
}

/// Returns the end of a recurrence in the form that its beginning asks for.
fn bound(when: When, until: NaiveDate) -> String {
    let last = NaiveTime::from_hms_opt(23, 59, 59).expect("a time of day");
    match when {
        When::Day(_) => day(until),
        When::At(_) => utc(until.and_time(last).and_utc()),
        When::Local(_, _, zone) => {
            let end = until.and_time(last).and_local_timezone(zone).latest();
            let end = end.map_or(until.and_time(last).and_utc(), |end| {
                end.with_timezone(&Utc)
            });
            utc(end)
        }
    }
}

fn is_utc(zone: Tz) -> bool {
    matches!(
        zone.name(),
        "UTC" | "Etc/UTC" | "Etc/UCT" | "UCT" | "Zulu" | "Etc/Zulu"
    )
}

fn day(date: NaiveDate) -> String {
    date.format("%Y%m%d").to_string()
}

fn utc(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// Returns an address that a calendar can write to.
fn address(party: &Party) -> Option<&str> {
    let address = party.email.as_deref()?.trim();
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"\\,;:".contains(c);
    let (name, host) = address.split_once('@')?;
    let is_whole = !name.is_empty() && !host.is_empty() && !host.contains('@');
    (is_whole && address.chars().all(is_plain)).then_some(address)
}

/// Writes a name as the value of a parameter, which can hold no quotes.
fn quoted(party: &Party) -> String {
    let name = party.name.as_deref().unwrap_or(&party.handle);
    let name: String = name
        .chars()
        .filter(|c| !c.is_control())
        .map(|c| if c == '"' { '\'' } else { c })
        .collect();
    format!("\"{name}\"")
}

/// Writes text as a value: signs of the format are escaped, control characters left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push(' '),
            // Some readers break lines here.
            '\u{2028}' | '\u{2029}' => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// The lines written so far.
#[derive(Default)]
struct File {
    text: String,
}

impl File {
    fn line(&mut self, name: &str, value: &str) {
        const OCTETS: usize = 75;
        let mut room = OCTETS;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if c.len_utf8() > room {
                self.text.push_str("\r\n ");
                // The blank of a folded line is one of its octets.
                room = OCTETS - 1;
            }
            room -= c.len_utf8();
            self.text.push(c);
        }
        self.text.push_str("\r\n");
    }

    fn time(&mut self, name: &str, when: When) {
        match when {
            When::Day(date) => self.line(&format!("{name};VALUE=DATE"), &day(date)),
            When::At(at) => self.line(name, &utc(at)),
            When::Local(date, time, zone) => {
                let local = date.and_time(time).format("%Y%m%dT%H%M%S");
                match is_utc(zone) {
                    true => self.line(name, &format!("{local}Z")),
                    false => self.line(&format!("{name};TZID={}", zone.name()), &local.to_string()),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_are_folded_at_75_octets_between_characters() {
        let check = |value: &str| {
            let mut file = File::default();
            file.line("SUMMARY", value);
            for line in file.text.split_terminator("\r\n") {
                assert!(line.len() <= 75, "{line}");
            }
            let whole = file.text.replace("\r\n ", "");
            assert_eq!(whole, format!("SUMMARY:{value}\r\n"));
        };
        check("short");
        for length in 60..80 {
            check(&"x".repeat(length));
            check(&format!("{}é", "x".repeat(length)));
            check(&format!("{}👩‍🚀👩‍🚀", "x".repeat(length)));
        }
        check(&"容量".repeat(200));
    }

    #[test]
    fn signs_of_the_format_and_control_characters_are_no_structure() {
        assert_eq!(
            escaped("a,b;c\\d\r\nEND:VEVENT\u{7}"),
            "a\\,b\\;c\\\\d\\nEND:VEVENT"
        );
        let named = |name: &str| {
            quoted(&Party {
                handle: "lee".to_owned(),
                name: Some(name.to_owned()),
                email: None,
                seat: Seat::Member,
            })
        };
        assert_eq!(named("Lee \"the\"\r\nX:1; Wong"), "\"Lee 'the'X:1; Wong\"");
    }

    #[test]
    fn only_addresses_that_can_be_written_to_are_taken() {
        let check = |email: &str, want: bool| {
            let party = Party {
                handle: "lee".to_owned(),
                name: None,
                email: Some(email.to_owned()),
                seat: Seat::Member,
            };
            assert_eq!(address(&party).is_some(), want, "{email:?}");
        };
        check("lee@example.com", true);
        check(" lee.w+tpm@example.com ", true);
        for bad in [
            "lee",
            "@example.com",
            "lee@",
            "a@b@c",
            "a b@c",
            "a@b\r\nX:1",
            "a,b@c",
            "a@c;x",
        ] {
            check(bad, false);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_back_from_its_line(text in "\\PC{0,200}") {
            let mut file = File::default();
            file.line("SUMMARY", &escaped(&text));
            prop_assert!(file.text.split_terminator("\r\n").all(|line| line.len() <= 75));
            let whole = file.text.replace("\r\n ", "");
            let value = whole.strip_prefix("SUMMARY:").unwrap().trim_end_matches("\r\n");
            let mut back = String::new();
            let mut letters = value.chars();
            while let Some(c) = letters.next() {
                back.extend(if c == '\\' { letters.next() } else { Some(c) });
            }
            prop_assert_eq!(back, text.replace(['\u{2028}', '\u{2029}'], " "));
        }
    }
}
