//! Candidates one by one: a key each. Nothing is open or locked while keys are waited for, and nothing is
//! written before the last of them.

use super::app::App;
use super::error::{CliError, Exit};
use super::out;
use super::prompt::keys::{Key, Keyboard};
use super::prompt::line::{Answer, unreadable};
use crate::ops::gather::{Accepted, Proposal, Proposed};
use crate::view::proposal::CandidateScreen;

/// What was said of one candidate.
enum Step {
    Take(Option<String>),
    Skip,
    End,
}

/// Asks about each candidate that is open; returns those that were accepted.
///
/// # Errors
/// Giving up, or a terminal that was closed: nothing is to be written.
pub fn candidates(
    app: &App,
    keyboard: &mut Keyboard,
    proposal: &Proposal,
) -> Result<Vec<Accepted>, CliError> {
    let open: Vec<_> = proposal.open_candidates().collect();
    let mut accepted = Vec::new();
    for (place, (number, candidate)) in (1..).zip(&open) {
        let screen = CandidateScreen {
            candidate,
            place: (place, open.len()),
            today: app.ctx.today,
        };
        if place > 1 {
            out::screen("\n");
        }
        out::screen(&app.shown(&screen.document())?);
        match ask(keyboard, candidate)? {
            Step::Take(line) => accepted.push(Accepted {
                number: *number,
                line,
            }),
            Step::Skip => {}
            Step::End => break,
        }
    }
    Ok(accepted)
}

fn ask(keyboard: &mut Keyboard, candidate: &Proposed) -> Result<Step, CliError> {
    loop {
        match pressed(keyboard)? {
            Key::Char('a' | 'A' | 'y' | 'Y') => return Ok(Step::Take(None)),
            Key::Char('s' | 'S' | 'n' | 'N' | ' ') | Key::Enter => return Ok(Step::Skip),
            Key::Char('q' | 'Q') | Key::End => return Ok(Step::End),
            Key::Char('e' | 'E') => {
                if let Some(line) = edited(keyboard, candidate)? {
                    return Ok(Step::Take(Some(line)));
                }
            }
            Key::Escape | Key::Interrupt => {
                let error = CliError::new(
                    Exit::Cancelled,
                    "cancelled",
                    "it was given up, and nothing was saved",
                );
                return Err(error.hint("`q` saves what was accepted and ends"));
            }
            Key::Suspend => {}
            _ => out::remark("a accepts, e edits, s skips, q ends here, Esc gives up"),
        }
    }
}

/// Asks for a line in place of the proposed one; nothing if none is given.
fn edited(keyboard: &mut Keyboard, candidate: &Proposed) -> Result<Option<String>, CliError> {
    out::remark(&format!("  {}", candidate.line));
    loop {
        out::question("In your words, as in notes (Enter goes back): ");
        match keyboard.line().map_err(|error| unreadable(&error))? {
            Some(Answer::Text(text)) => return Ok(Some(text).filter(|text| !text.is_empty())),
            Some(Answer::GivenUp | Answer::End) => {
                out::question("\n");
                return Ok(None);
            }
            None => out::remark("that was not UTF-8; once more, please"),
        }
    }
}

/// Waits for a key; after Ctrl-Z until the program goes on.
pub fn pressed(keyboard: &mut Keyboard) -> Result<Key, CliError> {
    let key = keyboard.key().map_err(|error| unreadable(&error))?;
    match key {
        Key::Gone => Err(CliError::new(
            Exit::Cancelled,
            "cancelled",
            "the terminal was closed while an answer was waited for",
        )),
        Key::Suspend => {
            let gone_on = keyboard.suspend();
            gone_on.map_err(|error| unreadable(&error))?;
            Ok(key)
        }
        key => Ok(key),
    }
}
