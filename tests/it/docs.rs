//! Every screen in the pages is run and compared, so that a page cannot go out of date.
//!
//! A page is one sandbox, run from top to bottom. In a ```` ```console ```` block each line that begins with
//! `$ ` is run: `tpm …`, `tpm … | tpm …`, `cat FILE` or `echo $?`; what follows is what it printed, standard
//! output first. An HTML comment says what stands around the next block or command:
//!
//! - `<!-- file: NAME -->` the next block is written to this file;
//! - `<!-- editor -->` the next block is what the writer leaves in their editor;
//! - `<!-- at: INSTANT -->` the clock is moved.
//!
//! `TPM_UPDATE_DOCS=1 cargo test --test it` writes what is printed into the pages.

use crate::sandbox::{Exchange, Sandbox, without_identities};
use crate::tree::{read, top, updating};

#[test]
fn every_screen_of_the_readme_is_what_the_program_prints() {
    check_page("README.md");
}

#[test]
fn every_screen_of_the_guide_is_what_the_program_prints() {
    check_page("docs/guide.md");
}

#[test]
fn every_screen_of_the_page_on_the_loop_is_what_the_program_prints() {
    check_page("docs/loop.md");
}

#[test]
fn every_screen_of_the_page_on_monday_morning_is_what_the_program_prints() {
    check_page("docs/monday.md");
}

#[test]
fn every_screen_of_the_page_on_scheduled_jobs_is_what_the_program_prints() {
    check_page("docs/cron.md");
}

#[test]
fn every_screen_of_the_formats_page_is_what_the_program_prints() {
    check_page("docs/formats.md");
}

#[test]
fn the_first_command_of_the_readme_builds_and_does_the_main_job() {
    let commands = shell_blocks(&read("README.md"));
    let (tpm, build): (Vec<&str>, Vec<&str>) = commands[0]
        .split(" && ")
        .partition(|part| part.starts_with("tpm "));
    assert_eq!(
        build,
        [
            "cargo install --locked --path .",
            "PATH=\"${CARGO_HOME:-$HOME/.cargo}/bin:$PATH\""
        ]
    );
    // It is run on a new machine, and again on the next day.
    let mut sandbox = Sandbox::new();
    for day in ["2026-11-22T10:00:00Z", "2026-11-23T10:00:00Z"] {
        sandbox.at(day);
        let mut last = String::new();
        for line in &tpm {
            last = sandbox.ok(line.strip_prefix("tpm ").unwrap());
        }
        assert!(last.contains("@priya") && last.contains("D-1"), "{last}");
    }
}

#[test]
fn the_second_command_of_the_readme_is_the_one_that_ci_tests_with() {
    let commands = shell_blocks(&read("README.md"));
    assert_eq!(commands[1], "cargo test");
    let ci = read(".ci/run");
    assert!(
        ci.lines()
            .any(|line| line == format!("run {}", commands[1])),
        ".ci/run does not run `{}`",
        commands[1]
    );
}

#[test]
fn every_link_between_the_pages_leads_somewhere() {
    let mut pages = crate::tree::below("docs");
    pages.extend(
        crate::tree::at_top()
            .into_iter()
            .filter(|page| page.path == "README.md"),
    );
    for page in pages.iter().filter(|page| page.path.ends_with(".md")) {
        for link in links(&page.text) {
            let folder = top().join(&page.path);
            let target = folder.parent().unwrap().join(link);
            assert!(target.exists(), "{}: {link} leads nowhere", page.path);
        }
    }
}

/// What an HTML comment says about the next block.
enum Next {
    Nothing,
    File(String),
    Editor,
}

/// Runs a page and compares it with what comes out, or writes that.
fn check_page(path: &str) {
    let text = read(path);
    let got = run_page(&text);
    if updating() {
        // Pages have plain line ends, also where CSV is shown.
        std::fs::write(top().join(path), got.replace("\r\n", "\n")).unwrap();
        return;
    }
    for (number, (want, got)) in (1..).zip(text.lines().zip(got.lines())) {
        assert!(
            want == got,
            "{path}:{number}:\n  page:    {want}\n  program: {got}\nTPM_UPDATE_DOCS=1 writes it"
        );
    }
    assert_eq!(text.lines().count(), got.lines().count(), "{path}");
}

fn run_page(text: &str) -> String {
    let mut sandbox = Sandbox::new();
    sandbox.set("COLUMNS", "88");
    let mut next = Next::Nothing;
    let mut page = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        page.push_str(line);
        page.push('\n');
        match mark(line) {
            Some(("at", instant)) => sandbox.at(instant),
            Some(("file", name)) => next = Next::File(name.to_owned()),
            Some(("editor", _)) => next = Next::Editor,
            _ => {}
        }
        let Some(language) = line.strip_prefix("```") else {
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if language == "console" {
            page.push_str(&without_identities(&run_block(&sandbox, &block)));
        } else {
            let text = format!("{}\n", block.join("\n"));
            match std::mem::replace(&mut next, Next::Nothing) {
                Next::Nothing => {}
                Next::File(name) => drop(sandbox.write(&name, &text)),
                Next::Editor => {
                    let left = sandbox.write(".left.md", &text);
                    sandbox.editor(&format!("cat '{}' > \"$1\"", left.display()));
                }
            }
            page.push_str(&text);
        }
        page.push_str("```\n");
    }
    page
}

/// Returns what an HTML comment of ours says.
fn mark(line: &str) -> Option<(&str, &str)> {
    let inner = line.strip_prefix("<!-- ")?.strip_suffix(" -->")?;
    Some(inner.split_once(": ").unwrap_or((inner, "")))
}

/// Runs the commands of a block and returns the block as it should stand.
fn run_block(sandbox: &Sandbox, block: &[&str]) -> String {
    let mut got = String::new();
    let mut code = 0;
    for (at, line) in block.iter().enumerate() {
        if let Some(command) = line.strip_prefix("$ ") {
            let (printed, exit) = run_line(sandbox, command, code);
            code = exit;
            got.push_str(&format!("{line}\n{printed}"));
        } else if line.is_empty() && block.get(at + 1).is_some_and(|next| next.starts_with("$ ")) {
            got.push('\n');
        }
    }
    got
}

fn run_line(sandbox: &Sandbox, command: &str, code: i32) -> (String, i32) {
    if command == "echo $?" {
        return (format!("{code}\n"), 0);
    }
    if let Some(name) = command.strip_prefix("cat ") {
        let path = sandbox.home().join(name);
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {error}"));
        return (text, 0);
    }
    let mut stdin: Option<String> = None;
    let mut printed = String::new();
    let parts: Vec<&str> = command.split(" | ").collect();
    for (at, part) in parts.iter().enumerate() {
        let line = part
            .strip_prefix("tpm")
            .unwrap_or_else(|| panic!("`{part}` is no command of these pages"))
            .trim_start();
        let Exchange {
            stdout,
            stderr,
            code,
            ..
        } = match &stdin {
            Some(text) => sandbox.tpm_with(line, text),
            None => sandbox.tpm(line),
        };
        let is_last = at + 1 == parts.len();
        if is_last {
            printed.push_str(&stdout);
        }
        printed.push_str(&stderr);
        if is_last {
            // A page shows CSV without the carriage returns that it has.
            let printed = printed.replace("\r\n", "\n");
            return (printed.replace("[HOME]", "~"), code);
        }
        stdin = Some(stdout);
    }
    (printed, 0)
}

/// Returns the commands of the shell blocks of a page, each block as one line.
fn shell_blocks(page: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if line == "```sh" {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push(block.join(" "));
        }
    }
    blocks
}

/// Returns the targets of links to other files, without the part of the page.
fn links(page: &str) -> Vec<&str> {
    page.split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|target| !target.contains("://") && !target.starts_with('#'))
        .map(|target| target.split('#').next().unwrap())
        .collect()
}
