//! `--format markdown`: the summary of a CI job, for `$GITHUB_STEP_SUMMARY` and its like.
//!
//! What a document says becomes one of two things: words that are not made links, or a code span. Everything
//! else that Markdown, its dialects and the sites behind them interpret (links, images, HTML, mentions,
//! addresses that become links by themselves) has no meaning in a code span, so none of it needs a rule of
//! its own here.

#[cfg(feature = "cli")]
mod table;
mod text;

use std::io::{self, Write};

#[cfg(feature = "cli")]
pub(crate) use table::table;
pub(crate) use text::{code, inline};

use super::{Run, verdict};
use crate::finding::{Failure, Finding, Report};

/// Most bytes of a summary. GitHub drops one of more than 1 MiB as a whole.
const LIMIT: usize = 1_000_000;
/// What is kept free to say that something was left out.
const RESERVE: usize = 200;

const HEAD: &str = "| level | rule | place | message |\n|---|---|---|---|\n";

/// Writes a line on the whole run; then, for each document of which there is something to say, a line and
/// a table of findings.
///
/// # Errors
///
/// Whatever writing fails with.
pub fn write(out: &mut dyn Write, run: &Run<'_>) -> io::Result<()> {
    let mut page = Page { text: String::new(), is_full: false };
    if let [report] = run.reports.as_slice() {
        document(&mut page, report, run);
    } else {
        page.put(&format!("{}\n\n", inline(&verdict::total(run))));
        for report in &run.reports {
            let has_row = report.displayed().next().is_some();
            if report.failure.is_some() || has_row || verdict::is_worth_a_line(report) {
                document(&mut page, report, run);
            }
        }
    }
    if page.is_full {
        page.text +=
            "\nThe summary ends here: it has reached its greatest length. The other formats tell the rest.\n";
    }
    out.write_all(page.text.as_bytes())
}

fn document(page: &mut Page, report: &Report, run: &Run<'_>) {
    match &report.failure {
        Some(failure) => page.put(&format!("{}\n\n", error(failure))),
        None => {
            let line = verdict::document(&run.profile.title, report);
            let rest = line.strip_prefix(report.name()).unwrap_or_default();
            page.put(&format!("{}{}\n\n", code(report.name()), inline(rest)));
        }
    }
    let mut head = HEAD;
    for finding in report.displayed() {
        page.put(&format!("{head}{}", row(report, finding)));
        head = "";
    }
    if head.is_empty() {
        page.put("\n");
    }
    if report.omitted > 0 {
        page.put(&format!("{}\n\n", inline(&verdict::omitted(report.omitted))));
    }
}

fn error(Failure { kind, message, help }: &Failure) -> String {
    let help = help.as_ref().map_or(String::new(), |help| format!("; {help}"));
    format!("{} {}", code(&format!("error[{kind}]")), inline(&format!("{message}{help}")))
}

fn row(report: &Report, finding: &Finding) -> String {
    let ignored = finding.ignored.as_ref();
    let mark = if ignored.is_some() { " (ignored)" } else { "" };
    let why = ignored.map_or(String::new(), |ignored| format!("; ignored: {}", ignored.why()));
    format!(
        "| {}{mark} | {} | {} | {} |\n",
        finding.level,
        code(finding.rule.id()),
        place(report, finding),
        inline(&format!("{}; {}{why}", finding.message, finding.help))
    )
}

/// Line and column, and the JSON Pointer; the part of what lies in no text.
fn place(report: &Report, finding: &Finding) -> String {
    let mut parts = Vec::new();
    if finding.source > 0 {
        parts.push(code(report.source_name(finding)));
    }
    if let Some(range) = finding.range {
        parts.push(code(&format!("{}:{}", range.start.line, range.start.column)));
    }
    parts.extend(finding.pointer.as_deref().filter(|pointer| !pointer.is_empty()).map(code));
    if parts.is_empty() { finding.part.name().to_owned() } else { parts.join(" ") }
}

/// What was written so far. Once something did not fit, nothing more is written.
struct Page {
    text: String,
    is_full: bool,
}

impl Page {
    fn put(&mut self, block: &str) {
        self.is_full |= self.text.len() + block.len() > LIMIT - RESERVE;
        if !self.is_full {
            self.text.push_str(block);
        }
    }
}
