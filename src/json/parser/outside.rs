//! What stands around the document, or in its place.

use super::{Parser, Step};
use crate::json::node::Kind;
use crate::json::problem::ProblemKind;
use crate::json::span::Span;

impl Parser<'_> {
    /// The text ends in front of the root.
    pub(super) fn nothing_there(&mut self) -> Step {
        if !self.problems.break_grammar() {
            let shown = Span::new(0, self.bytes.len());
            self.report_quoting(ProblemKind::Empty, Span::at(self.at), shown);
        }
        Step::Done
    }

    /// Something that is not JSON stands where the root belongs. Reads on at
    /// the first brace, if there is one.
    #[cold]
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
        // What opens around the document, as in `callback({})`, also closes.
        self.unbalanced = true;
        Step::Root
    }

    /// There is more text after the root.
    #[cold]
    pub(super) fn recover_end(&mut self) -> Step {
        if self.skip_oddity() {
            return Step::AfterRoot;
        }
        let rest = &self.bytes[self.at..];
        let line = self.rest_of_line();
        let start = self.nodes.first().map_or(0, |root| root.value.span().start);
        let (kind, span) = match rest {
            [b']' | b'}', ..] => (ProblemKind::UnexpectedClose, Span::new(self.at, self.at + 1)),
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

/// Whether `rest` goes on with another array, object or string, be it after a
/// comma.
fn begins_document(rest: &[u8]) -> bool {
    let rest = rest.strip_prefix(b",").unwrap_or(rest).trim_ascii_start();
    matches!(rest.first(), Some(b'{' | b'[' | b'"'))
}
