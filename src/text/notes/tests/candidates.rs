//! What people promise without marking it.

use super::*;

#[track_caller]
fn check_candidates(text: &str, want: &[&str]) {
    let calendar = calendar();
    let reader = Reader {
        calendar: &calendar,
        roster: &Office,
    };
    let (notes, candidates) = reader.read_closely(text);
    assert_eq!(notes, reader.read(text), "\n{text}");
    let found: Vec<String> = candidates
        .iter()
        .map(|one| {
            let doubt = one.doubt.map(|doubt| format!(" ? {doubt:?}"));
            format!(
                "{} {}{}",
                one.item.line,
                show(&one.item),
                doubt.unwrap_or_default()
            )
        })
        .collect();
    assert_eq!(found, want, "\n{text}");
}

#[test]
fn somebody_known_who_will_is_a_candidate() {
    for (text, want) in [
        ("Lee will file an issue", "1 action <Lee> file an issue"),
        ("- Lee will file an issue.", "1 action <Lee> file an issue"),
        ("Lee'll file an issue", "1 action <Lee> file an issue"),
        (
            "Lee’s going to file an issue",
            "1 action <Lee> file an issue",
        ),
        ("Lee to file an issue", "1 action <Lee> file an issue"),
        ("@zoe will file an issue", "1 action <zoe> file an issue"),
        (
            "Lee and Bo will file an issue",
            "1 action <Lee, Bo> file an issue",
        ),
        (
            "Lee will also file an issue",
            "1 action <Lee> file an issue",
        ),
        (
            "Lee volunteered to file an issue by fri",
            "1 action <Lee> file an issue | due 2026-11-27",
        ),
        (
            "fine by all, Lee will file an issue",
            "1 action <Lee> file an issue",
        ),
        ("**Lee** will file an issue", "1 action <Lee> file an issue"),
    ] {
        check_candidates(text, &[want]);
    }
}

#[test]
fn who_speaks_owns_what_they_will_do() {
    for (text, want) in [
        (
            "Lee: I'll send the plan by Friday",
            "1 action <Lee> send the plan | due 2026-11-27",
        ),
        ("Lee: I will send the plan.", "1 action <Lee> send the plan"),
        (
            "**Lee**: Yes, sure. I’ll send the plan.",
            "1 action <Lee> send the plan",
        ),
        (
            "[lee] I'm going to send the plan",
            "1 action <lee> send the plan",
        ),
        (
            "[00:12:03] Lee: I'll send the plan",
            "1 action <Lee> send the plan",
        ),
        (
            "Zoe Quill: I'll send the plan",
            "1 action <Zoe Quill> send the plan",
        ),
        (
            "Lee: OK so I'll send the plan",
            "1 action <Lee> send the plan",
        ),
        (
            "Lee: Bo and I will send the plan",
            "1 action <Bo, Lee> send the plan",
        ),
        ("Bo: Lee will send the plan", "1 action <Lee> send the plan"),
        (
            "Lee: I can send the plan",
            "1 action <Lee> send the plan ? Hedged",
        ),
        ("Lee: if nobody minds I'll send the plan", ""),
        (
            "Lee: if nobody minds, I'll send the plan",
            "1 action <Lee> send the plan ? Condition",
        ),
    ] {
        let want: Vec<&str> = Some(want)
            .filter(|want| !want.is_empty())
            .into_iter()
            .collect();
        check_candidates(text, &want);
    }
    check_candidates(
        "Lee:\nwe looked at it.\nI'll send the plan.\n\nI'll do nothing of it.\n",
        &["3 action <Lee> send the plan"],
    );
    check_candidates(
        "Lee 00:12:03\nI'll send the plan, and Bo will read it twice.\n",
        &[
            "2 action <Lee> send the plan",
            "2 action <Bo> read it twice",
        ],
    );
}

#[test]
fn what_is_doubtful_says_why() {
    for (text, want) in [
        (
            "Lee should file an issue",
            "1 action <Lee> file an issue ? Hedged",
        ),
        (
            "Lee will file an issue?",
            "1 action <Lee> file an issue ? Question",
        ),
        (
            "Lee will file an issue if it fails",
            "1 action <Lee> file an issue if it fails ? Condition",
        ),
        (
            "Zoe will file an issue",
            "1 action <Zoe> file an issue ? Stranger",
        ),
        ("Lee: I'll do that", "1 action <Lee> do that ? Vague"),
    ] {
        check_candidates(text, &[want]);
    }
}

#[test]
fn what_was_agreed_is_a_decision() {
    for (text, want) in [
        ("We agreed to use vendor B.", "1 decision <> use vendor B"),
        (
            "- we decided that vendor B is used",
            "1 decision <> vendor B is used",
        ),
        (
            "Lee: so we agreed to wait a week",
            "1 decision <> wait a week",
        ),
        ("It was agreed to wait a week", "1 decision <> wait a week"),
    ] {
        check_candidates(text, &[want]);
    }
}

#[test]
fn talk_and_news_are_no_candidates() {
    for text in [
        "It will ship on Monday",
        "Happy to help with it",
        "Ability to use several keys",
        "The vendor will send the plan",
        "Lee will be out on Friday",
        "Lee will not send the plan",
        "Lee: I won't send the plan",
        "Lee: I'll stop here for a moment",
        "Lee: I'll add that this is old",
        "Lee: I'll go first if I may",
        "Lee sent the plan",
        "I'll send the plan",
        "Note: I'll send the plan",
        "We will send the plan",
        "Attendees: Lee, Bo",
        "## Agenda\n- Lee to send the plan\n",
        "## Parking lot\n- Lee will send the plan\n",
        "> Lee will send the plan",
        "```\nLee will send the plan\n```",
        "%% Lee will send the plan",
        "# Lee will send the plan",
        "Attendees: Lee, Bo\n\nChrome will send the header\n",
    ] {
        check_candidates(text, &[]);
    }
}

#[test]
fn what_an_item_records_is_no_candidate_too() {
    check_candidates("ACTION: Lee will send the plan", &[]);
    check_candidates(
        "Lee: I'll send the plan\n\nACTION: Lee to send the plan by fri\n",
        &[],
    );
    check_candidates(
        "ACTION: Lee to send the plan\n  Lee will print it first\n",
        &[],
    );
    check_candidates(
        "Lee will send the plan\nLee: I'll send the plan\n",
        &["1 action <Lee> send the plan"],
    );
    check_candidates(
        "DECISION: use vendor B\n  - Lee will tell them\n",
        &["2 action <Lee> tell them"],
    );
}
