//! From the filters that lists share to typed ones.

use crate::ops::list::Filter;

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
        let problem = |problem: crate::text::dates::DateProblem| {
            CliError::usage(problem.to_string(), problem.hint())
        };
        let calendar = self.calendar();
        let first = |word: &Option<String>| {
            word.as_deref()
                .map(|word| calendar.read_window(word).map_err(problem))
                .transpose()
        };
        let ahead = |word: &Option<String>| {
            word.as_deref()
                .map(|word| calendar.read(word).map_err(problem))
                .transpose()
        };
        let last = until
            .as_deref()
            .map(|word| calendar.read_until(word).map_err(problem))
            .transpose()?;
        Ok(Filter {
            owners: self.people(owner)?,
            workstreams: workstream.clone(),
            due_before: ahead(due_before)?.map(|reading| reading.date),
            due_after: ahead(due_after)?.map(|reading| reading.date),
            since: first(since)?.map(|reading| reading.date),
            until: last.map(|reading| reading.date),
            words: words.clone(),
            history: *history,
            limit: self.limit(*limit, usual),
        })
    }
}
