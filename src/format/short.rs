//! `--format short`: one line a finding, for editors and grep.

use std::io::{self, Write};

use super::{Run, sanitised};
use crate::finding::Failure;

/// Writes `file:line:column: level[rule] message`, a line a finding. What lies nowhere in a text has
/// neither line nor column.
///
/// # Errors
///
/// Whatever writing fails with.
pub fn write(out: &mut dyn Write, run: &Run<'_>) -> io::Result<()> {
    for report in &run.reports {
        if let Some(Failure { kind, message, .. }) = report.failure.as_deref() {
            line(out, &format!("{}: error[{kind}] {message}", report.name()))?;
        }
        for finding in report.displayed() {
            let place = finding
                .range
                .map_or(String::new(), |range| format!("{}:{}:", range.start.line, range.start.column));
            let mark = if finding.ignored.is_some() { "ignored: " } else { "" };
            let (name, message) = (report.source_name(finding), &finding.message);
            line(out, &format!("{name}:{place} {}[{}] {mark}{message}", finding.level, finding.rule))?;
        }
    }
    Ok(())
}

/// Made safe as a whole: together with a colon of ours, a name may begin a command.
fn line(out: &mut dyn Write, text: &str) -> io::Result<()> {
    writeln!(out, "{}", sanitised(text))
}
