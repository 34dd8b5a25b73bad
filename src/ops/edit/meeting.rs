//! Changing fields of a meeting.

use crate::model::ctx::Ctx;
use crate::model::meeting::Meeting;
use crate::model::recurrence;
use crate::model::words::MeetingStatus;
use crate::ops::error::OpsError;
use crate::ops::outcome::Remarks;
use crate::ops::people;
use crate::ops::targets::Target;
use crate::store::Journal;

use super::Edit;

/// Changes a meeting.
pub(super) fn edit_meeting(
    journal: &mut Journal<'_>,
    ctx: &Ctx,
    target: Target,
    edit: &Edit,
    remarks: &mut Remarks,
) -> Result<(), OpsError> {
    let mut meeting: Meeting = journal.reader().row(target.key)?.entity;
    if let Some(title) = &edit.title {
        meeting.title.clone_from(title);
    }
    if let Some(held) = edit.held {
        meeting.held = held;
        // What is planned begins at the same time of that day.
        if let (MeetingStatus::Planned, Some(at)) = (meeting.status, meeting.starts_at) {
            let time = at.with_timezone(&ctx.zone).time();
            meeting.starts_at = recurrence::instant(held, time, ctx.zone);
        }
    }
    if let Some(name) = &edit.workstream {
        meeting.workstream = people::workstream(journal, ctx, name, edit.newcomers, remarks)?;
    }
    journal.update(target.key, &meeting)?;
    Ok(())
}
