//! What people answer once they were told of a decision: read, a question, an objection; answers that
//! are waived, and disputes that are settled.

use crate::model::ctx::Ctx;
use crate::model::decision::Decision;
use crate::model::id::Key;
use crate::model::receipt::Receipt;
use crate::model::words::{self, DecisionStatus};
use crate::store::{Journal, Reader};
use crate::text::names::PersonWord;
use crate::text::pasted::Pasted;

use super::ack::{self, Answer, Reply};
use super::directory::{Directory, Match};
use super::error::OpsError;
use super::outcome::{Remark, Remarks};
use super::targets::Target;
use super::{audience, comment, people};

/// Whose answer it is.
#[derive(Clone, Debug)]
pub enum Who {
    /// Nobody was named: the actor; for what settles disputes, all whose question or objection stands.
    Actor,
    Named(Vec<PersonWord>),
    /// A list as it was pasted; whom it does not name clearly is left out and told.
    Pasted(Pasted),
}

/// Records answers to a decision that was made; whether anything changed.
pub(super) fn receive(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    (who, answer): (&Who, &Answer),
    remarks: &mut Remarks,
) -> Result<bool, OpsError> {
    let decision: Decision = journal.reader().row(target.key)?.entity;
    refuse_gone(target, decision.status)?;
    refuse_unfit(target, answer)?;
    let found = answerers(journal, ctx, target, (who, answer), &decision)?;
    let mut changed = false;
    for person in &found.people {
        let writing = (answer, decision.version);
        changed |= record(journal, target, *person, writing, remarks)?;
    }
    if changed && matches!(answer.reply, Reply::Resolve) {
        let why = answer.note.as_deref().unwrap_or_default();
        comment::add(journal, ctx, target, why)?;
    }
    remarks.extend(summary(journal.reader(), target, &decision, &found)?);
    if found.people.is_empty() {
        remarks.push(Remark::Unchanged(target.id, "got no answer"));
        return Ok(true);
    }
    Ok(changed)
}

fn refuse_gone(target: Target, status: DecisionStatus) -> Result<(), OpsError> {
    if matches!(status, DecisionStatus::Accepted | DecisionStatus::Rejected) {
        return Ok(());
    }
    let id = target.id;
    Err(OpsError::refused(
        format!("{id} is {status}, and answers are taken while it is open or holds"),
        format!("`tpm comment {id} \"…\"` keeps a remark; `tpm reopen {id}` opens it again"),
    ))
}

fn refuse_unfit(target: Target, answer: &Answer) -> Result<(), OpsError> {
    let id = target.id;
    match answer.reply {
        Reply::Input => Err(OpsError::refused(
            format!("{id} is decided, and takes no input any more"),
            format!("`tpm ack {id} NAME --question \"…\"` or `--object \"…\"` says what they say"),
        )),
        Reply::Waive | Reply::Resolve if answer.note.is_none() => Err(OpsError::invalid(
            "the reason is missing",
            "--why says why no answer is wanted any more, or how it was settled",
        )),
        Reply::Plain
        | Reply::Agree
        | Reply::Object
        | Reply::Question
        | Reply::Waive
        | Reply::Resolve => Ok(()),
    }
}

/// Who answers, and what of a pasted list names nobody for certain.
#[derive(Default)]
struct Answerers {
    people: Vec<Key>,
    unknown: Vec<String>,
    uncounted: u32,
    is_list: bool,
}

fn answerers(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    (who, answer): (&Who, &Answer),
    decision: &Decision,
) -> Result<Answerers, OpsError> {
    let mut found = Answerers::default();
    match (who, answer.reply) {
        (Who::Actor, Reply::Resolve) => {
            let receipts = journal.reader().receipts_of(target.key)?.into_iter();
            let disputed = receipts
                .map(|row| row.entity)
                .filter(|receipt| receipt.version == decision.version && receipt.is_disputed());
            found.people.extend(disputed.map(|receipt| receipt.person));
            if found.people.is_empty() {
                return Err(OpsError::refused(
                    format!("nobody has an open question or objection on {}", target.id),
                    format!("`tpm show {}` lists who answered what", target.id),
                ));
            }
        }
        (Who::Actor, Reply::Waive) => {
            return Err(OpsError::invalid(
                "whose answer is waived?",
                format!(
                    "`tpm ack {} NAMES --waive --why \"…\"` names them",
                    target.id
                ),
            ));
        }
        (Who::Actor, _) => found.people.push(people::me(journal, ctx)?),
        (Who::Named(words), _) => {
            for word in words {
                found.add(match word {
                    PersonWord::Me => people::me(journal, ctx)?,
                    word => ack::answering(journal.reader(), ctx, word)?.0,
                });
            }
        }
        (Who::Pasted(pasted), _) => {
            if *pasted == Pasted::default() {
                return Err(OpsError::invalid(
                    "standard input held no name",
                    "pipe in a list of names, such as one copied from a chat",
                ));
            }
            return listed(journal.reader(), pasted);
        }
    }
    Ok(found)
}

/// Finds the people of a pasted list; a name that may mean two people is kept to tell of it.
fn listed(reader: Reader<'_>, pasted: &Pasted) -> Result<Answerers, OpsError> {
    let mut found = Answerers {
        is_list: true,
        uncounted: pasted.uncounted,
        ..Answerers::default()
    };
    let directory = Directory::load(reader)?;
    let addresses = Addresses::load(reader)?;
    let find = |name: &str| match (directory.find_plain(name), addresses.find(name)) {
        (Match::Known(person), _) | (_, Some(person)) => Some(person),
        _ => None,
    };
    for name in &pasted.names {
        found.take(name, find(name));
    }
    for [last, first] in &pasted.pairs {
        let (one, two) = (find(last), find(first));
        match find(&format!("{first} {last}")) {
            None => {
                found.take(last, one);
                found.take(first, two);
            }
            // Both readings fit, so that neither is certain.
            Some(whole) if one.zip(two).is_some_and(|(a, b)| a != whole && b != whole) => {
                found.take(&format!("{last}, {first}"), None);
            }
            whole => found.take(first, whole),
        }
    }
    Ok(found)
}

impl Answerers {
    /// Adds the person whom a pasted name means, or keeps the name to tell of it.
    fn take(&mut self, name: &str, person: Option<Key>) {
        match person {
            Some(person) => self.add(person),
            None if self.unknown.iter().any(|known| known == name) => {}
            None => self.unknown.push(name.to_owned()),
        }
    }

    fn add(&mut self, person: Key) {
        if !self.people.contains(&person) {
            self.people.push(person);
        }
    }
}

/// People by their mail addresses.
struct Addresses(Vec<(String, Key)>);

impl Addresses {
    fn load(reader: Reader<'_>) -> Result<Addresses, OpsError> {
        let people = reader.people()?.into_iter();
        let addresses = people.filter_map(|row| {
            let email = row.entity.email?.to_lowercase();
            row.entity.merged_into.is_none().then_some((email, row.key))
        });
        Ok(Addresses(addresses.collect()))
    }

    /// Returns the one person who has this address.
    fn find(&self, name: &str) -> Option<Key> {
        let name = name.to_lowercase();
        let mut same = self.0.iter().filter(|(email, _)| *email == name);
        let (_, person) = same.next()?;
        same.next().is_none().then_some(*person)
    }
}

/// Records one answer; whether it is another than before.
fn record(
    journal: &mut Journal<'_>,
    target: Target,
    person: Key,
    (answer, version): (&Answer, i64),
    remarks: &mut Remarks,
) -> Result<bool, OpsError> {
    let known = audience::of(journal.reader(), target.key, version, person)?;
    let handle = journal.reader().handle_of(person)?;
    let mut receipt = match &known {
        Some(row) => row.entity.clone(),
        None => Receipt::new(target.key, person, version, false),
    };
    let word = match answer.reply {
        Reply::Plain | Reply::Agree | Reply::Input => words::Answer::Ack,
        Reply::Question => words::Answer::Question,
        Reply::Object => words::Answer::Objection,
        Reply::Waive => words::Answer::Waived,
        Reply::Resolve => {
            if !receipt.is_disputed() {
                return Err(OpsError::refused(
                    format!(
                        "@{handle} has no open question or objection on {}",
                        target.id
                    ),
                    format!("`tpm show {}` lists who answered what", target.id),
                ));
            }
            receipt.resolved_at = Some(answer.on);
            audience::keep(journal, target, &receipt)?;
            return Ok(true);
        }
    };
    if known.is_none() {
        remarks.push(Remark::Said(format!(
            "@{handle} was not among those who must know of {}; the answer is kept all the same",
            target.id
        )));
    }
    if (receipt.answer, &receipt.note) == (Some(word), &answer.note) && !receipt.is_disputed() {
        return Ok(false);
    }
    receipt.answer = Some(word);
    receipt.note.clone_from(&answer.note);
    receipt.answered_at = Some(answer.on);
    receipt.resolved_at = None;
    audience::keep(journal, target, &receipt)?;
    Ok(true)
}

/// Says how far the telling has come, and what of a pasted list was not taken.
fn summary(
    reader: Reader<'_>,
    target: Target,
    decision: &Decision,
    found: &Answerers,
) -> Result<Option<Remark>, OpsError> {
    let (mut silent, mut disputed) = (Vec::new(), Vec::new());
    for row in reader.receipts_of(target.key)? {
        let receipt = row.entity;
        if receipt.version != decision.version || found.people.contains(&receipt.person) {
            continue;
        }
        let handle = format!("@{}", reader.handle_of(receipt.person)?);
        if receipt.is_disputed() {
            disputed.push(handle);
        } else if receipt.required && receipt.answer.is_none() {
            silent.push(handle);
        }
    }
    let Answerers {
        people,
        unknown,
        uncounted,
        is_list,
    } = found;
    let mut parts = Vec::new();
    if *is_list {
        parts.push(format!("{} acked", people.len()));
        parts.push(match &unknown[..] {
            [] => "0 unknown".to_owned(),
            names => format!("{} unknown ({})", names.len(), names.join(", ")),
        });
    }
    if *uncounted > 0 {
        parts.push(format!("{uncounted} more that the list does not name"));
    }
    if !silent.is_empty() || *is_list {
        let names = if silent.is_empty() {
            String::new()
        } else {
            format!(" ({})", silent.join(", "))
        };
        parts.push(format!("{} silent{names}", silent.len()));
    }
    if !disputed.is_empty() {
        parts.push(format!("open questions of {}", disputed.join(", ")));
    }
    Ok((!parts.is_empty()).then(|| Remark::Said(format!("{}: {}", target.id, parts.join(", ")))))
}
