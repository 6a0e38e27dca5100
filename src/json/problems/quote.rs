//! Quoting a piece of the document in a message.

use crate::json::encoding::is_invisible;
use crate::json::span::Span;

/// How many characters are quoted.
const LIMIT: usize = 40;

/// The text of `span`, cut after 40 characters, with invisible characters written as `U+XXXX`.
pub(in crate::json) fn quote(bytes: &[u8], span: Span) -> String {
    let rest = bytes.get(span.range()).unwrap_or_default();
    // At most four bytes for each character, and one character more to see whether the text goes on.
    let window = &rest[..rest.len().min(4 * (LIMIT + 1))];
    let text = String::from_utf8_lossy(window);
    let mut characters = text.chars();
    let mut shown = String::new();
    for character in characters.by_ref().take(LIMIT) {
        if is_invisible(character) {
            let code = format!("U+{:04X}", u32::from(character));
            shown.push_str(&code);
        } else {
            shown.push(character);
        }
    }
    if characters.next().is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> String {
        quote(text.as_bytes(), Span::new(0, text.len()))
    }

    #[test]
    fn long_text_is_cut() {
        assert_eq!(whole(&"é".repeat(40)), "é".repeat(40));
        assert_eq!(whole(&"é".repeat(41)), "é".repeat(40) + "…");
    }

    #[test]
    fn invisible_characters_are_spelled_out() {
        assert_eq!(whole("a\tb\u{200b}\u{a0}"), "aU+0009bU+200BU+00A0");
    }

    #[test]
    fn a_span_outside_the_text_is_empty() {
        assert_eq!(quote(b"ab", Span::new(1, 5)), "");
    }
}
