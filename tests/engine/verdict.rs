//! The verdict, and what supersession may hide.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use cimd::finding::Level;
use cimd::{Linter, Rule};

use crate::inputs::{Input, for_a_sample, for_each_input};
use crate::model::{alone, each_alone, restatements, shown, shown_rules, supersedes, without_restatements};
use crate::profiles::Variant;

#[test]
fn the_verdict_alone_is_that_of_the_report() {
    for_each_input(|Input { name, variant, case, .. }| {
        let subject = case.subject();
        let mut wrong = Vec::new();
        for variant in [*variant, Variant::Auth0, Variant::Ietf] {
            let linter = variant.linter();
            if linter.verdict(&subject) != linter.lint(&subject).valid {
                wrong.push(format!("{name}: the verdict alone is another under {variant:?}"));
            }
        }
        wrong
    });
}

#[test]
fn a_subject_is_read_once_for_many_profiles() {
    for_a_sample(|Input { name, case, .. }| {
        let once = case.subject();
        let mut wrong = Vec::new();
        for variant in [Variant::Auth0, Variant::Ietf, Variant::Everything, Variant::Auth0] {
            let (shared, fresh) = (variant.linter().lint(&once), variant.linter().lint(&case.subject()));
            if format!("{shared:?}") != format!("{fresh:?}") {
                wrong.push(format!("{name}: another report under {variant:?}"));
            }
        }
        wrong
    });
}

/// What is found of an input as a whole is what every rule finds by itself, without what pages declare restated.
#[test]
fn every_rule_finds_by_itself_what_it_finds_beside_others() {
    let seen: Mutex<BTreeSet<[Rule; 2]>> = Mutex::default();
    for_a_sample(|Input { name, variant, case, .. }| {
        let subject = case.subject();
        let report = variant.linter().lint(&subject);
        if report.omitted > 0 {
            return Vec::new();
        }
        let each = each_alone(*variant, &subject);
        seen.lock().expect("no thread panics here").extend(restatements(&each));
        let (together, expected) = (shown(&report), without_restatements(&each));
        if together == expected {
            return Vec::new();
        }
        vec![format!("{name} ({variant:?})\n    together: {together:?}\n    alone: {expected:?}")]
    });
    let seen = seen.into_inner().expect("no thread panics here");
    let declared =
        Rule::ALL.iter().flat_map(|&heavy| heavy.page().supersedes.iter().map(move |&light| [heavy, light]));
    let unseen: Vec<String> = declared
        .filter(|pair| !seen.contains(pair))
        .map(|[heavy, light]| format!("{heavy} never has anything of {light} to supersede"))
        .collect();
    assert!(unseen.is_empty(), "{}", unseen.join("\n"));
}

#[test]
fn nothing_is_hidden_by_what_is_lighter_or_not_shown() {
    let above = |light| Rule::ALL.iter().copied().filter(|&heavy| supersedes(heavy, light)).collect();
    let above_each: BTreeMap<Rule, Vec<Rule>> =
        Rule::ALL.iter().map(|&light| (light, above(light))).collect();
    for_a_sample(|Input { name, variant, case, .. }| {
        let subject = case.subject();
        let shown = shown_rules(&variant.linter().lint(&subject));
        let mut wrong = Vec::new();
        for (&light, above) in &above_each {
            let is_hidden = above.iter().any(|heavy| shown.contains(heavy))
                && !shown.contains(&light)
                && !alone(*variant, light, &subject).is_empty();
            if !is_hidden {
                continue;
            }
            let with = |level| {
                let linter = above
                    .iter()
                    .fold(variant.linter(), |linter: Linter<'_>, &heavy| linter.with_level(heavy, level));
                shown_rules(&linter.with_level(light, Some(Level::Violation)).lint(&subject))
            };
            if !with(None).contains(&light) {
                wrong.push(format!("{name}: {light} is superseded by something hidden"));
            }
            if !with(Some(Level::Warning)).contains(&light) {
                wrong.push(format!("{name}: {light} is superseded by something lighter"));
            }
        }
        wrong
    });
}

#[test]
fn secrets_are_always_shown() {
    let secret: Vec<Rule> = Rule::ALL.iter().copied().filter(|rule| rule.page().secret).collect();
    assert!(secret.len() > 4, "{secret:?}");
    let found: Mutex<BTreeSet<Rule>> = Mutex::default();
    for_each_input(|Input { name, variant, case, .. }| {
        let subject = case.subject();
        let together = shown(&variant.linter().lint(&subject));
        let mut wrong = Vec::new();
        for &rule in &secret {
            for secret in alone(*variant, rule, &subject) {
                found.lock().expect("no thread panics here").insert(rule);
                if !together.contains(&secret) {
                    wrong.push(format!("{name}: {rule} is not shown"));
                }
            }
        }
        wrong
    });
    assert_eq!(found.into_inner().expect("no thread panics here"), BTreeSet::from_iter(secret));
}
