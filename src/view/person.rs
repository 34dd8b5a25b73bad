//! One person whole, one group, and the lines after their changes.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::people::{self, group_record, handle, handles};
use super::{View, action, phrase};
use crate::ops::facts::ActionFacts;
use crate::ops::group::GroupFacts;
use crate::ops::leave::{Departure, Left, Moved, few};
use crate::ops::list::Page;
use crate::ops::person::{Part, PersonWhole};
use crate::render::{Block, Column, Document, Fit, Line, Style, Table};

/// One person: whole, or as a change left them.
pub struct PersonView {
    pub whole: PersonWhole,
    /// What happened, in the past tense; none for a look.
    pub verb: Option<String>,
    pub today: NaiveDate,
}

impl View for PersonView {
    fn kind(&self) -> &'static str {
        "person"
    }

    fn records(&self) -> Vec<Value> {
        vec![record(&self.whole, self.today)]
    }

    fn document(&self) -> Document {
        match &self.verb {
            Some(verb) => Document {
                blocks: vec![Block::Lines(vec![changed(verb, &self.whole, self.today)])],
            },
            None => whole(&self.whole, self.today),
        }
    }

    fn truncated(&self) -> bool {
        let PersonWhole {
            facts: _,
            parts,
            actions,
            awaited,
            leads: _,
            covers: _,
            reports: _,
        } = &self.whole;
        let is_look = self.verb.is_none();
        is_look && (parts.truncated || actions.truncated || awaited.truncated)
    }

    fn way_to_more(&self) -> &'static str {
        "`tpm actions --owner NAME` and `tpm decisions --owner NAME` list it all"
    }

    fn ids(&self) -> Vec<String> {
        vec![phrase::at(&self.whole.facts.person.handle)]
    }
}

fn record(whole: &PersonWhole, today: NaiveDate) -> Value {
    let PersonWhole {
        facts,
        parts,
        actions,
        awaited,
        leads,
        covers,
        reports,
    } = whole;
    let of_actions = |page: &Page<ActionFacts>| -> Value {
        let rows = page.rows.iter();
        rows.map(|row| action::record(row, today)).collect()
    };
    let mut record = people::record(facts, today);
    record["parts"] = parts
        .rows
        .iter()
        .map(|part| {
            json!({ "id": part.decision.id, "title": part.decision.row.entity.title,
                    "role": part.role.role, "response": part.role.response,
                    "status": part.decision.row.entity.status,
                    "due": part.decision.row.entity.due })
        })
        .collect();
    record["actions"] = of_actions(actions);
    record["awaited"] = of_actions(awaited);
    record["leads"] = json!(leads);
    record["covers"] = json!(covers);
    record["reports"] = json!(reports);
    record
}

fn title(whole: &PersonWhole) -> Line {
    let person = &whole.facts.person;
    let mut line = Line::styled(Style::Id, phrase::at(&person.handle));
    if let Some(name) = &person.name {
        line = line.push(Style::Heading, format!("  {name}"));
    }
    line
}

/// Returns the line after a change.
fn changed(verb: &str, whole: &PersonWhole, today: NaiveDate) -> Line {
    let facts = &whole.facts;
    let person = &facts.person;
    let mut line = Line::from(format!("{verb} "));
    line.0.extend(title(whole).0);
    let mut said = Vec::new();
    let names = people::other_names(facts);
    if !names.is_empty() {
        said.push(format!("also {names}"));
    }
    said.extend(person.team.as_ref().map(|team| format!("team {team}")));
    said.extend(
        facts
            .manager
            .as_ref()
            .map(|name| format!("manager @{name}")),
    );
    said.extend(person.email.clone());
    said.extend(person.channel.clone());
    let whereabouts = people::whereabouts(facts, today);
    if !whereabouts.is_empty() {
        let away = if person.has_left() { "left " } else { "away " };
        said.push(format!("{away}{}", whereabouts.text()));
    }
    for one in said {
        line = line.push(Style::Plain, format!("  {one}"));
    }
    line
}

fn whole(whole: &PersonWhole, today: NaiveDate) -> Document {
    let PersonWhole {
        facts,
        parts,
        actions,
        awaited,
        leads,
        covers,
        reports,
    } = whole;
    let person = &facts.person;
    let mut document = Document::new();
    document.push(Block::Heading(1, title(whole)));
    document.push(Block::Fields(vec![
        ("Also".into(), Line::from(people::other_names(facts))),
        ("Team".into(), phrase::text(person.team.as_deref())),
        ("Manager".into(), handle(facts.manager.as_deref())),
        ("E-mail".into(), phrase::text(person.email.as_deref())),
        ("Channel".into(), phrase::text(person.channel.as_deref())),
        ("Groups".into(), handles(&facts.groups)),
        (
            if person.has_left() { "Left" } else { "Away" }.into(),
            people::whereabouts(facts, today),
        ),
        ("Leads".into(), Line::from(leads.join(", "))),
        ("Covers".into(), handles(covers)),
        ("Manages".into(), handles(reports)),
        ("Holds".into(), load(whole)),
    ]));
    part(&mut document, "Decisions", parts_table(&parts.rows, today));
    part(
        &mut document,
        "Actions",
        action::table(&actions.rows, today),
    );
    let awaited = action::table(&awaited.rows, today);
    part(&mut document, "Waiting on them", awaited);
    document
}

fn load(whole: &PersonWhole) -> Line {
    let load = whole.facts.load;
    if load == Default::default() {
        return Line::styled(Style::Muted, "nothing");
    }
    let mut line = Line::from(phrase::count(load.open as usize, "open action"));
    if load.overdue > 0 {
        line = line.push(Style::Late, format!(", {} overdue", load.overdue));
    }
    if load.deciding > 0 {
        let decisions = phrase::count(load.deciding as usize, "decision");
        line = line.push(Style::Plain, format!(", {decisions} to make"));
    }
    line
}

fn part(document: &mut Document, title: &str, table: Table) {
    if !table.rows.is_empty() {
        document.push(Block::Heading(2, Line::styled(Style::Heading, title)));
        document.push(Block::Table(table));
    }
}

fn parts_table(parts: &[Part], today: NaiveDate) -> Table {
    let mut table = Table::new([
        Column::new("id", "ID"),
        Column::new("title", "Title").fit(Fit::Wrap),
        Column::new("role", "Part"),
        Column::new("response", "Answer"),
        Column::new("due", "Decide by"),
    ]);
    for Part { role, decision } in parts {
        let answer = match role.response {
            Some(response) => Line::from(response.word()),
            None if role.asked_at.is_some() => Line::styled(Style::Soon, "asked"),
            None => Line::new(),
        };
        table.rows.push(vec![
            Line::styled(Style::Id, decision.id.to_string()),
            Line::from(decision.row.entity.title.as_str()),
            Line::from(role.role.word()),
            answer,
            phrase::due(
                decision.row.entity.due,
                decision.row.entity.due_source,
                today,
            ),
        ]);
    }
    table
}

/// Somebody's leaving: what went where, and what is left to settle.
pub struct DepartureView {
    pub departure: Departure,
    pub today: NaiveDate,
}

impl View for DepartureView {
    fn kind(&self) -> &'static str {
        "person"
    }

    fn records(&self) -> Vec<Value> {
        let Departure {
            whole,
            to,
            moved,
            left,
        } = &self.departure;
        let mut record = record(whole, self.today);
        record["moved"] = moved_records(moved, to.as_deref());
        let left = left.iter();
        record["not_moved"] = left
            .map(|one| json!({ "what": one.what, "hint": one.hint }))
            .collect();
        vec![record]
    }

    fn document(&self) -> Document {
        let Departure {
            whole,
            to,
            moved,
            left,
        } = &self.departure;
        let person = &whole.facts.person;
        let on = phrase::day(person.left_on, self.today);
        let mut lines = vec![
            Line::from("Left ")
                .push(Style::Id, phrase::at(&person.handle))
                .push(Style::Plain, format!("  {}", on.text())),
        ];
        lines.extend(moved.iter().map(|one| moved_line(one, to.as_deref())));
        lines.extend(left.iter().map(left_line));
        Document {
            blocks: vec![Block::Lines(lines)],
        }
    }

    fn ids(&self) -> Vec<String> {
        vec![phrase::at(&self.departure.whole.facts.person.handle)]
    }
}

fn moved_records(moved: &[Moved], to: Option<&str>) -> Value {
    let moved = moved.iter();
    moved
        .map(|one| {
            let to = to.filter(|_| one.handed_over);
            json!({ "what": one.what, "to": to, "names": one.names })
        })
        .collect()
}

fn moved_line(moved: &Moved, to: Option<&str>) -> Line {
    let where_to = match (moved.handed_over, to) {
        (true, Some(to)) => format!("Moved to @{to}"),
        (true, None) => "Left to nobody".to_owned(),
        (false, _) => "Taken off".to_owned(),
    };
    Line::from(format!(
        "{where_to}  {} ({}): {}",
        moved.what,
        moved.names.len(),
        few(&moved.names)
    ))
}

fn left_line(left: &Left) -> Line {
    Line::styled(Style::Late, "Not moved")
        .push(Style::Plain, format!("  {}: {}", left.what, left.hint))
}

/// One group: whole, or as a change left it.
pub struct GroupView {
    pub facts: GroupFacts,
    /// What a group that was disbanded was taken off.
    pub taken: Vec<Moved>,
    /// What happened, in the past tense; none for a look.
    pub verb: Option<&'static str>,
}

impl View for GroupView {
    fn kind(&self) -> &'static str {
        "group"
    }

    fn records(&self) -> Vec<Value> {
        let mut record = group_record(&self.facts);
        if !self.taken.is_empty() {
            record["moved"] = moved_records(&self.taken, None);
        }
        vec![record]
    }

    fn document(&self) -> Document {
        let GroupFacts {
            group,
            members,
            hears_of,
            aliases,
        } = &self.facts;
        let mut title = Line::styled(Style::Id, phrase::at(&group.handle));
        if let Some(name) = &group.name {
            title = title.push(Style::Heading, format!("  {name}"));
        }
        let mut document = Document::new();
        if let Some(verb) = self.verb {
            let mut line = Line::from(format!("{verb} "));
            line.0.extend(title.0);
            if !members.is_empty() {
                line = line.push(Style::Plain, format!("  {}", handles(members).text()));
            }
            let mut lines = vec![line];
            lines.extend(self.taken.iter().map(|one| moved_line(one, None)));
            document.push(Block::Lines(lines));
            return document;
        }
        let none = || Line::styled(Style::Muted, "nobody");
        let who = match (members.is_empty(), group.active) {
            (_, false) => Line::styled(Style::Muted, "disbanded"),
            (true, true) => none(),
            (false, true) => handles(members),
        };
        document.push(Block::Heading(1, title));
        document.push(Block::Fields(vec![
            ("Members".into(), who),
            ("Hears of".into(), Line::from(hears_of.join(", "))),
            ("Also".into(), Line::from(aliases.join(", "))),
        ]));
        document
    }

    fn ids(&self) -> Vec<String> {
        vec![phrase::at(&self.facts.group.handle)]
    }
}
