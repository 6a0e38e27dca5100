//! The one or two lines of a source that a finding shows, made safe and narrow before anything is
//! drawn around them.

use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::line::{Cut, Line, columns};
use crate::finding;

/// The lines around a place, cut to their width, and where the place is in them.
#[derive(Debug)]
pub(super) struct Excerpt {
    /// Names the source in the frame.
    pub name: String,
    /// The lines; each of them ends in a newline, since miette shows no label at the end of a line
    /// without.
    text: String,
    lines: Vec<(usize, Cut)>,
    /// Number of the first line, from 0.
    first: usize,
    /// The place.
    focus: Range<usize>,
    /// Its column in the source, from 0.
    column: usize,
}

impl Excerpt {
    /// The line on which the range begins. Of a range that goes on over more lines, it stands for all.
    pub fn around(source: &[u8], range: &finding::Range, width: usize, mark: &str) -> Excerpt {
        let place = place(source, range);
        // A line may be the whole of a large document: nothing farther away than this can be shown.
        let reach = 4 * width;
        let (start, from_start) = line_start(source, place.start, reach);
        let (end, to_end) = line_end(source, place.start, reach);

        let mut excerpt = Excerpt {
            name: String::new(),
            text: String::new(),
            lines: Vec::new(),
            first: range.start.line.saturating_sub(1),
            focus: 0..0,
            column: range.start.column.saturating_sub(1),
        };
        let line = Line::read(source, start..end, from_start);
        let more = (!from_start, !to_end || place.end > end);
        let cut = line.cut(line.characters(place.clone()), width, more, mark);
        let focus = cut.place_rest(place);
        excerpt.focus = excerpt.text.len() + focus.start..excerpt.text.len() + focus.end;
        excerpt.push(cut);
        excerpt
    }

    fn push(&mut self, cut: Cut) {
        let begin = self.text.len();
        self.text.extend([&*cut.text, "\n"]);
        self.lines.push((begin, cut));
    }

    /// The place in the excerpt.
    pub fn focus(&self) -> Range<usize> {
        self.focus.clone()
    }

    /// Another place of the source, if it is wholly in the excerpt.
    pub fn find(&self, source: &[u8], range: &finding::Range) -> Option<Range<usize>> {
        let place = place(source, range);
        let (begin, found) =
            self.lines.iter().find_map(|(begin, cut)| Some((begin, cut.place(place.clone())?)))?;
        Some(begin + found.start..begin + found.end)
    }

    /// The column in which miette hangs a label on that stretch of the excerpt.
    pub fn label_column(&self, span: &Range<usize>) -> usize {
        let line = self.text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
        let start = columns(&self.text[line..span.start]);
        let end = start + columns(&self.text[span.clone()]).max(1);
        usize::midpoint(start, end)
    }
}

impl SourceCode for Excerpt {
    /// miette reads labels with a line of context, to know what to draw, and the primary label
    /// again without, to know the position that it prints.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        _lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let whole = SourceSpan::from(0..self.text.len());
        let last = self.first + self.lines.len().saturating_sub(1);
        let (span, line, column) =
            if lines_before == 0 { (*span, last, self.column) } else { (whole, self.first, 0) };
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            self.text.as_bytes(),
            span,
            line,
            column,
            self.lines.len(),
        )))
    }
}

/// The range as offsets that are in the source.
fn place(source: &[u8], range: &finding::Range) -> Range<usize> {
    let mut start = range.start.offset.min(source.len());
    // Between the two bytes of a line end is still the line that they end.
    if start > 0 && source[start - 1] == b'\r' && source.get(start) == Some(&b'\n') {
        start -= 1;
    }
    start..range.end.offset.clamp(start, source.len())
}

fn is_line_end(byte: &u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// Whether the byte goes on with a character that began before it.
fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

/// Where the line of that offset begins, and true; or some place nearer, and false.
fn line_start(source: &[u8], offset: usize, reach: usize) -> (usize, bool) {
    let bound = offset.saturating_sub(reach);
    if let Some(found) = source[bound..offset].iter().rposition(is_line_end) {
        return (bound + found + 1, true);
    }
    if bound == 0 {
        return (0, true);
    }
    let inside = source[bound..offset].iter().take(3).take_while(|&&byte| is_continuation(byte)).count();
    (bound + inside, false)
}

/// Where the line of that offset ends, and true; or some place nearer, and false.
fn line_end(source: &[u8], offset: usize, reach: usize) -> (usize, bool) {
    let bound = offset.saturating_add(reach).min(source.len());
    if let Some(found) = source[offset..bound].iter().position(is_line_end) {
        return (offset + found, true);
    }
    if bound == source.len() {
        return (bound, true);
    }
    let inside =
        source[offset..=bound].iter().rev().take(3).take_while(|&&byte| is_continuation(byte)).count();
    (bound - inside, false)
}
