//! Sending by a command of the user's own: `send.slack = "…{channel}"` in the configuration. Its words
//! are split as a shell splits them, and no shell sees them; the message comes on standard input.

use std::time::Duration;

use crate::config::ConfigError;
use crate::config::settings::SEND;

use super::app::App;
use super::env::Fed;
use super::error::{CliError, Exit};

/// How long a hook may take; a slow network is no reason to lose a message, and none to wait all day.
const PATIENCE: Duration = Duration::from_secs(60);

/// One message on its way.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// The name of the hook: `slack`, `email` or another.
    pub by: String,
    /// Where it goes: a chat channel, or mail addresses with commas.
    pub address: String,
    /// Handles with commas.
    pub to: String,
    pub subject: String,
}

/// Returns the words of a hook; an open quotation mark and an empty line are refused.
pub fn words(name: &str, line: &str) -> Result<Vec<String>, ConfigError> {
    let refused = |message: &str| ConfigError::Value {
        origin: format!("{SEND}.{name}"),
        message: message.to_owned(),
    };
    let words = shlex::split(line).ok_or_else(|| refused("a quotation mark is left open"))?;
    match words.first() {
        Some(program) if !program.is_empty() => Ok(words),
        _ => Err(refused("it names no program")),
    }
}

impl App {
    /// Whether there is a hook of this name.
    pub fn can_send(&self, by: &str) -> bool {
        self.config.send.contains_key(by)
    }

    /// Sends one text by the hook of its name; anything but exit 0 of that is an error.
    pub fn send(&self, delivery: &Delivery, text: &str) -> Result<(), CliError> {
        let Delivery {
            by,
            address,
            to,
            subject,
        } = delivery;
        let Some(line) = self.config.send.get(by) else {
            return Err(no_hook(by));
        };
        if address.starts_with('-') {
            // A program would take it for an option.
            return Err(CliError::usage(
                format!("\"{address}\" is no place to send to"),
                "a channel does not begin with a dash",
            ));
        }
        let filled: Vec<String> = words(by, line)?
            .iter()
            .map(|word| {
                fill(
                    word,
                    &[("channel", address), ("to", to), ("subject", subject)],
                )
            })
            .collect();
        let failed = |message: String| {
            CliError::new(Exit::Io, "send_failed", message).hint(format!(
                "this message was not recorded as sent; `tpm config get {SEND}.{by}` shows the command"
            ))
        };
        let fed = self.env.feed(&filled, text, PATIENCE);
        let Fed {
            code,
            was_stopped,
            said,
        } = fed.map_err(|error| failed(format!("{SEND}.{by} cannot be started: {error}")))?;
        let said = match said.trim() {
            "" => String::new(),
            said => format!(": {said}"),
        };
        match code {
            Some(0) => Ok(()),
            Some(code) => Err(failed(format!("{SEND}.{by} ended with exit {code}{said}"))),
            None if was_stopped => Err(failed(format!(
                "{SEND}.{by} took longer than {} s and was stopped{said}",
                PATIENCE.as_secs()
            ))),
            None => Err(failed(format!("{SEND}.{by} was ended by a signal{said}"))),
        }
    }
}

/// What is known of where somebody can be reached.
#[derive(Clone, Copy, Debug)]
pub struct Reach<'a> {
    pub handle: &'a str,
    pub email: Option<&'a str>,
    /// As they said: `slack:#launch`, `#launch`, or another name with its address.
    pub channel: Option<&'a str>,
}

/// Which messages go where: one to a chat channel for all who read it, one mail to all.
#[derive(Debug)]
pub struct Routes<'a, T> {
    ways: Vec<Way<'a, T>>,
    /// The handles of those whom no hook reaches.
    pub unreached: Vec<String>,
}

/// One place that a hook reaches, and who reads there.
#[derive(Debug)]
struct Way<'a, T> {
    by: String,
    address: String,
    people: Vec<(&'a T, String)>,
}

/// Finds for each the hook and the address: those of `channel` (`slack`, `slack:#launch`), else their own
/// channel, else their mail address.
pub fn routes<'a, T>(
    app: &App,
    people: &'a [T],
    channel: Option<&str>,
    reach: impl Fn(&'a T) -> Reach<'a>,
) -> Result<Routes<'a, T>, CliError> {
    let asked = channel.map(|channel| match channel.split_once(':') {
        Some((by, address)) => (by, Some(address)),
        None => (channel, None),
    });
    if let Some((by, _)) = asked.filter(|(by, _)| !app.can_send(by)) {
        return Err(no_hook(by));
    }
    if app.config.send.is_empty() {
        return Err(no_hook("slack"));
    }
    let mut routes = Routes {
        ways: Vec::new(),
        unreached: Vec::new(),
    };
    for person in people {
        let reach = reach(person);
        let way = match asked {
            Some((by, Some(address))) => Some((by.to_owned(), address.to_owned())),
            Some((by, None)) => address(reach, by).map(|address| (by.to_owned(), address)),
            None => own_way(app, reach),
        };
        match way {
            Some((by, address)) => routes.add(by, address, (person, reach.handle.to_owned())),
            None => routes.unreached.push(reach.handle.to_owned()),
        }
    }
    Ok(routes)
}

/// Returns where a hook reaches somebody.
fn address(reach: Reach<'_>, by: &str) -> Option<String> {
    if by == "email" {
        return reach.email.map(str::to_owned);
    }
    let channel = reach.channel?;
    match channel.split_once(':') {
        Some((own, address)) if own == by => Some(address.to_owned()),
        Some(_) => None,
        None => Some(channel.to_owned()),
    }
}

/// Returns the way that somebody named: their channel where a hook serves it, else their mail address.
fn own_way(app: &App, reach: Reach<'_>) -> Option<(String, String)> {
    let own = reach.channel.and_then(|channel| {
        let (by, address) = match channel.split_once(':') {
            Some((by, address)) => (by, address),
            None if channel.starts_with(['#', '@']) => ("slack", channel),
            None => (channel, channel),
        };
        app.can_send(by)
            .then(|| (by.to_owned(), address.to_owned()))
    });
    own.or_else(|| {
        let email = reach.email.filter(|_| app.can_send("email"))?;
        Some(("email".to_owned(), email.to_owned()))
    })
}

impl<'a, T> Routes<'a, T> {
    fn add(&mut self, by: String, address: String, person: (&'a T, String)) {
        // A mail can have many receivers, a chat channel is one place.
        let known = self
            .ways
            .iter_mut()
            .find(|way| way.by == by && (way.address == address || by == "email"));
        match known {
            Some(way) => {
                if way.address != address {
                    way.address.push(',');
                    way.address.push_str(&address);
                }
                way.people.push(person);
            }
            None => self.ways.push(Way {
                by,
                address,
                people: vec![person],
            }),
        }
    }

    /// Returns the messages, each with those whom it reaches.
    pub fn deliveries(&self, subject: &str) -> Vec<(Delivery, Vec<&'a T>)> {
        let ways = self.ways.iter();
        ways.map(|way| {
            let Way {
                by,
                address,
                people,
            } = way;
            let handles: Vec<&str> = people.iter().map(|(_, handle)| handle.as_str()).collect();
            let delivery = Delivery {
                by: by.clone(),
                address: address.clone(),
                to: handles.join(","),
                subject: subject.to_owned(),
            };
            (delivery, people.iter().map(|(person, _)| *person).collect())
        })
        .collect()
    }
}

/// Says that there is no such hook, and how one is set.
pub fn no_hook(by: &str) -> CliError {
    CliError::new(
        Exit::Config,
        "no_hook",
        format!("no command is set that sends by {by}"),
    )
    .hint(format!(
        "`tpm config set {SEND}.{by} \"COMMAND {{channel}}\"` sets one; `--sent` records what you sent"
    ))
}

/// Replaces each `{name}` by its value, once: what a value holds is not looked at again.
fn fill(word: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = word;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let found = values.iter().find_map(|(name, value)| {
            let tail = rest[1..].strip_prefix(name)?.strip_prefix('}')?;
            Some((*value, tail))
        });
        match found {
            Some((value, tail)) => {
                out.push_str(value);
                rest = tail;
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_once_within_their_word() {
        let values = [("channel", "#a {to}"), ("to", "x"), ("subject", "$(rm)")];
        let check = |word: &str, want: &str| assert_eq!(fill(word, &values), want, "{word}");
        check("{channel}", "#a {to}");
        check("--to={to}", "--to=x");
        check("{subject}{to}", "$(rm)x");
        check("{other} {", "{other} {");
        check("{{to}}", "{x}");
        check("plain", "plain");
    }

    #[test]
    fn the_words_of_a_hook_are_those_of_a_shell() {
        let check = |line: &str, want: Option<&[&str]>| {
            let got = words("slack", line).ok();
            assert_eq!(
                got.as_deref(),
                want.map(|want| want
                    .iter()
                    .map(|word| (*word).to_owned())
                    .collect::<Vec<_>>())
                    .as_deref(),
                "{line}"
            );
        };
        check(
            "post --to '{channel}'",
            Some(&["post", "--to", "{channel}"]),
        );
        check("a \"b c\"", Some(&["a", "b c"]));
        check("", None);
        check("'' x", None);
        check("post 'x", None);
    }
}
