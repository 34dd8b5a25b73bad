//! Logical lines → items: joins wrapped lines, asks keywords, boxes, anchors and sections what a line is, and
//! hangs nested lines on the item above.

use crate::model::id::ItemId;
use crate::text::dates::Calendar;
use crate::text::notes::fields::{self, Fields, Words};
use crate::text::notes::keywords::{self, Hit};
use crate::text::notes::lines::{Form, Line};
use crate::text::notes::owners::{self, Slot};
use crate::text::notes::people::{Known, people_line};
use crate::text::notes::plain::plain;
use crate::text::notes::sections::{Place, Section};
use crate::text::notes::types::{Details, Item, Mark, Mention, Problem, Source, What};

mod body;
mod empty;
mod meant;
mod nested;
mod owned;
mod replies;
mod tables;
mod unclaimed;
mod wrapping;

use empty::{is_bare_link, is_placeholder, is_struck};
use nested::Parents;
use owned::Footing;
pub(super) use unclaimed::{Rest, Unclaimed};
use wrapping::{goes_on, without_break};

/// Reads all items and problems, in the order of the text, and on demand what is left beside them.
pub(super) fn items(
    calendar: &Calendar,
    known: &Known<'_>,
    lines: &[Line<'_>],
    places: &[Place],
    rest: Rest,
) -> (Vec<Item>, Vec<Problem>, Vec<Unclaimed>) {
    let mut walk = Walk {
        calendar,
        known,
        lines,
        places,
        items: Vec::new(),
        problems: Vec::new(),
        parents: Parents::default(),
        is_top: false,
        rest,
        unclaimed: Vec::new(),
    };
    let mut index = 0;
    while index < lines.len() {
        index = walk.step(index);
    }
    (walk.items, walk.problems, walk.unclaimed)
}

pub(super) struct Walk<'a> {
    pub calendar: &'a Calendar,
    pub known: &'a Known<'a>,
    lines: &'a [Line<'a>],
    places: &'a [Place],
    items: Vec<Item>,
    problems: Vec<Problem>,
    parents: Parents,
    /// The line that is read is a bullet at the level of its section's items.
    is_top: bool,
    rest: Rest,
    unclaimed: Vec<Unclaimed>,
}

/// One sentence over one or more physical lines.
pub(super) struct Sentence<'a> {
    first: &'a Line<'a>,
    last_line: usize,
    pub text: String,
    anchor: Option<ItemId>,
    place: &'a Place,
}

/// What a sentence is taken for, before its fields are read.
struct Verdict<'t> {
    what: What,
    source: Source,
    hit: Option<Hit<'t>>,
    refers: bool,
    mark: Option<Mark>,
}

impl<'a> Walk<'a> {
    /// Reads the sentence that begins at `index`; returns the index after it.
    fn step(&mut self, index: usize) -> usize {
        let (line, place) = (&self.lines[index], &self.places[index]);
        if let Some(next) = self.table(index) {
            return next;
        }
        match line.form {
            Form::Blank | Form::Skipped | Form::Row => return index + 1,
            Form::Rule => {
                self.parents.clear();
                return index + 1;
            }
            Form::Heading(_) => self.parents.clear(),
            Form::Bullet if place.opens => self.is_top = false,
            Form::Bullet => self.is_top = self.parents.is_top(line, place),
            Form::Text => self.is_top = false,
        }
        let (sentence, next) = self.sentence(index);
        let taken = if place.opens && !matches!(line.form, Form::Heading(_))
            || people_line(line).is_some()
        {
            None
        } else {
            self.read(&sentence, index)
        };
        match taken {
            Some(item) => self.parents.push(line, item, &mut self.items),
            None if matches!(line.form, Form::Heading(_)) => {}
            None => {
                self.leave(&sentence);
                let problems = &mut self.problems;
                self.parents.note(
                    line,
                    &sentence.text,
                    &mut self.items,
                    self.calendar,
                    self.known,
                    problems,
                );
            }
        }
        next
    }

    fn sentence(&self, index: usize) -> (Sentence<'a>, usize) {
        let first = &self.lines[index];
        let mut raw = first.body.to_string();
        let mut anchor = first.anchor;
        let mut last = index;
        while let Some(next) = self
            .lines
            .get(last + 1)
            .filter(|next| goes_on(first, &self.lines[last], next))
        {
            last += 1;
            raw.push(' ');
            raw.push_str(next.body);
            anchor = anchor.or(next.anchor);
        }
        let last_line = self.lines[last].number;
        let text = plain(without_break(&raw));
        (
            Sentence {
                first,
                last_line,
                text,
                anchor,
                place: &self.places[index],
            },
            last + 1,
        )
    }

    fn read(&mut self, sentence: &Sentence<'a>, index: usize) -> Option<Item> {
        let text = sentence.text.as_str();
        if let Some(reply) = replies::reference(sentence) {
            return Some(reply);
        }
        let verdict = self.verdict(sentence, index)?;
        let item = self.item(sentence, verdict);
        let kept = item.anchor.is_some() || item.refers || !is_placeholder(text, &item);
        kept.then_some(item)
    }

    fn verdict<'t>(&mut self, sentence: &'t Sentence<'a>, index: usize) -> Option<Verdict<'t>> {
        let (line, section) = (sentence.first, sentence.place.section);
        let mut verdict = Verdict {
            what: What::Action,
            source: Source::Keyword,
            hit: None,
            refers: false,
            mark: line.mark,
        };
        let text = sentence.text.as_str();
        let hit = keywords::find(text)
            .filter(|hit| !hit.needs_owner)
            .or_else(|| keywords::named(text).filter(|hit| self.is_clear(hit)))
            .or_else(|| keywords::find(text))
            .map(|hit| hit.owning_what_is_said(|names| owners::are_names(self.known, names)));
        let was_found = hit
            .as_ref()
            .is_some_and(|hit| !hit.needs_owner && !hit.rest.is_empty());
        let hit = hit.filter(|hit| self.is_meant(hit, sentence, index));
        // A keyword that is not meant is no bare bullet of a section either.
        let refused = was_found && hit.is_none();
        if let Some(id) = sentence.anchor {
            return anchored(verdict, hit, id);
        }
        let is_new = hit.as_ref().is_some_and(|hit| {
            hit.speaker.is_some() || hit.loud && replies::is_conversation(self.lines, index)
        });
        if section == Section::Previous && !is_new {
            let replied = replies::state(self.lines, index).or(line.mark);
            verdict.mark = Some(replied.filter(|_| self.is_top)?);
            (verdict.refers, verdict.source) = (true, Source::Reference);
            verdict.hit = hit.filter(|hit| hit.what == What::Action);
        } else if let Some(hit) = hit {
            (verdict.what, verdict.hit) = (hit.what, Some(hit));
        } else if line.mark == Some(Mark::Done) && self.is_top && section == Section::Decisions {
            (verdict.what, verdict.source) = (What::Decision, Source::Section);
        } else if line.mark.is_some() && self.box_is_item(sentence) {
            (verdict.what, verdict.source) = (of_box(line.mark), Source::Checkbox);
        } else {
            verdict.what = self.of_section(sentence, index).filter(|_| !refused)?;
            verdict.source = Source::Section;
        }
        Some(verdict)
    }

    /// Returns what a bare line of this section is, if it is anything.
    fn of_section(&mut self, sentence: &Sentence<'_>, index: usize) -> Option<What> {
        let (line, section, text) = (
            sentence.first,
            sentence.place.section,
            sentence.text.as_str(),
        );
        if !matches!(
            section,
            Section::Actions | Section::Decisions | Section::Mixed | Section::Tracked(_)
        ) {
            return None;
        }
        let lead = owners::lead(self.known, text, Slot::Action, None);
        let owned = lead.as_ref().is_some_and(|lead| !lead.rest.is_empty());
        let words = text.split_whitespace().count();
        match line.form {
            Form::Text if section == Section::Actions => {
                let lead = owners::lead(self.known, text, Slot::Text, None)?;
                return (!lead.owners.is_empty() && line.indent < 4).then_some(What::Action);
            }
            Form::Bullet if self.is_top => {}
            _ => return None,
        }
        if section == Section::Actions
            && !owned
            && self
                .parents
                .opens_group(self.known, self.lines, index, text)
        {
            return None;
        }
        let promised = || {
            owners::lead(self.known, text, Slot::Text, None)
                .is_some_and(|lead| !lead.owners.is_empty())
        };
        match section {
            _ if words < 2 || is_bare_link(text) => None,
            Section::Actions => Some(What::Action),
            Section::Tracked(what) => Some(what),
            _ if text.ends_with(':') => None,
            Section::Mixed if owned => Some(What::Action),
            _ if promised() => Some(What::Action),
            _ => Some(What::Decision),
        }
    }

    /// Reads the fields and owners of a line that was taken for an item.
    fn item(&mut self, sentence: &Sentence<'_>, verdict: Verdict<'_>) -> Item {
        let Verdict {
            what,
            source,
            hit,
            refers,
            mut mark,
        } = verdict;
        let bare = mark.is_none() && matches!(source, Source::Section | Source::Anchor);
        let keyed = mark.is_none() && source != Source::Reference && what == What::Action;
        let (text, drawn) = match hit {
            None if bare => body::drawn(&sentence.text),
            _ => (sentence.text.as_str(), None),
        };
        let mut body = body::body(text, hit.as_ref());
        let said = replies::closed(&body).filter(|_| hit.is_some() && keyed);
        mark = mark.or(drawn).or(said.map(|(_, mark)| mark));
        if let Some((rest, _)) = said {
            body = rest.to_owned();
        }
        let words = if matches!(what, What::Action | What::OpenDecision | What::Need) {
            Words::Read
        } else {
            Words::Kept
        };
        let taken = fields::take(self.calendar, self.known, &body, words, Some(what.kind()));
        let line = sentence.first;
        if mark.is_none() && is_struck(line.body) {
            mark = Some(Mark::Dropped);
        }
        let mut item = Item {
            line: line.number,
            last_line: sentence.last_line,
            what,
            mark,
            source,
            anchor: sentence
                .anchor
                .or(taken.id.filter(|id| id.kind == what.kind())),
            refers,
            title: String::new(),
            owners: Vec::new(),
            due: taken.due.flatten(),
            undated: taken.due == Some(None),
            priority: taken.priority.flatten(),
            tags: Vec::new(),
            waiting_on: taken.waiting_on.clone().flatten(),
            details: Details::default(),
            notes: Vec::new(),
            private: line.private,
        };
        self.report(&taken, line.number);
        let is_bare = hit.is_none() && line.mark.is_none();
        let place = sentence.place;
        let footing = Footing { place, is_bare };
        self.finish(&mut item, taken, hit.as_ref(), footing);
        item
    }

    fn report(&mut self, taken: &Fields, line: usize) {
        let problems = taken.problems.iter().cloned();
        self.problems
            .extend(problems.map(|(message, hint)| Problem {
                line,
                message,
                hint,
            }));
    }
}

/// An item's own line: its keyword counts only where it fits the ID.
fn anchored<'t>(mut verdict: Verdict<'t>, hit: Option<Hit<'t>>, id: ItemId) -> Option<Verdict<'t>> {
    verdict.hit = hit.filter(|hit| hit.what.kind() == id.kind);
    verdict.what = match &verdict.hit {
        Some(hit) => hit.what,
        None => What::of_kind(id.kind)?,
    };
    verdict.source = Source::Anchor;
    Some(verdict)
}

fn of_box(mark: Option<Mark>) -> What {
    match mark {
        Some(Mark::Question) => What::Question,
        Some(Mark::Risk) => What::Risk,
        _ => What::Action,
    }
}

fn me() -> Mention {
    Mention {
        text: String::new(),
        form: crate::text::notes::types::MentionForm::Name,
    }
}
