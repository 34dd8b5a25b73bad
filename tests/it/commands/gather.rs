//! `tpm note --from` and `--candidates`: what is proposed, and what is taken.

use insta::assert_snapshot;

use super::exchanges;
use crate::sandbox::Sandbox;

const TALK: &str = "\
# Launch sync

Attendees: Priya Shah, Lee, Bo

Lee: yes, fine. I'll send the plan by Friday.
Bo: Priya will book the room, and I'll tell the vendor.
Lee: I can look into the badge

ACTION: Bo to file the report by 2026-12-01
DECISION: use vendor B
  Why: cheaper by half
RISK: holiday freeze
We agreed to wait a week.
";

/// A meeting M-1, and a transcript beside it.
fn talked() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("talk.md", TALK);
    sandbox.ok("person priya --name 'Priya Shah'");
    sandbox.ok("meet 'Launch sync' --with priya,lee,bo");
    sandbox
}

fn notes(sandbox: &Sandbox) -> String {
    let shown: serde_json::Value = serde_json::from_str(&sandbox.ok("show M-1 --json")).unwrap();
    shown["data"][0]["notes"].as_str().unwrap().to_owned()
}

#[test]
#[allow(clippy::too_many_lines)] // whole exchanges
fn a_longer_text_gives_its_marked_items_and_lists_the_rest() {
    let sandbox = talked();
    let lines = [
        "note M-1 --from talk.md --dry-run",
        "actions",
        "note M-1 --from talk.md",
        "note M-1 --from talk.md --accept 1,3-4",
        "note M-1 --from talk.md --accept all",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm note M-1 --from talk.md --dry-run
    Marked
    LINE  TITLE            OWNER  DUE        KIND
       9  file the report  @bo    Tue 1 Dec  action
      10  use vendor B                       decision
      12  holiday freeze                     risk

    Candidates
    #  LINE  TITLE                OWNER   DUE         KIND      WHY
    1     5  send the plan        @lee    Fri 27 Nov  action    "I'll"
    2     6  book the room        @priya              action    "Priya will"
    3     6  tell the vendor      @bo                 action    "I'll"
    4     7  look into the badge  @lee                action    "I can", but it is no firm promise
    5    13  wait a week                              decision  "We agreed to"

    Saved M-1  Launch sync  Sun 22 Nov  4 present
    Added A-1  file the report  @bo  due Tue 1 Dec (in 9 days)
    Added D-1  use vendor B  decided Sun 22 Nov
    Added R-1  holiday freeze
    --- stderr
    dry run: nothing was written
    5 candidates were left; `--accept 1` takes the first, `--accept all` takes all
    --- exit 0
    $ tpm actions
    No actions match.
    --- exit 0
    $ tpm note M-1 --from talk.md
    Marked
    LINE  TITLE            OWNER  DUE        KIND
       9  file the report  @bo    Tue 1 Dec  action
      10  use vendor B                       decision
      12  holiday freeze                     risk

    Candidates
    #  LINE  TITLE                OWNER   DUE         KIND      WHY
    1     5  send the plan        @lee    Fri 27 Nov  action    "I'll"
    2     6  book the room        @priya              action    "Priya will"
    3     6  tell the vendor      @bo                 action    "I'll"
    4     7  look into the badge  @lee                action    "I can", but it is no firm promise
    5    13  wait a week                              decision  "We agreed to"

    Saved M-1  Launch sync  Sun 22 Nov  4 present
    Added A-1  file the report  @bo  due Tue 1 Dec (in 9 days)
    Added D-1  use vendor B  decided Sun 22 Nov
    Added R-1  holiday freeze
    --- stderr
    undo: tpm undo
    5 candidates were left; `--accept 1` takes the first, `--accept all` takes all
    --- exit 0
    $ tpm note M-1 --from talk.md --accept 1,3-4
    Marked
    LINE  TITLE            OWNER  DUE        KIND
       9  file the report  @bo    Tue 1 Dec  is A-1
      10  use vendor B                       is D-1
      12  holiday freeze                     is R-1

    Candidates
    #  LINE  TITLE                OWNER   DUE         KIND      WHY
    1     5  send the plan        @lee    Fri 27 Nov  action    "I'll"
    2     6  book the room        @priya              action    "Priya will"
    3     6  tell the vendor      @bo                 action    "I'll"
    4     7  look into the badge  @lee                action    "I can", but it is no firm promise
    5    13  wait a week                              decision  "We agreed to"

    Saved M-1  Launch sync  Sun 22 Nov  4 present
    Added A-2  send the plan  @lee  due Fri 27 Nov (in 5 days)
    Added A-3  tell the vendor  @bo
    Added A-4  look into the badge  @lee
    --- stderr
    undo: tpm undo
    2 candidates were left; `--accept 1` takes the first, `--accept all` takes all
    --- exit 0
    $ tpm note M-1 --from talk.md --accept all
    Marked
    LINE  TITLE            OWNER  DUE        KIND
       9  file the report  @bo    Tue 1 Dec  is A-1
      10  use vendor B                       is D-1
      12  holiday freeze                     is R-1

    Candidates
    #  LINE  TITLE                OWNER   DUE         KIND      WHY
    1     5  send the plan        @lee    Fri 27 Nov  is A-2    "I'll"
    2     6  book the room        @priya              action    "Priya will"
    3     6  tell the vendor      @bo                 is A-3    "I'll"
    4     7  look into the badge  @lee                is A-4    "I can", but it is no firm promise
    5    13  wait a week                              decision  "We agreed to"

    Saved M-1  Launch sync  Sun 22 Nov  4 present
    Added A-5  book the room  @priya
    Added D-2  wait a week  decided Sun 22 Nov
    --- stderr
    undo: tpm undo
    --- exit 0
    "#);
    assert_snapshot!(notes(&sandbox), @"
    # Launch sync

    Present: @sam, @priya, @lee, @bo

    ## Notes


    ## Decisions


    ## Actions


    ## From talk.md

    - [ ] @bo: file the report (due: 2026-12-01) ^A-1
    - DECISION: use vendor B ^D-1
      Why: cheaper by half
    - RISK: holiday freeze ^R-1
    - [ ] @lee: send the plan (due: 2026-11-27) ^A-2
    - [ ] @bo: tell the vendor ^A-3
    - [ ] @lee: look into the badge ^A-4
    - [ ] @priya: book the room ^A-5
    - DECISION: wait a week ^D-2
    ");
}

#[test]
fn promises_in_the_notes_are_marked_where_they_stand() {
    let mut sandbox = Sandbox::new();
    sandbox.write(
        "n.md",
        "Attendees: Priya, Lee\n\n- Lee will file an issue by 2026-12-01\n- Priya: so be it. I'll send the plan, \
         and then we see\n  - nested\nLee: I will call the landlord\n",
    );
    sandbox.ok("meet Sync --notes n.md");
    let lines = [
        "note --candidates",
        "note --candidates --accept 2",
        "note --candidates --accept all",
        "note --candidates",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm note --candidates
    Candidates
    #  LINE  TITLE                           OWNER   DUE        KIND    WHY
    1     3  file an issue                   @lee    Tue 1 Dec  action  "Lee will"
    2     4  send the plan, and then we see  @priya             action  "I'll"
    3     6  call the landlord               @lee               action  "I will"
    --- stderr
    3 candidates were left; `--accept 1` takes the first, `--accept all` takes all
    --- exit 0
    $ tpm note --candidates --accept 2
    Candidates
    #  LINE  TITLE                           OWNER   DUE        KIND    WHY
    1     3  file an issue                   @lee    Tue 1 Dec  action  "Lee will"
    2     4  send the plan, and then we see  @priya             action  "I'll"
    3     6  call the landlord               @lee               action  "I will"

    Saved M-1  Sync  Sun 22 Nov  2 present
    Added A-1  send the plan, and then we see  @priya
    --- stderr
    undo: tpm undo
    2 candidates were left; `--accept 1` takes the first, `--accept all` takes all
    --- exit 0
    $ tpm note --candidates --accept all
    Candidates
    #  LINE  TITLE              OWNER  DUE        KIND    WHY
    1     3  file an issue      @lee   Tue 1 Dec  action  "Lee will"
    2     6  call the landlord  @lee              action  "I will"

    Saved M-1  Sync  Sun 22 Nov  2 present
    Added A-2  file an issue  @lee  due Tue 1 Dec (in 9 days)
    Added A-3  call the landlord  @lee
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm note --candidates
    No item and no promise was found.
    --- exit 0
    "#);
    assert_snapshot!(notes(&sandbox), @"
    Attendees: Priya, Lee

    - ACTION: Lee will file an issue by 2026-12-01 ^A-2
    - Priya: so be it. ACTION: I'll send the plan, and then we see ^A-1
      - nested
    Lee: ACTION: I will call the landlord ^A-3
    ");
    // Saved again, nothing of it changes.
    sandbox.editor("true");
    assert_eq!(
        sandbox.ok("note"),
        "Nothing changed in M-1  Sync  Sun 22 Nov  2 present\n"
    );
}

#[test]
fn a_proposal_in_json_holds_all_that_is_asked() {
    let sandbox = talked();
    let line = "note M-1 --from talk.md --dry-run --json";
    let shown: serde_json::Value = serde_json::from_str(&sandbox.ok(line)).unwrap();
    assert_eq!(shown["kind"], "note.proposal");
    let record = &shown["data"][0];
    assert_snapshot!(record["candidates"][0], @r#"{"number":1,"line":5,"kind":"action","title":"send the plan","owners":[{"said":"Lee","person":"lee","new":false}],"due":"2026-11-27","priority":null,"already":null,"text":"[ ] @lee: send the plan (due: 2026-11-27)","cue":"I'll","said":"I'll send the plan by Friday.","likelihood":"likely","doubt":null,"accepted":false}"#);
    assert_snapshot!(record["items"][0], @r#"{"line":9,"kind":"action","title":"file the report","owners":[{"said":"Bo","person":"bo","new":false}],"due":"2026-12-01","priority":null,"already":null,"text":"[ ] @bo: file the report (due: 2026-12-01)"}"#);
    assert_eq!(record["saved"]["created"].as_array().unwrap().len(), 3);
    assert_eq!(sandbox.ok("actions -q"), "");
}

#[test]
fn only_candidates_are_taken_where_only_they_are_asked_for() {
    let sandbox = talked();
    assert_eq!(
        sandbox.ok("note --from talk.md --candidates --accept 1 -q"),
        "A-1\n"
    );
    assert!(
        notes(&sandbox)
            .ends_with("## From talk.md\n\n- [ ] @lee: send the plan (due: 2026-11-27) ^A-1\n")
    );
}

#[test]
fn what_makes_no_sense_is_refused() {
    let sandbox = talked();
    let lines = [
        "note --accept all",
        "note --candidates --accept x",
        "note --from talk.md --accept 9",
        "note --from nothing.md",
        "note --candidates --add x",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm note --accept all
    --- stderr
    error: --accept takes candidates, and none were asked for
    hint: add --candidates, or --from FILE
    --- exit 2
    $ tpm note --candidates --accept x
    --- stderr
    error: "x" is no number of a candidate
    hint: write them as 1,3-5, all or none
    --- exit 2
    $ tpm note --from talk.md --accept 9
    --- stderr
    error: there is no candidate 9
    hint: they are numbered from 1 to 5; --dry-run lists them
    --- exit 2
    $ tpm note --from nothing.md
    --- stderr
    error: nothing.md: No such file or directory (os error 2)
    hint: name a file that you may read
    --- exit 66
    $ tpm note --candidates --add x
    --- stderr
    error: the argument '--candidates' cannot be used with '--add <LINE>'
    hint: Usage: tpm note --candidates [ID]
    --- exit 2
    "#);
}

#[test]
fn standard_input_is_a_text_too() {
    let sandbox = talked();
    let exchange = sandbox.tpm_with("note --from - --accept none", "ACTION: @lee send it\n");
    assert_eq!(exchange.code, 0, "{exchange}");
    assert!(notes(&sandbox).ends_with("## From standard input\n\n- [ ] @lee: send it ^A-1\n"));
}

#[test]
fn the_name_of_a_file_makes_no_section() {
    for name in [
        "agenda.md",
        "actions.md",
        "call_notes of @bo #1 (due: fri).md",
        "attendees",
    ] {
        let sandbox = talked();
        sandbox.write(name, "- [ ] @lee: send it\n");
        sandbox.ok(&format!("note --from '{name}'"));
        assert_eq!(sandbox.ok("actions -q"), "A-1\n", "{name}");
        assert_eq!(sandbox.ok("note --add 'a thought' -q"), "M-1\n", "{name}");
    }
}

#[test]
fn strict_refuses_a_text_that_could_be_meant_otherwise() {
    let sandbox = talked();
    sandbox.write("two.md", "ACTION: ask by mon whether it ships by fri\n");
    let lines = [
        "note --from two.md --strict",
        "note --add 'ACTION: ask by mon whether it ships by fri' --strict",
        "meet Other --notes two.md --strict",
        "note --add 'ACTION: @lee ask by mon' --strict",
        "meetings -q",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @"
    $ tpm note --from two.md --strict
    --- stderr
    error: line 1: two dates: `by mon` and `by fri` (say which one is meant: (due: 2026-11-02))
    hint: --strict refuses a text that could be meant otherwise; nothing was saved
    --- exit 65
    $ tpm note --add 'ACTION: ask by mon whether it ships by fri' --strict
    --- stderr
    error: line 13: two dates: `by mon` and `by fri`
    hint: --strict refuses notes that could be meant otherwise; nothing was saved
    --- exit 65
    $ tpm meet Other --notes two.md --strict
    --- stderr
    error: line 1: two dates: `by mon` and `by fri`
    hint: --strict refuses notes that could be meant otherwise; nothing was saved
    --- exit 65
    $ tpm note --add 'ACTION: @lee ask by mon' --strict
    Saved M-1  Launch sync  Sun 22 Nov  4 present
    Added A-1  ask  @lee  due tomorrow
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm meetings -q
    M-1
    --- exit 0
    ");
}
