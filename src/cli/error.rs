//! What a command that failed says, and the exit code that it ends with.

use crate::config::ConfigError;
use crate::ops::OpsError;
use crate::store::StoreError;

/// The exit codes, as documented in `docs/exit-codes.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    Done = 0,
    Bug = 1,
    Usage = 2,
    NotFound = 3,
    Refused = 4,
    Cancelled = 5,
    Check = 10,
    DataBad = 65,
    NoInput = 66,
    CannotCreate = 73,
    Io = 74,
    Busy = 75,
    Permission = 77,
    Config = 78,
    ClosedPipe = 141,
}

/// A failed command.
#[derive(Debug)]
pub struct CliError {
    pub exit: Exit,
    /// The stable name of the case, for programs.
    pub code: &'static str,
    pub message: String,
    pub hint: Option<String>,
}

impl CliError {
    pub fn new(exit: Exit, code: &'static str, message: impl Into<String>) -> CliError {
        CliError {
            exit,
            code,
            message: message.into(),
            hint: None,
        }
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> CliError {
        self.hint = Some(hint.into());
        self
    }

    /// Returns a failure of what was typed.
    pub fn usage(message: impl Into<String>, hint: impl Into<String>) -> CliError {
        CliError::new(Exit::Usage, "usage", message).hint(hint)
    }

    /// Whether the same command may succeed if it is run again.
    pub fn is_retryable(&self) -> bool {
        self.exit == Exit::Busy
    }
}

impl From<OpsError> for CliError {
    fn from(error: OpsError) -> CliError {
        let message = error.to_string();
        let (exit, code, hint) = match error {
            OpsError::Store(error) => return CliError::from(error),
            OpsError::Invalid { hint, .. } => (Exit::Usage, "usage", hint),
            OpsError::NotFound { hint, .. } => (Exit::NotFound, "not_found", hint),
            OpsError::Refused { hint, .. } => (Exit::Refused, "refused", hint),
            OpsError::Ambiguous { hint, .. } => (Exit::Refused, "ambiguous", hint),
            OpsError::Unreadable { hint, .. } => (Exit::DataBad, "unreadable", hint),
        };
        CliError::new(exit, code, message).hint(hint)
    }
}

impl From<StoreError> for CliError {
    fn from(error: StoreError) -> CliError {
        let (exit, code) = case(&error);
        CliError::new(exit, code, error.to_string()).hint(way_on(&error))
    }
}

fn case(error: &StoreError) -> (Exit, &'static str) {
    match error {
        StoreError::Busy { .. } => (Exit::Busy, "busy"),
        StoreError::NotOurs { .. } => (Exit::DataBad, "not_a_store"),
        StoreError::TooNew { .. } => (Exit::DataBad, "too_new"),
        StoreError::Damaged { .. } => (Exit::DataBad, "damaged"),
        StoreError::RolledBack { .. } => (Exit::DataBad, "rolled_back"),
        StoreError::Missing { .. } => (Exit::NoInput, "no_file"),
        StoreError::Gone { .. } | StoreError::OnlyLog { .. } => (Exit::NoInput, "file_gone"),
        StoreError::ReadOnly { .. } => (Exit::Permission, "read_only"),
        StoreError::ChangedSince { .. } => (Exit::Refused, "changed_since"),
        StoreError::NoOperation(_) => (Exit::NotFound, "not_found"),
        StoreError::AlreadyUndone(_) => (Exit::Refused, "refused"),
        StoreError::IsPurge(_) | StoreError::Purged(_) => (Exit::Refused, "purged"),
        StoreError::DiskFull => (Exit::Io, "disk_full"),
        StoreError::RuleBroken(_) => (Exit::Bug, "bug"),
        StoreError::Io { .. } | StoreError::Sqlite(_) => (Exit::Io, "io"),
    }
}

/// Returns what to do about a failure of the store.
fn way_on(error: &StoreError) -> String {
    let words = match error {
        StoreError::Busy { .. } => "try again, or wait longer with --lock-timeout",
        StoreError::NotOurs { .. } => {
            "name another file with --db or TPM_DB; this one was left as it is, and `tpm restore` \
             lists the backups of what was in its place"
        }
        StoreError::TooNew { .. } => "use the newer tpm; the file was left as it is",
        StoreError::Damaged { .. } => {
            "`tpm doctor --deep` names what is damaged, `tpm doctor --repair` works on a copy, and \
             `tpm restore` lists the backups"
        }
        StoreError::RolledBack { .. } => {
            "nothing was written; `tpm restore` lists the backups, and `tpm doctor --accept` takes \
             the file as it is"
        }
        StoreError::Missing { .. } => "name the file itself with --db; a link may lead nowhere",
        StoreError::Gone { backup: None, .. } => {
            "put the file back; no backup is known, and `tpm doctor --accept` begins anew"
        }
        StoreError::Gone {
            backup: Some(backup),
            ..
        } => {
            return format!(
                "put the file back; `tpm restore` lists the backups, of which the newest is {}, and \
                 `tpm doctor --accept` begins anew",
                backup.display()
            );
        }
        StoreError::OnlyLog { .. } => {
            "put the file back beside its log, which holds the last changes"
        }
        StoreError::ReadOnly { .. } => "name a file that you may write with --db or TPM_DB",
        StoreError::ChangedSince { later, verb, .. } => {
            let way = match verb.as_str() {
                "undo" | "redo" | "purge" => "",
                _ => "; undo it first",
            };
            return format!("`tpm log {later}` shows what it did{way}");
        }
        StoreError::NoOperation(_) => "`tpm log` lists the operations",
        StoreError::AlreadyUndone(_) => "`tpm redo` takes the last undo back",
        StoreError::IsPurge(_) | StoreError::Purged(_) => {
            "`tpm log` lists the operations; an older one is taken back by its number"
        }
        StoreError::DiskFull => "nothing was written; free some space and try again",
        StoreError::RuleBroken(_) => "nothing was written; please report what you did",
        StoreError::Io { .. } | StoreError::Sqlite(_) => {
            "nothing was written; check the disk and the folder"
        }
    };
    words.to_owned()
}

impl From<ConfigError> for CliError {
    fn from(error: ConfigError) -> CliError {
        let hint = match &error {
            ConfigError::NoHome => "set HOME, or name the file with --db and TPM_STATE_DIR",
            ConfigError::File { .. } | ConfigError::Value { .. } => {
                "`tpm config edit` opens the file; docs/configuration.md lists the settings"
            }
        };
        CliError::new(Exit::Config, "configuration", error.to_string()).hint(hint)
    }
}
