//! The user's own templates: a file that they name, or one of a fixed name in their configuration folder.

use std::path::{Path, PathBuf};

use super::app::App;
use super::error::{CliError, Exit};
use crate::render::template::TemplateError;

/// The word that stands for the program's own form in place of a file.
const USUAL: &str = "usual";

/// A template that the user wrote.
pub struct Template {
    /// The file, for errors.
    pub name: String,
    pub text: String,
}

impl App {
    /// Returns the template to use for what is called `name`: the file asked for, else `NAME.md` in the
    /// folder `templates` beside the configuration file, if it is there. None means the usual form.
    pub fn template(&self, name: &str, asked: Option<&Path>) -> Result<Option<Template>, CliError> {
        let path = match asked {
            Some(path) if path.as_os_str() == USUAL => return Ok(None),
            Some(path) => path.to_owned(),
            None => match self.own_template(name) {
                Some(path) if path.is_file() => path,
                _ => return Ok(None),
            },
        };
        let name = path.display().to_string();
        let text = self.file_text(&name)?;
        Ok(Some(Template { name, text }))
    }

    fn own_template(&self, name: &str) -> Option<PathBuf> {
        let config = self.env.places.config(&self.env.vars)?;
        Some(
            config
                .parent()?
                .join("templates")
                .join(format!("{name}.md")),
        )
    }
}

impl From<TemplateError> for CliError {
    fn from(error: TemplateError) -> CliError {
        CliError::new(Exit::DataBad, "template", error.to_string()).hint(
            "put it right there, or go without it by `--template usual`; docs/formats.md lists the \
             values",
        )
    }
}
