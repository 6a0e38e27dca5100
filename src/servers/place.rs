//! Where the values of reasons are in a document.

use std::cell::OnceCell;

use crate::finding::Range;
use crate::json::{LineIndex, Tree};
use crate::subject::Subject;

/// Finds values in the text of one document.
pub(super) struct Places<'s> {
    tree: Option<&'s Tree>,
    lines: OnceCell<LineIndex>,
}

impl<'s> Places<'s> {
    /// The places of a subject's document.
    pub(super) fn of(subject: &'s Subject) -> Places<'s> {
        Places { tree: subject.document.as_ref().map(|body| &body.tree), lines: OnceCell::new() }
    }

    /// Where the value is; for what the document lacks, its first character.
    pub(super) fn range(&self, pointer: Option<&str>) -> Option<Range> {
        let tree = self.tree?;
        let pointer = pointer?;
        let span = tree.at(pointer)?.span();
        let end = if pointer.is_empty() { span.start + 1 } else { span.end };
        let lines = self.lines.get_or_init(|| LineIndex::new(tree.source()));
        Some(Range::between(lines, span.start, end))
    }
}
