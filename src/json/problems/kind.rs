//! The kinds of problem.

/// The kinds of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// The document is UTF-16. Nothing is read.
    Utf16,
    /// The document is UTF-32. Nothing is read.
    Utf32,
    /// Bytes that are not UTF-8.
    InvalidUtf8,
    /// A byte order mark at the start, which many parsers refuse.
    Bom,
    /// An unpaired surrogate: an escape such as `\uD83D` without the other half of its pair.
    LoneSurrogate,

    /// Nothing but white space.
    Empty,
    /// An HTML or XML page. Nothing is read.
    Html,
    /// Text that is not meant to be JSON.
    PlainText,
    /// Longer than 512 MiB. Nothing is read.
    TooLong,
    /// More than 127 arrays and objects inside one another. Reading stops.
    TooDeep,
    /// Something in front of the document, such as `module.exports =`.
    LeadingText,
    /// Something after the document.
    TrailingContent,
    /// Another value after the document.
    SecondDocument,
    /// Members without `{` and `}` around them.
    MissingBraces,
    /// Markdown fences around the document.
    CodeFence,
    /// Markers of a merge conflict; both sides are read.
    MergeConflict,

    /// A comment.
    Comment,
    /// An invisible character, such as a no-break space, between values.
    InvisibleCharacter,
    /// A comma in front of a closing bracket.
    TrailingComma,
    /// A comma with nothing in front of it.
    ExtraComma,
    /// Two members or elements without a comma between them.
    MissingComma,
    /// A name and a value without a colon between them.
    MissingColon,
    /// `=` or `=>` where the colon belongs.
    EqualsInsteadOfColon,
    /// A name without a value.
    MissingValue,
    /// A name and a colon in an array.
    ColonInArray,
    /// A bracket that is never closed; `related` is the bracket.
    Unclosed,
    /// A bracket closed by the wrong kind; `related` is the opening one.
    MismatchedClose,
    /// A closing bracket without an opening one.
    UnexpectedClose,
    /// An opening bracket that is one too many.
    UnmatchedOpen,
    /// A character that is missing, such as an opening bracket.
    Missing(char),
    /// A character that is one too many.
    Stray,
    /// A character in the place of this one.
    Exchanged(char),
    /// Anything else that is out of place.
    Unexpected(Expected),

    /// A string in quotes other than `"`.
    WrongQuotes,
    /// A string in `\"`, as if the document were itself inside a string.
    EscapedQuotes,
    /// A member name without quotes.
    UnquotedName,
    /// A string without quotes.
    UnquotedString,
    /// A name or a string without its opening quote.
    MissingOpeningQuote,
    /// `True`, `None`, `undefined` and the like.
    WrongLiteral,
    /// `NaN` or `Infinity`.
    NotFinite,
    /// A number that is not spelled as JSON requires.
    BadNumber(NumberFlaw),
    /// A line break, tab or other control character inside a string.
    ControlCharacter,
    /// A string without its closing quote.
    UnterminatedString,
    /// A quote inside a string that lacks its backslash.
    UnescapedQuote,
    /// A quote inside a string that may be one too many.
    StrayQuote,
    /// A backslash that does not begin a JSON escape.
    BadEscape,
}

/// What was expected where something else was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Expected {
    /// A value.
    Value,
    /// A member name.
    Name,
    /// The colon after a name.
    Colon,
    /// What follows a member.
    CommaOrBrace,
    /// What follows an element.
    CommaOrBracket,
}

/// How a number is misspelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberFlaw {
    /// `+1`
    PlusSign,
    /// `01`
    LeadingZero,
    /// `-` alone
    NoDigits,
    /// `.5`
    NoIntegerDigits,
    /// `1.`
    NoFractionDigits,
    /// `1e`
    NoExponentDigits,
    /// `0x1F`
    NotDecimal,
    /// `1_000`
    Separator,
}

/// Broad groups of kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// The text does not follow the grammar.
    Syntax,
    /// The bytes are not UTF-8 text.
    Encoding,
    /// There is a byte order mark.
    Bom,
    /// There are too many levels.
    TooDeep,
    /// There is an unpaired surrogate.
    LoneSurrogate,
}

impl ProblemKind {
    /// The group the kind belongs to.
    #[must_use]
    pub fn class(self) -> Class {
        match self {
            Self::Utf16 | Self::Utf32 | Self::InvalidUtf8 => Class::Encoding,
            Self::Bom => Class::Bom,
            Self::LoneSurrogate => Class::LoneSurrogate,
            Self::TooDeep => Class::TooDeep,
            _ => Class::Syntax,
        }
    }

    /// Whether a value with this problem in it may have been read differently from what its author meant. A missing
    /// comma or a comment leaves the values around it intact.
    pub(super) fn garbles(self) -> bool {
        matches!(
            self,
            Self::InvalidUtf8
                | Self::MergeConflict
                | Self::MissingValue
                | Self::ColonInArray
                | Self::Unclosed
                | Self::MismatchedClose
                | Self::Unexpected(_)
                | Self::UnquotedString
                | Self::MissingOpeningQuote
                | Self::WrongLiteral
                | Self::NotFinite
                | Self::BadNumber(_)
                | Self::ControlCharacter
                | Self::UnterminatedString
                | Self::UnescapedQuote
                | Self::BadEscape
        )
    }

    /// Whether all members and elements around this problem are read all the same: a comma too many or too few, a
    /// comment or another kind of quotes hides none of them.
    pub(in crate::json) fn loses_nothing(self) -> bool {
        matches!(
            self,
            Self::Bom
                | Self::LoneSurrogate
                | Self::CodeFence
                | Self::Comment
                | Self::InvisibleCharacter
                | Self::TrailingComma
                | Self::ExtraComma
                | Self::MissingComma
                | Self::EqualsInsteadOfColon
                | Self::WrongQuotes
                | Self::UnquotedName
                | Self::WrongLiteral
                | Self::NotFinite
                | Self::BadNumber(_)
        )
    }

    /// Whether a document with this problem is not JSON.
    #[must_use]
    pub fn breaks_grammar(self) -> bool {
        !matches!(self, Self::Bom | Self::LoneSurrogate)
    }

    /// Whether the problem comes from a habit of the author or of a tool, and so is likely to occur all over the
    /// document. Then the first one is listed and the others are counted.
    pub(super) fn is_habit(self) -> bool {
        matches!(
            self,
            Self::LoneSurrogate
                | Self::CodeFence
                | Self::Comment
                | Self::InvisibleCharacter
                | Self::EqualsInsteadOfColon
                | Self::ColonInArray
                | Self::WrongQuotes
                | Self::EscapedQuotes
                | Self::UnquotedName
                | Self::BadEscape
        )
    }

    /// Whether the problem, directly after another one, is probably a consequence of that one.
    pub(in crate::json) fn may_be_consequence(self) -> bool {
        matches!(
            self,
            Self::MissingComma
                | Self::MissingColon
                | Self::MissingValue
                | Self::TrailingComma
                | Self::ExtraComma
                | Self::UnquotedString
                | Self::UnescapedQuote
                | Self::Unexpected(_)
        )
    }

    /// Whether the problem is that brackets do not pair up. Only the first mismatch of a document means anything.
    pub(in crate::json) fn is_imbalance(self) -> bool {
        matches!(
            self,
            Self::Unclosed
                | Self::UnexpectedClose
                | Self::MismatchedClose
                | Self::TrailingContent
                | Self::SecondDocument
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_byte_order_mark_and_an_unpaired_surrogate_are_not_syntax_errors() {
        assert!(!ProblemKind::Bom.breaks_grammar());
        assert!(!ProblemKind::LoneSurrogate.breaks_grammar());
        assert!(ProblemKind::TooDeep.breaks_grammar());
        assert!(ProblemKind::InvalidUtf8.breaks_grammar());
        assert_eq!(ProblemKind::TrailingComma.class(), Class::Syntax);
        assert_eq!(ProblemKind::Utf16.class(), Class::Encoding);
    }
}
