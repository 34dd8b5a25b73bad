//! From the configuration file, the environment and the flags to what a command works with.

use crate::config::{self, Config, ConfigError, Loop, Undated, Vars, var};
use crate::model::ctx::{DefaultDue, Policy};
use crate::model::days::Week;
use crate::model::limits::{AckRule, Ladder, Limits};
use crate::text::names;

use super::args::Globals;
use super::env::Env;
use super::error::CliError;

/// Reads the configuration file; where none is, nothing is configured.
pub fn read(env: &Env) -> Result<Config, CliError> {
    let Some(path) = env.places.config(&env.vars) else {
        return Ok(Config::default());
    };
    match crate::files::read_text(&path) {
        Ok(text) => Ok(Config::parse(&text, &path)?),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            match var(&env.vars, "TPM_CONFIG") {
                Some(_) => Err(CliError::from(ConfigError::File {
                    path,
                    message: "there is no such file".to_owned(),
                })),
                None => Ok(Config::default()),
            }
        }
        Err(error) => Err(CliError::from(ConfigError::File {
            path,
            message: error.to_string(),
        })),
    }
}

/// Reads every value of a configuration that is typed, so that a fault in one is found.
pub fn check(config: &Config, vars: &Vars) -> Result<(), ConfigError> {
    config::zone(config, vars, None)?;
    config::week_start(config, vars)?;
    config::colors(config, vars)?;
    limits(config)?;
    config::default_due(config)?;
    handle("actor", config.actor.as_deref()).map(drop)
}

/// Returns who acts: the flag, `TPM_ACTOR`, the configuration, else the login name.
pub fn actor(env: &Env, globals: &Globals, config: &Config) -> Result<String, CliError> {
    let chosen = [
        ("--actor", globals.actor.as_deref()),
        ("TPM_ACTOR", env.var("TPM_ACTOR")),
        ("actor", config.actor.as_deref()),
    ];
    for (origin, name) in chosen {
        if let Some(handle) = handle(origin, name)? {
            return Ok(handle);
        }
    }
    Ok(login(env).unwrap_or_else(|| "me".to_owned()))
}

/// Returns the login name as a handle.
pub fn login(env: &Env) -> Option<String> {
    let handle = env.user().and_then(names::handle_from_name)?;
    Some(handle.as_str().to_owned())
}

fn handle(origin: &str, name: Option<&str>) -> Result<Option<String>, ConfigError> {
    name.map(|name| {
        names::read_handle(name)
            .map(|handle| handle.as_str().to_owned())
            .map_err(|problem| ConfigError::Value {
                origin: origin.to_owned(),
                message: problem.to_string(),
            })
    })
    .transpose()
}

/// Returns the settings that rules depend on.
pub fn policy(env: &Env, config: &Config) -> Result<Policy, CliError> {
    let usual = Policy::default();
    Ok(Policy {
        week_start: config::week_start(config, &env.vars)?,
        soon_days: config.soon_days.unwrap_or(usual.soon_days),
        history_days: config.history_days.unwrap_or(usual.history_days),
        default_due: match config::default_due(config)? {
            Undated::Open => DefaultDue::Never,
            Undated::NextMeeting => DefaultDue::NextMeeting,
            Undated::Days(days) => DefaultDue::Days(days),
        },
        limits: limits(config)?,
    })
}

/// Returns how long each thing of the loop may take.
fn limits(config: &Config) -> Result<Limits, ConfigError> {
    let Loop {
        two_way_days,
        one_way_days,
        input_days,
        send_days,
        ack_days,
        plan_days,
        stale_days,
        confirm_days,
        execute_days,
        remind_days: _,
        nudge_days: _,
        driver_days: _,
        manager_days: _,
        ack,
        working_days: _,
    } = &config.r#loop;
    let usual = Limits::default();
    let days = config::working_days(config)?;
    Ok(Limits {
        two_way_days: two_way_days.unwrap_or(usual.two_way_days),
        one_way_days: one_way_days.unwrap_or(usual.one_way_days),
        input_days: input_days.unwrap_or(usual.input_days),
        send_days: send_days.unwrap_or(usual.send_days),
        ack_days: ack_days.unwrap_or(usual.ack_days),
        plan_days: plan_days.unwrap_or(usual.plan_days),
        stale_days: stale_days.unwrap_or(usual.stale_days),
        confirm_days: confirm_days.unwrap_or(usual.confirm_days),
        execute_days: execute_days.unwrap_or(usual.execute_days),
        ack: ack.as_deref().map_or(Ok(usual.ack), ack_rule)?,
        week: days.and_then(Week::of).unwrap_or(usual.week),
        ladder: ladder(&config.r#loop)?,
    })
}

fn ack_rule(word: &str) -> Result<AckRule, ConfigError> {
    AckRule::from_word(word).ok_or_else(|| ConfigError::Value {
        origin: "loop.ack".to_owned(),
        message: format!("\"{word}\" is none of listed, all and none"),
    })
}

fn ladder(config: &Loop) -> Result<Ladder, ConfigError> {
    let usual = Ladder::default();
    let ladder = Ladder {
        remind_days: config.remind_days.unwrap_or(usual.remind_days),
        nudge_days: config.nudge_days.unwrap_or(usual.nudge_days),
        driver_days: config.driver_days.unwrap_or(usual.driver_days),
        manager_days: config.manager_days.unwrap_or(usual.manager_days),
    };
    if ladder.is_rising() {
        return Ok(ladder);
    }
    let Ladder {
        remind_days: _,
        nudge_days,
        driver_days,
        manager_days,
    } = ladder;
    Err(ConfigError::Value {
        origin: "loop".to_owned(),
        message: format!(
            "nudge_days {nudge_days}, driver_days {driver_days} and manager_days {manager_days} \
             must rise, from 1 on"
        ),
    })
}
