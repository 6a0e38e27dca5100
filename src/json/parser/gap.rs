//! Comments and the like between values.

use super::state::{LOOK_AHEAD, Parser};
use crate::json::encoding::{char_at, is_invisible};
use crate::json::problems::ProblemKind;
use crate::json::span::Span;

impl Parser<'_> {
    /// Skips a comment, an invisible character, a line of a merge conflict or a Markdown fence. Returns whether there
    /// was one.
    pub(super) fn skip_gap(&mut self) -> bool {
        let rest = &self.bytes[self.at..];
        match rest {
            [b'#', ..] | [b'/', b'/', ..] => {
                self.skip_reported(ProblemKind::Comment, self.rest_of_line().len());
                true
            }
            [b'/', b'*', after @ ..] => {
                let close = after.windows(2).position(|pair| pair == b"*/");
                let length = close.map_or(rest.len(), |at| at + 4);
                // A comment without an end hides the rest of the document.
                self.unbalanced |= close.is_none();
                self.skip_reported(ProblemKind::Comment, length);
                true
            }
            [b'<', b'!', b'-', b'-', after @ ..] => match html_comment_end(after) {
                Some(end) => {
                    self.skip_reported(ProblemKind::Comment, end + 4);
                    true
                }
                None => false,
            },
            [b'<' | b'=' | b'>' | b'|', ..] => self.skip_merge_marker(rest),
            [b'`', b'`', b'`', ..] if self.at_line_start() => {
                self.skip_reported(ProblemKind::CodeFence, self.rest_of_line().len());
                true
            }
            _ => self.skip_invisible(),
        }
    }

    /// Skips an invisible character, or bytes that are not UTF-8. Returns whether there were any.
    fn skip_invisible(&mut self) -> bool {
        match char_at(self.bytes, self.at) {
            (Some(character), length) if is_invisible(character) => {
                self.skip_reported(ProblemKind::InvisibleCharacter, length);
                true
            }
            (Some(_), _) => false,
            // Bytes that are not UTF-8 are reported once for the document.
            (None, length) => {
                self.at += length;
                length > 0
            }
        }
    }

    /// Skips a line such as `<<<<<<< HEAD`. A conflict is one problem, at its first marker; the last marker is the
    /// related place.
    fn skip_merge_marker(&mut self, rest: &[u8]) -> bool {
        let marker = rest[0];
        let run = rest.iter().take_while(|byte| **byte == marker).count();
        let ends = matches!(rest.get(run), None | Some(b' ' | b'\n' | b'\r'));
        if run != 7 || !ends || !self.at_line_start() {
            return false;
        }
        let line = self.rest_of_line();
        if !self.in_conflict {
            self.report(ProblemKind::MergeConflict, line);
        } else if marker == b'>'
            && let Some(problem) = self.problems.last_mut(ProblemKind::MergeConflict)
        {
            problem.related = Some(line);
        }
        self.at = line.end;
        self.in_conflict = marker != b'>';
        // The two sides need not fit together.
        self.recovering = true;
        true
    }

    fn skip_reported(&mut self, kind: ProblemKind, length: usize) {
        self.report(kind, Span::new(self.at, self.at + length));
        self.at += length;
    }

    fn at_line_start(&self) -> bool {
        let before = self.bytes[..self.at].last();
        matches!(before, None | Some(b'\n' | b'\r'))
    }
}

/// The offset in `text`, which follows `<!--`, of the end of the comment; `None` if an HTML page follows.
fn html_comment_end(text: &[u8]) -> Option<usize> {
    let window = &text[..text.len().min(LOOK_AHEAD)];
    let end = window.windows(3).position(|three| three == b"-->")? + 3;
    (!text[end..].trim_ascii_start().starts_with(b"<")).then_some(end)
}
