//! The problems found so far.

use super::kind::ProblemKind;
use super::problem::Problem;

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

    /// The problems in document order.
    pub(in crate::json) fn into_sorted(mut self) -> Vec<Problem> {
        self.list.sort_by_key(|problem| problem.span.start);
        self.list
    }
}
