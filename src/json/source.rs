//! The bytes of a document, validated as UTF-8 once.

use std::borrow::Cow;

use super::span::Span;

/// The bytes of a document.
#[derive(Debug)]
pub(super) enum Source {
    /// Valid UTF-8, of which slices can be taken without validating them again.
    Text(String),
    /// Anything else.
    Bytes(Vec<u8>),
}

impl Source {
    pub(super) fn new(bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self::Text(text),
            Err(error) => Self::Bytes(error.into_bytes()),
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.into_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }

    /// The text of `span`; `None` if it is not UTF-8, is not within the source or cuts a character.
    pub(super) fn text(&self, span: Span) -> Option<&str> {
        match self {
            Self::Text(text) => text.get(span.range()),
            Self::Bytes(bytes) => str::from_utf8(bytes.get(span.range())?).ok(),
        }
    }

    /// The text of `span`, with U+FFFD for each sequence that is not UTF-8.
    pub(super) fn text_lossy(&self, span: Span) -> Cow<'_, str> {
        String::from_utf8_lossy(self.bytes().get(span.range()).unwrap_or_default())
    }
}
