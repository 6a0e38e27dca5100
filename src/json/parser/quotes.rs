//! Strings in quotes that JSON does not have.

use super::Parser;
use crate::json::node::Token;
use crate::json::problem::ProblemKind;
use crate::json::span::Span;

/// A way to quote a string: an opening quote and what may close it.
struct Style {
    open: &'static str,
    close: &'static [&'static str],
}

const ESCAPED: &str = "\\\"";

/// Typographic quotes are often closed by another one than opened, because
/// word processors choose them by what stands around.
const STYLES: [Style; 7] = [
    Style { open: "'", close: &["'"] },
    Style { open: "`", close: &["`"] },
    Style { open: "‘", close: &["’", "‘", "'"] },
    Style { open: "’", close: &["’", "‘", "'"] },
    Style { open: "“", close: &["”", "“", "\""] },
    Style { open: "”", close: &["”", "“", "\""] },
    Style { open: ESCAPED, close: &[ESCAPED, "\""] },
];

impl Parser<'_> {
    /// Whether a string in such quotes is at hand.
    pub(super) fn at_other_quotes(&self) -> bool {
        self.quote_style().is_some()
    }

    /// Reads the string in such quotes at hand, if there is one. It ends with
    /// its line at the latest.
    #[cold]
    pub(super) fn string_in_other_quotes(&mut self) -> Option<Token> {
        let style = self.quote_style()?;
        let start = self.at;
        let mut at = start + style.open.len();
        let mut escaped = false;
        let close = loop {
            let rest = &self.bytes[at..];
            let close = style.close.iter().find(|close| rest.starts_with(close.as_bytes()));
            match rest.first() {
                _ if close.is_some() => break close,
                None | Some(b'\n' | b'\r') => break None,
                Some(b'\\') if rest.len() > 1 => {
                    escaped = true;
                    at += 2;
                }
                Some(_) => at += 1,
            }
        };
        let token = match close {
            Some(close) => {
                self.at = at + close.len();
                Token::quoted(start, self.at, length(style.open), length(close))
            }
            None => {
                let content = self.bytes[..at].trim_ascii_end();
                let content = content.strip_suffix(b",").unwrap_or(content);
                let end = content.len().max(start + style.open.len());
                let span = Span::new(start, end);
                self.report(ProblemKind::UnterminatedString, span);
                self.unsettled = true;
                self.at = end;
                Token::quoted(start, end, length(style.open), 0)
            }
        };
        if close.is_some() {
            let kind =
                if style.open == ESCAPED { ProblemKind::EscapedQuotes } else { ProblemKind::WrongQuotes };
            self.report(kind, token.span());
        }
        Some(token.with_escapes(escaped))
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
