//! `tpm note`.

use std::collections::HashSet;

use clap::Args;

use super::gather::{self, Gathering};
use crate::cli::app::App;
use crate::cli::editor::{draft_exists, draft_lost};
use crate::cli::error::{CliError, Exit};
use crate::cli::review::{self, Written};
use crate::files::draft::Draft;
use crate::model::id::Kind;
use crate::ops::meet::{self, Subject, Writing};
use crate::store::Access;
use crate::text::notes::Problem;
use crate::view::draft::{Discarded, DraftFacts, DraftList};
use crate::view::meeting::NotesView;

/// Go on with a meeting's notes
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm note
  tpm note M-3 --add \"ACTION: @priya send the plan by fri\"
  tpm note M-3 --from transcript.md --dry-run
  tpm note M-3 --from transcript.md --accept 1,3-5
  tpm note --drafts
Without an ID it is the open meeting. Each item's line ends in its anchor (^A-7): change the line and \
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
    /// Take the items of a longer text; `-` reads standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["add", "resume"])]
    pub from: Option<String>,
    /// Find promises that nothing marks, and nothing else
    #[arg(long, conflicts_with_all = ["add", "resume"])]
    pub candidates: bool,
    /// Accept candidates by their numbers, all, or none
    #[arg(long, value_name = "NUMBERS", conflicts_with_all = ["add", "resume"])]
    pub accept: Option<String>,
    /// Go on with a draft that was kept
    #[arg(long)]
    pub resume: bool,
    /// Let more than three items leave the notes at once
    #[arg(long)]
    pub unlink: bool,
    /// Refuse notes with a line that could be meant otherwise
    #[arg(long)]
    pub strict: bool,
    /// List the drafts that were kept
    #[arg(long, conflicts_with_all = ["id", "add", "from", "candidates", "accept", "resume", "unlink"])]
    pub drafts: bool,
    /// Put a draft that was kept aside
    #[arg(long, conflicts_with_all = ["add", "from", "candidates", "accept", "resume", "unlink", "drafts"])]
    pub discard: bool,
}

pub fn run(app: &App, args: NoteArgs) -> Result<Exit, CliError> {
    let NoteArgs {
        id,
        add,
        from,
        candidates,
        accept,
        resume,
        unlink,
        strict,
        drafts,
        discard: is_discarded,
    } = args;
    if drafts {
        return list_drafts(app);
    }
    if from.is_some() || candidates {
        return gather::run(
            app,
            Gathering {
                id,
                from,
                candidates,
                accept,
                strict,
            },
        );
    }
    if accept.is_some() {
        return Err(CliError::usage(
            "--accept takes candidates, and none were asked for",
            "add --candidates, or --from FILE",
        ));
    }
    let word = id.map(|word| app.id(&word)).transpose()?;
    let store = app.store(Access::Read)?;
    let meeting = meet::meeting(store.reader(), &app.ctx, word.as_ref())?;
    let base = meet::hand_out(store.reader(), &app.ctx, &meeting)?;
    // No connection stays open while a person writes.
    store.close()?;
    let subject = Subject::Existing(meeting.key);
    let care = Care { unlink, strict };
    if let Some(line) = add {
        let text = meet::with_line(&base, &app.text(&line)?);
        save_text(app, &subject, &base, &text, care)?;
        return Ok(Exit::Done);
    }
    let id = meeting.id(Kind::Meeting);
    let draft = app.drafts()?.named(&id.to_string());
    if is_discarded {
        return discard(app, &draft, &id.to_string());
    }
    let again = format!("tpm note {id} --resume");
    let desktop = Desktop {
        draft: &draft,
        again: &again,
        present: &base,
    };
    if resume {
        return save_draft(app, &subject, desktop, care);
    }
    refuse_kept(&draft, &again)?;
    if !app.may_edit() {
        return Err(CliError::usage(
            "there is no terminal to open an editor on",
            "add a line with --add",
        ));
    }
    draft
        .write(&base, &base)
        .map_err(|error| draft_lost(&draft, &error))?;
    save_draft(app, &subject, desktop, care)
}

/// Refuses to begin a draft where one was kept.
pub fn refuse_kept(draft: &Draft, again: &str) -> Result<(), CliError> {
    if !draft.exists() {
        return Ok(());
    }
    Err(draft_exists(draft, again).hint(format!(
        "go on with `{again}`; with --discard in place of --resume it is put aside"
    )))
}

/// Puts a draft aside; what was typed on it stays in a file.
pub fn discard(app: &App, draft: &Draft, of: &str) -> Result<Exit, CliError> {
    if !draft.exists() {
        return Err(no_draft());
    }
    let kept = if app.globals.dry_run {
        None
    } else if !draft.holds_anything() {
        draft.remove();
        None
    } else {
        Some(
            draft
                .set_aside()
                .map_err(|error| draft_lost(draft, &error))?,
        )
    };
    app.show(&Discarded {
        of: of.to_owned(),
        kept,
    })?;
    app.tell_way_back(None);
    Ok(Exit::Done)
}

fn list_drafts(app: &App) -> Result<Exit, CliError> {
    let drafts = app.drafts()?;
    let store = app.store(Access::Read)?;
    let mut listed = Vec::new();
    for name in drafts.names() {
        let draft = drafts.named(&name);
        let lines = |text: &str| -> HashSet<String> { text.lines().map(str::to_owned).collect() };
        let handed_out = lines(&draft.base().unwrap_or_default());
        let text = String::from_utf8_lossy(&draft.read().unwrap_or_default()).into_owned();
        let typed_lines = lines(&text).difference(&handed_out).count();
        let known = app.id(&name).ok().filter(|_| name.starts_with("M-"));
        let (id, title, resume) = match known {
            Some(word) => {
                let row = meet::meeting(store.reader(), &app.ctx, Some(&word)).ok();
                let title = row.map(|row| row.entity.title);
                (
                    Some(name.clone()),
                    title,
                    format!("tpm note {name} --resume"),
                )
            }
            None => {
                let title = super::meet::title_of(&draft);
                let resume = title
                    .as_deref()
                    .map_or(String::new(), super::meet::way_back);
                (None, title, resume)
            }
        };
        listed.push(DraftFacts {
            meeting: id,
            title,
            typed_lines,
            path: draft.path().to_owned(),
            resume,
        });
    }
    app.show(&DraftList(listed))?;
    Ok(Exit::Done)
}

fn no_draft() -> CliError {
    CliError::new(
        Exit::NotFound,
        "no_draft",
        "no draft was kept of these notes",
    )
    .hint("leave --resume out to begin one; `tpm note --drafts` lists those that were kept")
}

/// How freely notes are taken.
#[derive(Clone, Copy, Debug, Default)]
pub struct Care {
    /// Many items may leave them at once.
    pub unlink: bool,
    /// A line that could be meant otherwise refuses them.
    pub strict: bool,
}

/// A draft on its way through the editor.
pub struct Desktop<'a> {
    pub draft: &'a Draft,
    /// The command that goes on with it.
    pub again: &'a str,
    /// The text as it would be handed out now.
    pub present: &'a str,
}

/// Lets the user write on a draft, saves what they left, and removes the draft once that is stored.
pub fn save_draft(
    app: &App,
    subject: &Subject,
    desktop: Desktop<'_>,
    care: Care,
) -> Result<Exit, CliError> {
    let Desktop {
        draft,
        again,
        present,
    } = desktop;
    if !draft.exists() {
        return Err(no_draft());
    }
    let base = match draft.base() {
        Ok(base) => base,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            app.warn("the text that the draft was begun from is gone; it is compared with what is stored now");
            present.to_owned()
        }
        Err(error) => return Err(draft_lost(draft, &error)),
    };
    let text = if app.may_edit() {
        if draft
            .read()
            .is_ok_and(|bytes| bytes.trim_ascii().is_empty())
        {
            app.tell("the draft was empty; it begins again as it was handed out");
            draft
                .write(&base, &base)
                .map_err(|error| draft_lost(draft, &error))?;
        }
        app.edit(draft, again)?
    } else {
        app.read_draft(draft, again)?
    };
    let writing = Writing {
        base: &base,
        draft: &text,
        unlink: care.unlink,
        strict: care.strict,
    };
    let saved = save_and_tell(app, subject, writing).map_err(|error| {
        let hint = match &error.hint {
            Some(hint) => format!("{hint}; the draft is kept: `{again}`"),
            None => format!("the draft is kept: `{again}`"),
        };
        error.hint(hint)
    })?;
    if app.globals.dry_run {
        return Ok(Exit::Done);
    }
    let particulars = draft.particulars().ok().flatten();
    if saved.saved.clashes.is_empty() {
        draft.remove();
    } else {
        match draft.set_aside() {
            Ok(path) => app.warn(&format!("your text is kept at {}", path.display())),
            Err(error) => app.warn(&format!("the draft is kept: `{again}` ({error})")),
        }
    }
    let written = Written {
        draft,
        again,
        base: &base,
        text: &text,
        particulars: particulars.as_deref(),
    };
    review::after(app, &saved, &written)
}

/// Saves a text and tells what became of it.
pub fn save_text(
    app: &App,
    subject: &Subject,
    base: &str,
    text: &str,
    care: Care,
) -> Result<(), CliError> {
    let writing = Writing {
        base,
        draft: text,
        unlink: care.unlink,
        strict: care.strict,
    };
    save_and_tell(app, subject, writing).map(|_| ())
}

fn save_and_tell(
    app: &App,
    subject: &Subject,
    writing: Writing<'_>,
) -> Result<NotesView, CliError> {
    let view = save(app, subject, writing)?;
    app.show(&view)?;
    tell_saved(app, &view);
    Ok(view)
}

/// Saves a text.
pub fn save(app: &App, subject: &Subject, writing: Writing<'_>) -> Result<NotesView, CliError> {
    let mut store = app.store(Access::Write)?;
    let saved = meet::save(app.desk(&mut store), subject, writing)?;
    store.close()?;
    Ok(NotesView {
        saved,
        today: app.ctx.today,
    })
}

/// Says what should be known beside what was saved.
pub fn tell_saved(app: &App, view: &NotesView) {
    app.tell_remarks(&view.saved.remarks);
    for clash in &view.saved.clashes {
        app.warn(clash);
    }
    for problem in &view.saved.problems {
        app.tell(&told(problem));
    }
    app.tell_way_back(view.saved.operation);
}

/// Returns what could not be read, with its line.
pub fn told(problem: &Problem) -> String {
    let Problem {
        line,
        message,
        hint,
    } = problem;
    format!("line {line}: {message} ({hint})")
}
