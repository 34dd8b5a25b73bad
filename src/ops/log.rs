//! What happened: to everything, or to one item.

use crate::model::ctx::Ctx;
use crate::model::id::ItemId;
use crate::store::{ChangeLine, OperationLine, Reader};
use crate::text::ids::IdWord;

use super::error::OpsError;
use super::list::Page;
use super::targets;

/// Lists operations, the newest first.
pub fn operations(reader: Reader<'_>, limit: Option<u32>) -> Result<Page<OperationLine>, OpsError> {
    let more = limit.map(|limit| limit.saturating_add(1));
    Page::of(reader.operations(more)?, limit, Ok)
}

/// Lists what happened to one item, the oldest first; a deleted one still has its history.
pub fn item(
    reader: Reader<'_>,
    ctx: &Ctx,
    word: &IdWord,
) -> Result<(ItemId, Vec<ChangeLine>), OpsError> {
    if let IdWord::Id(id) = word
        && let Some((key, _)) = reader.find_item(*id)?
    {
        return Ok((*id, reader.history_of(key)?));
    }
    let target = targets::resolve_one(reader, ctx, word, &[])?;
    Ok((target.id, reader.history_of(target.key)?))
}
