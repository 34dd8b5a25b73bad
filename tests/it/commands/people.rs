//! `tpm person`, `people`, `workstream` and `workstreams`.

use insta::assert_snapshot;

use super::{after, exchanges};
use crate::sandbox::Sandbox;

#[test]
fn person_adds_or_says_more() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["person priya --name 'Priya Shah' --alias ps", "person priya --email priya@example.com --team core --channel '#core' --manager lee", "people --json"]), @r##"
    $ tpm person priya --name 'Priya Shah' --alias ps
    Added @priya  Priya Shah  also ps
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm person priya --email priya@example.com --team core --channel '#core' --manager lee
    Changed @priya  Priya Shah  also ps  team core  manager @lee  priya@example.com  #core
    --- stderr
    added @lee, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm people --json
    {"schema":"tpm/1","kind":"person.list","data":[{"handle":"lee","name":null,"email":null,"team":null,"manager":null,"channel":null,"aliases":[],"active":true,"open":0,"overdue":0,"deciding":0,"merged":[],"groups":[],"away":false,"away_from":null,"away_to":null,"cover":null,"left_on":null},{"handle":"priya","name":"Priya Shah","email":"priya@example.com","team":"core","manager":"lee","channel":"#core","aliases":["ps"],"active":true,"open":0,"overdue":0,"deciding":0,"merged":[],"groups":[],"away":false,"away_from":null,"away_to":null,"cover":null,"left_on":null}],"meta":{"shown":2,"truncated":false,"total":2}}
    --- exit 0
    "##);
}

#[test]
fn person_in_json_gives_the_record() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["person priya --json", "person everyone --json"]), @r#"
    $ tpm person priya --json
    {"schema":"tpm/1","kind":"person","data":[{"handle":"priya","name":null,"email":null,"team":null,"manager":null,"channel":null,"aliases":[],"active":true,"open":0,"overdue":0,"deciding":0,"merged":[],"groups":[],"away":false,"away_from":null,"away_to":null,"cover":null,"left_on":null,"parts":[],"actions":[],"awaited":[],"leads":[],"covers":[],"reports":[]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm person everyone --json
    --- stderr
    {"error":{"code":"usage","message":"\"everyone\" is no person","hint":"name one person, or `none` for nobody","exit":2,"retryable":false}}
    --- exit 2
    "#);
}

#[test]
fn person_quietly_or_on_trial() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["person priya --name 'Priya Shah' --dry-run", "people -q", "person priya -q"]), @"
    $ tpm person priya --name 'Priya Shah' --dry-run
    Added @priya  Priya Shah
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm people -q
    --- exit 0
    $ tpm person priya -q
    @priya
    --- exit 0
    ");
}

#[test]
fn person_refuses_a_near_miss_and_nobody() {
    let sandbox = after(&["person priya"]);
    assert_snapshot!(exchanges(&sandbox, &["person priyo --name Other", "person priyo --json", "person none", "person priyo --new"]), @r#"
    $ tpm person priyo --name Other
    --- stderr
    error: "@priyo" could be @priya or somebody new
    hint: type the known handle, or add --new for somebody new
    --- exit 4
    $ tpm person priyo --json
    --- stderr
    {"error":{"code":"ambiguous","message":"\"@priyo\" could be @priya or somebody new","hint":"type the known handle, or add --new for somebody new","exit":4,"retryable":false}}
    --- exit 4
    $ tpm person none
    --- stderr
    error: "none" is no person
    hint: name one person, or `none` for nobody
    --- exit 2
    $ tpm person priyo --new
    Added @priyo
    --- stderr
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn people_shows_what_each_holds() {
    let sandbox = after(&[
        "act @priya one by 2026-11-20",
        "act @priya two",
        "propose 'Which?' --decider lee",
        "person priya --name 'Priya Shah'",
    ]);
    assert_snapshot!(exchanges(&sandbox, &["people", "people shah", "people -q", "people nobody"]), @"
    $ tpm people
    HANDLE  NAME        OPEN  OVERDUE  TO DECIDE
    @lee                   0        0          1
    @priya  Priya Shah     2        1          0
    @sam                   0        0          0
    --- exit 0
    $ tpm people shah
    HANDLE  NAME        OPEN  OVERDUE  TO DECIDE
    @priya  Priya Shah     2        1          0
    --- exit 0
    $ tpm people -q
    @lee
    @priya
    @sam
    --- exit 0
    $ tpm people nobody
    Nobody matches. People are added when they are first named.
    --- exit 0
    ");
}

#[test]
fn workstream_adds_or_says_more() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["workstream launch --name 'Spring launch' --lead priya", "workstream billing --parent launch", "workstream launch --status paused", "workstreams", "workstreams --json"]), @r#"
    $ tpm workstream launch --name 'Spring launch' --lead priya
    Added launch  Spring launch  lead @priya
    --- stderr
    added @priya, named for the first time
    undo: tpm undo
    --- exit 0
    $ tpm workstream billing --parent launch
    Added billing  part of launch
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm workstream launch --status paused
    Changed launch  Spring launch  lead @priya  paused
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm workstreams
    WORKSTREAM  NAME           LEAD    PART OF  STATUS  RAG    SINCE       OPEN  OVERDUE  TO DECIDE
    launch      Spring launch  @priya           paused         Sun 22 Nov     0        0          0
    billing                            launch   active  green  Sun 22 Nov     0        0          0
    --- exit 0
    $ tpm workstreams --json
    {"schema":"tpm/1","kind":"workstream.list","data":[{"slug":"launch","name":"Spring launch","lead":"priya","parent":null,"status":"paused","created":"2026-11-22","audience":[],"open":0,"overdue":0,"deciding":0,"depth":0,"rag":null,"rag_computed":null,"rag_reasons":null,"rag_stated":null},{"slug":"billing","name":null,"lead":null,"parent":"launch","status":"active","created":"2026-11-22","audience":[],"open":0,"overdue":0,"deciding":0,"depth":1,"rag":"green","rag_computed":"green","rag_reasons":[],"rag_stated":null}],"meta":{"shown":2,"truncated":false,"total":2}}
    --- exit 0
    "#);
}

#[test]
fn workstream_in_json_gives_the_record() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["workstream launch --json", "workstream launch --parent launch --json"]), @r#"
    $ tpm workstream launch --json
    {"schema":"tpm/1","kind":"workstream","data":[{"slug":"launch","name":null,"lead":null,"parent":null,"status":"active","created":"2026-11-22","audience":[],"open":0,"overdue":0,"deciding":0,"depth":0,"rag":"green","rag_computed":"green","rag_reasons":[],"rag_stated":null,"children":[],"total":{"open":0,"overdue":0,"deciding":0},"decisions":[],"overdue_actions":[]}],"meta":{"shown":1,"truncated":false,"total":1}}
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm workstream launch --parent launch --json
    --- stderr
    {"error":{"code":"refused","message":"a workstream cannot be a part of itself","hint":"`tpm workstreams` shows what belongs to what","exit":4,"retryable":false}}
    --- exit 4
    "#);
}

#[test]
fn workstream_quietly_or_on_trial() {
    let sandbox = Sandbox::new();
    assert_snapshot!(exchanges(&sandbox, &["workstream launch --dry-run", "workstreams -q", "workstream launch -q", "workstreams -q"]), @"
    $ tpm workstream launch --dry-run
    Added launch
    --- stderr
    dry run: nothing was written
    --- exit 0
    $ tpm workstreams -q
    --- exit 0
    $ tpm workstream launch -q
    launch
    --- exit 0
    $ tpm workstreams -q
    launch
    --- exit 0
    ");
}

#[test]
fn workstream_refuses_circles_and_near_misses() {
    let sandbox = after(&["workstream launch", "workstream billing --parent launch"]);
    assert_snapshot!(exchanges(&sandbox, &["workstream launch --parent billing", "workstream lanch", "workstream lanch --json", "workstream launch --status gone"]), @r#"
    $ tpm workstream launch --parent billing
    --- stderr
    error: a workstream cannot be a part of itself
    hint: `tpm workstreams` shows what belongs to what
    --- exit 4
    $ tpm workstream lanch
    --- stderr
    error: "lanch" could be the workstream launch or a new one
    hint: type the known name, or add --new for a new workstream
    --- exit 4
    $ tpm workstream lanch --json
    --- stderr
    {"error":{"code":"ambiguous","message":"\"lanch\" could be the workstream launch or a new one","hint":"type the known name, or add --new for a new workstream","exit":4,"retryable":false}}
    --- exit 4
    $ tpm workstream launch --status gone
    --- stderr
    error: invalid value 'gone' for '--status <STATUS>': it is active, paused or done
    hint: `tpm help workstream` lists what it takes
    --- exit 2
    "#);
}

#[test]
fn a_full_name_that_is_known_stands_for_its_person() {
    let sandbox = after(&["person priya-s --name 'Priya Shah'"]);
    assert_snapshot!(exchanges(&sandbox, &["act call --owner 'Priya Shah'", "actions --owner 'priya shah'", "act call --owner 'Zoe Lang'", "person lee --alias 'Lee W'", "person lee --alias lw,lwo"]), @r#"
    $ tpm act call --owner 'Priya Shah'
    Added A-1  call  @priya-s
    --- stderr
    undo: tpm undo
    --- exit 0
    $ tpm actions --owner 'priya shah'
    ID   TITLE  OWNER
    A-1  call   @priya-s
    --- exit 0
    $ tpm act call --owner 'Zoe Lang'
    --- stderr
    error: nobody is called "Zoe Lang"
    hint: somebody new is named by a handle, such as @zoe-lang
    --- exit 2
    $ tpm person lee --alias 'Lee W'
    --- stderr
    error: `Lee W` is no handle: it holds ` `
    hint: an alias is one word; --name keeps a full name
    --- exit 2
    $ tpm person lee --alias lw,lwo
    Added @lee  also lw, lwo
    --- stderr
    undo: tpm undo
    --- exit 0
    "#);
}

#[test]
fn a_list_without_those_who_left_names_the_option_that_has_them() {
    let sandbox = after(&["person leo", "person leo --left"]);
    assert_snapshot!(exchanges(&sandbox, &["people leo", "people leo --all", "people zzz --all"]), @"
    $ tpm people leo
    Nobody who is here matches; `tpm people --all` lists those who left too.
    --- exit 0
    $ tpm people leo --all
    HANDLE  AWAY             OPEN  OVERDUE  TO DECIDE
    @leo    left Sun 22 Nov     0        0          0
    --- exit 0
    $ tpm people zzz --all
    Nobody matches. People are added when they are first named.
    --- exit 0
    ");
}

#[test]
fn what_completes_a_name_is_what_its_command_takes() {
    let sandbox = after(&[
        "group plat --members jon",
        "person kim",
        "person leo",
        "person leo --left",
        "propose 'Which vendor?'",
        "option D-1 'Vendor A'",
        "option D-1 'Vendor B'",
    ]);
    let offered = |line: &str| {
        let words: Vec<String> = sandbox
            .ok(&format!("__complete bash --word= -- {line}"))
            .lines()
            .map(str::to_owned)
            .collect();
        format!("{line}| {}", words.join(" "))
    };
    let lines = ["group", "person", "actions --owner", "decide D-1 --chose"];
    assert_snapshot!(lines.map(offered).join("\n"), @"
    group| @plat
    person| @jon @kim @leo @sam
    actions --owner| @jon @kim @plat @sam me none
    decide D-1 --chose| 1 2
    ");
}
