//! How a workstream stands, in words: the colour is a word first, and what is computed stands beside what
//! somebody stated where they differ.

use serde_json::{Value, json};

use super::phrase;
use crate::model::rag::{Reason, Stated};
use crate::model::risk::Band;
use crate::model::words::Rag;
use crate::ops::rag::{About, RagFacts, ReasonFacts};
use crate::render::{Line, Style};

/// Returns the colour as a word, such as `amber (computed red)`; nothing for what is not judged.
pub(super) fn shown(rag: Option<&RagFacts>) -> Line {
    let Some(rag) = rag else {
        return Line::new();
    };
    let line = Line::styled(style(rag.shown), rag.shown.word());
    match rag.differs() {
        true => line.push(Style::Muted, format!(" (computed {})", rag.computed)),
        false => line,
    }
}

pub(super) fn style(rag: Rag) -> Style {
    match rag {
        Rag::Red => Style::Late,
        Rag::Amber => Style::Soon,
        Rag::Green => Style::Good,
        Rag::Grey => Style::Muted,
    }
}

/// Returns why it is what is computed, and what was stated against that.
pub(super) fn why(rag: &RagFacts) -> Line {
    let reasons: Vec<String> = rag.reasons.iter().map(reason).collect();
    let mut said = reasons.join("; ");
    if let Some(Stated {
        rag: stated,
        why,
        on,
    }) = &rag.stated
    {
        if !said.is_empty() {
            said.push_str(". ");
        }
        let on = phrase::full_day(*on);
        said.push_str(&format!("Stated {stated} on {on}: {why}"));
    }
    Line::from(said)
}

/// Returns one reason in words.
pub(super) fn reason(facts: &ReasonFacts) -> String {
    let about = match &facts.about {
        About::Item(id) => id.to_string(),
        About::Below(slug, rag) => return format!("{slug} is {rag}"),
        About::Itself => String::new(),
    };
    let late = |days: i64| phrase::count(usize::try_from(days).unwrap_or(0), "day");
    match facts.reason {
        Reason::Slip { working_days, .. } => {
            let days = usize::try_from(working_days).unwrap_or(0);
            format!("{about} slips by {}", phrase::count(days, "working day"))
        }
        Reason::NoForecast { days_late, .. } => format!("{about} is {} late", late(days_late)),
        Reason::Unanswered {
            risk: _,
            score,
            has_owner,
            has_response,
        } => {
            let lacking = match (has_owner, has_response) {
                (false, false) => "an owner and a response",
                (false, true) => "an owner",
                (true, _) => "a response",
            };
            let band = Band::of(score).word();
            format!("{about} is {band} ({score}) and lacks {lacking}")
        }
        Reason::Risk { score, .. } => format!("{about} is {} ({score})", Band::of(score).word()),
        Reason::Blocking { days_late, .. } => format!(
            "{about}, a one-way door that a milestone waits for, is {} late",
            late(days_late)
        ),
        Reason::Decision { days_late, .. } => format!("{about} is {} late", late(days_late)),
        Reason::Action { days_late, .. } => {
            format!("{about}, of high priority, is {} late", late(days_late))
        }
        Reason::Silent { days } => format!("no update for {}", late(days)),
        Reason::Child { .. } => about,
    }
}

/// Puts the fields of a standing into a record: null for what is not judged.
pub(super) fn add_to(record: &mut Value, rag: Option<&RagFacts>) {
    record["rag"] = json!(rag.map(|rag| rag.shown));
    record["rag_computed"] = json!(rag.map(|rag| rag.computed));
    record["rag_reasons"] =
        json!(rag.map(|rag| rag.reasons.iter().map(reason).collect::<Vec<_>>()));
    record["rag_stated"] = json!(
        rag.and_then(|rag| rag.stated.as_ref())
            .map(|Stated { rag, why, on }| json!({ "rag": rag, "why": why, "on": on }))
    );
}
