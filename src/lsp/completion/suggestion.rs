//! What can stand at a place, before it is put into the form of the protocol.

use std::ops::Range;

/// What can stand at a place.
pub struct Suggestions {
    /// The bytes that it replaces.
    pub replaces: Range<usize>,
    /// The suggestions, the best first.
    pub list: Vec<Suggestion>,
}

/// One thing that can stand at a place.
#[derive(Debug, Clone, Default)]
pub struct Suggestion {
    /// What it is called.
    pub label: String,
    /// What it is, in a few words.
    pub detail: Option<String>,
    /// What it is, in Markdown.
    pub documentation: Option<String>,
    /// What is written up to the place where writing goes on.
    pub before: String,
    /// What is written after that place.
    pub after: String,
    /// What the client compares with what stands there.
    pub filter: String,
    /// Whether it is a value, and no name.
    pub is_value: bool,
}

impl Suggestion {
    /// A value that is written in that way.
    pub fn value(label: &str, written: String) -> Suggestion {
        Suggestion {
            label: label.to_owned(),
            filter: written.clone(),
            before: written,
            is_value: true,
            ..Suggestion::default()
        }
    }
}
