//! The files of this crate, as the tests about sources and pages read them.

use std::fs;
use std::path::{Path, PathBuf};

/// A text file and its path from the top, with `/`.
pub struct Source {
    pub path: String,
    pub text: String,
}

/// The top folder of the crate.
pub fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whether the generated parts of the pages are to be written instead of compared.
pub fn updating() -> bool {
    std::env::var_os("TPM_UPDATE_DOCS").is_some()
}

/// Reads one file.
pub fn read(path: &str) -> String {
    fs::read_to_string(top().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Reads the Rust files of the program.
pub fn sources() -> Vec<Source> {
    let mut found = below("src");
    found.retain(|source| source.path.ends_with(".rs"));
    found
}

/// Reads every text file in a folder and those below it, sorted.
pub fn below(folder: &str) -> Vec<Source> {
    let mut paths = Vec::new();
    collect(&top().join(folder), &mut paths);
    paths.sort();
    paths.into_iter().filter_map(|path| source(&path)).collect()
}

/// Reads the text files that lie at the top.
pub fn at_top() -> Vec<Source> {
    let entries = fs::read_dir(top()).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    // In a linked worktree `.git` is a file.
    paths.retain(|path| path.is_file() && !path.ends_with(".git"));
    paths.sort();
    paths.into_iter().filter_map(|path| source(&path)).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else {
            paths.push(path);
        }
    }
}

fn source(path: &Path) -> Option<Source> {
    let text = String::from_utf8(fs::read(path).unwrap()).ok()?;
    let path = path.strip_prefix(top()).unwrap();
    let path = path.to_str().unwrap().replace('\\', "/");
    Some(Source { path, text })
}
