//! Taking back the last thing done, and doing it again.

use crate::store::{Operation, OperationLine};

use super::Desk;
use super::error::OpsError;

/// Which operations an undo or redo took back or brought back.
#[derive(Clone, Debug)]
pub struct TakenBack {
    /// Whether this was an undo or a redo.
    pub verb: &'static str,
    pub operations: Vec<OperationLine>,
    /// The operations that are out of force now, or are in force again.
    pub affected: Vec<OperationLine>,
    /// Who did them, where that is somebody else.
    pub by: Option<String>,
    pub operation: Option<i64>,
}

/// Takes back one operation with its group, by default the actor's last.
pub fn undo(desk: Desk<'_>, operation: Option<i64>) -> Result<TakenBack, OpsError> {
    let target = match operation {
        Some(id) => id,
        None => desk
            .store
            .reader()
            .last_undoable(&desk.ctx.actor)?
            .ok_or_else(|| {
                OpsError::refused("there is nothing to undo", "`tpm log` lists the operations")
            })?,
    };
    let line = existing(&desk, target)?;
    if line.undoes.is_some() {
        return Err(OpsError::refused(
            format!("operation {target} is itself an undo or redo"),
            "`tpm redo` takes the last undo back",
        ));
    }
    take_back(desk, "undo", target)
}

/// Brings back what the actor's last undo took.
pub fn redo(desk: Desk<'_>) -> Result<TakenBack, OpsError> {
    let Some(target) = desk.store.reader().last_redoable(&desk.ctx.actor)? else {
        return Err(OpsError::refused(
            "there is nothing to redo",
            "a new change clears what could be redone; `tpm log` lists the operations",
        ));
    };
    take_back(desk, "redo", target)
}

fn existing(desk: &Desk<'_>, id: i64) -> Result<OperationLine, OpsError> {
    desk.store.reader().operation(id)?.ok_or_else(|| {
        OpsError::not_found(
            format!("there is no operation {id}"),
            "`tpm log` lists the operations",
        )
    })
}

fn take_back(desk: Desk<'_>, verb: &'static str, target: i64) -> Result<TakenBack, OpsError> {
    let Desk {
        store,
        ctx,
        rehearsal,
    } = desk;
    let operation = Operation {
        verb,
        undoes: Some(target),
    };
    let written = store.write(ctx, operation, rehearsal, |journal| {
        journal.take_back(target).map_err(OpsError::from)
    })?;
    let operations = written.result;
    let mut affected = operations.clone();
    if let [
        OperationLine {
            undoes: Some(undone),
            ..
        },
    ] = operations[..]
    {
        let reader = store.reader();
        if let Some(line) = reader.operation(undone)? {
            affected = reader.group(line.group)?;
        }
    }
    let named = affected
        .into_iter()
        .map(|line| store.reader().with_names(line));
    let affected: Vec<OperationLine> = named.collect::<Result<_, _>>()?;
    let by = affected.first().map(|line| line.actor.clone());
    Ok(TakenBack {
        verb,
        by: by.filter(|actor| *actor != ctx.actor),
        operations,
        affected,
        operation: written.operation,
    })
}
