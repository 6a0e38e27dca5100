//! Ways to mend a fault that a program can apply.

use serde::Serialize;

use super::range::Range;
pub use crate::rule::Applicability;

/// A way to mend a fault. Its edits belong together and do not overlap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// What it does: ``write `none` ``.
    pub title: String,
    /// Whether it may be applied without asking.
    pub applicability: Applicability,
    /// What it changes, in the order of the text.
    pub edits: Vec<Edit>,
}

/// A stretch of a text, and what is put in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// The stretch; an empty one is a place to insert at.
    pub range: Range,
    /// The new text; an empty one deletes.
    pub content: String,
}
