//! What a metric comes to: shares, spreads, counts and rates. An empty set is none of them; it is told as
//! not available, never as zero.

use crate::model::action::Ageing;

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub hits: usize,
    pub of: usize,
}

impl Share {
    /// Counts verdicts: met, missed, or not to be judged yet.
    pub fn of(verdicts: impl IntoIterator<Item = Option<bool>>) -> Share {
        let mut share = Share::default();
        for is_hit in verdicts.into_iter().flatten() {
            share.of += 1;
            share.hits += usize::from(is_hit);
        }
        share
    }
}

/// How numbers of days are spread. Percentiles are by nearest rank: of n values in order, the p-th is
/// the one at the rank p/100 × n, rounded up; so each is a value that occurred.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    pub n: usize,
    pub median: Option<i64>,
    /// 85 of 100 are no greater.
    pub p85: Option<i64>,
    pub most: Option<i64>,
}

impl Spread {
    pub fn of(values: impl IntoIterator<Item = i64>) -> Spread {
        let mut values: Vec<i64> = values.into_iter().collect();
        values.sort_unstable();
        let percentile = |percent: usize| {
            let rank = (values.len() * percent).div_ceil(100);
            values.get(rank.checked_sub(1)?).copied()
        };
        Spread {
            n: values.len(),
            median: percentile(50),
            p85: percentile(85),
            most: percentile(100),
        }
    }
}

/// What a metric comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    Share(Share),
    /// In days.
    Spread(Spread),
    Count(i64),
    /// Points of so many things.
    Sum {
        sum: i64,
        n: usize,
    },
    /// So much for so much: things decided for things raised, or results for minutes.
    Rate {
        amount: i64,
        per: i64,
        /// For how many of `per` it is told: 1, or the 60 minutes of an hour.
        unit: f64,
        /// Of how many things the amount comes.
        n: usize,
    },
    /// Counts by bucket, in the order of `Ageing::ALL`.
    Ageing([usize; 5]),
}

impl Value {
    /// Whether there is nothing that it could be told of: `n/a`. Nothing counted is a count, zero.
    pub fn is_absent(self) -> bool {
        match self {
            Value::Share(share) => share.of == 0,
            Value::Spread(spread) => spread.n == 0,
            Value::Rate { per, .. } => per == 0,
            Value::Count(_) | Value::Sum { .. } | Value::Ageing(_) => false,
        }
    }

    /// Returns of how many things it tells.
    pub fn n(self) -> usize {
        match self {
            Value::Share(share) => share.of,
            Value::Spread(spread) => spread.n,
            Value::Sum { n, .. } | Value::Rate { n, .. } => n,
            Value::Count(count) => usize::try_from(count).unwrap_or(0),
            Value::Ageing(counts) => counts.iter().sum(),
        }
    }

    /// Returns the one number by which two windows are compared: a share from 0 to 1, the median, the
    /// count, or the rate; nothing where it is absent.
    pub fn number(self) -> Option<f64> {
        #[expect(
            clippy::cast_precision_loss,
            reason = "counts and days are far below 2^52"
        )]
        let number = match self {
            _ if self.is_absent() => return None,
            Value::Share(Share { hits, of }) => hits as f64 / of as f64,
            Value::Spread(spread) => spread.median? as f64,
            Value::Count(count) | Value::Sum { sum: count, .. } => count as f64,
            Value::Rate {
                amount, per, unit, ..
            } => amount as f64 / per as f64 * unit,
            Value::Ageing(counts) => counts.iter().sum::<usize>() as f64,
        };
        Some(number)
    }

    /// Counts days late by bucket.
    pub(super) fn ageing(days_late: impl Iterator<Item = i64>) -> Value {
        let mut counts = [0; 5];
        for days in days_late {
            let bucket = Ageing::of(days);
            let at = Ageing::ALL.iter().position(|one| *one == bucket);
            counts[at.expect("ALL holds every bucket")] += 1;
        }
        Value::Ageing(counts)
    }
}
