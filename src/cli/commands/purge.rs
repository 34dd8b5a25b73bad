//! `tpm purge`.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::cli::walk;
use crate::files;
use crate::files::draft;
use crate::files::kept::Kept;
use crate::ops::purge::{self, Eraser, Plan};
use crate::ops::walk::Chosen;
use crate::store::{Access, Reader, Subject};
use crate::text::ids::IdWord;
use crate::view::purge::{Beside, Place, PurgeView, Stage};

/// Take items out of the file, its history and its backups
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm purge A-7
  tpm purge D-3 A-4..A-6
The first step shows what would go, ends with exit code 4 and gives a code; the second \
step names that code. What is purged is in no byte of the file, the drafts and the backups \
afterwards, and no undo brings it back. Deleted and undone items can be purged too. Files \
that you exported, imported or copied yourself are not touched.")]
pub struct PurgeArgs {
    /// Items of any kind: IDs, ranges, `.` or `-`
    #[arg(required = true, value_name = "IDS")]
    pub ids: Vec<String>,
    /// Purge what the first step showed with this code
    #[arg(long, value_name = "CODE")]
    pub confirm: Option<String>,
}

pub fn run(app: &App, args: &PurgeArgs) -> Result<Exit, CliError> {
    let PurgeArgs { ids, confirm } = args;
    let words = app.ids(ids)?;
    match confirm {
        None => plan(app, &words),
        Some(code) => carry_out(app, &words, code),
    }
}

/// Shows what would go.
fn plan(app: &App, words: &[IdWord]) -> Result<Exit, CliError> {
    let store = app.store(Access::Read)?;
    let plan = purge::plan(store.reader(), &app.ctx, words)?;
    let drafts = drafts(app, store.reader(), &plan)?;
    let unswept = store.reader().is_unswept()?;
    let beside = beside(app, &plan, &drafts, unswept)?;
    let code = plan.code(&beside.digest());
    let is_done = plan.is_done() && beside.is_empty();
    let stage = if is_done {
        Stage::Done
    } else {
        Stage::Planned { code: code.clone() }
    };
    app.show(&PurgeView {
        plan,
        beside,
        stage,
    })?;
    if is_done {
        return Ok(Exit::Done);
    }
    if app.globals.dry_run {
        app.tell("dry run: nothing was written");
        return Ok(Exit::Done);
    }
    Err(CliError::new(
        Exit::Refused,
        "confirmation_needed",
        "nothing was purged yet, and what is purged cannot be brought back",
    )
    .hint(format!(
        "to purge exactly this, give the same command again and add --confirm {code}"
    )))
}

fn carry_out(app: &App, words: &[IdWord], code: &str) -> Result<Exit, CliError> {
    let mut store = app.store(Access::Write)?;
    let plan = purge::plan(store.reader(), &app.ctx, words)?;
    let drafts = drafts(app, store.reader(), &plan)?;
    let unswept = store.reader().is_unswept()?;
    let mut beside = beside(app, &plan, &drafts, unswept)?;
    let digest = beside.digest();
    let (plan, operation) = purge::purge(app.desk(&mut store), words, code, &digest)?;
    if !app.globals.dry_run {
        if let Err(error) = store.sweep() {
            let path = store.path().unwrap_or(Path::new("")).to_owned();
            beside.places.push(Place::left(path, error.to_string()));
        }
        store.close()?;
        take_from_drafts(&drafts, &mut beside);
        take_from_backups(app, &plan.subjects(), &mut beside);
    }
    let is_left = beside.is_left();
    app.show(&PurgeView {
        plan,
        beside,
        stage: Stage::Purged { operation },
    })?;
    if app.globals.dry_run {
        app.tell("dry run: nothing was written");
        return Ok(Exit::Done);
    }
    if is_left {
        app.warn("it is not gone everywhere: mend what is named above, and purge once more");
        return Ok(Exit::Check);
    }
    app.tell("nothing brings it back");
    Ok(Exit::Done)
}

/// What becomes of a draft that quotes a purged item.
enum Draft {
    /// It belongs to a purged meeting.
    Removed(PathBuf),
    /// It goes on without the item's lines.
    Erased(PathBuf, String),
    /// What a walk left goes on without what was chosen for the item.
    Choices(Kept, Vec<Chosen>),
    Unreadable(PathBuf, String),
}

fn drafts(app: &App, reader: Reader<'_>, plan: &Plan) -> Result<Vec<Draft>, CliError> {
    let eraser = Eraser::of(reader, &app.ctx, plan)?;
    let subjects = plan.subjects();
    let ids: Vec<String> = subjects
        .iter()
        .map(|subject| subject.id.to_string())
        .collect();
    let mut drafts = Vec::new();
    for path in app.drafts()?.files() {
        if ids.iter().any(|id| draft::is_of(&path, id)) {
            drafts.push(Draft::Removed(path));
            continue;
        }
        match files::read_text(&path) {
            Ok(text) => {
                let erased = match draft::is_report(&path) {
                    true => eraser.erased_copy(&text),
                    false => eraser.erased(&text),
                };
                drafts.extend(erased.map(|text| Draft::Erased(path, text)));
            }
            Err(error) => drafts.push(Draft::Unreadable(path, error.to_string())),
        }
    }
    drafts.extend(choices(app, &ids)?);
    Ok(drafts)
}

/// Returns what becomes of the choices that a walk left for purged items.
fn choices(app: &App, ids: &[String]) -> Result<Option<Draft>, CliError> {
    let kept = app.kept_walk()?;
    let Some(chosen) = walk::left(&kept) else {
        let reason = "its choices cannot be read".to_owned();
        return Ok(Some(Draft::Unreadable(kept.path().to_owned(), reason)));
    };
    let (gone, others): (Vec<Chosen>, Vec<Chosen>) = chosen
        .into_iter()
        .partition(|chosen| ids.contains(&chosen.id.to_string()));
    Ok((!gone.is_empty()).then_some(Draft::Choices(kept, others)))
}

/// Returns what would go outside the file.
fn beside(app: &App, plan: &Plan, drafts: &[Draft], unswept: bool) -> Result<Beside, CliError> {
    let mut places = Vec::new();
    for one in drafts {
        places.push(match one {
            Draft::Removed(path) => Place::draft(path.clone(), ""),
            Draft::Erased(path, text) => Place::draft(path.clone(), text),
            Draft::Choices(kept, others) => {
                Place::draft(kept.path().to_owned(), &others.len().to_string())
            }
            Draft::Unreadable(path, reason) => Place::left(path.clone(), reason.clone()),
        });
    }
    let folder = app.state_folder()?.join("backups");
    for copy in purge::copies(&folder, &plan.subjects()) {
        match copy.holds {
            Ok(true) => places.push(Place::backup(copy.path)),
            Ok(false) => {}
            Err(error) => places.push(Place::left(copy.path, error.to_string())),
        }
    }
    Ok(Beside { places, unswept })
}

fn take_from_drafts(drafts: &[Draft], beside: &mut Beside) {
    for one in drafts {
        let (path, result) = match one {
            Draft::Removed(path) => (path.as_path(), std::fs::remove_file(path)),
            Draft::Erased(path, text) => {
                (path.as_path(), files::write_private(path, text.as_bytes()))
            }
            Draft::Choices(kept, others) => (kept.path(), walk::keep(kept, others)),
            Draft::Unreadable(..) => continue,
        };
        if let Err(error) = result {
            beside.leave(path, error.to_string());
        }
    }
}

fn take_from_backups(app: &App, subjects: &[Subject], beside: &mut Beside) {
    for path in beside.backups() {
        if let Err(error) = purge::purge_copy(&path, &app.ctx, subjects) {
            beside.leave(&path, error.to_string());
        }
    }
}
