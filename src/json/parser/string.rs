//! Strings in double quotes.

use super::bytes::end_of_plain;
use super::{LOOK_AHEAD, Parser};
use crate::json::escape::{self, Escape};
use crate::json::node::Token;
use crate::json::problem::ProblemKind;
use crate::json::span::Span;

impl Parser<'_> {
    /// Reads the string at hand.
    pub(super) fn string(&mut self) -> Token {
        let start = self.at;
        let mut escaped = false;
        let mut at = start + 1;
        loop {
            at = end_of_plain(self.bytes, at);
            match self.bytes.get(at) {
                Some(b'"') => {
                    self.at = at + 1;
                    return Token::quoted(start, self.at, 1, 1).with_escapes(escaped);
                }
                Some(b'\\') => {
                    escaped = true;
                    at = self.escape(at);
                }
                _ => return self.recover_string(start, at, escaped),
            }
        }
    }

    /// Checks the escape at `at` and returns where it ends.
    pub(super) fn escape(&mut self, at: usize) -> usize {
        let (escape, length) = escape::read(&self.bytes[at..]);
        let span = Span::new(at, at + length);
        match escape {
            Escape::Char(_) => {}
            Escape::LoneSurrogate => self.report(ProblemKind::LoneSurrogate, span),
            // A backslash at the end of the line or of the text is not the
            // problem; that the string does not end there is.
            Escape::Unknown if length == 1 || span.end == self.bytes.len() => {}
            Escape::Unknown => self.report(ProblemKind::BadEscape, span),
        }
        span.end
    }

    /// Goes on with the string begun at `start`, which has a control character
    /// at `at` or ends there with the text.
    #[cold]
    fn recover_string(&mut self, start: usize, mut at: usize, mut escaped: bool) -> Token {
        let mut reported = false;
        // Up to here a line break does not end the string.
        let mut continued = 0;
        loop {
            match self.bytes.get(at) {
                Some(b'"') => {
                    self.at = at + 1;
                    return Token::quoted(start, self.at, 1, 1).with_escapes(escaped);
                }
                Some(b'\\') => {
                    escaped = true;
                    at = self.escape(at);
                    continue;
                }
                Some(b'\n' | b'\r') if at >= continued => match self.end_in_next_lines(at) {
                    Some(end) => continued = end,
                    None => return self.unterminated(start, 1, at).with_escapes(escaped),
                },
                None => return self.unterminated(start, 1, at).with_escapes(escaped),
                Some(_) => {}
            }
            if !reported && self.bytes[at] < 0x20 {
                let line_break = self.bytes[at..].starts_with(b"\r\n");
                let length = if line_break { 2 } else { 1 };
                self.report(ProblemKind::ControlCharacter, Span::new(at, at + length));
                reported = true;
            }
            at += 1;
        }
    }

    /// Where the string that reaches the line break at `at` ends, if it seems
    /// to go on: the next quote is one that ends a string, not one that begins it.
    fn end_in_next_lines(&self, at: usize) -> Option<usize> {
        let limit = self.bytes.len().min(at + LOOK_AHEAD);
        let ahead = &self.bytes[at..limit];
        let quote = at + ahead.iter().position(|byte| *byte == b'"')?;
        self.is_entry_end(quote + 1).then_some(quote)
    }

    /// Whether, blanks aside, what follows `at` can follow a value: a comma,
    /// a closing bracket, or the end of the line.
    pub(super) fn is_entry_end(&self, at: usize) -> bool {
        let rest = &self.bytes[at..];
        let next = rest.iter().find(|byte| !matches!(byte, b' ' | b'\t'));
        matches!(next, None | Some(b',' | b'}' | b']' | b'\n' | b'\r'))
    }

    /// Ends the string begun at `start` with a quote of `open` bytes without a
    /// closing one, at the end `at` of its line. A comma there is taken for the
    /// one after the string.
    pub(super) fn unterminated(&mut self, start: usize, open: u8, at: usize) -> Token {
        let content_start = start + usize::from(open);
        let content = self.bytes[content_start..at].trim_ascii_end();
        let content = content.strip_suffix(b",").unwrap_or(content);
        self.at = content_start + content.len();
        let span = Span::new(start, self.at);
        self.report(ProblemKind::UnterminatedString, span);
        if at == self.bytes.len() {
            // The text was cut off, so brackets are missing as well.
            self.unbalanced = true;
        }
        self.unsettled = true;
        Token::quoted(start, self.at, open, 0)
    }
}
