use super::*;
use proptest::prelude::*;

fn head() -> Head {
    Head {
        id: "M-3".into(),
        uid: "0123456789abcdef0123456789abcdef".into(),
        title: "Launch \"sync\"".into(),
        date: "2026-11-20".parse().unwrap(),
        starts_at: None,
        minutes: None,
        status: MeetingStatus::Closed,
        closed_at: None,
        series: None,
        workstream: None,
        people: Vec::new(),
    }
}

#[test]
fn a_file_that_is_no_minutes_is_none() {
    let check = |text: &str| assert_eq!(read(text), None, "{text:?}");
    check("");
    check("# Sync\n");
    check("---\ntitle: x\n---\n\n# Sync\n");
    check("---\nuid: x\ndigest: y\n---\n");
}

#[test]
fn what_is_wrong_in_the_front_matter_is_told_with_its_line() {
    let text = written(&head(), "# Sync\n");
    let check = |from: &str, to: &str, line: usize, message: &str| {
        let trouble = read(&text.replace(from, to)).unwrap().unwrap_err();
        assert_eq!((trouble.line, trouble.message.as_str()), (line, message));
    };
    check(
        "2026-11-20",
        "soon",
        5,
        "\"soon\" is no date such as 2026-11-20",
    );
    check("closed", "shut", 6, "\"shut\" is no status of a meeting");
    check("[]", "[Priya]", 7, "\"Priya\" holds no @handle");
    check(
        END,
        "",
        9,
        "the line <!-- tpm:end-of-notes --> is missing; put it back where the notes end",
    );
}

#[test]
fn a_changed_file_is_known_from_one_as_written() {
    let text = written(&head(), "# Sync\n\nWe met.\n");
    let check = |from: &str, to: &str, want: bool| {
        let changed = text.replace(from, to);
        assert_eq!(
            read(&changed).unwrap().unwrap().is_as_written,
            want,
            "{to:?}"
        );
    };
    check("", "", true);
    check("\n", "\r\n", true);
    check("met", "talked", false);
    check("Launch", "Lunch", false);
}

#[test]
fn lines_behind_the_notes_are_told_unless_they_are_tables() {
    let text = written(&head(), "# Sync\n");
    let tables = format!("{text}\n## Decisions\n\n| ID |\n| --- |\n");
    assert_eq!(read(&tables).unwrap().unwrap().unread_line, None);
    let more = format!("{tables}\nOne more thing.\n");
    let line = more.lines().count();
    assert_eq!(read(&more).unwrap().unwrap().unread_line, Some(line));
}

fn people() -> impl Strategy<Value = Vec<Seated>> {
    let seat = prop_oneof![Just(Seat::Member), Just(Seat::Chair), Just(Seat::Scribe)];
    let name = proptest::option::of("[A-Z][a-z' ,\"()]{0,8}[a-z]");
    let one = (name, seat, any::<bool>(), any::<bool>());
    proptest::collection::vec(one, 0..4).prop_map(|people| {
        people
            .into_iter()
            .enumerate()
            .map(|(at, (name, seat, invited, attended))| Seated {
                handle: format!("p{at}"),
                name,
                seat,
                invited,
                attended,
            })
            .collect()
    })
}

const LINES: &str = "(---\n|---\r\n|<!-- tpm:end-of-notes -->\n|a: b\n|  \n|\n|\r|%% x\n|```\n|- [ ] @a: b \\^A-1\n|é\"\\|){0,8}";

proptest! {
    #[test]
    fn what_is_written_is_read_back(
        title in "[^\\x00-\\x1f\\x7f-\\x9f]{1,12}",
        notes in LINES,
        people in people(),
        minutes in proptest::option::of(1i64..500),
    ) {
        let title = title.trim().to_owned();
        prop_assume!(!title.is_empty());
        let mut want = Head { title, minutes, people, ..head() };
        let text = written(&want, &notes);
        let got = read(&text).unwrap().unwrap();
        want.people.sort();
        let mut head = got.head.clone();
        head.people.sort();
        prop_assert_eq!(&head, &want);
        prop_assert_eq!(&got.notes, &notes);
        prop_assert!(got.is_as_written);
        prop_assert_eq!(written(&got.head, &got.notes).lines().count(), text.lines().count());
    }
}
