//! What may happen, what is taken for granted, and what has gone wrong: one register of the three.

use chrono::NaiveDate;

use super::decision::Tags;
use super::id::Key;
use super::words::{RiskSort, RiskStatus, Strategy};

/// A risk, an assumption or an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Risk {
    pub sort: RiskSort,
    pub title: String,
    pub cause: Option<String>,
    pub effect: Option<String>,
    /// How likely it is, from 1 to 5.
    pub probability: Option<i64>,
    /// How much it would harm, from 1 to 5.
    pub impact: Option<i64>,
    pub owner: Option<Key>,
    pub workstream: Option<Key>,
    pub strategy: Option<Strategy>,
    /// What is done about it.
    pub response: Option<String>,
    /// The sign that it is happening.
    pub trigger: Option<String>,
    /// By when an assumption is to be validated, or a response is due.
    pub due: Option<NaiveDate>,
    /// The decision that rests on it.
    pub decision: Option<Key>,
    /// The risk that became this issue.
    pub came_from: Option<Key>,
    /// The meeting whose notes hold it.
    pub meeting: Option<Key>,
    pub status: RiskStatus,
    /// The civil date on which it was raised.
    pub raised: NaiveDate,
    /// The civil date on which it ended.
    pub closed_at: Option<NaiveDate>,
    /// Why it ended.
    pub reason: Option<String>,
    pub tags: Tags,
    /// Whether it came in as history: listed, and outside follow-up.
    pub history: bool,
}

impl Risk {
    /// Returns an open one of which only the title is known.
    pub fn new(sort: RiskSort, title: String, raised: NaiveDate) -> Risk {
        Risk {
            sort,
            title,
            cause: None,
            effect: None,
            probability: None,
            impact: None,
            owner: None,
            workstream: None,
            strategy: None,
            response: None,
            trigger: None,
            due: None,
            decision: None,
            came_from: None,
            meeting: None,
            status: RiskStatus::Open,
            raised,
            closed_at: None,
            reason: None,
            tags: Tags::default(),
            history: false,
        }
    }
}
