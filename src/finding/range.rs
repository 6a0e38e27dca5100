//! A stretch of a source text, in lines and columns.

use serde::Serialize;

use crate::json::Position;

/// A stretch of a source text; `end` is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Range {
    /// Where it begins.
    pub start: Position,
    /// The first position after it.
    pub end: Position,
}
