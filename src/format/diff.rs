//! What a change of a text does to its lines.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::time::Duration;

use similar::{ChangeTag, TextDiff};

use super::sanitised;
use crate::finding::Fix;
use crate::fix::apply;

/// How long the shortest difference of two texts is searched for; behind that, a longer one will do.
const PATIENCE: Duration = Duration::from_millis(500);

/// The lines around a change in a unified diff.
const CONTEXT: usize = 3;

/// A change of a file as a unified diff, sanitised. Empty where nothing changes.
pub fn unified(name: &str, old: &[u8], new: &[u8]) -> String {
    let [old, new] = [old, new].map(String::from_utf8_lossy);
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(&*old, &*new);
    let mut out = String::new();
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        if out.is_empty() {
            let name = sanitised(name);
            let _ = write!(out, "--- {name}\n+++ {name}\n");
        }
        let _ = writeln!(out, "{}", hunk.header());
        for change in hunk.iter_changes() {
            let _ = writeln!(out, "{}{}", change.tag(), line(change.value()));
            if change.missing_newline() {
                out.push_str("\\ No newline at end of file\n");
            }
        }
    }
    out
}

/// A line that a fix removes or adds.
pub struct Line {
    /// Whether it is added.
    pub is_added: bool,
    /// Its text, sanitised.
    pub text: String,
}

/// The lines that a fix removes and adds.
pub fn lines(source: &[u8], fix: &Fix) -> Vec<Line> {
    let (Some(first), Some(last)) = (fix.edits.first(), fix.edits.last()) else { return Vec::new() };
    // Only the lines between the first edit and the last one are looked at.
    let start =
        source[..first.range.start.offset].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let end = last.range.end.offset;
    let end = source[end..].iter().position(|byte| *byte == b'\n').map_or(source.len(), |at| end + at + 1);
    let changed = apply(source, [fix]);
    let behind = source.len() - end;
    let [old, new] =
        [&source[start..end], &changed[start..changed.len() - behind]].map(String::from_utf8_lossy);
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(&*old, &*new);
    diff.iter_all_changes()
        .filter(|change| change.tag() != ChangeTag::Equal)
        .map(|change| Line {
            is_added: change.tag() == ChangeTag::Insert,
            text: line(change.value()).into_owned(),
        })
        .collect()
}

/// A line without its end, as it may be printed.
fn line(text: &str) -> Cow<'_, str> {
    let text = text.strip_suffix('\n').unwrap_or(text);
    sanitised(text.strip_suffix('\r').unwrap_or(text))
}
