//! What was guessed in notes that were just written in an editor: shown for accepting, for writing on, or for
//! taking the save back. The save is stored before, so that whatever ends the review loses nothing.

use super::app::App;
use super::args::Format;
use super::asking::{self, pressed};
use super::commands::gather::{self, Taking};
use super::commands::note::{Care, Desktop, save_draft};
use super::commands::undo;
use super::editor::draft_lost;
use super::error::{CliError, Exit};
use super::out;
use super::prompt::keys::{Key, Keyboard};
use crate::files::draft::Draft;
use crate::model::id::Kind;
use crate::model::meeting::Meeting;
use crate::ops::gather::{self as gathering, Origin, Proposal};
use crate::ops::meet::{self, Subject};
use crate::store::{Access, Row};
use crate::view::meeting::{NotesView, ReviewScreen};

/// A text that was written and stored.
pub struct Written<'a> {
    /// The draft it was written on, which is gone by now.
    pub draft: &'a Draft,
    /// The command that goes on with it.
    pub again: &'a str,
    pub base: &'a str,
    pub text: &'a str,
    /// What is kept of a new meeting beside its draft.
    pub particulars: Option<&'a str>,
}

/// What somebody chose to do.
enum Choice {
    Accept,
    Edit,
    Undo,
    Candidates,
}

/// Shows what was guessed, if anything was and somebody is there, and does what they choose.
pub fn after(app: &App, saved: &NotesView, written: &Written<'_>) -> Result<Exit, CliError> {
    let is_for_people = matches!(app.format(), Format::Table | Format::Plain);
    let Some(operation) = saved.saved.operation else {
        return Ok(Exit::Done);
    };
    if !app.may_ask() || !is_for_people || app.globals.quiet {
        return Ok(Exit::Done);
    }
    let meeting = &saved.saved.meeting.row;
    let store = app.store(Access::Read)?;
    let proposal = gathering::propose(store.reader(), &app.ctx, meeting, Origin::Own)?;
    // No connection stays open while somebody thinks.
    store.close()?;
    let screen = ReviewScreen {
        saved: &saved.saved,
        candidates: proposal.open_candidates().count(),
    };
    if !screen.has_something() {
        return Ok(Exit::Done);
    }
    // Before anything is shown, so that a key pressed at once is not seen.
    let mut keyboard = app.keyboard()?;
    out::screen("\n");
    out::screen(&app.shown(&screen.document())?);
    let choice = choice(&mut keyboard, screen.candidates > 0);
    if let Choice::Candidates = choice {
        return take_candidates(app, keyboard, meeting, proposal);
    }
    // The editor gets the terminal as it was.
    drop(keyboard);
    match choice {
        Choice::Accept | Choice::Candidates => Ok(Exit::Done),
        Choice::Edit => edit(app, meeting),
        Choice::Undo => take_back(app, operation, written),
    }
}

fn choice(keyboard: &mut Keyboard, has_candidates: bool) -> Choice {
    loop {
        match pressed(keyboard) {
            Ok(Key::Enter | Key::Char('a' | 'A' | 'q' | 'Q') | Key::Escape | Key::End) => {
                return Choice::Accept;
            }
            // What is saved stays so, whoever leaves.
            Ok(Key::Interrupt) | Err(_) => return Choice::Accept,
            Ok(Key::Char('e' | 'E')) => return Choice::Edit,
            Ok(Key::Char('u' | 'U')) => return Choice::Undo,
            Ok(Key::Char('c' | 'C')) if has_candidates => return Choice::Candidates,
            Ok(Key::Suspend) => {}
            Ok(_) => out::remark("Enter accepts, e opens the editor again, u takes the save back"),
        }
    }
}

/// Opens the editor on the notes as they are stored now.
fn edit(app: &App, meeting: &Row<Meeting>) -> Result<Exit, CliError> {
    let id = meeting.id(Kind::Meeting);
    let store = app.store(Access::Read)?;
    let meeting = store.reader().row::<Meeting>(meeting.key)?;
    let present = meet::hand_out(store.reader(), &app.ctx, &meeting)?;
    store.close()?;
    let draft = app.drafts()?.named(&id.to_string());
    draft
        .write(&present, &present)
        .map_err(|error| draft_lost(&draft, &error))?;
    let desktop = Desktop {
        draft: &draft,
        again: &format!("tpm note {id} --resume"),
        present: &present,
    };
    save_draft(
        app,
        &Subject::Existing(meeting.key),
        desktop,
        Care::default(),
    )
}

/// Takes the save back; the text becomes a draft again.
fn take_back(app: &App, operation: i64, written: &Written<'_>) -> Result<Exit, CliError> {
    let Written {
        draft,
        again,
        base,
        text,
        particulars,
    } = written;
    let kept = match particulars {
        Some(particulars) => draft.describe(particulars),
        None => Ok(()),
    };
    kept.and_then(|()| draft.write(base, text))
        .map_err(|error| draft_lost(draft, &error))?;
    let exit = undo::run(
        app,
        &undo::UndoArgs {
            operation: Some(operation),
        },
    )?;
    app.tell(&format!("your text is kept: `{again}` goes on with it"));
    Ok(exit)
}

fn take_candidates(
    app: &App,
    mut keyboard: Keyboard,
    meeting: &Row<Meeting>,
    proposal: Proposal,
) -> Result<Exit, CliError> {
    out::screen("\n");
    let accepted = match asking::candidates(app, &mut keyboard, &proposal) {
        // The notes are saved; only of the promises none is taken.
        Err(error) if error.exit == Exit::Cancelled => {
            app.tell("no promise was taken");
            return Ok(Exit::Done);
        }
        accepted => accepted?,
    };
    drop(keyboard);
    let taking = Taking {
        accepted,
        is_asked: true,
        strict: false,
    };
    gather::finish(app, meeting, proposal, taking)
}
