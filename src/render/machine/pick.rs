//! `--fields`: the parts of records that were asked for, in the order they were asked for.

use serde_json::{Map, Value};

/// A field that no record has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no field \"{name}\"")]
pub struct UnknownField {
    pub name: String,
    /// The fields that the first record has.
    pub known: Vec<String>,
}

/// Returns records of these fields only; `options.title` reaches into a record, and into each record
/// of a list. A path that ends early at a null is null. No fields means all.
pub fn pick(data: &[Value], fields: &[&str]) -> Result<Vec<Value>, UnknownField> {
    if fields.is_empty() {
        return Ok(data.to_vec());
    }
    if let Some(unknown) = fields.iter().find(|field| is_unknown(data, field)) {
        let known = data.first().map_or_else(Vec::new, keys);
        return Err(UnknownField {
            name: (*unknown).to_owned(),
            known,
        });
    }
    Ok(data.iter().map(|record| pick_one(record, fields)).collect())
}

/// Tells whether no record has a value there and some record cannot have one; a null or an empty list
/// on the way says neither.
fn is_unknown(data: &[Value], field: &str) -> bool {
    let mut is_lacking = false;
    for record in data {
        match reach(record, field) {
            None => is_lacking = true,
            Some(Value::Null) => {}
            Some(Value::Array(values)) if values.is_empty() => {}
            Some(_) => return false,
        }
    }
    is_lacking
}

fn pick_one(record: &Value, fields: &[&str]) -> Value {
    let pairs = fields.iter().map(|field| {
        let value = reach(record, field).unwrap_or(Value::Null);
        ((*field).to_owned(), value)
    });
    Value::Object(pairs.collect::<Map<_, _>>())
}

/// Returns the names of a record's fields, in their order.
pub fn keys(record: &Value) -> Vec<String> {
    record
        .as_object()
        .map_or_else(Vec::new, |fields| fields.keys().cloned().collect())
}

/// Returns what a path leads to; nothing if the record has no such field.
pub fn reach(record: &Value, path: &str) -> Option<Value> {
    match record {
        Value::Null => Some(Value::Null),
        Value::Array(records) if records.is_empty() => Some(Value::Array(Vec::new())),
        Value::Array(records) => {
            let found: Vec<Value> = records.iter().filter_map(|one| reach(one, path)).collect();
            (!found.is_empty()).then_some(Value::Array(found))
        }
        Value::Object(fields) => {
            if let Some(value) = fields.get(path) {
                return Some(value.clone());
            }
            let (first, rest) = path.split_once('.')?;
            reach(fields.get(first)?, rest)
        }
        Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn records() -> Vec<Value> {
        vec![
            json!({"id": "D-1", "decider": null, "options": [{"title": "A"}, {"title": "B"}]}),
            json!({"id": "D-2", "decider": {"handle": "lee"}, "options": []}),
        ]
    }

    #[test]
    fn fields_come_in_the_order_asked_for_and_reach_into_records() {
        let check = |fields: &[&str], want: Value| {
            assert_eq!(
                Value::Array(pick(&records(), fields).unwrap()),
                want,
                "{fields:?}"
            );
        };
        check(
            &["decider.handle", "id"],
            json!([
                {"decider.handle": null, "id": "D-1"},
                {"decider.handle": "lee", "id": "D-2"},
            ]),
        );
        check(
            &["options.title"],
            json!([{"options.title": ["A", "B"]}, {"options.title": []}]),
        );
        check(&[], Value::Array(records()));
    }

    #[test]
    fn an_unknown_field_names_the_known_ones() {
        let check = |field: &str| {
            let error = pick(&records(), &["id", field]).unwrap_err();
            assert_eq!(error.name, field);
            assert_eq!(error.known, ["id", "decider", "options"]);
        };
        check("ownr");
        check("id.title");
        check("options.pros");
        assert_eq!(pick(&[], &["any"]), Ok(vec![]));
    }
}
