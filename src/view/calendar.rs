//! The line after one file was written: a calendar, or the dashboard.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::View;
use crate::render::{Block, Document, Line};

/// The file that was written.
pub struct Exported(pub PathBuf);

impl View for Exported {
    fn kind(&self) -> &'static str {
        "file.list"
    }

    fn records(&self) -> Vec<Value> {
        vec![json!({ "id": null, "path": self.0.display().to_string() })]
    }

    fn document(&self) -> Document {
        let line = Line::from(format!("Wrote {}", self.0.display()));
        Document {
            blocks: vec![Block::Lines(vec![line])],
        }
    }

    fn ids(&self) -> Vec<String> {
        vec![self.0.display().to_string()]
    }
}
