//! `tpm find`.

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::model::id::Kind;
use crate::ops::find::{Search, find};
use crate::store::{Access, Sort};
use crate::view::find::FoundList;

/// Search titles, notes, comments, reasons and names
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm find capacity
  tpm find vendor contract --kind decision
  tpm find freeze -w launch --limit 5
Each word is taken literally; the last also finds words that begin with it. Case and \
accents make no difference. What was imported as history is found too.")]
pub struct FindArgs {
    /// Words that must all be there
    #[arg(required = true, value_name = "WORDS")]
    pub words: Vec<String>,
    /// Keep these kinds, such as decision or person
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = sort)]
    pub kind: Vec<Sort>,
    /// Keep these workstreams and those below them
    #[arg(long, short, value_name = "NAMES", value_delimiter = ',')]
    pub workstream: Vec<String>,
    /// Show at most so many
    #[arg(long, value_name = "COUNT", default_value = "20", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub limit: u32,
}

pub fn run(app: &App, args: &FindArgs) -> Result<Exit, CliError> {
    let FindArgs {
        words,
        kind,
        workstream,
        limit,
    } = args;
    let search = Search {
        words: words.clone(),
        kinds: kind.clone(),
        workstreams: workstream.clone(),
        limit: *limit,
    };
    let store = app.store(Access::Read)?;
    app.show(&FoundList(find(store.reader(), &search)?))?;
    Ok(Exit::Done)
}

/// Reads the name of a kind, in the singular or plural, or the letter of its IDs.
fn sort(word: &str) -> Result<Sort, String> {
    let word = word.to_lowercase();
    let singular = word.strip_suffix('s').unwrap_or(&word);
    match singular {
        "person" | "people" => return Ok(Sort::Person),
        "workstream" => return Ok(Sort::Workstream),
        _ => {}
    }
    let mut letters = singular.chars();
    let by_letter = letters.next().filter(|_| letters.as_str().is_empty());
    Kind::from_noun(singular)
        .or_else(|| by_letter.and_then(Kind::from_letter))
        .map(Sort::Item)
        .ok_or_else(|| {
            "it is action, decision, meeting, risk, need, milestone, person or workstream"
                .to_owned()
        })
}
