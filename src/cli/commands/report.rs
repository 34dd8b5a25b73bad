//! `tpm report`.

mod words;

use std::path::{Path, PathBuf};

use chrono::Days;
use clap::{Args, Subcommand};

use crate::cli::app::App;
use crate::cli::args::Format;
use crate::cli::error::{CliError, Exit};
use crate::cli::sending::Target;
use crate::files::export::Overwrite;
use crate::ops::one_to_one::one_to_one;
use crate::ops::report::{self, Section};
use crate::ops::update::{self, Copy};
use crate::render::email::Envelope;
use crate::render::{Document, plain};
use crate::store::Access;
use crate::view::View;
use crate::view::one_to_one::OneToOneView;
use crate::view::report::{WeeklyReport, one};
use crate::view::update::UpdateView;

/// How many days back a talk with somebody looks.
const USUAL_DAYS: u64 = 30;

/// Report on the week, or on one person
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm report weekly -w launch
  tpm report weekly -w launch --format slack
  tpm report person priya")]
pub struct ReportArgs {
    #[command(subcommand)]
    pub report: Report,
}

/// What is reported on.
#[derive(Subcommand, Debug)]
pub enum Report {
    Weekly(WeeklyArgs),
    Person(PersonArgs),
}

/// Report on the week: the facts, and your own words
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm report weekly
  tpm report weekly -w launch --edit
  tpm report weekly -w launch,billing --format email -o status.eml
  tpm report weekly -w launch --sent --channel \"#launch\"
Facts come from the file; `--edit` or `tpm update` adds your words. Once one is recorded as sent, the next \
tells what changed since then.")]
pub struct WeeklyArgs {
    /// Report on these workstreams, else on the whole program
    #[arg(short, long, value_name = "NAMES", value_delimiter = ',')]
    pub workstream: Vec<String>,
    /// Begin with this day instead of the last report
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Write your words in your editor first
    #[arg(long)]
    pub edit: bool,
    /// Write it to this file
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long, requires = "output")]
    pub force: bool,
    /// Record that it was sent, with the text as it is now
    #[arg(long)]
    pub sent: bool,
    /// Say where it was sent
    #[arg(long, value_name = "PLACE", requires = "sent")]
    pub channel: Option<String>,
}

/// Collect what there is to talk about with one person
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm report person priya
  tpm report person priya --since 1nov --format md
What they decided and ended, what they have to decide, are asked and owe, and what is stuck on them.")]
pub struct PersonArgs {
    /// Who it is
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Tell what they decided and ended since a day, else 30 days ago
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
}

pub fn run(app: &App, args: ReportArgs) -> Result<Exit, CliError> {
    match args.report {
        Report::Weekly(args) => weekly(app, &args),
        Report::Person(args) => person(app, &args),
    }
}

fn weekly(app: &App, args: &WeeklyArgs) -> Result<Exit, CliError> {
    let WeeklyArgs {
        workstream,
        since,
        edit,
        output,
        force,
        sent,
        channel,
    } = args;
    let since = app.first_day(since.as_deref())?;
    if *edit {
        words::write(app, workstream, since)?;
    }
    let store = app.store(Access::Read)?;
    let sections = report::weekly(store.reader(), &app.ctx, workstream, since)?;
    store.close()?;
    tell_unwritten(app, &sections);
    let view = WeeklyReport {
        sections,
        today: app.ctx.today,
    };
    let file = output.as_ref().filter(|path| path.as_os_str() != "-");
    if let Some(path) = file {
        let documents = view.sections.iter().flat_map(|section| one(section).blocks);
        let document = Document {
            blocks: documents.collect(),
        };
        save(app, &document, path, *force)?;
    }
    match sent {
        true => record(app, &view.sections, channel.as_deref(), file.is_some()),
        false if file.is_some() => Ok(Exit::Done),
        false => {
            app.show(&view)?;
            Ok(Exit::Done)
        }
    }
}

fn person(app: &App, args: &PersonArgs) -> Result<Exit, CliError> {
    let PersonArgs { name, since } = args;
    let word = app.person(name)?;
    let usual = app.ctx.today.checked_sub_days(Days::new(USUAL_DAYS));
    let since = app.first_day(since.as_deref())?.or(usual);
    let store = app.store(Access::Read)?;
    let since = since.unwrap_or(app.ctx.today);
    app.show(&OneToOneView {
        one: one_to_one(store.reader(), &app.ctx, &word, since)?,
        today: app.ctx.today,
    })?;
    Ok(Exit::Done)
}

/// Says which words are missing, and how to add them.
fn tell_unwritten(app: &App, sections: &[Section]) {
    for section in sections {
        let words = [
            ("summary", &section.summary),
            ("highlights", &section.highlights),
            ("lowlights", &section.lowlights),
            ("ask", &section.ask),
        ];
        let missing = words.iter().filter(|(_, text)| text.is_none());
        let missing: Vec<&str> = missing.map(|(name, _)| *name).collect();
        if let [first, ..] = missing.as_slice() {
            let of = section
                .slug
                .as_ref()
                .map_or(String::new(), |slug| format!(" -w {slug}"));
            app.tell(&format!(
                "not written yet: {}; `tpm update{of} --{first} TEXT` adds it",
                missing.join(", ")
            ));
        }
    }
}

fn save(app: &App, document: &Document, path: &Path, force: bool) -> Result<(), CliError> {
    if matches!(app.format(), Format::Json | Format::Jsonl | Format::Csv) {
        return Err(CliError::usage(
            "records are not what is sent",
            "leave -o out, or choose md, text, html, slack or email",
        ));
    }
    let target = Target {
        path,
        stem: &format!("status-{}", app.ctx.today),
        overwrite: match force {
            true => Overwrite::Replace,
            false => Overwrite::Refuse,
        },
    };
    let path = app.write_out(document, target, Envelope::default())?;
    match app.globals.dry_run {
        true => app.tell("dry run: nothing was written"),
        false => app.sink.result(&format!("Wrote {}\n", path.display()))?,
    }
    Ok(())
}

/// Records that reports were sent. Where a form was asked for, what was sent is the result, so that it can
/// be piped on; else it is the line that says so.
fn record(
    app: &App,
    sections: &[Section],
    channel: Option<&str>,
    was_written: bool,
) -> Result<Exit, CliError> {
    let is_line = matches!(
        app.format(),
        Format::Table | Format::Plain | Format::Json | Format::Jsonl | Format::Csv
    );
    let format = if is_line { Format::Md } else { app.format() };
    let copies: Vec<_> = sections
        .iter()
        .map(|section| {
            let copy = Copy {
                begins: section.begins,
                text: app.outgoing(&one(section), format),
                channel: channel.map(str::to_owned),
                rag: section.rag(),
            };
            (section.workstream, copy)
        })
        .collect();
    let view = |updates, verb| UpdateView {
        updates,
        verb: Some(verb),
    };
    if is_line {
        return app.change_whole(|desk| update::sent(desk, &copies), view);
    }
    let sent = app.write(|desk| update::sent(desk, &copies))?;
    if !was_written {
        let texts: Vec<&str> = copies.iter().map(|(_, copy)| copy.text.as_str()).collect();
        app.sink.result(&texts.join("\n"))?;
    }
    app.tell(plain::render(&view(sent.now, sent.verb).document()).trim_end());
    app.tell_way_back(sent.operation);
    Ok(Exit::Done)
}
