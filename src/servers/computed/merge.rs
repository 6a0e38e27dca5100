//! One finding for one cause: what servers say is joined to what the rules have found.

use std::collections::HashMap;

use super::finding::Maker;
use super::ruling::Ruling;
use crate::finding::Finding;
use crate::rule::{Part, Rule};
use crate::rules::MAX_IN_ALL;

/// The findings of the rules with what servers do about each, and those of causes that no rule has seen.
pub(super) fn merge(findings: Vec<Finding>, rulings: Vec<Ruling>, maker: &Maker<'_>) -> Vec<Finding> {
    let seen = by_rule(&findings);
    let mut of_findings: Vec<Option<Ruling>> = findings.iter().map(|_| None).collect();
    let mut added = Vec::new();
    for ruling in rulings {
        let same = seen.get(&ruling.rule).into_iter().flatten().copied();
        let same: Vec<usize> = same.filter(|&index| is_one(&findings[index], &ruling)).collect();
        if same.is_empty() {
            added.push(maker.finding(&ruling));
        }
        for index in same {
            let known = of_findings[index].take();
            of_findings[index] = Some(match known {
                Some(known) => known.with(ruling.clone()),
                None => ruling.clone(),
            });
        }
    }
    let joined = findings.into_iter().zip(of_findings).map(|(finding, ruling)| match ruling {
        Some(ruling) => maker.joined(finding, &ruling),
        None => finding,
    });
    joined.chain(added).collect()
}

/// The findings by the rules that they speak for: their own, and those that say no more at the same place.
fn by_rule(findings: &[Finding]) -> HashMap<Rule, Vec<usize>> {
    let mut seen: HashMap<Rule, Vec<usize>> = HashMap::new();
    for (index, finding) in findings.iter().enumerate() {
        let page = finding.rule.page();
        let superseded = page.supersedes.iter().filter(|_| !page.explains);
        for rule in std::iter::once(&finding.rule).chain(superseded) {
            seen.entry(*rule).or_default().push(index);
        }
    }
    seen
}

/// Whether a finding is about the cause that servers name.
fn is_one(finding: &Finding, ruling: &Ruling) -> bool {
    let place = finding.pointer.as_deref();
    if finding.source > 0 {
        return ruling.pointer.as_deref() == Some("/jwks_uri");
    }
    let is_own = finding.rule == ruling.rule;
    match (place, ruling.pointer.as_deref()) {
        (None, None) => true,
        (Some(one), Some(other)) => {
            one == other || is_own && (is_inside(one, other) || is_inside(other, one))
        }
        // The URL and the response are nowhere in the text, and the text as a whole is no value in it.
        (None, Some(pointer)) => is_own && pointer.is_empty(),
        (Some(_), None) => is_own && matches!(finding.part, Part::Url | Part::Response),
    }
}

/// Whether a pointer leads to something inside what another one leads to.
fn is_inside(inner: &str, outer: &str) -> bool {
    inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'))
}

/// No more findings than a report has, those of the verdict before others.
pub(super) fn bounded(mut findings: Vec<Finding>) -> Vec<Finding> {
    if findings.len() > MAX_IN_ALL {
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.verdict));
        findings.truncate(MAX_IN_ALL);
    }
    findings
}
