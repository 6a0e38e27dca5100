//! Words that stand where a value belongs.

use super::{Parser, Place, Step, number};
use crate::json::encoding::char_at;
use crate::json::node::{Kind, Token};
use crate::json::problem::ProblemKind;
use crate::json::span::Span;

impl Parser<'_> {
    /// Reads the word or misspelled number at hand as the value of `name`.
    #[cold]
    pub(super) fn bare_value(&mut self, name: Token) -> Step {
        let start = self.at;
        let end = self.word_end(start);
        if self.is_entry_end(end)
            && let Some((kind, problem)) = meaning(&self.bytes[start..end])
        {
            self.report(problem, Span::new(start, end));
            self.at = end;
            return self.push(kind, Token::bare(start, end), name);
        }
        if self.place == Place::Root {
            return self.leading_text();
        }
        let value = self.unquoted_string(start);
        self.at = value.span().end;
        self.report(ProblemKind::UnquotedString, value.span());
        self.unsettled = true;
        self.push(Kind::String, value, name)
    }

    /// Where the word at `at` ends: at the first character that is neither a
    /// letter nor a digit nor one of `_$+-.`.
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

    /// The text from `start` to where the entry ends. A quote in front of that
    /// closes the text, so that the author only forgot the opening one.
    fn unquoted_string(&self, start: usize) -> Token {
        let rest = &self.bytes[start..];
        // Braces may be within the text, as in `${NAME}`.
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
        if rest.get(length) == Some(&b'"') && self.is_entry_end(end + 1) {
            return Token::quoted(start, end + 1, 0, 1);
        }
        Token::bare(start, start + rest[..length].trim_ascii_end().len())
    }
}

/// The value that a bare word was meant to be.
fn meaning(word: &[u8]) -> Option<(Kind, ProblemKind)> {
    let is = |spelling: &str| word.eq_ignore_ascii_case(spelling.as_bytes());
    if is("true") || is("false") {
        return Some((Kind::Bool, ProblemKind::WrongLiteral));
    }
    if ["null", "none", "nil", "undefined"].into_iter().any(is) {
        return Some((Kind::Null, ProblemKind::WrongLiteral));
    }
    let unsigned = word.strip_prefix(b"-").or(word.strip_prefix(b"+")).unwrap_or(word);
    if ["nan", "inf", "infinity"].iter().any(|spelling| unsigned.eq_ignore_ascii_case(spelling.as_bytes())) {
        return Some((Kind::Number, ProblemKind::NotFinite));
    }
    number::flaw(word).map(|flaw| (Kind::Number, ProblemKind::BadNumber(flaw)))
}
