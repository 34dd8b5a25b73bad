//! Somebody leaves for good: what they hold goes to a successor, and what cannot is told.
//!
//! `hand_over` has one part for each thing that a person can hold; whatever else people come to hold
//! gets its part there. What ended stays theirs.

mod tracked;

use chrono::NaiveDate;

use crate::model::action::{Action, Helper, Waiting};
use crate::model::ctx::Ctx;
use crate::model::decision::Role;
use crate::model::id::{Key, Kind};
use crate::model::person::{Audience, Membership, Person, Workstream};
use crate::model::receipt::Receipt;
use crate::model::series::AgendaItem;
use crate::model::words::{Answer, Response};
use crate::store::{Journal, Operation};
use crate::text::names::PersonWord;

use super::error::OpsError;
use super::outcome::{Remark, Remarks};
use super::people::{self, Newcomers};
use super::person::{self, Edited, PersonWhole, SHOWN};
use super::{Desk, act, begin, moves, roles, series};

/// Who leaves, and who takes over.
#[derive(Clone, Debug)]
pub struct Leaving {
    pub person: PersonWord,
    /// The day on which they left, if that was not today.
    pub on: Option<NaiveDate>,
    /// `None` where nobody was named, `PersonWord::None` for nobody on purpose.
    pub to: Option<PersonWord>,
    pub newcomers: Newcomers,
}

/// Things of one sort that went to the successor or were taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// What they are, such as `open actions`.
    pub what: &'static str,
    /// IDs, slugs and handles.
    pub names: Vec<String>,
    /// Whether the successor has them now; else they were only taken away.
    pub handed_over: bool,
}

/// Something that nobody but the user can settle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    pub what: String,
    /// The command that settles it.
    pub hint: String,
}

/// What somebody's leaving came to.
#[derive(Clone, Debug)]
pub struct Departure {
    pub whole: PersonWhole,
    pub to: Option<String>,
    pub moved: Vec<Moved>,
    pub left: Vec<Left>,
}

/// Marks somebody as gone and hands over what they hold.
pub fn leave(desk: Desk<'_>, leaving: &Leaving) -> Result<Edited<Departure>, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let Leaving {
        person,
        on,
        to,
        newcomers,
    } = leaving;
    let mut remarks = Remarks::new();
    let operation = Operation::new("person leave");
    let written = store.write(ctx, operation, rehearsal, |journal| {
        let key = people::existing(journal.reader(), ctx, person)?;
        let mut entity: Person = journal.reader().row(key)?.entity;
        let on = on.or(entity.left_on).unwrap_or(ctx.today);
        moves::check_past(ctx, on)?;
        let successor = match to {
            Some(word) => successor(journal, ctx, (key, word), *newcomers, &mut remarks)?,
            None => None,
        };
        let mut hand = Handover {
            ctx,
            from: key,
            handle: entity.handle.clone(),
            to: successor,
            is_said: to.is_some(),
            moved: Vec::new(),
            left: Vec::new(),
        };
        hand.over(journal)?;
        if !hand.is_said && hand.moved.iter().any(|moved| moved.handed_over) {
            return Err(hand.refused());
        }
        entity.active = false;
        entity.left_on = Some(on);
        entity.cover = None;
        journal.update(key, &entity)?;
        let Handover { moved, left, .. } = hand;
        let reader = journal.reader();
        Ok(Departure {
            whole: person::whole(reader, ctx, key, Some(SHOWN))?,
            to: successor.map(|key| reader.handle_of(key)).transpose()?,
            moved,
            left,
        })
    })?;
    Ok(Edited {
        verb: "Left",
        now: written.result,
        remarks,
        operation: written.operation,
    })
}

/// Returns who takes over: somebody else, who is here.
fn successor(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    (from, word): (Key, &PersonWord),
    newcomers: Newcomers,
    remarks: &mut Remarks,
) -> Result<Option<Key>, OpsError> {
    let Some(to) = people::person(journal, ctx, word, newcomers, remarks)? else {
        return Ok(None);
    };
    let entity: Person = journal.reader().row(to)?.entity;
    if to == from || entity.has_left() {
        let why = if to == from { "is leaving" } else { "has left" };
        return Err(OpsError::refused(
            format!("@{} {why} and can take nothing over", entity.handle),
            "name somebody else with --to",
        ));
    }
    if entity.is_away(ctx.today) {
        remarks.push(Remark::Said(format!("@{} is away today", entity.handle)));
    }
    Ok(Some(to))
}

/// A handing over in progress.
struct Handover<'a> {
    ctx: &'a Ctx,
    from: Key,
    handle: String,
    to: Option<Key>,
    /// Whether somebody, or nobody on purpose, is to take over; else all this is only a look.
    is_said: bool,
    moved: Vec<Moved>,
    left: Vec<Left>,
}

impl Handover<'_> {
    /// Hands over all that somebody holds, thing by thing.
    fn over(&mut self, journal: &mut Journal<'_>) -> Result<(), OpsError> {
        self.actions(journal)?;
        self.waits(journal)?;
        self.helping(journal)?;
        self.parts(journal)?;
        self.tellings(journal)?;
        self.workstreams(journal)?;
        self.audiences(journal)?;
        self.groups(journal)?;
        self.series(journal)?;
        self.topics(journal)?;
        self.risks(journal)?;
        self.needs(journal)?;
        self.milestones(journal)?;
        self.covers(journal)?;
        self.reports(journal)
    }

    fn actions(&mut self, journal: &mut Journal<'_>) -> Result<(), OpsError> {
        let mut names = Vec::new();
        for row in journal.reader().actions_held(self.from)? {
            let id = row.id(Kind::Action);
            let mut action = row.entity;
            action.owner = self.to;
            if self.to.is_some() && action.waiting_on == self.to {
                self.left.push(Left {
                    what: format!("{id} waits on its new owner"),
                    hint: format!("tpm start {id}"),
                });
            }
            journal.update(row.key, &action)?;
            act::only_own(journal, row.key)?;
            names.push(id.to_string());
        }
        self.moved("open actions", names, true);
        Ok(())
    }

    fn waits(&mut self, journal: &mut Journal<'_>) -> Result<(), OpsError> {
        let mut names = Vec::new();
        for row in journal.reader().actions_awaiting(self.from, None)? {
            let id = row.id(Kind::Action);
            let mut action: Action = row.entity;
            match self.to {
                Some(to) if action.owner != Some(to) => {
                    let since = action.waiting_since.unwrap_or(self.ctx.today);
                    let chase_on = action.chase_on;
                    action.wait(Waiting::Person(to), since, chase_on);
                    journal.update(row.key, &action)?;
                    names.push(id.to_string());
                }
                _ if !self.is_said => names.push(id.to_string()),
                _ => self.left.push(Left {
                    what: format!("{id} waits on @{}", self.handle),
                    hint: format!("tpm start {id}, or tpm wait {id} NAME"),
                }),
            }
        }
        self.moved("waits", names, true);
        Ok(())
    }

    fn helping(&mut self, journal: &mut Journal<'_>) -> Result<(), OpsError> {
        let mut names = Vec::new();
        for row in journal.reader().helping(self.from)? {
            let action = row.entity.action;
            let owner = journal.reader().row::<Action>(action)?.entity.owner;
            journal.set_deleted::<Helper>(row.key, true)?;
            if let Some(to) = self.to.filter(|to| Some(*to) != owner) {
                act::add_helper(journal, action, to)?;
            }
            names.extend(self.touched(journal, action)?.map(|id| id.to_string()));
        }
        self.moved("actions to help with", names, true);
        Ok(())
    }

    fn parts(&mut self, journal: &mut Journal<'_>) -> Result<(), OpsError> {
        let mut names = Vec::new();
        for row in journal.reader().open_roles(self.from)? {
            let Role { decision, role, .. } = row.entity;
            match row.entity.response {
                None => {
                    roles::pass(journal, &row, self.to, self.ctx.today)?;
                    let id = self.touched(journal, decision)?;
                    names.extend(id.map(|id| format!("{id} {role}")));
                }
                // What was said was said; an objection goes on standing in the way.
                Some(Response::Object) => {
                    if let Some(id) = journal.reader().id_of(decision)? {
                        self.left.push(Left {
                            what: format!("{id} has an objection of @{}", self.handle),
                            hint: format!("tpm show {id}"),
                        });
                    }
                }
                Some(Response::Agree | Response::Given) => {}
            }
        }
        self.moved("parts in open decisions", names, true);
        Ok(())
    }

    /// Whoever left need not be told of anything, and owes no answer to what they were told.
    fn tellings(&mut self, journal: &mut Journal<'_>) -> Result<(), OpsError> {
        let mut names = Vec::new();
        for row in journal.reader().receipts_open(self.from)? {
            let mut receipt: Receipt = row.entity;
            if let Some(id) = journal.reader().id_of(receipt.decision)? {
                journal.touch(id);
                names.push(id.to_string());
            }
            if receipt.sent_at.is_none() {
                journal.set_deleted::<Receipt>(row.key, true)?;
                continue;
            }
            receipt.answer = Some(Answer::Waived);
            receipt.answered_at = Some(self.ctx.today);
            journal.update(row.key, &receipt)?;
        }
        self.moved("decisions to hear of", names, false);
        Ok(())
    }

    fn workstreams(&mut self, journal: &mut Journal<'_>) -> Result<(), OpsError> {
        let mut names = Vec::new();
        for row in journal.reader().workstreams_led(self.from)? {
            let mut workstream: Workstream = row.entity;
            workstream.lead = self.to;
            journal.update(row.key, &workstream)?;
            names.push(workstream.slug);
        }
        self.moved("workstreams to lead", names, true);
        Ok(())
    }

    fn audiences(&mut self, journal: &mut Journal<'_>) -> Result<(), OpsError> {
        let mut names = Vec::new();
        for row in journal.reader().audiences_of(self.from)? {
            journal.set_deleted::<Audience>(row.key, true)?;
            names.push(journal.reader().slug_of(row.entity.workstream)?);
        }
        self.moved("workstreams to hear of", names, false);
        Ok(())
    }

    fn groups(&mut self, journal: &mut Journal<'_>) -> Result<(), OpsError> {
        let mut names = Vec::new();
        for row in journal.reader().memberships_of(self.from)? {
            journal.set_deleted::<Membership>(row.key, true)?;
            names.push(format!(
                "@{}",
                journal.reader().handle_of(row.entity.party)?
            ));
        }
        self.moved("groups", names, false);
        Ok(())
    }

    /// Who takes over is there in their place; where nobody does, they are only not invited any more.
    fn series(&mut self, journal: &mut Journal<'_>) -> Result<(), OpsError> {
        let (led, joined) = series::pass(journal, self.ctx, self.from, self.to)?;
        self.moved("series to chair", led, true);
        self.moved("series", joined, self.to.is_some());
        let names = begin::pass(journal, self.from, self.to)?;
        self.moved("planned meetings", names, self.to.is_some());
        Ok(())
    }

    fn topics(&mut self, journal: &mut Journal<'_>) -> Result<(), OpsError> {
        let mut names = Vec::new();
        for row in journal.reader().topics_ahead(self.from)? {
            let mut topic: AgendaItem = row.entity;
            topic.presenter = self.to;
            journal.update(row.key, &topic)?;
            names.push(topic.title);
        }
        self.moved("topics to present", names, true);
        Ok(())
    }

    fn covers(&mut self, journal: &mut Journal<'_>) -> Result<(), OpsError> {
        let mut names = Vec::new();
        for row in journal.reader().covered_by(self.from)? {
            let handle = row.entity.handle.clone();
            let is_over = row.entity.away_to.is_some_and(|to| to < self.ctx.today);
            let mut covered: Person = row.entity;
            covered.cover = None;
            journal.update(row.key, &covered)?;
            if covered.away_from.is_some() && !is_over {
                self.left.push(Left {
                    what: format!("@{handle} is away without a cover"),
                    hint: format!("tpm person {handle} --cover NAME"),
                });
            }
            names.push(format!("@{handle}"));
        }
        self.moved("people to cover", names, false);
        Ok(())
    }

    /// Whom they managed: who manages them now does not follow from who takes the work over.
    fn reports(&mut self, journal: &mut Journal<'_>) -> Result<(), OpsError> {
        for row in journal.reader().reports_of(self.from)? {
            let handle = row.entity.handle;
            self.left.push(Left {
                what: format!("@{handle} reports to @{}", self.handle),
                hint: format!("tpm person {handle} --manager NAME"),
            });
        }
        Ok(())
    }

    fn moved(&mut self, what: &'static str, names: Vec<String>, handed_over: bool) {
        if !names.is_empty() {
            self.moved.push(Moved {
                what,
                names,
                handed_over,
            });
        }
    }

    /// Counts an item as touched and returns its ID.
    fn touched(
        &self,
        journal: &mut Journal<'_>,
        item: Key,
    ) -> Result<Option<crate::model::id::ItemId>, OpsError> {
        let id = journal.reader().id_of(item)?;
        if let Some(id) = id {
            journal.touch(id);
        }
        Ok(id)
    }

    /// Says what would be nobody's.
    fn refused(self) -> OpsError {
        let held: Vec<String> = self
            .moved
            .iter()
            .filter(|moved| moved.handed_over)
            .map(|moved| format!("{} ({})", moved.what, few(&moved.names)))
            .collect();
        OpsError::refused(
            format!("@{} still holds {}", self.handle, held.join(", ")),
            "add `--to NAME` to hand it over, or `--to none` to leave it to nobody",
        )
    }
}

/// Lists names, the first few where there are many.
pub fn few(names: &[String]) -> String {
    const MOST: usize = 8;
    match names.len().checked_sub(MOST) {
        None | Some(0) => names.join(", "),
        Some(more) => format!("{} and {more} more", names[..MOST].join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::few;

    #[test]
    fn many_names_are_counted_not_listed() {
        let names: Vec<String> = (1..=20).map(|number| format!("A-{number}")).collect();
        assert_eq!(few(&names[..2]), "A-1, A-2");
        assert_eq!(few(&names[..8]), "A-1, A-2, A-3, A-4, A-5, A-6, A-7, A-8");
        assert_eq!(
            few(&names),
            "A-1, A-2, A-3, A-4, A-5, A-6, A-7, A-8 and 12 more"
        );
    }
}
