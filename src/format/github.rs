//! `--format github`: workflow commands, which GitHub Actions shows as annotations.
//!
//! The runner reads a command off any line that begins with `::`, and one of its older kind off any line
//! with `##[` in it, but looks for the second only where it did not find the first. So a line of ours is one
//! command, whatever the document holds: text is sanitised, which leaves no line end in it, and then
//! escaped. GitHub keeps ten annotations of a kind for each step; the log has them all.

use std::fmt::{self, Display};
use std::io::{self, Write};

use super::place::{Anchor, Checkout, Places};
use super::{Run, place, sanitised, verdict};
use crate::finding::{Failure, Finding, Level, Range, Report};

/// Writes a line a finding, and one an input that could not be read. A clean run writes nothing.
///
/// # Errors
///
/// Whatever writing fails with.
pub fn write(out: &mut dyn Write, run: &Run<'_>, checkout: &Checkout) -> io::Result<()> {
    for report in &run.reports {
        let places = Places::of(report);
        if let Some(failure) = &report.failure {
            write!(out, "::error ")?;
            // Of a file that cannot be read no line can be shown.
            anchored(out, places.of_input().filter(|anchor| anchor.range.is_some()), checkout)?;
            writeln!(out, "title=cimd::{}", Data(&explained(failure)))?;
        }
        for finding in report.shown() {
            annotation(out, report, finding, places.of_finding(finding), checkout)?;
        }
        if report.omitted > 0 {
            let text = format!("{}: {}", sanitised(report.name()), verdict::omitted(report.omitted));
            writeln!(out, "::notice title=cimd::{}", Data(&text))?;
        }
    }
    Ok(())
}

fn annotation(
    out: &mut dyn Write,
    report: &Report,
    finding: &Finding,
    anchor: Option<Anchor<'_>>,
    checkout: &Checkout,
) -> io::Result<()> {
    let command = match finding.level {
        Level::Violation => "error",
        Level::Warning => "warning",
        Level::Hint => "notice",
    };
    write!(out, "::{command} ")?;
    anchored(out, anchor, checkout)?;
    let title = format!("{} ({})", finding.rule.page().title, finding.rule);
    // The log shows the text alone, hence the place in it.
    let text = format!(
        "{}: {}\nhelp: {}",
        place::written(report, finding),
        sanitised(&finding.message),
        sanitised(&finding.help)
    );
    writeln!(out, "title={}::{}", Property(&title), Data(&text))
}

/// The properties that say where an annotation is shown.
fn anchored(out: &mut dyn Write, anchor: Option<Anchor<'_>>, checkout: &Checkout) -> io::Result<()> {
    let Some(Anchor { file, range }) = anchor else { return Ok(()) };
    write!(out, "file={},", Property(&checkout.path(file)))?;
    range.map_or(Ok(()), |range| position(out, &range))
}

/// Lines and columns are counted from 1. The last column is still part of the place: in GitHub's own
/// example, a word of six letters goes from column 5 to 10. Columns of two lines are refused.
fn position(out: &mut dyn Write, Range { start, end }: &Range) -> io::Result<()> {
    write!(out, "line={},endLine={},", start.line, end.line)?;
    if start.line == end.line {
        write!(out, "col={},endColumn={},", start.column, end.column.saturating_sub(1).max(start.column))?;
    }
    Ok(())
}

fn explained(failure: &Failure) -> String {
    let message = sanitised(&failure.message);
    match &failure.help {
        Some(help) => format!("{message}\nhelp: {}", sanitised(help)),
        None => message.into_owned(),
    }
}

/// Text after the second `::`.
struct Data<'t>(&'t str);

/// The value of a property.
struct Property<'t>(&'t str);

impl Display for Data<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escape(self.0, &['%', '\r', '\n'], f)
    }
}

impl Display for Property<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escape(self.0, &['%', '\r', '\n', ':', ','], f)
    }
}

/// Writes the text with those characters as `%` and two hexadecimal digits.
fn escape(text: &str, special: &[char], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut rest = text;
    while let Some(at) = rest.find(special) {
        // All of them are ASCII.
        write!(f, "{}%{:02X}", &rest[..at], rest.as_bytes()[at])?;
        rest = &rest[at + 1..];
    }
    f.write_str(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_runner_interprets_is_escaped() {
        assert_eq!(Data("50% of\r\na::b,c").to_string(), "50%25 of%0D%0Aa::b,c");
        assert_eq!(Property("a,b:c%3A\n").to_string(), "a%2Cb%3Ac%253A%0A");
    }
}
