//! Who was there, from every form of list.

use super::*;

#[track_caller]
fn check_people(text: &str, want: &[&str]) {
    let people = read_by_stranger(text).attendees;
    let found: Vec<String> = people.iter().map(person).collect();
    assert_eq!(found, want, "\n{text}");
}

fn person(person: &Attendee) -> String {
    let handle = person
        .handle
        .as_ref()
        .map_or(String::new(), |handle| format!(" @{handle}"));
    let presence = if person.presence == Presence::Absent {
        " absent"
    } else {
        ""
    };
    let seat = if person.seat == crate::model::words::Seat::Member {
        String::new()
    } else {
        format!(" {}", person.seat)
    };
    format!("{}{handle}{presence}{seat}", person.name)
}

#[test]
fn lists_lines_and_tables_name_people() {
    check_people(
        "## Present\n- Mark\n- Grant Orr\n- April Moss\n",
        &["Mark", "Grant Orr", "April Moss"],
    );
    check_people(
        "## Present\n* Priya Shah @priya (core team)\n* Lee Byrd (observer)\n* @sam\n",
        &["Priya Shah @priya", "Lee Byrd", "sam @sam"],
    );
    check_people(
        "Attendees: Priya, Lee, Bo and Sam\n",
        &["Priya", "Lee", "Bo", "Sam"],
    );
    check_people(
        "**Attending**: Priya, Lee,\nBo, Sam\n\nBudget was discussed, at length\n",
        &["Priya", "Lee", "Bo", "Sam"],
    );
    check_people(
        "#### Introduction of attendees\nPriya Shah\nLee Byrd\n\n#### Agenda\nBudget\n",
        &["Priya Shah", "Lee Byrd"],
    );
    check_people(
        "## Attendees\nName | Company\n---- | ----\nPriya Shah | Acme\nLee Byrd | Initech\n",
        &["Priya Shah", "Lee Byrd"],
    );
    check_people(
        "## Attendees\n| Name | GitHub |\n|---|---|\n| Priya Shah | @priya |\n",
        &["Priya Shah @priya"],
    );
    check_people("present+ Lee\nregrets+ Bo\n", &["Lee", "Bo absent"]);
    check_people(
        "Regrets: Bo\nChair: Lee\nScribe: Sam Orr\n",
        &["Bo absent", "Lee chair", "Sam Orr scribe"],
    );
    check_people(
        "## Attendees\n- Priya Shah, Acme\n- Lee Byrd, Initech\n",
        &["Priya Shah", "Lee Byrd"],
    );
}

#[test]
fn prose_places_and_groups_are_no_people() {
    check_people(
        "## Present\nEveryone from the last time was there again.\n",
        &[],
    );
    check_people("Attendees: @acme/front-end\n", &[]);
    check_people("## Attendees\n- TBD\n- {name}\n", &[]);
}

#[test]
fn initials_are_given_when_nobody_shares_them() {
    let people = read_by_stranger("## Present\n- Priya Shah\n- Lee Byrd\n- Lou Bell\n").attendees;
    let initials: Vec<Option<&str>> = people
        .iter()
        .map(|person| person.initials.as_deref())
        .collect();
    assert_eq!(initials, [Some("PS"), None, None]);
}

#[test]
fn attendees_own_by_first_name_and_initials() {
    let notes = read_by_stranger(
        "## Present\n- Zoe Quill\n- Max Orr\n\n## Notes\nACTION: zoe send it\nACTION: reply in the issue. ZQ, MO.\nACTION: ZQ, MO to review\n",
    );
    let found: Vec<String> = notes.items.iter().map(show).collect();
    assert_eq!(
        found,
        [
            "action <zoe> send it",
            "action <ZQ, MO> reply in the issue.",
            "action <ZQ, MO> review"
        ]
    );
}

#[test]
fn front_matter_names_who_was_there() {
    check_people(
        "---\nattendees: [lee, \"Priya Nair (@priya)\", '@bo']\n---\ntext\n",
        &["lee", "Priya Nair @priya", "bo @bo"],
    );
    check_people(
        "---\nAttendees:\n  - Ann Lee\n  - \"@sam\"\nabsent: Bo Moe\nchair: Ann Lee\n---\n\nPresent: Kim\n",
        &["Ann Lee chair", "sam @sam", "Bo Moe absent", "Kim"],
    );
    check_people(
        "---\nattendees: everyone, lee and kim\nscribe: kim\n---\n",
        &["lee", "kim scribe"],
    );
    check_people("---\nattendees:\n---\n", &[]);
}
