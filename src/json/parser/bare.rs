//! Words without quotes where a value belongs.

use super::number;
use super::state::{Parser, Place, Step};
use crate::json::node::{Kind, Token};
use crate::json::problems::ProblemKind;
use crate::json::span::Span;

impl Parser<'_> {
    /// Reads the word or misspelled number at the current offset as a value.
    pub(super) fn bare_value(&mut self, name: Option<Token>) -> Step {
        let start = self.at;
        let end = self.word_end(start);
        if self.is_item_end(end)
            && let Some((kind, problem)) = meaning(&self.bytes[start..end])
        {
            let span = Span::new(start, end);
            self.report(problem, span);
            self.at = end;
            return self.push(kind, Token::unquoted(span), name);
        }
        if self.place() == Place::Root {
            return self.leading_text();
        }
        let value = self.unquoted_string(start);
        self.at = value.span().end;
        let is_closed = value.close_quote > 0;
        let kind = if is_closed { ProblemKind::MissingOpeningQuote } else { ProblemKind::UnquotedString };
        self.report(kind, value.span());
        self.recovering = true;
        self.push(Kind::String, value, name)
    }

    /// The text from `start` to the end of the item. If there is a quote at the end, the author forgot only the opening
    /// one.
    fn unquoted_string(&self, start: usize) -> Token {
        let rest = &self.bytes[start..];
        // There may be braces in the text, as in `${NAME}`.
        let mut braces = 0_usize;
        let stop = |byte: &u8| {
            match byte {
                b'{' => braces += 1,
                b'}' if braces > 0 => braces -= 1,
                b',' | b'}' | b']' | b'\n' | b'\r' | b'"' => return true,
                _ => {}
            }
            false
        };
        let length = rest.iter().position(stop).unwrap_or(rest.len());
        let end = start + length;
        if rest.get(length) == Some(&b'"') && self.is_item_end(end + 1) {
            return Token { close_quote: 1, ..Token::unquoted(Span::new(start, end + 1)) };
        }
        Token::unquoted(Span::new(start, start + rest[..length].trim_ascii_end().len()))
    }
}

/// What a word without quotes was meant to be, if it was not meant to be a string.
fn meaning(word: &[u8]) -> Option<(Kind, ProblemKind)> {
    let is = |spelling: &str| word.eq_ignore_ascii_case(spelling.as_bytes());
    if is("true") || is("false") {
        return Some((Kind::Bool, ProblemKind::WrongLiteral));
    }
    // `none` is the name of an authentication method.
    if word != b"none" && ["null", "none", "nil", "undefined"].into_iter().any(is) {
        return Some((Kind::Null, ProblemKind::WrongLiteral));
    }
    let unsigned = word.strip_prefix(b"-").or(word.strip_prefix(b"+")).unwrap_or(word);
    if ["nan", "inf", "infinity"].iter().any(|spelling| unsigned.eq_ignore_ascii_case(spelling.as_bytes())) {
        return Some((Kind::Number, ProblemKind::NotFinite));
    }
    number::flaw(word).map(|flaw| (Kind::Number, ProblemKind::BadNumber(flaw)))
}
