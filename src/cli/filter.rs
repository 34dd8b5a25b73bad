//! From the filters that lists share to typed ones.

use chrono::NaiveDate;

use crate::ops::list::Filter;
use crate::text::dates::DateProblem;

use super::app::App;
use super::args::FilterArgs;
use super::error::CliError;

impl App {
    /// Reads the filters; `usual` is how many rows people see who did not say.
    pub fn filter(&self, args: &FilterArgs, usual: u32) -> Result<Filter, CliError> {
        let FilterArgs {
            words,
            owner,
            workstream,
            due_before,
            due_after,
            since,
            until,
            history,
            limit,
        } = args;
        let calendar = self.calendar();
        let ahead = |word: &Option<String>| {
            word.as_deref()
                .map(|word| calendar.read(word).map_err(problem))
                .transpose()
        };
        Ok(Filter {
            owners: self.people(owner)?,
            workstreams: workstream.clone(),
            due_before: ahead(due_before)?.map(|reading| reading.date),
            due_after: ahead(due_after)?.map(|reading| reading.date),
            since: self.first_day(since.as_deref())?,
            until: self.last_day(until.as_deref())?,
            words: words.clone(),
            history: *history,
            limit: self.limit(*limit, usual),
        })
    }
    /// Reads the first day of a window, if one was typed.
    pub fn first_day(&self, word: Option<&str>) -> Result<Option<NaiveDate>, CliError> {
        let reading = word.map(|word| self.calendar().read_window(word).map_err(problem));
        Ok(reading.transpose()?.map(|reading| reading.date))
    }

    /// Reads the last day of a window, if one was typed.
    pub fn last_day(&self, word: Option<&str>) -> Result<Option<NaiveDate>, CliError> {
        let reading = word.map(|word| self.calendar().read_until(word).map_err(problem));
        Ok(reading.transpose()?.map(|reading| reading.date))
    }
}

fn problem(problem: DateProblem) -> CliError {
    CliError::usage(problem.to_string(), problem.hint())
}
