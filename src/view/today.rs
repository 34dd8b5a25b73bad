//! The morning's picture.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::followup::{self, FollowupList};
use super::{View, decision, loops, meeting, milestone, people, phrase};
use crate::model::words::DecisionRole;
use crate::ops::followup::{Followup, Group, Grouping, Reach};
use crate::ops::morning::{Changed, Duties, Sitting, ToTell};
use crate::ops::today::{Covering, Today};
use crate::render::{Block, Column, Document, Fit, Line, Style, Table};
use crate::text::dates;

/// What changed since a day.
pub struct News {
    pub since: NaiveDate,
    pub changed: Vec<Changed>,
    /// Whether there was more than was looked at.
    pub more: bool,
}

/// What needs the user now.
pub struct TodayView {
    /// What comes first, where it was asked for.
    pub news: Option<News>,
    pub picture: Today,
    pub today: NaiveDate,
}

impl View for TodayView {
    fn kind(&self) -> &'static str {
        "today"
    }

    fn records(&self) -> Vec<Value> {
        let Today {
            decisions,
            asked,
            mine,
            others,
            more,
            more_in_loop,
            meetings,
            covering,
            duties:
                Duties {
                    to_tell,
                    stuck,
                    owed,
                    milestones,
                },
            sittings,
        } = &self.picture;
        let list = |asked: &[crate::ops::followup::Asked]| -> Vec<Value> {
            let view = FollowupList {
                followup: Followup {
                    groups: vec![Group {
                        name: None,
                        away: None,
                        asked: asked.to_vec(),
                    }],
                    truncated: false,
                    reach: Reach::default(),
                    left_undated: 0,
                    grouping: Grouping::Owner,
                },
                today: self.today,
            };
            view.records()
        };
        let decisions: Vec<Value> = decisions
            .iter()
            .map(|one| decision::record(one, self.today))
            .collect();
        let asked: Vec<Value> = asked
            .iter()
            .map(|(one, roles)| {
                json!({ "id": one.id, "title": one.row.entity.title, "roles": roles,
                        "decider": one.holder(DecisionRole::Decider), "due": one.row.entity.due })
            })
            .collect();
        let meetings: Vec<Value> = meetings
            .iter()
            .map(|one| json!({ "id": one.id, "title": one.row.entity.title, "date": one.row.entity.held }))
            .collect();
        let covering: Vec<Value> = covering
            .iter()
            .map(|one| {
                json!({ "person": one.handle, "until": one.until, "open": one.open,
                               "overdue": one.overdue, "deciding": one.deciding })
            })
            .collect();
        vec![json!({
            "date": self.today,
            "since": self.news.as_ref().map(|news| news.since),
            "changed": self.news.as_ref().map(news),
            "decisions": decisions,
            "asked": asked,
            "mine": list(mine),
            "others": list(others),
            "truncated": *more || *more_in_loop,
            "meetings": meetings,
            "covering": covering,
            "to_tell": to_tell.iter().map(told).collect::<Vec<_>>(),
            "owed": list(owed),
            "milestones": milestones.iter().map(|one| milestone::record(one, self.today)).collect::<Vec<_>>(),
            "stuck": stuck.iter().map(loops::record).collect::<Vec<_>>(),
            "meetings_today": sittings.iter().map(sitting).collect::<Vec<_>>(),
        })]
    }

    fn document(&self) -> Document {
        let picture = &self.picture;
        let mut document = Document::new();
        let day = self.today.format("%A %-d %B %Y").to_string();
        document.push(Block::Heading(1, Line::styled(Style::Heading, day)));
        if let Some(news) = &self.news {
            changes(&mut document, news, self.today);
        }
        if picture.is_empty() {
            document.push(Block::Paragraph(Line::styled(
                Style::Good,
                "Nothing needs you: no decision is due, no action, need or answer is overdue.",
            )));
            return document;
        }
        if !picture.decisions.is_empty() {
            part(&mut document, "Decisions to make");
            document.push(Block::Table(decision::table(
                &picture.decisions,
                self.today,
            )));
        }
        if !picture.duties.to_tell.is_empty() {
            part(&mut document, "People to tell");
            document.push(Block::Table(to_tell(picture, self.today)));
        }
        if !picture.asked.is_empty() {
            part(&mut document, "Your answer is awaited");
            document.push(Block::Table(asked(picture, self.today)));
        }
        if !picture.duties.owed.is_empty() {
            part(&mut document, "You owe an answer");
            document.push(Block::Table(owed(picture, self.today)));
        }
        if !picture.mine.is_empty() {
            part(&mut document, "Yours");
            document.push(Block::Table(followup::table(&picture.mine, self.today)));
        }
        if !picture.duties.milestones.is_empty() {
            part(&mut document, "Your milestones, past their day");
            let table = milestone::table(&picture.duties.milestones, self.today);
            document.push(Block::Table(table));
        }
        if !picture.others.is_empty() {
            part(&mut document, "Others, overdue");
            document.push(Block::Table(others(picture, self.today)));
        }
        if !picture.duties.stuck.is_empty() {
            part(&mut document, "Stuck on you");
            document.push(Block::Table(stuck(picture)));
        }
        if !picture.sittings.is_empty() {
            part(&mut document, "Meetings today");
            document.push(Block::Bullets(picture.sittings.iter().map(meets).collect()));
        }
        if !picture.meetings.is_empty() {
            part(&mut document, "Meetings with open notes");
            document.push(Block::Table(meeting::table(&picture.meetings, self.today)));
        }
        let covering = picture.covering.iter();
        let covering: Vec<Line> = covering.map(|one| covered(one, self.today)).collect();
        if !covering.is_empty() {
            document.push(Block::Lines(covering));
        }
        let ways = [
            (picture.more, "There is more: `tpm followup` has it all."),
            (
                picture.more_in_loop,
                "There is more in the loop: `tpm loop --owner me` has it all.",
            ),
        ];
        for (_, way) in ways.into_iter().filter(|(is_cut, _)| *is_cut) {
            document.push(Block::Paragraph(Line::styled(Style::Muted, way)));
        }
        document
    }

    fn ids(&self) -> Vec<String> {
        let decisions = self.picture.decisions.iter().map(|one| one.id.to_string());
        let awaited = self.picture.asked.iter().map(|(one, _)| one.id.to_string());
        let asked = self.picture.mine.iter().chain(&self.picture.others);
        let duties = &self.picture.duties;
        let in_loop = duties.to_tell.iter().map(|one| one.id.to_string());
        let milestones = duties.milestones.iter().map(|one| one.id.to_string());
        let in_loop = in_loop.chain(milestones);
        let in_loop = in_loop.chain(duties.stuck.iter().map(|one| one.id.to_string()));
        let mut ids: Vec<String> = Vec::new();
        let all = decisions
            .chain(awaited)
            .chain(asked.map(|one| one.id.to_string()));
        for id in all.chain(in_loop) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }
}

/// Says for whom the user stands in, and what that comes to.
fn covered(covering: &Covering, today: NaiveDate) -> Line {
    let Covering {
        handle,
        until,
        open,
        overdue,
        deciding,
    } = covering;
    let line = Line::from(format!(
        "Covering @{handle} {}: ",
        people::until(*until, today)
    ));
    let style = if *overdue > 0 {
        Style::Late
    } else {
        Style::Plain
    };
    line.push(style, format!("{overdue} overdue")).push(
        Style::Plain,
        format!(" of {open} open, {deciding} to decide"),
    )
}

fn part(document: &mut Document, title: &str) {
    document.push(Block::Heading(2, Line::styled(Style::Heading, title)));
}

/// Returns what the user is asked about, and for what.
fn asked(picture: &Today, today: NaiveDate) -> Table {
    let mut table = Table::new([
        Column::new("id", "ID"),
        Column::new("title", "Title").fit(Fit::Wrap),
        Column::new("asked", "Asked for"),
        Column::new("decider", "Decider"),
        Column::new("due", "Due"),
    ]);
    for (decision, roles) in &picture.asked {
        let words = roles.iter().map(|role| match role {
            DecisionRole::Agree => "agreement".to_owned(),
            role => role.word().to_owned(),
        });
        let entity = &decision.row.entity;
        table.rows.push(vec![
            Line::styled(Style::Id, decision.id.to_string()),
            Line::from(entity.title.as_str()),
            Line::from(phrase::listed(&words.collect::<Vec<_>>())),
            phrase::owner(decision.holder(DecisionRole::Decider)),
            phrase::due(entity.due, entity.due_source, today),
        ]);
    }
    table
}

/// Returns what the user owes, and for whom where they stand in for somebody.
fn owed(picture: &Today, today: NaiveDate) -> Table {
    let owed = &picture.duties.owed;
    let mut table = followup::table(owed, today);
    if owed.iter().all(|asked| asked.owner_away.is_none()) {
        return table;
    }
    table.columns.insert(2, Column::new("holder", "For"));
    for (row, asked) in table.rows.iter_mut().zip(owed) {
        row.insert(2, phrase::owner(asked.holder.as_deref()));
    }
    table
}

/// Adds whom to ask to the table of what is overdue.
fn others(picture: &Today, today: NaiveDate) -> Table {
    let mut table = followup::table(&picture.others, today);
    let holder = Column::new("holder", "Who");
    table.columns.insert(2, holder);
    for (row, asked) in table.rows.iter_mut().zip(&picture.others) {
        row.insert(2, phrase::owner(asked.holder.as_deref()));
    }
    table
}

fn told(one: &ToTell) -> Value {
    let ToTell {
        id,
        title,
        decided_at,
        untold,
    } = one;
    json!({ "id": id, "title": title, "decided_at": decided_at, "untold": untold })
}

fn sitting(one: &Sitting) -> Value {
    let Sitting {
        id,
        series,
        title,
        at,
        topics,
    } = one;
    let at = at.map(|at| at.format("%H:%M").to_string());
    json!({ "id": id, "series": series, "title": title, "at": at, "topics": topics })
}

/// Returns which decisions the user has to tell, and whom.
fn to_tell(picture: &Today, today: NaiveDate) -> Table {
    let mut table = Table::new([
        Column::new("id", "ID"),
        Column::new("title", "Decision").fit(Fit::Wrap),
        Column::new("decided", "Decided"),
        Column::new("untold", "Not told").fit(Fit::Wrap),
    ]);
    for one in &picture.duties.to_tell {
        table.rows.push(vec![
            Line::styled(Style::Id, one.id.to_string()),
            Line::from(one.title.as_str()),
            phrase::day(one.decided_at, today),
            people::handles(&one.untold),
        ]);
    }
    table
}

/// Returns what is stuck on the user, and why.
fn stuck(picture: &Today) -> Table {
    let mut table = Table::new([
        Column::new("id", "ID"),
        Column::new("title", "Decision").fit(Fit::Wrap),
        Column::new("stuck", "Stuck at").fit(Fit::Wrap),
        Column::new("days", "For"),
    ]);
    for flight in &picture.duties.stuck {
        let why = flight.stuck.as_ref();
        table.rows.push(vec![
            Line::styled(Style::Id, flight.id.to_string()),
            Line::from(flight.decision.title.as_str()),
            why.map_or_else(Line::new, |stuck| Line::from(loops::why(stuck))),
            why.map_or_else(Line::new, |stuck| {
                Line::styled(Style::Late, loops::days(stuck.days))
            }),
        ]);
    }
    table
}

/// Returns when a meeting begins, what it is called and what it takes up.
fn meets(sitting: &Sitting) -> Line {
    let mut line = Line::new();
    if let Some(at) = sitting.at {
        line = line.push(Style::Strong, format!("{} ", at.format("%H:%M")));
    }
    line = line.push(Style::Plain, sitting.title.as_str());
    match sitting.topics.len() {
        0 => line,
        count => line.push(
            Style::Plain,
            format!(
                ": {} ({})",
                sitting.topics.join("; "),
                phrase::count(count, "topic")
            ),
        ),
    }
}

fn news(news: &News) -> Vec<Value> {
    let changed = news.changed.iter();
    changed
        .map(|one| {
            let Changed {
                item,
                verbs,
                by,
                last,
            } = one;
            json!({ "id": item.id, "title": item.title, "verbs": verbs, "by": by, "last": last })
        })
        .collect()
}

/// Adds what changed, and what was done.
fn changes(document: &mut Document, news: &News, today: NaiveDate) {
    let since = dates::short(news.since, today);
    if news.changed.is_empty() {
        let nothing = format!("Nothing changed since {since}.");
        document.push(Block::Paragraph(Line::styled(Style::Muted, nothing)));
        return;
    }
    part(document, &format!("Changed since {since}"));
    let mut table = Table::new([
        Column::new("id", "ID"),
        Column::new("title", "Title").fit(Fit::Wrap),
        Column::new("verbs", "What was done").fit(Fit::Wrap),
        Column::new("by", "By"),
    ]);
    for one in &news.changed {
        table.rows.push(vec![
            Line::styled(Style::Id, one.item.id.to_string()),
            Line::from(one.item.title.as_str()),
            Line::from(one.verbs.join(", ")),
            people::handles(&one.by),
        ]);
    }
    document.push(Block::Table(table));
    if news.more {
        let way = "There is more: `tpm log --since DATE` has it all.";
        document.push(Block::Paragraph(Line::styled(Style::Muted, way)));
    }
}
