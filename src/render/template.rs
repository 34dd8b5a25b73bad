//! Templates that users write: Markdown with values from a record in it. A value is text and stays text:
//! it is escaped for Markdown unless the template says `| raw`. A name that the record does not hold is
//! an error, for a slip of the keyboard must not leave a gap in what is sent out.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, ValueKind};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value,
};
use serde::Serialize;

use super::markdown::escape;

/// Why a template gives nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name}:{line}: {reason}")]
pub struct TemplateError {
    /// The file, as the user knows it.
    pub name: String,
    pub line: usize,
    pub reason: String,
}

/// Fills a template with the fields of a record. `name` is what an error calls the template.
pub fn render(name: &str, source: &str, record: &impl Serialize) -> Result<String, TemplateError> {
    let mut environment = Environment::empty();
    add_filters(&mut environment);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(syntax());
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    environment.set_formatter(write_value);
    let result = environment
        .template_from_named_str(name, source)
        .and_then(|template| template.render(Value::from(Serde(record))));
    result.map_err(|error| told(name, source, &error))
}

/// A line that holds only a block leaves no empty line behind, and the last line keeps its end.
fn syntax() -> SyntaxConfig {
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true);
    syntax.keep_trailing_newline(true);
    syntax.build().expect("the usual delimiters are valid")
}

fn add_filters(environment: &mut Environment<'_>) {
    use minijinja::{filters, tests};
    environment.add_filter("raw", Value::from_safe_string);
    environment.add_filter("at", at);
    environment.add_filter("default", filters::default);
    environment.add_filter("first", filters::first);
    environment.add_filter("join", filters::join);
    environment.add_filter("last", filters::last);
    environment.add_filter("length", filters::length);
    environment.add_filter("lower", filters::lower);
    environment.add_filter("replace", filters::replace);
    environment.add_filter("selectattr", filters::selectattr);
    environment.add_filter("rejectattr", filters::rejectattr);
    environment.add_filter("sort", filters::sort);
    environment.add_filter("title", filters::title);
    environment.add_filter("trim", filters::trim);
    environment.add_filter("upper", filters::upper);
    environment.add_test("eq", tests::is_eq);
    environment.add_test("ne", tests::is_ne);
    environment.add_test("none", tests::is_none);
    environment.add_test("true", tests::is_true);
    environment.add_test("false", tests::is_false);
}

/// Writes a handle as people do, and nobody as nothing.
fn at(handle: Value) -> String {
    match handle.as_str() {
        Some(handle) if !handle.is_empty() => format!("@{handle}"),
        _ => String::new(),
    }
}

/// Writes a value: nothing for none, text escaped for Markdown.
fn write_value(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), Error> {
    if value.is_safe() || *state.auto_escape() == AutoEscape::None {
        return Ok(out.write_str(&value.to_string())?);
    }
    match value.kind() {
        ValueKind::None => Ok(()),
        ValueKind::Undefined => Err(Error::from(ErrorKind::UndefinedError)),
        ValueKind::Bool | ValueKind::Number => Ok(out.write_str(&value.to_string())?),
        _ => Ok(out.write_str(&escape(&value.to_string()))?),
    }
}

fn told(name: &str, source: &str, error: &Error) -> TemplateError {
    let line = error.line().unwrap_or(1);
    let kind = error.kind().to_string();
    let reason = match error.detail() {
        Some(detail) => format!("{kind}: {detail}"),
        None if error.kind() == ErrorKind::UndefinedError => {
            let words = source
                .lines()
                .nth(line.saturating_sub(1))
                .unwrap_or_default();
            format!("`{}` names what the record does not hold", words.trim())
        }
        None => kind,
    };
    TemplateError {
        name: name.to_owned(),
        line,
        reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(source: &str, want: Result<&str, (usize, &str)>) {
        let record = json!({
            "title": "a | b *c*\nd", "none": null, "count": 3, "owner": "priya",
            "items": [{"id": "A-1", "status": "in_progress"}, {"id": "A-2", "status": "done"}],
        });
        let got = render("minutes.md", source, &record);
        let got = got
            .as_deref()
            .map_err(|error| (error.line, error.reason.as_str()));
        match (got, want) {
            (Err((line, reason)), Err((want, part))) => {
                assert!(line == want && reason.contains(part), "{line}: {reason}");
            }
            (got, want) => assert_eq!(got, want, "{source:?}"),
        }
    }

    #[test]
    fn values_are_escaped_unless_they_are_raw() {
        check("# {{ title }}\n", Ok("# a \\| b \\*c\\*<br>d\n"));
        check("{{ title | raw }}", Ok("a | b *c*\nd"));
        check("{{ none }}{{ count }}", Ok("3"));
        check("{{ owner | at }}{{ none | at }}", Ok("@priya"));
        check(
            "{% for item in items %}\n- {{ item.id }} {{ item.status | replace('_', ' ') }}\n{% endfor %}\n",
            Ok("- A-1 in progress\n- A-2 done\n"),
        );
        check(
            "{% for item in items | selectattr('status', 'eq', 'done') %}{{ item.id }}{% endfor %}",
            Ok("A-2"),
        );
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        check("a\n{{ titel }}\n", Err((2, "the record does not hold")));
        check("{{ title | shout }}", Err((1, "shout")));
        check("\n\n{% for x in %}", Err((3, "syntax error")));
        check("{% if title %}", Err((1, "end of input")));
        check("{{ items[0].owner }}", Err((1, "the record does not hold")));
    }
}
