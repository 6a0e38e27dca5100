//! What a report holds in a form that can be compared, and what supersession should leave of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use cimd::finding::{Finding, Level, Report};
use cimd::{Part, Rule, Subject};

use crate::profiles::Variant;

/// One finding, without its words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    pub rule: Rule,
    pub pointer: Option<String>,
    /// Where it begins and ends, in bytes.
    pub range: Option<(usize, usize)>,
    pub level: Level,
}

/// The findings of a report that are shown, sorted; what was gathered into one is taken apart.
pub fn shown(report: &Report) -> Vec<Found> {
    let shown = report.findings.iter().flat_map(Finding::each).filter(|finding| finding.shown);
    let mut found: Vec<Found> = shown
        .map(|finding| Found {
            rule: finding.rule,
            pointer: finding.pointer.clone(),
            range: finding.range.map(|range| (range.start.offset, range.end.offset)),
            level: finding.level,
        })
        .collect();
    found.sort();
    found
}

/// The rules of a report's findings that are shown.
pub fn shown_rules(report: &Report) -> BTreeSet<Rule> {
    report.findings.iter().filter(|finding| finding.shown).map(|finding| finding.rule).collect()
}

/// What one rule finds when no other one is on.
pub fn alone(variant: Variant, rule: Rule, subject: &Subject) -> Vec<Found> {
    shown(&variant.only(rule).lint(subject))
}

/// What every rule finds when none is on that supersedes it, or is superseded by it.
pub fn each_alone(variant: Variant, subject: &Subject) -> Vec<Found> {
    let mut found: Vec<Found> = variant.groups().flat_map(|linter| shown(&linter.lint(subject))).collect();
    found.sort();
    found
}

/// What is left of findings when those are left out that another one says as well, by what the pages declare.
pub fn without_restatements(found: &[Found]) -> Vec<Found> {
    let is_restated = |light: &&Found| found.iter().any(|heavy| hides(heavy, light));
    found.iter().filter(|light| !is_restated(light)).cloned().collect()
}

/// Which rules have found something that others say as well: the one first whose page says so.
pub fn restatements(found: &[Found]) -> BTreeSet<[Rule; 2]> {
    let mut pairs = BTreeSet::new();
    for heavy in found {
        pairs.extend(found.iter().filter_map(|light| declared(heavy, light)));
    }
    pairs
}

/// Whether a finding supersedes another, or else takes the help of it.
fn hides(heavy: &Found, light: &Found) -> bool {
    declared(heavy, light).is_some()
}

/// The rules of two findings, the one first whose page says that they are one; the second finding is hidden then.
fn declared(heavy: &Found, light: &Found) -> Option<[Rule; 2]> {
    let names = |one: &Found, other: &Found| {
        let page = one.rule.page();
        let is_one = covers(one, other) && (!page.explains || meet(one, other));
        page.supersedes.contains(&other.rule) && !other.rule.page().secret && is_one
    };
    if names(heavy, light) && heavy.level >= light.level {
        Some([heavy.rule, light.rule])
    } else {
        let is_cause = light.rule.page().explains && names(light, heavy) && heavy.level > light.level;
        is_cause.then_some([light.rule, heavy.rule])
    }
}

/// Whether two findings are about the same stretch of the text.
fn meet(one: &Found, other: &Found) -> bool {
    match (one.range, other.range) {
        (Some(one), Some(other)) => one.0 < other.1 && other.0 < one.1,
        _ => true,
    }
}

/// Whether a finding is at the same value as another, or around it.
fn covers(outer: &Found, inner: &Found) -> bool {
    let is_in_keys = |found: &Found| found.rule.page().part == Part::Keys;
    let [outer_part, inner_part] = [outer, inner].map(|found| found.rule.page().part);
    match (&outer.pointer, &inner.pointer) {
        (_, inner) if (outer_part, inner_part) == (Part::Url, Part::Response) => inner.is_none(),
        _ if is_in_keys(outer) != is_in_keys(inner) => false,
        (Some(outer), Some(inner)) => {
            inner.strip_prefix(outer.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        }
        (None, None) => outer_part == inner_part,
        _ => false,
    }
}

/// By rule: what it supersedes, also by way of others.
static SUPERSEDES: LazyLock<BTreeMap<Rule, BTreeSet<Rule>>> = LazyLock::new(|| {
    let all = |rule: Rule| {
        let mut found = BTreeSet::new();
        let mut open: Vec<Rule> = rule.page().supersedes.to_vec();
        while let Some(next) = open.pop() {
            if found.insert(next) {
                open.extend(next.page().supersedes);
            }
        }
        found
    };
    Rule::ALL.iter().map(|&rule| (rule, all(rule))).collect()
});

/// Whether a rule supersedes another, also by way of others, or takes the help of it.
pub fn supersedes(heavy: Rule, light: Rule) -> bool {
    SUPERSEDES[&heavy].contains(&light) || light.page().explains && SUPERSEDES[&light].contains(&heavy)
}
