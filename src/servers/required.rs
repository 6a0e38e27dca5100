//! Servers that must take a document: their refusals as findings.

use crate::finding::{Finding, Level, Range};
use crate::json::LineIndex;
use crate::lint::Linter;
use crate::rule::Rule;
use crate::subject::Subject;

use super::answer::{Reason, Verdict};
use super::asked::Asked;
use super::policy::Policies;
use super::server::Server;

/// Why servers refuse the document that must take it, as a linter shows it.
pub fn refused(subject: &Subject, required: &[&'static Server], linter: &Linter<'_>) -> Vec<Finding> {
    match linter.level(Rule::ServerRefuses) {
        Some(level) if !required.is_empty() => refusals(subject, required, level),
        _ => Vec::new(),
    }
}

/// Why those servers refuse a document, a finding for each reason, at that level. They are about what the user asked for, so no
/// verdict is changed by them.
pub fn refusals(subject: &Subject, servers: &[&'static Server], level: Level) -> Vec<Finding> {
    let policies = Policies::default();
    let Some(asked) = Asked::of(subject, &policies) else { return Vec::new() };
    let predictions = servers.iter().map(|server| (server, server.predict(&asked)));
    let refused = predictions.filter(|(_, prediction)| prediction.verdict == Verdict::Refuse);
    refused
        .flat_map(|(server, prediction)| {
            let finding = |reason: &Reason| finding(server, reason, subject, level);
            prediction.reasons.iter().map(finding).collect::<Vec<_>>()
        })
        .collect()
}

fn finding(server: &Server, reason: &Reason, subject: &Subject, level: Level) -> Finding {
    let rule =
        reason.rule.map_or(String::new(), |rule| format!("`cimd explain {rule}` says more of the cause; "));
    Finding {
        rule: Rule::ServerRefuses,
        level,
        verdict: None,
        shown: true,
        restated: false,
        mark: Some(server.evidence),
        ignored: None,
        part: Rule::ServerRefuses.page().part,
        pointer: reason.pointer.clone(),
        range: range(reason, subject),
        source: 0,
        message: format!("{} is required, and refuses the document: {}", server.name, reason.message),
        help: format!(
            "{rule}`cimd compat --server {}` shows the whole answer; if that server does not matter, take it from `require`",
            server.name
        ),
        comparison: None,
        related: Vec::new(),
        fixes: Vec::new(),
        entry: None,
        parts: Vec::new(),
    }
}

/// Where the value is; for what the document lacks, its first line.
fn range(reason: &Reason, subject: &Subject) -> Option<Range> {
    let tree = &subject.document.as_ref()?.tree;
    let value = tree.at(reason.pointer.as_deref()?)?;
    let (start, end) = match reason.pointer.as_deref() {
        Some("") => (value.span().start, value.span().start + 1),
        _ => (value.span().start, value.span().end),
    };
    Some(Range::between(&LineIndex::new(tree.source()), start, end))
}
