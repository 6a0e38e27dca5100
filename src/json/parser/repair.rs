//! Strings that end too early or too late because of a wrong quote.

use super::state::{LOOK_AHEAD, Parser};
use crate::json::node::{Kind, Token};
use crate::json::problems::ProblemKind;
use crate::json::span::Span;

impl Parser<'_> {
    /// If the name is a string that includes its colon, as in `{"a: "b"}`, ends the name in front of the colon and goes
    /// on from there.
    pub(super) fn name_without_end(&mut self, name: Token) -> Option<Token> {
        if self.at > name.span().end {
            // White space after the quote means that the quote does close the name.
            return None;
        }
        let content = name.content();
        let window = content.start..content.end.min(content.start + LOOK_AHEAD);
        let colon = self.bytes[window].iter().position(|byte| *byte == b':')?;
        self.at = content.start + colon;
        let name = name.ending_at(self.at, 0);
        self.report(ProblemKind::UnterminatedString, name.span());
        Some(name)
    }

    /// If the text goes on behind the closing quote of the last value, finds where that string was meant to end and
    /// goes on from there. Returns whether it did.
    pub(super) fn repair_string(&mut self) -> bool {
        if self.recovering || !self.is_word_at(self.at) {
            return false;
        }
        let Some(value) = self.quoted_value_on_line() else {
            return false;
        };
        let span = value.span();
        let text = &self.bytes[value.content().range()];
        if let Some(text) = text.trim_ascii_end().strip_suffix(b",") {
            // The quote is the opening one of the next string.
            let end = value.content().start + text.len();
            self.report(ProblemKind::UnterminatedString, Span::new(span.start, end));
            self.end_last_string(end, 0);
            return true;
        }
        let Some(end) = self.end_past_inner_quotes() else {
            return false;
        };
        self.report(ProblemKind::UnescapedQuote, Span::new(span.end - 1, span.end));
        self.end_last_string(end, 1);
        true
    }

    /// The value read last, if it is a string in double quotes in the innermost container and ends on the current
    /// line.
    fn quoted_value_on_line(&self) -> Option<Token> {
        let last = self.nodes.last()?;
        let span = last.value.span();
        let quoted = last.kind == Kind::String && self.bytes[..span.end].ends_with(b"\"");
        let gap = self.bytes.get(span.end..self.at).filter(|gap| gap.len() < LOOK_AHEAD)?;
        (quoted && last.parent == self.innermost() && !gap.contains(&b'\n')).then_some(last.value)
    }

    /// The end of a string that goes on at the current offset after a quote inside it: behind the first quote on the
    /// line that is followed by the end of an item.
    fn end_past_inner_quotes(&self) -> Option<usize> {
        let limit = self.bytes.len().min(self.at + LOOK_AHEAD);
        for at in self.at..limit {
            match self.bytes[at] {
                b'\n' | b'\r' => return None,
                b'"' if self.is_item_end(at + 1) => return Some(at + 1),
                // A member begins before the string has ended.
                b'"' if self.bytes.get(at + 1) == Some(&b':') => return None,
                _ => {}
            }
        }
        None
    }

    /// Ends the last value at `end` instead, with a closing quote of `close_quote` bytes.
    fn end_last_string(&mut self, end: usize, close_quote: u8) {
        if let Some(node) = self.nodes.last_mut() {
            node.value = node.value.ending_at(end, close_quote);
            let text = &self.bytes[node.value.content().range()];
            node.value.has_escapes = text.contains(&b'\\');
        }
        self.at = end;
    }
}
