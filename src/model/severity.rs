//! How bad a risk is: probability times impact, each from 1 to 5, in four bands (RAID practice).

use super::choice::choices;

choices! {
    /// The band of a score.
    Severity {
        /// 17 to 25.
        Critical = "critical",
        /// 10 to 16.
        High = "high",
        /// 5 to 9.
        Medium = "medium",
        /// 1 to 4.
        Low = "low",
    }
}

impl Severity {
    /// Returns the band of a score.
    pub fn of(score: i64) -> Severity {
        match score {
            17.. => Severity::Critical,
            10..=16 => Severity::High,
            5..=9 => Severity::Medium,
            _ => Severity::Low,
        }
    }
}

/// Returns probability times impact, where both are known.
pub fn score(probability: Option<i64>, impact: Option<i64>) -> Option<i64> {
    Some(probability? * impact?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_falls_into_a_band() {
        let check = |probability: i64, impact: i64, want: Severity| {
            let score = score(Some(probability), Some(impact)).unwrap();
            assert_eq!(Severity::of(score), want, "{probability} x {impact}");
        };
        check(1, 1, Severity::Low);
        check(2, 2, Severity::Low);
        check(1, 5, Severity::Medium);
        check(3, 3, Severity::Medium);
        check(2, 5, Severity::High);
        check(4, 4, Severity::High);
        check(4, 5, Severity::Critical);
        check(5, 5, Severity::Critical);
        assert_eq!(Severity::of(17), Severity::Critical);
        assert_eq!(score(Some(3), None), None);
        assert_eq!(score(None, Some(3)), None);
    }
}
