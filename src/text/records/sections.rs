//! The sections of a record, by their headings, and the fields that they fill.

use super::cut::{Cut, Part, joined, plain};
use super::meta::{self, Key, Said};
use super::{Problem, Record, add, filled, options, outcome, status};

/// What a section tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Topic {
    Status,
    Context,
    Drivers,
    Options,
    Weighed,
    Outcome,
    Consequences,
    /// Positive or negative ones, which keep their heading.
    SomeConsequences,
    /// How it is known that it was carried out; a part of an outcome of its own.
    Confirmation,
    Links,
    /// A section in place of a key, such as `## Date`.
    Key(Key),
}

fn topic(name: &str) -> Option<Topic> {
    Some(match name {
        "status" | "state" => Topic::Status,
        "context and problem statement"
        | "context"
        | "problem statement"
        | "problem"
        | "context and problem"
        | "background"
        | "issue" => Topic::Context,
        "decision drivers" | "drivers" | "forces" => Topic::Drivers,
        "considered options"
        | "options considered"
        | "options"
        | "considered alternatives"
        | "alternatives considered"
        | "alternatives" => Topic::Options,
        "pros and cons of the options" | "pros and cons" | "pros and cons of the alternatives" => {
            Topic::Weighed
        }
        "decision outcome" | "decision" | "outcome" | "decision made" | "the decision" => {
            Topic::Outcome
        }
        "consequences" | "consequence" => Topic::Consequences,
        "positive consequences"
        | "negative consequences"
        | "good consequences"
        | "bad consequences" => Topic::SomeConsequences,
        "confirmation" | "validation" | "more information" => Topic::Confirmation,
        "links" | "related decisions" | "related" | "related adrs" | "related records" => {
            Topic::Links
        }
        _ => return Key::of(name).and_then(of_key),
    })
}

/// Returns the topic of a section that stands for a key; titles, numbers and the like are no sections.
fn of_key(key: Key) -> Option<Topic> {
    match key {
        Key::Date
        | Key::Deciders
        | Key::Driver
        | Key::Consulted
        | Key::Informed
        | Key::Author
        | Key::Tags => Some(Topic::Key(key)),
        Key::Title | Key::Number | Key::Status | Key::Link | Key::Site => None,
    }
}

/// A record cut at its headings, its keys taken out.
pub(super) struct Sections {
    pub title: Option<Part>,
    /// What stands below the title and is no key.
    lead: String,
    parts: Vec<Part>,
}

impl Sections {
    /// Parts a text into title, keys and sections; keys are added to what is said already.
    pub fn of(cut: Cut, said: &mut Vec<Said>) -> Sections {
        let Cut {
            head,
            head_line,
            mut parts,
        } = cut;
        let is_title = parts.first().is_some_and(|part| {
            let others = parts[1..].iter();
            let is_above = others.clone().all(|other| other.level > part.level);
            topic(&part.name()).is_none() && (is_above || part.level == 1)
        });
        let title = is_title.then(|| parts.remove(0));
        let (before, head) = meta::of_head(&head, head_line);
        said.extend(before);
        let mut lead = head;
        if let Some(title) = &title {
            let (below, text) = meta::of_head(&title.text, title.text_line);
            said.extend(below);
            lead = joined([lead, super::cut::trimmed(&text)]);
        }
        Sections { title, lead, parts }
    }

    /// Whether this is the record of a decision, by its sections and keys.
    pub fn is_record(&self, said: &[Said]) -> bool {
        let has = |wanted: &[Topic]| {
            let mut topics = self.parts.iter().filter_map(|part| topic(&part.name()));
            topics.any(|topic| wanted.contains(&topic))
        };
        let has_status =
            said.iter().any(|said| said.key == Some(Key::Status)) || has(&[Topic::Status]);
        let has_outcome = has(&[Topic::Outcome]);
        has_outcome && (has_status || has(&[Topic::Context, Topic::Options, Topic::Consequences]))
            || has_status && (self.title.is_some() || has(&[Topic::Context, Topic::Options]))
            || has(&[Topic::Options]) && has(&[Topic::Context])
    }

    /// Fills the fields of a record; `rest` are the keys that no field holds.
    pub fn fill(self, record: &mut Record, rest: String) {
        let Sections {
            title: _,
            lead,
            parts,
        } = self;
        let mut filling = Filling {
            record,
            outcome: None,
        };
        filling.walk(&parts);
        let Filling { record, outcome } = filling;
        if let Some((at, part)) = outcome {
            place_outcome(record, at, &part);
        }
        // What stands under the title leads into the context.
        record.context = filled(joined([lead, record.context.take().unwrap_or_default()]));
        add(&mut record.body, &rest);
    }
}

struct Filling<'a> {
    record: &'a mut Record,
    /// The section of the outcome and how much of the body stands before it: what becomes of it
    /// depends on the status.
    outcome: Option<(usize, Part)>,
}

impl Filling<'_> {
    fn walk(&mut self, parts: &[Part]) {
        let mut at = 0;
        while at < parts.len() {
            let part = &parts[at];
            let below = parts[at + 1..]
                .iter()
                .take_while(|other| other.level > part.level)
                .count();
            let (children, next) = (&parts[at + 1..=at + below], at + below + 1);
            self.section(part, children);
            at = next;
        }
    }

    fn section(&mut self, part: &Part, children: &[Part]) {
        let name = part.name();
        let topic = topic(&name);
        match topic {
            Some(Topic::Status) => self.status(part, children),
            Some(Topic::Context) if self.record.context.is_none() => {
                add(&mut self.record.context, &whole(&part.text, children));
            }
            Some(Topic::Drivers) => {
                let text = format!("### {}", part.heading);
                let text = joined([text, whole(&part.text, children)]);
                add(&mut self.record.context, &text);
            }
            Some(Topic::Options) => {
                let left = options::considered(part, children, &mut self.record.options);
                self.body(&left.unwrap_or_default());
            }
            Some(Topic::Weighed) => {
                let left = options::weighed(children, &mut self.record.options);
                if left.is_some() || !part.text.is_empty() {
                    self.body(&joined([part.whole(), left.unwrap_or_default()]));
                }
            }
            Some(Topic::Outcome) if self.outcome.is_none() => self.outcome(part, children),
            Some(Topic::Consequences) if self.record.consequences.is_none() => {
                add(&mut self.record.consequences, &whole(&part.text, children));
            }
            Some(Topic::Consequences | Topic::SomeConsequences) => {
                let text = joined([format!("### {}", part.heading), whole(&part.text, children)]);
                add(&mut self.record.consequences, &text);
            }
            Some(Topic::Key(key)) if children.is_empty() && is_brief(&part.text) => {
                self.key(key, part);
            }
            Some(Topic::Links) => {
                self.references(part);
                self.body(&joined([part.whole(), whole("", children)]));
            }
            _ if children.iter().any(is_ours) => {
                self.body(&part.whole());
                self.walk(children);
            }
            _ => self.body(&joined([part.whole(), whole("", children)])),
        }
    }

    fn body(&mut self, text: &str) {
        add(&mut self.record.body, text);
    }

    /// Reads the section of the status: a line that says it, and lines that name other records.
    fn status(&mut self, part: &Part, children: &[Part]) {
        let mut left = Vec::new();
        let mut is_first = true;
        for (line, text) in (part.text_line..).zip(part.text.lines()) {
            let references = status::references(text, line);
            let names_others = !references.is_empty();
            self.record.references.extend(references);
            // Only the first line says it, and one that ends it: below stand dates, names and reasons.
            let says = is_first && !text.trim().is_empty() || is_over(text);
            let status = status::status_of(text).filter(|_| says);
            let is_rest = match status {
                Some((status, end)) => {
                    self.record.status = Some(status);
                    let date = crate::text::notes::day(text);
                    self.record.date = self.record.date.or(date);
                    plain(text)[end..].chars().any(char::is_alphanumeric)
                }
                None => {
                    if says {
                        let message = unknown_status(text);
                        self.record.problems.push(Problem { line, message });
                    }
                    true
                }
            };
            is_first &= text.trim().is_empty();
            if is_rest && !names_others {
                left.push(text);
            }
        }
        let left = joined([left.join("\n"), whole("", children)]);
        if !left.is_empty() {
            let heading = format!("{} {}", "#".repeat(part.level), part.heading);
            self.body(&joined([heading, left]));
        }
    }

    fn references(&mut self, part: &Part) {
        for (line, text) in (part.text_line..).zip(part.text.lines()) {
            let found = status::references(text, line);
            self.record.references.extend(found);
        }
    }

    /// Reads a section that stands for a key, such as `## Deciders`.
    fn key(&mut self, key: Key, part: &Part) {
        let entries = part.text.lines().map(|line| {
            let line = line.trim();
            let item = ["* ", "- ", "+ "]
                .iter()
                .find_map(|mark| line.strip_prefix(mark));
            item.unwrap_or(line).to_owned()
        });
        let said = Said {
            key: Some(key),
            word: part.heading.clone(),
            values: entries.filter(|entry| !entry.is_empty()).collect(),
            line: part.line,
        };
        let left = self.record.take(&[said]);
        self.body(&left);
    }

    /// Parts the section of the outcome from its consequences and what else has a field of its own.
    fn outcome(&mut self, part: &Part, children: &[Part]) {
        self.record.has_outcome |= !part.text.is_empty() || !children.is_empty();
        let is_apart = |child: &Part| {
            matches!(
                topic(&child.name()),
                Some(Topic::Consequences | Topic::SomeConsequences | Topic::Confirmation)
            )
        };
        let own = children.iter().take_while(|child| !is_apart(child)).count();
        let before = self.record.body.as_deref().unwrap_or_default().len();
        let part = Part {
            text: whole(&part.text, &children[..own]),
            ..part.clone()
        };
        self.outcome = Some((before, part));
        self.walk(&children[own..]);
    }
}

/// Fills the outcome of a decision that was made. Of another it is what was proposed, and stays text.
fn place_outcome(record: &mut Record, at: usize, part: &Part) {
    if !record.is_made() {
        let body = record.body.take().unwrap_or_default();
        let (before, after) = body.split_at(at.min(body.len()));
        record.body = filled(joined([
            before,
            &part.whole(),
            after.trim_start_matches('\n'),
        ]));
        return;
    }
    let outcome::Chosen {
        option,
        outcome,
        rationale,
    } = outcome::chosen(&part.text);
    record.outcome = outcome;
    record.rationale = rationale;
    let Some(option) = option else {
        // Some records say no more than the title of the option.
        let outcome = record.outcome.as_deref().unwrap_or_default();
        record.chosen = options::exact(&record.options, outcome);
        return;
    };
    match options::find(&record.options, &option) {
        Some(at) => {
            record.chosen = Some(at);
            record.outcome = Some(record.options[at].title.clone());
        }
        None if record.options.is_empty() => {}
        None => record.problems.push(Problem {
            line: part.line,
            message: format!("the chosen option \"{option}\" is none of the options"),
        }),
    }
}

/// Says that a status is not known and how the record is taken.
pub(super) fn unknown_status(text: &str) -> String {
    let text: String = plain(text).chars().take(60).collect();
    format!("the status \"{text}\" is not known; taken as accepted if it tells an outcome")
}

/// Whether a line says that the record holds no longer, whatever was said before it.
fn is_over(text: &str) -> bool {
    let words = plain(text).to_lowercase();
    let bare = words.trim_start_matches(|c: char| !c.is_alphabetic());
    bare.starts_with("superseded by") || bare.starts_with("superceded by")
}

/// Whether a part below another heading is one that a decision has a field for.
fn is_ours(part: &Part) -> bool {
    matches!(
        topic(&part.name()),
        Some(Topic::Context | Topic::Options | Topic::Outcome | Topic::Weighed | Topic::Status)
    )
}

/// Whether a section is a value and no prose.
fn is_brief(text: &str) -> bool {
    text.lines().count() <= 20 && text.lines().all(|line| line.chars().count() <= 120)
}

/// Returns a text with the sections below it.
fn whole(text: &str, children: &[Part]) -> String {
    let below = children.iter().map(Part::whole);
    joined(std::iter::once(text.to_owned()).chain(below))
}
