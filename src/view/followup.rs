//! The follow-up list: by person, oldest first, or as a summary by age.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::Value;

use super::{View, json, people, phrase};
use crate::model::action::Ageing;
use crate::model::id::ItemId;
use crate::model::words::DueSource;
use crate::ops::followup::{Asked, Followup, Group, Grouping, MOST_COUNTED, Reach, Reason};
use crate::ops::owed::Wanted;
use crate::render::{Block, Column, Document, Fit, Line, Style, Table};

/// One thing to ask about, in JSON: fields are added and never renamed or removed.
#[derive(Serialize)]
struct AskedRecord<'a> {
    id: ItemId,
    kind: &'static str,
    title: &'a str,
    wanted: &'static str,
    reason: &'static str,
    holder: Option<&'a str>,
    owner: Option<&'a str>,
    due: Option<NaiveDate>,
    due_source: DueSource,
    days_late: Option<i64>,
    since: NaiveDate,
    r#for: Option<ItemId>,
    for_title: Option<&'a str>,
    waiting_on: Option<&'a str>,
    workstream: Option<&'a str>,
    snooze_until: Option<NaiveDate>,
    nudges: u32,
    last_nudged: Option<DateTime<Utc>>,
    owner_away: bool,
    owner_away_until: Option<NaiveDate>,
    cover: Option<&'a str>,
}

fn due(asked: &Asked, today: NaiveDate) -> Line {
    match asked.due_source {
        DueSource::Default => {
            let day = phrase::day(asked.due, today);
            Line::from(format!(
                "{}{}",
                phrase::default_sign(asked.due_source),
                day.text()
            ))
        }
        _ => phrase::day(asked.due, today),
    }
}

pub(super) fn record(asked: &Asked) -> Value {
    json(&AskedRecord {
        id: asked.id,
        kind: asked.id.kind.noun(),
        title: &asked.title,
        wanted: asked.wanted.word(),
        reason: word(asked.reason),
        holder: asked.holder.as_deref(),
        owner: asked.owner.as_deref(),
        due: asked.due,
        due_source: asked.due_source,
        days_late: asked.days_late,
        since: asked.since,
        r#for: asked.serves.as_ref().map(|serves| serves.id),
        for_title: asked.serves.as_ref().map(|serves| serves.title.as_str()),
        waiting_on: asked.waiting_on.as_deref(),
        workstream: asked.workstream.as_deref(),
        snooze_until: asked.snooze_until,
        nudges: asked.nudged.times,
        last_nudged: asked.nudged.last,
        owner_away: asked.owner_away.is_some(),
        owner_away_until: asked.owner_away.as_ref().and_then(|away| away.until),
        cover: asked
            .owner_away
            .as_ref()
            .and_then(|away| away.cover.as_deref()),
    })
}

fn word(reason: Reason) -> &'static str {
    match reason {
        Reason::Overdue => "overdue",
        Reason::Soon => "soon",
        Reason::Chase => "chase",
        Reason::Undated => "undated",
    }
}

/// A follow-up list with every item.
pub struct FollowupList {
    pub followup: Followup,
    pub today: NaiveDate,
}

impl View for FollowupList {
    fn kind(&self) -> &'static str {
        "followup.list"
    }

    fn records(&self) -> Vec<Value> {
        self.followup.asked().map(record).collect()
    }

    fn truncated(&self) -> bool {
        self.followup.truncated
    }

    fn document(&self) -> Document {
        let mut document = Document::new();
        if self.followup.groups.is_empty() {
            document.push(Block::Paragraph(nothing(&self.followup)));
        }
        for group in &self.followup.groups {
            let heading = heading(group, self.followup.grouping, self.today);
            document.push(Block::Heading(2, heading));
            document.push(Block::Table(table(&group.asked, self.today)));
        }
        if let Some(line) = left_out(&self.followup) {
            document.push(Block::Paragraph(line));
        }
        document
    }

    fn ids(&self) -> Vec<String> {
        self.followup
            .asked()
            .map(|asked| asked.id.to_string())
            .collect()
    }
}

/// Says the good news.
fn nothing(followup: &Followup) -> Line {
    let Reach { soon, undated } = followup.reach;
    let mut text = match soon {
        None => "No action, decision, need or answer is overdue.".to_owned(),
        Some(days) => format!(
            "No action, decision, need or answer is overdue or due within {}.",
            phrase::count(days as usize, "day")
        ),
    };
    if undated {
        text.push_str(" Every open action has a date.");
    }
    Line::styled(Style::Good, text)
}

/// Says how many open actions no date will ever bring up.
fn left_out(followup: &Followup) -> Option<Line> {
    let count = match followup.left_undated {
        0 => return None,
        1 => "1 open action has".to_owned(),
        count if count < MOST_COUNTED => format!("{count} open actions have"),
        _ => format!("{} open actions or more have", MOST_COUNTED),
    };
    let text = format!("{count} no due date: --undated lists them.");
    Some(Line::styled(Style::Muted, text))
}

/// Returns what a group is called; that of what belongs nowhere says so.
fn name(group: &Group, grouping: Grouping) -> &str {
    group.name.as_deref().unwrap_or(match grouping {
        Grouping::Owner => "nobody",
        Grouping::Workstream => "no workstream",
        Grouping::Decision => "no decision",
    })
}

fn heading(group: &Group, grouping: Grouping, today: NaiveDate) -> Line {
    let name = name(group, grouping);
    let overdue = group
        .asked
        .iter()
        .filter(|one| one.days_late.is_some())
        .count();
    let other = group.asked.len() - overdue;
    let mut counts = Vec::new();
    if overdue > 0 {
        counts.push(format!("{overdue} overdue"));
    }
    if other > 0 {
        counts.push(format!("{other} to watch"));
    }
    let line = Line::styled(Style::Heading, name.to_owned())
        .push(Style::Muted, format!("  {}", counts.join(", ")));
    match &group.away {
        Some(away) => line.push(Style::Soon, format!("  {}", people::absence(away, today))),
        None => line,
    }
}

/// Returns a table of things to ask about.
pub(super) fn table(asked: &[Asked], today: NaiveDate) -> Table {
    let mut table = Table::new([
        Column::new("id", "ID"),
        Column::new("title", "What").fit(Fit::Wrap),
        Column::new("due", "Due"),
        Column::new("days_late", "Late").right(),
        Column::new("for", "Serves").fit(Fit::Cut),
        Column::new("waiting_on", "Waits on").fit(Fit::Drop(2)),
        Column::new("nudges", "Nudged").fit(Fit::Drop(3)),
        Column::new("snooze_until", "Snoozed to").fit(Fit::Drop(1)),
        Column::new("workstream", "Workstream").fit(Fit::Drop(0)),
    ]);
    for one in asked {
        let title = wanted(one);
        table.rows.push(vec![
            Line::styled(Style::Id, one.id.to_string()),
            Line::from(title),
            due(one, today),
            late(one, today),
            one.serves.as_ref().map_or_else(Line::new, phrase::named),
            phrase::text(one.waiting_on.as_deref()),
            phrase::nudged(one.nudged, today),
            phrase::day(one.snooze_until, today),
            phrase::text(one.workstream.as_deref()),
        ]);
    }
    table
}

/// Returns what is wanted, such as `decide: Which region?`.
pub(super) fn wanted(asked: &Asked) -> String {
    let what = match asked.wanted {
        Wanted::Action => return asked.title.clone(),
        Wanted::Decide => "decide",
        Wanted::Say => "say what you think",
        Wanted::Answer => "acknowledge",
        Wanted::Commit => "commit to",
        Wanted::Deliver => "deliver",
    };
    format!("{what}: {}", asked.title)
}

fn late(asked: &Asked, today: NaiveDate) -> Line {
    match (asked.days_late, asked.reason) {
        (Some(days), _) => Line::styled(Style::Late, format!("{days}d")),
        (None, Reason::Chase) => Line::styled(Style::Soon, "ask today"),
        (None, Reason::Undated) => {
            let days = (today - asked.since).num_days();
            Line::styled(Style::Muted, format!("open {days}d"))
        }
        (None, _) => Line::new(),
    }
}

/// A follow-up list counted by holder and age.
pub struct FollowupSummary {
    pub followup: Followup,
}

#[derive(Serialize)]
struct SummaryRecord<'a> {
    name: Option<&'a str>,
    overdue: usize,
    days_1_3: usize,
    days_4_7: usize,
    days_8_14: usize,
    days_15_30: usize,
    days_over_30: usize,
    oldest_days: Option<i64>,
    other: usize,
}

impl View for FollowupSummary {
    fn kind(&self) -> &'static str {
        "followup.summary"
    }

    fn records(&self) -> Vec<Value> {
        let groups = self.followup.groups.iter();
        groups
            .map(|group| {
                let [days_1_3, days_4_7, days_8_14, days_15_30, days_over_30] = buckets(group);
                json(&SummaryRecord {
                    name: group.name.as_deref(),
                    overdue: group
                        .asked
                        .iter()
                        .filter(|one| one.days_late.is_some())
                        .count(),
                    days_1_3,
                    days_4_7,
                    days_8_14,
                    days_15_30,
                    days_over_30,
                    oldest_days: oldest(group),
                    other: other(group),
                })
            })
            .collect()
    }

    fn truncated(&self) -> bool {
        self.followup.truncated
    }

    fn document(&self) -> Document {
        if self.followup.groups.is_empty() {
            return Document {
                blocks: vec![Block::Paragraph(nothing(&self.followup))],
            };
        }
        let name = match self.followup.grouping {
            Grouping::Owner => "Who",
            Grouping::Workstream => "Workstream",
            Grouping::Decision => "Decision",
        };
        let mut columns = vec![Column::new("name", name).fit(Fit::Wrap)];
        columns.push(Column::new("overdue", "Overdue").right());
        for bucket in Ageing::ALL {
            columns.push(Column::new(bucket.label(), bucket.label()).right());
        }
        columns.push(Column::new("oldest_days", "Oldest").right());
        columns.push(Column::new("other", "Other").right());
        let mut table = Table::new(columns);
        for group in &self.followup.groups {
            table.rows.push(summary_row(group, self.followup.grouping));
        }
        if self.followup.groups.len() > 1 {
            table.rows.push(total_row(&self.followup));
        }
        Document::from(table)
    }

    fn ids(&self) -> Vec<String> {
        let names = self.followup.groups.iter();
        names.filter_map(|group| group.name.clone()).collect()
    }
}

fn summary_row(group: &Group, grouping: Grouping) -> Vec<Line> {
    let counts = buckets(group);
    let mut row = vec![
        Line::from(name(group, grouping)),
        number(counts.iter().sum()),
    ];
    row.extend(counts.map(number));
    row.push(oldest(group).map_or_else(Line::new, |days| {
        Line::styled(Style::Late, format!("{days}d"))
    }));
    row.push(match other(group) {
        0 => Line::new(),
        count => Line::from(count.to_string()),
    });
    row
}

fn total_row(followup: &Followup) -> Vec<Line> {
    let ageing = followup.ageing();
    let total: usize = ageing.iter().map(|(_, count)| count).sum();
    let mut row = vec![Line::styled(Style::Strong, "all"), number(total)];
    row.extend(ageing.map(|(_, count)| number(count)));
    row
}

/// Counts what is not overdue: due soon, to be chased, or undated.
fn other(group: &Group) -> usize {
    let asked = group.asked.iter();
    asked.filter(|one| one.days_late.is_none()).count()
}

fn number(count: usize) -> Line {
    let style = if count == 0 {
        Style::Muted
    } else {
        Style::Plain
    };
    Line::styled(style, count.to_string())
}

fn buckets(group: &Group) -> [usize; 5] {
    Ageing::ALL.map(|bucket| {
        let late = group.asked.iter().filter_map(|asked| asked.days_late);
        late.filter(|days| Ageing::of(*days) == bucket).count()
    })
}

fn oldest(group: &Group) -> Option<i64> {
    group.asked.iter().filter_map(|asked| asked.days_late).max()
}
