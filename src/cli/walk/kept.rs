//! The choices of a walk that are not saved yet, kept after each key, so that neither a closed terminal
//! nor a full disk loses them.

use serde::{Deserialize, Serialize};

use crate::cli::app::App;
use crate::cli::error::CliError;
use crate::files::kept::Kept;
use crate::ops::walk::{Choice, Chosen};
use crate::text::ids::{self, IdWord};

#[derive(Serialize, Deserialize)]
struct Entry {
    id: String,
    seen: i64,
    choice: Choice,
}

impl App {
    /// Returns where the choices of a walk are kept.
    pub fn kept_walk(&self) -> Result<Kept, CliError> {
        let path = self
            .env
            .places
            .store(self.globals.db.as_deref(), &self.env.vars)?;
        Ok(Kept::of(&self.state_folder()?, &path, "walks"))
    }
}

/// Keeps the choices, or nothing if there are none.
pub fn keep(kept: &Kept, chosen: &[Chosen]) -> std::io::Result<()> {
    if chosen.is_empty() {
        return kept.remove();
    }
    let entries: Vec<Entry> = chosen
        .iter()
        .map(|one| Entry {
            id: one.id.to_string(),
            seen: one.seen,
            choice: one.choice.clone(),
        })
        .collect();
    kept.write(&serde_json::to_string(&entries)?)
}

/// Returns the choices that an earlier walk left; nothing if they cannot be read.
pub fn left(kept: &Kept) -> Option<Vec<Chosen>> {
    let text = match kept.read() {
        Ok(Some(text)) => text,
        Ok(None) => return Some(Vec::new()),
        Err(_) => return None,
    };
    let entries: Vec<Entry> = serde_json::from_str(&text).ok()?;
    let chosen = entries.into_iter().map(|entry| {
        let Entry { id, seen, choice } = entry;
        match ids::read(&id) {
            Ok(IdWord::Id(id)) => Some(Chosen { id, seen, choice }),
            _ => None,
        }
    });
    chosen.collect()
}
