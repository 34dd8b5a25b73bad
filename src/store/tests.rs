//! Facts about the store, and what their tests share.

mod chain;
mod golden;
mod journal;
mod merge;
mod purge;
mod shipped;

use std::path::PathBuf;

/// Returns an empty folder of this name that belongs to the running test process.
pub(super) fn scratch(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("tpm-store-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
