//! Strings in double quotes.

use super::state::{LOOK_AHEAD, Parser};
use crate::json::escape::{self, Escape};
use crate::json::node::Token;
use crate::json::problems::ProblemKind;
use crate::json::span::Span;

impl Parser<'_> {
    /// Reads the string at the current offset.
    pub(super) fn string(&mut self) -> Token {
        let start = self.at;
        let mut at = start + 1;
        let mut has_escapes = false;
        let mut has_control = false;
        // Line breaks up to this offset do not end the string.
        let mut continues_until = 0;
        loop {
            let rest = &self.bytes[at..];
            at += rest.iter().position(|byte| !is_plain(*byte)).unwrap_or(rest.len());
            match self.bytes.get(at) {
                Some(b'"') => {
                    self.at = at + 1;
                    let span = Span::new(start, self.at);
                    return Token { open_quote: 1, close_quote: 1, has_escapes, ..Token::unquoted(span) };
                }
                Some(b'\\') => {
                    has_escapes = true;
                    at = self.escape(at);
                    continue;
                }
                Some(b'\n' | b'\r') if at >= continues_until => match self.end_in_next_lines(at) {
                    Some(end) => continues_until = end,
                    None => return Token { has_escapes, ..self.unterminated(start, 1, at) },
                },
                None => return Token { has_escapes, ..self.unterminated(start, 1, at) },
                Some(_) => {}
            }
            if !has_control {
                let length = if self.bytes[at..].starts_with(b"\r\n") { 2 } else { 1 };
                self.report(ProblemKind::ControlCharacter, Span::new(at, at + length));
                has_control = true;
            }
            at += 1;
        }
    }

    /// Checks the escape at `at` and returns where it ends.
    fn escape(&mut self, at: usize) -> usize {
        let (escape, length) = escape::read(&self.bytes[at..]);
        let span = Span::new(at, at + length);
        match escape {
            Escape::Char(_) => {}
            Escape::LoneSurrogate => self.report(ProblemKind::LoneSurrogate, span),
            // At the end of the line or of the text the problem is not the backslash, but that the string does not end.
            Escape::Unknown if length == 1 || span.end == self.bytes.len() => {}
            Escape::Unknown => self.report(ProblemKind::BadEscape, span),
        }
        span.end
    }

    /// Where the string that contains the line break at `at` ends, if it seems to go on after it: the next quote is
    /// one that ends a string, and not one that begins it.
    fn end_in_next_lines(&self, at: usize) -> Option<usize> {
        let limit = self.bytes.len().min(at + LOOK_AHEAD);
        let ahead = &self.bytes[at..limit];
        let quote = at + ahead.iter().position(|byte| *byte == b'"')?;
        self.is_item_end(quote + 1).then_some(quote)
    }

    /// Ends a string without a closing quote at the end `at` of its line. It begins at `start` with a quote of
    /// `open_quote` bytes. A comma at the end of the line is taken for the one after the string.
    pub(super) fn unterminated(&mut self, start: usize, open_quote: u8, at: usize) -> Token {
        let content_start = start + usize::from(open_quote);
        let content = self.bytes[content_start..at].trim_ascii_end();
        let content = content.strip_suffix(b",").unwrap_or(content);
        self.at = content_start + content.len();
        let span = Span::new(start, self.at);
        self.report(ProblemKind::UnterminatedString, span);
        if at == self.bytes.len() {
            // The text was cut off, so brackets are missing as well.
            self.unbalanced = true;
        }
        self.recovering = true;
        Token { open_quote, ..Token::unquoted(span) }
    }
}

/// Whether a byte may be in a string as it is: it is not a quote, a backslash or a control character.
fn is_plain(byte: u8) -> bool {
    byte >= b' ' && byte != b'"' && byte != b'\\'
}
