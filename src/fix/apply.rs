//! Edits, made in a text.

use crate::finding::Fix;

/// What an edit does to a text: offsets in bytes, and what is put there.
pub type Change<'f> = (std::ops::Range<usize>, &'f str);

/// The text with the edits of these fixes made. They are in the order of the text, and do not overlap.
pub fn apply<'f>(text: &[u8], fixes: impl IntoIterator<Item = &'f Fix>) -> Vec<u8> {
    let mut changed = Vec::with_capacity(text.len());
    let mut at = 0;
    for (range, content) in fixes.into_iter().flat_map(changes) {
        changed.extend_from_slice(text.get(at..range.start).unwrap_or_default());
        changed.extend_from_slice(content.as_bytes());
        at = range.end;
    }
    changed.extend_from_slice(text.get(at..).unwrap_or_default());
    changed
}

fn changes(fix: &Fix) -> impl Iterator<Item = Change<'_>> {
    fix.edits.iter().map(|edit| (edit.range.start.offset..edit.range.end.offset, &*edit.content))
}

/// From where to where a fix changes the text.
pub(super) fn reach(fix: &Fix) -> (usize, usize) {
    let start = fix.edits.first().map_or(0, |edit| edit.range.start.offset);
    let end = fix.edits.last().map_or(0, |edit| edit.range.end.offset);
    (start, end)
}
