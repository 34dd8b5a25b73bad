//! The options of `tpm edit` for risks, needs and milestones.

use clap::Args;

use super::taken;
use crate::cli::error::CliError;
use crate::cli::input::set;
use crate::model::words::{RiskSort, Strategy};
use crate::ops::edit::{Set, TrackEdit};
use crate::ops::milestone::Dependents;

/// What can be changed of risks, needs and milestones alone.
#[derive(Args, Debug, Default)]
pub struct TrackEditArgs {
    /// Change what a risk is: risk, assumption or issue
    #[arg(long, value_name = "SORT", value_parser = sort)]
    pub sort: Option<RiskSort>,
    /// Change how likely a risk is, from 1 to 5
    #[arg(long, visible_alias = "probability", value_name = "NUMBER", value_parser = judged_or_none)]
    pub p: Option<Set<i64>>,
    /// Change how much a risk would harm, from 1 to 5
    #[arg(long, value_name = "NUMBER", value_parser = judged_or_none)]
    pub i: Option<Set<i64>>,
    /// Change what a risk comes from
    #[arg(long, value_name = "TEXT")]
    pub cause: Option<String>,
    /// Change what a risk would do
    #[arg(long, value_name = "TEXT")]
    pub effect: Option<String>,
    /// Change how a risk is met: avoid, reduce, transfer, accept
    #[arg(long, value_name = "WORD", value_parser = strategy_or_none)]
    pub strategy: Option<Set<Strategy>>,
    /// Change what is done about a risk
    #[arg(long, value_name = "TEXT")]
    pub response: Option<String>,
    /// Change the sign that a risk is happening
    #[arg(long, value_name = "TEXT")]
    pub trigger: Option<String>,
    /// Change who gives what is needed
    #[arg(long, value_name = "SIDE")]
    pub from: Option<String>,
    /// Move what hangs on a milestone along with it
    #[arg(long)]
    pub with_dependents: bool,
}

impl TrackEditArgs {
    /// Returns the texts, for which `-` reads standard input.
    pub(super) fn texts(&mut self) -> [&mut Option<String>; 4] {
        [
            &mut self.cause,
            &mut self.effect,
            &mut self.response,
            &mut self.trigger,
        ]
    }

    /// Returns the field that is a text, by the name of its option.
    pub(super) fn text(&mut self, name: &str) -> Option<&mut Option<String>> {
        Some(match name {
            "cause" => &mut self.cause,
            "effect" => &mut self.effect,
            "response" => &mut self.response,
            "trigger" => &mut self.trigger,
            "from" => &mut self.from,
            _ => return None,
        })
    }

    /// Sets a field of a form that is no text; says whether there is one of this name.
    pub(super) fn choose(&mut self, name: &str, value: &str) -> Result<bool, String> {
        let word = if value.is_empty() { "none" } else { value };
        match name {
            "sort" => self.sort = Some(sort(value)?),
            "p" => self.p = Some(judged_or_none(word)?),
            "i" => self.i = Some(judged_or_none(word)?),
            "strategy" => self.strategy = Some(strategy_or_none(word)?),
            _ => return Ok(false),
        }
        Ok(true)
    }

    pub(super) fn read(self) -> Result<TrackEdit, CliError> {
        let TrackEditArgs {
            sort,
            p,
            i,
            cause,
            effect,
            strategy,
            response,
            trigger,
            from,
            with_dependents,
        } = self;
        Ok(TrackEdit {
            sort,
            probability: p,
            impact: i,
            cause: set(cause.as_deref(), taken)?,
            effect: set(effect.as_deref(), taken)?,
            strategy,
            response: set(response.as_deref(), taken)?,
            trigger: set(trigger.as_deref(), taken)?,
            giver: from,
            dependents: dependents(with_dependents),
        })
    }
}

/// Returns what `--with-dependents` says.
fn dependents(with: bool) -> Dependents {
    match with {
        true => Dependents::Moved,
        false => Dependents::Told,
    }
}

/// Reads one of the three sorts of entry in the register.
pub fn sort(word: &str) -> Result<RiskSort, String> {
    RiskSort::from_word(word).ok_or_else(|| "it is risk, assumption or issue".to_owned())
}

/// Reads how likely or how harmful something is.
pub fn judged(word: &str) -> Result<i64, String> {
    match word.parse() {
        Ok(number @ 1..=5) => Ok(number),
        _ => Err("it is a number from 1 to 5".to_owned()),
    }
}

fn judged_or_none(word: &str) -> Result<Set<i64>, String> {
    match word {
        "none" => Ok(Set::Empty),
        word => judged(word).map(Set::To),
    }
}

/// Reads how a risk is met.
pub fn strategy(word: &str) -> Result<Strategy, String> {
    Strategy::from_word(word).ok_or_else(|| "it is avoid, reduce, transfer or accept".to_owned())
}

fn strategy_or_none(word: &str) -> Result<Set<Strategy>, String> {
    match word {
        "none" => Ok(Set::Empty),
        word => strategy(word).map(Set::To),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_judged_is_a_number_from_one_to_five() {
        let check = |word: &str, want: Option<i64>| assert_eq!(judged(word).ok(), want, "{word}");
        check("1", Some(1));
        check("5", Some(5));
        check("0", None);
        check("6", None);
        check("high", None);
    }
}
