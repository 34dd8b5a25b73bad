//! `tpm note --from` and `--candidates`: what a longer text, or a meeting's own notes, could give besides. The
//! command is `note`; this is the part of it that asks first.

use std::path::Path;

use super::note::{save, tell_saved, told};
use crate::cli::app::App;
use crate::cli::args::Format;
use crate::cli::asking;
use crate::cli::error::{CliError, Exit};
use crate::model::meeting::Meeting;
use crate::ops::gather::{self, Accepted, Origin, Proposal};
use crate::ops::meet::{self, Subject, Writing};
use crate::store::{Access, Row};
use crate::view::proposal::ProposalView;

/// What is gathered, and for which meeting.
pub struct Gathering {
    pub id: Option<String>,
    pub from: Option<String>,
    /// Only what nothing marks.
    pub candidates: bool,
    pub accept: Option<String>,
    pub strict: bool,
}

/// What is taken of a proposal.
pub struct Taking {
    pub accepted: Vec<Accepted>,
    /// Somebody saw the candidates one by one.
    pub is_asked: bool,
    pub strict: bool,
}

pub fn run(app: &App, gathering: Gathering) -> Result<Exit, CliError> {
    let Gathering {
        id,
        from,
        candidates,
        accept,
        strict,
    } = gathering;
    let accept = accept.map(|word| numbers(&word)).transpose()?;
    let word = id.map(|word| app.id(&word)).transpose()?;
    let text = from.as_ref().map(|path| app.file_text(path)).transpose()?;
    let name = from.as_deref().map(name_of);
    let origin = match (&name, &text) {
        (Some(name), Some(text)) => Origin::Text { name, text },
        _ => Origin::Own,
    };
    let store = app.store(Access::Read)?;
    let meeting = meet::meeting(store.reader(), &app.ctx, word.as_ref())?;
    let mut proposal = gather::propose(store.reader(), &app.ctx, &meeting, origin)?;
    // No connection stays open while somebody thinks.
    store.close()?;
    if candidates {
        proposal.items.clear();
    }
    let is_asked = accept.is_none() && may_ask(app, &proposal);
    let accepted = match accept {
        Some(Numbers::All) => all(&proposal),
        Some(Numbers::Some(numbers)) => numbers.into_iter().map(accepted).collect(),
        None if is_asked => asking::candidates(app, &mut app.keyboard()?, &proposal)?,
        None => Vec::new(),
    };
    let taking = Taking {
        accepted,
        is_asked,
        strict,
    };
    finish(app, &meeting, proposal, taking)
}

/// Saves what is to be saved, and tells it with what was found.
pub fn finish(
    app: &App,
    meeting: &Row<Meeting>,
    proposal: Proposal,
    taking: Taking,
) -> Result<Exit, CliError> {
    let Taking {
        accepted,
        is_asked,
        strict,
    } = taking;
    let doubt = proposal.problems.first().filter(|_| strict);
    if let Some(problem) = doubt {
        return Err(CliError::new(Exit::DataBad, "unreadable", told(problem))
            .hint("--strict refuses a text that could be meant otherwise; nothing was saved"));
    }
    let store = app.store(Access::Read)?;
    let text = proposal.written(store.reader(), &app.ctx, meeting, &accepted)?;
    store.close()?;
    let saved = if text == proposal.base {
        None
    } else {
        let writing = Writing {
            base: &proposal.base,
            draft: &text,
            unlink: false,
            strict,
        };
        Some(save(app, &Subject::Existing(meeting.key), writing)?)
    };
    let accepted: Vec<usize> = accepted.into_iter().map(|one| one.number).collect();
    let open = proposal.open_candidates().map(|(number, _)| number);
    let left = open.filter(|number| !accepted.contains(number)).count();
    let view = ProposalView {
        proposal,
        accepted,
        saved,
        today: app.ctx.today,
    };
    match &view.saved {
        // The rest was seen while it was asked about.
        Some(saved) if is_asked => app.show(saved)?,
        None if is_asked => app.tell("nothing was taken"),
        _ => app.show(&view)?,
    }
    for problem in &view.proposal.problems {
        app.tell(&told(problem));
    }
    match &view.saved {
        Some(saved) => tell_saved(app, saved),
        None => app.tell_way_back(None),
    }
    if left > 0 && !is_asked {
        app.tell(&format!(
            "{}; `--accept 1` takes the first, `--accept all` takes all",
            match left {
                1 => "1 candidate was left".to_owned(),
                _ => format!("{left} candidates were left"),
            }
        ));
    }
    Ok(Exit::Done)
}

/// Whether somebody is there to say what is to be taken.
fn may_ask(app: &App, proposal: &Proposal) -> bool {
    let is_for_people = matches!(app.format(), Format::Table | Format::Plain);
    let is_open = proposal.open_candidates().next().is_some();
    is_open && is_for_people && app.may_ask() && !app.globals.dry_run && !app.globals.quiet
}

fn all(proposal: &Proposal) -> Vec<Accepted> {
    let numbers = proposal.open_candidates().map(|(number, _)| number);
    numbers.map(accepted).collect()
}

fn accepted(number: usize) -> Accepted {
    Accepted { number, line: None }
}

/// Returns what a text is called in the notes: the name of its file.
fn name_of(path: &str) -> String {
    if path == "-" {
        return "standard input".to_owned();
    }
    let name = Path::new(path).file_name();
    name.map_or_else(
        || path.to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// Which candidates are accepted.
#[derive(Debug, PartialEq, Eq)]
enum Numbers {
    All,
    Some(Vec<usize>),
}

/// Reads `1,3-5`, `all` and `none`.
fn numbers(word: &str) -> Result<Numbers, CliError> {
    match word.trim().to_lowercase().as_str() {
        "all" => return Ok(Numbers::All),
        "none" => return Ok(Numbers::Some(Vec::new())),
        _ => {}
    }
    let mut numbers = Vec::new();
    for piece in word.split(',').map(str::trim) {
        let (first, last) = piece.split_once('-').unwrap_or((piece, piece));
        let read = |text: &str| text.trim().parse::<usize>().ok();
        let range = read(first).zip(read(last));
        let Some((first, last)) = range.filter(|(first, last)| first <= last && *last <= 9999)
        else {
            return Err(CliError::usage(
                format!("\"{piece}\" is no number of a candidate"),
                "write them as 1,3-5, all or none",
            ));
        };
        numbers.extend(first..=last);
    }
    numbers.sort_unstable();
    numbers.dedup();
    Ok(Numbers::Some(numbers))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_alone_and_in_ranges() {
        let check = |word: &str, want: Option<Numbers>| {
            assert_eq!(numbers(word).ok(), want, "{word:?}");
        };
        check("1,3-5", Some(Numbers::Some(vec![1, 3, 4, 5])));
        check(" 2 , 2", Some(Numbers::Some(vec![2])));
        check("All", Some(Numbers::All));
        check("none", Some(Numbers::Some(Vec::new())));
        for bad in ["", "x", "5-3", "1,,2", "-1", "1-99999999999"] {
            check(bad, None);
        }
    }
}
