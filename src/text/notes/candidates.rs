//! Commitments that nothing marks: "Lee will file an issue", "I'll send the plan" in somebody's turn, "we agreed
//! to wait". They are no items; whoever reads them decides. A line is cut into clauses, and a clause counts only
//! with a person and a verb, so that talk ("I'll stop here") and news ("it will ship") stay text.

use crate::text::dates::Calendar;
use crate::text::notes::doubles;
use crate::text::notes::fields::{self, Words};
use crate::text::notes::items::Unclaimed;
use crate::text::notes::keywords;
use crate::text::notes::owners::{self, Slot, after_i_will, bare_mention};
use crate::text::notes::people::Known;
use crate::text::notes::plain::unmask;
use crate::text::notes::types::{
    Candidate, Details, Doubt, Item, Mention, MentionForm, Source, What,
};
use crate::text::notes::words::{is_common, is_nobody, is_verb};

mod clauses;

use clauses::{Clause, clauses, without_adverbs, without_lead_in, without_time};

/// Returns the commitments of the lines that no item took, without those that an item records anyway.
pub(super) fn candidates(
    calendar: &Calendar,
    known: &Known<'_>,
    lines: &[Unclaimed],
    items: &[Item],
) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    // Who has the word, where a name stands on a line of its own above what is said.
    let mut turn: Option<(usize, Mention)> = None;
    for line in lines {
        let text = without_time(&line.text);
        if let Some(name) = heading_of_turn(known, text) {
            turn = Some((line.last_line, name));
            continue;
        }
        let above = turn
            .as_mut()
            .filter(|(last, _)| *last + 1 == line.line)
            .map(|(last, name)| {
                *last = line.last_line;
                name.clone()
            });
        let (speaker, said) = match keywords::speaker(text) {
            Some((name, said)) => match speaking(known, name) {
                Some(name) => (Some(name), said),
                None => (above, text),
            },
            None => (above, text),
        };
        let promises = clauses(said)
            .into_iter()
            .filter_map(|clause| promise(known, clause, speaker.as_ref()));
        for promise in promises {
            let candidate = promise.candidate(calendar, known, line);
            let is_known = |other: &Item| doubles::says(other, &candidate.item);
            let said_before =
                items.iter().any(is_known) || found.iter().any(|other| is_known(&other.item));
            if !said_before {
                found.push(candidate);
            }
        }
    }
    found
}

/// Reads a line that holds the name of who speaks and nothing else: `Lee:`, `Lee Byrd 00:12`.
fn heading_of_turn(known: &Known<'_>, text: &str) -> Option<Mention> {
    let name = match text.strip_suffix(':') {
        Some(name) => name,
        None => {
            let (name, time) = text.rsplit_once(' ')?;
            let is_time = time.contains(':')
                && time
                    .chars()
                    .all(|c| c.is_ascii_digit() || ":.()[]".contains(c));
            Some(name).filter(|_| is_time)?
        }
    };
    speaking(known, name.trim())
}

/// Returns who speaks; labels such as `Note:` are nobody.
fn speaking(known: &Known<'_>, name: &str) -> Option<Mention> {
    let first = name.split(' ').next().unwrap_or("");
    let is_label = (is_common(first) || is_nobody(first)) && !known.knows(name);
    bare_mention(known, name, true).filter(|_| !is_label)
}

/// One clause that commits somebody, or everybody to one way.
struct Promise<'t> {
    what: What,
    owners: Vec<Mention>,
    /// What is to be done.
    rest: String,
    cue: String,
    clause: &'t str,
    doubt: Option<Doubt>,
}

fn promise<'t>(
    known: &Known<'_>,
    clause: Clause<'t>,
    speaker: Option<&Mention>,
) -> Option<Promise<'t>> {
    let Clause {
        text: clause,
        hangs,
    } = clause;
    let bare = without_adverbs(without_lead_in(clause));
    let bare = bare.as_str();
    let (what, owners, rest, sure) = match agreed(bare) {
        Some(rest) => (What::Decision, Vec::new(), rest, Sure::Firm),
        None => {
            let (owners, rest, sure) = promised(known, bare, speaker)?;
            (What::Action, owners, rest, sure)
        }
    };
    let cue = bare[..bare.len() - rest.len()].trim();
    let rest = rest.trim_end_matches(['.', '!', '?', ',', ' ']);
    if rest.split(' ').count() < 2 || (what == What::Action && is_talk(rest)) {
        return None;
    }
    let doubt = if clause.ends_with('?') {
        Some(Doubt::Question)
    } else if hangs {
        Some(Doubt::Condition)
    } else if what == What::Action && is_vague(rest) {
        Some(Doubt::Vague)
    } else {
        sure.doubt()
    };
    Some(Promise {
        what,
        owners,
        rest: rest.to_owned(),
        cue: unmask(cue),
        clause,
        doubt,
    })
}

/// How firmly somebody commits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sure {
    Firm,
    /// "can", "should", "need to".
    Hedged,
    /// The name is nobody's who is known.
    Stranger,
}

impl Sure {
    fn doubt(self) -> Option<Doubt> {
        match self {
            Sure::Firm => None,
            Sure::Hedged => Some(Doubt::Hedged),
            Sure::Stranger => Some(Doubt::Stranger),
        }
    }
}

/// Reads "I'll …" of who speaks, and "Lee will …".
fn promised<'t>(
    known: &Known<'_>,
    text: &'t str,
    speaker: Option<&Mention>,
) -> Option<(Vec<Mention>, &'t str, Sure)> {
    const OFFERS: [&str; 7] = [
        "I can ",
        "I could ",
        "I should ",
        "I need to ",
        "I have to ",
        "Let me ",
        "let me ",
    ];
    if let Some(speaker) = speaker {
        let offered = OFFERS.iter().find_map(|head| text.strip_prefix(head));
        let firm = after_i_will(text)
            .filter(|_| offered.is_none())
            .or_else(|| text.strip_prefix("I am going to "));
        if let Some(rest) = firm.or(offered) {
            let sure = match firm {
                Some(_) if is_verb(first_word(rest)) => Sure::Firm,
                _ => Sure::Hedged,
            };
            let is_deed = firm.is_some() || is_verb(first_word(rest));
            return is_deed.then(|| (vec![speaker.clone()], rest, sure));
        }
    }
    let lead = owners::lead(known, text, Slot::Action, speaker)?;
    // "Lee can you look at it?"
    let rest = lead.rest.strip_prefix("you ").unwrap_or(lead.rest);
    let head = text[..text.len() - rest.len()].trim_end();
    let is_known = |owner: &Mention| {
        owner.form == MentionForm::Handle || known.knows(&owner.text) || speaker == Some(owner)
    };
    let is_stranger = !lead.owners.iter().all(is_known);
    // "Happy to help", "Ability to do so": what begins a line so is nobody's name.
    let is_word = |owner: &Mention| BEGINNINGS.contains(&owner.text.to_lowercase().as_str());
    let firm = ["will", "'ll", "’ll", " to"];
    let hedged = [
        "should", "shall", "must", "can", "could", "need to", "needs to", "has to", "have to",
    ];
    let head = head.strip_suffix(" you").unwrap_or(head);
    let is_hedged = hedged.iter().any(|word| head.ends_with(word));
    let is_promise = is_hedged || firm.iter().any(|word| head.ends_with(word));
    // Among known people a capitalised word that nobody goes by is a thing.
    let is_thing = is_stranger && (known.has_attendees || !is_verb(first_word(rest)));
    if lead.owners.is_empty() || !is_promise || is_thing || lead.owners.iter().any(is_word) {
        return None;
    }
    let sure = match (is_stranger, is_hedged || !is_verb(first_word(rest))) {
        (true, _) => Sure::Stranger,
        (false, true) => Sure::Hedged,
        (false, false) => Sure::Firm,
    };
    Some((lead.owners, rest, sure))
}

/// Words before "to" that are written as names are at the head of a line.
#[rustfmt::skip]
const BEGINNINGS: [&str; 18] = [
    "ability", "able", "aim", "aims", "aiming", "attempt", "desire", "easy", "glad", "happy", "hard", "hoping",
    "looking", "ready", "separation", "updated", "want", "wants",
];

/// Returns what was agreed: "we agreed to wait", "it was decided that …".
fn agreed(text: &str) -> Option<&str> {
    const WHO: [&str; 8] = [
        "we ",
        "we've ",
        "we have ",
        "the group ",
        "the team ",
        "everyone ",
        "everybody ",
        "it was ",
    ];
    const HOW: [&str; 6] = [
        "agreed to ",
        "agreed that ",
        "agreed on ",
        "decided to ",
        "decided that ",
        "decided on ",
    ];
    let head = |text: &'_ str, word: &str| {
        let found = text.get(..word.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(word))
    };
    let who = WHO.iter().find(|who| head(text, who))?;
    let rest = &text[who.len()..];
    let how = HOW.iter().find(|how| rest.starts_with(**how))?;
    Some(&rest[how.len()..])
}

/// Says whether the words are about the talk itself, or what people are, and nothing to be done.
fn is_talk(rest: &str) -> bool {
    #[rustfmt::skip]
    const IDLE: &[&str] = &[
        "admit", "agree", "assume", "be", "believe", "bet", "go", "guess", "hand", "hope", "imagine", "just",
        "know", "leave", "let", "like", "mute", "never", "not", "pass", "pause", "quote", "remember", "repeat",
        "say", "see", "skip", "start", "stop", "suppose", "understand", "unmute", "want", "wait",
    ];
    const PHRASES: &[&str] = &[
        "add that ",
        "ask you",
        "give an example",
        "give you",
        "have to go",
        "have to leave",
        "have to drop",
        "have a ",
        "mention that ",
        "move on",
        "note that ",
        "read it out",
        "share my screen",
        "talk about",
        "tell you",
        "think ",
        "turn it over",
        "try to be ",
    ];
    let verb = first_word(rest);
    let looks = rest.starts_with("have a look");
    IDLE.contains(&verb) || (!looks && PHRASES.iter().any(|head| rest.starts_with(head)))
}

/// Says whether the words leave open what is to be done: "do that", "take it on".
fn is_vague(rest: &str) -> bool {
    let mut words = rest.split(' ').skip(1);
    let open = |word: &str| {
        matches!(
            word,
            "it" | "that" | "this" | "those" | "so" | "one" | "on" | "up" | "out" | "over"
        )
    };
    words.all(open)
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && c != '-')
        .next()
        .unwrap_or("")
}

impl Promise<'_> {
    fn candidate(self, calendar: &Calendar, known: &Known<'_>, line: &Unclaimed) -> Candidate {
        let Promise {
            what,
            owners,
            rest,
            cue,
            clause,
            doubt,
        } = self;
        let words = match what {
            What::Action => Words::Read,
            _ => Words::Kept,
        };
        let taken = fields::take(calendar, known, &rest, words, None);
        let title = unmask(taken.text.trim_end_matches(['.', ',', ' ']));
        Candidate {
            item: Item {
                line: line.line,
                last_line: line.last_line,
                what,
                mark: None,
                source: Source::Promise,
                anchor: None,
                refers: false,
                title: if title.is_empty() {
                    unmask(&rest)
                } else {
                    title
                },
                owners,
                due: taken.due.flatten(),
                undated: false,
                priority: taken.priority.flatten(),
                tags: taken.tags,
                waiting_on: taken.waiting_on.flatten(),
                details: Details::default(),
                notes: Vec::new(),
                private: false,
            },
            cue,
            said: unmask(clause),
            doubt,
        }
    }
}
