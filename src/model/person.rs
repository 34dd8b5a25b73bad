//! People, their other names, and the workstreams that they work on.

use chrono::NaiveDate;

use super::id::Key;
use super::words::{Rag, WorkstreamStatus};

/// Whether a handle stands for one person or for several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    Person,
    Group,
}

/// Somebody who decides, owns, attends or must know; or a group of them, which shares their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The unique handle, lower case, without `@`.
    pub handle: String,
    pub name: Option<String>,
    pub email: Option<String>,
    pub team: Option<String>,
    pub manager: Option<Key>,
    /// Where a message reaches this person, such as a chat channel.
    pub channel: Option<String>,
    pub active: bool,
    pub party: Party,
    /// The first and last day of an absence; without a last day nobody knows for how long.
    pub away_from: Option<NaiveDate>,
    pub away_to: Option<NaiveDate>,
    /// Who stands in meanwhile.
    pub cover: Option<Key>,
    /// The day on which they left for good.
    pub left_on: Option<NaiveDate>,
    /// Who this person turned out to be; what names this handle means them.
    pub merged_into: Option<Key>,
}

impl Person {
    /// Returns a person of whom nothing but the handle is known.
    pub fn new(handle: String) -> Person {
        Person {
            handle,
            name: None,
            email: None,
            team: None,
            manager: None,
            channel: None,
            active: true,
            party: Party::Person,
            away_from: None,
            away_to: None,
            cover: None,
            left_on: None,
            merged_into: None,
        }
    }

    /// Returns a group without members.
    pub fn group(handle: String) -> Person {
        Person {
            party: Party::Group,
            ..Person::new(handle)
        }
    }

    /// Whether this is a group of people.
    pub fn is_group(&self) -> bool {
        self.party == Party::Group
    }

    /// Whether this person is here no more, or the group disbanded.
    pub fn has_left(&self) -> bool {
        !self.active
    }

    /// Whether there is a day on which both this person and another are away.
    pub fn is_away_with(&self, other: &Person) -> bool {
        let (Some(from), Some(others)) = (self.away_from, other.away_from) else {
            return false;
        };
        self.is_away(from.max(others)) && other.is_away(from.max(others))
    }

    /// Takes from somebody who turned out to be the same person what is not known of this one.
    pub fn absorb(&mut self, same: &Person) {
        let texts = [
            (&mut self.name, &same.name),
            (&mut self.email, &same.email),
            (&mut self.team, &same.team),
            (&mut self.channel, &same.channel),
        ];
        for (field, other) in texts {
            if field.is_none() {
                field.clone_from(other);
            }
        }
        self.manager = self.manager.or(same.manager);
        if self.away_from.is_none() {
            self.away_from = same.away_from;
            self.away_to = same.away_to;
            self.cover = self.cover.or(same.cover);
        }
    }

    /// Whether this person is away on a day, both ends included.
    pub fn is_away(&self, day: NaiveDate) -> bool {
        self.away_from.is_some_and(|from| from <= day) && self.away_to.is_none_or(|to| day <= to)
    }
}

/// A person's place in a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    pub party: Key,
    pub member: Key,
}

/// A person or group that is told of a workstream's decisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audience {
    pub workstream: Key,
    pub person: Key,
}

/// Another name by which a person is known; unique over all people, lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    pub person: Key,
    pub alias: String,
}

/// A stream of work that decisions and actions belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workstream {
    /// The unique short name, lower case.
    pub slug: String,
    pub name: Option<String>,
    pub lead: Option<Key>,
    pub parent: Option<Key>,
    pub status: WorkstreamStatus,
    /// When it was first named.
    pub created: NaiveDate,
    /// What somebody says of how it does, against what is computed.
    pub rag: Option<Rag>,
    pub rag_reason: Option<String>,
    /// The civil date on which they said so.
    pub rag_on: Option<NaiveDate>,
}

impl Workstream {
    /// Returns an active workstream of which only the slug is known.
    pub fn new(slug: String, created: NaiveDate) -> Workstream {
        Workstream {
            slug,
            name: None,
            lead: None,
            parent: None,
            status: WorkstreamStatus::Active,
            created,
            rag: None,
            rag_reason: None,
            rag_on: None,
        }
    }
}
