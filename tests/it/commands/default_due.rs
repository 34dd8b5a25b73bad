//! `default_due`: when actions of notes are due that name no date.

use insta::assert_snapshot;

use super::exchanges;
use crate::sandbox::Sandbox;

const NOTES: &str = "\
- ACTION: @lee send the plan
- ACTION: @bo book the room by 2026-12-01
- ACTION: @bo think of a name (due: none)
- [x] @lee: print it
- DECISION NEEDED: which vendor
";

fn with(policy: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("n.md", NOTES);
    sandbox.ok(&format!("config set default_due {policy}"));
    sandbox
}

#[test]
fn a_default_date_is_shown_as_one_and_is_no_baseline() {
    let sandbox = with("7d");
    let lines = [
        "meet Sync --notes n.md",
        "actions",
        "show A-1",
        "followup --soon 10",
        "actions --json --fields id,due,due_baseline,due_source",
    ];
    assert_snapshot!(exchanges(&sandbox, &lines), @r#"
    $ tpm meet Sync --notes n.md
    Started M-1  Sync  Sun 22 Nov
    Added A-1  send the plan  @lee  due ~Sun 29 Nov (in 7 days)
    Added A-2  book the room  @bo  due Tue 1 Dec (in 9 days)
    Added A-3  think of a name  @bo
    Added A-4  print it  @lee
    Added D-1  which vendor
    --- stderr
    added @lee, named for the first time
    added @bo, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm actions
    ID   TITLE            OWNER  DUE
    A-1  send the plan    @lee   ~Sun 29 Nov (in 7 days)
    A-2  book the room    @bo    Tue 1 Dec (in 9 days)
    A-3  think of a name  @bo
    --- exit 0
    $ tpm show A-1
    A-1  send the plan
    Status:  open
    Owner:   @lee
    Due:     ~Sun 29 Nov (in 7 days) (default)
    Meeting: M-1
    Added:   Sun 22 Nov
    --- exit 0
    $ tpm followup --soon 10
    @lee  1 to watch
    ID   WHAT           DUE
    A-1  send the plan  ~Sun 29 Nov

    @bo  1 to watch
    ID   WHAT           DUE
    A-2  book the room  Tue 1 Dec

    1 open action has no due date: --undated lists them.
    --- exit 0
    $ tpm actions --json --fields id,due,due_baseline,due_source
    {"schema":"tpm/1","kind":"action.list","data":[{"id":"A-1","due":"2026-11-29","due_baseline":null,"due_source":"default"},{"id":"A-2","due":"2026-12-01","due_baseline":"2026-12-01","due_source":"explicit"},{"id":"A-3","due":null,"due_baseline":null,"due_source":"none"}],"meta":{"shown":3,"truncated":false,"total":3}}
    --- exit 0
    "#);
}

#[test]
fn the_notes_do_not_show_it_and_a_date_in_them_takes_its_place() {
    let mut sandbox = with("7d");
    sandbox.ok("meet Sync --notes n.md");
    sandbox.editor("sed -i 's/send the plan/send the whole plan/' \"$1\"");
    sandbox.ok("note");
    let fields = "show A-1 --json --fields due,due_baseline,due_source";
    assert_snapshot!(sandbox.ok(fields), @r#"{"schema":"tpm/1","kind":"action","data":[{"due":"2026-11-29","due_baseline":null,"due_source":"default"}],"meta":{"shown":1,"truncated":false,"total":1}}"#);
    sandbox.editor("sed -i 's/send the whole plan/send the plan by 2026-12-10/' \"$1\"");
    assert_snapshot!(sandbox.ok("note"), @"
    Saved M-1  Sync  Sun 22 Nov
    Changed A-1  send the plan  @lee  due Thu 10 Dec (in 18 days)
    ");
    assert_snapshot!(sandbox.ok(fields), @r#"{"schema":"tpm/1","kind":"action","data":[{"due":"2026-12-10","due_baseline":"2026-12-10","due_source":"explicit"}],"meta":{"shown":1,"truncated":false,"total":1}}"#);
    sandbox.editor("true");
    assert_snapshot!(sandbox.ok("note"), @"Nothing changed in M-1  Sync  Sun 22 Nov");
}

#[test]
fn the_next_meeting_of_the_series_is_the_day() {
    let sandbox = with("next");
    sandbox.ok("series staff --every 'tue' --at 10:00");
    sandbox.ok("meet staff --on 24nov --notes n.md");
    sandbox.ok("meet Single --notes n.md");
    let line = "actions --json --fields id,title,due,due_source";
    let shown: serde_json::Value = serde_json::from_str(&sandbox.ok(line)).unwrap();
    let found: Vec<String> = shown["data"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["due_source"] == "default")
        .map(|one| format!("{} {}", one["id"], one["due"]))
        .collect();
    // A line may name it, too.
    let named = sandbox.ok("note M-1 --add 'ACTION: @lee order lunch by next meeting'");
    assert!(
        named.contains("order lunch  @lee  due Tue 1 Dec"),
        "{named}"
    );
    assert_eq!(found, [r#""A-5" "2026-11-29""#, r#""A-1" "2026-12-01""#]);
}

#[test]
fn nothing_that_is_imported_or_done_gets_one() {
    let sandbox = with("7d");
    sandbox.write("2026-11-20-sync.md", NOTES);
    sandbox.ok("import notes 2026-11-20-sync.md");
    sandbox.ok("act @lee call them");
    sandbox.ok("meet Sync --notes n.md");
    let line = "actions --all --json --fields title,due_source";
    let shown: serde_json::Value = serde_json::from_str(&sandbox.ok(line)).unwrap();
    let rows = shown["data"].as_array().unwrap();
    let defaults = rows.iter().filter(|one| one["due_source"] == "default");
    let titles: Vec<_> = defaults.map(|one| one["title"].clone()).collect();
    assert_eq!(titles, ["send the plan"]);
    let exchange = sandbox.tpm("config set default_due soon");
    assert_snapshot!(exchange.to_string(), @r#"
    $ tpm config set default_due soon
    --- stderr
    error: default_due: "soon" is none of none, next and a number of days such as 7d
    hint: nothing was written; `tpm config` shows what is set
    --- exit 78
    "#);
}
