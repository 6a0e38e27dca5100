//! Servers that must take a document: their refusals as findings.

use crate::finding::{Finding, Level};
use crate::lint::Linter;
use crate::rule::Rule;
use crate::subject::Subject;

use super::answer::{Reason, Verdict};
use super::asked::Asked;
use super::place::Places;
use super::policy::Policies;
use super::respondent::Respondent;

/// Why servers refuse the document that must take it, as a linter shows it.
pub fn refused(subject: &Subject, required: &[Respondent], linter: &Linter<'_>) -> Vec<Finding> {
    match required {
        [] => Vec::new(),
        servers => refusals(subject, servers, |rule| linter.level(rule)),
    }
}

/// Why those servers refuse a document, a finding for each reason, and what is not known of those that may; at the level of each
/// rule, and none of a rule without one. They are about what the user asked for, so no verdict is changed by them.
pub fn refusals(
    subject: &Subject,
    servers: &[Respondent],
    level: impl Fn(Rule) -> Option<Level>,
) -> Vec<Finding> {
    let policies = Policies::default();
    let Some(asked) = Asked::of(subject, &policies) else { return Vec::new() };
    let places = Places::of(subject);
    let mut findings = Vec::new();
    for server in servers {
        let prediction = server.predict(&asked);
        let (rule, most) = match prediction.verdict {
            Verdict::Refuse => (Rule::ServerRefuses, usize::MAX),
            // What is not known is said once.
            Verdict::Unknown => (Rule::ServerUnknown, 1),
            Verdict::Accept | Verdict::Degraded => continue,
        };
        let Some(level) = level(rule) else { continue };
        let reasons = prediction.reasons.iter().take(most);
        findings.extend(reasons.map(|reason| finding(server, reason, &places, (rule, level))));
    }
    findings
}

fn finding(
    server: &Respondent,
    reason: &Reason,
    places: &Places<'_>,
    (rule, level): (Rule, Level),
) -> Finding {
    let cause =
        reason.rule.map_or(String::new(), |rule| format!("`cimd explain {rule}` says more of the cause; "));
    let what = match rule {
        Rule::ServerRefuses => "refuses the document",
        _ => "whether it takes the document is not known",
    };
    Finding {
        rule,
        level,
        verdict: None,
        shown: true,
        restated: false,
        mark: Some(server.evidence()),
        ignored: None,
        part: rule.page().part,
        pointer: reason.pointer.clone(),
        range: places.range(reason.pointer.as_deref()),
        source: 0,
        message: format!("{} is required, and {what}: {}", server.name(), reason.message),
        help: format!(
            "{cause}`cimd compat --server {}` shows the whole answer; if that server does not matter, take it from `require`",
            server.name()
        ),
        comparison: None,
        related: Vec::new(),
        fixes: Vec::new(),
        entry: None,
        servers: vec![server.name().to_owned().into()],
        parts: Vec::new(),
    }
}
