//! What a record says of the fields of its decision, and how an edited one is taken over.

use chrono::NaiveDate;

use crate::model::ctx::Ctx;
use crate::model::decision::{Decision, Tags};
use crate::model::words::DecisionStatus;
use crate::ops::import::change::Change;
use crate::ops::notes::short;
use crate::text::records::{Record, is_made};

/// The longest value that is quoted when both sides changed a field, in characters.
const LONGEST_QUOTED: usize = 40;

/// The fields of a decision as a record has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fields {
    pub title: String,
    pub status: DecisionStatus,
    /// When the record was last changed; none where that is still to come.
    pub date: Option<NaiveDate>,
    decided_at: Option<NaiveDate>,
    tags: Tags,
    texts: [(&'static str, Option<String>); 5],
}

impl Fields {
    pub fn of(record: &Record, ctx: &Ctx) -> Fields {
        let status = record.standing();
        let date = record.date.filter(|date| *date <= ctx.today);
        let is_decided = is_made(status) || status == DecisionStatus::Rejected;
        Fields {
            title: short(&record.title),
            status,
            date,
            decided_at: date.filter(|_| is_decided),
            tags: record.tags.clone(),
            texts: [
                ("context", record.context.clone()),
                ("outcome", record.outcome.clone()),
                ("rationale", record.rationale.clone()),
                ("consequences", record.consequences.clone()),
                ("body", record.body.clone()),
            ],
        }
    }

    /// Writes the fields into a new decision.
    pub fn fill(&self, decision: &mut Decision) {
        let Fields {
            title,
            status,
            date: _,
            decided_at,
            tags,
            texts,
        } = self;
        decision.title.clone_from(title);
        decision.status = *status;
        decision.decided_at = *decided_at;
        decision.version = i64::from(is_made(*status) || *status == DecisionStatus::Rejected);
        decision.tags = tags.clone();
        for (field, (_, text)) in texts_of(decision).into_iter().zip(texts) {
            field.clone_from(text);
        }
    }

    /// Takes the fields that were edited in the record since `before` and left alone here; returns
    /// their names. What was changed on both sides is told and left.
    pub fn take(
        &self,
        before: &Fields,
        decision: &mut Decision,
        clashes: &mut Vec<String>,
    ) -> Vec<&'static str> {
        let mut taken = Vec::new();
        let title = change(&before.title, &decision.title, &self.title);
        if title.is_taken("title", |title| quoted(title), clashes) {
            decision.title.clone_from(&self.title);
            taken.push("title");
        }
        let status = change(&before.status, &decision.status, &self.status);
        if status.is_taken("status", ToString::to_string, clashes) {
            let was_decided = decision.version > 0 && !decision.is_open();
            let is_decided = is_made(self.status) || self.status == DecisionStatus::Rejected;
            decision.version += i64::from(is_decided && !was_decided);
            decision.status = self.status;
            decision.defer_until = None;
            taken.push("status");
        }
        let decided = change(&before.decided_at, &decision.decided_at, &self.decided_at);
        let day = |day: &Option<NaiveDate>| day.map_or("none".to_owned(), |day| day.to_string());
        if decided.is_taken("date", day, clashes) {
            decision.decided_at = self.decided_at;
            taken.push("date");
        }
        let tags = change(&before.tags, &decision.tags, &self.tags);
        if tags.is_taken("list of tags", |tags| tags.labels().join(", "), clashes) {
            decision.tags = self.tags.clone();
            taken.push("tags");
        }
        let pairs = before.texts.iter().zip(&self.texts);
        for (here, ((name, before), (_, file))) in texts_of(decision).into_iter().zip(pairs) {
            let word = |text: &Option<String>| quoted(text.as_deref().unwrap_or("none"));
            let field = format!("text of the {name}");
            if change(before, &*here, file).is_taken(&field, word, clashes) {
                here.clone_from(file);
                taken.push(name);
            }
        }
        taken
    }
}

fn change<'a, T>(before: &'a T, here: &'a T, file: &'a T) -> Change<'a, T> {
    Change {
        before: Some(before),
        here,
        file,
    }
}

/// Returns the texts of a decision in the order in which `Fields` has them.
fn texts_of(decision: &mut Decision) -> [&mut Option<String>; 5] {
    let Decision {
        context,
        outcome,
        rationale,
        consequences,
        body,
        ..
    } = decision;
    [context, outcome, rationale, consequences, body]
}

/// Returns the beginning of a value, on one line.
fn quoted(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST_QUOTED {
        return line;
    }
    let kept: String = line.chars().take(LONGEST_QUOTED - 1).collect();
    format!("{}…", kept.trim_end())
}
