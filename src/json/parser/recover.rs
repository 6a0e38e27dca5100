//! Going on after an error inside of arrays and objects.

use super::{LOOK_AHEAD, Parser, Place, Step};
use crate::json::encoding::char_at;
use crate::json::node::{Kind, Token};
use crate::json::problem::{Expected, ProblemKind};
use crate::json::span::Span;

impl Parser<'_> {
    /// Passes the commas at hand, with nothing in front of them, and goes on
    /// with `step`.
    #[cold]
    pub(super) fn extra_comma(&mut self, step: Step) -> Step {
        let start = self.at;
        let mut end = self.at;
        while self.peek() == b',' {
            self.at += 1;
            end = self.at;
            self.skip_space();
        }
        self.report(ProblemKind::ExtraComma, Span::new(start, end));
        self.unsettled = true;
        step
    }

    /// Goes on with the colon after a name.
    fn colon_after(&mut self, name: Token) -> Step {
        self.name = name;
        Step::Colon
    }

    /// Goes on with the value of the member of that name.
    fn value_of(&mut self, name: Token) -> Step {
        self.name = name;
        Step::MemberValue
    }

    /// Something else than a value is where the value of `name` belongs.
    #[cold]
    pub(super) fn recover_value(&mut self, name: Token, again: Step) -> Step {
        // `again` may be the step that asks for it.
        self.name = name;
        if self.at == self.bytes.len() {
            return self.cut_off();
        }
        if self.skip_oddity() {
            return again;
        }
        if let Some(value) = self.string_in_other_quotes() {
            return self.push(Kind::String, value, name);
        }
        match (self.peek(), self.place) {
            (b'}' | b']', Place::Root) => {
                self.report(ProblemKind::UnexpectedClose, self.here());
                self.at += 1;
                return again;
            }
            (b'}' | b']' | b',', Place::Object) => {
                self.report(ProblemKind::MissingValue, name.span());
                return Step::AfterMember;
            }
            (b'}', Place::Array) => return Step::AfterElement,
            (b':' | b'=', Place::Object | Place::Array) => {
                self.report(ProblemKind::Unexpected(Expected::Value), self.here());
                self.unsettled = true;
                self.at += 1;
                return again;
            }
            _ => {}
        }
        if self.word_end(self.at) > self.at {
            return self.bare_value(name);
        }
        if self.place == Place::Root {
            return self.leading_text();
        }
        self.skip_unexpected(Expected::Value)
    }

    /// Something else than a string is where a member name belongs.
    #[cold]
    pub(super) fn recover_name(&mut self, first: bool) -> Step {
        if self.at == self.bytes.len() {
            return self.cut_off();
        }
        if self.skip_oddity() {
            return Step::Member { first };
        }
        if let Some(name) = self.string_in_other_quotes() {
            return self.colon_after(name);
        }
        match self.peek() {
            b']' => return Step::AfterMember,
            b'{' if !first && self.outer_kind() == Some(Kind::Array) => {
                self.close_forgotten(self.comma);
                return Step::Element { first };
            }
            b'{' | b'[' => {
                self.report(ProblemKind::Unexpected(Expected::Name), self.here());
                self.unsettled = true;
                self.skip_container();
                return Step::AfterMember;
            }
            _ => {}
        }
        let start = self.at;
        let end = self.word_end(start);
        if end == start {
            return self.skip_unexpected(Expected::Name);
        }
        let close = u8::from(self.bytes.get(end) == Some(&b'"'));
        let name = Token::quoted(start, end + usize::from(close), 0, close);
        self.at = name.span().end;
        self.report(ProblemKind::UnquotedName, name.span());
        self.unsettled = true;
        self.colon_after(name)
    }

    /// Something else than a colon follows the name.
    #[cold]
    pub(super) fn recover_colon(&mut self, name: Token) -> Step {
        if self.at == self.bytes.len() {
            return self.cut_off();
        }
        if self.skip_oddity() {
            return self.colon_after(name);
        }
        match self.peek() {
            b'=' => {
                let rest = &self.bytes[self.at..];
                let length = rest.iter().take_while(|byte| matches!(byte, b'=' | b'>')).count();
                let span = Span::new(self.at, self.at + length);
                self.report(ProblemKind::EqualsInsteadOfColon, span);
                self.at = span.end;
                self.value_of(name)
            }
            b',' | b'}' | b']' => {
                self.report(ProblemKind::MissingValue, name.span());
                Step::AfterMember
            }
            _ => match self.name_without_end(name) {
                Some(name) => self.colon_after(name),
                None if self.at_value() => {
                    let next = self.next_piece();
                    let place = Span::at(name.span().end);
                    self.report_quoting(ProblemKind::MissingColon, place, next);
                    self.value_of(name)
                }
                None => self.skip_unexpected(Expected::Colon),
            },
        }
    }

    /// Something else than a comma or the right bracket follows a value in a
    /// container. Goes on with `again` if only that has to be skipped.
    #[cold]
    pub(super) fn recover_after(&mut self, again: Step) -> Step {
        if self.at == self.bytes.len() {
            return self.cut_off();
        }
        if self.skip_oddity() {
            return again;
        }
        let object = self.place == Place::Object;
        match self.peek() {
            b'}' | b']' => self.close_mismatched(),
            b';' => {
                self.report(ProblemKind::Unexpected(self.expected_after()), self.here());
                self.pass_comma();
                self.next_entry()
            }
            b':' if !object => self.colon_in_array(),
            b'{' | b'[' if object => {
                self.report(ProblemKind::Unexpected(self.expected_after()), self.here());
                self.unsettled = true;
                self.skip_container();
                again
            }
            _ if self.repair_string() => again,
            b'"' if !object && self.is_member_at_hand() => self.close_in_front_of_member(),
            _ if self.at_entry() => {
                let next = self.next_piece();
                let place = Span::at(self.last_end_before(self.at));
                self.report_quoting(ProblemKind::MissingComma, place, next);
                self.next_entry()
            }
            _ => self.skip_unexpected(self.expected_after()),
        }
    }

    /// Reports what is at hand and skips to where an entry or a string may
    /// begin or end.
    fn skip_unexpected(&mut self, expected: Expected) -> Step {
        self.report(ProblemKind::Unexpected(expected), self.next_piece());
        self.unsettled = true;
        self.at += char_at(self.bytes, self.at).1;
        let rest = &self.bytes[self.at..];
        let stop = |byte: &u8| matches!(byte, b',' | b'"' | b'{' | b'}' | b'[' | b']' | b'\n' | b'\r');
        self.at += rest.iter().position(stop).unwrap_or(rest.len());
        self.after()
    }

    /// The next member or element, which has something in it.
    fn next_entry(&self) -> Step {
        // What follows is no closing bracket, so no comma can be trailing.
        match self.place {
            Place::Object => Step::Member { first: false },
            _ => Step::Element { first: false },
        }
    }

    /// Whether a member or an element begins at hand.
    fn at_entry(&self) -> bool {
        if self.place != Place::Object {
            return self.at_value();
        }
        if self.peek() == b'"' || self.at_other_quotes() {
            return true;
        }
        let end = self.word_end(self.at);
        let rest = self.bytes[end..].trim_ascii_start();
        end > self.at && matches!(rest.first(), Some(b':' | b'='))
    }

    /// Whether the string at hand is a name with a colon after it.
    fn is_member_at_hand(&self) -> bool {
        let rest = self.bytes[self.next_piece().end..].trim_ascii_start();
        self.outer_kind() == Some(Kind::Object) && rest.first() == Some(&b':')
    }

    /// Whether a value begins at hand, well spelled or not.
    fn at_value(&self) -> bool {
        matches!(self.peek(), b'"' | b'{' | b'[')
            || self.at_other_quotes()
            || self.word_end(self.at) > self.at
    }

    fn expected_after(&self) -> Expected {
        match self.place {
            Place::Object => Expected::CommaOrBrace,
            _ => Expected::CommaOrBracket,
        }
    }

    /// The word, string or character at hand, to be quoted.
    fn next_piece(&self) -> Span {
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

    /// The byte at hand.
    pub(super) fn here(&self) -> Span {
        Span::new(self.at, self.at + 1)
    }

    /// Where what stands in front of `at` ends, white space aside.
    pub(super) fn last_end_before(&self, at: usize) -> usize {
        self.bytes[..at].trim_ascii_end().len()
    }
}
