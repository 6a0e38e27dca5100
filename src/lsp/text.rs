//! The text of an open document, and positions in it.

use std::ops::Range;

use lsp_types::{Position, PositionEncodingKind, TextDocumentContentChangeEvent};
use ropey::Rope;

/// The unit in which a position counts the characters before it in its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16, which every client knows.
    #[default]
    Utf16,
}

impl Encoding {
    /// The first of those that are offered and known.
    pub fn negotiated<'e>(offered: impl IntoIterator<Item = &'e str>) -> Encoding {
        let known = |name| match name {
            "utf-8" => Some(Encoding::Utf8),
            "utf-16" => Some(Encoding::Utf16),
            _ => None,
        };
        offered.into_iter().find_map(known).unwrap_or_default()
    }

    /// Its name in the protocol.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
        }
    }
}

/// A text that changes. A change takes time that depends on its own length, and hardly on that of the text.
#[derive(Debug, Clone)]
pub struct Text {
    rope: Rope,
    encoding: Encoding,
}

impl Text {
    /// A text whose positions are counted in that unit.
    pub fn new(text: &str, encoding: Encoding) -> Text {
        Text { rope: Rope::from_str(text), encoding }
    }

    /// Applies a change: of a stretch, or of everything.
    pub fn apply(&mut self, change: &TextDocumentContentChangeEvent) {
        let Some(range) = change.range else {
            self.rope = Rope::from_str(&change.text);
            return;
        };
        let (start, end) = (self.index(range.start), self.index(range.end));
        // A range that ends before it begins is meant the other way round.
        let (start, end) = (start.min(end), start.max(end));
        self.rope.remove(start..end);
        self.rope.insert(start, &change.text);
    }

    /// How many bytes of UTF-8 it has.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// Its first bytes, at most that many.
    pub fn bytes(&self, most: usize) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.len().min(most));
        for chunk in self.rope.chunks() {
            let room = most - bytes.len();
            bytes.extend_from_slice(&chunk.as_bytes()[..chunk.len().min(room)]);
        }
        bytes
    }

    /// The position of a byte. One inside a character is the position of that character, and one behind the end that
    /// of the end.
    pub fn position(&self, offset: usize) -> Position {
        let index = self.rope.byte_to_char(offset.min(self.rope.len_bytes()));
        let line = self.rope.char_to_line(index);
        let start = self.rope.line_to_char(line);
        let column = match self.encoding {
            Encoding::Utf8 => self.rope.char_to_byte(index) - self.rope.char_to_byte(start),
            Encoding::Utf16 => self.rope.char_to_utf16_cu(index) - self.rope.char_to_utf16_cu(start),
        };
        Position::new(narrow(line), narrow(column))
    }

    /// The stretch between two bytes.
    pub fn range(&self, range: Range<usize>) -> lsp_types::Range {
        lsp_types::Range::new(self.position(range.start), self.position(range.end))
    }

    /// The byte at a position. One behind the end of its line, or of the text, is the end of that; one inside a
    /// character is the beginning of the character.
    pub fn offset(&self, position: Position) -> usize {
        self.rope.char_to_byte(self.index(position))
    }

    /// The same as an index of characters.
    fn index(&self, Position { line, character }: Position) -> usize {
        let (line, character) = (line as usize, character as usize);
        if line >= self.rope.len_lines() {
            return self.rope.len_chars();
        }
        let start = self.rope.line_to_char(line);
        let end = self.end_of_line(line);
        let index = match self.encoding {
            Encoding::Utf8 => {
                let byte = self.rope.char_to_byte(start) + character;
                self.rope.byte_to_char(byte.min(self.rope.len_bytes()))
            }
            Encoding::Utf16 => {
                let unit = self.rope.char_to_utf16_cu(start) + character;
                self.rope.utf16_cu_to_char(unit.min(self.rope.len_utf16_cu()))
            }
        };
        index.min(end)
    }

    /// The index behind the last character of a line, in front of what ends the line.
    fn end_of_line(&self, line: usize) -> usize {
        let start = self.rope.line_to_char(line);
        let mut end = start + self.rope.line(line).len_chars();
        while end > start && matches!(self.rope.char(end - 1), '\n' | '\r') {
            end -= 1;
        }
        end
    }
}

/// A number as the protocol has it. Texts are far shorter than it can count.
fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::json::LineIndex;

    const MIXED: &str = "é😀x\r\n漢字y\r\n\rz\n";

    fn change(range: [u32; 4], text: &str) -> TextDocumentContentChangeEvent {
        let [line, character, end_line, end_character] = range;
        let range =
            lsp_types::Range::new(Position::new(line, character), Position::new(end_line, end_character));
        TextDocumentContentChangeEvent { range: Some(range), range_length: None, text: text.to_owned() }
    }

    #[test]
    fn positions_count_units_and_are_clamped() {
        for (encoding, line, character, offset) in [
            (Encoding::Utf16, 0, 1, 2),
            (Encoding::Utf16, 0, 2, 2),
            (Encoding::Utf16, 0, 3, 6),
            (Encoding::Utf16, 0, 4, 7),
            (Encoding::Utf16, 0, 5, 7),
            (Encoding::Utf16, 0, u32::MAX, 7),
            (Encoding::Utf16, 1, 1, 12),
            (Encoding::Utf16, 4, 1, 21),
            (Encoding::Utf16, u32::MAX, 0, 21),
            (Encoding::Utf8, 0, 2, 2),
            (Encoding::Utf8, 0, 3, 2),
            (Encoding::Utf8, 0, 6, 6),
            (Encoding::Utf8, 0, 99, 7),
            (Encoding::Utf8, 1, 3, 12),
        ] {
            let text = Text::new(MIXED, encoding);
            assert_eq!(
                text.offset(Position::new(line, character)),
                offset,
                "{encoding:?} {line}:{character}"
            );
        }
    }

    #[test]
    fn changes_apply_wherever_they_point() {
        for (range, inserted, expected) in [
            ([0, 1, 0, 3], "e", "éex\n字"),
            // Inside the pair of surrogates: in front of it.
            ([0, 2, 0, 3], "", "éx\n字"),
            ([0, 4, 1, 0], "", "é😀x字"),
            ([1, 1, 0, 4], "", "é😀x"),
            ([9, 9, 9, 9], "!", "é😀x\n字!"),
            ([0, 0, u32::MAX, u32::MAX], "漢", "漢"),
        ] {
            let mut text = Text::new("é😀x\n字", Encoding::Utf16);
            text.apply(&change(range, inserted));
            assert_eq!(String::from_utf8(text.bytes(usize::MAX)).unwrap(), expected, "{range:?}");
        }
    }

    #[test]
    fn a_mark_of_byte_order_is_a_character_to_a_client_that_sends_it() {
        let text = Text::new("\u{feff}{", Encoding::Utf16);
        assert_eq!(text.position(3), Position::new(0, 1));
        assert_eq!(text.offset(Position::new(0, 1)), 3);
    }

    proptest! {
        #[test]
        fn positions_are_those_that_findings_have(text in "[a é漢😀\\r\\n\u{2028}]{0,40}", offset in 0usize..120) {
            let own = Text::new(&text, Encoding::Utf16).position(offset);
            let known = LineIndex::new(text.as_bytes()).position_utf16(offset);
            // Between the two characters that end a line is no position of its own.
            let is_between = text.get(..offset).is_some_and(|before| before.ends_with('\r'))
                && text.get(offset..).is_some_and(|after| after.starts_with('\n'));
            prop_assume!(!is_between);
            prop_assert_eq!((own.line as usize, own.character as usize), (known.line, known.character));
        }

        #[test]
        fn positions_lead_back(text in "[a é漢😀\\n\u{2028}]{0,40}", utf8: bool) {
            let encoding = if utf8 { Encoding::Utf8 } else { Encoding::Utf16 };
            let own = Text::new(&text, encoding);
            for (offset, _) in text.char_indices() {
                prop_assert_eq!(own.offset(own.position(offset)), offset);
            }
        }

        #[test]
        fn no_change_panics(text in "[a😀\\r\\n]{0,12}", changes in prop::collection::vec((any::<[u8; 4]>(), "[b漢\\r\\n]{0,3}"), 0..8)) {
            let mut own = Text::new(&text, Encoding::Utf16);
            for (range, inserted) in changes {
                own.apply(&change(range.map(|number| u32::from(number % 8)), &inserted));
            }
            prop_assert_eq!(own.bytes(usize::MAX).len(), own.len());
        }
    }
}
