//! Brackets that do not pair up.

use super::state::{Parser, Place, Step};
use crate::json::node::{Kind, Node};
use crate::json::problems::{Problem, ProblemKind, quote};
use crate::json::span::Span;

impl Parser<'_> {
    /// Ends the parsing: the text ends although a container is open.
    pub(super) fn cut_off(&mut self) -> Step {
        if self.place() == Place::Root {
            return self.missing_root();
        }
        let missing: String = self.open_nodes().map(closing_bracket).collect();
        let end = self.bytes.trim_ascii_end().len();
        self.report_imbalance(ProblemKind::Unclosed, Span::at(end), missing);
        Step::Done
    }

    /// Ends the innermost container, whose bracket is missing, at `end`.
    pub(super) fn close_forgotten(&mut self, end: usize) -> Step {
        let missing = self.open_nodes().take(1).map(closing_bracket).collect();
        self.report_imbalance(ProblemKind::Unclosed, Span::at(end), missing);
        self.leave(end)
    }

    /// Ends the array in front of the next string, which is the name of a member of the object around it. Both the
    /// bracket and the comma are missing.
    pub(super) fn close_in_front_of_member(&mut self) -> Step {
        let end = self.last_end_before(self.at);
        self.report_imbalance(ProblemKind::Unclosed, Span::at(end), "],".to_owned());
        self.leave(end);
        Step::Member
    }

    /// Reports a problem whose related place is the opening bracket of the innermost container.
    fn report_imbalance(&mut self, kind: ProblemKind, span: Span, found: String) {
        if !self.unbalanced {
            self.unbalanced = true;
            let problem = Problem::new(kind, span, found);
            self.problems.add(problem.related_to(self.opening()));
        }
    }

    /// Takes the wrong closing bracket at the current offset for the right one.
    pub(super) fn close_mismatched(&mut self) -> Step {
        let found = quote(self.bytes, self.here());
        self.report_imbalance(ProblemKind::MismatchedClose, self.here(), found);
        self.close()
    }

    /// A colon follows an element. Either the array was not closed in front of the element, which is the name of a
    /// member of the object around it; or the array was meant to be an object.
    pub(super) fn colon_in_array(&mut self) -> Step {
        if self.outer_kind() == Some(Kind::Object)
            && let Some(last) = self.nodes.last().copied()
            && last.parent == self.innermost()
            && last.kind == Kind::String
            && let start = last.value.span().start
            && let Some(comma) = last.comma.map(|comma| comma.get() as usize)
            && self.comma.is_none()
            && self.last_end_before(start) == comma + 1
        {
            self.nodes.pop();
            self.at = start;
            self.comma = Some(comma);
            self.close_forgotten(comma);
            return Step::Member;
        }
        self.report(ProblemKind::ColonInArray, self.here());
        self.at += 1;
        Step::Element
    }

    /// Skips the container at the current offset without reading what is in it.
    pub(super) fn skip_container(&mut self) {
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

    /// The opening bracket of the innermost container.
    fn opening(&self) -> Span {
        let start = self.open_nodes().next().map_or(0, |container| container.value.span().start);
        Span::new(start, start + 1)
    }

    /// The kind of the container around the innermost one.
    pub(super) fn outer_kind(&self) -> Option<Kind> {
        self.open_nodes().nth(1).map(|node| node.kind)
    }
}

fn closing_bracket(container: &Node) -> char {
    match container.kind {
        Kind::Array => ']',
        _ => '}',
    }
}
