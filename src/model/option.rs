//! The options of a decision, and what they are compared by.

use super::id::Key;

/// One way in which a decision can go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionOption {
    pub decision: Key,
    /// Its number within the decision, from 1, never given twice.
    pub ordinal: i64,
    /// Where it stands in lists; smaller comes first.
    pub position: i64,
    pub title: String,
    pub pros: Points,
    pub cons: Points,
    pub scores: Scores,
    /// Whether the decision went this way.
    pub chosen: bool,
}

impl DecisionOption {
    /// Returns an option of which only the title is known, the last of its decision so far.
    pub fn new(decision: Key, ordinal: i64, title: String) -> DecisionOption {
        DecisionOption {
            decision,
            ordinal,
            position: ordinal,
            title,
            pros: Points::default(),
            cons: Points::default(),
            scores: Scores::default(),
            chosen: false,
        }
    }

    /// Whether this is its title, in any case and with any blanks between the words.
    pub fn is_titled(&self, title: &str) -> bool {
        let plain = |text: &str| {
            let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
            words.join(" ")
        };
        plain(&self.title) == plain(title)
    }
}

/// Arguments for or against, one a line, in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Points(Vec<String>);

impl Points {
    /// Collects the lines of texts; empty lines and doubles are passed over.
    pub fn of<S: AsRef<str>>(texts: impl IntoIterator<Item = S>) -> Points {
        let mut points: Vec<String> = Vec::new();
        for text in texts {
            for line in text.as_ref().lines().map(str::trim) {
                if !line.is_empty() && !points.iter().any(|point| point == line) {
                    points.push(line.to_owned());
                }
            }
        }
        Points(points)
    }

    pub fn lines(&self) -> &[String] {
        &self.0
    }
}

/// What an option scores by each criterion, in the order in which it was scored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scores(Vec<(String, i64)>);

impl Scores {
    /// Sets the score of one criterion.
    pub fn set(&mut self, criterion: &str, score: i64) {
        set(&mut self.0, criterion, score);
    }

    /// Takes the score of one criterion away, in any case.
    pub fn unset(&mut self, criterion: &str) {
        self.0.retain(|(known, _)| !is_same(known, criterion));
    }

    /// Returns the score by this criterion, in any case.
    pub fn by(&self, criterion: &str) -> Option<i64> {
        find(&self.0, criterion)
    }

    /// Returns all scores with their criteria.
    pub fn all(&self) -> &[(String, i64)] {
        &self.0
    }
}

/// The criteria of a decision with their weights, in the order in which they were named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Criteria(Vec<(String, i64)>);

impl Criteria {
    /// Adds a criterion, or gives one that is known another weight.
    pub fn set(&mut self, criterion: &str, weight: i64) {
        set(&mut self.0, criterion, weight);
    }

    /// Takes a criterion away, in any case.
    pub fn unset(&mut self, criterion: &str) {
        self.0.retain(|(known, _)| !is_same(known, criterion));
    }

    /// Returns the weight of this criterion, in any case.
    pub fn weight(&self, criterion: &str) -> Option<i64> {
        find(&self.0, criterion)
    }

    /// Returns all criteria with their weights.
    pub fn all(&self) -> &[(String, i64)] {
        &self.0
    }
}

fn set(pairs: &mut Vec<(String, i64)>, name: &str, number: i64) {
    match pairs.iter_mut().find(|(known, _)| is_same(known, name)) {
        Some((_, old)) => *old = number,
        None => pairs.push((name.to_owned(), number)),
    }
}

fn find(pairs: &[(String, i64)], name: &str) -> Option<i64> {
    let found = pairs.iter().find(|(known, _)| is_same(known, name));
    found.map(|(_, number)| *number)
}

fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}
