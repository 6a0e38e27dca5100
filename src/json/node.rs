//! What the arena of a tree is made of.

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
///
/// All of it is one number, which processors hand on in a register: from the lowest bit on, the start and the end, the
/// lengths of the opening and of the closing quote in bytes, and whether there are escapes to decode in between. In a
/// correct string both lengths are 1; repaired ones have other quotes, or none. The parser refuses longer documents than
/// an offset has room for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token(u64);

/// The largest offset in a document, and its greatest length in bytes.
pub(super) const MAX_OFFSET: usize = (1 << OFFSET_BITS) - 1;

const OFFSET_BITS: u32 = 29;
/// No quote is longer than three bytes.
const QUOTE_BITS: u32 = 2;
const END: u32 = OFFSET_BITS;
const OPEN: u32 = END + OFFSET_BITS;
const CLOSE: u32 = OPEN + QUOTE_BITS;
const ESCAPED: u32 = CLOSE + QUOTE_BITS;

impl Token {
    /// The name of a value that has none.
    pub(super) const NONE: Self = Self(0);

    /// Something without quotes.
    pub(super) fn bare(start: usize, end: usize) -> Self {
        Self::quoted(start, end, 0, 0)
    }

    /// A string whose quotes are `open` and `close` bytes long.
    pub(super) fn quoted(start: usize, end: usize, open: u8, close: u8) -> Self {
        debug_assert!(
            start <= MAX_OFFSET && end <= MAX_OFFSET && open < 1 << QUOTE_BITS && close < 1 << QUOTE_BITS
        );
        Self(start as u64 | (end as u64) << END | u64::from(open) << OPEN | u64::from(close) << CLOSE)
    }

    pub(super) fn with_escapes(self, escaped: bool) -> Self {
        Self(self.0 & !(1 << ESCAPED) | u64::from(escaped) << ESCAPED)
    }

    /// The same token ending at `end` instead, with a closing quote of
    /// `close` bytes.
    pub(super) fn ending(self, end: usize, close: u8) -> Self {
        let Self(all_of_both) = Self::quoted(0, MAX_OFFSET, 0, (1 << QUOTE_BITS) - 1);
        let Self(new) = Self::quoted(0, end, 0, close);
        Self(self.0 & !all_of_both | new)
    }

    pub(super) fn span(self) -> Span {
        Span::new(self.bits(0, OFFSET_BITS), self.bits(END, OFFSET_BITS))
    }

    /// The span between the quotes.
    pub(super) fn content(self) -> Span {
        let Span { start, end } = self.span();
        Span::new(start + self.bits(OPEN, QUOTE_BITS), end - self.bits(CLOSE, QUOTE_BITS))
    }

    /// Whether there are escapes to decode between the quotes.
    pub(super) fn is_escaped(self) -> bool {
        self.bits(ESCAPED, 1) != 0
    }

    /// A number of so many bits, fewer than 32, from that bit on.
    fn bits(self, from: u32, count: u32) -> usize {
        (self.0 >> from) as usize & ((1 << count) - 1)
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
