//! Keywords that need a known owner, commands of meeting bots, and items among the topics of an agenda.

use super::*;

#[test]
fn a_known_owner_makes_a_quiet_keyword_clear() {
    check_room(&[
        ("AI @zoe: write it", "action <zoe> write it"),
        ("- AI @zoe to write it", "action <zoe> write it"),
        ("AI @zoe write it", "action <zoe> write it"),
        (
            "AI Bob to check the numbers",
            "action <Bob> check the numbers",
        ),
        (
            "AI Bob: check the numbers",
            "action <Bob> check the numbers",
        ),
        (
            "AI Bob - check the numbers",
            "action <Bob> check the numbers",
        ),
        (
            "AI Bob Stone and Ann to check it",
            "action <Bob Stone, Ann> check it",
        ),
        ("AI BS to check it", "action <BS> check it"),
        ("AI bob: check it", "action <bob> check it"),
        ("AI-Bob: check it", "action <Bob> check it"),
        ("AI/Bob: check it", "action <Bob> check it"),
        ("Ann: AI @zoe: check it", "action <zoe> check it"),
        ("Ann: AI Bob to check it", "action <Bob> check it"),
        ("**AI** Bob to check it", "action <Bob> check it"),
        ("**Action** Bob to check it", "action <Bob> check it"),
        ("Action Bob: check it", "action <Bob> check it"),
        ("Action item Bob: check it", "action <Bob> check it"),
        ("**[Action Bob]** check it", "action <Bob> check it"),
        ("[AI Bob, Ann] check it", "action <Bob, Ann> check it"),
        ("(action) Bob to check it", "action <Bob> check it"),
        ("(action Bob) check it", "action <Bob> check it"),
        ("<b>Action</b>: Bob to check it", "action <Bob> check it"),
        (
            "<strong>Action:</strong> Bob to check it",
            "action <Bob> check it",
        ),
        ("==ACTION:== Bob to check it", "action <Bob> check it"),
        ("==Decision:== use vendor B", "decision <> use vendor B"),
    ]);
}

#[test]
fn a_quiet_keyword_without_a_known_owner_stays_text() {
    for text in [
        "AI tools to check it",
        "AI Safety to be discussed",
        "AI Zoe: check it",
        "AI Research: an overview",
        "AI-based tools: an overview",
        "AI @ work",
        "AI Will Change the world",
        "Ann: AI will change the world",
        "Action Plan: an overview",
        "Action movies to watch",
        "Action Zoe to check it",
        "(action needed) Bob is late",
        "[Action Plan] an overview",
        "(action movies) Bob likes them",
        "<b>Action</b> Bob likes it",
        "==Action== films",
        "#actions Bob to check it",
        "#action",
        "#topic Bob to check it",
        "AI Bob likes",
    ] {
        check_room(&[(text, "")]);
    }
}

#[test]
fn commands_of_meeting_bots_are_read_with_and_without_their_chat() {
    check_room(&[
        ("#action Bob to restart it", "action <Bob> restart it"),
        ("#action restart it", "action <> restart it"),
        ("- #ACTION Bob: restart it", "action <Bob> restart it"),
        (
            "#agreed we upgrade on Friday",
            "decision <> we upgrade on Friday",
        ),
        (
            "15:06:11 <annlee> #action Bob to restart it",
            "action <Bob> restart it",
        ),
        ("[15:06] <ann> #agreed we upgrade", "decision <> we upgrade"),
        ("<ann> AI Bob to restart it", "action <Bob> restart it"),
        (
            "10:01 <qu1x> one\n\n10:02 <qu1x> two\n\n10:03 <qu1x> three\n\n10:04 <ann> #action qu1x to restart it",
            "action <qu1x> restart it",
        ),
    ]);
}

#[test]
fn an_owner_makes_an_action_of_a_topic_of_an_agenda() {
    let agenda = |line: &str| format!("### Agenda\n\n- Topic\n- {line}");
    for (line, want) in [
        (
            "Action item: @zoe create it by 2026-12-01",
            "action <zoe> create it | due 2026-12-01",
        ),
        ("Action: Bob to create it", "action <Bob> create it"),
        ("*Action Item: Bob to create it*", "action <Bob> create it"),
        (
            "Action: Bob Stone: create it",
            "action <Bob Stone> create it",
        ),
        ("Follow-up: Ann to create it", "action <Ann> create it"),
        ("Action: create it", ""),
        ("Action items: the list of May", ""),
        ("Follow-up: the budget", ""),
        ("Decision: the budget", ""),
        ("Action: Bob", ""),
    ] {
        check_room(&[(&agenda(line), want)]);
    }
}
