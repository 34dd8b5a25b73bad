//! `tpm nudge`.

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use crate::cli::app::App;
use crate::cli::args::Format;
use crate::cli::error::{CliError, Exit};
use crate::cli::hook;
use crate::ops::chase::{self, Digest, Height, Nudges};
use crate::ops::outcome::Outcome;
use crate::render::email::Envelope;
use crate::store::Access;
use crate::view::nudge::{NudgeList, message, subject};

/// Ask people about what waits on them
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm nudge --due
  tpm nudge A-7 D-4
  tpm nudge --due --send
  tpm nudge A-7 --sent --channel \"in person\"
  tpm nudge A-7 --to manager
Each person gets one message, and at most one a day. It is a draft until --sent says that you sent it, or \
--send sends it by commands of your own. Who is away is left out, or whoever stands in is asked.")]
pub struct NudgeArgs {
    /// Actions and decisions: IDs, ranges, `.` or `-`
    #[arg(value_name = "IDS")]
    pub ids: Vec<String>,
    /// Take all that is due today by the ladder
    #[arg(long, conflicts_with = "ids")]
    pub due: bool,
    /// Turn to their managers, or keep to the ladder
    #[arg(long, value_name = "WHOM", hide_possible_values = true)]
    pub to: Option<ToWord>,
    /// Record that it was sent
    #[arg(long, conflicts_with = "send")]
    pub sent: bool,
    /// Send it by your own commands, and record it
    #[arg(long)]
    pub send: bool,
    /// Say by what it goes, such as slack or in person
    #[arg(long, value_name = "CHANNEL")]
    pub channel: Option<String>,
    /// Say when it was sent, if that was not today
    #[arg(long, value_name = "DATE", requires = "sent")]
    pub on: Option<String>,
}

/// To whom a nudge goes.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToWord {
    Ladder,
    Manager,
}

pub fn run(app: &App, args: &NudgeArgs) -> Result<Exit, CliError> {
    let NudgeArgs {
        ids,
        due,
        to,
        sent,
        send: by_hook,
        channel,
        on,
    } = args;
    let height = match to {
        Some(ToWord::Manager) => Height::Manager,
        Some(ToWord::Ladder) | None => Height::Ladder,
    };
    if ids.is_empty() && !due {
        return Err(CliError::usage(
            "whom to nudge about what?",
            "name an action or a decision, or --due for all that is due today",
        ));
    }
    let ids = app.ids(ids)?;
    let on = app.optional_past_date(on.as_deref())?;
    let on = on.unwrap_or(app.ctx.today);
    let store = app.store(Access::Read)?;
    let nudges = match due {
        true => chase::due(store.reader(), &app.ctx, height)?,
        false => chase::about(store.reader(), &app.ctx, &ids, height)?,
    };
    drop(store);
    tell_left_out(app, &nudges);
    if nudges.digests.is_empty() || !(*sent || *by_hook) {
        return show(app, &nudges);
    }
    if *sent {
        let digests = &nudges.digests;
        return app.change(|desk| chase::record(desk, digests, channel.as_deref(), on));
    }
    send(app, &nudges, channel.as_deref(), on)
}

fn tell_left_out(app: &App, nudges: &Nudges) {
    for handle in &nudges.had_today {
        app.tell(&format!("@{handle} was nudged today already"));
    }
    for handle in &nudges.away {
        app.tell(&format!("@{handle} is away, and nobody stands in"));
    }
}

/// Shows the drafts.
fn show(app: &App, nudges: &Nudges) -> Result<Exit, CliError> {
    let today = app.ctx.today;
    let view = NudgeList { nudges, today };
    let is_mail = app.format() == Format::Email;
    match &nudges.digests[..] {
        // One message is shown as it goes out; a mail has one receiver or it is no draft.
        [digest] if is_mail => {
            let document = message(digest, today);
            let text = app.mail(&document, envelope(digest));
            app.page(&app.safe_for_terminal(text))?;
            app.copy_if_wanted(&document)?;
        }
        [_, _, ..] if is_mail => {
            return Err(CliError::usage(
                "several people are nudged, and a mail goes to one",
                "name items of one person, or --send them all",
            ));
        }
        _ => app.show(&view)?,
    }
    if !nudges.digests.is_empty() {
        app.tell("drafts: the same command with --sent records that you sent them");
    }
    Ok(Exit::Done)
}

fn envelope(digest: &Digest) -> Envelope {
    let person = &digest.to.entity;
    let to = person
        .email
        .clone()
        .map(|email| (person.name.clone(), email));
    let copies = digest.copies.iter();
    let copies = copies.filter_map(|(_, email)| Some((None, email.clone()?)));
    Envelope {
        to: to.into_iter().chain(copies).collect(),
        subject: Some(subject(digest)),
        ..Envelope::default()
    }
}

/// Sends each digest to its person and records it; what failed is told at the end.
fn send(
    app: &App,
    nudges: &Nudges,
    channel: Option<&str>,
    on: NaiveDate,
) -> Result<Exit, CliError> {
    let mut told: Option<Outcome> = None;
    let mut failure: Option<CliError> = None;
    for digest in &nudges.digests {
        match deliver(app, digest, channel, on) {
            Ok(Some(outcome)) => match &mut told {
                Some(told) => told.absorb(outcome),
                None => told = Some(outcome),
            },
            Ok(None) => {}
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
        None => Err(CliError::new(
            Exit::Refused,
            "refused",
            "nobody who is to be nudged can be reached",
        )
        .hint("`tpm person NAME --email ADDRESS` says where; --sent records what you sent")),
    }
}

fn deliver(
    app: &App,
    digest: &Digest,
    channel: Option<&str>,
    on: NaiveDate,
) -> Result<Option<Outcome>, CliError> {
    let one = std::slice::from_ref(digest);
    let routes = hook::routes(app, one, channel, |digest: &Digest| hook::Reach {
        handle: &digest.to.entity.handle,
        email: digest.to.entity.email.as_deref(),
        channel: digest.to.entity.channel.as_deref(),
    })?;
    let deliveries = routes.deliveries(&subject(digest));
    let Some((delivery, _)) = deliveries.first() else {
        let handle = &digest.to.entity.handle;
        app.warn(&format!(
            "@{handle} cannot be reached by any command that is set"
        ));
        return Ok(None);
    };
    if !app.globals.dry_run {
        app.deliver(&message(digest, app.ctx.today), delivery, envelope(digest))?;
    }
    let outcome = app.write(|desk| chase::record(desk, one, Some(&delivery.by), on))?;
    Ok(Some(outcome))
}
