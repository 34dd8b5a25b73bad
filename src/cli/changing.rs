//! Running what changes the store, and telling what it came to.

use crate::ops::outcome::Outcome;
use crate::ops::person::Edited;
use crate::ops::{Desk, OpsError};
use crate::store::{Access, Rehearsal};
use crate::view::View;

use super::app::App;
use super::error::{CliError, Exit};

impl App {
    /// Opens the store for writing and runs a changing operation. Where there is no file yet, it is
    /// tried on an empty store before, so that what is refused makes none.
    pub fn write<R>(
        &self,
        operation: impl Fn(Desk<'_>) -> Result<R, OpsError>,
    ) -> Result<R, CliError> {
        if !self.store_path()?.exists() {
            let mut read = self.store(Access::Read)?;
            // Another process may have made the file since.
            if read.path().is_none() {
                operation(Desk {
                    rehearsal: Rehearsal::Dry,
                    ..self.desk(&mut read)
                })?;
            }
        }
        let mut store = self.store(Access::Write)?;
        let result = operation(self.desk(&mut store))?;
        store.close()?;
        Ok(result)
    }

    /// Runs a changing operation, and tells what it came to.
    pub fn change(
        &self,
        operation: impl Fn(Desk<'_>) -> Result<Outcome, OpsError>,
    ) -> Result<Exit, CliError> {
        let outcome = self.write(operation)?;
        self.tell_outcome(outcome)
    }

    /// Changes a party or workstream, and shows it as it is now: `view` gets it with what happened, in
    /// the past tense.
    pub fn change_whole<F, V: View>(
        &self,
        operation: impl Fn(Desk<'_>) -> Result<Edited<F>, OpsError>,
        view: impl FnOnce(F, &'static str) -> V,
    ) -> Result<Exit, CliError> {
        let Edited {
            verb,
            now,
            remarks,
            operation,
        } = self.write(operation)?;
        let has_changed = operation.is_some() || self.globals.dry_run;
        let verb = if has_changed { verb } else { "Unchanged" };
        self.tell_change(&view(now, verb), &remarks, operation)
    }
}
