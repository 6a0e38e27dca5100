//! The line of the source that a finding is about, with its place underlined, drawn by miette.

use std::fmt;
use std::ops::Range;

use miette::{Diagnostic, LabeledSpan, SourceCode};

use super::excerpt::Excerpt;
use super::line::{columns, head, tail};
use super::paint::{Ink, Paint};
use super::path::path;
use crate::finding;
use crate::finding::{Finding, Related, SourceText};
use crate::format::sanitised;

/// Columns between the frame and the text of a label: `╰── `.
const LABEL_ARM: usize = 4;
/// A name is not cut to fewer columns.
const MIN_NAME: usize = 12;
/// A label narrower than this is left out.
const MIN_LABEL: usize = 8;

/// What is given to miette: no message of its own, as the header is ours, only lines and labels.
#[derive(Debug)]
struct Snippet {
    excerpt: Excerpt,
    labels: Vec<LabeledSpan>,
}

/// Draws the snippet of a finding, with a note for each related place that is not on it.
pub(super) fn draw(
    out: &mut String,
    finding: &Finding,
    source: &SourceText,
    range: &finding::Range,
    paint: &Paint,
) {
    let number = range.start.line.to_string().len();
    // " 12 │ " before the line, and a column after it for the caret at its end.
    let width = paint.width.saturating_sub(number + 5);
    let mut excerpt = Excerpt::around(&source.bytes, range, width, paint.ellipsis);
    // "    ╭─[" and "]", then the path.
    let position = format!(":{}:{}", range.start.line, range.start.column);
    let name_width = paint.width.saturating_sub(number + 6 + position.len());
    let path = finding.pointer.as_deref().and_then(|pointer| path(pointer, paint.ellipsis));
    let path = path.map_or(String::new(), |path| format!(" {path}"));
    excerpt.name = tail(source.origin.label(), name_width, paint.ellipsis);
    let fits = columns(&excerpt.name) + columns(&path) <= name_width;
    let path = if fits { path } else { String::new() };

    let focus = excerpt.focus();
    let mut taken = vec![focus.clone()];
    let mut labels = Vec::new();
    let mut notes = Vec::new();
    for related in &finding.related {
        // Two underlines cannot share a column.
        let free = |place: &Range<usize>| {
            taken.iter().all(|other| place.end < other.start || other.end < place.start)
        };
        match excerpt.find(&source.bytes, &related.range).filter(free) {
            Some(place) => {
                taken.push(place.clone());
                labels.push(labelled(&excerpt, place, Some(related.note.clone()), width, paint, false));
            }
            None => notes.push(related),
        }
    }

    // Among labels, one that says nothing would be taken for a part of another.
    let label = Some(path.trim_start().to_owned()).filter(|_| !labels.is_empty());
    labels.insert(0, labelled(&excerpt, focus, label, width, paint, true));

    let mut drawing = String::new();
    let snippet = Snippet { excerpt, labels };
    if paint.handler(finding.level).render_report(&mut drawing, &snippet).is_err() {
        location(out, source.origin.label(), Some(range), paint);
        return;
    }
    // miette leaves an empty line for the message, a space after every bar, and closes the frame.
    let mut lines: Vec<&str> = drawing.lines().skip_while(|line| line.is_empty()).collect();
    lines.pop();
    for (index, line) in lines.into_iter().enumerate() {
        let path = if index == 0 { paint.ink(Ink::Dim, &path) } else { String::new() };
        out.extend([line.trim_end(), &path, "\n"]);
    }
    for related in notes {
        note(out, source.origin.label(), related, paint);
    }
}

fn labelled(
    excerpt: &Excerpt,
    place: Range<usize>,
    label: Option<String>,
    width: usize,
    paint: &Paint,
    primary: bool,
) -> LabeledSpan {
    let width = width.saturating_sub(excerpt.label_column(&place) + LABEL_ARM);
    let label = label
        .filter(|label| width >= MIN_LABEL || columns(label) <= width)
        .map(|label| head(&label, width, paint.ellipsis));
    let (offset, length) = (place.start, place.len());
    if primary {
        LabeledSpan::new_primary_with_span(label, (offset, length))
    } else {
        LabeledSpan::new(label, offset, length)
    }
}

/// Says where, without showing it.
pub(super) fn location(out: &mut String, name: &str, range: Option<&finding::Range>, paint: &Paint) {
    located(out, name, range, &[], paint);
}

/// Says where without showing it, and then the first of the other texts for which the line has columns enough.
pub(super) fn located(
    out: &mut String,
    name: &str,
    range: Option<&finding::Range>,
    others: &[String],
    paint: &Paint,
) {
    let position =
        range.map(|range| format!(":{}:{}", range.start.line, range.start.column)).unwrap_or_default();
    let width = paint.width.saturating_sub("  --> ".len() + position.len());
    let name = tail(name, width.max(MIN_NAME), paint.ellipsis);
    let left = width.saturating_sub(columns(&name));
    let rest = others.iter().find(|other| columns(other) <= left).map_or("", String::as_str);
    out.extend([&*paint.ink(Ink::Dim, "  -->"), " ", &paint.ink(Ink::Name, &format!("{name}{position}"))]);
    out.extend([&*paint.ink(Ink::Dim, rest), "\n"]);
}

/// Says what is at a related place.
pub(super) fn note(out: &mut String, name: &str, related: &Related, paint: &Paint) {
    let start = related.range.start;
    let text = format!("{name}:{}:{}: {}", start.line, start.column, related.note);
    paint.paragraph(out, (Ink::Keyword, "  note:"), &sanitised(&text), "        ");
}

impl fmt::Display for Snippet {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Snippet {}

impl Diagnostic for Snippet {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}
