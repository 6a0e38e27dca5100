//! What stands around the document, or in its place.

use super::{Parser, Step};
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
        let after_comma = rest.strip_prefix(b",").unwrap_or(rest).trim_ascii_start();
        let kind = match (rest.first(), after_comma.first()) {
            (Some(b']' | b'}'), _) => ProblemKind::UnexpectedClose,
            (Some(b':'), _) => ProblemKind::MissingBraces,
            _ if self.in_conflict => return Step::Done,
            (_, Some(b'{' | b'[' | b'"')) => ProblemKind::SecondDocument,
            _ => ProblemKind::TrailingContent,
        };
        let span = match kind {
            ProblemKind::UnexpectedClose => Span::new(self.at, self.at + 1),
            ProblemKind::MissingBraces => Span::new(0, self.at),
            _ => self.rest_of_line(),
        };
        self.report(kind, span);
        Step::Done
    }
}
