//! `tpm meet`.

use clap::Args;

use super::note::{save_draft, save_text};
use crate::cli::app::App;
use crate::cli::editor::{draft_exists, draft_lost};
use crate::cli::error::{CliError, Exit};
use crate::cli::input::newcomers;
use crate::ops::meet::{self, NewMeeting, Subject};
use crate::store::Access;
use crate::text::names;

/// Start a meeting and write its notes
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm meet \"Launch sync\" --with priya,lee
  tpm meet \"Vendor call\" --on yesterday --notes call.md
  tpm meet \"Launch sync\" --resume
Opens your editor on a draft that is laid out ready. When you save, lines such as
`ACTION: @priya send the plan by fri` and `DECISION: use vendor B` become tracked items.")]
pub struct MeetArgs {
    /// What the meeting is called
    #[arg(required = true, value_name = "TITLE")]
    pub title: Vec<String>,
    /// Say who is invited
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub with: Vec<String>,
    /// Say when it was held, if that is not today
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Say to which workstream it belongs
    #[arg(long, short, value_name = "NAME")]
    pub workstream: Option<String>,
    /// Take the notes from a file; `-` reads standard input
    #[arg(long, value_name = "FILE", conflicts_with = "resume")]
    pub notes: Option<String>,
    /// Go on with a draft that was kept
    #[arg(long)]
    pub resume: bool,
    /// Add a name that is close to a known one
    #[arg(long)]
    pub new: bool,
}

pub fn run(app: &App, args: MeetArgs) -> Result<Exit, CliError> {
    let MeetArgs {
        title,
        with,
        on,
        workstream,
        notes,
        resume,
        new,
    } = args;
    let title = title
        .join(" ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let on = on.map(|word| app.date(&word)).transpose()?;
    let invited = app.people(&with)?;
    let invited = meet::invited(app.store(Access::Read)?.reader(), &app.ctx, invited)?;
    let new = NewMeeting {
        held: on.unwrap_or(app.ctx.today),
        with: invited,
        workstream,
        newcomers: newcomers(new),
        title,
    };
    let layout = meet::layout(&app.ctx, &new);
    let draft = app
        .drafts()?
        .of_new(&names::slug(&new.title, 60), &new.title);
    let flags = resume_flags(&new, &with);
    let again = match quoted(&new.title) {
        title if new.title.starts_with('-') => format!("tpm meet --resume{flags} -- {title}"),
        title => format!("tpm meet {title} --resume{flags}"),
    };
    let subject = if resume {
        Subject::Resumed(new)
    } else {
        Subject::New(new)
    };
    if let Some(source) = notes {
        let text = app.file_text(&source)?;
        save_text(app, &subject, "", &text, false)?;
        return Ok(Exit::Done);
    }
    if draft.exists() && !resume {
        return Err(draft_exists(&draft, &again));
    }
    if !app.may_edit() && !resume {
        save_text(app, &subject, "", &layout, false)?;
        return Ok(Exit::Done);
    }
    if !resume {
        draft
            .write(&layout, &layout)
            .map_err(|error| draft_lost(&draft, &error))?;
    }
    save_draft(app, &subject, &draft, &again, false)
}

/// Returns the options that a resumed draft needs again.
fn resume_flags(new: &NewMeeting, with: &[String]) -> String {
    let mut flags = format!(" --on {}", new.held);
    if let Some(workstream) = &new.workstream {
        flags.push_str(&format!(" -w {}", quoted(workstream)));
    }
    if !with.is_empty() {
        flags.push_str(&format!(" --with {}", quoted(&with.join(","))));
    }
    flags
}

/// Writes a title so that a shell takes it for one word, whatever is in it.
fn quoted(title: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || " .,:;/+=@%_-".contains(c);
    if title.chars().all(is_plain) {
        format!("\"{title}\"")
    } else {
        format!("'{}'", title.replace('\'', "'\\''"))
    }
}
