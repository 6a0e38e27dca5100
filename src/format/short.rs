//! `--format short`: one line a finding, for editors and grep.

use std::io::{self, Write};

use super::{Run, sanitised};

/// Writes `file:line:column: level[rule] message`, a line a finding. What lies nowhere in a text has
/// neither line nor column.
///
/// # Errors
///
/// Whatever writing fails with.
pub fn write(out: &mut dyn Write, run: &Run<'_>) -> io::Result<()> {
    for report in &run.reports {
        if let Some(failure) = &report.failure {
            writeln!(
                out,
                "{}: error[{}] {}",
                sanitised(report.name()),
                failure.kind,
                sanitised(&failure.message)
            )?;
        }
        for finding in report.displayed() {
            write!(out, "{}:", sanitised(report.source_name(finding)))?;
            if let Some(range) = finding.range {
                write!(out, "{}:{}:", range.start.line, range.start.column)?;
            }
            let mark = if finding.ignored.is_some() { "ignored: " } else { "" };
            writeln!(out, " {}[{}] {mark}{}", finding.level, finding.rule, sanitised(&finding.message))?;
        }
    }
    Ok(())
}
