//! Output for people: each finding with the line it is about, then what the document comes to.

mod block;
mod comparison;
mod excerpt;
mod fix;
mod fold;
mod line;
mod paint;
mod path;
mod recorded;
mod snippet;
mod statistics;
pub(crate) mod table;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

pub use paint::Style;
pub(crate) use paint::{Ink, Paint};

use super::{Run, sanitised, verdict};

/// Writes the findings of a run; what could not be read is for standard error.
///
/// Unless `quiet`, a line on the verdict follows the findings of the only document, or of a document that is refused
/// for findings that are not shown. With several documents, the last line is about all of them.
///
/// # Errors
///
/// What the writer reports.
pub fn write(out: &mut (impl Write + ?Sized), run: &Run<'_>, style: &Style, quiet: bool) -> io::Result<()> {
    let paint = Paint::new(style);
    let mut blocks = Blocks { out, first: true };
    let alone = run.summary().documents == 1;
    for report in &run.reports {
        let mut was_brief = false;
        for group in fold::groups(report) {
            let is_brief = block::is_brief(group.first);
            let block = block::findings(report, &group, run, &paint);
            if was_brief && is_brief { blocks.follow(&block) } else { blocks.put(&block) }?;
            was_brief = is_brief;
        }
        if !quiet {
            let outputs = recorded::table(report, &paint);
            if !outputs.is_empty() {
                blocks.put(&outputs)?;
            }
        }
        if report.omitted > 0 {
            blocks.line(&verdict::omitted(report.omitted), Ink::Dim, &paint)?;
        }
        let is_read = report.failure.is_none();
        if !quiet && is_read && (alone && report.is_document() || verdict::is_worth_a_line(report)) {
            blocks.line(&verdict::document(&run.profile.title, report), Ink::Name, &paint)?;
        }
    }
    if !quiet && !alone {
        blocks.line(&verdict::total(run), Ink::Name, &paint)?;
    }
    if !quiet && let Some(offer) = verdict::fixable(run) {
        blocks.line(&offer, Ink::Dim, &paint)?;
    }
    Ok(())
}

/// Writes how many findings each rule has instead of the findings, and unless `quiet`, what the run comes
/// to.
///
/// # Errors
///
/// What the writer reports.
pub fn write_statistics(
    out: &mut (impl Write + ?Sized),
    run: &Run<'_>,
    style: &Style,
    quiet: bool,
) -> io::Result<()> {
    let paint = Paint::new(style);
    let mut blocks = Blocks { out, first: true };
    let table = statistics::table(run, &paint);
    if !table.is_empty() {
        blocks.put(&table)?;
    }
    if !quiet {
        blocks.line(&verdict::total(run), Ink::Name, &paint)?;
    }
    Ok(())
}

/// What the run comes to, in one sanitised line: for standard error, while another format has
/// standard output.
pub fn summary(run: &Run<'_>) -> String {
    let line = match run.reports.as_slice() {
        [report] => verdict::document(&run.profile.title, report),
        _ => verdict::total(run),
    };
    sanitised(&line).into_owned()
}

/// Paragraphs with an empty line between them.
struct Blocks<'w, W: ?Sized> {
    out: &'w mut W,
    first: bool,
}

impl<W: Write + ?Sized> Blocks<'_, W> {
    /// Without an empty line before it.
    fn follow(&mut self, block: &str) -> io::Result<()> {
        self.out.write_all(block.as_bytes())
    }

    fn put(&mut self, block: &str) -> io::Result<()> {
        if !std::mem::take(&mut self.first) {
            self.out.write_all(b"\n")?;
        }
        self.out.write_all(block.as_bytes())
    }

    fn line(&mut self, text: &str, ink: Ink, paint: &Paint) -> io::Result<()> {
        let mut block = String::new();
        paint.inked(&mut block, ink, &sanitised(text), "  ");
        self.put(&block)
    }
}
