//! From byte offsets to the lines and columns that editors show.

use super::encoding::BOM;
use super::span::Span;

/// A place in the text as a person would name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Position {
    /// Line, counted from 1.
    pub line: usize,
    /// Column in Unicode scalar values, counted from 1.
    pub column: usize,
    /// Byte offset, counted from 0.
    pub offset: usize,
}

/// Finds the line and column of an offset by binary search.
///
/// Lines end with `\n`, `\r\n` or a `\r` alone. A maximal sequence of bytes
/// that is not UTF-8 counts as one column; a byte order mark at the start of
/// the text takes none.
#[derive(Clone, Debug)]
pub struct LineIndex {
    lines: Vec<Line>,
    wide: Vec<Wide>,
    length: usize,
}

/// A line without its terminator.
#[derive(Clone, Copy, Debug)]
struct Line {
    start: usize,
    end: usize,
}

/// A sequence of several bytes in one column, or a mark in none. Only these
/// are listed, so that plain ASCII costs nothing.
#[derive(Clone, Copy, Debug)]
struct Wide {
    start: usize,
    end: usize,
    /// Bytes minus columns, summed up from the start of the text to `end`.
    surplus: usize,
}

impl LineIndex {
    /// Indexes the lines of `bytes`.
    #[must_use]
    pub fn new(bytes: &[u8]) -> Self {
        Self { lines: lines(bytes), wide: wide(bytes), length: bytes.len() }
    }

    /// The position of the byte at `offset`. An offset past the end gives the
    /// position of the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.length);
        let line = self.lines.partition_point(|line| line.start <= offset).max(1);
        let start = self.lines[line - 1].start;
        let bytes = offset - start;
        let surplus = self.surplus(offset) - self.surplus(start);
        Position { line, column: bytes - surplus + 1, offset }
    }

    /// The span of a line, counted from 1, without its terminator. A line that
    /// does not exist has the empty span at the nearer end of the text.
    #[must_use]
    pub fn line_span(&self, line: usize) -> Span {
        let Some(index) = line.checked_sub(1) else {
            return Span::at(0);
        };
        self.lines.get(index).map_or(Span::at(self.length), |line| Span::new(line.start, line.end))
    }

    /// How many lines there are; at least 1.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// Bytes minus columns in front of `offset`.
    fn surplus(&self, offset: usize) -> usize {
        let index = self.wide.partition_point(|wide| wide.end <= offset);
        let before = index.checked_sub(1).map_or(0, |last| self.wide[last].surplus);
        // An offset within a sequence belongs to the column it starts.
        let within = self.wide.get(index).map_or(0, |wide| offset.saturating_sub(wide.start));
        before + within
    }
}

fn lines(bytes: &[u8]) -> Vec<Line> {
    let mut lines = Vec::with_capacity(bytes.len() / 32 + 1);
    let mut start = 0;
    while let Some(length) = bytes[start..].iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
        let end = start + length;
        lines.push(Line { start, end });
        start = end + if bytes[end..].starts_with(b"\r\n") { 2 } else { 1 };
    }
    lines.push(Line { start, end: bytes.len() });
    lines
}

fn wide(bytes: &[u8]) -> Vec<Wide> {
    let mut list = Vec::new();
    if bytes.is_ascii() {
        return list;
    }
    let mut surplus = 0;
    let mut push = |start: usize, length: usize, columns: usize| {
        if length > columns {
            surplus += length - columns;
            list.push(Wide { start, end: start + length, surplus });
        }
    };
    let mark = if bytes.starts_with(BOM) { BOM.len() } else { 0 };
    push(0, mark, 0);
    let mut at = mark;
    for chunk in bytes[mark..].utf8_chunks() {
        for character in chunk.valid().chars() {
            push(at, character.len_utf8(), 1);
            at += character.len_utf8();
        }
        push(at, chunk.invalid().len(), 1);
        at += chunk.invalid().len();
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
    fn a_bad_sequence_is_one_column_and_a_bom_none() {
        assert_eq!(line_and_column(b"\xE2\x82x", 2), (1, 2));
        assert_eq!(line_and_column(b"\xFF\xFFx", 2), (1, 3));
        assert_eq!(line_and_column(b"\xEF\xBB\xBF{", 0), (1, 1));
        assert_eq!(line_and_column(b"\xEF\xBB\xBF{", 3), (1, 1));
        assert_eq!(line_and_column(b"\xEF\xBB\xBF{", 4), (1, 2));
        assert_eq!(line_and_column(b"\xEF\xBB\xBF\n\xC3\xA9x", 6), (2, 2));
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
