//! Texts for people, as SARIF writes them (section 3.11).

use serde_sarif::sarif;

use crate::finding::truncated;
use crate::format::sanitised;

/// A message. Nothing in the text has a meaning of its own.
pub fn message(text: &str) -> sarif::Message {
    sarif::Message::builder().text(plain(text)).build()
}

/// Longest text beside messages, in Unicode scalar values: a stranger's megabyte is not repeated with every
/// finding.
pub const MAX_CHARACTERS: usize = 1_000;

/// A text that is not too long and has no characters that act on a terminal or on the reader's eyes. JSON
/// escapes those too; but who reads the file decodes them again, and prints.
pub fn safe(text: &str) -> String {
    sanitised(&truncated(text, MAX_CHARACTERS, "…")).into_owned()
}

/// The text as part of a message: braces, which would be placeholders, are doubled (section 3.11.5), and
/// `](`, which would end the text of a link (section 3.11.6), is torn apart. Other brackets may stand as they
/// are. A backslash would do by the specification, but not for a reader that looks for links with Markdown's
/// eyes, and it would itself be escaped by a backslash that a document puts before it.
pub fn plain(text: &str) -> String {
    without_placeholders(text).replace("](", "] (")
}

/// A link from a message to the location of that id in the same result.
pub fn link(text: &str, id: usize) -> String {
    let text = without_placeholders(text).replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
    format!("[{text}]({id})")
}

fn without_placeholders(text: &str) -> String {
    sanitised(text).replace('{', "{{").replace('}', "}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_cannot_put_a_link_or_a_placeholder_into_a_message() {
        assert_eq!(plain("redirect_uris[0] is `{0}`"), "redirect_uris[0] is `{{0}}`");
        assert_eq!(plain("`[here](https://evil.example/)`"), "`[here] (https://evil.example/)`");
        assert_eq!(plain("`[here\\](https://evil.example/)`"), "`[here\\] (https://evil.example/)`");
        assert_eq!(plain("a\u{1b}[31m\u{202e}"), "a<U+001B>[31m<U+202E>");
    }

    #[test]
    fn the_text_of_a_link_is_escaped() {
        assert_eq!(link("redirect_uris[0] \\ {x}", 1), "[redirect_uris\\[0\\] \\\\ {{x}}](1)");
    }
}
