//! The files that `tpm man` wrote.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::View;
use crate::render::{Block, Document, Line};

/// The pages that were written.
pub struct Pages(pub Vec<PathBuf>);

impl View for Pages {
    fn kind(&self) -> &'static str {
        "file.list"
    }

    fn records(&self) -> Vec<Value> {
        let paths = self.0.iter();
        paths
            .map(|path| json!({ "id": null, "path": path.display().to_string() }))
            .collect()
    }

    fn document(&self) -> Document {
        let folder = self.0.first().and_then(|path| path.parent());
        let folder = folder.map(|folder| folder.display().to_string());
        let line = format!(
            "Wrote {} pages to {}",
            self.0.len(),
            folder.unwrap_or_default()
        );
        Document {
            blocks: vec![Block::Lines(vec![Line::from(line)])],
        }
    }

    fn ids(&self) -> Vec<String> {
        self.0
            .iter()
            .map(|path| path.display().to_string())
            .collect()
    }
}
