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
        let message = error.to_string();
        let (exit, code, hint) = match error {
            StoreError::Busy { .. } => (
                Exit::Busy,
                "busy",
                "try again, or wait longer with --lock-timeout".to_owned(),
            ),
            StoreError::NotOurs { .. } => (
                Exit::DataBad,
                "not_a_store",
                "name another file with --db or TPM_DB; this one was left as it is".to_owned(),
            ),
            StoreError::TooNew { .. } => (
                Exit::DataBad,
                "too_new",
                "use the newer tpm; the file was left as it is".to_owned(),
            ),
            StoreError::Damaged { .. } => (
                Exit::DataBad,
                "damaged",
                "keep a copy of the file and its -wal before anything else".to_owned(),
            ),
            StoreError::Missing { .. } => (
                Exit::NoInput,
                "no_file",
                "the link leads nowhere; name the file itself with --db".to_owned(),
            ),
            StoreError::Gone { ref backup, .. } => (
                Exit::NoInput,
                "file_gone",
                format!(
                    "put the file back, or copy the backup {} to its place",
                    backup.display()
                ),
            ),
            StoreError::OnlyLog { .. } => (
                Exit::NoInput,
                "file_gone",
                "put the file back beside its log, which holds the last changes".to_owned(),
            ),
            StoreError::ReadOnly { .. } => (
                Exit::Permission,
                "read_only",
                "name a file that you may write with --db or TPM_DB".to_owned(),
            ),
            StoreError::ChangedSince { .. }
            | StoreError::NoOperation(_)
            | StoreError::AlreadyUndone(_)
            | StoreError::IsUndo(_)
            | StoreError::IsPurge(_)
            | StoreError::Purged(_) => not_taken_back(&error),
            StoreError::DiskFull => (
                Exit::Io,
                "disk_full",
                "nothing was written; free some space and try again".to_owned(),
            ),
            StoreError::RuleBroken(_) => (
                Exit::Bug,
                "bug",
                "nothing was written; please report what you did".to_owned(),
            ),
            StoreError::Io { .. } | StoreError::Sqlite(_) => (
                Exit::Io,
                "io",
                "nothing was written; check the disk and the folder".to_owned(),
            ),
        };
        CliError::new(exit, code, message).hint(hint)
    }
}

/// Tells why an operation was not taken back.
fn not_taken_back(error: &StoreError) -> (Exit, &'static str, String) {
    match error {
        StoreError::ChangedSince { later, verb, .. } => {
            let way = match verb.as_str() {
                "undo" | "redo" | "purge" => "",
                _ => "; undo it first",
            };
            let hint = format!("`tpm log {later}` shows what it did{way}");
            (Exit::Refused, "changed_since", hint)
        }
        StoreError::NoOperation(_) => (
            Exit::NotFound,
            "not_found",
            "`tpm log` lists the operations".to_owned(),
        ),
        StoreError::IsPurge(_) | StoreError::Purged(_) => (
            Exit::Refused,
            "purged",
            "`tpm log` lists the operations; an older one is taken back by its number".to_owned(),
        ),
        _ => (
            Exit::Refused,
            "refused",
            "`tpm redo` takes the last undo back".to_owned(),
        ),
    }
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
