//! Links between records, made when all of an import are in, whichever came first.

use std::path::{Component, Path, PathBuf};

use super::numbers::{folder, name};
use super::{Fresh, RecordDone, SOURCE};
use crate::model::decision::Decision;
use crate::model::id::Key;
use crate::model::relation::Link;
use crate::model::words::{DecisionStatus, LinkKind};
use crate::ops::error::OpsError;
use crate::ops::facts::Named;
use crate::ops::outcome::{Remark, Remarks};
use crate::ops::{link, supersede};
use crate::store::{Journal, Reader, Row};
use crate::text::records::{Other, Reference, is_made};

/// What the records of one import say of each other.
#[derive(Default)]
pub(super) struct Linking {
    /// The place of the file that is written now, among all of the import.
    pub at: usize,
    waiting: Vec<Waiting>,
    fresh: Fresh,
}

/// The references of one record, to be linked.
struct Waiting {
    decision: Key,
    at: usize,
    path: String,
    references: Vec<Reference>,
    /// What it said before; of these only links to what is new are made.
    before: Vec<Reference>,
    /// Whether it is as it was imported last.
    is_known: bool,
}

impl Linking {
    /// Takes in what a record says that is new, or edited since `before`.
    pub fn add(
        &mut self,
        decision: Key,
        path: &str,
        references: &[Reference],
        before: Option<&[Reference]>,
    ) {
        if before.is_none() {
            self.fresh.insert(decision);
        }
        self.waiting.push(Waiting {
            decision,
            at: self.at,
            path: path.to_owned(),
            references: references.to_vec(),
            before: before.unwrap_or_default().to_vec(),
            is_known: false,
        });
    }

    /// Takes in what a record says that is as it was: what it names may be new.
    pub fn known(&mut self, decision: Key, path: &str, references: &[Reference]) {
        self.waiting.push(Waiting {
            decision,
            at: self.at,
            path: path.to_owned(),
            references: references.to_vec(),
            before: references.to_vec(),
            is_known: true,
        });
    }

    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Drops all but the first so many, for the file that said them failed.
    pub fn forget(&mut self, kept: usize) {
        for gone in self.waiting.drain(kept..) {
            self.fresh.remove(&gone.decision);
        }
    }

    /// Makes all links and puts the superseded where they belong.
    pub fn all(&self, journal: &mut Journal<'_>, done: &mut [RecordDone]) -> Result<(), OpsError> {
        for waiting in &self.waiting {
            self.one(journal, waiting, &mut done[waiting.at])?;
        }
        // Now that all links are made, it shows what was superseded by something that holds.
        for waiting in self.waiting.iter().filter(|waiting| !waiting.is_known) {
            let mut remarks = Remarks::new();
            settle(journal, waiting.decision, &mut remarks)?;
            let problems = &mut done[waiting.at].problems;
            problems.extend(remarks.into_iter().filter_map(told));
        }
        for waiting in &self.waiting {
            let decision: Decision = journal.reader().row(waiting.decision)?.entity;
            done[waiting.at].status = Some(decision.status);
        }
        Ok(())
    }

    fn one(
        &self,
        journal: &mut Journal<'_>,
        waiting: &Waiting,
        done: &mut RecordDone,
    ) -> Result<(), OpsError> {
        for reference in &waiting.before {
            if !waiting.references.iter().any(|now| is_same(now, reference))
                && let Some(link) = resolved(journal.reader(), waiting, reference)?
            {
                remove(journal, &link)?;
            }
        }
        for reference in &waiting.references {
            let Some(link) = resolved(journal.reader(), waiting, reference)? else {
                if reference.said && !waiting.is_known {
                    let other = match &reference.other {
                        Other::File(file) => file.clone(),
                        Other::Number(number) => name(*number),
                    };
                    let message = format!("{other} is not among the decisions; no link was made");
                    done.problems.push((reference.line, message));
                }
                continue;
            };
            let other = if link.source == waiting.decision {
                link.target
            } else {
                link.source
            };
            let was_said = waiting.before.iter().any(|was| is_same(was, reference));
            // A link that was made before may have been taken away here.
            let is_due = !was_said || self.fresh.contains(&other);
            if is_due && add(journal, reference, &link)? {
                done.links += 1;
            }
        }
        Ok(())
    }
}

fn is_same(one: &Reference, other: &Reference) -> bool {
    (one.kind, one.outgoing, &one.other) == (other.kind, other.outgoing, &other.other)
}

/// Returns the link that a reference stands for, if the other record is known.
fn resolved(
    reader: Reader<'_>,
    waiting: &Waiting,
    reference: &Reference,
) -> Result<Option<Link>, OpsError> {
    let folder = folder(&waiting.path);
    let found = match &reference.other {
        Other::File(file) => reader.external(SOURCE, &place(&folder, file))?,
        Other::Number(number) => reader.external(&folder, &name(*number))?,
    };
    let Some(other) = found.map(|row| row.entity.parent) else {
        return Ok(None);
    };
    let is_gone = reader.row::<Decision>(other)?.deleted;
    let (source, target) = match reference.outgoing {
        true => (waiting.decision, other),
        false => (other, waiting.decision),
    };
    Ok((!is_gone && source != target).then_some(Link {
        source,
        target,
        kind: reference.kind,
    }))
}

/// Returns the path of a file that is named from a folder.
fn place(folder: &str, file: &str) -> String {
    let mut path = PathBuf::from(folder);
    for part in Path::new(file).components() {
        match part {
            Component::ParentDir => drop(path.pop()),
            Component::Normal(name) => path.push(name),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    path.to_string_lossy().into_owned()
}

/// Adds a link that is not there yet. One that only tells that two records have to do with each other
/// is not made where they are linked already.
fn add(journal: &mut Journal<'_>, reference: &Reference, link: &Link) -> Result<bool, OpsError> {
    let links = journal.reader().links_of(link.source)?;
    let is_there = links.iter().any(|row| {
        let known = &row.entity;
        let joins = [known.source, known.target].contains(&link.target);
        known == link || reference.kind == LinkKind::RelatesTo && joins
    });
    if !is_there {
        link::add(journal, link)?;
        for end in [link.source, link.target] {
            if let Some(id) = journal.reader().id_of(end)? {
                journal.touch(id);
            }
        }
    }
    Ok(!is_there)
}

fn remove(journal: &mut Journal<'_>, link: &Link) -> Result<(), OpsError> {
    for row in journal.reader().links_of(link.source)? {
        if row.entity == *link {
            journal.set_deleted::<Link>(row.key, true)?;
            if link.kind == LinkKind::Supersedes {
                supersede::restore_one(journal, link.target, None, &mut Remarks::new())?;
            }
        }
    }
    Ok(())
}

/// Retires what a record that holds supersedes; one whose successors are all open holds until then.
fn settle(journal: &mut Journal<'_>, key: Key, remarks: &mut Remarks) -> Result<(), OpsError> {
    let decision: Decision = journal.reader().row(key)?.entity;
    if is_made(decision.status) {
        supersede::retire(journal, key, remarks)?;
    }
    let links = journal.reader().links_of(key)?.into_iter();
    let has_successor = links
        .map(|row| row.entity)
        .any(|link| link.kind == LinkKind::Supersedes && link.target == key);
    if !has_successor {
        return Ok(());
    }
    match decision.status {
        DecisionStatus::Superseded => supersede::restore_one(journal, key, None, remarks),
        DecisionStatus::Accepted => retire_by_others(journal, key, remarks),
        _ => Ok(()),
    }
}

/// Retires a record that says it is accepted while another one that was made supersedes it.
fn retire_by_others(
    journal: &mut Journal<'_>,
    key: Key,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    let links = journal.reader().links_of(key)?.into_iter();
    let newer: Vec<Key> = links
        .map(|row| row.entity)
        .filter(|link| link.kind == LinkKind::Supersedes && link.target == key)
        .map(|link| link.source)
        .collect();
    for newer in newer {
        let row: Row<Decision> = journal.reader().row(newer)?;
        if is_made(row.entity.status) {
            supersede::retire(journal, newer, remarks)?;
        }
    }
    Ok(())
}

fn told(remark: Remark) -> Option<(usize, String)> {
    match remark {
        Remark::Superseded(Named { id, .. }) => {
            let text = format!("{id} is superseded, though its own record says otherwise");
            Some((0, text))
        }
        Remark::Restored(Named { id, .. }) => {
            let text = format!("{id} still holds: what supersedes it is not decided");
            Some((0, text))
        }
        _ => None,
    }
}
