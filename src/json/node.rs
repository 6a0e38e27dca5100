//! The values of a document as the parser stores them.

use std::num::NonZeroU32;

use super::span::Span;

/// The six kinds of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number, of any size and precision.
    Number,
    /// A string.
    String,
    /// An array: values in order.
    Array,
    /// An object: members, each a name and a value.
    Object,
}

impl Kind {
    /// The kind with its article, for sentences.
    #[must_use]
    pub const fn with_article(self) -> &'static str {
        match self {
            Kind::Null => "null",
            Kind::Bool => "a boolean",
            Kind::Number => "a number",
            Kind::String => "a string",
            Kind::Array => "an array",
            Kind::Object => "an object",
        }
    }
}

/// A value or a member name as it is written in the source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Offset of the first byte, which is that of the opening quote if there is one.
    pub(super) start: u32,
    /// Offset of the first byte behind the token, and behind its closing quote.
    pub(super) end: u32,
    /// Length of the opening quote in bytes: 1 in a valid string, 0 where there is none.
    pub(super) open_quote: u8,
    /// Length of the closing quote in bytes.
    pub(super) close_quote: u8,
    /// Whether backslashes between the quotes begin escapes.
    pub(super) has_escapes: bool,
    /// Whether the decoded text differs from the source. The [arena](super::arena::Arena) then has it, and sets this.
    pub(super) is_decoded: bool,
}

impl Token {
    /// A token without quotes.
    pub(super) fn unquoted(span: Span) -> Self {
        Self {
            start: narrow(span.start),
            end: narrow(span.end),
            open_quote: 0,
            close_quote: 0,
            has_escapes: false,
            is_decoded: false,
        }
    }

    /// The token with another end, and a closing quote of `close_quote` bytes.
    pub(super) fn ending_at(self, end: usize, close_quote: u8) -> Self {
        Self { end: narrow(end), close_quote, ..self }
    }

    /// Where it is, quotes included.
    pub(super) fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// What is between the quotes.
    pub(super) fn content(self) -> Span {
        let Span { start, end } = self.span();
        Span::new(start + usize::from(self.open_quote), end - usize::from(self.close_quote))
    }
}

/// A value. The descendants of a container directly follow it, in document order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) value: Token,
    /// The name, if this is the value of a member.
    pub(super) name: Option<Token>,
    /// Offset of the comma in front of the item. `None` for a first item, and where the comma is missing.
    pub(super) comma: Option<NonZeroU32>,
    /// Index of the container; `None` for the root.
    pub(super) parent: Option<u32>,
    /// Index of the first node behind this one that is not a descendant.
    pub(super) next: u32,
}

// A document of 512 KiB can have 262,144 values. The size of a node decides how much memory they take.
const _: () = assert!(size_of::<Node>() <= 44);

/// An offset or index as it is stored. The parser refuses documents that are so long that it would not fit.
pub(super) fn narrow(number: usize) -> u32 {
    u32::try_from(number).expect("the document is not too long")
}
