//! The forms of records.

mod lines;
mod lossless;

use super::*;
use DecisionStatus::{Accepted, Draft, Proposed, Rejected, Superseded};

fn record(path: &str, text: &str) -> Record {
    match read(path, text) {
        Reading::Record(record) => *record,
        Reading::Other(why) => panic!("{path} is {why}"),
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().unwrap())
}

fn names(people: &[Attendee]) -> Vec<&str> {
    people.iter().map(|one| one.name.as_str()).collect()
}

fn text(field: &Option<String>) -> &str {
    field.as_deref().unwrap_or("")
}

/// Shows references as `supersedes > 9`, the arrow away from the record or towards it.
fn shown(record: &Record) -> Vec<String> {
    let references = record.references.iter();
    references
        .map(|one| {
            let arrow = if one.outgoing { ">" } else { "<" };
            let other = match &one.other {
                Other::File(file) => file.clone(),
                Other::Number(number) => number.to_string(),
            };
            format!("{} {arrow} {other}", one.kind)
        })
        .collect()
}

const MADR_4: &str = "---
status: \"accepted\"
date: 2026-03-05
decision-makers: [Priya Shah, Lee Wong]
consulted: \"@bo\"
informed:
  - @dana
tags: [storage, cost]
---
# Keep uploads in a bucket

<!-- markdownlint-disable MD025 -->

## Context and Problem Statement

Uploads fill the disks.
Where do they go?

## Decision Drivers

* Cost over three years
* Restore within a day

## Considered Options

* A bucket of the vendor
* A larger disk
* Two disks

## Decision Outcome

Chosen option: \"A bucket of the vendor\", because it is the only one that
grows by itself.

### Consequences

* Good, because nobody orders disks
* Bad, because we pay for each read

### Confirmation

A drill each quarter restores a week.

## Pros and Cons of the Options

### A bucket of the vendor

As our sister team has it.

* Good, because it grows
* Neutral, because reads are billed
* Bad, because of the *egress* fees

### A larger disk

* Good, because it is there
* Bad, because it fills again

## More Information

See [the drill](0007-restore-drill.md).
";

#[test]
fn a_record_of_madr_4_fills_every_field() {
    let record = record("/adr/0012-uploads.md", MADR_4);
    assert_eq!(record.title, "Keep uploads in a bucket");
    assert_eq!(record.number, Some(12));
    assert_eq!(
        (record.status, record.date),
        (Some(Accepted), day("2026-03-05"))
    );
    assert_eq!(names(&record.deciders), ["Priya Shah", "Lee Wong"]);
    assert_eq!(
        (names(&record.consulted), names(&record.informed)),
        (vec!["bo"], vec!["dana"])
    );
    assert_eq!(record.tags.labels(), ["cost", "storage"]);
    assert_eq!(
        text(&record.context),
        "Uploads fill the disks.\nWhere do they go?\n\n### Decision Drivers\n\n\
         * Cost over three years\n* Restore within a day"
    );
    let titles: Vec<&str> = record
        .options
        .iter()
        .map(|one| one.title.as_str())
        .collect();
    assert_eq!(
        titles,
        ["A bucket of the vendor", "A larger disk", "Two disks"]
    );
    assert_eq!(record.chosen, Some(0));
    assert_eq!(text(&record.outcome), "A bucket of the vendor");
    assert_eq!(
        text(&record.rationale),
        "it is the only one that\ngrows by itself."
    );
    assert_eq!(record.options[0].pros, ["it grows"]);
    assert_eq!(record.options[0].cons, ["of the *egress* fees"]);
    assert_eq!(record.options[1].cons, ["it fills again"]);
    assert_eq!(
        text(&record.consequences),
        "* Good, because nobody orders disks\n* Bad, because we pay for each read"
    );
    assert_eq!(
        text(&record.body),
        "### Confirmation\n\nA drill each quarter restores a week.\n\n\
         ## Pros and Cons of the Options\n\n### A bucket of the vendor\n\nAs our sister team has it.\n\n\
         * Neutral, because reads are billed\n\n## More Information\n\n\
         See [the drill](0007-restore-drill.md)."
    );
    assert_eq!(shown(&record), ["relates_to > 0007-restore-drill.md"]);
    assert_eq!(record.problems, []);
}

#[test]
fn madr_3_and_2_say_the_same_in_other_keys() {
    let three = MADR_4
        .replace(
            "decision-makers: [Priya Shah, Lee Wong]",
            "deciders: Priya Shah, Lee Wong",
        )
        .replace("### Confirmation", "### Validation");
    let record_3 = record("0012-uploads.md", &three);
    assert_eq!(names(&record_3.deciders), ["Priya Shah", "Lee Wong"]);
    assert!(text(&record_3.body).starts_with("### Validation"));
    let (_, rest) = MADR_4.split_once("# Keep").unwrap();
    for head in [
        "* Status: accepted\n* Deciders: Priya Shah, Lee Wong\n* Date: 2026-03-05\n",
        "- **Status**: accepted\n- **Deciders**: Priya Shah, Lee Wong <!-- optional -->\n- **Date:** 2026-03-05\n",
        "**Status:** accepted\n**Deciders:** Priya Shah, Lee Wong\n**Date:** 2026-03-05\n",
        "* Status: accepted\n* Deciders:\n  * Priya Shah\n  * Lee Wong\n* Date: 2026-03-05\n",
    ] {
        let two = format!(
            "# Keep{}",
            rest.replacen(
                "\n\n",
                &format!("\n\n{head}\nTechnical Story: disks are full\n\n"),
                1
            )
        );
        let record = record("0012-uploads.md", &two);
        assert_eq!(
            (record.status, record.date),
            (Some(Accepted), day("2026-03-05")),
            "{head}"
        );
        assert_eq!(
            names(&record.deciders),
            ["Priya Shah", "Lee Wong"],
            "{head}"
        );
        assert!(text(&record.context).starts_with("Technical Story: disks are full\n\nUploads"));
        assert_eq!(record.outcome, record_3.outcome);
    }
}

const NYGARD: &str = "# 9. Send by queue

Date: 2026-01-31

## Status

Accepted

Supersedes [3. Send at once](0003-send-at-once.md)

Amended by [11. Retry twice](0011-retry-twice.md)

## Context

Peaks drop mails.

## Decision

We send every mail through the queue. Retries are e.g. three a day.

    queue: mails

## Consequences

A mail may be late.

## Costs

None.
";

#[test]
fn a_record_of_adr_tools_has_its_decision_as_outcome() {
    let record = record("/adr/0009-send-by-queue.md", NYGARD);
    assert_eq!(
        (record.title.as_str(), record.number),
        ("Send by queue", Some(9))
    );
    assert_eq!(
        (record.status, record.date),
        (Some(Accepted), day("2026-01-31"))
    );
    assert_eq!(text(&record.context), "Peaks drop mails.");
    assert_eq!(
        text(&record.outcome),
        "We send every mail through the queue. Retries are e.g. three a day.\n\n    queue: mails"
    );
    assert_eq!(record.rationale, None);
    assert_eq!(text(&record.consequences), "A mail may be late.");
    assert_eq!(text(&record.body), "## Costs\n\nNone.");
    assert_eq!(
        shown(&record),
        [
            "supersedes > 0003-send-at-once.md",
            "amends < 0011-retry-twice.md"
        ]
    );
    assert_eq!(
        record
            .references
            .iter()
            .map(|one| one.line)
            .collect::<Vec<_>>(),
        [9, 11]
    );
}

#[test]
fn what_was_not_decided_keeps_its_proposal_as_text() {
    for (status, want) in [
        ("Proposed", Proposed),
        ("Rejected", Rejected),
        ("Draft", Draft),
    ] {
        let record = record("9.md", &NYGARD.replace("Accepted", status));
        assert_eq!(record.standing(), want);
        assert_eq!((record.outcome, record.rationale), (None, None));
        let body = text(&record.body);
        assert!(
            body.starts_with("## Decision\n\nWe send every mail"),
            "{body}"
        );
    }
}

#[test]
fn a_table_of_metadata_is_read_by_its_first_column() {
    let text_of = "# ADR-7: Sign the builds\n\n| Metadata | Value |\n| -------- | ----- |\n\
         | Date | 2026-02-03 |\n| Author | @lee, @bo |\n| Status | `Partially Implemented` |\n\
         | Tags | security, build |\n| Component | signer |\n\n## Context and Problem Statement\n\nWho built it?\n\n\
         ## Design\n\nOne key.\n\n## Decision\n\nSign with one key.\n";
    let record = record("ADR-7.md", text_of);
    assert_eq!(
        (record.title.as_str(), record.number),
        ("Sign the builds", Some(7))
    );
    assert_eq!(
        (record.status, record.date),
        (Some(Accepted), day("2026-02-03"))
    );
    assert_eq!(names(&record.authors), ["lee", "bo"]);
    assert_eq!(record.tags.labels(), ["build", "security"]);
    assert_eq!(text(&record.outcome), "Sign with one key.");
    assert_eq!(
        text(&record.body),
        "## Design\n\nOne key.\n\n* Author: @lee, @bo\n\
         * Status: Partially Implemented\n* Component: signer"
    );
    // A table of revisions is none of metadata.
    let revised = text_of.replace(
        "## Decision",
        "| Revision | Date | Author |\n|--|--|--|\n| 1 | 2026-02-03 | @lee |\n\n## Decision",
    );
    assert_eq!(record.status, self::record("ADR-7.md", &revised).status);
}

#[test]
fn front_matter_of_log4brains_and_structured_madr_names_other_records() {
    let record = record(
        "20260203-sign-the-builds.md",
        "---\ntitle: Sign the builds\nstatus: superseded\nx-superseded-by: ADR-0012\n\
         related:\n  - 20260101-one-key.md\n  - adr_0003.md\ntags: [security]\nproject: signer\nlayout: adr\n---\n\
         ## Context\n\nWho built it?\n\n## Decision\n\nOne key.\n",
    );
    assert_eq!(record.title, "Sign the builds");
    assert_eq!((record.number, record.date), (None, day("2026-02-03")));
    assert_eq!(record.status, Some(Superseded));
    assert_eq!(
        shown(&record),
        [
            "supersedes < 12",
            "relates_to > 20260101-one-key.md",
            "relates_to > adr_0003.md"
        ]
    );
    assert_eq!(text(&record.body), "* project: signer");
    let listed = self::record(
        "20260203-sign-the-builds.md",
        "# Sign the builds\n\n- Status: superseded by [20260301-two-keys](20260301-two-keys.md)\n\
         - Tags: security\n\n## Context\n\nWho built it?\n\n## Links\n\n\
         * [Refines] [20260101-one-key](20260101-one-key.md)\n",
    );
    assert_eq!(listed.status, Some(Superseded));
    assert_eq!(
        shown(&listed),
        [
            "supersedes < 20260301-two-keys.md",
            "amends > 20260101-one-key.md"
        ]
    );
}

#[test]
fn an_unknown_status_is_told_with_its_line_and_kept() {
    let record = record("1.md", &NYGARD.replacen("Accepted", "To be seen", 1));
    let Problem { line, message } = &record.problems[0];
    assert_eq!(*line, 7);
    assert!(message.contains("\"To be seen\" is not known"), "{message}");
    assert_eq!(record.standing(), Accepted, "it tells an outcome");
    assert!(text(&record.body).contains("## Status\n\nTo be seen"));
}

#[test]
fn arguments_are_read_below_labels_too_and_what_else_stands_there_stays() {
    let record = record(
        "1.md",
        "# T\n\n## Options\n\n### Vendor B\n\n**Pros:**\n\n* cheap\n* near\n\n**Cons:**\n\n- late\n\n\
         ### Vendor C\n\nSold by our sister.\n\n- Good: fast\n- Pro - no\n- Consider the rest\n  - twice\n\n## Decision\n\nVendor B.\n",
    );
    assert_eq!(record.options[0].pros, ["cheap", "near"]);
    assert_eq!(record.options[0].cons, ["late"]);
    assert_eq!(record.options[1].pros, ["fast"]);
    assert_eq!(
        text(&record.body),
        "## Options\n\n### Vendor C\n\nSold by our sister.\n\n- Pro - no\n- Consider the rest\n  - twice"
    );
}

#[test]
fn what_is_no_record_is_said_to_be_none() {
    let check = |path: &str, text: &str, want: bool| {
        let is_record = matches!(read(path, text), Reading::Record(_));
        assert_eq!(is_record, want, "{path}: {text}");
    };
    check("adr/index.md", NYGARD, false);
    check("adr/README.md", NYGARD, false);
    check("adr/adr-template.md", NYGARD, false);
    check("adr/0023-templates-of-minutes.md", NYGARD, true);
    check(
        "adr/0001-x.md",
        "# {short title}\n\n## Status\n\n{proposed}\n",
        false,
    );
    check(
        "adr/0001-x.md",
        "# Meeting\n\nWe met.\n\n## Notes\n\nA lot.\n",
        false,
    );
    check("adr/0001-x.md", "", false);
    check(
        "adr/0001-x.md",
        "# A\n\nStatus: accepted\n\nWe do it.\n",
        true,
    );
}

#[test]
fn windows_lines_and_marks_at_the_start_are_normal() {
    let windows = format!("\u{feff}{}", MADR_4.replace('\n', "\r\n"));
    assert_eq!(record("0012-x.md", &windows), record("0012-x.md", MADR_4));
}
