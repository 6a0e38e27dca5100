//! What is between two tokens: white space, and at most one comma or colon.

use super::edits::Edits;
use crate::json::encoding::char_at;
use crate::json::span::Span;

/// What stands in a gap at one place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Piece {
    Space,
    /// A comment, or a line such as the fence of a block of code.
    Comment,
    Character,
}

impl Edits<'_> {
    /// Reduces a gap to white space and the punctuation that is `wanted` in it.
    pub(super) fn clean(&mut self, gap: Span, wanted: Option<u8>) {
        let kept = wanted.map(|mark| (mark, self.find(gap, mark)));
        if let Some((mark, None)) = kept {
            self.replace(Span::at(gap.start), spelling(mark).as_str());
        }
        for (piece, span) in pieces(self.source, gap) {
            match (piece, kept) {
                (Piece::Space, _) => {}
                (Piece::Comment, _) => self.remove_with_blanks(span),
                (Piece::Character, Some((mark, Some(at)))) if at == span.start => {
                    if self.source[at] != mark {
                        self.replace(span, spelling(mark).as_str());
                    }
                }
                (Piece::Character, _) => self.replace(span, ""),
            }
        }
    }

    /// Where a comma or colon stands in a gap, or what its author wrote for it.
    fn find(&self, gap: Span, mark: u8) -> Option<usize> {
        let characters = || {
            pieces(self.source, gap)
                .filter(|(piece, _)| *piece == Piece::Character)
                .map(|(_, span)| span.start)
        };
        let is_like = |at: &usize| matches!(self.source[*at], b'=' | b';' | b':' | b',');
        characters().find(|at| self.source[*at] == mark).or_else(|| characters().find(is_like))
    }

    /// Removes all of a gap but the white space at its end.
    pub(super) fn empty(&mut self, gap: Span) {
        let text = &self.source[gap.range()];
        if let Some(first) = text.iter().position(|byte| !byte.is_ascii_whitespace()) {
            let end = gap.start + text.trim_ascii_end().len();
            self.remove_with_blanks(Span::new(gap.start + first, end));
        }
    }
}

fn spelling(mark: u8) -> String {
    char::from(mark).to_string()
}

fn pieces(source: &[u8], gap: Span) -> impl Iterator<Item = (Piece, Span)> {
    let mut at = gap.start;
    std::iter::from_fn(move || {
        let rest = source.get(at..gap.end).filter(|rest| !rest.is_empty())?;
        let (piece, length) = next(rest);
        let span = Span::new(at, at + length);
        at = span.end;
        Some((piece, span))
    })
}

/// What comes next in a gap, and its length in bytes.
fn next(rest: &[u8]) -> (Piece, usize) {
    let line = || rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
    let through = |end: &[u8]| {
        rest.windows(end.len()).position(|window| window == end).map_or(rest.len(), |at| at + end.len())
    };
    match rest {
        [b' ' | b'\n' | b'\t' | b'\r', ..] => (Piece::Space, 1),
        [b'/', b'/', ..] | [b'#', ..] | [b'`', b'`', b'`', ..] => (Piece::Comment, line()),
        // `/*/` is no whole comment.
        [b'/', b'*', after @ ..] => (Piece::Comment, rest.len() - after.len() + ending(after, b"*/")),
        [b'<', b'!', b'-', b'-', ..] => (Piece::Comment, through(b"-->")),
        _ => (Piece::Character, char_at(rest, 0).1),
    }
}

/// The offset behind `end` in a text, or its length.
fn ending(text: &[u8], end: &[u8]) -> usize {
    text.windows(end.len()).position(|window| window == end).map_or(text.len(), |at| at + end.len())
}
