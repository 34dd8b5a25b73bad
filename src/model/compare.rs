//! The options of a decision side by side. It counts and suggests; deciding is not its matter.

use super::option::{Criteria, DecisionOption};

/// The lowest and the highest score.
pub const SCORES: (i64, i64) = (1, 5);

/// The lowest and the highest weight of a criterion.
pub const WEIGHTS: (i64, i64) = (1, 10);

/// Options side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The criteria with their weights, in the order of the decision.
    pub criteria: Vec<(String, i64)>,
    pub options: Vec<Compared>,
    /// What an option would have with the highest score everywhere.
    pub out_of: i64,
}

/// One option with its score by each criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    pub ordinal: i64,
    pub title: String,
    /// One a criterion, in their order; none where it is not scored.
    pub scores: Vec<Option<i64>>,
    /// The weighted sum of what is scored.
    pub total: i64,
}

impl Compared {
    /// Whether it is scored by each criterion.
    pub fn is_complete(&self) -> bool {
        self.scores.iter().all(Option::is_some)
    }
}

/// What the totals come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Fewer than two options, no criteria, or nothing scored.
    Nothing,
    /// Some scores are missing, so that totals cannot be compared: the options and the criteria.
    Incomplete(Vec<(i64, Vec<String>)>),
    Highest(i64),
    /// Several share the highest total.
    Tie(Vec<i64>),
}

/// Puts the options side by side. Scores by what is no criterion are not counted.
pub fn compare(criteria: &Criteria, options: &[DecisionOption]) -> Comparison {
    let criteria = criteria.all().to_vec();
    let compared = options.iter().map(|option| {
        let scores: Vec<Option<i64>> = criteria
            .iter()
            .map(|(name, _)| option.scores.by(name))
            .collect();
        let weighted = scores.iter().zip(&criteria);
        let total = weighted
            .filter_map(|(score, (_, weight))| Some((*score)? * weight))
            .sum();
        Compared {
            ordinal: option.ordinal,
            title: option.title.clone(),
            scores,
            total,
        }
    });
    let out_of = criteria.iter().map(|(_, weight)| weight * SCORES.1).sum();
    Comparison {
        options: compared.collect(),
        criteria,
        out_of,
    }
}

impl Comparison {
    /// Whether there is anything to lay side by side: a score by a criterion.
    pub fn is_scored(&self) -> bool {
        let mut scores = self.options.iter().flat_map(|option| &option.scores);
        scores.any(Option::is_some)
    }

    /// Returns what the totals come to.
    pub fn finding(&self) -> Finding {
        if self.options.len() < 2 || !self.is_scored() {
            return Finding::Nothing;
        }
        let missing: Vec<(i64, Vec<String>)> = self
            .options
            .iter()
            .filter(|option| !option.is_complete())
            .map(|option| (option.ordinal, self.missing(option)))
            .collect();
        if !missing.is_empty() {
            return Finding::Incomplete(missing);
        }
        let best = self.options.iter().map(|option| option.total).max();
        let top: Vec<i64> = self
            .options
            .iter()
            .filter(|option| Some(option.total) == best)
            .map(|option| option.ordinal)
            .collect();
        match top[..] {
            [one] => Finding::Highest(one),
            _ => Finding::Tie(top),
        }
    }

    /// Returns the option with this number.
    pub fn option(&self, ordinal: i64) -> Option<&Compared> {
        let mut options = self.options.iter();
        options.find(|option| option.ordinal == ordinal)
    }

    fn missing(&self, option: &Compared) -> Vec<String> {
        let scores = option.scores.iter().zip(&self.criteria);
        scores
            .filter(|(score, _)| score.is_none())
            .map(|(_, (name, _))| name.clone())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::Key;
    use proptest::prelude::*;

    fn compared(criteria: &str, options: &[&str]) -> Comparison {
        let mut all = Criteria::default();
        pairs(criteria).for_each(|(name, weight)| all.set(name, weight));
        let options: Vec<DecisionOption> = (1..)
            .zip(options)
            .map(|(ordinal, scores)| {
                let mut option = DecisionOption::new(Key(1), ordinal, format!("Vendor {ordinal}"));
                pairs(scores).for_each(|(name, score)| option.scores.set(name, score));
                option
            })
            .collect();
        compare(&all, &options)
    }

    fn pairs(text: &str) -> impl Iterator<Item = (&str, i64)> {
        text.split_whitespace().map(|pair| {
            let (name, number) = pair.split_once('=').unwrap();
            (name, number.parse().unwrap())
        })
    }

    #[test]
    fn totals_are_weighted_and_the_highest_is_found_only_among_complete_ones() {
        let check = |criteria: &str, options: &[&str], totals: &[i64], want: Finding| {
            let comparison = compared(criteria, options);
            let found: Vec<i64> = comparison.options.iter().map(|one| one.total).collect();
            assert_eq!(found, totals, "{criteria} {options:?}");
            assert_eq!(comparison.finding(), want, "{criteria} {options:?}");
        };
        check("", &[], &[], Finding::Nothing);
        check("cost=2", &["cost=3"], &[6], Finding::Nothing);
        check("cost=2", &["", ""], &[0, 0], Finding::Nothing);
        check("", &["cost=3", "cost=4"], &[0, 0], Finding::Nothing);
        let both = "cost=2 speed=1";
        check(
            both,
            &["cost=3 speed=4", "cost=5 speed=3"],
            &[10, 13],
            Finding::Highest(2),
        );
        check(
            both,
            &["COST=5 speed=3", "cost=3 speed=4"],
            &[13, 10],
            Finding::Highest(1),
        );
        check(
            both,
            &["cost=3 speed=4", "cost=4 speed=2"],
            &[10, 10],
            Finding::Tie(vec![1, 2]),
        );
        let missing = vec![(2, vec!["speed".to_owned()])];
        check(
            both,
            &["cost=1 speed=1", "cost=5"],
            &[3, 10],
            Finding::Incomplete(missing),
        );
        check(
            both,
            &["cost=3 speed=4 taste=5", "cost=1 speed=1"],
            &[10, 3],
            Finding::Highest(1),
        );
    }

    #[test]
    fn the_most_there_can_be_is_the_highest_score_everywhere() {
        assert_eq!(compared("cost=3 speed=1", &["cost=5 speed=5"]).out_of, 20);
    }

    proptest! {
        #[test]
        fn no_total_is_above_the_most_and_order_changes_no_total(
            weights in prop::collection::vec(1i64..=10, 1..5),
            scores in prop::collection::vec(prop::collection::vec(1i64..=5, 5), 1..5),
        ) {
            let mut criteria = Criteria::default();
            (0..).zip(&weights).for_each(|(at, weight): (i32, _)| criteria.set(&at.to_string(), *weight));
            let mut options: Vec<DecisionOption> = (1..).zip(&scores).map(|(ordinal, scores)| {
                let mut option = DecisionOption::new(Key(1), ordinal, ordinal.to_string());
                (0..).zip(scores).for_each(|(at, score): (i32, _)| option.scores.set(&at.to_string(), *score));
                option
            }).collect();
            let forward = compare(&criteria, &options);
            options.reverse();
            let backward = compare(&criteria, &options);
            for option in &forward.options {
                prop_assert!(option.is_complete() && option.total <= forward.out_of);
                prop_assert_eq!(Some(option), backward.option(option.ordinal));
            }
        }
    }
}
