//! `tpm option`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::ops::edit::ListEdit;
use crate::ops::options::{OptionEdit, Presence, options, weigh};
use crate::store::Access;
use crate::view::option::{OptionsView, WeighedView};

/// Weigh the options of a decision
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm option D-12 \"Vendor B\" --pro \"cheaper\" --con \"no support\" --score cost=4
  tpm option D-12 2 --score speed=3 --position 1
  tpm option D-12 --criteria cost:2,speed
  tpm option D-12
Scores go from 1 (worst) to 5 (best), weights from 1 to 10. The comparison suggests; \
`tpm decide D-12 --chose 2` decides.")]
pub struct OptionArgs {
    /// A decision: its ID or `.`
    #[arg(value_name = "ID")]
    pub id: String,
    /// An option: its number or title, or a new title
    #[arg(value_name = "OPTION")]
    pub option: Option<String>,
    /// Change the title
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Add what speaks for it; `none` empties
    #[arg(long, value_name = "TEXT")]
    pub pro: Vec<String>,
    /// Add what speaks against it; `none` empties
    #[arg(long, value_name = "TEXT")]
    pub con: Vec<String>,
    /// Score it from 1 to 5 by a criterion, such as cost=3
    #[arg(long, value_name = "NAME=SCORE", value_delimiter = ',')]
    pub score: Vec<String>,
    /// Change the criteria: cost:2,speed, or +name and -name
    #[arg(long, value_name = "NAMES", allow_hyphen_values = true)]
    pub criteria: Option<String>,
    /// Move it to this place in the list
    #[arg(long, value_name = "PLACE", value_parser = clap::value_parser!(u16).range(1..))]
    pub position: Option<u16>,
    /// Take it away; its number is not given again
    #[arg(long, conflicts_with_all = ["title", "pro", "con", "score", "position"])]
    pub remove: bool,
}

impl OptionArgs {
    /// Whether it only asks for the comparison.
    fn reads(&self) -> bool {
        self.option.is_none() && self.criteria.is_none()
    }

    /// Whether something is said that needs an option to say it of.
    fn needs_option(&self) -> bool {
        self.title.is_some()
            || self.position.is_some()
            || self.remove
            || [&self.pro, &self.con, &self.score]
                .iter()
                .any(|words| !words.is_empty())
    }
}

pub fn run(app: &App, args: OptionArgs) -> Result<Exit, CliError> {
    let id = app.id(&args.id)?;
    if args.option.is_none() && args.needs_option() {
        return Err(CliError::usage(
            format!("which option of {}?", args.id),
            format!("name it after the ID: tpm option {} \"TITLE\"", args.id),
        ));
    }
    if args.reads() {
        let store = app.store(Access::Read)?;
        let decision = options(store.reader(), &app.ctx, &id)?;
        app.show(&OptionsView {
            decision,
            today: app.ctx.today,
        })?;
        return Ok(Exit::Done);
    }
    let edit = read(app, args)?;
    let weighed = app.write(|desk| weigh(desk, &id, &edit))?;
    let (remarks, operation) = (weighed.remarks.clone(), weighed.operation);
    let today = app.ctx.today;
    app.tell_change(&WeighedView { weighed, today }, &remarks, operation)
}

fn read(app: &App, args: OptionArgs) -> Result<OptionEdit, CliError> {
    let OptionArgs {
        id: _,
        option,
        title,
        pro,
        con,
        score,
        criteria,
        position,
        remove,
    } = args;
    Ok(OptionEdit {
        option,
        title,
        pros: points(app, &pro)?,
        cons: points(app, &con)?,
        scores: score
            .iter()
            .map(|typed| app.score(typed))
            .collect::<Result<_, _>>()?,
        criteria: app.criteria(criteria.as_deref())?,
        position: position.map(usize::from),
        presence: if remove {
            Presence::Removed
        } else {
            Presence::Kept
        },
    })
}

/// Reads points that are added, or with `none` replace what was there.
fn points(app: &App, typed: &[String]) -> Result<ListEdit<String>, CliError> {
    let mut edit = ListEdit::default();
    for word in typed {
        match word.as_str() {
            "none" => edit.replace = Some(Vec::new()),
            word => edit.add.push(app.text(word)?),
        }
    }
    Ok(edit)
}
