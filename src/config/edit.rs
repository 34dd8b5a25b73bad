//! Changes of the configuration file's text that keep its comments, its order and all else that the
//! user wrote. Writes nothing; whether the new text holds is for the typed reader to say.

use toml_edit::{DocumentMut, Item, Table, TableLike, Value};

use super::settings::{Form, Setting, TABLES};

/// Why the text cannot be changed.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum EditError {
    /// The text is no TOML, so that nothing can be put in its place.
    #[error("{0}")]
    Broken(String),
    #[error("{key} takes a whole number, and \"{value}\" is none")]
    NoNumber { key: String, value: String },
    #[error("\"{0}\" holds something else than settings")]
    NoTable(String),
}

/// A setting's place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Setting(&'static Setting),
    /// An entry of a table of the user's own, and its name there.
    Own(&'static str, String),
    /// A key that is no setting, which can only be taken away.
    Unknown(String),
}

impl Place {
    /// Reads a key as it is typed: `actor`, or `aliases.mine`.
    pub fn read(key: &str) -> Place {
        if let Some(setting) = Setting::named(key) {
            return Place::Setting(setting);
        }
        let parts = key.split_once('.').filter(|(_, name)| !name.is_empty());
        let table = |word: &str| TABLES.into_iter().find(|table| *table == word);
        match parts.and_then(|(word, name)| Some((table(word)?, name))) {
            Some((table, name)) => Place::Own(table, name.to_owned()),
            None => Place::Unknown(key.to_owned()),
        }
    }

    fn parts(&self) -> (Option<&str>, &str) {
        let key = match self {
            Place::Own(table, name) => return (Some(table), name),
            Place::Setting(setting) => setting.key,
            Place::Unknown(key) => key,
        };
        match key.split_once('.') {
            Some((table, key)) => (Some(table), key),
            None => (None, key),
        }
    }
}

/// Returns what the text says at a place, as it would be typed.
pub fn get(text: &str, place: &Place) -> Result<Option<String>, EditError> {
    let document = read(text)?;
    let (table, key) = place.parts();
    let item = match table {
        Some(table) => document.get(table).and_then(|item| item.get(key)),
        None => document.get(key),
    };
    Ok(item.and_then(Item::as_value).map(plain))
}

/// Returns the text with a value at a place.
pub fn set(text: &str, place: &Place, value: &str) -> Result<String, EditError> {
    let mut document = read(text)?;
    let (table, key) = place.parts();
    let mut new = typed(place, value)?;
    let table: &mut dyn TableLike = match table {
        None => document.as_table_mut(),
        Some(name) => document
            .entry(name)
            .or_insert_with(|| Item::Table(Table::new()))
            .as_table_like_mut()
            .ok_or_else(|| EditError::NoTable(name.to_owned()))?,
    };
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            // The remark at the end of the line is part of the decor.
            *new.decor_mut() = old.decor().clone();
            *old = new;
        }
        None => {
            table.insert(key, Item::Value(new));
        }
    }
    Ok(document.to_string())
}

/// Returns the text without what it says at a place; `None` if it says nothing.
pub fn unset(text: &str, place: &Place) -> Result<Option<String>, EditError> {
    let mut document = read(text)?;
    let (table, key) = place.parts();
    let removed = match table {
        None => document.remove(key),
        Some(name) => document
            .get_mut(name)
            .and_then(Item::as_table_like_mut)
            .and_then(|table| table.remove(key)),
    };
    Ok(removed.map(|_| document.to_string()))
}

fn read(text: &str) -> Result<DocumentMut, EditError> {
    text.parse::<DocumentMut>()
        .map_err(|error| EditError::Broken(error.message().trim_end().replace('\n', " ")))
}

fn typed(place: &Place, value: &str) -> Result<Value, EditError> {
    let Place::Setting(Setting {
        key,
        form: Form::Number,
        ..
    }) = place
    else {
        return Ok(Value::from(value));
    };
    let number: u32 = value.parse().map_err(|_| EditError::NoNumber {
        key: (*key).to_owned(),
        value: value.to_owned(),
    })?;
    Ok(Value::from(i64::from(number)))
}

fn plain(value: &Value) -> String {
    match value.as_str() {
        Some(text) => text.to_owned(),
        None => value.to_string().trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# mine\nactor = \"sam\" # that is me\n\n[aliases]\nmine = \"actions\"\n";

    #[test]
    fn a_change_keeps_comments_and_order() {
        let check = |key: &str, value: &str, want: &str| {
            assert_eq!(set(TEXT, &Place::read(key), value).unwrap(), want);
        };
        check(
            "actor",
            "lee",
            "# mine\nactor = \"lee\" # that is me\n\n[aliases]\nmine = \"actions\"\n",
        );
        check(
            "soon_days",
            "5",
            "# mine\nactor = \"sam\" # that is me\nsoon_days = 5\n\n[aliases]\nmine = \"actions\"\n",
        );
        check(
            "loop.ack_days",
            "5",
            "# mine\nactor = \"sam\" # that is me\n\n[aliases]\nmine = \"actions\"\n\n[loop]\nack_days = 5\n",
        );
        check(
            "aliases.late",
            "followup",
            "# mine\nactor = \"sam\" # that is me\n\n[aliases]\nmine = \"actions\"\nlate = \"followup\"\n",
        );
    }

    #[test]
    fn an_empty_text_takes_a_first_value() {
        assert_eq!(
            set("", &Place::read("actor"), "sam").unwrap(),
            "actor = \"sam\"\n"
        );
        assert_eq!(
            set("", &Place::read("aliases.mine"), "actions").unwrap(),
            "[aliases]\nmine = \"actions\"\n"
        );
    }

    #[test]
    fn what_is_taken_away_was_there() {
        let place = Place::read("aliases.mine");
        assert_eq!(get(TEXT, &place).unwrap().as_deref(), Some("actions"));
        let limits = "loop.ack_days = 5\n[loop.x]\ny = 1\n";
        let ack_days = Place::read("loop.ack_days");
        assert_eq!(get(limits, &ack_days).unwrap().as_deref(), Some("5"));
        let without = unset(limits, &Place::read("loop.x")).unwrap();
        assert_eq!(without.as_deref(), Some("loop.ack_days = 5\n"));
        let without = unset(TEXT, &place).unwrap().unwrap();
        assert_eq!(get(&without, &place).unwrap(), None);
        assert_eq!(unset(&without, &place).unwrap(), None);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let place = Place::read("soon_days");
        assert!(matches!(
            set("", &place, "soon"),
            Err(EditError::NoNumber { .. })
        ));
        assert!(matches!(
            set("", &place, "-1"),
            Err(EditError::NoNumber { .. })
        ));
        assert!(matches!(
            set("actor = ", &place, "1"),
            Err(EditError::Broken(_))
        ));
        let alias = Place::read("aliases.x");
        assert!(matches!(
            set("aliases = 3", &alias, "y"),
            Err(EditError::NoTable(_))
        ));
    }
}
