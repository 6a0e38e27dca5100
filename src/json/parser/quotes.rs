//! Strings in quotes other than `"`.

use super::state::Parser;
use crate::json::node::Token;
use crate::json::problems::ProblemKind;
use crate::json::span::Span;

/// A way to quote a string.
struct Style {
    open: &'static str,
    /// The quotes that may close the string.
    close: &'static [&'static str],
}

const ESCAPED: &str = "\\\"";

/// The closing quote is often not the counterpart of the opening one, because word processors choose typographic quotes
/// by the characters around them.
const STYLES: [Style; 7] = [
    Style { open: "'", close: &["'"] },
    Style { open: "`", close: &["`"] },
    Style { open: "‘", close: &["’", "‘", "'"] },
    Style { open: "’", close: &["’", "‘", "'"] },
    Style { open: "“", close: &["”", "“", "\""] },
    Style { open: "”", close: &["”", "“", "\""] },
    Style { open: ESCAPED, close: &[ESCAPED, "\""] },
];

impl Style {
    /// The closing quote that `rest` starts with.
    fn closing(&self, rest: &[u8]) -> Option<&'static str> {
        let mut quotes = self.close.iter().copied();
        quotes.find(|quote| rest.starts_with(quote.as_bytes()))
    }

    fn problem(&self) -> ProblemKind {
        if self.open == ESCAPED { ProblemKind::EscapedQuotes } else { ProblemKind::WrongQuotes }
    }
}

impl Parser<'_> {
    /// Whether a string in such quotes is at the current offset.
    pub(super) fn at_other_quotes(&self) -> bool {
        self.quote_style().is_some()
    }

    /// Reads the string in such quotes at the current offset, if there is one. It ends with its line at the latest.
    pub(super) fn string_in_other_quotes(&mut self) -> Option<Token> {
        let style = self.quote_style()?;
        let start = self.at;
        let open_quote = length(style.open);
        let mut at = start + style.open.len();
        let mut has_escapes = false;
        loop {
            let rest = &self.bytes[at..];
            if let Some(close) = style.closing(rest) {
                self.at = at + close.len();
                let span = Span::new(start, self.at);
                self.report(style.problem(), span);
                let close_quote = length(close);
                return Some(Token { open_quote, close_quote, has_escapes, ..Token::unquoted(span) });
            }
            match rest {
                [] | [b'\n' | b'\r', ..] => {
                    return Some(Token { has_escapes, ..self.unterminated(start, open_quote, at) });
                }
                [b'\\', _, ..] => {
                    has_escapes = true;
                    at += 2;
                }
                _ => at += 1,
            }
        }
    }

    fn quote_style(&self) -> Option<&'static Style> {
        let rest = self.bytes.get(self.at..)?;
        STYLES.iter().find(|style| rest.starts_with(style.open.as_bytes()))
    }
}

/// The length of a quote; none is longer than three bytes.
fn length(quote: &str) -> u8 {
    u8::try_from(quote.len()).unwrap_or(0)
}
