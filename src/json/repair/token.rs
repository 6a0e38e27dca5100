//! Strings, names and words as JSON spells them.

use super::edits::Edits;
use crate::json::escape::{self, Escape};
use crate::json::node::{Kind, Token};

impl Edits<'_> {
    /// Spells a string or a member name as JSON wants it.
    pub(super) fn spell_string(&mut self, token: Token) {
        let span = token.span();
        if !is_string(&self.source[span.range()]) {
            let content = String::from_utf8_lossy(&self.source[token.content().range()]);
            self.replace(span, &format!("\"{}\"", respelled(&content)));
        }
    }

    /// Spells `true`, `false` or `null` as JSON wants it; numbers stay.
    pub(super) fn spell_word(&mut self, token: Token, kind: Kind) {
        let raw = &self.source[token.span().range()];
        let word = match kind {
            Kind::Bool if matches!(raw, [b't' | b'T', ..]) => "true",
            Kind::Bool => "false",
            Kind::Null => "null",
            _ => return,
        };
        if raw != word.as_bytes() {
            self.replace(token.span(), word);
        }
    }
}

/// Whether this is a string in JSON.
fn is_string(raw: &[u8]) -> bool {
    let [b'"', content @ .., b'"'] = raw else { return false };
    let mut at = 0;
    while let Some(byte) = content.get(at) {
        at += match byte {
            0..0x20 | b'"' => return false,
            b'\\' => match escape::read(&content[at..]) {
                (Escape::Unknown, _) => return false,
                (_, length) => length,
            },
            _ => 1,
        };
    }
    true
}

/// The content of a string in other quotes: what JSON takes stays, and the rest is escaped.
fn respelled(content: &str) -> String {
    let mut text = String::with_capacity(content.len());
    let mut rest = content;
    while let Some(character) = rest.chars().next() {
        let mut length = character.len_utf8();
        match character {
            '"' => text.push_str("\\\""),
            '\\' => match escape::read(rest.as_bytes()) {
                // The backslash says nothing: what follows it is next.
                (Escape::Unknown, _) => {}
                (_, known) => {
                    length = known;
                    text.push_str(&rest[..length]);
                }
            },
            _ => escape::push_in_string(&mut text, character),
        }
        rest = &rest[length..];
    }
    text
}
