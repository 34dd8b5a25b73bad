//! `tpm completions`.

use clap::{Args, ValueEnum};

use crate::cli::app::App;
use crate::cli::complete::Shell;
use crate::cli::error::{CliError, Exit};

/// Print the script that makes a shell complete commands, IDs and names
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  tpm completions bash > ~/.local/share/bash-completion/completions/tpm
  tpm completions zsh > ~/.zfunc/_tpm
  tpm completions fish > ~/.config/fish/completions/tpm.fish
  tpm completions powershell >> $PROFILE")]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: Shell,
}

pub fn run(app: &App, args: &CompletionsArgs) -> Result<Exit, CliError> {
    let CompletionsArgs { shell } = args;
    app.sink.result(shell.script())?;
    if app.env.stdout_is_terminal {
        let name = shell
            .to_possible_value()
            .map(|value| value.get_name().to_owned());
        app.tell(&format!(
            "`tpm help completions` says where {} looks for it",
            name.unwrap_or_default()
        ));
    }
    Ok(Exit::Done)
}
