//! Lists of items of one kind.

use chrono::NaiveDate;
use serde_json::Value;

use super::View;
use crate::model::id::ItemId;
use crate::ops::list::Page;
use crate::render::{Block, Document, Line, Table};

/// What a list shows of an item.
pub trait Listed: Sized {
    /// The `kind` of the JSON envelope.
    const KIND: &'static str;
    /// What to say when there is none.
    const EMPTY: &'static str;
    fn id(&self) -> ItemId;
    fn record(&self, today: NaiveDate) -> Value;
    fn table(rows: &[Self], today: NaiveDate) -> Table;
}

/// A list of items.
pub struct List<T> {
    pub page: Page<T>,
    pub today: NaiveDate,
}

impl<T: Listed> View for List<T> {
    fn kind(&self) -> &'static str {
        T::KIND
    }

    fn records(&self) -> Vec<Value> {
        let rows = self.page.rows.iter();
        rows.map(|row| row.record(self.today)).collect()
    }

    fn truncated(&self) -> bool {
        self.page.truncated
    }

    fn document(&self) -> Document {
        if self.page.rows.is_empty() {
            return Document {
                blocks: vec![Block::Paragraph(Line::from(T::EMPTY))],
            };
        }
        Document::from(T::table(&self.page.rows, self.today))
    }

    fn ids(&self) -> Vec<String> {
        self.page
            .rows
            .iter()
            .map(|row| row.id().to_string())
            .collect()
    }
}
