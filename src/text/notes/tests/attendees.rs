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

#[test]
fn lists_of_people_may_be_written_in_many_ways() {
    let two = &["Ann Lee", "Bob Stone"];
    for line in [
        "Attendees: Ann Lee, Bob Stone +3",
        "Attendees: Ann Lee, Bob Stone, +3 others",
        "Attendees (in alphabetical order): Ann Lee, Bob Stone",
        "Present – Ann Lee, Bob Stone",
        "**Present** - Ann Lee and Bob Stone",
        "Attended by: Ann Lee & Bob Stone",
        "Attendees: Ann Lee [AL], Bob Stone [BS]",
        "Attendees: Lee, Ann; Stone, Bob",
        "Attendees:\n- Ann Lee, Acme, @ann-lee\n- Bob Stone, Acme",
        "Present\n: Ann Lee, Bob Stone",
    ] {
        let people = read_by_stranger(&format!("{line}\n")).attendees;
        let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, two, "{line}");
        assert!(
            people
                .iter()
                .all(|person| person.presence == Presence::Present),
            "{line}"
        );
    }
    check_people(
        "Attendees: @ann @bob @carla\n",
        &["ann @ann", "bob @bob", "carla @carla"],
    );
    check_people("Attendees: Ann/Bob/Carla\n", &["Ann", "Bob", "Carla"]);
    check_people(
        "Attendees: Ann Lee/Acme, Bob Stone/Beta\n",
        &["Ann Lee", "Bob Stone"],
    );
    check_people("Attendees: Ann Lee; Bob Stone\n", &["Ann Lee", "Bob Stone"]);
    check_people("Chair - the table is broken\n", &[]);
    check_people("Present - we were all late and tired\n", &[]);
}

#[test]
fn who_was_not_there_may_be_told_in_many_ways() {
    let want = &["Ann Lee", "Bob Stone absent"];
    for text in [
        "Present: Ann Lee. Apologies: Bob Stone.\n",
        "Present: Ann Lee; Regrets: Bob Stone\n",
        "Present: Ann Lee\nApologies for absence: Bob Stone\n",
        "Present\n: Ann Lee\n\nRegrets\n: Bob Stone\n",
        "## Attendees\n- [x] Ann Lee\n- [ ] Bob Stone\n",
        "## Attendees\n- Ann Lee\n- ~~Bob Stone~~\n",
        "## Attendees\n\n| Name | Present |\n|--|--|\n| Ann Lee | x |\n| Bob Stone | |\n",
        "## Attendees\n\n| Name | Attended? |\n|--|--|\n| Ann Lee | yes |\n| Bob Stone | no |\n",
    ] {
        check_people(text, want);
    }
    check_people(
        "## Attendees\n- [ ] Ann Lee\n- [ ] Bob Stone\n",
        &["Ann Lee", "Bob Stone"],
    );
    check_people("Scribe: Ann; Chair: Bob\n", &["Ann scribe", "Bob chair"]);
}

#[test]
fn an_escaped_dash_parts_a_known_owner_from_the_words() {
    let text = "Attendees: Ann Lee\n\n## Actions\n- Ann Lee \\- call them\n- Zoe \\- call B now\n";
    let found: Vec<String> = read_by_stranger(text).items.iter().map(show).collect();
    assert_eq!(
        found,
        ["action <Ann Lee> call them", "action <> Zoe - call B now"]
    );
}
