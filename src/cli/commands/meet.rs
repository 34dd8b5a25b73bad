//! `tpm meet`.

use chrono::{DateTime, NaiveDate, Utc};
use clap::Args;
use serde::{Deserialize, Serialize};

use super::calendar::{CalendarArgs, Told, deliver};
use super::note::{self, Care, Desktop, save_draft, save_text};
use crate::cli::app::App;
use crate::cli::editor::draft_lost;
use crate::cli::error::{CliError, Exit};
use crate::cli::input::newcomers;
use crate::files::draft::Draft;
use crate::model::id::{ItemId, Kind};
use crate::model::meeting::Meeting;
use crate::ops::begin::{self, Intent};
use crate::ops::facts::Facts;
use crate::ops::invitation;
use crate::ops::layout::layout;
use crate::ops::meet::{NewMeeting, Subject};
use crate::ops::occasion::{Occasion, Wish, occasion};
use crate::store::{Access, Row};
use crate::text::names;
use crate::view::outcome::Changed;

/// Start a meeting and write its notes
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm meet \"Launch sync\" --with priya,lee
  tpm meet staff
  tpm meet \"Vendor call\" --on yesterday --notes call.md
  tpm meet \"Launch sync\" --on fri --at 10:00 --for 45m --with priya,lee --ics -o sync.ics
  tpm meet staff --on 29dec --cancel
Opens your editor on a draft that is laid out ready; for a series it is its next meeting. When you \
save, lines such as `ACTION: @priya send the plan by fri` and `DECISION: use vendor B` become tracked \
items. With --ics it is planned, and written as an invitation instead.")]
pub struct MeetArgs {
    /// What the meeting is called, a series, or an ID
    #[arg(required = true, value_name = "TITLE")]
    pub title: Vec<String>,
    /// Say who is invited
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub with: Vec<String>,
    /// Say on which day it is, if that is not today
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Say at what time it begins
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Say how long it takes
    #[arg(long = "for", value_name = "LENGTH")]
    pub length: Option<String>,
    /// Say to which workstream it belongs
    #[arg(long, short, value_name = "NAME")]
    pub workstream: Option<String>,
    /// Take the notes from a file; `-` reads standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["resume", "discard", "ics"])]
    pub notes: Option<String>,
    /// Go on with a draft that was kept
    #[arg(long, conflicts_with = "ics")]
    pub resume: bool,
    /// Put a draft that was kept aside
    #[arg(long, conflicts_with_all = ["resume", "ics"])]
    pub discard: bool,
    /// Refuse notes with a line that could be meant otherwise
    #[arg(long, conflicts_with = "ics")]
    pub strict: bool,
    /// Call off a meeting that is planned, or a day of a series
    #[arg(long, conflicts_with_all = ["notes", "resume", "discard"])]
    pub cancel: bool,
    #[command(flatten)]
    pub calendar: CalendarArgs,
    /// Add a name that is close to a known one
    #[arg(long)]
    pub new: bool,
}

/// What is kept of a new meeting beside its draft.
#[derive(Serialize, Deserialize)]
struct Particulars {
    title: String,
    held: NaiveDate,
    starts_at: Option<DateTime<Utc>>,
    minutes: Option<i64>,
    series: Option<String>,
    planned: Option<u32>,
    with: Vec<String>,
    workstream: Option<String>,
    new: bool,
}

pub fn run(app: &App, args: MeetArgs) -> Result<Exit, CliError> {
    let wish = wish(app, &args)?;
    let store = app.store(Access::Read)?;
    let (occasion, remarks) = occasion(store.reader(), &app.ctx, &wish)?;
    let mut new = match occasion {
        Occasion::Open(row) => {
            store.close()?;
            return go_on(app, &args, row);
        }
        Occasion::New(new) => new,
    };
    let draft = draft_of(app, &new.title)?;
    if args.discard {
        return note::discard(app, &draft, &new.title);
    }
    if args.resume {
        new = kept(app, &args, &draft, new)?;
    }
    let text = layout(store.reader(), &app.ctx, &new)?;
    // No connection stays open while a person writes.
    store.close()?;
    if !args.resume {
        app.tell_remarks(&remarks);
    }
    if args.cancel {
        return plan(app, &new, &args.calendar, Intent::CallOff);
    }
    if args.calendar.ics {
        let is_single = new.series.is_none() && new.planned.is_none();
        // What is planned for today begins at a time that was said, not now.
        new.starts_at = new.starts_at.filter(|_| !is_single || args.at.is_some());
        return plan(app, &new, &args.calendar, Intent::Hold);
    }
    let again = way_back(&new.title);
    let care = Care {
        unlink: false,
        strict: args.strict,
    };
    if let Some(source) = &args.notes {
        let text = app.file_text(source)?;
        save_text(app, &Subject::New(new), "", &text, care)?;
        return Ok(Exit::Done);
    }
    if args.resume {
        let desktop = Desktop {
            draft: &draft,
            again: &again,
            present: &text,
        };
        return save_draft(app, &Subject::Resumed(new), desktop, care);
    }
    note::refuse_kept(&draft, &again)?;
    if !app.may_edit() {
        save_text(app, &Subject::New(new), &text, &text, care)?;
        return Ok(Exit::Done);
    }
    draft
        .describe(&particulars(&args, &new))
        .and_then(|()| draft.write(&text, &text))
        .map_err(|error| draft_lost(&draft, &error))?;
    let desktop = Desktop {
        draft: &draft,
        again: &again,
        present: &text,
    };
    save_draft(app, &Subject::New(new), desktop, care)
}

fn wish(app: &App, args: &MeetArgs) -> Result<Wish, CliError> {
    let words = args.title.join(" ");
    Ok(Wish {
        title: words.split_whitespace().collect::<Vec<_>>().join(" "),
        on: args.on.as_ref().map(|word| app.date(word)).transpose()?,
        at: args.at.as_ref().map(|word| app.time(word)).transpose()?,
        minutes: args
            .length
            .as_ref()
            .map(|word| app.minutes(word))
            .transpose()?,
        with: app.people(&args.with)?,
        workstream: args.workstream.clone(),
        newcomers: newcomers(args.new),
    })
}

/// Goes on with a meeting that has notes already.
fn go_on(app: &App, args: &MeetArgs, row: Row<Meeting>) -> Result<Exit, CliError> {
    let id = row.id(Kind::Meeting);
    if args.calendar.ics {
        args.calendar.check(app, &row.entity.title)?;
        let store = app.store(Access::Read)?;
        let invitation = invitation::of_meeting(store.reader(), &app.ctx, &row)?;
        return deliver(app, &invitation, &args.calendar, None);
    }
    if args.cancel || args.notes.is_some() || !(app.may_edit() || args.resume || args.discard) {
        let title = &row.entity.title;
        return Err(CliError::new(
            Exit::Refused,
            "refused",
            format!("{id} \"{title}\" is {} already", row.entity.status),
        )
        .hint(format!("`tpm note {id} --add LINE` adds to its notes")));
    }
    app.tell(&format!(
        "{id} is {} already: these are its notes",
        row.entity.status
    ));
    let args = note::NoteArgs {
        id: Some(id.to_string()),
        add: None,
        from: None,
        candidates: false,
        accept: None,
        resume: args.resume,
        unlink: false,
        strict: args.strict,
        drafts: false,
        discard: args.discard,
    };
    note::run(app, args)
}

fn plan(
    app: &App,
    new: &NewMeeting,
    calendar: &CalendarArgs,
    intent: Intent,
) -> Result<Exit, CliError> {
    calendar.check(app, &new.title)?;
    let mut store = app.store(Access::Write)?;
    let outcome = begin::plan(app.desk(&mut store), new, intent)?;
    let Some(Facts::Meeting(facts)) = outcome.items.first() else {
        return app.tell_outcome(outcome);
    };
    if app.globals.dry_run || !calendar.ics {
        // After a rehearsal nothing is there that an invitation could be written from.
        return app.tell_outcome(outcome);
    }
    let invitation = invitation::of_meeting(store.reader(), &app.ctx, &facts.row)?;
    store.close()?;
    let view = Changed {
        outcome,
        today: app.ctx.today,
    };
    if let (Some(start), Some(_), Intent::Hold) = (new.starts_at, view.outcome.operation, intent) {
        let zone = app.ctx.zone;
        let local = start.with_timezone(&zone).format("%H:%M");
        app.tell(&format!("it begins at {local} ({zone})"));
    }
    let told = view.outcome.operation.map(|operation| Told {
        view: &view,
        remarks: &view.outcome.remarks,
        operation: Some(operation),
    });
    deliver(app, &invitation, calendar, told)
}

/// Returns the draft of a new meeting of this title.
pub fn draft_of(app: &App, title: &str) -> Result<Draft, CliError> {
    Ok(app.drafts()?.of_new(&names::slug(title, 60), title))
}

/// Returns the title of the new meeting that a draft is of.
pub fn title_of(draft: &Draft) -> Option<String> {
    let text = draft.particulars().ok()??;
    let particulars: Particulars = serde_json::from_str(&text).ok()?;
    Some(particulars.title)
}

fn particulars(args: &MeetArgs, new: &NewMeeting) -> String {
    let particulars = Particulars {
        title: new.title.clone(),
        held: new.held,
        starts_at: new.starts_at,
        minutes: new.minutes,
        series: new.series.clone(),
        planned: new.planned.map(|id| id.number),
        with: args.with.clone(),
        workstream: args.workstream.clone(),
        new: args.new,
    };
    serde_json::to_string(&particulars).expect("particulars are plain data")
}

/// Returns the meeting as it was when its draft was begun; what was typed now wins.
fn kept(
    app: &App,
    args: &MeetArgs,
    draft: &Draft,
    typed: NewMeeting,
) -> Result<NewMeeting, CliError> {
    let text = draft
        .particulars()
        .map_err(|error| draft_lost(draft, &error))?;
    // A draft of an older version has none beside it.
    let Some(kept) = text.and_then(|text| serde_json::from_str::<Particulars>(&text).ok()) else {
        return Ok(typed);
    };
    let is_timed = args.on.is_some() || args.at.is_some();
    Ok(NewMeeting {
        title: kept.title,
        held: if args.on.is_some() {
            typed.held
        } else {
            kept.held
        },
        starts_at: if is_timed {
            typed.starts_at
        } else {
            kept.starts_at
        },
        minutes: args.length.as_ref().map_or(kept.minutes, |_| typed.minutes),
        series: kept.series,
        planned: kept
            .planned
            .map(|number| ItemId::new(Kind::Meeting, number)),
        with: match args.with.is_empty() {
            true => app.people(&kept.with)?,
            false => typed.with,
        },
        workstream: typed.workstream.or(kept.workstream),
        newcomers: newcomers(args.new || kept.new),
    })
}

/// Returns the command that goes on with the draft of a new meeting.
pub fn way_back(title: &str) -> String {
    match quoted(title) {
        quoted if title.starts_with('-') => format!("tpm meet --resume -- {quoted}"),
        quoted => format!("tpm meet {quoted} --resume"),
    }
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
