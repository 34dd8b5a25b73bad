//! `tpm announce`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::app::App;
use crate::cli::args::Format;
use crate::cli::error::{CliError, Exit};
use crate::cli::hook::{self, Delivery};
use crate::cli::input::newcomers;
use crate::cli::sending::Target;
use crate::cli::template::Template;
use crate::files::export::Overwrite;
use crate::model::limits::AckRule;
use crate::ops::announce::{Announcement, Hearer, Sending, draft, record};
use crate::ops::outcome::Outcome;
use crate::render::email::Envelope;
use crate::render::template;
use crate::store::Access;
use crate::text::ids::IdWord;
use crate::text::names::{self, PersonWord};
use crate::view::View;
use crate::view::announce::Announced;
use crate::view::minutes::Written;

/// Tell people what was decided, or ask them before it is
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm announce D-12
  tpm announce D-12 --format email -o D-12.eml
  tpm announce D-12 --sent --channel slack --on yesterday
  tpm announce D-12 --sent --to priya,lee
  tpm announce D-12 --send
The message is a draft until --sent says that you sent it, or --send sends it by commands of your own \
(`tpm config set send.slack \"COMMAND {channel}\"`). An open decision goes out as a pre-read.")]
pub struct AnnounceArgs {
    /// A decision
    #[arg(value_name = "ID")]
    pub id: String,
    /// Record that it was sent
    #[arg(long, conflicts_with_all = ["send", "output"])]
    pub sent: bool,
    /// Send it by your own commands, and record it
    #[arg(long, conflicts_with = "output")]
    pub send: bool,
    /// Keep to these people, known ones or groups
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub to: Vec<String>,
    /// Say by what it goes, such as slack or slack:#launch
    #[arg(long, value_name = "CHANNEL")]
    pub channel: Option<String>,
    /// Say when it was sent, if that was not today
    #[arg(long, value_name = "DATE", requires = "sent")]
    pub on: Option<String>,
    /// Ask an answer of all, of none, or of those listed
    #[arg(long, value_name = "WHOM", hide_possible_values = true)]
    pub ack: Option<AckWord>,
    /// Write to this file or into this folder/
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long, requires = "output")]
    pub force: bool,
    /// Write it by this template; `usual` for none
    #[arg(long, value_name = "FILE")]
    pub template: Option<PathBuf>,
    /// Add a name that is close to a known one
    #[arg(long)]
    pub new: bool,
}

/// Of whom an answer is asked.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum AckWord {
    Listed,
    All,
    None,
}

impl AckWord {
    fn rule(self) -> AckRule {
        match self {
            AckWord::Listed => AckRule::Listed,
            AckWord::All => AckRule::All,
            AckWord::None => AckRule::None,
        }
    }
}

pub fn run(app: &App, args: &AnnounceArgs) -> Result<Exit, CliError> {
    let id = app.id(&args.id)?;
    let ack = args.ack.map(AckWord::rule);
    let sending = Sending {
        on: app
            .optional_past_date(args.on.as_deref())?
            .unwrap_or(app.ctx.today),
        channel: args.channel.clone(),
        to: app.people(&args.to)?,
        ack,
        newcomers: newcomers(args.new),
    };
    if args.sent {
        return app.change(|desk| record(desk, &id, &sending));
    }
    let store = app.store(Access::Read)?;
    let announcement = draft(store.reader(), &app.ctx, &id, ack, &sending.to)?;
    drop(store);
    let mut view = Announced {
        announcement,
        today: app.ctx.today,
        own: None,
    };
    if let Some(template) = app.template("announce", args.template.as_deref())? {
        let Template { name, text } = template;
        view.own = Some(template::render(&name, &text, &view.values())?);
    }
    if args.send {
        return send(app, &view, &id, &sending);
    }
    show(app, args, &view)
}

/// Shows the draft, or writes it to a file, and says for whom it is.
fn show(app: &App, args: &AnnounceArgs, view: &Announced) -> Result<Exit, CliError> {
    let facts = &view.announcement.whole.facts;
    let output = args
        .output
        .as_deref()
        .filter(|path| path.as_os_str() != "-");
    if let Some(path) = output {
        let stem = format!("{}-{}", facts.id(), names::slug(facts.title(), 60));
        let overwrite = match args.force {
            true => Overwrite::Replace,
            false => Overwrite::Refuse,
        };
        let target = Target {
            path,
            stem: stem.trim_end_matches('-'),
            overwrite,
        };
        let path = app.write_out(&view.document(), target, envelope(view, &untold(view)))?;
        app.show_written(&Written(vec![(facts.id(), path)]))?;
        if app.globals.dry_run {
            app.tell("dry run: nothing was written");
        }
    } else if app.format() == Format::Table && !app.globals.quiet {
        let document = view.document();
        app.page(&app.safe_for_terminal(app.outgoing(&document, Format::Text)))?;
        app.copy_if_wanted(&document)?;
    } else if app.format() == Format::Email && !app.globals.quiet {
        let document = view.document();
        app.page(&app.mail(&document, envelope(view, &untold(view))))?;
        app.copy_if_wanted(&document)?;
    } else {
        app.show(view)?;
    }
    for line in view.told_of() {
        app.tell(&line);
    }
    if view.announcement.audience.iter().any(Hearer::is_untold) {
        app.tell(&format!(
            "a draft: `tpm announce {} --sent` records that you sent it",
            facts.id()
        ));
    }
    Ok(Exit::Done)
}

/// Returns those to whom the draft is to go.
fn untold(view: &Announced) -> Vec<&Hearer> {
    let audience = view.announcement.audience.iter();
    audience.filter(|hearer| hearer.is_untold()).collect()
}

fn envelope(view: &Announced, to: &[&Hearer]) -> Envelope {
    let with_address = to.iter().filter_map(|hearer| {
        let address = hearer.email.clone()?;
        Some((hearer.name.clone(), address))
    });
    Envelope {
        to: with_address.collect(),
        subject: Some(view.subject()),
        ..Envelope::default()
    }
}

/// Sends to everybody who can be reached, records each message that went out, and says what did not.
fn send(app: &App, view: &Announced, id: &IdWord, sending: &Sending) -> Result<Exit, CliError> {
    let is_named = !sending.to.is_empty();
    let audience = view.announcement.audience.iter();
    let due: Vec<&Hearer> = audience
        .filter(|hearer| is_named || hearer.is_untold())
        .collect();
    let routes = hook::routes(app, &due, sending.channel.as_deref(), |hearer: &&Hearer| {
        hook::Reach {
            handle: &hearer.handle,
            email: hearer.email.as_deref(),
            channel: hearer.channel.as_deref(),
        }
    })?;
    for left in &routes.unreached {
        app.warn(&format!(
            "@{left} cannot be reached by any command that is set"
        ));
    }
    let mut told: Option<Outcome> = None;
    let mut failure: Option<CliError> = None;
    for (delivery, to) in routes.deliveries(&view.subject()) {
        match deliver(app, view, (id, sending), (&delivery, &to)) {
            Ok(outcome) => match &mut told {
                Some(told) => told.absorb(outcome),
                None => told = Some(outcome),
            },
            Err(error) => match failure {
                None => failure = Some(error),
                Some(_) => app.warn(&error.message),
            },
        }
    }
    let sent_something = told.is_some();
    if let Some(told) = told {
        app.tell_outcome(told)?;
    }
    match failure {
        Some(error) => Err(error),
        None if sent_something => Ok(Exit::Done),
        None => Err(nobody(&view.announcement)),
    }
}

fn nobody(announcement: &Announcement) -> CliError {
    let id = announcement.whole.facts.id();
    let message = match announcement.audience.iter().any(Hearer::is_untold) {
        true => format!("nobody who must know of {id} can be reached"),
        false => format!("nobody is left to be told of {id}"),
    };
    CliError::new(Exit::Refused, "refused", message).hint(
        "`tpm person NAME --channel slack:#ROOM` says where somebody is reached; --to names others",
    )
}

/// Sends one message and records it; on trial it does neither.
fn deliver(
    app: &App,
    view: &Announced,
    (id, sending): (&IdWord, &Sending),
    (delivery, to): (&Delivery, &[&&Hearer]),
) -> Result<Outcome, CliError> {
    let receivers: Vec<&Hearer> = to.iter().map(|hearer| **hearer).collect();
    if !app.globals.dry_run {
        app.deliver(&view.document(), delivery, envelope(view, &receivers))?;
    }
    let handles = receivers
        .iter()
        .map(|hearer| names::read_person(&hearer.handle));
    let handles: Vec<PersonWord> = handles.filter_map(Result::ok).collect();
    let sent = Sending {
        channel: Some(delivery.by.clone()),
        to: handles,
        ..sending.clone()
    };
    let outcome = app.write(|desk| record(desk, id, &sent))?;
    Ok(outcome)
}
