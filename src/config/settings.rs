//! The settings by name: what each is called in the file and in the environment, what it is for, and
//! what holds where nobody said anything. `tpm config` reads this table, and so do the completions.

use super::{Vars, var};

/// One setting of the configuration file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its name, with that of its table before it: `actor`, `loop.ack_days`.
    pub key: &'static str,
    /// Variables that outweigh the file, the heaviest first.
    pub over_file: &'static [&'static str],
    /// Variables that count where the file says nothing.
    pub under_file: &'static [&'static str],
    pub form: Form,
    /// What holds where nothing is set; what depends on the machine has none here.
    pub usual: Option<&'static str>,
    pub meaning: &'static str,
}

/// What a setting's value looks like in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A whole number, not negative.
    Number,
}

/// The table of the configuration file that holds the user's own commands.
pub const ALIASES: &str = "aliases";

/// The table of the commands that send messages, by the channel for which each is.
pub const SEND: &str = "send";

/// The tables of the user's own.
pub const TABLES: [&str; 2] = [ALIASES, SEND];

/// All settings, in the order in which they are listed.
pub const SETTINGS: [Setting; 25] = [
    Setting {
        key: "actor",
        over_file: &["TPM_ACTOR"],
        under_file: &[],
        form: Form::Text,
        usual: None,
        meaning: "your handle",
    },
    Setting {
        key: "timezone",
        over_file: &["TPM_TZ"],
        under_file: &["TZ"],
        form: Form::Text,
        usual: None,
        meaning: "where your days begin and end",
    },
    Setting {
        key: "week_start",
        over_file: &["TPM_WEEK_START"],
        under_file: &[],
        form: Form::Word(&["monday", "sunday", "saturday"]),
        usual: Some("monday"),
        meaning: "the day on which weeks begin",
    },
    Setting {
        key: "editor",
        over_file: &["TPM_EDITOR", "VISUAL", "EDITOR"],
        under_file: &[],
        form: Form::Text,
        usual: Some("vi"),
        meaning: "the command that opens a draft",
    },
    Setting {
        key: "pager",
        over_file: &["TPM_PAGER"],
        under_file: &["PAGER"],
        form: Form::Text,
        usual: Some("less"),
        meaning: "the command that shows long output",
    },
    Setting {
        key: "copy",
        over_file: &[],
        under_file: &[],
        form: Form::Text,
        usual: None,
        meaning: "the command that fills the clipboard",
    },
    Setting {
        key: "color",
        over_file: &["TPM_COLOR"],
        under_file: &[],
        form: Form::Word(&["auto", "always", "never"]),
        usual: Some("auto"),
        meaning: "when to colour",
    },
    Setting {
        key: "soon_days",
        over_file: &[],
        under_file: &[],
        form: Form::Number,
        usual: Some("7"),
        meaning: "how many days ahead `today` looks",
    },
    Setting {
        key: "history_days",
        over_file: &[],
        under_file: &[],
        form: Form::Number,
        usual: Some("30"),
        meaning: "how old imported notes must be to be history",
    },
    Setting {
        key: "default_due",
        over_file: &[],
        under_file: &[],
        form: Form::Text,
        usual: Some("none"),
        meaning: "when undated actions of notes are due: none, next or 7d",
    },
    limit("loop.two_way_days", "7", "days for a two-way decision"),
    limit("loop.one_way_days", "21", "days for a one-way decision"),
    limit(
        "loop.input_days",
        "2",
        "days before a decision for its input",
    ),
    limit("loop.send_days", "2", "working days for telling people"),
    limit("loop.ack_days", "3", "working days for acknowledging"),
    limit("loop.plan_days", "3", "working days for a first action"),
    limit("loop.stale_days", "14", "days without a change"),
    limit("loop.confirm_days", "3", "days for confirming"),
    limit("loop.execute_days", "30", "days for doing an action"),
    limit("loop.remind_days", "2", "days before a date: a reminder"),
    limit("loop.nudge_days", "1", "days late: a nudge"),
    limit("loop.driver_days", "4", "days late: the driver in copy"),
    limit("loop.manager_days", "8", "days late: to the manager"),
    Setting {
        key: "loop.ack",
        over_file: &[],
        under_file: &[],
        form: Form::Word(&["listed", "all", "none"]),
        usual: Some("listed"),
        meaning: "of whom an answer is required",
    },
    Setting {
        key: "loop.working_days",
        over_file: &[],
        under_file: &[],
        form: Form::Text,
        usual: Some("mon-fri"),
        meaning: "the days on which people work",
    },
];

/// Returns a limit of the loop, a number that only the file tells.
const fn limit(key: &'static str, usual: &'static str, meaning: &'static str) -> Setting {
    Setting {
        key,
        over_file: &[],
        under_file: &[],
        form: Form::Number,
        usual: Some(usual),
        meaning,
    }
}

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    Default,
    File,
    /// The variable of this name.
    Environment(&'static str),
}

impl Setting {
    /// Returns the setting of this name.
    pub fn named(key: &str) -> Option<&'static Setting> {
        SETTINGS.iter().find(|setting| setting.key == key)
    }

    /// Returns the value that counts and where it came from, given what the file says; nothing where
    /// the machine decides.
    pub fn effective(&self, in_file: Option<String>, vars: &Vars) -> (Option<String>, Origin) {
        let from = |names: &[&'static str]| {
            names.iter().find_map(|name| {
                Some((Some(var(vars, name)?.to_owned()), Origin::Environment(name)))
            })
        };
        from(self.over_file)
            .or_else(|| Some((Some(in_file?), Origin::File)))
            .or_else(|| from(self.under_file))
            .unwrap_or_else(|| (self.usual.map(str::to_owned), Origin::Default))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::Config;

    #[test]
    fn every_key_that_the_file_may_hold_is_a_setting_and_the_other_way_round() {
        let listed = |text: &str, table: &str| -> Vec<String> {
            let refused = Config::parse(text, Path::new("x")).unwrap_err();
            let refused = refused.to_string();
            let (_, listed) = refused.split_once("expected one of ").unwrap();
            let words = listed
                .split('`')
                .filter(|word| !word.is_empty() && *word != ", ");
            words.map(|word| format!("{table}{word}")).collect()
        };
        let keys = |in_loop: bool| -> Vec<String> {
            let keys = SETTINGS.iter().map(|setting| setting.key.to_owned());
            keys.filter(|key| key.starts_with("loop.") == in_loop)
                .collect()
        };
        let tables = ["loop", ALIASES, SEND].map(str::to_owned);
        assert_eq!(
            listed("nosuchkey = 1", ""),
            [keys(false), tables.into()].concat()
        );
        assert_eq!(listed("loop.nosuchkey = 1", "loop."), keys(true));
    }

    #[test]
    fn the_environment_outweighs_the_file_or_not_as_documented() {
        let vars = Vars::from([
            ("VISUAL".into(), "nano".into()),
            ("PAGER".into(), "more".into()),
        ]);
        let check = |key: &str, file: Option<&str>, want: &str, origin: Origin| {
            let setting = Setting::named(key).unwrap();
            let got = setting.effective(file.map(str::to_owned), &vars);
            assert_eq!(got, (Some(want.to_owned()), origin));
        };
        check("editor", Some("vim"), "nano", Origin::Environment("VISUAL"));
        check("pager", Some("bat"), "bat", Origin::File);
        check("pager", None, "more", Origin::Environment("PAGER"));
        check("color", None, "auto", Origin::Default);
    }
}
