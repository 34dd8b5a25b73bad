//! `tpm note`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::editor::{draft_exists, draft_lost};
use crate::cli::error::{CliError, Exit};
use crate::files::draft::Draft;
use crate::model::id::Kind;
use crate::ops::meet::{self, Subject, Writing};
use crate::store::Access;
use crate::view::meeting::NotesView;
use crate::view::outcome::remark;

/// Go on with a meeting's notes
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm note
  tpm note M-3 --add \"ACTION: @priya send the plan by fri\"
  tpm note M-3 --resume
Without an ID it is the open meeting. Each item's line ends in its anchor (^A-7): change the line and
the item changes, tick its box and it is done, delete it and it leaves the meeting.")]
pub struct NoteArgs {
    /// The meeting, if it is not the open one
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    /// Add one line without an editor; `-` reads standard input
    #[arg(
        long,
        value_name = "LINE",
        conflicts_with = "resume",
        allow_hyphen_values = true
    )]
    pub add: Option<String>,
    /// Go on with a draft that was kept
    #[arg(long)]
    pub resume: bool,
    /// Let more than three items leave the notes at once
    #[arg(long)]
    pub unlink: bool,
}

pub fn run(app: &App, args: NoteArgs) -> Result<Exit, CliError> {
    let NoteArgs {
        id,
        add,
        resume,
        unlink,
    } = args;
    let word = id.map(|word| app.id(&word)).transpose()?;
    let store = app.store(Access::Read)?;
    let meeting = meet::meeting(store.reader(), &app.ctx, word.as_ref())?;
    let base = meet::hand_out(store.reader(), &app.ctx, &meeting)?;
    // No connection stays open while a person writes.
    store.close()?;
    let subject = Subject::Existing(meeting.key);
    if let Some(line) = add {
        let text = meet::with_line(&base, &app.text(&line)?);
        save_text(app, &subject, &base, &text, unlink)?;
        return Ok(Exit::Done);
    }
    let id = meeting.id(Kind::Meeting);
    let draft = app.drafts()?.named(&id.to_string());
    let again = format!("tpm note {id} --resume");
    if resume {
        return save_draft(app, &subject, &draft, &again, unlink);
    }
    if draft.exists() {
        return Err(draft_exists(&draft, &again));
    }
    if !app.may_edit() {
        return Err(CliError::usage(
            "there is no terminal to open an editor on",
            "add a line with --add",
        ));
    }
    draft
        .write(&base, &base)
        .map_err(|error| draft_lost(&draft, &error))?;
    save_draft(app, &subject, &draft, &again, unlink)
}

/// Lets the user write on a draft, saves what they left, and removes the draft once that is stored.
pub fn save_draft(
    app: &App,
    subject: &Subject,
    draft: &Draft,
    again: &str,
    unlink: bool,
) -> Result<Exit, CliError> {
    let base = draft.base().map_err(|error| {
        if error.kind() == std::io::ErrorKind::NotFound {
            CliError::new(
                Exit::NotFound,
                "no_draft",
                "no draft was kept of these notes",
            )
            .hint("leave --resume out to begin one")
        } else {
            draft_lost(draft, &error)
        }
    })?;
    let text = if app.may_edit() {
        app.edit(draft, again)?
    } else {
        app.read_draft(draft, again)?
    };
    let saved = save_text(app, subject, &base, &text, unlink).map_err(|error| {
        let hint = match &error.hint {
            Some(hint) => format!("{hint}; the draft is kept: `{again}`"),
            None => format!("the draft is kept: `{again}`"),
        };
        error.hint(hint)
    })?;
    match saved {
        _ if app.globals.dry_run => {}
        Merged::Whole => draft.remove(),
        Merged::WithClashes => match draft.set_aside() {
            Ok(path) => app.warn(&format!("your text is kept at {}", path.display())),
            Err(error) => app.warn(&format!("the draft is kept: `{again}` ({error})")),
        },
    }
    Ok(Exit::Done)
}

/// Whether all that was written could be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merged {
    Whole,
    WithClashes,
}

/// Saves a text and tells what became of it.
pub fn save_text(
    app: &App,
    subject: &Subject,
    base: &str,
    text: &str,
    unlink: bool,
) -> Result<Merged, CliError> {
    let mut store = app.store(Access::Write)?;
    let writing = Writing {
        base,
        draft: text,
        unlink,
    };
    let saved = meet::save(app.desk(&mut store), subject, writing)?;
    store.close()?;
    let operation = saved.operation;
    let view = NotesView {
        saved,
        today: app.ctx.today,
    };
    app.show(&view)?;
    for one in &view.saved.remarks {
        app.tell(&remark(one));
    }
    for clash in &view.saved.clashes {
        app.warn(clash);
    }
    for problem in &view.saved.problems {
        app.tell(&format!(
            "line {}: {} ({})",
            problem.line, problem.message, problem.hint
        ));
    }
    app.tell_way_back(operation);
    Ok(if view.saved.clashes.is_empty() {
        Merged::Whole
    } else {
        Merged::WithClashes
    })
}
