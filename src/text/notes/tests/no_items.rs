//! What looks like an item and is none, family by family, beside what is one.

use super::*;

#[track_caller]
fn check_all(table: &[(&str, &str)]) {
    for (text, want) in table {
        let want: Vec<&str> = want.lines().collect();
        check(text, &want);
    }
}

#[test]
fn words_that_speak_of_the_thing_are_no_item() {
    check_all(&[
        ("Lee: Action: in these terms, is a plain object.", ""),
        ("- AI: is it ready for the launch?", ""),
        ("- AI: what does it mean for us?", ""),
        ("- Risk: is low, says Lee.", ""),
        ("- Issue: is this still open?", ""),
        ("- RISK: has been told before", ""),
        ("- AI: can Lee look at it?", "action <> can Lee look at it?"),
        ("- Risk: the vendor is late", "risk <> the vendor is late"),
        ("Lee: Action: Bo to share it", "action <Bo> share it"),
        ("Lee: Action: share it", "action <> share it"),
        ("- Question: is it ready?", "question <> is it ready?"),
        (
            "- Decision: is it B or C? It is B.",
            "decision <> is it B or C? It is B.",
        ),
    ]);
}

#[test]
fn that_there_is_none_is_no_item() {
    for line in [
        "No decisions were made",
        "No decision today.",
        "None at this time",
        "None identified.",
        "Nothing yet",
        "There were no decisions",
        "_No new decisions._",
        "N/A",
    ] {
        check(&format!("## Decisions\n- {line}\n"), &[]);
    }
    for line in [
        "None identified",
        "No new risks this week",
        "no open issues",
    ] {
        check(&format!("## Risks\n- {line}\n"), &[]);
    }
    for line in [
        "No actions",
        "No new action items were recorded",
        "Nothing to report",
    ] {
        check(&format!("## Actions\n- {line}\n"), &[]);
    }
    check_all(&[
        ("ACTION: none", ""),
        ("DECISION: none made", ""),
        ("Conclusion: no.", "decision <> no."),
        (
            "## Decisions\n- No releases on Friday\n- No new dependencies\n",
            "decision <> No releases on Friday\ndecision <> No new dependencies",
        ),
        (
            "## Risks\n- No backup of the ledger\n",
            "risk <> No backup of the ledger",
        ),
    ]);
}

#[test]
fn indented_code_is_passed_over() {
    check_all(&[
        ("text\n\n    Action: { type: 'x' }\n\nmore\n", ""),
        ("text\n\n    // ACTION: drop it\n    let x = 1;\n", ""),
        (
            "    ACTION: run()\n\nACTION: Lee to send it\n",
            "action <Lee> send it",
        ),
        // People indent their words, too.
        (
            "text\n\n    ACTION: Lee to send it\n",
            "action <Lee> send it",
        ),
        (
            "- topic\n\n    ACTION: Lee to call run()\n",
            "action <Lee> call run()",
        ),
        (
            "text\n    ACTION: Lee to call run()\n",
            "action <Lee> call run()",
        ),
        (
            "text\n\n    ACTION: call run() ^A-3\n",
            "action A-3 <> call run()",
        ),
    ]);
}
