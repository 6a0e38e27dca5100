//! Changes of a text, collected from its start to its end.

use crate::json::span::Span;

/// Changes in the order of the text, none of which overlap.
pub(super) struct Edits<'s> {
    pub(super) source: &'s [u8],
    list: Vec<(Span, String)>,
}

impl<'s> Edits<'s> {
    pub(super) fn new(source: &'s [u8]) -> Self {
        Self { source, list: Vec::new() }
    }

    /// Puts `text` in the place of a stretch behind all others.
    pub(super) fn replace(&mut self, span: Span, text: &str) {
        let span = Span::new(span.start.max(self.end()), span.end);
        match self.list.last_mut() {
            Some((last, new)) if last.end == span.start && text.is_empty() && new.is_empty() => {
                last.end = span.end;
            }
            Some((last, new)) if *last == span => new.push_str(text),
            _ => self.list.push((span, text.to_owned())),
        }
    }

    /// Removes a stretch, and with it its line if there is nothing else on it, or the blanks around it.
    pub(super) fn remove_with_blanks(&mut self, span: Span) {
        let before = &self.source[self.end()..span.start];
        let line_start = span.start - before.iter().rev().take_while(|byte| is_blank(byte)).count();
        let begins_line = matches!(self.source[..line_start].last(), None | Some(b'\n'));
        let behind = &self.source[span.end..];
        let blanks = behind.iter().take_while(|byte| is_blank(byte)).count();
        let line_end = [&b"\r\n"[..], b"\n"].into_iter().find(|end| behind[blanks..].starts_with(end));
        let is_last = behind.len() == blanks;
        let span = match line_end {
            Some(line_end) if begins_line => Span::new(line_start, span.end + blanks + line_end.len()),
            Some(_) => Span::new(line_start, span.end + blanks),
            None if is_last => Span::new(line_start, span.end + blanks),
            None => Span::new(span.start, span.end + blanks),
        };
        self.replace(span, "");
    }

    /// The end of the last change.
    fn end(&self) -> usize {
        self.list.last().map_or(0, |(last, _)| last.end)
    }

    pub(super) fn into_list(self) -> Vec<(Span, String)> {
        self.list
    }
}

fn is_blank(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// The text with the changes made.
pub(super) fn apply(source: &[u8], edits: &[(Span, String)]) -> Vec<u8> {
    let mut text = Vec::with_capacity(source.len());
    let mut at = 0;
    for (span, new) in edits {
        text.extend_from_slice(&source[at..span.start]);
        text.extend_from_slice(new.as_bytes());
        at = span.end;
    }
    text.extend_from_slice(&source[at..]);
    text
}
