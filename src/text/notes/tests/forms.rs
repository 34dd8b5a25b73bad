//! What each form of line becomes.

use super::*;

#[test]
fn keywords_open_items_in_every_spelling() {
    check("ACTION: send the plan", &["action <> send the plan"]);
    check("- Action item: send the plan", &["action <> send the plan"]);
    check("* **ACTION**: send the plan", &["action <> send the plan"]);
    check(
        "__Action Item__: send the plan - Lee",
        &["action <Lee> send the plan"],
    );
    check("ACTION - send the plan", &["action <> send the plan"]);
    check("TODO: send the plan", &["action <> send the plan"]);
    check("NEXT STEP – send the plan", &["action <> send the plan"]);
    check("FOLLOW-UP: send the plan", &["action <> send the plan"]);
    check("DECISION: use vendor B", &["decision <> use vendor B"]);
    check(
        "**Conclusion:** use vendor B",
        &["decision <> use vendor B"],
    );
    check("RESOLVED: use vendor B", &["decision <> use vendor B"]);
    check("AGREED to use vendor B", &["decision <> to use vendor B"]);
    check(
        "DECISION NEEDED: which vendor",
        &["opendecision <> which vendor"],
    );
    check("PROPOSED: use vendor B", &["opendecision <> use vendor B"]);
    check(
        "RISK: holiday freeze blocks the cutover",
        &["risk <> holiday freeze blocks the cutover"],
    );
    check("ASSUMPTION: prices hold", &["assumption <> prices hold"]);
    check("BLOCKER: no badge", &["issue <> no badge"]);
    check(
        "NEED: capacity numbers from finance",
        &["need <> capacity numbers from finance"],
    );
    check(
        "QUESTION: which region first?",
        &["question <> which region first?"],
    );
}

#[test]
fn a_group_of_people_gives_up_a_deadline_and_keeps_what_it_cannot_read() {
    let read = |text: &str| super::read(text).items.remove(0);
    let item = read("DECISION NEEDED: which vendor? (decider: @lee, by 25 Nov 2026)");
    assert_eq!(item.details.by.map(|by| by.text).as_deref(), Some("lee"));
    assert_eq!(
        item.due.map(|due| due.date.to_string()).as_deref(),
        Some("2026-11-25")
    );
    let item = read("ACTION: send it (owner: @lee, when the report is out)");
    assert_eq!(item.title, "send it (owner: @lee, when the report is out)");
    assert_eq!(item.owners, []);
}

#[test]
#[allow(clippy::too_many_lines)] // a table
fn owners_are_read_in_every_slot() {
    check(
        "ACTION: @priya send the plan",
        &["action <priya> send the plan"],
    );
    check(
        "ACTION: @priya, @lee: send the plan",
        &["action <priya, lee> send the plan"],
    );
    check("AI(Lee): send the plan", &["action <Lee> send the plan"]);
    check("AI[BS] send the plan", &["action <BS> send the plan"]);
    check(
        "ACTION [Lee]: send the plan",
        &["action <Lee> send the plan"],
    );
    check(
        "[ACTION - Lee] send the plan",
        &["action <Lee> send the plan"],
    );
    check(
        "**[Action - Lee, Bo]** send the plan",
        &["action <Lee, Bo> send the plan"],
    );
    check(
        "[ACTION: Lee] send the plan",
        &["action <Lee> send the plan"],
    );
    check(
        "**ACTION - Lee**: send the plan",
        &["action <Lee> send the plan"],
    );
    check(
        "ACTION - Lee - send the plan",
        &["action <Lee> send the plan"],
    );
    check(
        "ACTION - Lee/Bo: send the plan",
        &["action <Lee, Bo> send the plan"],
    );
    check(
        "ACTION: Lee to send the plan",
        &["action <Lee> send the plan"],
    );
    check(
        "ACTION: Lee and Bo will send the plan",
        &["action <Lee, Bo> send the plan"],
    );
    check(
        "ACTION: Lee -> send the plan",
        &["action <Lee> send the plan"],
    );
    check(
        "ACTION: lee: send the plan",
        &["action <lee> send the plan"],
    );
    check(
        "action on Lee to send the plan",
        &["action <Lee> send the plan"],
    );
    check(
        "AI: priya send the plan fri",
        &["action <priya> send the plan | due 2026-11-27"],
    );
    check(
        "ACTION: send the plan (Lee)",
        &["action <Lee> send the plan"],
    );
    check(
        "ACTION: send the plan (@zoe)",
        &["action <zoe> send the plan"],
    );
    check(
        "ACTION: send the plan @zoe",
        &["action <zoe> send the plan"],
    );
    check(
        "ACTION: send the plan [owner:: zoe]",
        &["action <zoe> send the plan"],
    );
    check(
        "- [ ] [@lee][]: send the plan",
        &["action [ ] <lee> send the plan"],
    );
    check(
        "- [ ] [**Lee**](https://example.org/lee): send the plan",
        &["action [ ] <Lee> send the plan"],
    );
    check(
        "- [ ] [Lee, Bo] send the plan",
        &["action [ ] <Lee, Bo> send the plan"],
    );
}

#[test]
fn nobody_in_particular_owns_nothing() {
    check(
        "ACTION - everyone: read the plan",
        &["action <> read the plan"],
    );
    check("[ACTION - ?] read the plan", &["action <> read the plan"]);
    check(
        "- [ ] **Unclaimed** Send the plan",
        &["action [ ] <> Send the plan"],
    );
    check(
        "ACTION: Move to next week's agenda",
        &["action <> Move to next week's agenda"],
    );
    check(
        "ACTION: Docs: fix the links",
        &["action <> Docs: fix the links"],
    );
}

#[test]
fn an_owner_is_not_guessed_between_two() {
    let notes = read("[ACTION - Lee? Bo?] talk to finance");
    assert_eq!(show(&notes.items[0]), "action <> talk to finance");
    assert_eq!(
        notes.problems[0].message,
        "`Lee? Bo?` does not say who owns it"
    );
}

#[test]
fn a_marker_inside_a_turn_is_found() {
    check(
        "Lee: **ACTION** - I will write the memo",
        &["action <Lee> write the memo"],
    );
    check("Lee: **ACTION**: add prose", &["action <> add prose"]);
    check(
        "Lee: ACTION Bo and I will write the memo",
        &["action <Bo, Lee> write the memo"],
    );
    check(
        "Lee: yes, somebody should take a look. **ACTION ITEM**",
        &["action <> yes, somebody should take a look."],
    );
    check(
        "[lee] fine by me. [AI: file the ticket]",
        &["action <> file the ticket"],
    );
    check(
        "Lee - set up the call first, then go on. [ACTION, Lee, Bo]",
        &["action <Lee, Bo> set up the call first, then go on."],
    );
    check(
        "[Lee][**ACTION**] send the plan",
        &["action <Lee> send the plan"],
    );
    check(
        "- **ACTION - Bo**; Bo: I can write the memo",
        &["action <Bo> write the memo"],
    );
}

#[test]
fn dates_are_read_in_every_form() {
    check(
        "ACTION: send it by 2026-12-01",
        &["action <> send it | due 2026-12-01"],
    );
    check(
        "ACTION: send it by 1 December 2026",
        &["action <> send it | due 2026-12-01"],
    );
    check(
        "ACTION: send it (due: 2026-12-01)",
        &["action <> send it | due 2026-12-01"],
    );
    check(
        "ACTION: send it [due:: 2026-12-01]",
        &["action <> send it | due 2026-12-01"],
    );
    check(
        "ACTION: send it 📅 2026-12-01",
        &["action <> send it | due 2026-12-01"],
    );
    check(
        "ACTION: send it due:2026-12-01",
        &["action <> send it | due 2026-12-01"],
    );
    check(
        "ACTION: send it DEADLINE: <2026-12-01 Tue>",
        &["action <> send it | due 2026-12-01"],
    );
    check(
        "ACTION: by friday send it",
        &["action <> send it | due 2026-11-27"],
    );
    check(
        "ACTION: send it until tomorrow",
        &["action <> send it | due 2026-11-23"],
    );
    check(
        "ACTION: stand by for the call",
        &["action <> stand by for the call"],
    );
    check(
        "DECISION: ship by 1 December 2026",
        &["decision <> ship by 1 December 2026"],
    );
}

#[test]
fn two_dates_are_left_in_the_text_and_reported() {
    let notes = read("ACTION: ask by mon whether it ships by fri");
    assert_eq!(
        show(&notes.items[0]),
        "action <> ask by mon whether it ships by fri"
    );
    assert_eq!(
        notes.problems[0].message,
        "two dates: `by mon` and `by fri`"
    );
}

#[test]
fn signs_set_priority_tags_and_waiting() {
    check("- [ ] !high send it", &["action [ ] <> send it | high"]);
    check("- [ ] (A) send it", &["action [ ] <> send it | high"]);
    check("- [ ] send it ⏫", &["action [ ] <> send it | high"]);
    check(
        "- [ ] send it [priority:: low]",
        &["action [ ] <> send it | low"],
    );
    check("- [ ] send it p:M", &["action [ ] <> send it | medium"]);
    check(
        "- [ ] send it #launch",
        &["action [ ] <> send it | #launch"],
    );
    check("- [ ] send it #other", &["action [ ] <> send it #other"]);
    check(
        "- [ ] send it ~legal",
        &["action [ ] <> send it | waiting on legal"],
    );
    check(
        "- [h] send it, waiting on legal",
        &["action [h] <> send it | waiting on legal"],
    );
}

#[test]
fn boxes_say_how_an_item_stands() {
    for (sign, want) in [
        ('x', 'x'),
        ('X', 'x'),
        ('-', '-'),
        ('~', '-'),
        ('/', '/'),
        ('h', 'h'),
        ('b', 'h'),
        ('>', '>'),
    ] {
        check(
            &format!("- [{sign}] send it"),
            &[&format!("action [{want}] <> send it")],
        );
    }
    check("- [?] which region", &["question [?] <> which region"]);
    check("- [!] no badge", &["risk [!] <> no badge"]);
    check("~~ACTION: send it~~", &["action [-] <> send it"]);
}

#[test]
fn bullets_of_an_action_section_are_actions() {
    check(
        "## Action items\n- @lee send it\n- write it up\n    - with care\n",
        &["action <lee> send it", "action <> write it up"],
    );
    check(
        "**Next steps**\n\n* Lee to send it\n* Bo: write it\n",
        &["action <Lee> send it", "action <Bo> write it"],
    );
    check(
        "Next steps:\n- Lee will send it\n\n## Other\n- a thought\n",
        &["action <Lee> send it"],
    );
    check(
        "## Actions\n### Lee\n- send it\n",
        &["action <Lee> send it"],
    );
    check(
        "## Actions\n- Lee:\n  - send it\n  - write it\n",
        &["action <Lee> send it", "action <Lee> write it"],
    );
    check(
        "## Action items\n* Website plan\n  * [@lee][]: send it\n  * Unclaimed: write it\n",
        &["action <lee> send it", "action <> write it"],
    );
    check("## Action items\n- None\n- TBD\n- {owner}: {what}\n", &[]);
    check(
        "## Actions\n- call the vendor\n  - Lee to do that\n",
        &["action <Lee> call the vendor"],
    );
}

#[test]
fn a_bullet_can_be_the_label_of_those_under_it() {
    check(
        "* Lee: fine\n* Next steps:\n  * ask the board\n  * Bo to call\n* done\n",
        &["action <> ask the board", "action <Bo> call"],
    );
}

#[test]
fn bullets_under_a_consensus_are_decisions_unless_somebody_promises() {
    check(
        "Rough consensus:\n- keep the name\n- Lee to comment\n",
        &["decision <> keep the name", "action <Lee> comment"],
    );
    check(
        "### Resolution\n\n* keep the old name\n",
        &["decision <> keep the old name"],
    );
    check("Conclusion: no.", &["decision <> no."]);
}

#[test]
fn details_and_notes_hang_on_the_item_above() {
    let notes = read(
        "DECISION: use vendor B\n  Why: cheaper by half\n  - Alternatives: vendor A; build it\n  By: @bo\n  Revisit: 2027-03-01\n  Inform: @lee, @sam\n  they called twice\n",
    );
    let item = &notes.items[0];
    assert_eq!(item.details.why.as_deref(), Some("cheaper by half"));
    assert_eq!(item.details.alternatives, ["vendor A", "build it"]);
    assert_eq!(
        item.details.by.as_ref().map(|by| by.text.as_str()),
        Some("bo")
    );
    assert_eq!(
        item.details
            .revisit
            .map(|due| due.date.to_string())
            .as_deref(),
        Some("2027-03-01")
    );
    assert_eq!(item.details.inform.len(), 2);
    assert_eq!(item.notes, ["they called twice"]);
}

#[test]
fn anchors_and_references_are_told_apart() {
    check(
        "- [ ] @lee: send it ^A-12",
        &["action A-12 [ ] <lee> send it"],
    );
    check("- A-12 done", &["action ref A-12 [x] <> done"]);
    check("- D-3: we go", &["decision ref D-3 <> we go"]);
    check(
        "- [A-12] not done yet",
        &["action ref A-12 [ ] <> not done yet"],
    );
    check(
        "- DECISION NEEDED: which vendor ^D-3",
        &["opendecision D-3 <> which vendor"],
    );
    check("- T-7 days of rest", &[]);
}

#[test]
fn a_review_of_actions_updates_and_never_creates() {
    check(
        "## Review of previous action items\n- [Lee] Send the plan\n  - Done\n- [Bo] Write it up\n  - [Bo] Not done\n- [Sam] Call them\n- [ ] chase it\n",
        &[
            "action ref [x] <Lee> Send the plan",
            "action ref [ ] <Bo> Write it up",
            "action ref [ ] <> chase it",
        ],
    );
}

#[test]
fn private_lines_are_kept_as_such() {
    let notes = read("%% ACTION: @sam ask legal\n- %% just a thought\n");
    assert!(notes.items[0].private);
    assert_eq!(show(&notes.items[0]), "action <sam> ask legal");
}

#[test]
fn lines_that_are_nobodys_item_stay_text() {
    for text in [
        "> ACTION: send it",
        "```\nACTION: send it\n```",
        "<!--\nACTION: send it\n-->",
        "[action]: https://example.org/action",
        "Issue: https://example.org/12",
        "- Issue: [tracker/12](https://example.org/12)",
        "QUESTION: does it ship? It does, on Monday.",
        "- QUESTION: does it ship?\n  - yes\n",
        "the action item was on Lee",
        "Action item scribe: Lee",
        "if consensus is reached: fine",
        "## Proposal: a new name",
        "AI is everywhere",
        "AI - the technology - is everywhere",
        "ACTION: TODO",
        "ACTION: …",
        "ACTION: {what}",
        "[TODO: link]",
        "press the action button: it opens",
        "## Agenda\n- [ ] budget\n- [ ] hiring\n",
        "## Attendees\n- [ ] Lee Byrd\n",
        "- [ ] I agree to the rules",
        "## Next meeting\n- [ ] 2026-12-01\n",
        "Lee will file an issue",
    ] {
        check(text, &[]);
    }
}

#[test]
fn what_was_said_and_then_recorded_is_one_item() {
    check(
        "Lee: I will. ACTION: Lee to send the plan\n\n## Actions\n- Lee to send the plan\n",
        &["action <Lee> send the plan"],
    );
    check(
        "- [ ] call the vendor today ^A-1\n- [ ] call the vendor today ^A-2\n",
        &[
            "action A-1 [ ] <> call the vendor | due 2026-11-22",
            "action A-2 [ ] <> call the vendor | due 2026-11-22",
        ],
    );
}

#[test]
fn wrapped_lines_are_one_sentence() {
    check(
        "DECISION: to keep the callback as it is for all components that\nare refactored, we wrap the handlers\n\nmore",
        &[
            "decision <> to keep the callback as it is for all components that are refactored, we wrap the handlers",
        ],
    );
    check(
        "- ACTION: send the plan\n  to everybody\n",
        &["action <> send the plan to everybody"],
    );
    check(
        "ACTION: send it\nACTION: write it\nand so on\n",
        &["action <> send it", "action <> write it"],
    );
}

#[test]
fn a_typed_title_gives_its_fields() {
    let calendar = calendar();
    let read = |text: &str| {
        Reader {
            calendar: &calendar,
            roster: &Office,
        }
        .read_title(text)
    };
    let reading = read("@priya send the capacity plan by fri #launch !high");
    assert_eq!(reading.title, "send the capacity plan");
    assert_eq!(reading.owners[0].text, "priya");
    assert_eq!(
        reading.due.map(|due| due.date.to_string()).as_deref(),
        Some("2026-11-27")
    );
    assert_eq!(reading.workstream.as_deref(), Some("launch"));
    assert!(reading.guessed_due && !reading.guessed_owner);
    let reading = read("priya to send the plan");
    assert_eq!(
        (reading.title.as_str(), reading.guessed_owner),
        ("send the plan", true)
    );
    assert_eq!(read("Docs: fix the links").title, "Docs: fix the links");
    assert_eq!(read("by friday").title, "by friday");
}
