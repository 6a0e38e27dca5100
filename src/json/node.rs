//! What the arena of a tree is made of.

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

/// A value or a name as it stands in the source, quotes included.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    start: u32,
    end: u32,
    /// The lengths of the quotes in bytes. In a correct string both are 1; repaired ones have other quotes, or none.
    open: u8,
    close: u8,
    /// Whether there are escapes to decode between the quotes.
    escaped: bool,
    /// Where the decoded text is kept, counted from 1; none if it stands in the source just as it reads.
    pub(super) decoded: Option<NonZeroU32>,
}

/// The largest offset in a document, and its greatest length in bytes.
pub(super) const MAX_OFFSET: usize = (1 << 29) - 1;

impl Token {
    /// The name of a value that has none.
    pub(super) const NONE: Self = Self { start: 0, end: 0, open: 0, close: 0, escaped: false, decoded: None };

    /// Something without quotes.
    pub(super) fn bare(start: usize, end: usize) -> Self {
        Self::quoted(start, end, 0, 0)
    }

    /// A string whose quotes are `open` and `close` bytes long.
    pub(super) fn quoted(start: usize, end: usize, open: u8, close: u8) -> Self {
        Self { start: narrow(start), end: narrow(end), open, close, ..Self::NONE }
    }

    pub(super) fn with_escapes(self, escaped: bool) -> Self {
        Self { escaped, ..self }
    }

    /// The same token ending at `end` instead, with a closing quote of
    /// `close` bytes.
    pub(super) fn ending(self, end: usize, close: u8) -> Self {
        Self { end: narrow(end), close, ..self }
    }

    pub(super) fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// The span between the quotes.
    pub(super) fn content(self) -> Span {
        let Span { start, end } = self.span();
        Span::new(start + usize::from(self.open), end - usize::from(self.close))
    }

    /// Whether there are escapes to decode between the quotes.
    pub(super) fn is_escaped(self) -> bool {
        self.escaped
    }
}

/// One value. Children follow their container directly, in document order. A document may have a hundred thousand:
/// the key is as small as the others leave room for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) value: Token,
    /// The member name; [`Token::NONE`] outside of objects.
    pub(super) name: Token,
    /// Tells most names apart.
    pub(super) key: Key,
    /// Index of the container. The root, index 0, names itself.
    pub(super) parent: u32,
    /// Index of the first node that is not below this one.
    pub(super) next: u32,
    pub(super) kind: Kind,
}

/// A digest of a member name. Names that differ in it differ, and most do; the others must be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key(u16);

impl Key {
    /// The key of a name that would have to be decoded first.
    pub(super) const UNKNOWN: Self = Self(0);

    /// The key of a decoded name.
    pub(super) fn of(name: &[u8]) -> Self {
        let first = name.first_chunk().map_or(0, |four| u32::from_le_bytes(*four));
        let last = name.last_chunk().map_or(0, |four| u32::from_le_bytes(*four));
        let both = first.rotate_left(7) ^ last ^ narrow(name.len()) << 8;
        let [low, lower, high, higher] = both.to_le_bytes();
        // The lowest bit tells it from the unknown one.
        Self(u16::from_le_bytes([low ^ high, lower ^ higher]) | 1)
    }

    /// A number that differs for most keys that differ, even in its lowest bits.
    pub(super) fn spread(self) -> usize {
        usize::from(self.0.wrapping_mul(0x9e37) >> 8)
    }

    /// Whether names with these keys may be the same.
    pub(super) fn may_be(self, other: Self) -> bool {
        (self == other) | (self == Self::UNKNOWN) | (other == Self::UNKNOWN)
    }
}

/// A length or index known to fit: the parser turns away longer input.
#[expect(clippy::cast_possible_truncation, reason = "no document past u32::MAX bytes is ever read")]
pub(super) fn narrow(offset: usize) -> u32 {
    debug_assert!(u32::try_from(offset).is_ok());
    offset as u32
}
