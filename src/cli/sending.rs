//! Documents on their way to others: in the form that was asked for, to a file, to the clipboard, or to
//! the user's own commands.

use std::path::{Path, PathBuf};

use crate::files::export::{self, Overwrite};
use crate::render::email::{self, Envelope};
use crate::render::message::{self, Dialect};
use crate::render::{Document, html, markdown, plain, slack};
use crate::view::View;
use crate::view::minutes::Written;

use super::app::App;
use super::args::Format;
use super::commands::minutes::cannot_write;
use super::error::CliError;
use super::hook::Delivery;

/// Where a document is put instead of the terminal.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// A file, or a folder in which it gets a name.
    pub path: &'a Path,
    /// The name in a folder, without its ending.
    pub stem: &'a str,
    pub overwrite: Overwrite,
}

impl App {
    /// Returns a document as it is read, pasted or piped.
    pub fn outgoing(&self, document: &Document, format: Format) -> String {
        self.addressed(document, format, Envelope::default())
    }

    /// Returns a document as a mail to somebody.
    pub fn mail(&self, document: &Document, envelope: Envelope) -> String {
        self.addressed(document, Format::Email, envelope)
    }

    fn addressed(&self, document: &Document, format: Format, envelope: Envelope) -> String {
        match format {
            Format::Text => message::render(document, Dialect::Text),
            Format::Slack => slack::render(document),
            Format::Html => html::page(document),
            Format::Email => {
                let at = self.ctx.now;
                email::render(document, &Envelope { at, ..envelope })
            }
            _ => markdown::render(document),
        }
    }

    /// Puts a document on the clipboard if `--copy` says so: as text, or in the form that was asked for.
    pub fn copy_if_wanted(&self, document: &Document) -> Result<(), CliError> {
        if !self.globals.copy {
            return Ok(());
        }
        let format = match self.globals.format {
            None | Some(Format::Table | Format::Plain) => Format::Text,
            Some(format) => format,
        };
        self.copy(self.outgoing(document, format).trim_end())
    }

    /// Writes a document to a file in the form that was asked for, else in that of the file's ending.
    pub fn write_out(
        &self,
        document: &Document,
        target: Target<'_>,
        envelope: Envelope,
    ) -> Result<PathBuf, CliError> {
        let format = self
            .globals
            .format
            .unwrap_or_else(|| of_ending(target.path));
        let name = format!("{}.{}", target.stem, ending(format));
        let path = export::place(target.path, &name);
        let text = match format {
            Format::Slack => slack::payloads(document),
            format => self.addressed(document, format, envelope),
        };
        if !self.globals.dry_run {
            export::write(&path, &text, target.overwrite)
                .map_err(|error| cannot_write(&path, &error))?;
        }
        Ok(path)
    }

    /// Says which files were written; the form that was asked for is theirs, unless it is for machines.
    pub fn show_written(&self, written: &Written) -> Result<(), CliError> {
        let is_for_people = !matches!(self.format(), Format::Json | Format::Jsonl | Format::Csv);
        match is_for_people && !self.globals.quiet {
            true => self.sink.result(&plain::render(&written.document())),
            false => self.show(written),
        }
    }

    /// Sends a document by a command of the user's own, in the form that was asked for, else in that
    /// which the channel takes. A document that fills several messages is sent in their order.
    pub fn deliver(
        &self,
        document: &Document,
        delivery: &Delivery,
        envelope: Envelope,
    ) -> Result<(), CliError> {
        let usual = match delivery.by.as_str() {
            "slack" => Format::Slack,
            "email" => Format::Email,
            _ => Format::Text,
        };
        match self.globals.format.unwrap_or(usual) {
            Format::Slack => slack::payloads(document)
                .lines()
                .try_for_each(|message| self.send(delivery, &format!("{message}\n"))),
            format => self.send(delivery, &self.addressed(document, format, envelope)),
        }
    }
}

fn of_ending(path: &Path) -> Format {
    let ending = path.extension().and_then(|ending| ending.to_str());
    match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("md" | "markdown") => Format::Md,
        Some("html" | "htm") => Format::Html,
        Some("eml") => Format::Email,
        Some("json" | "jsonl") => Format::Slack,
        _ => Format::Text,
    }
}

fn ending(format: Format) -> &'static str {
    match format {
        Format::Md => "md",
        Format::Html => "html",
        Format::Email => "eml",
        Format::Slack => "json",
        _ => "txt",
    }
}
