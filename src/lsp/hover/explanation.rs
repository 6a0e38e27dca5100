//! What is said of a place.

use std::ops::Range;

/// An explanation, and the bytes that it is about.
pub struct Explanation {
    /// What is said, in Markdown.
    pub markdown: String,
    /// What it is said of.
    pub range: Range<usize>,
}
