//! Going on after an error inside of arrays and objects.

use super::{Parser, Place, Step};
use crate::json::encoding::char_at;
use crate::json::node::{Kind, Node, Token};
use crate::json::problem::{Expected, Problem, ProblemKind, quote};
use crate::json::span::Span;

/// How far to look for where a string was meant to end.
const LOOK_AHEAD: usize = 1000;

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

    /// Something else than a value is where the value of `name` belongs.
    #[cold]
    pub(super) fn recover_value(&mut self, name: Token, again: Step) -> Step {
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
            return Step::Colon(name);
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
        Step::Colon(name)
    }

    /// Something else than a colon follows the name.
    #[cold]
    pub(super) fn recover_colon(&mut self, name: Token) -> Step {
        if self.at == self.bytes.len() {
            return self.cut_off();
        }
        if self.skip_oddity() {
            return Step::Colon(name);
        }
        match self.peek() {
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
                    let next = self.next_piece();
                    let place = Span::at(name.span().end);
                    self.report_quoting(ProblemKind::MissingColon, place, next);
                    Step::MemberValue(name)
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
            _ if self.at_entry() => {
                let next = self.next_piece();
                let place = Span::at(self.last_end_before(self.at));
                self.report_quoting(ProblemKind::MissingComma, place, next);
                self.next_entry()
            }
            _ => self.skip_unexpected(self.expected_after()),
        }
    }

    /// The text ends although something is open.
    fn cut_off(&mut self) -> Step {
        if self.place == Place::Root {
            return self.nothing_there();
        }
        let missing: String = self.open_nodes().map(closing_bracket).collect();
        let end = self.bytes.trim_ascii_end().len();
        self.report_imbalance(ProblemKind::Unclosed, Span::at(end), missing);
        Step::Done
    }

    /// Ends the innermost container, whose bracket is missing, at `end`.
    fn close_forgotten(&mut self, end: usize) -> Step {
        let missing = self.open_nodes().take(1).map(closing_bracket).collect();
        self.report_imbalance(ProblemKind::Unclosed, Span::at(end), missing);
        self.leave(end)
    }

    /// Reports a problem that has to do with the opening bracket.
    fn report_imbalance(&mut self, kind: ProblemKind, span: Span, found: String) {
        if !self.unbalanced {
            self.unbalanced = true;
            let problem = Problem::new(kind, span, found);
            self.problems.add(problem.related_to(self.opening()));
        }
    }

    /// Takes the wrong closing bracket at hand for the right one.
    fn close_mismatched(&mut self) -> Step {
        let found = quote(self.bytes, self.here());
        self.report_imbalance(ProblemKind::MismatchedClose, self.here(), found);
        self.close()
    }

    /// A colon follows an element: either the array was not closed in front of
    /// this, which is a member of the object around it, or the array was meant
    /// to be an object.
    fn colon_in_array(&mut self) -> Step {
        if self.outer_kind() == Some(Kind::Object)
            && let Some(last) = self.nodes.last().copied()
            && last.kind == Kind::String
            && let start = last.value.span().start
            // The comma in front of the string is one of this array.
            && self.last_end_before(start) == self.comma + 1
            && self.comma > self.opening().start
        {
            self.nodes.pop();
            self.at = start;
            self.close_forgotten(self.comma);
            return Step::Member { first: false };
        }
        self.report(ProblemKind::ColonInArray, self.here());
        self.at += 1;
        Step::Element { first: true }
    }

    /// If the name is a string that swallowed its colon, as in
    /// `{"a: "b"}`, ends it in front of that and reads on from there.
    fn name_without_end(&mut self, name: Token) -> Option<Token> {
        let content = name.content();
        let window = content.start..content.end.min(content.start + LOOK_AHEAD);
        let colon = self.bytes[window].iter().position(|byte| *byte == b':')?;
        let end = content.start + colon;
        self.at = end;
        self.report(ProblemKind::UnterminatedString, Span::new(name.span().start, end));
        Some(name.ending(end, 0))
    }

    /// If the text goes on behind the closing quote of the last value, finds
    /// where that string was meant to end and reads on from there. Returns
    /// whether it did.
    fn repair_string(&mut self) -> bool {
        let Some(last) = self.nodes.last().copied() else {
            return false;
        };
        let value = last.value;
        let span = value.span();
        let quoted = last.kind == Kind::String && self.bytes[..span.end].ends_with(b"\"");
        let gap = self.bytes.get(span.end..self.at).unwrap_or(b"\n");
        if self.unsettled || !quoted || gap.contains(&b'\n') || !self.is_word_at(self.at) {
            return false;
        }
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

    /// The end of a string that goes on at hand after a quote within it: past
    /// the first quote on the line that is followed by the end of an entry.
    fn end_past_inner_quotes(&self) -> Option<usize> {
        let limit = self.bytes.len().min(self.at + LOOK_AHEAD);
        for at in self.at..limit {
            match self.bytes[at] {
                b'\n' | b'\r' => return None,
                b'"' if self.is_entry_end(at + 1) => return Some(at + 1),
                // A member begins before the string has ended.
                b'"' if self.bytes.get(at + 1) == Some(&b':') => return None,
                _ => {}
            }
        }
        None
    }

    fn end_last_string(&mut self, end: usize, close: u8) {
        if let Some(node) = self.nodes.last_mut() {
            node.value = node.value.ending(end, close);
            let text = &self.bytes[node.value.content().range()];
            node.value.escaped = text.contains(&b'\\');
        }
        self.at = end;
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

    /// Passes the container at hand, in which nothing is read.
    fn skip_container(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'"' => {
                    self.string();
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
        self.unbalanced = true;
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
    fn here(&self) -> Span {
        Span::new(self.at, self.at + 1)
    }

    /// Where what stands in front of `at` ends, white space aside.
    fn last_end_before(&self, at: usize) -> usize {
        self.bytes[..at].trim_ascii_end().len()
    }

    /// The opening bracket of the innermost container.
    fn opening(&self) -> Span {
        let node = self.nodes.get(self.open as usize);
        let start = node.map_or(0, |node| node.value.span().start);
        Span::new(start, start + 1)
    }

    /// The kind of the container around the innermost one.
    fn outer_kind(&self) -> Option<Kind> {
        self.open_nodes().nth(1).map(|node| node.kind)
    }

    /// The open containers, innermost first.
    fn open_nodes(&self) -> impl Iterator<Item = &Node> {
        let node = |index: u32| self.nodes.get(index as usize);
        std::iter::successors(node(self.open), move |inner| node(inner.parent)).take(self.depth)
    }
}

fn closing_bracket(container: &Node) -> char {
    match container.kind {
        Kind::Array => ']',
        _ => '}',
    }
}
