//! How many findings each rule has.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::Run;
use crate::finding::{Level, Report};
use crate::rule::Rule;

/// The findings of one rule at one level. Only those that count do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RuleCount {
    /// The rule.
    pub rule: Rule,
    /// The level of its findings.
    pub level: Level,
    /// How many there are.
    pub count: usize,
}

/// Counts the findings of a run by rule, the most frequent rule first.
pub fn statistics(run: &Run<'_>) -> Vec<RuleCount> {
    let mut counts: BTreeMap<(Rule, Level), usize> = BTreeMap::new();
    for finding in run.reports.iter().flat_map(Report::shown) {
        *counts.entry((finding.rule, finding.level)).or_default() += 1;
    }
    let mut counts: Vec<RuleCount> =
        counts.into_iter().map(|((rule, level), count)| RuleCount { rule, level, count }).collect();
    counts.sort_by_key(|&RuleCount { count, .. }| Reverse(count));
    counts
}
