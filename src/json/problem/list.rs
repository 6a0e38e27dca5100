//! The problems found so far.

use super::{Problem, ProblemKind};

/// More problems than this help nobody.
const LIMIT: usize = 100;

/// Problems in the order they were found.
#[derive(Default)]
pub(in crate::json) struct Problems {
    list: Vec<Problem>,
    break_grammar: bool,
}

impl Problems {
    /// Adds a problem, unless it is [absorbed](Self::absorb).
    pub(in crate::json) fn add(&mut self, problem: Problem) {
        if !self.absorb(problem.kind) {
            self.list.push(problem);
        }
    }

    /// Takes note of a problem that is not to be listed, because it repeats a
    /// habit or is one too many. Returns whether it is such a problem.
    pub(in crate::json) fn absorb(&mut self, kind: ProblemKind) -> bool {
        self.break_grammar |= kind.breaks_grammar();
        if self.is_full() {
            return true;
        }
        let habit = kind.is_habit();
        let first = self.list.iter_mut().find(|first| habit && first.kind == kind);
        first.map(|first| first.more += 1).is_some()
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
