//! Quoting a stranger's value inside a message.

/// Longest quotation in a message, in Unicode scalar values.
const MAX_CHARACTERS: usize = 200;

/// The value between backticks, cut after 200 characters.
pub fn quoted(value: &str) -> String {
    match value.char_indices().nth(MAX_CHARACTERS) {
        None => format!("`{value}`"),
        Some((end, _)) => format!("`{}…`", &value[..end]),
    }
}
