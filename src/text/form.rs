//! A record as a text that people edit: a line a short field, a section a long text. Pure, and exact:
//! what is written and read back unchanged changes nothing.

use std::fmt::Write;

/// What people edit: short fields as `Label: value`, long texts below `## Label`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// What it is, for whoever looks at the text.
    pub heading: String,
    pub fields: Vec<Entry>,
    pub texts: Vec<Entry>,
}

/// One field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What a program calls it.
    pub name: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// Its content; empty for none.
    pub value: String,
}

impl Entry {
    pub fn new(name: &'static str, label: &'static str, value: impl Into<String>) -> Entry {
        Entry {
            name,
            label,
            value: value.into(),
        }
    }
}

/// What about a form cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} is no field of this form: \"{text}\"")]
pub struct FormProblem {
    pub line: usize,
    pub text: String,
}

const HELP: &str = "# Change what follows a colon or stands below a heading; what is empty or `none` is \
emptied,\n# what is left out stays. Save and leave to take it; empty the whole text to cancel.\n";

impl Form {
    /// Writes the form as text.
    pub fn text(&self) -> String {
        let mut text = format!("# {}\n{HELP}\n", self.heading);
        for Entry { label, value, .. } in &self.fields {
            let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
            let _ = writeln!(text, "{}", format!("{label}: {line}").trim_end());
        }
        for Entry { label, value, .. } in &self.texts {
            let _ = writeln!(text, "\n## {label}");
            if !value.is_empty() {
                text.push('\n');
            }
            for line in value.lines() {
                let escape = if self.is_escaped(line) { "\\" } else { "" };
                let _ = writeln!(text, "{escape}{line}");
            }
        }
        text
    }

    /// Reads a text back into the form's fields; what it leaves out keeps its value.
    pub fn read(&self, text: &str) -> Result<Form, FormProblem> {
        let mut form = self.clone();
        let mut section: Option<(usize, Vec<&str>)> = None;
        for (at, line) in text.lines().enumerate() {
            let line = line.trim_end();
            if let Some(next) = self.heading_of(line) {
                form.end_section(section.replace((next, Vec::new())));
            } else if let Some((_, lines)) = &mut section {
                let escaped = line.strip_prefix('\\').filter(|_| self.is_escaped(line));
                lines.push(escaped.unwrap_or(line));
            } else if !line.is_empty() && !line.starts_with('#') {
                form.take_line(line).ok_or_else(|| FormProblem {
                    line: at + 1,
                    text: line.to_owned(),
                })?;
            }
        }
        form.end_section(section);
        Ok(form)
    }

    /// Returns the fields of this form that `older` has with another value, in their order.
    pub fn changes<'a>(&'a self, older: &'a Form) -> impl Iterator<Item = &'a Entry> {
        let pairs = self.entries().zip(older.entries());
        pairs
            .filter(|(new, old)| new.value != old.value)
            .map(|(new, _)| new)
    }

    /// Returns the value of the field with this name.
    pub fn value(&self, name: &str) -> Option<&str> {
        let entry = self.entries().find(|entry| entry.name == name)?;
        Some(&entry.value)
    }

    /// Returns this form with the changes that `edited` made to `base`.
    pub fn with_changes(&self, edited: &Form, base: &Form) -> Form {
        let mut form = self.clone();
        for change in edited.changes(base) {
            let mut entries = form.fields.iter_mut().chain(&mut form.texts);
            if let Some(entry) = entries.find(|entry| entry.name == change.name) {
                entry.value.clone_from(&change.value);
            }
        }
        form
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.fields.iter().chain(&self.texts)
    }

    /// Returns which long text begins with this line.
    fn heading_of(&self, line: &str) -> Option<usize> {
        let label = line.strip_prefix("## ")?.trim();
        self.texts.iter().position(|entry| entry.label == label)
    }

    /// Whether a line of a long text would be read as a heading, or as one with a sign before it.
    fn is_escaped(&self, line: &str) -> bool {
        self.heading_of(line.trim_start_matches('\\')).is_some()
    }

    fn take_line(&mut self, line: &str) -> Option<()> {
        let (label, value) = line.split_once(':')?;
        let label = label.trim();
        let field = self
            .fields
            .iter_mut()
            .find(|entry| entry.label.eq_ignore_ascii_case(label))?;
        value.trim().clone_into(&mut field.value);
        Some(())
    }

    fn end_section(&mut self, section: Option<(usize, Vec<&str>)>) {
        if let Some((at, lines)) = section {
            lines
                .join("\n")
                .trim_matches('\n')
                .clone_into(&mut self.texts[at].value);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn form(title: &str, due: &str, context: &str, why: &str) -> Form {
        Form {
            heading: "D-3".to_owned(),
            fields: vec![
                Entry::new("title", "Title", title),
                Entry::new("due", "Due", due),
            ],
            texts: vec![
                Entry::new("context", "Context", context),
                Entry::new("rationale", "Why", why),
            ],
        }
    }

    #[test]
    fn a_form_is_fields_by_line_and_texts_by_section() {
        let form = form(
            "Which region?",
            "",
            "Two are ready.\n\nBoth cost the same.",
            "",
        );
        insta::assert_snapshot!(form.text(), @"
        # D-3
        # Change what follows a colon or stands below a heading; what is empty or `none` is emptied,
        # what is left out stays. Save and leave to take it; empty the whole text to cancel.

        Title: Which region?
        Due:

        ## Context

        Two are ready.

        Both cost the same.

        ## Why
        ");
    }

    #[test]
    fn what_was_changed_is_found_and_what_was_left_out_stays() {
        let base = form("Which region?", "2026-11-27", "Two are ready.", "cheap");
        let check = |text: &str, want: &[(&str, &str)]| {
            let read = base.read(text).unwrap();
            let changes: Vec<(&str, &str)> = read
                .changes(&base)
                .map(|entry| (entry.name, entry.value.as_str()))
                .collect();
            assert_eq!(changes, want, "{text}");
        };
        check("", &[]);
        check("Due: fri", &[("due", "fri")]);
        check("due :  fri  ", &[("due", "fri")]);
        check("Due:", &[("due", "")]);
        check("## Context\n\nThree are.\n", &[("context", "Three are.")]);
        check(
            "## Context\n## Why\ndear",
            &[("context", ""), ("rationale", "dear")],
        );
        check("Title: a: b", &[("title", "a: b")]);
    }

    #[test]
    fn a_line_that_is_no_field_is_named() {
        let base = form("Which region?", "", "", "");
        let problem = base.read("Title: x\nOwner: lee").unwrap_err();
        assert_eq!(
            problem.to_string(),
            "line 2 is no field of this form: \"Owner: lee\""
        );
    }

    #[test]
    fn changes_are_carried_over_to_another_state() {
        let base = form("Which region?", "2026-11-27", "", "");
        let edited = form("Which one?", "2026-11-27", "", "");
        let present = form("Which region?", "2026-12-04", "", "");
        let merged = present.with_changes(&edited, &base);
        assert_eq!(merged, form("Which one?", "2026-12-04", "", ""));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            line in "[^\\s][^\\n\\r\\u{85}\\u{2028}\\u{2029}\\u{b}\\u{c}]{0,20}",
            lines in proptest::collection::vec("(\\\\{0,2}## (Context|Why|Other)|#?[a-z: \\\\]{0,12}[a-z])", 0..6),
        ) {
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            let text = lines.join("\n");
            let form = form(&line, "", text.trim_matches('\n'), "because");
            let empty = super::tests::form("old", "x", "old", "old");
            prop_assert_eq!(empty.read(&form.text()).unwrap(), form);
        }
    }
}
