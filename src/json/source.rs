//! The bytes of a document, validated as UTF-8 once.

use std::borrow::Cow;
use std::ops::Range;

/// What was handed to the parser.
#[derive(Debug)]
pub(super) enum Source {
    /// Valid UTF-8: slices of it need no second check.
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

    /// Whether the bytes are what they decode to.
    pub(super) fn is_text(&self) -> bool {
        matches!(self, Self::Text(_))
    }

    /// The text of `range`; none if it is not UTF-8, is not within the source or cuts a character.
    pub(super) fn text(&self, range: Range<usize>) -> Option<&str> {
        match self {
            Self::Text(text) => text.get(range),
            Self::Bytes(bytes) => str::from_utf8(bytes.get(range)?).ok(),
        }
    }

    /// The text of `range`, with U+FFFD for what is not UTF-8.
    pub(super) fn text_lossy(&self, range: Range<usize>) -> Cow<'_, str> {
        String::from_utf8_lossy(self.bytes().get(range).unwrap_or_default())
    }
}
