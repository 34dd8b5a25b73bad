//! Settings, typed: from flags, the environment and a TOML file, in this order of weight. The
//! environment and the file's text are passed in; unknown keys are refused. What each setting is called
//! everywhere stands in `settings`, changes of the file's text in `edit`.

pub mod edit;
pub mod settings;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::Weekday;
use serde::Deserialize;

/// The variables of the environment by name.
pub type Vars = BTreeMap<String, String>;

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("{}: {message}", path.display())]
    File { path: PathBuf, message: String },
    #[error("{origin}: {message}")]
    Value { origin: String, message: String },
    #[error("no home folder is known")]
    NoHome,
}

/// What the configuration file may hold.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The handle of whoever uses this machine.
    pub actor: Option<String>,
    /// The IANA name of the zone in which days begin and end.
    pub timezone: Option<String>,
    /// `monday`, `sunday` or `saturday`.
    pub week_start: Option<String>,
    pub editor: Option<String>,
    pub pager: Option<String>,
    /// The command that fills the clipboard.
    pub copy: Option<String>,
    /// `auto`, `always` or `never`.
    pub color: Option<String>,
    /// How many days ahead `today` looks.
    pub soon_days: Option<u32>,
    /// How old something that ended must be for an import to bring it as history.
    pub history_days: Option<u32>,
    /// `none`, `next` or a number of days such as `7d`.
    pub default_due: Option<String>,
    #[serde(default)]
    pub r#loop: Loop,
    /// Command lines under names of the user's own.
    #[serde(default)]
    pub aliases: BTreeMap<String, String>,
    /// Commands of the user's own that send messages, by the channel for which each is.
    #[serde(default)]
    pub send: BTreeMap<String, String>,
}

/// The limits of the loop, in days; `settings` says what each is.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Loop {
    pub two_way_days: Option<u32>,
    pub one_way_days: Option<u32>,
    pub input_days: Option<u32>,
    pub send_days: Option<u32>,
    pub ack_days: Option<u32>,
    pub plan_days: Option<u32>,
    pub stale_days: Option<u32>,
    pub confirm_days: Option<u32>,
    pub execute_days: Option<u32>,
    pub remind_days: Option<u32>,
    pub nudge_days: Option<u32>,
    pub driver_days: Option<u32>,
    pub manager_days: Option<u32>,
    /// `listed`, `all` or `none`.
    pub ack: Option<String>,
    /// Days of the week and spans of them, such as `mon-fri` or `sun, tue-thu`.
    pub working_days: Option<String>,
}

impl Config {
    /// Reads the text of a configuration file.
    pub fn parse(text: &str, path: &Path) -> Result<Config, ConfigError> {
        toml::from_str(text).map_err(|error| {
            let message = error.message().trim_end().replace('\n', " ");
            let at = error.span().and_then(|span| text.get(..span.start));
            let number = at.map(|before| before.matches('\n').count());
            let line = number.and_then(|number| Some((number + 1, text.lines().nth(number)?)));
            ConfigError::File {
                path: path.to_owned(),
                message: match line {
                    Some((number, line)) => format!("line {number}, `{}`: {message}", line.trim()),
                    None => message,
                },
            }
        })
    }
}

/// Returns a variable that is set to something.
pub fn var<'a>(vars: &'a Vars, name: &str) -> Option<&'a str> {
    vars.get(name)
        .map(String::as_str)
        .filter(|value| !value.is_empty())
}

/// Where files are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// The platform's folder for data.
    pub data: Option<PathBuf>,
    /// The platform's folder for state: drafts and backups.
    pub state: Option<PathBuf>,
    /// The platform's folder for configuration.
    pub config: Option<PathBuf>,
}

impl Places {
    /// Returns the store's file: the flag, else `TPM_DB`, else the platform's place.
    pub fn store(&self, flag: Option<&Path>, vars: &Vars) -> Result<PathBuf, ConfigError> {
        if let Some(path) = flag {
            return Ok(path.to_owned());
        }
        if let Some(path) = var(vars, "TPM_DB") {
            return Ok(PathBuf::from(path));
        }
        let data = self.data.as_ref().ok_or(ConfigError::NoHome)?;
        Ok(data.join("tpm").join("tpm.db"))
    }

    /// Returns the folder for drafts and backups: `TPM_STATE_DIR`, else the platform's place.
    pub fn state(&self, vars: &Vars) -> Result<PathBuf, ConfigError> {
        if let Some(path) = var(vars, "TPM_STATE_DIR") {
            return Ok(PathBuf::from(path));
        }
        let state = self.state.as_ref().ok_or(ConfigError::NoHome)?;
        Ok(state.join("tpm"))
    }

    /// Returns the configuration file: `TPM_CONFIG`, else the platform's place, else none.
    pub fn config(&self, vars: &Vars) -> Option<PathBuf> {
        match var(vars, "TPM_CONFIG") {
            Some(path) => Some(PathBuf::from(path)),
            None => Some(self.config.as_ref()?.join("tpm").join("config.toml")),
        }
    }
}

/// Reads the day on which weeks begin.
pub fn week_start(config: &Config, vars: &Vars) -> Result<Weekday, ConfigError> {
    let (origin, word) = match (var(vars, "TPM_WEEK_START"), &config.week_start) {
        (Some(word), _) => ("TPM_WEEK_START", word),
        (None, Some(word)) => ("week_start", word.as_str()),
        (None, None) => return Ok(Weekday::Mon),
    };
    match word.to_lowercase().as_str() {
        "mon" | "monday" => Ok(Weekday::Mon),
        "sun" | "sunday" => Ok(Weekday::Sun),
        "sat" | "saturday" => Ok(Weekday::Sat),
        _ => Err(ConfigError::Value {
            origin: origin.to_owned(),
            message: format!("\"{word}\" is none of monday, sunday and saturday"),
        }),
    }
}

/// Reads the days on which people work, in the order in which they are named; nothing where the file
/// says nothing.
pub fn working_days(config: &Config) -> Result<Option<Vec<Weekday>>, ConfigError> {
    let Some(text) = &config.r#loop.working_days else {
        return Ok(None);
    };
    let words = text.split([',', ' ']).filter(|word| !word.is_empty());
    let spans: Option<Vec<Vec<Weekday>>> = words.map(span).collect();
    let days = spans.map(|spans| spans.concat());
    days.filter(|days| !days.is_empty())
        .map(Some)
        .ok_or_else(|| ConfigError::Value {
            origin: "loop.working_days".to_owned(),
            message: format!("\"{text}\" names no days; they look like mon-fri or sun,tue-thu"),
        })
}

/// Reads a day of the week, or a span of them that may run over the end of the week.
fn span(word: &str) -> Option<Vec<Weekday>> {
    let (first, last) = word.split_once('-').unwrap_or((word, word));
    let (first, last): (Weekday, Weekday) = (first.parse().ok()?, last.parse().ok()?);
    let days = std::iter::successors(Some(first), |day| (*day != last).then(|| day.succ()));
    Some(days.collect())
}

/// When output is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colors {
    Auto,
    Always,
    Never,
}

/// Reads when to colour: `TPM_COLOR`, else the configuration.
pub fn colors(config: &Config, vars: &Vars) -> Result<Colors, ConfigError> {
    let (origin, word) = match (var(vars, "TPM_COLOR"), &config.color) {
        (Some(word), _) => ("TPM_COLOR", word),
        (None, Some(word)) => ("color", word.as_str()),
        (None, None) => return Ok(Colors::Auto),
    };
    match word {
        "auto" => Ok(Colors::Auto),
        "always" => Ok(Colors::Always),
        "never" => Ok(Colors::Never),
        _ => Err(ConfigError::Value {
            origin: origin.to_owned(),
            message: format!("\"{word}\" is none of auto, always and never"),
        }),
    }
}

/// When actions of notes are due that name no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undated {
    /// Never.
    Open,
    /// With the next meeting of the series.
    NextMeeting,
    /// In so many days.
    Days(u32),
}

/// Reads when actions of notes are due that name no date.
pub fn default_due(config: &Config) -> Result<Undated, ConfigError> {
    let Some(word) = config.default_due.as_deref() else {
        return Ok(Undated::Open);
    };
    let days = word.strip_suffix('d').and_then(|days| days.parse().ok());
    match (word, days) {
        ("none", _) => Ok(Undated::Open),
        ("next", _) => Ok(Undated::NextMeeting),
        (_, Some(days @ 1..=365)) => Ok(Undated::Days(days)),
        _ => Err(ConfigError::Value {
            origin: "default_due".to_owned(),
            message: format!("\"{word}\" is none of none, next and a number of days such as 7d"),
        }),
    }
}

/// Reads the zone: `TPM_TZ`, the configuration, `TZ`, else the system's.
pub fn zone(
    config: &Config,
    vars: &Vars,
    system: Option<&str>,
) -> Result<chrono_tz::Tz, ConfigError> {
    let chosen = match (var(vars, "TPM_TZ"), &config.timezone) {
        (Some(name), _) => Some(("TPM_TZ", name)),
        (None, Some(name)) => Some(("timezone", name.as_str())),
        (None, None) => None,
    };
    if let Some((origin, name)) = chosen {
        return name.parse().map_err(|_| ConfigError::Value {
            origin: origin.to_owned(),
            message: format!("\"{name}\" is no time zone; they look like Europe/Paris"),
        });
    }
    // A TZ that no zone has, or that is a rule of its own, must not stop the day's work.
    let given = var(vars, "TZ").map(|name| name.trim_start_matches(':'));
    let known = given.and_then(|name| name.parse().ok());
    Ok(known
        .or_else(|| system?.parse().ok())
        .unwrap_or(chrono_tz::Tz::UTC))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_keys_are_refused_with_their_name() {
        let error = Config::parse("actr = \"priya\"", Path::new("config.toml")).unwrap_err();
        assert!(error.to_string().contains("actr"), "{error}");
    }

    #[test]
    fn the_environment_outweighs_the_file() {
        let config = Config {
            timezone: Some("Europe/Paris".into()),
            week_start: Some("sunday".into()),
            ..Config::default()
        };
        let none = Vars::new();
        let set = Vars::from([
            ("TPM_TZ".into(), "Asia/Tokyo".into()),
            ("TPM_WEEK_START".into(), "mon".into()),
        ]);
        assert_eq!(
            zone(&config, &none, None).unwrap(),
            chrono_tz::Europe::Paris
        );
        assert_eq!(zone(&config, &set, None).unwrap(), chrono_tz::Asia::Tokyo);
        assert_eq!(week_start(&config, &none).unwrap(), Weekday::Sun);
        assert_eq!(week_start(&config, &set).unwrap(), Weekday::Mon);
    }

    #[test]
    fn working_days_are_days_and_spans_of_the_week() {
        use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
        let check = |text: &str, want: Option<&[Weekday]>| {
            let mut config = Config::default();
            config.r#loop.working_days = Some(text.into());
            let days = working_days(&config).ok().flatten();
            assert_eq!(days.as_deref(), want, "{text}");
        };
        check("mon-fri", Some(&[Mon, Tue, Wed, Thu, Fri]));
        check("Sun, tuesday-thu", Some(&[Sun, Tue, Wed, Thu]));
        check("sat-mon", Some(&[Sat, Sun, Mon]));
        check("mon", Some(&[Mon]));
        check("", None);
        check("mon-", None);
        check("workdays", None);
        assert_eq!(working_days(&Config::default()).unwrap(), None);
    }

    #[test]
    fn a_bogus_tz_falls_back_to_the_system_and_then_to_utc() {
        let vars = Vars::from([("TZ".into(), "Not/AZone".into())]);
        let config = Config::default();
        assert_eq!(
            zone(&config, &vars, Some("Europe/Rome")).unwrap(),
            chrono_tz::Europe::Rome
        );
        assert_eq!(zone(&config, &vars, None).unwrap(), chrono_tz::UTC);
    }

    #[test]
    fn a_flag_outweighs_tpm_db_and_both_outweigh_the_default_place() {
        let places = Places {
            data: Some("/data".into()),
            state: None,
            config: None,
        };
        let vars = Vars::from([("TPM_DB".into(), "/x.db".into())]);
        let none = Vars::new();
        let flag = Path::new("/flag.db");
        assert_eq!(places.store(Some(flag), &vars).unwrap(), flag);
        assert_eq!(places.store(None, &vars).unwrap(), Path::new("/x.db"));
        assert_eq!(
            places.store(None, &none).unwrap(),
            Path::new("/data/tpm/tpm.db")
        );
        assert!(places.state(&none).is_err());
    }
}
