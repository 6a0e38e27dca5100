//! The problems found so far.

use super::kind::ProblemKind;
use super::problem::{Doubt, Problem};
use crate::json::span::Span;

/// How many problems are listed at most; more would not help.
const LIMIT: usize = 100;

/// Problems in the order they were found.
#[derive(Default)]
pub(in crate::json) struct Problems {
    list: Vec<Problem>,
    break_grammar: bool,
}

impl Problems {
    /// Adds a problem, unless it is [only counted](Self::count).
    pub(in crate::json) fn add(&mut self, problem: Problem) {
        if !self.count(problem.kind) {
            self.list.push(problem);
        }
    }

    /// Records that there is a problem of this kind. Returns whether that was all to do: a habit that is listed
    /// already is only counted, and so is what exceeds the limit.
    pub(in crate::json) fn count(&mut self, kind: ProblemKind) -> bool {
        self.break_grammar |= kind.breaks_grammar();
        if self.is_full() {
            return true;
        }
        if !kind.is_habit() {
            return false;
        }
        let listed = self.list.iter_mut().find(|problem| problem.kind == kind);
        listed.map(Problem::count_again).is_some()
    }

    /// The problem of this kind that was added last.
    pub(in crate::json) fn last_mut(&mut self, kind: ProblemKind) -> Option<&mut Problem> {
        self.list.iter_mut().rfind(|problem| problem.kind == kind)
    }

    pub(in crate::json) fn is_full(&self) -> bool {
        self.list.len() >= LIMIT
    }

    /// Whether the document is not JSON.
    pub(in crate::json) fn break_grammar(&self) -> bool {
        self.break_grammar
    }

    pub(in crate::json) fn len(&self) -> usize {
        self.list.len()
    }

    /// The problem, if it is the only one that breaks the grammar.
    pub(in crate::json) fn only(&self) -> Option<&Problem> {
        let mut problems = self.list.iter().filter(|problem| problem.kind.breaks_grammar());
        problems.next().filter(|_| problems.next().is_none())
    }

    /// Says what the only problem that breaks the grammar leaves in doubt, if that is not known from its kind.
    pub(in crate::json) fn doubt_only(&mut self, doubt: Doubt) {
        let only = self.list.iter_mut().find(|problem| problem.kind.breaks_grammar());
        if let Some(only) = only.filter(|only| doubt != Doubt::Nothing || !only.kind.garbles()) {
            *only = only.clone().doubting(doubt);
        }
    }

    /// The problem that bytes are not UTF-8.
    pub(in crate::json) fn of_encoding(&self) -> Option<&Problem> {
        self.list.iter().find(|problem| problem.kind == ProblemKind::InvalidUtf8)
    }

    /// Moves all problems.
    pub(in crate::json) fn move_spans(&mut self, moved: impl Fn(Span) -> Span) {
        self.list.iter_mut().for_each(|problem| problem.move_spans(&moved));
    }

    /// The problems in document order.
    pub(in crate::json) fn into_sorted(mut self) -> Vec<Problem> {
        self.list.sort_by_key(|problem| problem.span.start);
        self.list
    }
}
