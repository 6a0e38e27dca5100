//! Lines and columns of byte offsets.

use memchr::memchr2;

use super::encoding::BOM;
use super::span::Span;

/// A place in a text as people name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Position {
    /// Line, counted from 1.
    pub line: usize,
    /// Column in Unicode scalar values, counted from 1.
    pub column: usize,
    /// Byte offset, counted from 0.
    pub offset: usize,
}

/// A place in a text as the Language Server Protocol names it when positions are encoded as UTF-16.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Utf16Position {
    /// Line, counted from 0.
    pub line: usize,
    /// Offset in the line in UTF-16 code units, counted from 0.
    pub character: usize,
}

/// Finds the line and column of an offset by binary search.
///
/// Lines end with `\n`, with `\r\n` or with a `\r` alone. A sequence of bytes that is not UTF-8 counts as one
/// character, the U+FFFD that decoders replace it with. A byte order mark at the start of the text does not count; editors do not
/// show it as part of the text. An offset inside a character is the position of that character.
#[derive(Clone, Debug)]
pub struct LineIndex {
    /// The lines without their terminators; there is at least one.
    lines: Vec<Span>,
    /// The characters of more than one byte. There are none in plain ASCII.
    wide: Vec<Wide>,
    length: usize,
}

/// A character of more than one byte.
#[derive(Clone, Copy, Debug)]
struct Wide {
    span: Span,
    /// What the columns of its end are less than the offset of its end, summed up from the start of the text.
    surplus: Surplus,
}

/// How many more bytes than columns there are, by the unit that columns are counted in.
#[derive(Clone, Copy, Debug, Default)]
struct Surplus {
    scalars: usize,
    utf16: usize,
}

impl LineIndex {
    /// Indexes the lines of `bytes`.
    #[must_use]
    pub fn new(bytes: &[u8]) -> Self {
        Self { lines: lines(bytes), wide: wide(bytes), length: bytes.len() }
    }

    /// The position of `offset`. An offset behind the end gives the position of the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.length);
        let (line, start) = self.line_at(offset);
        let column = |offset| offset - self.surplus(offset).scalars;
        Position { line: line + 1, column: column(offset) - column(start) + 1, offset }
    }

    /// The position of `offset` for the Language Server Protocol. An offset behind the end gives the position of the
    /// end.
    #[must_use]
    pub fn position_utf16(&self, offset: usize) -> Utf16Position {
        let offset = offset.min(self.length);
        let (line, start) = self.line_at(offset);
        let column = |offset| offset - self.surplus(offset).utf16;
        Utf16Position { line, character: column(offset) - column(start) }
    }

    /// The span of a line, counted from 1, without its terminator. A line that does not exist has the empty span at
    /// the nearer end of the text.
    #[must_use]
    pub fn line_span(&self, line: usize) -> Span {
        match line.checked_sub(1) {
            None => Span::at(0),
            Some(index) => self.lines.get(index).copied().unwrap_or(Span::at(self.length)),
        }
    }

    /// How many lines there are; at least 1.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// The index and the start of the line that `offset` is in.
    fn line_at(&self, offset: usize) -> (usize, usize) {
        let index = self.lines.partition_point(|line| line.start <= offset).saturating_sub(1);
        (index, self.lines[index].start)
    }

    /// How many more bytes than columns there are in front of the character at `offset`, plus the bytes of that
    /// character in front of `offset`.
    fn surplus(&self, offset: usize) -> Surplus {
        let index = self.wide.partition_point(|wide| wide.span.end <= offset);
        let before = index.checked_sub(1).map_or(Surplus::default(), |last| self.wide[last].surplus);
        let inside = self.wide.get(index).map_or(0, |wide| offset.saturating_sub(wide.span.start));
        Surplus { scalars: before.scalars + inside, utf16: before.utf16 + inside }
    }
}

fn lines(bytes: &[u8]) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    while let Some(length) = memchr2(b'\n', b'\r', &bytes[start..]) {
        let end = start + length;
        lines.push(Span::new(start, end));
        start = end + if bytes[end..].starts_with(b"\r\n") { 2 } else { 1 };
    }
    lines.push(Span::new(start, bytes.len()));
    lines
}

fn wide(bytes: &[u8]) -> Vec<Wide> {
    let mut list = Vec::new();
    if bytes.is_ascii() {
        return list;
    }
    let mut surplus = Surplus::default();
    let mut push = |span: Span, scalars: usize, utf16: usize| {
        if span.len() > 1 {
            surplus.scalars += span.len() - scalars;
            surplus.utf16 += span.len() - utf16;
            list.push(Wide { span, surplus });
        }
    };
    let mut at = 0;
    if bytes.starts_with(BOM) {
        at = BOM.len();
        push(Span::new(0, at), 0, 0);
    }
    for chunk in bytes[at..].utf8_chunks() {
        for character in chunk.valid().chars() {
            let span = Span::new(at, at + character.len_utf8());
            push(span, 1, character.len_utf16());
            at = span.end;
        }
        let span = Span::new(at, at + chunk.invalid().len());
        push(span, 1, 1);
        at = span.end;
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line_and_column(bytes: &[u8], offset: usize) -> (usize, usize) {
        let position = LineIndex::new(bytes).position(offset);
        (position.line, position.column)
    }

    #[test]
    fn all_three_line_ends_count() {
        let text = b"a\nb\r\nc\rd";
        for (offset, expected) in
            [(0, (1, 1)), (1, (1, 2)), (2, (2, 1)), (5, (3, 1)), (7, (4, 1)), (8, (4, 2)), (99, (4, 2))]
        {
            assert_eq!(line_and_column(text, offset), expected, "offset {offset}");
        }
    }

    #[test]
    fn columns_are_characters() {
        let text = "é😀x\n€y".as_bytes();
        assert_eq!(line_and_column(text, 2), (1, 2));
        assert_eq!(line_and_column(text, 4), (1, 2), "inside the emoji");
        assert_eq!(line_and_column(text, 6), (1, 3));
        assert_eq!(line_and_column(text, 11), (2, 2));
    }

    #[test]
    fn invalid_utf8_is_one_column_and_a_bom_none() {
        assert_eq!(line_and_column(b"\xE2\x82x", 2), (1, 2));
        assert_eq!(line_and_column(b"\xFF\xFFx", 2), (1, 3));
        assert_eq!(line_and_column(b"\xEF\xBB\xBF{", 0), (1, 1));
        assert_eq!(line_and_column(b"\xEF\xBB\xBF{", 3), (1, 1));
        assert_eq!(line_and_column(b"\xEF\xBB\xBF{", 4), (1, 2));
        assert_eq!(line_and_column(b"\xEF\xBB\xBF\n\xC3\xA9x", 6), (2, 2));
    }

    #[test]
    fn utf16_positions_count_code_units_from_zero() {
        let check = |bytes: &[u8], expected: &[(usize, (usize, usize))]| {
            let index = LineIndex::new(bytes);
            for &(offset, (line, character)) in expected {
                assert_eq!(
                    index.position_utf16(offset),
                    Utf16Position { line, character },
                    "offset {offset}"
                );
            }
        };
        // An emoji is two units, from the basic multilingual plane or from Latin-1 it is one.
        check("é😀x\n漢字y".as_bytes(), &[(0, (0, 0)), (2, (0, 1)), (6, (0, 3)), (7, (0, 4)), (8, (1, 0))]);
        check("é😀x\n漢字y".as_bytes(), &[(11, (1, 1)), (14, (1, 2)), (15, (1, 3)), (99, (1, 3))]);
        check("😀".as_bytes(), &[(1, (0, 0)), (2, (0, 0)), (3, (0, 0)), (4, (0, 2))]);
        // Family: three emoji joined by U+200D.
        check("👨‍👩‍👧!".as_bytes(), &[(18, (0, 8)), (19, (0, 9))]);
        check(b"\xEF\xBB\xBF{\r\n\xF0\x9F\x98\x80}", &[(0, (0, 0)), (3, (0, 0)), (4, (0, 1)), (6, (1, 0))]);
        check(b"\xEF\xBB\xBF{\r\n\xF0\x9F\x98\x80}", &[(10, (1, 2)), (11, (1, 3))]);
        // A truncated character of three bytes is replaced by one U+FFFD, two stray bytes by two.
        check(b"\xE2\x82x\xFF\xFFy", &[(0, (0, 0)), (1, (0, 0)), (2, (0, 1)), (3, (0, 2)), (5, (0, 4))]);
        check(b"", &[(0, (0, 0))]);
    }

    #[test]
    fn line_spans_leave_out_the_terminator() {
        let index = LineIndex::new(b"a\r\n\nbc");
        let spans: Vec<_> = (0..=4).map(|line| index.line_span(line).range()).collect();
        assert_eq!(spans, [0..0, 0..1, 3..3, 4..6, 6..6]);
        assert_eq!(index.line_count(), 3);
    }

    #[test]
    fn an_empty_text_has_one_line() {
        assert_eq!(line_and_column(b"", 0), (1, 1));
        assert_eq!(LineIndex::new(b"").line_span(1), Span::at(0));
    }
}
