//! The options that `propose` and `decide` share.

use clap::{Args, ValueEnum};

use crate::cli::app::App;
use crate::cli::error::CliError;
use crate::cli::input::{door, level, newcomers};
use crate::model::decision::{Execution, Reach, Tags};
use crate::model::words::{Door, Level};
use crate::ops::decide::Particulars;
use crate::ops::edit::ListEdit;
use crate::ops::roles::Parts;

#[derive(Args, Debug)]
pub struct ParticularsArgs {
    /// Say who decides
    #[arg(long, value_name = "NAME")]
    pub decider: Option<String>,
    /// Say who drives it to a decision
    #[arg(long, value_name = "NAME")]
    pub driver: Option<String>,
    /// Say who must agree; their objection stops it
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub agree: Vec<String>,
    /// Say who is asked for input
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub input: Vec<String>,
    /// Say who carries it out
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub perform: Vec<String>,
    /// Say who is informed
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub inform: Vec<String>,
    /// Say by when it is to be decided
    #[arg(long, value_name = "DATE")]
    pub due: Option<String>,
    /// Say what happens if it is not decided in time
    #[arg(long, value_name = "TEXT")]
    pub if_late: Option<String>,
    /// Say why
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    /// Say what it is about; `-` reads it from standard input
    #[arg(long, value_name = "TEXT")]
    pub context: Option<String>,
    /// Say what follows from it
    #[arg(long, value_name = "TEXT")]
    pub consequences: Option<String>,
    /// Say when to look at it again
    #[arg(long, value_name = "DATE")]
    pub review_by: Option<String>,
    #[command(flatten)]
    pub tail: TailArgs,
    /// Say to which workstream it belongs
    #[arg(long, short, value_name = "NAME")]
    pub workstream: Option<String>,
    /// Say whether it can be taken back: two-way or one-way
    #[arg(long, value_name = "WAY", value_parser = door)]
    pub door: Option<Door>,
    /// Say how much hangs on it: high, medium or low
    #[arg(long, value_name = "LEVEL", value_parser = level)]
    pub impact: Option<Level>,
    /// Add labels
    #[arg(long, value_name = "LABELS", value_delimiter = ',')]
    pub tag: Vec<String>,
    /// Say what options are compared by, such as cost:2,speed
    #[arg(long, value_name = "NAMES")]
    pub criteria: Option<String>,
    /// Replace older decisions once this one is accepted
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    pub supersedes: Vec<String>,
    /// Say when it happened, if that was not today
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Keep the title to the letter
    #[arg(long)]
    pub literal: bool,
    /// Add a name that is close to a known one
    #[arg(long)]
    pub new: bool,
}

/// What follows once it is made: who must know, and who carries it out by when.
#[derive(Args, Debug, Default)]
pub struct TailArgs {
    /// Say who must know: those listed, or none
    #[arg(long, value_name = "WHO", hide_possible_values = true)]
    pub audience: Option<AudienceWord>,
    /// Say whether actions carry it out: required, or none
    #[arg(long, value_name = "HOW", hide_possible_values = true)]
    pub execution: Option<ExecutionWord>,
    /// Say by when it is to be carried out
    #[arg(long, value_name = "DATE")]
    pub execute_by: Option<String>,
}

/// Whether anybody must know.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum AudienceWord {
    Listed,
    None,
}

/// Whether it has to be carried out.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExecutionWord {
    Required,
    None,
}

impl TailArgs {
    pub fn reach(&self) -> Option<Reach> {
        self.audience.map(|word| match word {
            AudienceWord::Listed => Reach::Listed,
            AudienceWord::None => Reach::Nobody,
        })
    }

    pub fn execution(&self) -> Option<Execution> {
        self.execution.map(|word| match word {
            ExecutionWord::Required => Execution::Required,
            ExecutionWord::None => Execution::NotNeeded,
        })
    }
}

impl ParticularsArgs {
    pub fn read(self, app: &App) -> Result<Particulars, CliError> {
        let ParticularsArgs {
            decider,
            driver,
            agree,
            input,
            perform,
            inform,
            due,
            if_late,
            why,
            context,
            consequences,
            review_by,
            tail,
            workstream,
            door,
            impact,
            tag,
            criteria,
            supersedes,
            on,
            literal: _,
            new,
        } = self;
        let people = |words: Vec<String>| app.people(&words).map(ListEdit::adding);
        Ok(Particulars {
            decider: decider.map(|word| app.person(&word)).transpose()?,
            driver: driver.map(|word| app.person(&word)).transpose()?,
            parts: Parts {
                agree: people(agree)?,
                input: people(input)?,
                perform: people(perform)?,
                inform: people(inform)?,
            },
            due: due.map(|word| app.deadline(&word)).transpose()?,
            if_late,
            context: context.map(|text| app.text(&text)).transpose()?,
            rationale: why.map(|text| app.text(&text)).transpose()?,
            consequences,
            review_by: review_by.map(|word| app.date(&word)).transpose()?,
            reach: tail.reach(),
            execution: tail.execution(),
            execute_by: tail.execute_by.map(|word| app.date(&word)).transpose()?,
            workstream,
            door,
            impact,
            tags: Tags::of(tag),
            criteria: app.criteria(criteria.as_deref())?,
            supersedes: app.ids(&supersedes)?,
            on: app.optional_past_date(on.as_deref())?,
            newcomers: newcomers(new),
        })
    }
}
