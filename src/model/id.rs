//! Names of things: the ID a person types (`D-12`), the uid that history and exports carry, and the
//! local key that tables join by. Parsing what people type lives in `text::ids`.

use std::fmt;

/// The kinds of item that have an ID of their own, such as `A-7`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Decision,
    Action,
    Meeting,
    Risk,
    Need,
    Milestone,
}

impl Kind {
    pub const ALL: [Kind; 6] = [
        Kind::Decision,
        Kind::Action,
        Kind::Meeting,
        Kind::Risk,
        Kind::Need,
        Kind::Milestone,
    ];

    /// Returns the letter that begins an ID of this kind.
    pub fn letter(self) -> char {
        match self {
            Kind::Decision => 'D',
            Kind::Action => 'A',
            Kind::Meeting => 'M',
            Kind::Risk => 'R',
            Kind::Need => 'N',
            Kind::Milestone => 'T',
        }
    }

    /// Returns the kind whose IDs begin with `letter`, in either case.
    pub fn from_letter(letter: char) -> Option<Kind> {
        let letter = letter.to_ascii_uppercase();
        Kind::ALL.into_iter().find(|kind| kind.letter() == letter)
    }

    /// Returns the noun for one item of this kind.
    pub fn noun(self) -> &'static str {
        match self {
            Kind::Decision => "decision",
            Kind::Action => "action",
            Kind::Meeting => "meeting",
            Kind::Risk => "risk",
            Kind::Need => "need",
            Kind::Milestone => "milestone",
        }
    }

    /// Returns the kind whose noun is `noun`.
    pub fn from_noun(noun: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.noun() == noun)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.noun())
    }
}

/// The ID of an item as people see and type it; numbers run from 1 by kind and are never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId {
    pub kind: Kind,
    pub number: u32,
}

impl ItemId {
    pub fn new(kind: Kind, number: u32) -> ItemId {
        ItemId { kind, number }
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.kind.letter(), self.number)
    }
}

impl serde::Serialize for ItemId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The identity of a row in history and exports, the same on every machine; 16 bytes, UUID layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uid(pub [u8; 16]);

impl Uid {
    /// Returns the uid of a row that is known by its parent and a natural key, so that two machines
    /// that add the same thing add one thing.
    pub fn derived(parent: Uid, table: &str, key: &str) -> Uid {
        let mut hasher = blake3::Hasher::new_derive_key("tpm uid of parent, table and key");
        hasher.update(&parent.0);
        hasher.update(table.as_bytes());
        hasher.update(&[0]);
        hasher.update(key.as_bytes());
        let mut bytes = [0; 16];
        hasher.finalize_xof().fill(&mut bytes);
        Uid(bytes)
    }
}

impl Uid {
    /// Returns the uid that is written like this.
    pub fn from_hex(text: &str) -> Option<Uid> {
        let mut bytes = [0; 16];
        if text.len() != 32 || !text.is_ascii() {
            return None;
        }
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).ok()?;
        }
        Some(Uid(bytes))
    }
}

impl fmt::Display for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The local integer of a row: what tables join by, never shown and never exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub i64);
