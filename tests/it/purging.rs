//! After a purge no byte of what was purged is left: not in the file, its log, the drafts or the
//! backups; the chain of history verifies, and replaying it gives the tables.

use std::path::{Path, PathBuf};

use proptest::prelude::*;

use crate::properties::{commands, differences};
use crate::sandbox::{Exchange, Sandbox};

/// What is typed everywhere and must be nowhere afterwards.
const SECRET: &str = "xylophone";

/// Returns the code that confirms a purge of these items.
pub fn code(sandbox: &Sandbox, ids: &str) -> String {
    let plan = sandbox.tpm(&format!("purge {} --json", ids.replace(" --json", "")));
    assert_eq!(plan.code, 4, "{plan}");
    let (_, rest) = plan.stdout.split_once("\"code\":\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// Copies the store's file, which no process has open, to where backups are kept.
pub fn backup(sandbox: &Sandbox, name: &str) -> PathBuf {
    let folder = sandbox.home().join(".local/state/tpm/backups");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    std::fs::copy(sandbox.db(), &path).unwrap();
    path
}

fn purge(sandbox: &Sandbox, ids: &str) -> Exchange {
    let code = code(sandbox, ids);
    let exchange = sandbox.tpm(&format!("purge {ids} --confirm {code}"));
    assert_eq!(exchange.code, 0, "{exchange}");
    assert!(!exchange.stdout.contains(SECRET), "{exchange}");
    exchange
}

/// Returns the files below a folder that hold a text in lower case, in any case.
pub fn holding(folder: &Path, text: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holding(&path, text));
        } else {
            let bytes = std::fs::read(&path).unwrap().to_ascii_lowercase();
            if bytes
                .windows(text.len())
                .any(|window| window == text.as_bytes())
            {
                found.push(path);
            }
        }
    }
    found
}

#[track_caller]
fn assert_gone(sandbox: &Sandbox) {
    assert_eq!(holding(sandbox.home(), SECRET), Vec::<PathBuf>::new());
    let found = sandbox.ok(&format!("find {SECRET} --json"));
    assert!(found.contains("\"data\":[]"), "{found}");
    assert_sound(sandbox);
}

#[track_caller]
fn assert_sound(sandbox: &Sandbox) {
    let store = sandbox.store();
    assert_eq!(store.broken_link().unwrap(), None);
    assert_eq!(store.replay_differences().unwrap(), Vec::<String>::new());
}

/// A text of more than 4 kB, which history keeps aside.
fn long() -> String {
    format!("{SECRET} {}", "word ".repeat(1500))
}

#[test]
fn what_is_searched_for_here_is_there_before() {
    let sandbox = Sandbox::new();
    sandbox.ok(&format!("act turn the {SECRET}"));
    assert_eq!(holding(sandbox.home(), SECRET), [sandbox.db()]);
}

#[test]
fn a_secret_in_a_title_a_body_a_comment_and_the_index_goes() {
    let sandbox = Sandbox::new();
    sandbox.ok(&format!(
        "act @priya turn the {SECRET} --body '{}' --tag {SECRET}",
        long()
    ));
    sandbox.ok(&format!("comment A-1 '{}'", long()));
    sandbox.ok(&format!("comment A-1 'and {SECRET}'"));
    sandbox.ok("undo");
    sandbox.ok("edit A-1 --title 'turn it' --body none --tag none");
    sandbox.ok("act @lee something else --for A-1");
    sandbox.ok(&format!("wait A-1 '{SECRET} of legal'"));
    sandbox.ok(&format!("drop A-1 --why 'no {SECRET}'"));
    purge(&sandbox, "A-1");
    assert_gone(&sandbox);
    assert!(sandbox.ok("find something").contains("A-2"));
}

#[test]
fn a_secret_of_a_decision_goes_with_its_parts() {
    let sandbox = Sandbox::new();
    sandbox.ok(&format!(
        "propose 'Which {SECRET}?' --decider lee --context '{}'",
        long()
    ));
    sandbox.ok("act @priya ask around --for D-1");
    sandbox.ok("link A-1 blocks D-1");
    sandbox.ok(&format!(
        "decide D-1 'The second {SECRET}' --why '{SECRET}'"
    ));
    sandbox.ok(&format!("decide 'Another {SECRET}' --supersedes D-1"));
    purge(&sandbox, "D-1 D-2");
    assert_gone(&sandbox);
    assert!(sandbox.ok("actions -q").contains("A-1"));
}

#[test]
fn a_text_that_another_item_says_too_stays_with_that() {
    let sandbox = Sandbox::new();
    let long = long();
    sandbox.ok(&format!("act one --body '{long}'"));
    sandbox.ok(&format!("act two --body '{long}'"));
    purge(&sandbox, "A-1");
    assert!(sandbox.ok("show A-2").contains(SECRET));
    assert_sound(&sandbox);
    purge(&sandbox, "A-2");
    assert_gone(&sandbox);
}

#[test]
fn a_secret_in_notes_goes_with_the_meeting() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "notes.md",
        format!("# Sync\n\n{}\n\n- ACTION: @lee go\n", long()),
    );
    sandbox.ok("meet Sync --notes notes.md");
    sandbox.ok("note --add 'nothing to see'");
    std::fs::remove_file(sandbox.home().join("notes.md")).unwrap();
    purge(&sandbox, "M-1");
    assert_gone(&sandbox);
    assert!(sandbox.ok("actions -q").contains("A-1"));
}

#[test]
fn a_secret_in_a_line_of_notes_goes_with_the_action_that_it_became() {
    let sandbox = Sandbox::new();
    let notes = format!(
        "# Sync 2026-11-20\n\nPresent: Priya, Lee\n\n- ACTION: Priya to turn the {SECRET}\n  \
         - nested {SECRET}\n- ACTION: Lee to go\n"
    );
    sandbox.write("notes.md", &notes);
    sandbox.ok("import notes notes.md");
    sandbox.ok("note M-1 --add 'one more line'");
    sandbox.ok("edit A-1 --title 'turn it'");
    sandbox.write("notes.md", notes.replace("to go", "to go home"));
    sandbox.ok("import notes notes.md");
    std::fs::remove_file(sandbox.home().join("notes.md")).unwrap();
    purge(&sandbox, "A-1");
    assert_gone(&sandbox);
    let shown = sandbox.ok("show M-1");
    assert!(
        shown.contains("Lee to go home") && shown.contains("one more line"),
        "{shown}"
    );
    // The file from which the line was taken out comes in again without doubling the rest.
    let without = notes.replace(
        &format!("- ACTION: Priya to turn the {SECRET}\n  - nested {SECRET}\n"),
        "",
    );
    sandbox.write("notes.md", without.replace("to go", "to go home"));
    sandbox.ok("import notes notes.md");
    assert_eq!(sandbox.ok("actions --all -q"), "A-2\n");
    assert_sound(&sandbox);
}

#[test]
fn a_secret_in_drafts_goes_and_their_other_lines_stay() {
    let mut sandbox = Sandbox::new();
    sandbox.ok("meet Sync");
    sandbox.ok(&format!("note --add '- ACTION: @priya turn the {SECRET}'"));
    sandbox.editor("echo 'something to keep' >> \"$1\"; exit 1");
    assert_eq!(sandbox.tpm("note").code, 5);
    sandbox.ok("act @priya unrelated");
    purge(&sandbox, "A-1");
    assert_gone(&sandbox);
    sandbox.editor("true");
    sandbox.ok("note M-1 --resume");
    let shown = sandbox.ok("show M-1");
    assert!(shown.contains("something to keep"), "{shown}");
    assert_eq!(sandbox.ok("actions --all -q"), "A-2\n");
    sandbox.editor(&format!("echo '{SECRET}' >> \"$1\"; exit 1"));
    assert_eq!(sandbox.tpm("note").code, 5);
    assert!(!holding(sandbox.home(), SECRET).is_empty());
    std::fs::remove_file(sandbox.home().join("editor.sh")).unwrap();
    purge(&sandbox, "M-1");
    assert_gone(&sandbox);
}

#[test]
fn a_secret_in_backups_goes_and_these_stay_sound() {
    let sandbox = Sandbox::new();
    sandbox.ok("act @priya before");
    backup(&sandbox, "before.db");
    sandbox.ok(&format!("act @priya turn the {SECRET}"));
    sandbox.ok("meet Sync --with priya");
    sandbox.ok(&format!("note --add '- ACTION: @lee hide the {SECRET}'"));
    let path = backup(&sandbox, "after.partial");
    sandbox.ok("edit A-2 --title other");
    sandbox.ok("done A-3");
    sandbox.write(".local/state/tpm/backups/notes.txt", "not a backup");
    purge(&sandbox, "A-2..A-3");
    assert_gone(&sandbox);
    let db = path.display();
    let listed = sandbox.ok(&format!("actions -q --db {db}"));
    assert_eq!(listed, "A-1\n");
    let store = sandbox.store_at(&path);
    assert_eq!(store.broken_link().unwrap(), None);
    assert_eq!(store.replay_differences().unwrap(), Vec::<String>::new());
}

#[test]
fn a_secret_in_options_answers_and_a_form_goes_with_the_decision() {
    let mut sandbox = Sandbox::new();
    sandbox.ok("propose 'Which vendor?' --agree lee");
    sandbox.ok(&format!(
        "option D-1 'Vendor {SECRET}' --pro '{SECRET}' --con x"
    ));
    sandbox.ok(&format!("ack D-1 lee --object '{SECRET}'"));
    sandbox.editor(&format!(
        "sed -i 's/^Due:.*/{SECRET}/' \"$1\"; echo {SECRET} >> \"$1\"; exit 1"
    ));
    assert_eq!(sandbox.tpm("edit D-1").code, 5);
    std::fs::remove_file(sandbox.home().join("editor.sh")).unwrap();
    purge(&sandbox, "D-1");
    assert_gone(&sandbox);
}

#[test]
fn a_secret_in_the_choices_of_a_walk_that_was_cut_off_goes_and_other_choices_stay() {
    let sandbox = Sandbox::new();
    sandbox.ok("act @lee turn the key by 2026-11-01");
    sandbox.ok("act @lee lock the door by 2026-11-02");
    let store = tpm::files::stem_for(&sandbox.db());
    let walk = format!(".local/state/tpm/walks/{store}.json");
    let walk = sandbox.write(
        &walk,
        format!(
            r#"[{{"id":"A-1","seen":2,"choice":{{"comment":{{"text":"{SECRET}"}}}}}},{{"id":"A-2","seen":2,"choice":"done"}}]"#
        ),
    );
    purge(&sandbox, "A-1");
    assert_gone(&sandbox);
    let kept = std::fs::read_to_string(walk).unwrap();
    assert_eq!(kept, r#"[{"id":"A-2","seen":2,"choice":"done"}]"#);
}

#[test]
fn a_secret_in_backups_that_were_asked_for_and_in_what_a_restore_set_aside_goes() {
    let sandbox = Sandbox::new();
    sandbox.ok("act @lee lock the door");
    sandbox.ok("backup");
    sandbox.ok(&format!("act turn the {SECRET}"));
    sandbox.ok("backup");
    sandbox.ok("restore latest --yes");
    purge(&sandbox, "A-2");
    assert_gone(&sandbox);
    let doctor = sandbox.tpm("doctor --deep");
    assert!(!doctor.stdout.contains("problem"), "{doctor}");
}

#[test]
fn deleted_items_and_undone_creations_can_be_purged() {
    let sandbox = Sandbox::new();
    sandbox.ok(&format!("act turn the {SECRET}"));
    sandbox.ok("delete A-1");
    sandbox.ok(&format!("act throw the {SECRET}"));
    sandbox.ok("undo");
    sandbox.ok(&format!("meet 'The {SECRET}'"));
    sandbox.ok(&format!("note --add '- ACTION: @lee melt the {SECRET}'"));
    sandbox.ok("undo");
    sandbox.ok("undo");
    purge(&sandbox, "A-1..A-3 M-1");
    assert_gone(&sandbox);
    sandbox.ok("act one");
    assert_eq!(sandbox.ok("actions -q"), "A-4\n");
}

#[test]
fn other_operations_are_undone_and_redone_as_before() {
    let sandbox = Sandbox::new();
    sandbox.ok(&format!("act turn the {SECRET}"));
    sandbox.ok("act @lee go --for A-1");
    sandbox.ok("edit A-2 --title 'go home'");
    sandbox.ok("edit A-2 --for none");
    purge(&sandbox, "A-1");
    sandbox.ok("undo 3");
    assert!(sandbox.ok("show A-2").starts_with("A-2  go\n"));
    sandbox.ok("redo");
    // It would name what is gone.
    let refused = sandbox.tpm("undo 4");
    assert_eq!(refused.code, 4, "{refused}");
    assert!(refused.stderr.contains("operation 5 (purge)"), "{refused}");
    for operation in [1, 5] {
        let refused = sandbox.tpm(&format!("undo {operation}"));
        assert_eq!(refused.code, 4, "{refused}");
    }
    assert_gone(&sandbox);
}

/// Words of titles, comments and notes that [`commands`] makes, as far as the schema holds them nowhere.
const WORDS: [&str; 6] = [
    "region",
    "vendor",
    "launch sync",
    "another title",
    "only words",
    "review it",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn purging_leaves_history_sound_and_purging_all_leaves_no_word(
        before in commands(),
        one in prop::sample::select(&["A-1", "A-2", "D-1", "M-1"][..]),
        after in commands(),
    ) {
        let sandbox = Sandbox::new();
        // Commands that are all refused make no file.
        sandbox.ok("person zoe");
        before.iter().for_each(|line| _ = sandbox.tpm(line));
        backup(&sandbox, "between.db");
        purge_if_there(&sandbox, one)?;
        prop_assert_eq!(differences(&sandbox), Vec::<String>::new());
        for line in &after {
            let exchange = sandbox.tpm(line);
            prop_assert!([0, 2, 3, 4].contains(&exchange.code), "{}", exchange);
        }
        prop_assert_eq!(differences(&sandbox), Vec::<String>::new());
        for range in ["M-1..M-99", "A-1..A-99", "D-1..D-99"] {
            purge_if_there(&sandbox, range)?;
        }
        prop_assert_eq!(differences(&sandbox), Vec::<String>::new());
        for word in WORDS {
            prop_assert_eq!(holding(sandbox.home(), word), Vec::<PathBuf>::new(), "{}", word);
        }
    }
}

/// Purges what there is or was of these IDs.
fn purge_if_there(sandbox: &Sandbox, ids: &str) -> Result<(), TestCaseError> {
    let plan = sandbox.tpm(&format!("purge {ids} --json"));
    prop_assert!([0, 3, 4].contains(&plan.code), "{}", plan);
    if plan.code == 4 {
        let code = code(sandbox, ids);
        let purged = sandbox.tpm(&format!("purge {ids} --confirm {code}"));
        prop_assert_eq!(purged.code, 0, "{}", purged);
    }
    Ok(())
}
