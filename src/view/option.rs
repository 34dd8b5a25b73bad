//! The options of a decision: the records, the lists of what speaks for and against each, and the
//! comparison, which suggests and never decides.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use super::{View, decision, phrase};
use crate::model::compare::{Compared, Comparison, Finding, SCORES, compare};
use crate::model::option::{Criteria, DecisionOption};
use crate::model::words::DecisionRole;
use crate::ops::facts::DecisionFacts;
use crate::ops::options::Weighed;
use crate::render::{Block, Column, Document, Fit, Line, Style, Table};

/// A criterion in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
pub(super) struct CriterionRecord<'a> {
    name: &'a str,
    weight: i64,
}

impl<'a> CriterionRecord<'a> {
    pub(super) fn all(criteria: &'a Criteria) -> Vec<CriterionRecord<'a>> {
        let all = criteria.all().iter();
        all.map(|(name, weight)| CriterionRecord {
            name,
            weight: *weight,
        })
        .collect()
    }
}

/// An option in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
pub(super) struct OptionRecord<'a> {
    number: i64,
    title: &'a str,
    pros: &'a [String],
    cons: &'a [String],
    scores: Vec<ScoreRecord<'a>>,
    total: Option<i64>,
    complete: bool,
    chosen: bool,
}

#[derive(Serialize)]
struct ScoreRecord<'a> {
    criterion: &'a str,
    score: i64,
}

impl<'a> OptionRecord<'a> {
    pub(super) fn all(
        options: &'a [DecisionOption],
        comparison: &Comparison,
    ) -> Vec<OptionRecord<'a>> {
        let is_scored = comparison.is_scored();
        let pairs = options.iter().zip(&comparison.options);
        pairs
            .map(|(option, compared)| OptionRecord {
                number: option.ordinal,
                title: &option.title,
                pros: option.pros.lines(),
                cons: option.cons.lines(),
                scores: scores(option),
                total: is_scored.then_some(compared.total),
                complete: is_scored && compared.is_complete(),
                chosen: option.chosen,
            })
            .collect()
    }
}

fn scores(option: &DecisionOption) -> Vec<ScoreRecord<'_>> {
    let all = option.scores.all().iter();
    all.map(|(criterion, score)| ScoreRecord {
        criterion,
        score: *score,
    })
    .collect()
}

/// What the totals come to, in JSON.
#[derive(Serialize)]
pub(super) struct ComparisonRecord {
    /// Whether every option has every score, so that totals can be compared.
    complete: bool,
    out_of: i64,
    /// The numbers of the options with the highest total; several are a tie.
    highest: Vec<i64>,
}

impl ComparisonRecord {
    pub(super) fn of(comparison: &Comparison) -> Option<ComparisonRecord> {
        let (complete, highest) = match comparison.finding() {
            Finding::Nothing => return None,
            Finding::Incomplete(_) => (false, Vec::new()),
            Finding::Highest(option) => (true, vec![option]),
            Finding::Tie(options) => (true, options),
        };
        Some(ComparisonRecord {
            complete,
            out_of: comparison.out_of,
            highest,
        })
    }
}

/// Adds what is known of a decision's options, and the comparison if anything is scored.
pub(super) fn add(document: &mut Document, decision: &DecisionFacts) {
    let options = &decision.options;
    if options.iter().all(|option| points(option).is_empty()) {
        let titles: Vec<Line> = options.iter().map(title).collect();
        if !titles.is_empty() {
            document.push(Block::Bullets(titles));
        }
    } else {
        for option in options {
            let mut said = points(option);
            if said.is_empty() {
                said.push(Line::styled(Style::Muted, "nothing said for or against"));
            }
            document.push(Block::Heading(3, title(option)));
            document.push(Block::Bullets(said));
        }
    }
    let compared = compare(&decision.row.entity.criteria, &decision.options);
    if compared.is_scored() {
        document.push(Block::Heading(
            3,
            Line::styled(Style::Heading, "Comparison"),
        ));
        document.push(Block::Table(table(&compared)));
        document.push(Block::Paragraph(told(&compared, decision)));
    }
}

fn title(option: &DecisionOption) -> Line {
    let line = Line::styled(Style::Id, option.ordinal.to_string())
        .push(Style::Heading, format!(" {}", option.title));
    if option.chosen {
        line.push(Style::Good, " (chosen)")
    } else {
        line
    }
}

/// Returns what speaks for and against an option.
fn points(option: &DecisionOption) -> Vec<Line> {
    let said = |word: &'static str, lines: &[String]| -> Vec<Line> {
        let lines = lines.iter();
        lines
            .map(|line| Line::styled(Style::Muted, word).push(Style::Plain, line.as_str()))
            .collect()
    };
    let mut points = said("for: ", option.pros.lines());
    points.extend(said("against: ", option.cons.lines()));
    points
}

/// Returns the scores: a row a criterion, a column an option.
fn table(comparison: &Comparison) -> Table {
    let mut columns = vec![
        Column::new("criterion", "Criterion"),
        Column::new("weight", "Weight").right(),
    ];
    for option in &comparison.options {
        columns.push(
            Column::named("option", named(option))
                .fit(Fit::Wrap)
                .right(),
        );
    }
    let mut table = Table::new(columns);
    for (at, (name, weight)) in comparison.criteria.iter().enumerate() {
        let mut row = vec![Line::from(name.as_str()), Line::from(weight.to_string())];
        row.extend(
            comparison
                .options
                .iter()
                .map(|option| match option.scores[at] {
                    Some(score) => Line::from(score.to_string()),
                    None => Line::styled(Style::Soon, "missing"),
                }),
        );
        table.rows.push(row);
    }
    let mut totals = vec![Line::from("Total"), Line::new()];
    totals.extend(comparison.options.iter().map(|option| {
        if option.is_complete() {
            Line::styled(Style::Strong, option.total.to_string())
        } else {
            Line::styled(Style::Muted, format!("{} so far", option.total))
        }
    }));
    table.rows.push(totals);
    table
}

/// Tells what the totals come to; of an open decision also who decides.
fn told(comparison: &Comparison, decision: &DecisionFacts) -> Line {
    let out_of = comparison.out_of;
    let name = |ordinal: &i64| comparison.option(*ordinal).map(named).unwrap_or_default();
    let total = |ordinal: i64| comparison.option(ordinal).map_or(0, |option| option.total);
    let mut line = match comparison.finding() {
        Finding::Nothing => Line::new(),
        Finding::Highest(best) => Line::from("Highest: ")
            .push(Style::Strong, name(&best))
            .push(Style::Plain, format!(" ({} of {out_of}).", total(best))),
        Finding::Tie(best) => {
            let names: Vec<String> = best.iter().map(name).collect();
            let total = best.first().map_or(0, |first| total(*first));
            Line::from(format!(
                "A tie: {} ({total} of {out_of} each).",
                phrase::listed(&names)
            ))
        }
        Finding::Incomplete(missing) => {
            let missing: Vec<String> = missing
                .iter()
                .map(|(option, criteria)| {
                    format!(
                        "{} has no score by {}",
                        name(option),
                        phrase::listed(criteria)
                    )
                })
                .collect();
            Line::from(format!(
                "Totals cannot be compared yet: {}.",
                missing.join("; ")
            ))
        }
    };
    let (least, most) = SCORES;
    let scale = format!("Scores go from {least} (worst) to {most} (best)");
    let decides = match decision.holder(DecisionRole::Decider) {
        Some(decider) => format!("@{decider}"),
        None => "the decider".to_owned(),
    };
    let gap = if line.is_empty() { "" } else { " " };
    line = line.push(Style::Muted, format!("{gap}{scale}"));
    if decision.row.entity.is_open() {
        line = line.push(Style::Muted, format!("; they suggest, {decides} decides"));
    }
    line.push(Style::Muted, ".")
}

fn named(option: &Compared) -> String {
    format!("{} {}", option.ordinal, option.title)
}

/// The options of one decision.
pub struct OptionsView {
    pub decision: DecisionFacts,
    pub today: NaiveDate,
}

impl View for OptionsView {
    fn kind(&self) -> &'static str {
        "decision.options"
    }

    fn records(&self) -> Vec<Value> {
        vec![decision::record(&self.decision, self.today)]
    }

    fn document(&self) -> Document {
        let mut document = Document::new();
        document.push(Block::Paragraph(decision::summary(
            &self.decision,
            self.today,
        )));
        add_all(&mut document, &self.decision);
        document
    }

    fn ids(&self) -> Vec<String> {
        vec![self.decision.id.to_string()]
    }
}

/// What came of a change of options.
pub struct WeighedView {
    pub weighed: Weighed,
    pub today: NaiveDate,
}

impl View for WeighedView {
    fn kind(&self) -> &'static str {
        "decision.changed"
    }

    fn records(&self) -> Vec<Value> {
        vec![decision::record(&self.weighed.decision, self.today)]
    }

    fn document(&self) -> Document {
        let Weighed {
            what,
            decision,
            remarks: _,
            operation: _,
        } = &self.weighed;
        let id = decision.id;
        let title = &decision.row.entity.title;
        let line = match what {
            Some((verb, ordinal, option)) => Line::from(format!("{verb} option "))
                .push(Style::Id, ordinal.to_string())
                .push(Style::Plain, format!(" {option}  of "))
                .push(Style::Id, id.to_string())
                .push(Style::Plain, format!("  {title}")),
            None => Line::from("Options of ")
                .push(Style::Id, id.to_string())
                .push(Style::Plain, format!("  {title}")),
        };
        let mut document = Document::new();
        document.push(Block::Paragraph(line));
        add_all(&mut document, decision);
        document
    }

    fn ids(&self) -> Vec<String> {
        vec![self.weighed.decision.id.to_string()]
    }
}

/// Adds the options, or says that there are none.
fn add_all(document: &mut Document, facts: &DecisionFacts) {
    add(document, facts);
    if facts.options.is_empty() {
        document.push(Block::Paragraph(Line::styled(
            Style::Muted,
            format!(
                "No options yet: `tpm option {} \"TITLE\"` adds one.",
                facts.id
            ),
        )));
    }
    let criteria = facts.row.entity.criteria.all();
    if !compare(&facts.row.entity.criteria, &facts.options).is_scored() && !criteria.is_empty() {
        let names: Vec<String> = criteria
            .iter()
            .map(|(name, weight)| format!("{name} (weight {weight})"))
            .collect();
        document.push(Block::Paragraph(Line::styled(
            Style::Muted,
            format!(
                "Compared by {}; nothing is scored yet.",
                phrase::listed(&names)
            ),
        )));
    }
}
