//! One record as a form in the user's editor: what they changed comes back as typed words, by the
//! names of the options of `edit`. No lock is held meanwhile, and the draft stays until it is stored.

use crate::files::draft::Draft;
use crate::model::id::ItemId;
use crate::ops::show;
use crate::store::Access;
use crate::text::form::Form;
use crate::text::ids::IdWord;
use crate::view::form::form;

use super::app::App;
use super::editor::{draft_exists, draft_lost};
use super::error::{CliError, Exit};

/// What a user changed in the form of one record.
pub struct Edited {
    /// The record itself, whatever the word that named it means by now.
    pub id: IdWord,
    /// The fields with their new values, as typed.
    pub changes: Vec<(&'static str, String)>,
    draft: Draft,
    again: String,
}

impl Edited {
    /// Says of an error that the draft is kept, and how to go on with it.
    pub fn kept(&self, error: CliError) -> CliError {
        kept(&self.again, error)
    }

    /// Removes the draft, now that its changes are stored.
    pub fn done(&self) {
        self.draft.remove();
    }
}

/// Whether a form is begun, or one that was kept is gone on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    Anew,
    Resume,
}

impl App {
    /// Opens one record as a form in the editor and returns what was changed in it. Where a field was
    /// changed elsewhere too, nothing is taken and the draft is brought up to the record's new state.
    pub fn edit_record(&self, word: &IdWord, begin: Begin) -> Result<Edited, CliError> {
        let (id, present) = self.record(word)?;
        // `.` may be another item once the editor is left.
        let word = &IdWord::Id(id);
        let draft = self.drafts()?.of_form(&id.to_string());
        let again = format!("tpm edit {id} --resume");
        match begin {
            Begin::Anew if draft.holds_anything() => return Err(draft_exists(&draft, &again)),
            Begin::Anew if !self.may_edit() => {
                return Err(CliError::usage(
                    "nothing to change was named, and there is no terminal to open an editor on",
                    "name a field, such as --due fri; `tpm edit --help` lists them",
                ));
            }
            Begin::Anew => {
                let text = present.text();
                draft
                    .write(&text, &text)
                    .map_err(|error| draft_lost(&draft, &error))?;
            }
            Begin::Resume if !draft.exists() => {
                return Err(CliError::new(
                    Exit::NotFound,
                    "no_draft",
                    format!("no draft was kept of {id}"),
                )
                .hint("leave --resume out to begin one"));
            }
            Begin::Resume => {}
        }
        let text = match self.may_edit() {
            true => self.edit(&draft, &again),
            false => self.read_draft(&draft, &again),
        };
        let text = text.map_err(|error| emptied(&draft, id, error))?;
        let base = draft.base().map_err(|error| draft_lost(&draft, &error))?;
        // Another process may have changed the record while its form was open.
        let (_, present) = self.record(word)?;
        let read = |text: &str| {
            present.read(text).map_err(|problem| {
                let error = CliError::new(Exit::DataBad, "unreadable_form", problem.to_string());
                kept(&again, error.hint("a field is a line such as `Due: fri`"))
            })
        };
        let (edited, base, present) = (read(&text)?, read(&base)?, read(&present.text())?);
        if let Some(clash) = clash(&edited, &base, &present) {
            let merged = present.with_changes(&edited, &base);
            draft
                .write(&present.text(), &merged.text())
                .map_err(|error| draft_lost(&draft, &error))?;
            let error = CliError::new(Exit::Refused, "conflict", format!("{id}: {clash}"));
            return Err(error.hint(format!(
                "nothing was saved; `{again}` opens your changes over what it is now"
            )));
        }
        let changes = edited.changes(&base);
        Ok(Edited {
            id: word.clone(),
            changes: changes
                .map(|entry| (entry.name, entry.value.clone()))
                .collect(),
            draft,
            again,
        })
    }

    fn record(&self, word: &IdWord) -> Result<(ItemId, Form), CliError> {
        let store = self.store(Access::Read)?;
        let shown = show::show(store.reader(), &self.ctx, std::slice::from_ref(word))?;
        // No connection stays open while a person writes.
        store.close()?;
        let [whole] = &shown[..] else {
            return Err(CliError::usage(
                "a form is of one item",
                "name one ID, or a field to change in all of them",
            ));
        };
        Ok((whole.facts.id(), form(&whole.facts)))
    }
}

/// Removes the draft of a form in which nothing is left to go on with: the record has it all.
fn emptied(draft: &Draft, id: ItemId, error: CliError) -> CliError {
    if error.code != "cancelled" || draft.holds_anything() {
        return error;
    }
    draft.remove();
    error.hint(format!("{id} is as it was, and no draft is kept"))
}

/// Says which field was changed here and elsewhere to different values.
fn clash(edited: &Form, base: &Form, present: &Form) -> Option<String> {
    edited.changes(base).find_map(|change| {
        let (before, now) = (base.value(change.name)?, present.value(change.name)?);
        let clashes = now != before && now != change.value;
        clashes.then(|| {
            let label = change.label.to_lowercase();
            format!("{label} was changed meanwhile to \"{now}\"")
        })
    })
}

fn kept(again: &str, error: CliError) -> CliError {
    let kept = format!("the draft is kept: `{again}`");
    let hint = match &error.hint {
        Some(hint) => format!("{hint}; {kept}"),
        None => kept,
    };
    error.hint(hint)
}
