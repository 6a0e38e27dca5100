//! Quoting untrusted text in messages, shortened.

use std::borrow::Cow;

/// Longest quotation of a value, in Unicode scalar values.
pub(crate) const MAX_QUOTED: usize = 200;

/// The value between backticks, cut after 200 characters.
pub fn quoted(value: &str) -> String {
    format!("`{}`", truncated(value, MAX_QUOTED, "…"))
}

/// The value between backticks as it stands, for what a reader is to copy; `None` where it would have to be cut, or where
/// a backtick in it would end it.
pub fn quoted_whole(value: &str) -> Option<String> {
    let is_short = value.chars().nth(MAX_QUOTED).is_none();
    (is_short && !value.contains('`')).then(|| format!("`{value}`"))
}

/// Items of a sentence: `a`, `a and b`, `a, b and c`.
pub fn enumerated(items: &[String], joint: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [others @ .., last] => format!("{} {joint} {last}", others.join(", ")),
    }
}

/// A text as a string of JSON.
pub fn json_string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A text of no more than `limit` Unicode scalar values; where more was cut off, the mark stands.
pub(crate) fn truncated<'t>(text: &'t str, limit: usize, mark: &str) -> Cow<'t, str> {
    match text.char_indices().nth(limit) {
        None => Cow::Borrowed(text),
        Some((end, _)) => Cow::Owned(format!("{}{mark}", &text[..end])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_too_long_is_cut() {
        assert_eq!(truncated("äöü", 3, "…"), "äöü");
        assert_eq!(truncated("äöü", 2, "..."), "äö...");
        assert_eq!(truncated("", 0, "…"), "");
        assert_eq!(quoted_whole(&"é".repeat(200)), Some(format!("`{}`", "é".repeat(200))));
        assert_eq!((quoted_whole(&"é".repeat(201)), quoted_whole("a`b")), (None, None));
        assert_eq!(quoted(&"é".repeat(201)), format!("`{}…`", "é".repeat(200)));
    }
}
