//! What to do where valid JSON ends.

use super::state::{Parser, Place, Step};
use crate::json::encoding::char_at;
use crate::json::node::{Kind, Token};
use crate::json::problems::{Expected, ProblemKind};
use crate::json::span::Span;

impl Parser<'_> {
    /// Skips the commas at the current offset, which have nothing in front of them, and goes on with `step`.
    pub(super) fn extra_comma(&mut self, step: Step) -> Step {
        let start = self.at;
        let mut end = self.at;
        while self.peek() == Some(b',') {
            self.at += 1;
            end = self.at;
            self.skip_space();
        }
        self.report(ProblemKind::ExtraComma, Span::new(start, end));
        self.recovering = true;
        step
    }

    /// Something other than a value is where a value belongs. If only that was skipped, returns `again`.
    pub(super) fn recover_value(&mut self, name: Option<Token>, again: Step) -> Step {
        let Some(next) = self.peek() else {
            return self.cut_off();
        };
        if self.skip_gap() {
            return again;
        }
        if let Some(value) = self.string_in_other_quotes() {
            return self.push(Kind::String, value, name);
        }
        match (next, self.place(), name) {
            (b'}' | b']', Place::Root, _) => {
                self.report(ProblemKind::UnexpectedClose, self.here());
                self.at += 1;
                return again;
            }
            (b'}' | b']' | b',', Place::Object, Some(name)) => {
                self.report(ProblemKind::MissingValue, name.span());
                return Step::AfterMember;
            }
            (b'}', Place::Array, _) => return Step::AfterElement,
            (b':' | b'=', Place::Object | Place::Array, _) => {
                self.report(ProblemKind::Unexpected(Expected::Value), self.here());
                self.recovering = true;
                self.at += 1;
                return again;
            }
            _ => {}
        }
        if self.word_end(self.at) > self.at {
            return self.bare_value(name);
        }
        if self.place() == Place::Root {
            return self.leading_text();
        }
        self.skip_unexpected(Expected::Value)
    }

    /// Something other than a string is where a member name belongs.
    pub(super) fn recover_name(&mut self) -> Step {
        let Some(next) = self.peek() else {
            return self.cut_off();
        };
        if self.skip_gap() {
            return Step::Member;
        }
        if let Some(name) = self.string_in_other_quotes() {
            return Step::Colon(name);
        }
        match (next, self.comma) {
            (b']', _) => return Step::AfterMember,
            (b'{', Some(comma)) if self.outer_kind() == Some(Kind::Array) => {
                self.close_forgotten(comma);
                return Step::Element;
            }
            (b'{' | b'[', _) => {
                self.report(ProblemKind::Unexpected(Expected::Name), self.here());
                self.recovering = true;
                self.skip_container();
                return Step::AfterMember;
            }
            _ => {}
        }
        let end = self.word_end(self.at);
        if end == self.at {
            return self.skip_unexpected(Expected::Name);
        }
        let close_quote = u8::from(self.bytes.get(end) == Some(&b'"'));
        let span = Span::new(self.at, end + usize::from(close_quote));
        self.at = span.end;
        let kind =
            if close_quote == 1 { ProblemKind::MissingOpeningQuote } else { ProblemKind::UnquotedName };
        self.report(kind, span);
        self.recovering = true;
        Step::Colon(Token { close_quote, ..Token::unquoted(span) })
    }

    /// Something other than a colon follows the name.
    pub(super) fn recover_colon(&mut self, name: Token) -> Step {
        let Some(next) = self.peek() else {
            return self.cut_off();
        };
        if self.skip_gap() {
            return Step::Colon(name);
        }
        match next {
            b'=' => {
                let rest = &self.bytes[self.at..];
                let length = rest.iter().take_while(|byte| matches!(byte, b'=' | b'>')).count();
                let span = Span::new(self.at, self.at + length);
                self.report(ProblemKind::EqualsInsteadOfColon, span);
                self.at = span.end;
                Step::MemberValue(name)
            }
            b',' | b'}' | b']' => {
                self.report(ProblemKind::MissingValue, name.span());
                Step::AfterMember
            }
            _ => match self.name_without_end(name) {
                Some(name) => Step::Colon(name),
                None if self.at_value() => {
                    let place = Span::at(name.span().end);
                    self.report_quoting(ProblemKind::MissingColon, place, self.next_piece());
                    Step::MemberValue(name)
                }
                None => self.skip_unexpected(Expected::Colon),
            },
        }
    }

    /// Something other than a comma or the right bracket follows an item. If only that was skipped, returns `again`.
    pub(super) fn recover_after_item(&mut self, again: Step) -> Step {
        let Some(next) = self.peek() else {
            return self.cut_off();
        };
        if self.skip_gap() {
            return again;
        }
        let in_object = self.place() == Place::Object;
        match next {
            b'}' | b']' => self.close_mismatched(),
            b';' => {
                self.report(ProblemKind::Unexpected(self.expected_after_item()), self.here());
                self.pass_comma();
                self.next_item()
            }
            b':' if !in_object => self.colon_in_array(),
            b'{' | b'[' if in_object => {
                self.report(ProblemKind::Unexpected(self.expected_after_item()), self.here());
                self.recovering = true;
                self.skip_container();
                again
            }
            _ if self.repair_string() => again,
            b'"' if !in_object && self.at_member_of_outer_object() => self.close_in_front_of_member(),
            _ if self.at_item() => {
                let place = Span::at(self.last_end_before(self.at));
                self.report_quoting(ProblemKind::MissingComma, place, self.next_piece());
                self.next_item()
            }
            _ => self.skip_unexpected(self.expected_after_item()),
        }
    }

    /// Reports what is at the current offset, and skips to the next place where an item or a string may begin or end.
    fn skip_unexpected(&mut self, expected: Expected) -> Step {
        self.report(ProblemKind::Unexpected(expected), self.next_piece());
        self.recovering = true;
        self.at += char_at(self.bytes, self.at).1;
        let rest = &self.bytes[self.at..];
        let stop = |byte: &u8| matches!(byte, b',' | b'"' | b'{' | b'}' | b'[' | b']' | b'\n' | b'\r');
        self.at += rest.iter().position(stop).unwrap_or(rest.len());
        self.after_value()
    }

    fn next_item(&self) -> Step {
        match self.place() {
            Place::Object => Step::Member,
            _ => Step::Element,
        }
    }

    /// Whether a member or an element begins at the current offset.
    fn at_item(&self) -> bool {
        if self.place() != Place::Object {
            return self.at_value();
        }
        if self.peek() == Some(b'"') || self.at_other_quotes() {
            return true;
        }
        let end = self.word_end(self.at);
        let rest = self.bytes[end..].trim_ascii_start();
        end > self.at && matches!(rest.first(), Some(b':' | b'='))
    }

    /// Whether the string at the current offset is a name with a colon after it.
    fn at_member_of_outer_object(&self) -> bool {
        let rest = self.bytes[self.next_piece().end..].trim_ascii_start();
        self.outer_kind() == Some(Kind::Object) && rest.first() == Some(&b':')
    }

    /// Whether a value begins at the current offset, well spelled or not.
    fn at_value(&self) -> bool {
        matches!(self.peek(), Some(b'"' | b'{' | b'['))
            || self.at_other_quotes()
            || self.word_end(self.at) > self.at
    }

    fn expected_after_item(&self) -> Expected {
        match self.place() {
            Place::Object => Expected::CommaOrBrace,
            _ => Expected::CommaOrBracket,
        }
    }
}
