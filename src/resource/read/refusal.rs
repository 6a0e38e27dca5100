//! What keeps a file from being read.

use super::super::declared::{ResourceFile, SyntaxFault};
use crate::json::Span;

/// Why a file was not read, although its syntax may be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What keeps it from being read: "it has more than ...".
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl Refusal {
    /// A refusal that says what to do.
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Refusal {
        Refusal { message: message.into(), help: help.into() }
    }
}

/// A text that has to be UTF-8.
pub fn text(bytes: Vec<u8>) -> Result<String, ResourceFile> {
    String::from_utf8(bytes).map_err(|error| {
        let start = error.utf8_error().valid_up_to();
        let fault = SyntaxFault {
            span: Span { start, end: start + 1 },
            message: "the text is not UTF-8 from here on".to_owned(),
            help: "save the file as UTF-8".to_owned(),
        };
        ResourceFile { source: error.into_bytes(), fault: Some(fault), ..ResourceFile::default() }
    })
}

/// That a file is larger than what is read.
pub fn too_large(most: &str) -> Refusal {
    Refusal::new(
        format!("it has more than {most}"),
        "split the file, or name the files that hold the resources",
    )
}
