//! The demo file.

use serde_json::{Value, json};

use super::View;
use crate::render::{Block, Document, Line};

/// Where the demo file is, and whether it was made just now.
pub struct DemoFile {
    pub path: String,
    pub made: bool,
}

impl View for DemoFile {
    fn kind(&self) -> &'static str {
        "demo.file"
    }

    fn records(&self) -> Vec<Value> {
        vec![json!({ "path": self.path, "made": self.made })]
    }

    fn document(&self) -> Document {
        let said = if self.made {
            format!("Made an invented program in {}", self.path)
        } else {
            format!("The invented program is in {}", self.path)
        };
        Document {
            blocks: vec![Block::Lines(vec![Line::from(said)])],
        }
    }

    fn ids(&self) -> Vec<String> {
        vec![self.path.clone()]
    }
}
