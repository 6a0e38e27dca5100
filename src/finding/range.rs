//! A stretch of a source text, in lines and columns.

use serde::Serialize;

use crate::json::{LineIndex, Position};

/// A stretch of a source text; `end` is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Range {
    /// Where it begins.
    pub start: Position,
    /// The first position after it.
    pub end: Position,
}

impl Range {
    /// The stretch between two offsets of a text, in bytes.
    pub fn between(lines: &LineIndex, start: usize, end: usize) -> Range {
        Range { start: lines.position(start), end: lines.position(end) }
    }
}
