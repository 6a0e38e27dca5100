//! The values of a document as the parser stores them.

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
    /// Where it is, quotes included.
    pub(super) span: Span,
    /// Length of the opening quote in bytes: 1 in a valid string, 0 where there is none.
    pub(super) open_quote: u8,
    /// Length of the closing quote in bytes.
    pub(super) close_quote: u8,
    /// Whether backslashes between the quotes begin escapes.
    pub(super) has_escapes: bool,
    /// Index of its decoded text in the [arena](super::arena::Arena), which sets it. `None` where the source can be
    /// borrowed.
    pub(super) decoded: Option<usize>,
}

impl Token {
    /// A token without quotes.
    pub(super) fn unquoted(span: Span) -> Self {
        Self { span, open_quote: 0, close_quote: 0, has_escapes: false, decoded: None }
    }

    /// What is between the quotes.
    pub(super) fn content(&self) -> Span {
        let Span { start, end } = self.span;
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
    pub(super) comma: Option<usize>,
    /// Index of the container; `None` for the root.
    pub(super) parent: Option<usize>,
    /// Index of the first node behind this one that is not a descendant.
    pub(super) next: usize,
}
