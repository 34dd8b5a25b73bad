//! Searching everything by words.

use crate::store::{Found, Reader};

use super::error::OpsError;
use super::list::Page;

/// Finds items that hold all the words, the best match first.
pub fn find(reader: Reader<'_>, words: &[String], limit: u32) -> Result<Page<Found>, OpsError> {
    if !words
        .iter()
        .any(|word| word.chars().any(char::is_alphanumeric))
    {
        return Err(OpsError::invalid(
            "there is no word to search for",
            "name a word, such as `tpm find vendor`",
        ));
    }
    let rows = reader.search(words, limit.saturating_add(1))?;
    Page::of(rows, Some(limit), Ok)
}
