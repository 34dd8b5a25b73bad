//! Criteria and scores as people type them: `cost:2`, `time to market`, `cost=3`.

use crate::model::compare::{SCORES, WEIGHTS};

/// A criterion, and its weight if one was said.
pub type Weighted = (String, Option<i64>);

/// A criterion with its score; none takes the score away.
pub type Scored = (String, Option<i64>);

/// The longest name of a criterion, in characters.
pub const LONGEST_NAME: usize = 60;

/// Why a word is no criterion or no score.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CriterionProblem {
    #[error("a criterion has no name in \"{typed}\"")]
    NoName { typed: String },
    #[error("\"{name}\" cannot name a criterion")]
    BadName { name: String },
    #[error("the weight \"{typed}\" is not a whole number from {} to {}", WEIGHTS.0, WEIGHTS.1)]
    BadWeight { typed: String },
    #[error("\"{typed}\" says no score")]
    NoScore { typed: String },
    #[error("the score \"{typed}\" is not a whole number from {} to {}", SCORES.0, SCORES.1)]
    BadScore { typed: String },
}

impl CriterionProblem {
    /// Returns what to write instead.
    pub fn hint(&self) -> &'static str {
        match self {
            CriterionProblem::NoName { .. } | CriterionProblem::BadWeight { .. } => {
                "criteria look like cost:2,speed with weights from 1 to 10"
            }
            CriterionProblem::BadName { .. } => {
                "names are one short line without `=` and `:`, and not `none`"
            }
            CriterionProblem::NoScore { .. } | CriterionProblem::BadScore { .. } => {
                "scores look like cost=3, from 1 (worst) to 5 (best); cost=none takes one away"
            }
        }
    }
}

/// Reads `cost:2` or `cost`.
pub fn read_criterion(typed: &str) -> Result<Weighted, CriterionProblem> {
    match typed.rsplit_once(':') {
        None => Ok((name(typed, typed)?, None)),
        Some((before, weight)) => {
            let weight = weight.trim();
            let name = name(before, typed)?;
            match number(weight, WEIGHTS) {
                Some(weight) => Ok((name, Some(weight))),
                None => Err(CriterionProblem::BadWeight {
                    typed: weight.to_owned(),
                }),
            }
        }
    }
}

/// Reads `cost=3`, or `cost=none`.
pub fn read_score(typed: &str) -> Result<Scored, CriterionProblem> {
    let Some((before, score)) = typed.rsplit_once('=') else {
        return Err(CriterionProblem::NoScore {
            typed: typed.to_owned(),
        });
    };
    let name = name(before, typed)?;
    match (score.trim(), number(score.trim(), SCORES)) {
        ("none", _) => Ok((name, None)),
        (_, Some(score)) => Ok((name, Some(score))),
        (score, None) => Err(CriterionProblem::BadScore {
            typed: score.to_owned(),
        }),
    }
}

fn name(typed: &str, whole: &str) -> Result<String, CriterionProblem> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let name = words.join(" ");
    if name.is_empty() {
        return Err(CriterionProblem::NoName {
            typed: whole.to_owned(),
        });
    }
    let is_strange = |letter: char| matches!(letter, '=' | ':' | ',') || letter.is_control();
    if name == "none"
        || name.chars().count() > LONGEST_NAME
        || name.contains(is_strange)
        || typed.contains(['\n', '\r'])
        || name.starts_with(['+', '-'])
    {
        return Err(CriterionProblem::BadName { name });
    }
    Ok(name)
}

fn number(typed: &str, (least, most): (i64, i64)) -> Option<i64> {
    let number: i64 = typed.parse().ok()?;
    (least..=most).contains(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_criterion_is_a_name_with_or_without_a_weight() {
        let check = |typed: &str, want: Result<(&str, Option<i64>), &str>| {
            let read = read_criterion(typed);
            let read = read.map_err(|problem| problem.to_string());
            let want = want.map(|(name, weight)| (name.to_owned(), weight));
            assert_eq!(read, want.map_err(str::to_owned), "{typed:?}");
        };
        check("cost", Ok(("cost", None)));
        check("cost:2", Ok(("cost", Some(2))));
        check("  time  to market : 10 ", Ok(("time to market", Some(10))));
        check("", Err("a criterion has no name in \"\""));
        check(":2", Err("a criterion has no name in \":2\""));
        check(
            "cost:0",
            Err("the weight \"0\" is not a whole number from 1 to 10"),
        );
        check(
            "cost:",
            Err("the weight \"\" is not a whole number from 1 to 10"),
        );
        check(
            "cost:high",
            Err("the weight \"high\" is not a whole number from 1 to 10"),
        );
        check("a:b:2", Err("\"a:b\" cannot name a criterion"));
        check("a=b", Err("\"a=b\" cannot name a criterion"));
        check("a\nb", Err("\"a b\" cannot name a criterion"));
        check("none", Err("\"none\" cannot name a criterion"));
    }

    #[test]
    fn a_score_is_a_criterion_with_one_to_five_or_none() {
        let check = |typed: &str, want: Result<(&str, Option<i64>), &str>| {
            let read = read_score(typed);
            let read = read.map_err(|problem| problem.to_string());
            let want = want.map(|(name, score)| (name.to_owned(), score));
            assert_eq!(read, want.map_err(str::to_owned), "{typed:?}");
        };
        check("cost=3", Ok(("cost", Some(3))));
        check("time to market = 5", Ok(("time to market", Some(5))));
        check("cost=none", Ok(("cost", None)));
        check("cost", Err("\"cost\" says no score"));
        check("=3", Err("a criterion has no name in \"=3\""));
        check(
            "cost=",
            Err("the score \"\" is not a whole number from 1 to 5"),
        );
        check(
            "cost=6",
            Err("the score \"6\" is not a whole number from 1 to 5"),
        );
        check(
            "cost=-1",
            Err("the score \"-1\" is not a whole number from 1 to 5"),
        );
        check(
            "cost=2.5",
            Err("the score \"2.5\" is not a whole number from 1 to 5"),
        );
        check("a=b=2", Err("\"a=b\" cannot name a criterion"));
    }
}
