//! Findings as an editor shows them.

use lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString,
    Uri,
};

use super::check::{Checked, Problem};
use super::client::Client;
use super::text::Text;
use crate::finding::{Finding, Level};
use crate::format::sanitised;

/// Who says so.
const SOURCE: &str = env!("CARGO_PKG_NAME");

/// Everything that was found in a file.
pub fn diagnostics(checked: &Checked, text: &Text, uri: &Uri, client: &Client) -> Vec<Diagnostic> {
    let problem = checked.problem.iter().map(|problem| of_problem(problem, text));
    let findings = checked.findings.iter().map(|finding| diagnostic(finding, text, uri, client));
    problem.chain(findings).collect()
}

/// A finding.
pub fn diagnostic(finding: &Finding, text: &Text, uri: &Uri, client: &Client) -> Diagnostic {
    let related = finding.related.iter().filter(|_| client.related_places).map(|related| {
        let range = text.range(related.range.start.offset..related.range.end.offset);
        DiagnosticRelatedInformation {
            location: Location { uri: uri.clone(), range },
            message: shown(&related.note),
        }
    });
    let related: Vec<_> = related.collect();
    Diagnostic {
        range: range(finding, text),
        severity: Some(severity(finding.level)),
        code: Some(NumberOrString::String(finding.rule.id().to_owned())),
        code_description: page(finding),
        source: Some(SOURCE.to_owned()),
        message: message(finding),
        related_information: (!related.is_empty()).then_some(related),
        ..Diagnostic::default()
    }
}

/// Where a finding is; at the beginning of the file if it is nowhere in its text.
pub fn range(finding: &Finding, text: &Text) -> lsp_types::Range {
    let range = finding.range.map(|range| text.range(range.start.offset..range.end.offset));
    range.unwrap_or_default()
}

/// A hint is worth knowing, and editors list nothing that they call a hint.
fn severity(level: Level) -> DiagnosticSeverity {
    match level {
        Level::Violation => DiagnosticSeverity::ERROR,
        Level::Warning => DiagnosticSeverity::WARNING,
        Level::Hint => DiagnosticSeverity::INFORMATION,
    }
}

/// The address of what the rule's page rests on, as in SARIF's `helpUri`.
fn page(finding: &Finding) -> Option<CodeDescription> {
    let link = finding.rule.page().sources.first()?.link;
    Some(CodeDescription { href: link.parse().ok()? })
}

fn message(finding: &Finding) -> String {
    match finding.help.is_empty() {
        true => shown(&finding.message),
        false => format!("{}\nhelp: {}", shown(&finding.message), shown(&finding.help)),
    }
}

fn shown(text: &str) -> String {
    sanitised(text).into_owned()
}

fn of_problem(problem: &Problem, text: &Text) -> Diagnostic {
    let lines: Vec<_> = problem.message.lines().map(sanitised).collect();
    Diagnostic {
        range: problem.offset.map(|offset| text.range(offset..offset)).unwrap_or_default(),
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some(SOURCE.to_owned()),
        message: lines.join("\n"),
        ..Diagnostic::default()
    }
}
