//! `tpm agenda`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::cli::input::{newcomers, set};
use crate::ops::agenda::{self, Addition, Change, Details, Place};
use crate::store::Access;
use crate::view::agenda::{AgendaChanged, AgendaView};

/// Show what a meeting takes up, add to it and order it
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm agenda staff
  tpm agenda staff --add \"Vendor choice\" --for 10m --presenter lee --item D-3
  tpm agenda staff --add \"Office move\" --park
  tpm agenda M-3 2 --move-to next
  tpm agenda M-3 2 --outcome \"went with vendor B\"
Of a series it is the agenda of the next meeting, and the parking lot. Items are named by the numbers \
that are shown.")]
pub struct AgendaArgs {
    /// A meeting or a series, if it is not the open one
    #[arg(value_name = "MEETING")]
    pub whose: Option<String>,
    /// The number of the item to change
    #[arg(value_name = "NUMBER")]
    pub number: Option<usize>,
    /// Add an item
    #[arg(long, value_name = "TOPIC", conflicts_with = "number")]
    pub add: Option<String>,
    /// Change what an item is called
    #[arg(long, value_name = "TOPIC", conflicts_with = "add")]
    pub title: Option<String>,
    /// Say how long it takes
    #[arg(long = "for", value_name = "LENGTH")]
    pub length: Option<String>,
    /// Say who presents it
    #[arg(long, value_name = "NAME")]
    pub presenter: Option<String>,
    /// Say which decision or action it is about
    #[arg(long, value_name = "ID")]
    pub item: Option<String>,
    /// Say what came of it
    #[arg(long, value_name = "TEXT")]
    pub outcome: Option<String>,
    /// Move it to a place, or to the `next` meeting
    #[arg(long, value_name = "PLACE", value_parser = place)]
    pub move_to: Option<Place>,
    /// Put it into the series' parking lot
    #[arg(long, conflicts_with = "move_to")]
    pub park: bool,
    /// Take it off
    #[arg(long, conflicts_with_all = ["add", "move_to", "park"])]
    pub drop: bool,
    /// Add a name that is close to a known one
    #[arg(long)]
    pub new: bool,
}

fn place(word: &str) -> Result<Place, String> {
    match word.to_lowercase().as_str() {
        "next" => Ok(Place::Next),
        number => match number.parse() {
            Ok(at) if at > 0 => Ok(Place::At(at)),
            _ => Err("it is a number, or next".to_owned()),
        },
    }
}

impl AgendaArgs {
    /// Returns what an item is to be told, and whether that is anything.
    fn details(&self, app: &App) -> Result<(Details, bool), CliError> {
        let AgendaArgs {
            whose: _,
            number: _,
            add: _,
            title,
            length,
            presenter,
            item,
            outcome,
            move_to,
            park,
            drop,
            new: _,
        } = self;
        let typed = [title, length, presenter, item, outcome];
        let is_said =
            typed.iter().any(|typed| typed.is_some()) || move_to.is_some() || *park || *drop;
        let details = Details {
            minutes: set(length.as_deref(), |word| app.minutes(word))?,
            presenter: presenter
                .as_ref()
                .map(|word| app.person(word))
                .transpose()?,
            about: set(item.as_deref(), |word| app.id(word))?,
            outcome: app.set_text(outcome.as_deref())?,
        };
        Ok((details, is_said))
    }
}

pub fn run(app: &App, args: &AgendaArgs) -> Result<Exit, CliError> {
    let (details, is_said) = args.details(app)?;
    let place = match args.park {
        true => Some(Place::Parked),
        false => args.move_to,
    };
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    // `tpm agenda 2 --park` is item 2 of the meeting that is open.
    let (whose, number) = match (&args.whose, args.number) {
        (Some(word), None) if args.add.is_none() => match word.parse() {
            Ok(number) => (None, Some(number)),
            Err(_) => (Some(word.as_str()), None),
        },
        (word, number) => (word.as_deref(), number),
    };
    if let Some(title) = &args.add {
        let addition = Addition {
            title: one_line(title),
            details,
            place,
        };
        let changed = app.write(|desk| agenda::add(desk, whose, &addition, newcomers(args.new)))?;
        return tell(app, changed);
    }
    let Some(number) = number else {
        if is_said {
            return Err(CliError::usage(
                "it is missing which item of the agenda is meant",
                "name its number, as in `tpm agenda staff 2 --park`",
            ));
        }
        let store = app.store(Access::Read)?;
        let whose = agenda::whose(store.reader(), &app.ctx, whose)?;
        app.show(&AgendaView(agenda::agenda(store.reader(), &whose)?))?;
        return Ok(Exit::Done);
    };
    if !is_said {
        return Err(CliError::usage(
            format!("it is missing what to do with item {number}"),
            "move it with --move-to, say --outcome, or --park it",
        ));
    }
    let change = Change {
        number,
        title: args.title.as_deref().map(one_line),
        details,
        place,
        drop: args.drop,
    };
    let changed = app.write(|desk| agenda::change(desk, whose, &change, newcomers(args.new)))?;
    tell(app, changed)
}

fn tell(app: &App, changed: agenda::Changed) -> Result<Exit, CliError> {
    let view = AgendaChanged(changed);
    app.show(&view)?;
    app.tell_remarks(&view.0.remarks);
    app.tell_way_back(view.0.operation);
    Ok(Exit::Done)
}
