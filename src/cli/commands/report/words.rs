//! The writer's own words of a report, written where they will stand: between the facts.

use chrono::NaiveDate;

use crate::cli::app::App;
use crate::cli::editor::draft_lost;
use crate::cli::error::CliError;
use crate::files::draft;
use crate::ops::edit::Set;
use crate::ops::report::{self, Section};
use crate::ops::update::{self, Words};
use crate::render::{email, markdown};
use crate::store::Access;
use crate::text::headed;
use crate::view::report::{Part, one};

/// Lets the user write their words on each subject of a report in their editor, one after the other, and
/// keeps them.
pub fn write(app: &App, workstreams: &[String], since: Option<NaiveDate>) -> Result<(), CliError> {
    if !app.may_edit() {
        let of = workstreams.first().map(|slug| format!(" -w {slug}"));
        return Err(CliError::usage(
            "there is no terminal to open an editor on",
            format!(
                "`tpm update{} --summary TEXT` writes without one",
                of.unwrap_or_default()
            ),
        ));
    }
    let store = app.store(Access::Read)?;
    let sections = report::weekly(store.reader(), &app.ctx, workstreams, since)?;
    // No connection stays open while a person writes.
    store.close()?;
    sections.iter().try_for_each(|section| edit(app, section))
}

/// Opens the report on one subject, and keeps what was written in the parts that are the writer's.
fn edit(app: &App, section: &Section) -> Result<(), CliError> {
    let slug = section.slug.as_deref();
    let draft = app.drafts()?.named(&match slug {
        Some(slug) => format!("{}-{slug}", draft::REPORT),
        None => draft::REPORT.to_owned(),
    });
    let of = slug.map_or(String::new(), |slug| format!(" -w {slug}"));
    let again = format!("tpm report weekly{of} --edit");
    if !draft.exists() {
        let base = handed_out(section);
        draft
            .write(&base, &base)
            .map_err(|error| draft_lost(&draft, &error))?;
    }
    let text = app.edit(&draft, &again)?;
    let base = draft.base().map_err(|error| draft_lost(&draft, &error))?;
    let [base, written] =
        [base, text].map(|text| headed::read(&text, Part::ALL.map(Part::heading)));
    let said = |part: Part| Some(written[part as usize].clone().map_or(Set::Empty, Set::To));
    let words = Words {
        summary: said(Part::Summary),
        highlights: said(Part::Highlights),
        lowlights: said(Part::Lowlights),
        ask: said(Part::Ask),
        rag: None,
    };
    let saved = app.write(|desk| update::write(desk, slug, &words))?;
    let astray = Part::ALL
        .into_iter()
        .find(|part| !part.is_words() && base[*part as usize] != written[*part as usize]);
    if let Some(part) = astray {
        app.warn(&format!(
            "\"{}\" comes from the file, and what was written there is no part of the report; `{again}` opens \
             it again",
            part.heading()
        ));
    } else if !app.globals.dry_run {
        draft.remove();
    }
    app.tell_way_back(saved.operation);
    Ok(())
}

/// Returns the report as it stands, with room for the words that are not written yet.
fn handed_out(section: &Section) -> String {
    let document = one(section);
    let computed = headed::read(&markdown::render(&document), Part::ALL.map(Part::heading));
    let parts = Part::ALL.into_iter().zip(&computed);
    let parts: Vec<_> = parts
        .map(|(part, computed)| {
            let text = match part {
                Part::Summary => &section.summary,
                Part::Highlights => &section.highlights,
                Part::Lowlights => &section.lowlights,
                Part::Ask => &section.ask,
                _ => computed,
            };
            (part.heading(), text.as_deref())
        })
        .collect();
    headed::write(&email::title(&document), NOTE, &parts)
}

/// What a writer has to know before they write.
const NOTE: &str = "<!-- Yours are the summary, the highlights, the lowlights and the ask. The rest comes from the file. -->";
