//! How an item stands by its own words, and where a section of items ends.

use super::*;

#[test]
fn an_action_says_itself_that_it_is_done_or_dropped() {
    let done = "action [x] <Bob> share it";
    for line in [
        "Bob to share it (done)",
        "Bob to share it (DONE).",
        "Bob to share it (completed)",
        "Bob: share it [x]",
        "Bob: share it [Closed]",
        "Bob: share it - done",
        "Bob: share it ✅",
        "DONE: Bob to share it",
        "[DONE] Bob to share it",
    ] {
        check_room(&[(&format!("## Actions\n- {line}"), done)]);
        check_room(&[(&format!("ACTION: {line}"), done)]);
    }
    let dropped = "action [-] <Bob> share it";
    for line in [
        "~~Bob to share it~~",
        "Bob: ~~share it~~",
        "**Bob**: ~~share it~~",
        "Bob to share it (dropped)",
        "Bob to share it - cancelled",
    ] {
        check_room(&[(&format!("## Actions\n- {line}"), dropped)]);
        check_room(&[(&format!("ACTION: {line}"), dropped)]);
    }
    check_room(&[
        (
            "## Actions\n- Bob: done items are to be closed",
            "action <Bob> done items are to be closed",
        ),
        (
            "## Actions\n- Bob: share the ~~old~~ deck",
            "action <Bob> share the old deck",
        ),
        (
            "## Actions\n- Bob to share it (done soon)",
            "action <Bob> share it (done soon)",
        ),
        (
            "ACTION: Bob to add ✅ to the list",
            "action <Bob> add ✅ to the list",
        ),
        (
            "## Decisions\n- [x] Retire the old queue",
            "decision [x] <> Retire the old queue",
        ),
    ]);
}

#[test]
fn a_column_of_yes_and_a_struck_row_say_how_an_action_stands() {
    for head in ["Done?", "Done", "Completed", "Closed"] {
        let rows = "|--|--|--|\n| send it now | Bob | Yes |\n| send B now | Bob | No |\n| ~~send C now~~ | Bob | |";
        check_room(&[(
            &format!("## Actions\n\n| Action | Owner | {head} |\n{rows}"),
            "action [x] <Bob> send it now\naction <Bob> send B now\naction [-] <Bob> send C now",
        )]);
    }
    check_room(&[(
        "## Risks\n\n| Risk | Owner |\n|--|--|\n| the vendor slips | Bob |",
        "risk <Bob> the vendor slips",
    )]);
}

#[test]
fn talk_after_a_section_is_no_item_of_it() {
    let item = "action <Bob> fix it";
    for end in [
        "### Notes",
        "### Discussion",
        "Notes:",
        "**Notes**",
        "**Any other business**",
        "**AOB:**",
        "---",
        "Thanks everyone!",
        "Meeting adjourned at 11:00",
    ] {
        let text = format!("## Action items\n- Bob to fix it\n\n{end}\n\n- Ann was late and left");
        check_room(&[(&text, item)]);
        let text = format!("## Decisions\n- use vendor B\n\n{end}\n\n- Ann was late and left");
        check_room(&[(&text, "decision <> use vendor B")]);
    }
    check_room(&[
        ("## Actions\n\n---\n\n- Bob to fix it", item),
        (
            "## Actions\n\n**Launch**\n- Bob to fix it\n\n**Website**\n- Ann to fix B",
            "action <Bob> fix it\naction <Ann> fix B",
        ),
        ("## Actions (previous meeting)\n- Bob to fix it", ""),
        ("## Action items (last week)\n- Bob to fix it", ""),
        ("## Actions (from this meeting)\n- Bob to fix it", item),
    ]);
}

#[test]
fn sections_go_by_more_names() {
    for head in [
        "## Follow-up tasks",
        "## Suggested next steps",
        "## AI's",
        "## Todo's",
        "## V. Action items",
        "## IX. Next steps",
        "## Action Plan",
        "## Who does what",
        "## What we will do (actions)",
        "Action items -",
        "**Follow-up tasks:**",
    ] {
        check_room(&[(
            &format!("{head}\n\n- fix the footer"),
            "action <> fix the footer",
        )]);
    }
    check_room(&[
        (
            "## Blockers\n- no badge for Ann\n- none",
            "issue <> no badge for Ann",
        ),
        ("Blockers:\n- no badge for Ann", ""),
        (
            "## Actions\n- Website\n  - Bob to fix it\n  - Ann to fix B",
            "action <Bob> fix it\naction <Ann> fix B",
        ),
        ("## Actions\n- Website\n  - it is slow", ""),
        ("## Civil actions\n- fix the footer", ""),
    ]);
}

#[test]
fn the_people_that_a_bot_counts_are_no_actions() {
    check_room(&[(
        "People present (lines said)\n\n1. qux1 (20)\n2. fun (8)\n\nAction items\n\n1. fun to restart it",
        "action <fun> restart it",
    )]);
}

#[test]
fn a_day_set_off_at_the_end_is_a_deadline() {
    let want = "action <Bob> share it | due 2026-12-04";
    for line in [
        "Bob: share it – 4 Dec",
        "Bob - share it - Dec 4",
        "Bob: share it (4 Dec)",
        "Bob: share it (by 4 Dec 2026)",
        "Bob: share it [04.12.2026]",
        "Bob: share it @2026-12-04",
        "Bob to share it 4 Dec 2026",
        "Bob: share it – by 2026\u{2011}12\u{2011}04",
        "share it – Bob – 2026-12-04",
        "share it - Bob - 2026-12-04",
        "share it - @Bob - 2026-12-04",
        "share it (Owner: Bob | Due: 2026-12-04)",
    ] {
        check_room(&[(&format!("## Actions\n- {line}"), want)]);
    }
    for line in [
        "share it (1 Oct)",
        "share it – 1 October 2026",
        "share it for 4 Dec",
        "share version (4.12)",
        "share parts (12)",
        "share it - item 4",
        "share it (3 of 4)",
        "share it (may)",
    ] {
        let want = format!("action <Bob> {line}");
        check_room(&[(&format!("## Actions\n- Bob: {line}"), &want)]);
    }
}

#[test]
fn owners_may_be_a_pair_with_who_speaks_or_stand_last_together() {
    check_room(&[
        (
            "Ann: ACTION: Bob and I to add it",
            "action <Bob, Ann> add it",
        ),
        ("ACTION: add it @bob @zoe", "action <bob, zoe> add it"),
        (
            "ACTION: ask @bob about @zoe",
            "action <> ask @bob about @zoe",
        ),
        (
            "DECISION NEEDED by Fri: the budget",
            "opendecision <> the budget | due 2026-11-27",
        ),
    ]);
}
