//! Switching a rule off changes nothing for others, except that what it superseded is shown.

use std::collections::BTreeSet;

use cimd::Rule;
use cimd::auth0::Validation;
use cimd::finding::{Level, Report};

use crate::inputs::{Input, for_each_input};
use crate::model::{Found, shown, supersedes};

/// The rules for which the profile's server refuses the document, as far as the report shows them.
fn refusals(report: &Report) -> BTreeSet<Rule> {
    let refusals = report.findings.iter().filter(|finding| finding.verdict == Some(Level::Violation));
    refusals.map(|finding| finding.rule).collect()
}

#[test]
fn switching_a_rule_off_in_the_profile_changes_nothing_for_others() {
    for_each_input(|Input { name, variant, case, .. }| {
        let subject = case.subject();
        let report = variant.linter().lint(&subject);
        let all = shown(&report);
        let fired: BTreeSet<Rule> = report.findings.iter().map(|finding| finding.rule).collect();
        let mut wrong = Vec::new();
        for rule in fired {
            let without = variant.without(rule).lint(&subject);
            let left = shown(&without);
            let others: Vec<&Found> = all.iter().filter(|found| found.rule != rule).collect();
            for lost in others.iter().filter(|found| !left.contains(found)) {
                wrong.push(format!("{name}: without {rule}, {} is gone", lost.rule));
            }
            let is_new = |found: &&Found| !others.contains(found) && !supersedes(rule, found.rule);
            for new in left.iter().filter(is_new) {
                wrong.push(format!("{name}: without {rule}, {} is new", new.rule));
            }

            // Refused before: refused still, unless this rule was all that refused it.
            let others = refusals(&report).into_iter().any(|other| other != rule);
            let is_refused = !refusals(&without).is_empty();
            let expected = match (report.valid, others || is_refused) {
                (Some(false), true) => Some(false),
                (Some(false), false) if report.failure.is_some() => None,
                (Some(false), false) => Some(true),
                (valid, _) => valid,
            };
            if without.valid != expected {
                wrong.push(format!("{name}: without {rule}, valid is {:?}", without.valid));
            }
            if report.valid == Some(true) && is_refused {
                wrong.push(format!("{name}: valid, but refused without {rule}"));
            }
        }
        wrong
    });
}

#[test]
fn hiding_a_rule_changes_nothing_of_the_verdict() {
    for_each_input(|Input { name, variant, case, .. }| {
        let subject = case.subject();
        let report = variant.linter().lint(&subject);
        let fired: BTreeSet<Rule> = report.findings.iter().map(|finding| finding.rule).collect();
        let mut wrong = Vec::new();
        for rule in fired {
            let hidden = variant.linter().with_level(rule, None).lint(&subject);
            if hidden.valid != report.valid || Validation::of(&hidden) != Validation::of(&report) {
                wrong.push(format!("{name}: the verdict is another when {rule} is hidden"));
            }
            let is_shown = |found: &Found| found.rule == rule;
            if shown(&hidden).iter().any(is_shown) {
                wrong.push(format!("{name}: {rule} is hidden, and shown"));
            }
        }
        wrong
    });
}
