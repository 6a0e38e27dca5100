//! Questions about the text at the current offset.

use super::state::{LOOK_AHEAD, Parser};
use crate::json::encoding::char_at;
use crate::json::span::Span;

impl Parser<'_> {
    /// The span of the next byte.
    pub(super) fn here(&self) -> Span {
        Span::new(self.at, self.at + 1)
    }

    /// The rest of the current line, without white space at its end.
    pub(super) fn rest_of_line(&self) -> Span {
        let rest = &self.bytes[self.at..];
        let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let line = rest[..end.unwrap_or(rest.len())].trim_ascii_end();
        Span::new(self.at, self.at + line.len())
    }

    /// Whether the byte at `at` may be part of a word or of a number, well spelled or not.
    pub(super) fn is_word_at(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'+' | b'-' | b'.')
        })
    }

    /// Where the word at `at` ends: at the first character that is neither a letter nor a digit nor one of `_$+-.`.
    pub(super) fn word_end(&self, mut at: usize) -> usize {
        loop {
            if self.is_word_at(at) {
                at += 1;
                continue;
            }
            match char_at(self.bytes, at) {
                (Some(character), length) if character.is_alphanumeric() => at += length,
                _ => return at,
            }
        }
    }

    /// The next word, string or character, to be quoted in a message.
    pub(super) fn next_piece(&self) -> Span {
        let rest = &self.bytes[self.at..];
        let length = if rest.first() == Some(&b'"') {
            let window = &rest[1..rest.len().min(LOOK_AHEAD)];
            let end = window.iter().position(|byte| matches!(byte, b'"' | b'\n'));
            end.map_or(1, |end| end + 2)
        } else {
            let word = self.word_end(self.at) - self.at;
            word.max(char_at(self.bytes, self.at).1)
        };
        Span::new(self.at, self.at + length)
    }

    /// Whether what follows `at` on the same line can follow a value: a comma, a closing bracket, or nothing.
    pub(super) fn is_item_end(&self, at: usize) -> bool {
        let rest = &self.bytes[at..];
        let next = rest.iter().find(|byte| !matches!(byte, b' ' | b'\t'));
        matches!(next, None | Some(b',' | b'}' | b']' | b'\n' | b'\r'))
    }

    /// Where the text in front of `at` ends, without the white space directly in front of `at`.
    pub(super) fn last_end_before(&self, at: usize) -> usize {
        self.bytes[..at].trim_ascii_end().len()
    }
}
