//! What may happen, what is taken for granted, and what has gone wrong: one register of the three.

use chrono::NaiveDate;

use super::decision::Tags;
use super::id::Key;
use super::words::{RiskSort, RiskStatus, Strategy};

/// The probability that an issue counts with: it is there already.
const CERTAIN: i64 = 5;

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

    /// Returns probability times impact, from 1 to 25; `None` until both are judged. An issue is there
    /// already, so that only its impact needs to be.
    pub fn score(&self) -> Option<i64> {
        let certain = (self.sort == RiskSort::Issue).then_some(CERTAIN);
        Some(self.probability.or(certain)? * self.impact?)
    }

    /// Returns the band of its score.
    pub fn band(&self) -> Option<Band> {
        self.score().map(Band::of)
    }

    /// Whether nothing has ended it yet.
    pub fn is_open(&self) -> bool {
        self.status == RiskStatus::Open
    }

    /// Ends it on a civil date.
    pub fn end(&mut self, status: RiskStatus, on: NaiveDate, reason: Option<String>) {
        self.status = status;
        self.closed_at = Some(on);
        self.reason = reason;
    }

    /// Opens it again.
    pub fn reopen(&mut self) {
        self.status = RiskStatus::Open;
        self.closed_at = None;
        self.reason = None;
    }

    /// Returns the issue that it became on a civil date: what went wrong, and how much it harms.
    pub fn issue(&self, key: Key, on: NaiveDate) -> Risk {
        Risk {
            cause: self.cause.clone(),
            effect: self.effect.clone(),
            impact: self.impact,
            owner: self.owner,
            workstream: self.workstream,
            response: self.response.clone(),
            decision: self.decision,
            came_from: Some(key),
            tags: self.tags.clone(),
            ..Risk::new(RiskSort::Issue, self.title.clone(), on)
        }
    }
}

impl RiskStatus {
    /// Returns how one in this status ended, as a part of a sentence.
    pub fn told(self) -> &'static str {
        match self {
            RiskStatus::Open => "is open",
            RiskStatus::Happened => "has happened",
            RiskStatus::Held => "has held",
            RiskStatus::False => "was found false",
            RiskStatus::Closed => "was closed",
        }
    }
}

/// How grave a risk is, by its score (`LOOP.md`, "RAG": high from 10, critical from 17).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    Low,
    Medium,
    High,
    Critical,
}

impl Band {
    /// Returns the band of a score from 1 to 25.
    pub fn of(score: i64) -> Band {
        match score {
            ..=4 => Band::Low,
            5..=9 => Band::Medium,
            10..=16 => Band::High,
            _ => Band::Critical,
        }
    }

    /// Returns the word for it.
    pub fn word(self) -> &'static str {
        match self {
            Band::Low => "low",
            Band::Medium => "medium",
            Band::High => "high",
            Band::Critical => "critical",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_falls_into_its_band() {
        let check = |score, want: &str| assert_eq!(Band::of(score).word(), want, "{score}");
        check(1, "low");
        check(4, "low");
        check(5, "medium");
        check(9, "medium");
        check(10, "high");
        check(16, "high");
        check(17, "critical");
        check(25, "critical");
    }

    #[test]
    fn an_issue_is_certain_and_a_risk_wants_both_judgements() {
        let day = "2026-11-22".parse().unwrap();
        let mut risk = Risk::new(RiskSort::Risk, "a freeze".to_owned(), day);
        risk.impact = Some(4);
        assert_eq!(risk.score(), None);
        let issue = risk.issue(Key(7), day);
        assert_eq!((issue.score(), issue.came_from), (Some(20), Some(Key(7))));
        risk.probability = Some(2);
        assert_eq!(risk.score(), Some(8));
    }
}
