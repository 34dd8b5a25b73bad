//! What an operation came to: the items as they now stand and what the user should know besides.

use super::facts::{Facts, Named};
use crate::model::id::ItemId;
use crate::model::person::Party;

/// Something that was guessed, added on the side, or is worth a second look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    PersonAdded(String),
    /// Somebody named has left, or a group was disbanded.
    Gone(String, Party),
    WorkstreamAdded(String),
    /// An open decision that reads like the one being added.
    Resembles(Named),
    /// A decision that another one has replaced.
    Superseded(Named),
    /// A decision that holds again, for what replaced it is accepted no longer.
    Restored(Named),
    /// A decision that was opened again, though this one replaces it.
    StillSuperseded(ItemId, Named),
    /// A decision that was made has nobody who decided it.
    NoDecider(ItemId),
    /// Nothing changed, and why.
    Unchanged(ItemId, &'static str),
    /// What hung on something that was deleted.
    DependedOn(Named, Vec<Named>),
    /// A line that could be meant otherwise, and how it was taken.
    Unsure(String),
    /// Text for which there is no better word.
    Said(String),
}

/// Remarks in the order in which they came up.
pub type Remarks = Vec<Remark>;

/// What a command that changes things came to.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What happened, in the past tense, such as `Added`.
    pub verb: &'static str,
    pub items: Vec<Facts>,
    pub remarks: Remarks,
    /// The operation recorded; none when nothing changed or it was a rehearsal.
    pub operation: Option<i64>,
}

impl Outcome {
    /// Takes in what a later step of the same command came to.
    pub fn absorb(&mut self, later: Outcome) {
        for item in later.items {
            match self.items.iter_mut().find(|known| known.id() == item.id()) {
                Some(known) => *known = item,
                None => self.items.push(item),
            }
        }
        self.remarks.extend(later.remarks);
        self.operation = later.operation.or(self.operation);
    }
}
