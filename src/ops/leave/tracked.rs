//! The risks, needs and milestones that somebody leaves behind.

use crate::model::id::{Key, Kind};
use crate::store::Journal;

use super::{Handover, Left};
use crate::ops::error::OpsError;

impl Handover<'_> {
    pub(super) fn risks(&mut self, journal: &mut Journal<'_>) -> Result<(), OpsError> {
        let mut names = Vec::new();
        for row in journal.reader().risks_held(self.from)? {
            names.push(row.id(Kind::Risk).to_string());
            let mut risk = row.entity;
            risk.owner = self.to;
            journal.update(row.key, &risk)?;
        }
        self.moved("risks", names, true);
        Ok(())
    }

    /// What they give, take or said yes to; one that would then be between somebody and themselves is left
    /// without that side.
    pub(super) fn needs(&mut self, journal: &mut Journal<'_>) -> Result<(), OpsError> {
        let mut names = Vec::new();
        for row in journal.reader().needs_held(self.from)? {
            let id = row.id(Kind::Need);
            let mut need = row.entity;
            let pass = |side: &mut Option<Key>, to: Option<Key>| {
                let is_theirs = *side == Some(self.from);
                if is_theirs {
                    *side = to;
                }
                is_theirs
            };
            pass(&mut need.giver, self.to);
            pass(&mut need.committed_by, self.to);
            let takes = pass(&mut need.taker, self.to);
            if need.giver.is_some() && need.giver == need.taker {
                let (side, what, flag) = match takes {
                    true => (&mut need.taker, "is taken by nobody", "--for"),
                    false => (&mut need.giver, "is given by nobody", "--from"),
                };
                *side = None;
                self.left.push(Left {
                    what: format!("{id} {what}"),
                    hint: format!("tpm edit {id} {flag} NAME"),
                });
            }
            journal.update(row.key, &need)?;
            names.push(id.to_string());
        }
        self.moved("needs", names, true);
        Ok(())
    }

    pub(super) fn milestones(&mut self, journal: &mut Journal<'_>) -> Result<(), OpsError> {
        let mut names = Vec::new();
        for row in journal.reader().milestones_held(self.from)? {
            names.push(row.id(Kind::Milestone).to_string());
            let mut milestone = row.entity;
            milestone.owner = self.to;
            journal.update(row.key, &milestone)?;
        }
        self.moved("milestones", names, true);
        Ok(())
    }
}
