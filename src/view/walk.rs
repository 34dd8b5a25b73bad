//! A walk through a follow-up: the screen of one item, and what all choices came to.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::followup;
use super::{View, outcome, phrase, show};
use crate::model::id::Kind;
use crate::ops::outcome::Remark;
use crate::ops::walk::{Applied, Choice, Chosen, Stop, Walked};
use crate::render::{Block, Document, Line, Style};
use crate::text::dates;

/// A key and what it does, in a word and in a sentence.
pub struct KeyHelp {
    pub key: &'static str,
    pub word: &'static str,
    pub help: &'static str,
    /// Whether decisions have it too.
    pub is_general: bool,
}

const fn key(key: &'static str, word: &'static str, help: &'static str) -> KeyHelp {
    KeyHelp {
        key,
        word,
        help,
        is_general: true,
    }
}

const fn of_actions(key: &'static str, word: &'static str, help: &'static str) -> KeyHelp {
    KeyHelp {
        key,
        word,
        help,
        is_general: false,
    }
}

/// The keys of a walk, in the order in which they are shown.
pub const KEYS: [KeyHelp; 11] = [
    of_actions("d", "done", "it is done, today"),
    key(
        "r",
        "re-date",
        "move its date; the first date stays beside it",
    ),
    key("n", "nudge", "note that you asked about it, and where"),
    of_actions("w", "wait", "say whom or what it waits on, and when to ask"),
    of_actions("z", "snooze", "put it aside until a date; it stays overdue"),
    of_actions("x", "drop", "drop it, with a reason"),
    key("c", "comment", "add a line to it"),
    key(
        "s",
        "skip",
        "leave it as it is (so do Enter and the space bar)",
    ),
    key(
        "u",
        "back",
        "go back one item and take its choice back (so does Backspace)",
    ),
    key("q", "save and end", "save what was chosen and end here"),
    key("?", "help", "show this"),
];

/// What the screen of one item tells.
pub struct Screen<'a> {
    pub stop: &'a Stop,
    /// Its place, from 1, and how many there are.
    pub place: (usize, usize),
    /// What should be known before.
    pub notices: &'a [String],
    pub today: NaiveDate,
}

/// Says what was chosen on the screen before.
pub fn echo(last: &Chosen, today: NaiveDate) -> String {
    format!("{} {}; u takes it back", last.id, told(&last.choice, today))
}

impl Screen<'_> {
    /// Returns what is shown above the question.
    pub fn document(&self) -> Document {
        let Screen {
            stop,
            place: (place, of),
            notices,
            today,
        } = self;
        let mut document = Document::new();
        document
            .blocks
            .extend(notices.iter().map(|text| notice(text)));
        let title = Line::styled(Style::Muted, format!("{place} of {of}  "))
            .push(Style::Id, stop.asked.id.to_string())
            .push(
                Style::Heading,
                format!("  {}", followup::wanted(&stop.asked)),
            );
        document.push(Block::Heading(1, title));
        document.push(Block::Fields(fields(stop, *today)));
        if !stop.comments.is_empty() {
            document.push(Block::Bullets(comments(stop, *today)));
        }
        let keys = keys_of(stop).map(|key| (key.key, key.word));
        document.push(Block::Paragraph(phrase::keys(keys)));
        document
    }
}

fn notice(text: &str) -> Block {
    Block::Paragraph(Line::styled(Style::Muted, text))
}

/// The screen after the last item: what is about to be saved.
pub struct LastScreen<'a> {
    pub chosen: &'a [Chosen],
    pub today: NaiveDate,
}

impl LastScreen<'_> {
    /// Returns what is shown above the question.
    pub fn document(&self) -> Document {
        let count = phrase::count(self.chosen.len(), "choice");
        let lines = self.chosen.iter().map(|one| {
            Line::styled(Style::Id, one.id.to_string())
                .push(Style::Plain, format!(" {}", told(&one.choice, self.today)))
        });
        let keys = [("Enter", "save"), ("u", "back"), ("Esc", "give up")];
        Document {
            blocks: vec![
                Block::Heading(1, Line::from(format!("That was the last. {count}:"))),
                Block::Bullets(lines.collect()),
                Block::Paragraph(phrase::keys(keys)),
            ],
        }
    }
}

fn fields(stop: &Stop, today: NaiveDate) -> Vec<(String, Line)> {
    let Stop {
        asked,
        due_baseline,
        waiting_since,
        chase_on,
        away,
        comments: _,
        changed,
    } = stop;
    let owner = match asked.id.kind {
        Kind::Decision => "Decider",
        _ => "Owner",
    };
    let mut waits = phrase::text(asked.waiting_on.as_deref());
    if let (false, Some(since)) = (waits.is_empty(), waiting_since) {
        waits = waits.push(
            Style::Muted,
            format!(" since {}", dates::short(*since, today)),
        );
    }
    if let (false, Some(chase)) = (waits.is_empty(), chase_on) {
        let chase = dates::short(*chase, today);
        waits = waits.push(Style::Muted, format!(", to be asked {chase}"));
    }
    let absent = away.as_ref().map_or_else(String::new, |away| {
        let who = asked.holder.as_deref().map_or_else(String::new, phrase::at);
        let until = away.until.map_or_else(String::new, |until| {
            format!(" until {}", dates::short(until, today))
        });
        let cover = away.cover.as_deref().map_or_else(
            || "nobody covers".to_owned(),
            |cover| format!("{} covers", phrase::at(cover)),
        );
        format!("{who} is away{until}; {cover}")
    });
    let snoozed = asked.snooze_until.map_or_else(String::new, |until| {
        format!("until {}", dates::short(until, today))
    });
    let changed = changed.as_ref().map_or_else(String::new, |(at, actor)| {
        format!("{} by @{actor}", dates::short(at.date_naive(), today))
    });
    vec![
        (owner.into(), phrase::owner(asked.owner.as_deref())),
        ("Away".into(), Line::styled(Style::Soon, absent)),
        (
            "Due".into(),
            show::due(asked.due, *due_baseline, asked.due_source, today),
        ),
        ("Waits on".into(), waits),
        ("Snoozed".into(), Line::from(snoozed)),
        (
            "Serves".into(),
            asked.serves.as_ref().map_or_else(Line::new, phrase::named),
        ),
        ("Nudged".into(), phrase::nudged(asked.nudged, today)),
        (
            "Workstream".into(),
            phrase::text(asked.workstream.as_deref()),
        ),
        ("Changed".into(), Line::styled(Style::Muted, changed)),
    ]
}

fn comments(stop: &Stop, today: NaiveDate) -> Vec<Line> {
    let told = stop.comments.iter().map(|one| {
        let author = match one.author.as_str() {
            "" => String::new(),
            author => format!(" @{author}"),
        };
        let day = dates::short(one.at.date_naive(), today);
        Line::styled(Style::Muted, format!("{day}{author}: ")).push(Style::Plain, one.text.as_str())
    });
    told.collect()
}

fn keys_of(stop: &Stop) -> impl Iterator<Item = &'static KeyHelp> {
    let is_action = stop.asked.id.kind == Kind::Action;
    KEYS.iter().filter(move |key| is_action || key.is_general)
}

/// Whether a key does something with an item.
pub fn has_key(stop: &Stop, letter: char) -> bool {
    keys_of(stop).any(|key| key.key.starts_with(letter))
}

/// Returns what each key does with an item.
pub fn help(stop: &Stop) -> Document {
    let mut keys: Vec<(String, Line)> = keys_of(stop)
        .map(|key| (key.key.to_owned(), Line::from(key.help)))
        .collect();
    keys.push((
        "Esc".into(),
        Line::from("give the whole walk up; in a question, go back to the item (so does Ctrl-C)"),
    ));
    Document {
        blocks: vec![Block::Fields(keys)],
    }
}

/// Tells a choice in the past tense, with all that was typed.
pub fn told(choice: &Choice, today: NaiveDate) -> String {
    let day = |date: &NaiveDate| dates::short(*date, today);
    let with = |told: String, more: &Option<String>| match more {
        Some(more) => format!("{told}: {more}"),
        None => told,
    };
    match choice {
        Choice::Done => "done".to_owned(),
        Choice::Redate { due, why } => with(format!("re-dated to {}", day(due)), why),
        Choice::Nudge { person, note } => {
            let whom = person
                .as_deref()
                .map_or_else(String::new, |handle| format!(" @{handle}"));
            with(format!("nudged{whom}"), note)
        }
        Choice::Wait { on, chase } => {
            let chase = chase
                .as_ref()
                .map_or_else(String::new, |date| format!(", to be asked {}", day(date)));
            format!("waits on {on}{chase}")
        }
        Choice::Snooze { until } => format!("snoozed until {}", day(until)),
        Choice::Drop { why } => with("dropped".to_owned(), why),
        Choice::Comment { text } => format!("commented: {text}"),
    }
}

/// Returns the word of a choice in JSON.
fn word(choice: &Choice) -> &'static str {
    match choice {
        Choice::Done => "done",
        Choice::Redate { .. } => "redated",
        Choice::Nudge { .. } => "nudged",
        Choice::Wait { .. } => "waiting",
        Choice::Snooze { .. } => "snoozed",
        Choice::Drop { .. } => "dropped",
        Choice::Comment { .. } => "commented",
    }
}

fn verb(choice: &Choice) -> &'static str {
    match choice {
        Choice::Done => "Done",
        Choice::Redate { .. } => "Re-dated",
        Choice::Nudge { .. } => "Nudged",
        Choice::Wait { .. } => "Waiting",
        Choice::Snooze { .. } => "Snoozed",
        Choice::Drop { .. } => "Dropped",
        Choice::Comment { .. } => "Commented on",
    }
}

/// What the choices of a walk came to.
pub struct WalkedView {
    pub walked: Walked,
    pub today: NaiveDate,
}

impl WalkedView {
    /// Whether a choice changed something: it was neither refused nor true before.
    fn changed(&self, one: &Applied) -> bool {
        let is_of_it =
            |remark: &Remark| matches!(remark, Remark::Unchanged(id, _) if *id == one.chosen.id);
        one.refused.is_none() && !self.walked.remarks.iter().any(is_of_it)
    }

    /// Returns what was not applied, each with the reason and all that was typed.
    pub fn refusals(&self) -> Vec<String> {
        let applied = self.walked.applied.iter();
        applied
            .filter_map(|one| {
                let reason = one.refused.as_ref()?;
                let told = told(&one.chosen.choice, self.today);
                Some(format!("{}: {reason}; left out: {told}", one.chosen.id))
            })
            .collect()
    }
}

impl View for WalkedView {
    fn kind(&self) -> &'static str {
        "followup.walk"
    }

    fn records(&self) -> Vec<Value> {
        let record = |one: &Applied| {
            let mut record = match &one.item {
                Some(item) => outcome::record(item, self.today),
                None => json!({ "id": one.chosen.id }),
            };
            record["change"] = json!(word(&one.chosen.choice));
            record["refused"] = json!(one.refused);
            record
        };
        self.walked.applied.iter().map(record).collect()
    }

    fn document(&self) -> Document {
        let done = self.walked.applied.iter().filter(|one| self.changed(one));
        let lines: Vec<Line> = done
            .filter_map(|one| {
                let mut line = Line::from(format!("{} ", verb(&one.chosen.choice)));
                line.0
                    .extend(outcome::summary(one.item.as_ref()?, self.today).0);
                Some(line)
            })
            .collect();
        let mut document = Document::new();
        if !lines.is_empty() {
            document.push(Block::Lines(lines));
        }
        document
    }

    fn ids(&self) -> Vec<String> {
        let applied = self.walked.applied.iter();
        applied
            .filter(|one| self.changed(one))
            .map(|one| one.chosen.id.to_string())
            .collect()
    }
}
