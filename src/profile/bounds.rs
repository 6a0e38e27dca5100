//! How much a user's own profile may say.

use toml::{Table, Value};

/// The longest title, in bytes. Every report has it many times.
const MAX_TITLE_BYTES: usize = 200;

/// The longest other text, in bytes.
const MAX_TEXT_BYTES: usize = 2_000;

/// Most values of a list, or entries of a table.
const MAX_VALUES: usize = 500;

/// Says what of a profile is larger than it may be.
pub fn exceeded(profile: &Table) -> Option<String> {
    let is_long = |title: &Value| title.as_str().is_some_and(|title| title.len() > MAX_TITLE_BYTES);
    if profile.get("title").is_some_and(is_long) {
        return Some(format!("`title` is longer than {MAX_TITLE_BYTES} bytes"));
    }
    in_table("the profile", profile)
}

fn in_table(name: &str, table: &Table) -> Option<String> {
    if table.len() > MAX_VALUES {
        return Some(format!("`{name}` has more than {MAX_VALUES} entries"));
    }
    table.iter().find_map(|(key, value)| {
        if key.len() > MAX_TEXT_BYTES {
            return Some(format!("a key is longer than {MAX_TEXT_BYTES} bytes"));
        }
        in_value(key, value)
    })
}

fn in_value(name: &str, value: &Value) -> Option<String> {
    match value {
        Value::String(text) if text.len() > MAX_TEXT_BYTES => {
            Some(format!("`{name}` has a text that is longer than {MAX_TEXT_BYTES} bytes"))
        }
        Value::Array(values) if values.len() > MAX_VALUES => {
            Some(format!("`{name}` has more than {MAX_VALUES} values"))
        }
        Value::Array(values) => values.iter().find_map(|value| in_value(name, value)),
        Value::Table(table) => in_table(name, table),
        _ => None,
    }
}
