//! How much a user's own profile may say.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The longest title, in bytes. Every report has it many times.
const MAX_TITLE_BYTES: usize = 200;

/// The longest other text, in bytes.
const MAX_TEXT_BYTES: usize = 2_000;

/// Most values of a list, or entries of a table.
const MAX_VALUES: usize = 500;

/// What is larger than it may be, and where that is.
pub type Exceeded = (Range<usize>, String);

/// Says what of a profile is larger than it may be.
pub fn exceeded(profile: &DeTable<'_>) -> Option<Exceeded> {
    let is_long = |title: &Spanned<DeValue<'_>>| {
        title.get_ref().as_str().is_some_and(|title| title.len() > MAX_TITLE_BYTES)
    };
    if let Some(title) = profile.get("title").filter(|title| is_long(title)) {
        return Some((title.span(), format!("`title` is longer than {MAX_TITLE_BYTES} bytes")));
    }
    in_table("the profile", 0..0, profile)
}

fn in_table(name: &str, span: Range<usize>, table: &DeTable<'_>) -> Option<Exceeded> {
    if table.len() > MAX_VALUES {
        return Some((span, format!("`{name}` has more than {MAX_VALUES} entries")));
    }
    table.iter().find_map(|(key, value)| {
        if key.get_ref().len() > MAX_TEXT_BYTES {
            return Some((key.span(), format!("a key is longer than {MAX_TEXT_BYTES} bytes")));
        }
        in_value(key.get_ref(), value)
    })
}

fn in_value(name: &str, value: &Spanned<DeValue<'_>>) -> Option<Exceeded> {
    match value.get_ref() {
        DeValue::String(text) if text.len() > MAX_TEXT_BYTES => {
            Some((value.span(), format!("`{name}` has a text that is longer than {MAX_TEXT_BYTES} bytes")))
        }
        DeValue::Array(values) if values.len() > MAX_VALUES => {
            Some((value.span(), format!("`{name}` has more than {MAX_VALUES} values")))
        }
        DeValue::Array(values) => values.iter().find_map(|value| in_value(name, value)),
        DeValue::Table(table) => in_table(name, value.span(), table),
        _ => None,
    }
}
