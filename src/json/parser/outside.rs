//! Text around the document, or instead of it.

use super::state::{Parser, Step};
use crate::json::node::Kind;
use crate::json::problems::ProblemKind;
use crate::json::span::Span;

impl Parser<'_> {
    /// Ends the parsing: the text ends in front of the root.
    pub(super) fn missing_root(&mut self) -> Step {
        if !self.problems.break_grammar() {
            let shown = Span::new(0, self.bytes.len());
            self.report_quoting(ProblemKind::Empty, Span::at(self.at), shown);
        }
        Step::Done
    }

    /// Something that is not JSON is where the root belongs. Goes on at the first brace, if there is one.
    pub(super) fn leading_text(&mut self) -> Step {
        let rest = &self.bytes[self.at..];
        if rest.first() == Some(&b'<') {
            self.report(ProblemKind::Html, self.rest_of_line());
            return Step::Done;
        }
        let Some(length) = rest.iter().position(|byte| *byte == b'{') else {
            self.report(ProblemKind::PlainText, self.rest_of_line());
            return Step::Done;
        };
        let text = rest[..length].trim_ascii_end();
        self.report(ProblemKind::LeadingText, Span::new(self.at, self.at + text.len()));
        self.at += length;
        // What is opened in front of the document, as in `callback({})`, is closed behind it.
        self.unbalanced = true;
        Step::Root
    }

    /// More text follows the root. Skips what may be between values, or reports the text and ends the parsing.
    pub(super) fn recover_after_root(&mut self) -> Step {
        if self.skip_gap() {
            return Step::AfterRoot;
        }
        let rest = &self.bytes[self.at..];
        let line = self.rest_of_line();
        let start = self.nodes.first().map_or(0, |root| root.value.span().start);
        let (kind, span) = match rest {
            [b']' | b'}', ..] => (ProblemKind::UnexpectedClose, self.here()),
            [b':', ..] if !self.root_is_number() => (ProblemKind::MissingBraces, Span::new(start, self.at)),
            _ if self.in_conflict => return Step::Done,
            _ if begins_document(rest) => (ProblemKind::SecondDocument, line),
            // A text such as `404 page not found` or `404: Not Found`.
            [b':', ..] => (ProblemKind::PlainText, Span::new(start, line.end)),
            _ if self.is_word_at(self.at) && self.root_is_scalar() => {
                (ProblemKind::PlainText, Span::new(start, line.end))
            }
            _ => (ProblemKind::TrailingContent, line),
        };
        self.report(kind, span);
        Step::Done
    }

    fn root_is_number(&self) -> bool {
        self.nodes.first().is_some_and(|root| root.kind == Kind::Number)
    }

    fn root_is_scalar(&self) -> bool {
        let root = self.nodes.first().map(|root| root.kind);
        !matches!(root, Some(Kind::Array | Kind::Object))
    }
}

/// Whether another array, object or string comes next, possibly behind a comma.
fn begins_document(rest: &[u8]) -> bool {
    let rest = rest.strip_prefix(b",").unwrap_or(rest).trim_ascii_start();
    matches!(rest.first(), Some(b'{' | b'[' | b'"'))
}
