//! What a key asks besides: dates, reasons, names. A bad answer is asked for again with the reason; an
//! empty one, Esc or Ctrl-C goes back to the item.

use chrono::NaiveDate;

use super::Walk;
use crate::cli::error::CliError;
use crate::cli::out;
use crate::cli::prompt::line::{Answer, unreadable};
use crate::ops::walk::{self, Choice, Chosen};
use crate::store::Access;
use crate::text::dates;

impl Walk<'_> {
    /// Asks what else belongs to the choice; nothing if the person thought better of it.
    pub(super) fn choice(&mut self, at: usize, letter: char) -> Result<Option<Choice>, CliError> {
        match letter {
            'd' => Ok(Some(Choice::Done)),
            'r' => self.redate(),
            'n' => self.nudge(at),
            'w' => self.wait(at),
            'z' => self.snooze(),
            'x' => {
                let why = self.optional("Why is it dropped?")?;
                Ok(why.map(|why| Choice::Drop { why }))
            }
            'c' => {
                let text = self.required("Comment")?;
                Ok(text.map(|text| Choice::Comment { text }))
            }
            _ => Ok(None),
        }
    }

    fn redate(&mut self) -> Result<Option<Choice>, CliError> {
        let Some(due) = self.day("Due when? (fri, +1w, 1dec)")? else {
            return Ok(None);
        };
        let why = self.optional("Why?")?;
        Ok(why.map(|why| Choice::Redate { due, why }))
    }

    fn nudge(&mut self, at: usize) -> Result<Option<Choice>, CliError> {
        let person = self.stops[at].asked.holder.clone();
        let whom = match (&person, &self.stops[at].asked.waiting_on) {
            (Some(handle), _) => format!("@{handle}"),
            (None, Some(text)) => text.clone(),
            (None, None) => {
                let text = "nobody holds this, so nobody can be nudged";
                self.notices.push(text.to_owned());
                return Ok(None);
            }
        };
        let note = self.optional(&format!("Where did you ask {whom}, and what was said?"))?;
        Ok(note.map(|note| Choice::Nudge { person, note }))
    }

    fn wait(&mut self, at: usize) -> Result<Option<Choice>, CliError> {
        let on = loop {
            let Some(on) = self.required("On whom or what? (@lee, the legal review)")? else {
                return Ok(None);
            };
            match self.refusal(at, &on) {
                None => break on,
                Some(reason) => out::remark(&reason),
            }
        };
        let chase = loop {
            let answer = self.optional("Ask again when?")?;
            match answer {
                None => return Ok(None),
                Some(None) => break None,
                Some(Some(word)) => match self.read_day(&word) {
                    Ok(date) => break Some(date),
                    Err(reason) => out::remark(&reason),
                },
            }
        };
        Ok(Some(Choice::Wait { on, chase }))
    }

    fn snooze(&mut self) -> Result<Option<Choice>, CliError> {
        let until = self.day("Until when? (mon, +1w)")?;
        Ok(until.map(|until| Choice::Snooze { until }))
    }

    /// Says why an item cannot wait on this; a name may be close to a known one.
    fn refusal(&self, at: usize, on: &str) -> Option<String> {
        if on == "none" {
            return Some("`none` is nobody to wait on".to_owned());
        }
        let chosen = Chosen {
            id: self.stops[at].asked.id,
            seen: self.seen,
            choice: Choice::Wait {
                on: on.to_owned(),
                chase: None,
            },
        };
        // What ails the file now need not do so at the end, and is told there.
        let mut store = self.app.store(Access::Write).ok()?;
        match walk::rehearse(self.app.desk(&mut store), &chosen) {
            Err(crate::ops::OpsError::Store(_)) | Ok(()) => None,
            Err(error) => {
                let error = CliError::from(error);
                let hint = error
                    .hint
                    .map_or_else(String::new, |hint| format!("; {hint}"));
                Some(format!("{}{hint}", error.message))
            }
        }
    }

    /// Asks for a coming day until there is one; nothing if none is given.
    fn day(&mut self, question: &str) -> Result<Option<NaiveDate>, CliError> {
        loop {
            let Some(word) = self.required(question)? else {
                return Ok(None);
            };
            match self.read_day(&word) {
                Ok(date) => return Ok(Some(date)),
                Err(reason) => out::remark(&reason),
            }
        }
    }

    fn read_day(&self, word: &str) -> Result<NaiveDate, String> {
        let today = self.app.ctx.today;
        let date = match self.app.calendar().read(word) {
            Ok(reading) => reading.date,
            Err(problem) => return Err(format!("{problem}; {}", problem.hint())),
        };
        if date <= today {
            let day = dates::short(date, today);
            return Err(format!("{day} is not in the future"));
        }
        Ok(date)
    }

    /// Asks for a line that is needed; an empty one goes back.
    fn required(&mut self, question: &str) -> Result<Option<String>, CliError> {
        let answer = self.line(&format!("{question} "))?;
        Ok(answer.filter(|text| !text.is_empty()))
    }

    /// Asks for a line that may be empty; nothing goes back.
    fn optional(&mut self, question: &str) -> Result<Option<Option<String>>, CliError> {
        let answer = self.line(&format!("{question} (or Enter) "))?;
        Ok(answer.map(|text| Some(text).filter(|text| !text.is_empty())))
    }

    fn line(&mut self, question: &str) -> Result<Option<String>, CliError> {
        loop {
            out::question(&format!("\n{question}"));
            match self.keyboard.line().map_err(|error| unreadable(&error))? {
                Some(Answer::Text(text)) => return Ok(Some(text)),
                Some(Answer::GivenUp | Answer::End) => {
                    out::question("\n");
                    return Ok(None);
                }
                None => out::remark("that was not UTF-8; once more, please"),
            }
        }
    }
}
