//! Quoting untrusted text in messages, shortened.

use std::borrow::Cow;

/// Longest quotation of a value, in Unicode scalar values.
pub(crate) const MAX_QUOTED: usize = 200;

/// The value between backticks, cut after 200 characters.
pub fn quoted(value: &str) -> String {
    format!("`{}`", truncated(value, MAX_QUOTED, "…"))
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
        assert_eq!(quoted(&"é".repeat(201)), format!("`{}…`", "é".repeat(200)));
    }
}
