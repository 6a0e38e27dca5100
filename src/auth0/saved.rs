//! Answers of the Management API that somebody saved in files.

use crate::json::{LineIndex, Tree, Value};

/// The value of a JSON text; else what is wrong with it.
pub(super) fn root(answer: &Tree) -> Result<Value<'_>, String> {
    if let Some(problem) = answer.problems().iter().find(|problem| problem.kind.breaks_grammar()) {
        let start = LineIndex::new(answer.source()).position(problem.span.start);
        let place = format!("line {}, column {}", start.line, start.column);
        return Err(format!("it is not JSON: {place}: {}", problem.message()));
    }
    answer.root().ok_or_else(|| "it is empty".to_owned())
}
