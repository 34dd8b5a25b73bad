//! What reading notes gives: values only, in the order of the text.

use chrono::NaiveDate;

use crate::model::id::{ItemId, Kind};
use crate::model::words::{Level, Seat};
use crate::text::dates::Exactness;

/// Who and what is known outside the text; the caller implements it over its people and workstreams.
pub trait Roster {
    /// Says whether `name` is a handle, an alias, a full name or the first name of one person only.
    fn knows(&self, name: &str) -> bool;
    /// Says whether `slug` names a workstream.
    fn knows_workstream(&self, slug: &str) -> bool;
}

/// A roster that knows nobody.
pub struct NoRoster;

impl Roster for NoRoster {
    fn knows(&self, _name: &str) -> bool {
        false
    }
    fn knows_workstream(&self, _slug: &str) -> bool {
        false
    }
}

/// Everything that was found in one text.
#[derive(Clone, Debug, PartialEq)]
pub struct Notes {
    pub header: Header,
    pub attendees: Vec<Attendee>,
    pub items: Vec<Item>,
    pub problems: Vec<Problem>,
}

/// What stands before the notes, or is said by the file's name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    pub title: Option<String>,
    pub date: Option<DateFound>,
    pub id: Option<String>,
    pub series: Option<String>,
    /// The line after the front matter; 1 without one.
    pub body_starts_line: usize,
}

/// A date of a meeting; not `certain` when its year or day had to be guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateFound {
    pub date: NaiveDate,
    pub certain: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    Present,
    Absent,
}

/// Somebody who is named as present or absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendee {
    pub line: usize,
    /// The name as written, or the handle where only that stands.
    pub name: String,
    pub handle: Option<String>,
    /// First letters of a name of two words or more; none when two attendees share them.
    pub initials: Option<String>,
    pub presence: Presence,
    pub seat: Seat,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    Action,
    Decision,
    OpenDecision,
    Question,
    Risk,
    Assumption,
    Issue,
    Need,
    /// Never read from words, only from a `T-` anchor or reference.
    Milestone,
}

impl What {
    /// Returns the kind of ID that such an item has.
    pub fn kind(self) -> Kind {
        match self {
            What::Action => Kind::Action,
            What::Decision | What::OpenDecision | What::Question => Kind::Decision,
            What::Risk | What::Assumption | What::Issue => Kind::Risk,
            What::Need => Kind::Need,
            What::Milestone => Kind::Milestone,
        }
    }

    /// Returns what a line with an ID of `kind` is when it says no more; a meeting is no item.
    pub fn of_kind(kind: Kind) -> Option<What> {
        match kind {
            Kind::Action => Some(What::Action),
            Kind::Decision => Some(What::Decision),
            Kind::Risk => Some(What::Risk),
            Kind::Need => Some(What::Need),
            Kind::Milestone => Some(What::Milestone),
            Kind::Meeting => None,
        }
    }
}

/// The state in an item's box, or the one that a reply gives (`A-12 done`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    Open,
    Done,
    Dropped,
    InProgress,
    Waiting,
    Carried,
    Question,
    Risk,
}

impl Mark {
    /// Returns the mark of the character between the brackets.
    pub fn from_box(sign: char) -> Option<Mark> {
        match sign {
            ' ' => Some(Mark::Open),
            'x' | 'X' => Some(Mark::Done),
            '-' | '~' => Some(Mark::Dropped),
            '/' => Some(Mark::InProgress),
            'h' | 'b' => Some(Mark::Waiting),
            '>' => Some(Mark::Carried),
            '?' => Some(Mark::Question),
            '!' => Some(Mark::Risk),
            _ => None,
        }
    }

    /// Returns the character that is written between the brackets.
    pub fn sign(self) -> char {
        match self {
            Mark::Open => ' ',
            Mark::Done => 'x',
            Mark::Dropped => '-',
            Mark::InProgress => '/',
            Mark::Waiting => 'h',
            Mark::Carried => '>',
            Mark::Question => '?',
            Mark::Risk => '!',
        }
    }
}

/// Why a line was taken for an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    Keyword,
    Checkbox,
    Section,
    /// It carries an ID, and is the item's own line.
    Anchor,
    /// It only names an ID, or replies in a review of actions.
    Reference,
    /// Nothing marks it, but somebody promises.
    Promise,
}

/// One item, or one line that says something of an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The first physical line, from 1.
    pub line: usize,
    /// The last physical line of its own sentence; nested lines come after it.
    pub last_line: usize,
    pub what: What,
    pub mark: Option<Mark>,
    pub source: Source,
    pub anchor: Option<ItemId>,
    /// Updates what it names (by anchor, else by title) and never creates.
    pub refers: bool,
    pub title: String,
    /// The first is accountable, the rest help.
    pub owners: Vec<Mention>,
    pub due: Option<DueMention>,
    /// It says itself that it has no date: `(due: none)`.
    pub undated: bool,
    pub priority: Option<Level>,
    /// Slugs of known workstreams.
    pub tags: Vec<String>,
    pub waiting_on: Option<String>,
    pub details: Details,
    /// The text of the nested lines, each as written without its bullet.
    pub notes: Vec<String>,
    pub private: bool,
}

/// What is said under a decision.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    pub why: Option<String>,
    pub alternatives: Vec<String>,
    pub by: Option<Mention>,
    pub revisit: Option<DueMention>,
    pub decide_by: Option<DueMention>,
    pub inform: Vec<Mention>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionForm {
    Handle,
    /// A full name or a first name.
    Name,
    /// Two or three capitals.
    Initials,
}

/// A person as written, without `@` and brackets; the caller finds who it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mention {
    pub text: String,
    pub form: MentionForm,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueMention {
    pub date: NaiveDate,
    pub exactness: Exactness,
}

/// Something that could not be read, or could be read two ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub line: usize,
    pub message: String,
    pub hint: String,
}

/// A commitment that nothing marks: to be taken only when somebody says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// What it would be.
    pub item: Item,
    /// The words that promise: "Lee will", "I'll".
    pub cue: String,
    /// The clause as it was said.
    pub said: String,
    /// Why it may be none; nothing where it is likely one.
    pub doubt: Option<Doubt>,
}

/// Why a commitment may be none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doubt {
    /// It hangs on something: "if …".
    Condition,
    /// "can", "should" and the like.
    Hedged,
    /// It is asked.
    Question,
    /// Whoever is named is nobody known.
    Stranger,
    /// It leaves open what is to be done.
    Vague,
}
