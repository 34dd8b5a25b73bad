//! Statuses, titles and chosen options in the many ways in which they are written.

use super::{NYGARD, record, text};
use crate::model::words::DecisionStatus::{
    self, Accepted, Deferred, Deprecated, Draft, Proposed, Rejected, Superseded, Withdrawn,
};

#[test]
fn a_status_is_known_by_how_it_begins() {
    let check = |said: &str, want: Option<DecisionStatus>, told: usize| {
        let record = record("1.md", &NYGARD.replacen("Accepted", said, 1));
        assert_eq!(record.status, want, "{said}");
        assert_eq!(record.problems.len(), told, "{said}: {:?}", record.problems);
    };
    check("accepted", Some(Accepted), 0);
    check("**Approved**", Some(Accepted), 0);
    check("✅ Decided on 2026-03-01", Some(Accepted), 0);
    check("Implemented", Some(Accepted), 0);
    check("in review", Some(Proposed), 0);
    check("WIP", Some(Draft), 0);
    check("Rejected.", Some(Rejected), 0);
    check("Deprecated by the new platform", Some(Deprecated), 0);
    check(
        "Superceded by [11. Retry twice](0011-retry-twice.md)",
        Some(Superseded),
        0,
    );
    check("Accepted\n\nSuperseded by ADR-0011", Some(Superseded), 0);
    check("Withdrawn", Some(Withdrawn), 0);
    check("On hold", Some(Deferred), 0);
    check("Openly debated", None, 1);
    check("To be seen", None, 1);
}

#[test]
fn a_title_loses_its_number_and_no_more() {
    let check = |heading: &str, number: Option<u32>, title: &str| {
        let text = format!("# {heading}\n\n## Status\n\nAccepted\n");
        let record = record("x.md", &text);
        assert_eq!(
            (record.number, record.title.as_str()),
            (number, title),
            "{heading}"
        );
    };
    check("12. Use queues", Some(12), "Use queues");
    check("ADR-0012: Use queues", Some(12), "Use queues");
    check("ADR 12 - Use queues", Some(12), "Use queues");
    check("[ADR-012] Use queues", Some(12), "Use queues");
    check("0012 – Use queues", Some(12), "Use queues");
    check("3 ways to queue", None, "3 ways to queue");
    check("1.2 is the version", None, "1.2 is the version");
    check("2-way sync", None, "2-way sync");
    check(
        "Use **queues** of [one kind](a.md)",
        None,
        "Use queues of one kind",
    );
    check("ADR-12", Some(12), "x");
    check("99999999. Far", None, "99999999. Far");
}

#[test]
fn the_chosen_option_is_found_whatever_its_quotes() {
    let check = |said: &str, outcome: &str, why: &str, chosen: Option<usize>| {
        let text_of = format!(
            "# T\n\n## Considered Options\n\n* Say \"Good, because\" first\n* [Vendor B](https://b.example) – the cheap one\n\
             * Vendor C\n\n## Decision Outcome\n\n{said}\n"
        );
        let record = record("1.md", &text_of);
        assert_eq!(text(&record.outcome), outcome, "{said}");
        assert_eq!(text(&record.rationale), why, "{said}");
        assert_eq!(record.chosen, chosen, "{said}");
    };
    let good = "Say \"Good, because\" first";
    check(
        "Chosen option: 'Say \"Good, because\" first', because it is short.",
        good,
        "it is short.",
        Some(0),
    );
    check(
        "Chosen option: \"Say \"Good, because\" first\", because\n\n* short\n",
        good,
        "* short",
        Some(0),
    );
    check(
        "Chosen option: \"Vendor C\", because cheap.",
        "Vendor C",
        "cheap.",
        Some(2),
    );
    check(
        "Chosen option: **Vendor C**, because cheap.",
        "Vendor C",
        "cheap.",
        Some(2),
    );
    check(
        "Chosen option: Vendor C because cheap.",
        "Vendor C",
        "cheap.",
        Some(2),
    );
    check("Chosen option: “Vendor C”.", "Vendor C", "", Some(2));
    check(
        "**Chosen option**: \"Vendor B\", because it is cheap",
        "Vendor B – the cheap one",
        "it is cheap",
        Some(1),
    );
    check(
        "Chosen option: \"Vendor D\", because late.",
        "Vendor D",
        "late.",
        None,
    );
    for whole in [
        "We go for vendor C. It is cheap.",
        "We do this:\n\n* a\n* b",
        "```\ncode\n```\n\nDone.",
    ] {
        check(whole, whole, "", None);
    }
    check("We wrap\nlines.", "We wrap lines.", "", None);
    check("Vendor C.", "Vendor C.", "", Some(2));
}
