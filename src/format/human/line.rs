//! A line of a stranger's text as it can be shown: sanitised, and cut to a number of columns.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use crate::format::sanitise::names_command;
use crate::format::sanitised;

/// What stands for a tab of the indentation. Elsewhere a tab is spelt out like other controls.
const INDENTATION_TAB: &str = "    ";

/// A line, character by character.
pub(super) struct Line {
    text: String,
    cells: Vec<Cell>,
    /// Where the line, or what was read of it, ends in the source.
    end: usize,
}

/// One character of the source. What is shown for it may be longer: `<U+001B>`.
struct Cell {
    /// Where the character begins in the source.
    source: usize,
    /// Where that which is shown for it begins in the line's text.
    text: usize,
    /// How many columns it takes.
    columns: usize,
}

impl Cell {
    /// What the character costs when a line is cut: combining marks take no column, but a thousand
    /// of them must not pass for a short line.
    fn cost(&self) -> usize {
        self.columns.max(1)
    }
}

/// A line that was cut to its place.
#[derive(Debug)]
pub(super) struct Cut {
    /// What to print.
    pub text: String,
    /// Where each character that is left begins, in the source and in the text, and after the last
    /// one, where it ends.
    offsets: Vec<(usize, usize)>,
}

impl Line {
    /// Reads the bytes `range` of a source, which hold no line end. Bytes that are not UTF-8 become
    /// U+FFFD. `from_start` tells that the line begins there, and leading tabs are indentation.
    pub fn read(source: &[u8], range: Range<usize>, from_start: bool) -> Line {
        let text = String::with_capacity(range.len());
        let mut line = Line { text, cells: Vec::with_capacity(range.len()), end: range.end };
        let mut indentation = from_start;
        let mut offset = range.start;
        for chunk in source[range].utf8_chunks() {
            for character in chunk.valid().chars() {
                indentation &= matches!(character, ' ' | '\t');
                if indentation && character == '\t' {
                    line.push(offset, INDENTATION_TAB);
                } else if character == '[' && names_command(&line.text) {
                    // One by one, characters make no command; together they do.
                    line.push(offset, "<U+005B>");
                } else {
                    line.push(offset, &sanitised(character.encode_utf8(&mut [0; 4])));
                }
                offset += character.len_utf8();
            }
            if !chunk.invalid().is_empty() {
                indentation = false;
                line.push(offset, "\u{fffd}");
                offset += chunk.invalid().len();
            }
        }
        line
    }

    /// Reads a whole string.
    pub fn of(text: &str) -> Line {
        Line::read(text.as_bytes(), 0..text.len(), false)
    }

    fn push(&mut self, source: usize, shown: &str) {
        self.cells.push(Cell { source, text: self.text.len(), columns: columns(shown) });
        self.text.push_str(shown);
    }

    /// How many characters it has.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// How many columns the characters take.
    pub fn columns(&self, characters: Range<usize>) -> usize {
        self.cells[characters].iter().map(|cell| cell.columns).sum()
    }

    /// What the characters cost when the line is cut.
    pub fn cost(&self, characters: Range<usize>) -> usize {
        self.cells[characters].iter().map(Cell::cost).sum()
    }

    /// The characters that cover a stretch of the source; those of them that are on the line.
    pub fn characters(&self, source: Range<usize>) -> Range<usize> {
        if source.start >= self.end {
            return self.len()..self.len();
        }
        let start = self.cells.partition_point(|cell| cell.source <= source.start).saturating_sub(1);
        let end = self.cells.partition_point(|cell| cell.source < source.end);
        start..end.max(start)
    }

    /// Keeps those characters, and puts the mark where others were, or where the caller knows of
    /// more text.
    pub fn keep(&self, characters: Range<usize>, more: (bool, bool), mark: &str) -> Cut {
        let at = |index: usize| match self.cells.get(index) {
            Some(cell) => (cell.source, cell.text),
            None => (self.end, self.text.len()),
        };
        let (from, to) = (at(characters.start).1, at(characters.end).1);
        let mut text = String::with_capacity(to - from + 2 * mark.len());
        if more.0 || characters.start > 0 {
            text.push_str(mark);
        }
        let shift = text.len();
        text.push_str(&self.text[from..to]);
        if more.1 || characters.end < self.len() {
            text.push_str(mark);
        }
        let offsets = (characters.start..=characters.end)
            .map(at)
            .map(|(source, text)| (source, text - from + shift))
            .collect();
        Cut { text, offsets }
    }

    /// Cuts the line to so many columns, around the characters in focus: all of them where they fit,
    /// else their beginning.
    pub fn cut(&self, focus: Range<usize>, width: usize, more: (bool, bool), mark: &str) -> Cut {
        let mark_columns = columns(mark);
        let marks = mark_columns * (usize::from(more.0) + usize::from(more.1));
        if self.cost(0..self.len()) + marks <= width {
            return self.keep(0..self.len(), more, mark);
        }
        let budget = width.saturating_sub(2 * mark_columns);
        let before = self.cost(0..focus.start);
        let focused = self.cost(focus.clone());
        // The text before a focus that is too long says what it is, so some of it stays.
        let lead = if before <= budget / 2 { before } else { budget / 4 };
        let spare = budget.saturating_sub(focused).max(lead);
        let left = if before <= spare { before } else { lead.max(spare / 2) };

        let start = self.back(focus.start, left);
        let end = self.forward(start, budget);
        // What the right end left unused goes to the left.
        let start = self.back(end, budget).min(start);
        self.keep(start..end, more, mark)
    }

    /// The first character of as many before `end` as the budget pays for.
    pub fn back(&self, end: usize, mut budget: usize) -> usize {
        let affordable = self.cells[..end].iter().rev().take_while(|cell| pay(&mut budget, cell.cost()));
        end - affordable.count()
    }

    /// The end of as many characters from `start` on as the budget pays for.
    pub fn forward(&self, start: usize, mut budget: usize) -> usize {
        let affordable = self.cells[start..].iter().take_while(|cell| pay(&mut budget, cell.cost()));
        start + affordable.count()
    }
}

impl Cut {
    /// Where a stretch of the source is in the text, if all of it is there.
    pub fn place(&self, source: Range<usize>) -> Option<Range<usize>> {
        let (&(first, _), &(last, _)) = (self.offsets.first()?, self.offsets.last()?);
        (first <= source.start && source.end <= last).then(|| self.place_rest(source))
    }

    /// Where that which is left of a stretch of the source is in the text, the marks of what was
    /// cut included.
    pub fn place_rest(&self, source: Range<usize>) -> Range<usize> {
        let start = self.offsets.partition_point(|&(offset, _)| offset <= source.start);
        let start = start.checked_sub(1).map_or(0, |index| self.offsets[index].1);
        let end = self.offsets.partition_point(|&(offset, _)| offset < source.end);
        let end = self.offsets.get(end).map_or(self.text.len(), |&(_, text)| text);
        start..end.max(start)
    }
}

/// Takes the cost off the budget, if it is there.
fn pay(budget: &mut usize, cost: usize) -> bool {
    let left = budget.checked_sub(cost);
    *budget = left.unwrap_or(0);
    left.is_some()
}

/// How many columns a sanitised text takes.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(|character| character.width().unwrap_or(0)).sum()
}

/// The beginning of a text, sanitised.
pub(super) fn head(text: &str, width: usize, mark: &str) -> String {
    Line::of(text).cut(0..0, width, (false, false), mark).text
}

/// The end of a text, sanitised.
pub(super) fn tail(text: &str, width: usize, mark: &str) -> String {
    let line = Line::of(text);
    line.cut(line.len()..line.len(), width, (false, false), mark).text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, focus: Range<usize>, width: usize) -> (String, String) {
        let line = Line::of(text);
        let cut = line.cut(line.characters(focus.clone()), width, (false, false), "…");
        let place = cut.place_rest(focus);
        (cut.text.clone(), cut.text[place].to_owned())
    }

    #[test]
    fn a_short_line_stays_whole() {
        assert_eq!(cut("abc", 1..2, 3), ("abc".into(), "b".into()));
    }

    #[test]
    fn a_long_line_is_cut_around_its_focus() {
        let text = "0123456789".repeat(10);
        assert_eq!(cut(&text, 50..52, 12), ("…6789012345…".into(), "01".into()));
        assert_eq!(cut(&text, 0..2, 12), ("0123456789…".into(), "01".into()));
        assert_eq!(cut(&text, 98..100, 12), ("…0123456789".into(), "89".into()));
        assert_eq!(cut(&text, 100..100, 12), ("…0123456789".into(), "".into()));
    }

    #[test]
    fn a_focus_longer_than_the_room_keeps_its_beginning_and_some_text_before() {
        let text = "0123456789".repeat(10);
        assert_eq!(cut(&text, 50..80, 12), ("…8901234567…".into(), "01234567…".into()));
        assert_eq!(cut(&text, 0..100, 12), ("0123456789…".into(), "0123456789…".into()));
    }

    #[test]
    fn escapes_take_their_columns_and_move_what_follows() {
        let line = Line::of("a\u{1b}b\u{2028}c");
        assert_eq!(line.columns(0..5), 3 + 8 + 8);
        let cut = line.cut(0..0, 80, (false, false), "…");
        assert_eq!(cut.text, "a<U+001B>b<U+2028>c");
        assert_eq!(&cut.text[cut.place_rest(1..2)], "<U+001B>");
        assert_eq!(&cut.text[cut.place_rest(2..3)], "b");
        assert_eq!(&cut.text[cut.place_rest(6..7)], "c");
    }

    #[test]
    fn wide_characters_count_twice_and_combining_ones_cannot_flood() {
        assert_eq!(head("漢字漢字", 6, "…"), "漢字…");
        assert_eq!(tail("漢字漢字", 6, "…"), "…漢字");
        assert_eq!(head(&format!("e{}", "\u{301}".repeat(5000)), 10, "…").chars().count(), 9);
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_one_replacement_character_each() {
        let bytes = b"a\xffb\xc3";
        let line = Line::read(bytes, 0..4, true);
        let cut = line.cut(0..0, 80, (false, false), "…");
        assert_eq!(cut.text, "a\u{fffd}b\u{fffd}");
        assert_eq!(&cut.text[cut.place_rest(1..2)], "\u{fffd}");
        assert_eq!(&cut.text[cut.place_rest(2..3)], "b");
    }

    #[test]
    fn only_indentation_makes_spaces_of_tabs() {
        let line = Line::read(b"\t\"\t\"", 0..4, true);
        assert_eq!(line.cut(0..0, 80, (false, false), "…").text, "    \"<U+0009>\"");
    }
}
