//! Strings in quotes that JSON does not have.

use super::Parser;
use crate::json::node::Token;
use crate::json::problem::ProblemKind;

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
        let open = length(style.open);
        let mut at = start + style.open.len();
        let mut escaped = false;
        loop {
            let rest = &self.bytes[at..];
            if let Some(close) = style.closing(rest) {
                self.at = at + close.len();
                let token = Token::quoted(start, self.at, open, length(close));
                self.report(style.problem(), token.span());
                return Some(token.with_escapes(escaped));
            }
            match rest {
                [] | [b'\n' | b'\r', ..] => {
                    let token = self.unterminated(start, open, at);
                    return Some(token.with_escapes(escaped));
                }
                [b'\\', _, ..] => {
                    escaped = true;
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
