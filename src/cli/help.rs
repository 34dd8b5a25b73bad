//! Which commands there are, for people: the daily dozen, all of them under the headings of the loop, and
//! the way from a slip of the keyboard to the command that was meant.

use std::collections::BTreeMap;

use clap::Command;

use crate::render::grid::wrap;
use crate::text::names;

use super::env::Env;

/// The commands of most days, in the order of a day.
const DAILY: [&str; 12] = [
    "today", "propose", "decide", "act", "done", "followup", "meet", "note", "show", "find",
    "edit", "undo",
];

/// The headings of the whole help, and the commands under each. A command stands under its heading as
/// soon as it is there; a test fails for one that stands under none.
pub const GROUPS: [(&str, &[&str]); 8] = [
    (
        "Make",
        &[
            "propose", "decide", "option", "defer", "reject", "withdraw", "reopen", "review",
        ],
    ),
    (
        "Communicate",
        &["announce", "ack", "minutes", "report", "handover"],
    ),
    (
        "Execute",
        &[
            "act", "start", "done", "drop", "wait", "snooze", "followup", "nudge", "confirm",
        ],
    ),
    ("Meet", &["meet", "note", "agenda", "series", "close"]),
    ("Track", &["risk", "need", "milestone", "update"]),
    (
        "See",
        &[
            "today",
            "loop",
            "show",
            "find",
            "decisions",
            "actions",
            "meetings",
            "people",
            "workstreams",
            "groups",
            "risks",
            "needs",
            "milestones",
            "metrics",
            "dashboard",
            "log",
        ],
    ),
    (
        "Keep",
        &[
            "edit",
            "comment",
            "link",
            "unlink",
            "delete",
            "purge",
            "undo",
            "redo",
            "person",
            "group",
            "workstream",
            "import",
            "export",
            "query",
        ],
    ),
    (
        "Care",
        &[
            "init",
            "demo",
            "config",
            "backup",
            "restore",
            "doctor",
            "completions",
            "man",
            "help",
        ],
    ),
];

/// What clap prints for the help of the program itself, to be replaced by [`daily`].
pub const ROOT: &str = "{name} root help";

/// A command with the line that says what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub name: String,
    /// Other names that it goes by.
    pub also: Vec<String>,
    pub about: String,
}

/// Whether a text is what clap prints for the help of the program itself.
pub fn is_root(rendered: &str) -> bool {
    rendered.trim() == ROOT.replace("{name}", "tpm")
}

/// Returns the short help: what is needed on most days, and where the rest is.
pub fn daily(tree: &Command) -> String {
    let entries: Vec<Entry> = DAILY.iter().filter_map(|name| entry(tree, name)).collect();
    format!(
        "{}\n\nUsage: tpm [COMMAND] [OPTIONS]\n\nEvery day\n{}\n\
         `tpm` alone shows what needs you now. Every change can be undone: `tpm undo`.\n\n  \
         tpm help COMMAND   what a command takes, with examples\n  \
         tpm help --all     every command, and the options that all of them take\n  \
         tpm --demo         try it on an invented program; your own file is not touched\n",
        about(tree),
        lines(&entries)
    )
}

/// Returns the whole help: all commands under their headings, the user's own, and the options that
/// every command takes.
pub fn all(tree: &Command, aliases: &BTreeMap<String, String>) -> String {
    let mut text = format!("{}\n\nUsage: tpm [COMMAND] [OPTIONS]\n", about(tree));
    for (heading, entries) in grouped(tree) {
        text.push_str(&format!("\n{heading}\n{}", lines(&entries)));
    }
    if !aliases.is_empty() {
        text.push_str(&format!("\nYour aliases\n{}", lines(&own(tree, aliases))));
    }
    text.push_str("\nOptions that every command takes\n");
    text.push_str(&options(tree));
    text
}

/// Returns the columns that lines on a terminal may take: what was asked for, else what there are.
pub fn columns(env: &Env, asked: Option<u16>, is_terminal: bool) -> usize {
    let terminal = env.terminal.filter(|_| is_terminal);
    env.width(asked, terminal).unwrap_or(usize::MAX)
}

/// Breaks the lines of a text that are longer than the terminal between words. What is said of a name
/// goes on in its own column, where that leaves it half of the terminal.
pub fn fitted(text: &str, columns: usize) -> String {
    let mut fitted = String::new();
    for line in text.lines() {
        let start = line.len() - line.trim_start().len();
        // Two blanks divide a name from what is said of it.
        let gap = line[start..].rfind("  ").map(|at| start + at + 2);
        let indent = gap.filter(|at| *at <= columns / 2).unwrap_or(start);
        let (head, rest) = line.split_at(indent);
        for (at, range) in wrap(rest, columns.saturating_sub(indent))
            .into_iter()
            .enumerate()
        {
            let before = if at == 0 { head } else { "" };
            fitted.push_str(format!("{before:indent$}{}", &rest[range]).trim_end());
            fitted.push('\n');
        }
    }
    fitted
}

/// Returns the commands that there are under each heading.
pub fn grouped(tree: &Command) -> Vec<(&'static str, Vec<Entry>)> {
    GROUPS
        .iter()
        .map(|(heading, names)| {
            let entries = names.iter().filter_map(|name| entry(tree, name)).collect();
            (*heading, entries)
        })
        .filter(|(_, entries): &(_, Vec<Entry>)| !entries.is_empty())
        .collect()
}

/// Returns the user's own commands as entries.
pub fn own(tree: &Command, aliases: &BTreeMap<String, String>) -> Vec<Entry> {
    let entries = aliases.iter().map(|(name, line)| Entry {
        name: name.clone(),
        also: Vec::new(),
        about: if is_command(tree, name) {
            format!("{line} (never run: `{name}` is a command)")
        } else {
            line.clone()
        },
    });
    entries.collect()
}

/// Whether a word is the name of a command, or another name that it goes by.
pub fn is_command(tree: &Command, word: &str) -> bool {
    tree.find_subcommand(word).is_some()
}

/// Returns the known command or alias that a mistyped one was probably meant to be.
pub fn meant(tree: &Command, aliases: &BTreeMap<String, String>, typed: &str) -> Option<String> {
    let visible = tree.get_subcommands().filter(|one| !one.is_hide_set());
    let known: Vec<&str> = visible
        .flat_map(|one| std::iter::once(one.get_name()).chain(one.get_visible_aliases()))
        .chain(aliases.keys().map(String::as_str))
        .collect();
    names::closest(typed, known).map(str::to_owned)
}

fn entry(tree: &Command, name: &str) -> Option<Entry> {
    let command = tree.get_subcommands().find(|one| one.get_name() == name)?;
    Some(Entry {
        name: name.to_owned(),
        also: command.get_visible_aliases().map(str::to_owned).collect(),
        about: about(command),
    })
}

fn about(command: &Command) -> String {
    command
        .get_about()
        .map(ToString::to_string)
        .unwrap_or_default()
}

fn lines(entries: &[Entry]) -> String {
    let named: Vec<(String, &str)> = entries
        .iter()
        .map(|entry| {
            let names = std::iter::once(&entry.name).chain(&entry.also);
            let names: Vec<&str> = names.map(String::as_str).collect();
            (names.join(", "), entry.about.as_str())
        })
        .collect();
    // One place for all groups, so that the eye finds the same column everywhere.
    let width = named.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let width = width.max(11);
    named
        .iter()
        .map(|(name, about)| format!("  {name:width$}  {about}\n"))
        .collect()
}

fn options(tree: &Command) -> String {
    let mut bare = Command::new("tpm")
        .help_template("{options}")
        .disable_help_flag(true)
        .term_width(96);
    let own = ["help", "version"];
    let shared = tree
        .get_arguments()
        .filter(|one| !own.contains(&one.get_id().as_str()));
    for argument in shared {
        bare = bare.arg(argument.clone().help_heading(None::<&str>));
    }
    let text = bare.render_help().to_string();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    format!("{}\n", lines.join("\n").trim_end())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::Parser;

    use super::*;

    #[test]
    fn every_command_stands_under_exactly_one_heading() {
        let tree = crate::cli::tree();
        let listed: Vec<&str> = GROUPS
            .iter()
            .flat_map(|(_, names)| *names)
            .copied()
            .collect();
        let once: BTreeSet<&str> = listed.iter().copied().collect();
        assert_eq!(
            once.len(),
            listed.len(),
            "a command stands under two headings"
        );
        let missing: Vec<&str> = tree
            .get_subcommands()
            .filter(|one| !one.is_hide_set() && !once.contains(one.get_name()))
            .map(Command::get_name)
            .collect();
        assert!(
            missing.is_empty(),
            "under no heading of GROUPS: {missing:?}"
        );
    }

    #[test]
    fn every_command_shows_examples_that_can_be_typed() {
        fn check(command: &Command, found: &mut Vec<String>) {
            for below in command.get_subcommands().filter(|one| !one.is_hide_set()) {
                let text = below.get_after_help().map(ToString::to_string);
                let examples = examples(text.as_deref().unwrap_or_default());
                if !(2..=5).contains(&examples.len()) {
                    found.push(format!("{}: {} examples", below.get_name(), examples.len()));
                }
                for line in examples {
                    let words = shlex::split(line).unwrap().into_iter();
                    // What the shell does with the rest is no concern of the parser.
                    let words =
                        words.take_while(|word| !["|", "<", ">", ">>"].contains(&word.as_str()));
                    if let Err(error) = crate::cli::args::Cli::try_parse_from(words) {
                        found.push(format!("{line}: {error}"));
                    }
                }
                check(below, found);
            }
        }
        let mut found = Vec::new();
        check(&crate::cli::tree(), &mut found);
        assert!(found.is_empty(), "{}", found.join("\n"));
    }

    #[test]
    fn no_help_text_breaks_a_sentence_before_the_line_is_full() {
        const WIDTH: usize = 80;
        fn check(command: &Command, found: &mut Vec<String>) {
            for below in command.get_subcommands().filter(|one| !one.is_hide_set()) {
                let help = below.clone().term_width(WIDTH).render_help().to_string();
                let lines: Vec<&str> = help
                    .lines()
                    .skip_while(|line| *line != "Examples:")
                    .collect();
                for pair in lines.windows(2) {
                    let (line, next) = (pair[0], pair[1]);
                    let word = next.split(' ').next().unwrap_or_default();
                    let is_prose = [line, next].iter().all(|one| !one.starts_with(' '));
                    let fits = line.chars().count() + 1 + word.chars().count() <= WIDTH;
                    if is_prose
                        && fits
                        && line != "Examples:"
                        && !word.is_empty()
                        && !line.ends_with('.')
                    {
                        found.push(format!("{}: {line} / {next}", below.get_name()));
                    }
                }
                check(below, found);
            }
        }
        let mut found = Vec::new();
        check(&crate::cli::tree(), &mut found);
        assert!(found.is_empty(), "{}", found.join("\n"));
    }

    /// Returns the lines that are typed, in what stands at the end of a command's help.
    fn examples(after_help: &str) -> Vec<&str> {
        let lines = after_help.lines().skip_while(|line| *line != "Examples:");
        lines.filter_map(|line| line.strip_prefix("  ")).collect()
    }

    #[test]
    fn the_daily_commands_are_a_dozen_that_are_there() {
        let tree = crate::cli::tree();
        for name in DAILY {
            assert!(is_command(&tree, name), "{name}");
        }
        assert_eq!(
            daily(&tree)
                .lines()
                .filter(|line| line.starts_with("  "))
                .count(),
            12 + 3
        );
    }

    #[test]
    fn a_slip_is_led_to_the_command_that_was_meant() {
        let tree = crate::cli::tree();
        let aliases = BTreeMap::from([("standup".to_owned(), "actions".to_owned())]);
        let check = |typed: &str, want: Option<&str>| {
            assert_eq!(meant(&tree, &aliases, typed).as_deref(), want, "{typed}");
        };
        check("folowup", Some("followup"));
        check("descide", Some("decide"));
        check("Act", Some("act"));
        check("todos", Some("todo"));
        check("standpu", Some("standup"));
        check("frobnicate", None);
    }
}
