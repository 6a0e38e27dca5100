//! One thing that is wrong with a text.

use super::kind::ProblemKind;
use super::wording;
use crate::json::span::Span;

/// One thing that is wrong, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where it is; empty where something is missing.
    pub span: Span,
    /// A second place to look at, such as the bracket that is not closed.
    pub related: Option<Span>,
    /// The text that the message quotes, shortened and with invisible characters spelled out.
    found: String,
    /// How many further places have the same problem.
    more: usize,
    /// What may have been read differently from what its author meant.
    doubt: Doubt,
}

/// What a problem leaves in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::json) enum Doubt {
    /// Where the problem is, if it is of a [kind that garbles](ProblemKind::garbles).
    ByKind,
    /// Nothing.
    Nothing,
    /// A name or a value.
    At(Span),
}

impl Problem {
    /// A problem at `span` whose message quotes `found`; see [`quote`](super::quote()).
    pub(in crate::json) fn new(kind: ProblemKind, span: Span, found: String) -> Self {
        Self { kind, span, related: None, found, more: 0, doubt: Doubt::ByKind }
    }

    /// The same problem with a second place to look at.
    pub(in crate::json) fn related_to(self, related: Span) -> Self {
        Self { related: Some(related), ..self }
    }

    /// The same problem, which leaves that in doubt.
    pub(in crate::json) fn doubting(self, doubt: Doubt) -> Self {
        Self { doubt, ..self }
    }

    /// Moves the problem.
    pub(super) fn move_spans(&mut self, moved: impl Fn(Span) -> Span) {
        self.span = moved(self.span);
        self.related = self.related.map(moved);
    }

    /// The same problem in `more` further places.
    pub(in crate::json) fn repeated(self, more: usize) -> Self {
        Self { more: self.more + more, ..self }
    }

    /// Whether the text at `span` may have been read differently from what its author meant, because of this problem.
    #[must_use]
    pub fn garbles(&self, span: Span) -> bool {
        match self.doubt {
            Doubt::ByKind => {}
            Doubt::Nothing => return false,
            Doubt::At(doubt) => return span.start < doubt.end && doubt.start < span.end,
        }
        let end = match (self.kind, self.related) {
            (ProblemKind::MergeConflict, Some(last_marker)) => last_marker.end,
            _ => self.span.end,
        };
        // Where something is missing, the span is empty.
        let end = end.max(self.span.start + 1);
        self.kind.garbles() && span.start < end && self.span.start < span.end
    }

    /// What is wrong with this text, in one sentence without a full stop.
    #[must_use]
    pub fn message(&self) -> String {
        let message = wording::message(self.kind, &self.found);
        match self.more {
            0 => message,
            1 => message + " (and in one more place)",
            more => format!("{message} (and in {more} more places)"),
        }
    }

    /// What to do about it, in one sentence without a full stop.
    #[must_use]
    pub fn help(&self) -> String {
        wording::help(self.kind, &self.found)
    }

    /// How many further places have the same problem. Only kinds that tend to occur all over a document are counted
    /// like this; the others have a problem for each place.
    #[must_use]
    pub fn more(&self) -> usize {
        self.more
    }

    /// Counts one more place with the same problem.
    pub(super) fn count_again(&mut self) {
        self.more += 1;
    }
}
