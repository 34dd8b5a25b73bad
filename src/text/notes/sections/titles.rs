//! The words of headings and labels, and the sections that they open.

use crate::model::words::Seat;
use crate::text::notes::sections::Section;
use crate::text::notes::types::{Presence, What};

pub(super) fn of_label(words: &str) -> Option<Section> {
    match words {
        "plan" | "to be done" | "still to do" => Some(Section::Actions),
        "agenda" | "notes" | "issues" | "blockers" => None,
        _ if announces_actions(words) => Some(Section::Actions),
        _ => of_phrase(words),
    }
}

/// Returns the section of a heading with what stands in its brackets: "Actions (previous meeting)".
pub(super) fn of_heading(words: &str, bracket: &str) -> Option<Section> {
    let own = of_phrase(words);
    let whole = format!("{words} {bracket}");
    match own {
        Some(Section::Actions) if !bracket.is_empty() && is_previous(&whole) => {
            Some(Section::Previous)
        }
        None if is_actions(bracket) && words.contains(' ') => Some(Section::Actions),
        _ => own,
    }
}

/// Says whether a heading or label inside a section of actions or decisions begins with talk again.
pub(super) fn closes(words: &str) -> bool {
    matches!(
        words,
        "notes"
            | "meeting notes"
            | "other notes"
            | "additional notes"
            | "discussion"
            | "discussions"
            | "discussion notes"
            | "minutes"
            | "background"
            | "aob"
            | "any other business"
            | "other business"
            | "updates"
            | "announcements"
            | "fyi"
            | "references"
            | "links"
            | "resources"
            | "attachments"
            | "appendix"
            | "q&a"
            | "transcript"
            | "chat"
            | "chat log"
            | "recording"
    )
}

/// "These are the actions that we agreed to take", "we agreed on the following action items".
fn announces_actions(words: &str) -> bool {
    let has = |part: &str| words.contains(part);
    let named = has("actions") || has("action items") || has("next steps");
    let made = has("following") || has("agreed") || has("here are") || has("we will take");
    named && made && !is_previous(words) && !has("no action")
}

/// Returns the section that a heading of these words opens.
pub(in crate::text::notes) fn of_phrase(words: &str) -> Option<Section> {
    if is_previous(words) {
        return Some(Section::Previous);
    }
    if let Some(people) = of_people(words) {
        return Some(people);
    }
    if is_actions(words) {
        return Some(Section::Actions);
    }
    if is_decisions(words) {
        return Some(Section::Decisions);
    }
    of_two(words).or_else(|| of_name(words))
}

/// How a heading names the end of a meeting, where the next steps are said.
const CLOSING: [&str; 7] = [
    "wrap-up", "wrap up", "wrapup", "summary", "recap", "closing", "close",
];

/// "Decisions and actions", "Actions / next steps", "Conclusion/Resolution".
fn of_two(words: &str) -> Option<Section> {
    let (left, right) = [" and ", " & ", "/", " + "]
        .iter()
        .find_map(|sign| words.split_once(sign))?;
    let (left, right) = (left.trim(), right.trim());
    match (is_actions(left), is_actions(right)) {
        (true, true) => Some(Section::Actions),
        (true, false) if is_decisions(right) => Some(Section::Mixed),
        (false, true) if is_decisions(left) => Some(Section::Mixed),
        (true, false) if matches!(right, "owners" | "owner" | "assignments") => {
            Some(Section::Actions)
        }
        (false, true) if CLOSING.contains(&left) => Some(Section::Actions),
        (false, false) if is_decisions(left) && is_decisions(right) => Some(Section::Decisions),
        _ => None,
    }
}

fn of_name(words: &str) -> Option<Section> {
    let parts = || {
        words
            .split([' ', '/', '&', ','])
            .filter(|part| !matches!(*part, "" | "and"))
    };
    match words {
        "agenda" | "agenda items" | "proposed agenda" | "meeting agenda" | "today's agenda"
        | "draft agenda" | "agenda topics" | "topics" => Some(Section::Agenda),
        "parking lot"
        | "backlog"
        | "deferred"
        | "next meeting"
        | "next meetings"
        | "upcoming meetings"
        | "future topics"
        | "agenda items for future meetings"
        | "future agenda items" => Some(Section::Parked),
        "assumptions" => Some(Section::Tracked(What::Assumption)),
        "blockers" => Some(Section::Tracked(What::Issue)),
        _ if words.contains("no ") || parts().count() > 3 => None,
        _ => parts()
            .any(|part| part == "risks")
            .then_some(Section::Tracked(What::Risk)),
    }
}

fn is_previous(words: &str) -> bool {
    let has = |part: &str| words.contains(part);
    let earlier = [
        "review",
        "previous",
        "prior",
        "last ",
        "old ",
        "past ",
        "carried over",
        "status of",
    ]
    .iter()
    .any(|w| has(w));
    let actions = [
        "action",
        "follow-up",
        "follow up",
        "next steps",
        "todo",
        "to-do",
    ]
    .iter()
    .any(|w| has(w));
    earlier
        && (actions
            || has("last meeting")
            || has("previous meeting")
            || has("prior meeting")
            || has("previous minutes"))
}

fn is_actions(words: &str) -> bool {
    let words = bare(words);
    matches!(
        words,
        "action"
            | "actions"
            | "action item"
            | "action items"
            | "actions items"
            | "action point"
            | "action points"
            | "ais"
            | "next step"
            | "next steps"
            | "next actions"
            | "followup"
            | "follow-up"
            | "follow up"
            | "followups"
            | "follow-ups"
            | "follow ups"
            | "todo"
            | "todos"
            | "to-do"
            | "to-dos"
            | "to do"
            | "to dos"
            | "tasks"
            | "actionables"
            | "action steps"
            | "follow-up tasks"
            | "follow up tasks"
            | "followup tasks"
            | "ai's"
            | "todo's"
            | "to-do's"
            | "action plan"
            | "who does what"
            | "follow-up items"
            | "follow up items"
            | "follow-up actions"
            | "follow up actions"
            | "followup actions"
            | "commitments"
            | "homework"
            | "actionable items"
            | "assigned actions"
            | "what's next"
    )
}

fn is_decisions(words: &str) -> bool {
    let told = words
        .strip_prefix("what we ")
        .or_else(|| words.strip_prefix("what was "));
    let words = told.unwrap_or_else(|| bare(words));
    matches!(
        words,
        "decision"
            | "decisions"
            | "conclusion"
            | "conclusions"
            | "resolution"
            | "resolutions"
            | "outcome"
            | "outcomes"
            | "consensus"
            | "agreed"
            | "agreement"
            | "agreements"
            | "resolved"
            | "decided"
    )
}

/// Drops the words around the name of a section that only say whose, which or how many.
fn bare(words: &str) -> &str {
    const BEFORE: [&str; 24] = [
        "suggested ",
        "proposed ",
        "new ",
        "open ",
        "key ",
        "all ",
        "outstanding ",
        "pending ",
        "our ",
        "main ",
        "agreed ",
        "immediate ",
        "required ",
        "rough ",
        "meeting ",
        "group ",
        "general ",
        "final ",
        "summary of ",
        "list of ",
        "recap of ",
        "the ",
        "today's ",
        "team ",
    ];
    const AFTER: [&str; 16] = [
        " made",
        " taken",
        " needed",
        " required",
        " agreed",
        " assigned",
        " summary",
        " recap",
        " list",
        " checklist",
        " reached",
        " to take",
        " log",
        " register",
        " tracker",
        " passed",
    ];
    const TAILS: [&str; 9] = [
        " - ",
        " from ",
        " arising",
        " coming out of ",
        " for next ",
        " for the next ",
        " for this ",
        " for today",
        " for everyone",
    ];
    let mut words = TAILS
        .iter()
        .filter_map(|sign| words.split_once(sign))
        .map(|(head, _)| head)
        .min_by_key(|head| head.len())
        .unwrap_or(words)
        .trim();
    while let Some(inner) = BEFORE
        .iter()
        .find_map(|word| words.strip_prefix(word))
        .or_else(|| AFTER.iter().find_map(|word| words.strip_suffix(word)))
    {
        words = inner.trim();
    }
    words
}

/// Returns the people's section of a heading or of the word before a people line's colon.
pub(in crate::text::notes) fn of_people(words: &str) -> Option<Section> {
    let words = words.strip_suffix('+').unwrap_or(words);
    let words = words.strip_prefix("introduction of ").unwrap_or(words);
    let words = [
        "meeting ",
        "in-person ",
        "remote ",
        "virtual ",
        "online ",
        "on-site ",
        "local ",
    ]
    .iter()
    .find_map(|word| words.strip_prefix(word))
    .unwrap_or(words);
    let people = |presence, seat| Some(Section::People(presence, seat));
    match words {
        "attendees"
        | "attendee"
        | "attending"
        | "attended"
        | "attendance"
        | "present"
        | "participants"
        | "in attendance"
        | "who"
        | "people"
        | "members present"
        | "members in attendance"
        | "invited"
        | "members"
        | "roll call"
        | "people present"
        | "who was here"
        | "observers"
        | "guests"
        | "attendees and apologies"
        | "attended by"
        | "presence" => people(Presence::Present, Seat::Member),
        "absent"
        | "regrets"
        | "apologies"
        | "apologies for absence"
        | "apologies received"
        | "absent with apologies"
        | "not present"
        | "excused"
        | "absences"
        | "absentees"
        | "unable to attend" => people(Presence::Absent, Seat::Member),
        "chair" | "chairs" | "co-chairs" | "facilitator" | "facilitators" | "moderator"
        | "moderators" | "chairperson" => people(Presence::Present, Seat::Chair),
        "scribe" | "scribes" | "note taker" | "note takers" | "notetaker" | "notetakers"
        | "note-taker" | "note-takers" | "secretary" | "minute taker" | "minutes taker"
        | "minutes by" | "minutes taken by" | "notes taken by" | "notes by" | "recorder" => {
            people(Presence::Present, Seat::Scribe)
        }
        _ => None,
    }
}
