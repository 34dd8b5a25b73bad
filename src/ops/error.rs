//! Why something a person asked for was not done, told apart as far as a face acts on it.

use crate::store::StoreError;

/// A refusal or failure; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum OpsError {
    /// What was asked makes no sense as typed.
    #[error("{message}")]
    Invalid { message: String, hint: String },
    #[error("{message}")]
    NotFound { message: String, hint: String },
    /// The rules, or something else that stands, forbid it.
    #[error("{message}")]
    Refused { message: String, hint: String },
    /// Two things fit what was typed.
    #[error("\"{word}\" could be {}", candidates.join(" or "))]
    Ambiguous {
        word: String,
        candidates: Vec<String>,
        hint: String,
    },
    /// What was handed in cannot be read.
    #[error("{message}")]
    Unreadable { message: String, hint: String },
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl OpsError {
    pub(crate) fn invalid(message: impl Into<String>, hint: impl Into<String>) -> OpsError {
        OpsError::Invalid {
            message: message.into(),
            hint: hint.into(),
        }
    }

    pub(crate) fn not_found(message: impl Into<String>, hint: impl Into<String>) -> OpsError {
        OpsError::NotFound {
            message: message.into(),
            hint: hint.into(),
        }
    }

    pub(crate) fn refused(message: impl Into<String>, hint: impl Into<String>) -> OpsError {
        OpsError::Refused {
            message: message.into(),
            hint: hint.into(),
        }
    }
}
