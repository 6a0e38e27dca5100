//! Brackets that do not pair up.

use super::{Parser, Place, Step};
use crate::json::node::{Kind, Node};
use crate::json::problem::{Problem, ProblemKind, quote};
use crate::json::span::Span;

impl Parser<'_> {
    /// The text ends although something is open.
    pub(super) fn cut_off(&mut self) -> Step {
        if self.place == Place::Root {
            return self.nothing_there();
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

    /// Ends the array in front of the member at hand, which has to do with the object around it. Bracket and
    /// comma are missing.
    pub(super) fn close_in_front_of_member(&mut self) -> Step {
        let end = self.last_end_before(self.at);
        self.report_imbalance(ProblemKind::Unclosed, Span::at(end), "],".to_owned());
        self.leave(end);
        Step::Member { first: false }
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
    pub(super) fn close_mismatched(&mut self) -> Step {
        let found = quote(self.bytes, self.here());
        self.report_imbalance(ProblemKind::MismatchedClose, self.here(), found);
        self.close()
    }

    /// A colon follows an element: either the array was not closed in front of
    /// this, which is a member of the object around it, or the array was meant
    /// to be an object.
    pub(super) fn colon_in_array(&mut self) -> Step {
        if self.outer_kind() == Some(Kind::Object)
            && let Some(last) = self.nodes.last().copied()
            && last.parent == self.open
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

    /// Passes the container at hand, in which nothing is read.
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
        let node = self.nodes.get(self.open as usize);
        let start = node.map_or(0, |node| node.value.span().start);
        Span::new(start, start + 1)
    }

    /// The kind of the container around the innermost one.
    pub(super) fn outer_kind(&self) -> Option<Kind> {
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
