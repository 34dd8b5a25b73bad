//! Metrics: the table with the trend in words and a short course in blocks, and the records for machines.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::{Map, Value as Json, json as object};

use super::{View, json, phrase};
use crate::model::action::Ageing;
use crate::model::metrics::value::{Share, Spread, Value};
use crate::model::metrics::{Better, Name, Unit};
use crate::model::words::Door;
use crate::ops::metrics::{Group, Grouping, Measure, Measured, Waited};
use crate::render::{Block, Column, Document, Fit, Line, Style, Table};

/// The marks that a reader's screen can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// Arrows, and blocks for the course.
    Unicode,
    /// Words alone, and no course.
    Ascii,
}

/// One metric in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct MeasureRecord<'a> {
    key: &'static str,
    title: &'static str,
    group: Option<&'a str>,
    unit: &'static str,
    better: Option<&'static str>,
    since: NaiveDate,
    until: NaiveDate,
    value: Option<f64>,
    n: usize,
    hits: Option<usize>,
    median: Option<i64>,
    p85: Option<i64>,
    max: Option<i64>,
    ageing: Option<Json>,
    before: Option<f64>,
    before_n: Option<usize>,
    trend: Option<&'static str>,
    course: &'a [Option<f64>],
    /// Of the time waited: on whom, and for how many days.
    waits: Option<Json>,
}

fn record(measured: &Measured, group: &Group, measure: &Measure) -> Json {
    let Measure {
        name,
        value,
        before,
        course,
    } = measure;
    let (title, unit, better) = name.about();
    let share = match value {
        Value::Share(share) if share.of > 0 => Some(*share),
        _ => None,
    };
    let spread = match value {
        Value::Spread(spread) => *spread,
        _ => Spread::default(),
    };
    json(&MeasureRecord {
        key: name.word(),
        title,
        group: group.name.as_deref(),
        unit: unit_word(unit),
        better: match better {
            Better::Lower => Some("lower"),
            Better::Higher => Some("higher"),
            Better::Neither => None,
        },
        since: measured.window.from,
        until: measured.window.to,
        value: value.number(),
        n: value.n(),
        hits: share.map(|share| share.hits),
        median: spread.median,
        p85: spread.p85,
        max: spread.most,
        ageing: match value {
            Value::Ageing(counts) => Some(buckets(*counts)),
            _ => None,
        },
        before: before.and_then(Value::number),
        before_n: before.map(Value::n),
        trend: trend(measure).map(Trend::word),
        course,
        waits: (*name == Name::WaitingShare).then(|| {
            let waits = group.waits.iter();
            let waits = waits.map(|(person, days)| object!({ "person": person, "days": days }));
            Json::Array(waits.collect())
        }),
    })
}

fn buckets(counts: [usize; 5]) -> Json {
    let named = Ageing::ALL.iter().zip(counts);
    let named = named.map(|(bucket, count)| (bucket.label().to_owned(), Json::from(count)));
    Json::Object(named.collect::<Map<_, _>>())
}

/// Returns in what the number of a metric is told; shares go from 0 to 1.
fn unit_word(unit: Unit) -> &'static str {
    match unit {
        Unit::Percent => "share",
        Unit::Days => "days",
        Unit::Items => "items",
        Unit::PerPersonHour => "per_person_hour",
        Unit::PerItem => "ratio",
        Unit::Points => "points",
    }
}

/// Metrics of a window.
pub struct MetricList {
    pub measured: Measured,
    pub marks: Marks,
}

impl View for MetricList {
    fn kind(&self) -> &'static str {
        "metric.list"
    }

    fn records(&self) -> Vec<Json> {
        let groups = self.measured.groups.iter();
        groups
            .flat_map(|group| group.lines.iter().map(move |line| (group, line)))
            .map(|(group, line)| record(&self.measured, group, line))
            .collect()
    }

    fn document(&self) -> Document {
        let Measured {
            window,
            before,
            grouping,
            groups,
        } = &self.measured;
        let span = |from: NaiveDate, to: NaiveDate| {
            format!("{} to {}", phrase::full_day(from), phrase::full_day(to))
        };
        let mut document = Document::new();
        let mut said = format!("Metrics of {}", span(window.from, window.to));
        if let Some(before) = before {
            said.push_str(&format!("; before that {}", span(before.from, before.to)));
        }
        document.push(Block::Paragraph(Line::styled(Style::Muted, said)));
        if groups.is_empty() {
            document.push(Block::Paragraph(Line::from(
                "Nothing happened in this time that could be told apart.",
            )));
        }
        for group in groups {
            if let Some(grouping) = grouping {
                let name = group_name(group, *grouping);
                document.push(Block::Heading(2, Line::styled(Style::Heading, name)));
            }
            document.push(Block::Table(self.table(group)));
            if !group.waits.is_empty() {
                document.push(Block::Paragraph(waited(&group.waits)));
            }
        }
        document
    }

    fn ids(&self) -> Vec<String> {
        let lines = self.measured.groups.iter().flat_map(|group| &group.lines);
        let mut keys: Vec<String> = lines.map(|line| line.name.word().to_owned()).collect();
        keys.dedup();
        keys
    }
}

impl MetricList {
    fn table(&self, group: &Group) -> Table {
        let mut columns = vec![
            Column::new("title", "Metric").fit(Fit::Wrap),
            Column::new("value", "Value").fit(Fit::Wrap),
            Column::new("n", "n").right(),
            Column::new("trend", "Before").fit(Fit::Wrap),
        ];
        if self.marks == Marks::Unicode {
            columns.push(Column::new("course", "Course").fit(Fit::Drop(0)));
        }
        let mut table = Table::new(columns);
        for measure in &group.lines {
            let (title, unit, _) = measure.name.about();
            let mut row = vec![
                Line::from(title),
                shown(measure.value, unit),
                Line::from(measure.value.n().to_string()),
                self.trend(measure),
            ];
            if self.marks == Marks::Unicode {
                row.push(Line::from(blocks(&measure.course)));
            }
            table.rows.push(row);
        }
        table
    }

    /// Returns what it was before and whether it is better now, such as `↓ from 9 days, better`.
    fn trend(&self, measure: &Measure) -> Line {
        let (_, unit, _) = measure.name.about();
        let Some(before) = measure.before.filter(|before| before.number().is_some()) else {
            return Line::styled(Style::Muted, "n/a");
        };
        let before = short(before, unit);
        let Some(trend) = trend(measure) else {
            return Line::from(before);
        };
        let (arrow, word) = match trend.way {
            Way::Up => ("↑", "up"),
            Way::Down => ("↓", "down"),
            Way::Same => return Line::styled(Style::Muted, format!("same, {before}")),
        };
        let arrow = match self.marks {
            Marks::Unicode => arrow,
            Marks::Ascii => word,
        };
        let (style, verdict) = match trend.is_better {
            Some(true) => (Style::Good, ", better"),
            Some(false) => (Style::Late, ", worse"),
            None => (Style::Plain, ""),
        };
        Line::styled(style, format!("{arrow} from {before}{verdict}"))
    }
}

/// Returns on whom was waited: `Waited on: @lee 12 days, others 1 day`.
fn waited(waits: &[Waited]) -> Line {
    let waits = waits.iter().map(|(person, days)| {
        let person = person.as_deref().map_or("others".to_owned(), phrase::at);
        let days = phrase::count(usize::try_from(*days).unwrap_or_default(), "day");
        format!("{person} {days}")
    });
    let waits: Vec<String> = waits.collect();
    Line::styled(Style::Strong, "Waited on: ").push(Style::Plain, waits.join(", "))
}

fn group_name(group: &Group, grouping: Grouping) -> String {
    match (&group.name, grouping) {
        (Some(handle), Grouping::Owner) => phrase::at(handle),
        (Some(slug), Grouping::Workstream) => slug.clone(),
        (Some(door), Grouping::Door) => match Door::from_word(door) {
            Some(Door::OneWay) => "one-way doors".to_owned(),
            _ => "two-way doors".to_owned(),
        },
        (None, Grouping::Owner) => "nobody".to_owned(),
        (None, Grouping::Workstream) => "no workstream".to_owned(),
        (None, Grouping::Door) => "no door".to_owned(),
    }
}

/// How a metric moved since the window before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Trend {
    way: Way,
    /// None where neither way is an aim, or nothing moved.
    is_better: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Up,
    Down,
    Same,
}

impl Trend {
    fn word(self) -> &'static str {
        match (self.way, self.is_better) {
            (Way::Same, _) => "same",
            (_, Some(true)) => "better",
            (_, Some(false)) => "worse",
            (Way::Up, None) => "up",
            (Way::Down, None) => "down",
        }
    }
}

fn trend(measure: &Measure) -> Option<Trend> {
    let (_, _, better) = measure.name.about();
    let (now, before) = (measure.value.number()?, measure.before?.number()?);
    let way = match now.partial_cmp(&before)? {
        std::cmp::Ordering::Greater => Way::Up,
        std::cmp::Ordering::Less => Way::Down,
        std::cmp::Ordering::Equal => Way::Same,
    };
    let is_better = match (way, better) {
        (Way::Same, _) | (_, Better::Neither) => None,
        (Way::Up, better) => Some(better == Better::Higher),
        (Way::Down, better) => Some(better == Better::Lower),
    };
    Some(Trend { way, is_better })
}

/// Returns a value as people read it, with how it is spread.
fn shown(value: Value, unit: Unit) -> Line {
    let Some(_) = value.number() else {
        return Line::styled(Style::Muted, "n/a");
    };
    let text = short(value, unit);
    let more = match value {
        Value::Share(Share { hits, of }) => format!(" ({hits} of {of})"),
        Value::Spread(Spread { p85: Some(p85), .. }) => format!(" (85% within {p85})"),
        Value::Ageing(counts) if counts.iter().any(|count| *count > 0) => {
            let named = Ageing::ALL.iter().zip(counts);
            let named = named.filter(|(_, count)| *count > 0);
            let named: Vec<String> = named
                .map(|(bucket, count)| format!("{}: {count}", bucket.label()))
                .collect();
            format!(" (days late {})", named.join(", "))
        }
        _ => String::new(),
    };
    Line::styled(Style::Strong, text).push(Style::Plain, more)
}

/// Returns the one number of a value with its unit.
fn short(value: Value, unit: Unit) -> String {
    let Some(number) = value.number() else {
        return "n/a".to_owned();
    };
    match unit {
        Unit::Percent => format!("{:.0}%", number * 100.0),
        Unit::Days if number.abs() == 1.0 => format!("{number:.0} day"),
        Unit::Days => format!("{number:.0} days"),
        Unit::Items | Unit::Points => format!("{number:.0}"),
        Unit::PerPersonHour => format!("{number:.1} an hour"),
        Unit::PerItem => format!("{number:.2}"),
    }
}

/// Returns a course as small blocks, the lowest for nothing; a dot where there was nothing to measure.
fn blocks(course: &[Option<f64>]) -> String {
    const BLOCKS: [char; 5] = ['▁', '▂', '▃', '▅', '▇'];
    let known = || course.iter().flatten().copied();
    let low = known().fold(0.0, f64::min);
    let high = known().fold(0.0, f64::max);
    if known().next().is_none() {
        return String::new();
    }
    let block = |number: f64| {
        let step = (high - low) / 4.0;
        let above =
            |at: usize| number >= low + step * (f64::from(u8::try_from(at).unwrap_or(4)) - 0.5);
        let at = (1..5).filter(|at| step > 0.0 && above(*at)).count();
        BLOCKS[at]
    };
    course
        .iter()
        .map(|number| number.map_or('·', block))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::metrics::Name;

    #[test]
    fn a_course_is_drawn_from_nothing_to_its_highest() {
        let check = |course: &[Option<f64>], want: &str| assert_eq!(blocks(course), want);
        check(&[], "");
        check(&[None, None], "");
        check(&[None, Some(0.0)], "·▁");
        check(&[Some(4.0), Some(4.0)], "▇▇");
        check(
            &[Some(0.0), Some(1.0), Some(2.0), Some(3.0), Some(4.0)],
            "▁▂▃▅▇",
        );
        check(&[Some(-4.0), Some(0.0)], "▁▇");
    }

    #[test]
    fn a_trend_is_judged_by_which_way_is_good() {
        let check = |name: Name, before: Option<i64>, now: i64, want: Option<&str>| {
            let spread = |days: i64| Value::Spread(Spread::of([days]));
            let measure = Measure {
                name,
                value: spread(now),
                before: before.map(spread),
                course: Vec::new(),
            };
            assert_eq!(trend(&measure).map(Trend::word), want, "{name}");
        };
        check(Name::DecisionLatency, Some(4), 6, Some("worse"));
        check(Name::DecisionLatency, Some(6), 4, Some("better"));
        check(Name::Coverage, Some(4), 6, Some("better"));
        check(Name::Coverage, Some(6), 6, Some("same"));
        check(Name::Amendments, Some(1), 2, Some("up"));
        check(Name::Amendments, Some(2), 1, Some("down"));
        check(Name::Coverage, None, 6, None);
    }
}
