//! Two faults in one value give two findings.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use cimd::Rule;

use crate::case::Case;
use crate::document_mutations::TWO_IN_ONE_VALUE;
use crate::model::{alone, shown_rules, supersedes};
use crate::mutations::rule;
use crate::profiles::Variant;
use crate::url_mutations::{Kind, Target, UrlMutation};

/// A case with two faults in one value.
#[derive(Debug)]
pub struct Pair {
    pub rules: [Rule; 2],
    pub name: String,
    pub variant: Variant,
    pub case: Case,
    /// By rule: why it has nothing to find beside the other.
    hidden: [Option<&'static str>; 2],
}

/// Two mutations of one URL that go together.
fn pair(target: Target, first: &UrlMutation, second: &UrlMutation) -> Option<Pair> {
    // Where one leaves the rest of the part as it is, the other comes before it.
    let goes_together = !first.part.overlaps(second.part)
        || first.part == second.part && first.kind != Kind::Fix && second.kind == Kind::Edit;
    if first.rule == second.rule || !goes_together {
        return None;
    }
    let mut url = target.clean();
    (first.change)(&mut url);
    (second.change)(&mut url);
    Some(Pair {
        rules: [rule(first.rule), rule(second.rule)],
        name: format!("{target:?} {url:?}", url = url.to_string()),
        variant: Variant::Everything,
        case: target.case(&url),
        hidden: [second.hidden(first), first.hidden(second)].map(|hidden| Some(hidden?.reason)),
    })
}

/// Every pair.
pub static PAIRS: LazyLock<Vec<Pair>> = LazyLock::new(|| {
    let mut pairs = Vec::new();
    for target in Target::ALL {
        let mutations = target.mutations();
        for (index, first) in mutations.iter().enumerate() {
            pairs.extend(mutations[index + 1..].iter().filter_map(|second| pair(target, first, second)));
        }
    }
    for (rules, mutation) in TWO_IN_ONE_VALUE {
        let mut case = (mutation.clean)();
        (mutation.change)(&mut case);
        pairs.push(Pair {
            rules: rules.map(rule),
            name: case.name(),
            variant: mutation.variant,
            case,
            hidden: [None; 2],
        });
    }
    pairs
});

#[test]
fn both_faults_are_found() {
    let mut wrong = Vec::new();
    for Pair { rules, name, variant, case, hidden } in PAIRS.iter() {
        let subject = case.subject();
        let shown = shown_rules(&variant.linter().lint(&subject));
        for (index, &rule) in rules.iter().enumerate() {
            let is_found = !alone(*variant, rule, &subject).is_empty();
            match (is_found, hidden[index]) {
                (true, Some(reason)) => wrong.push(format!("{name}: {rule} is found, although {reason}")),
                (false, None) => wrong.push(format!("{name}: {rule} is not found")),
                (true, None) if !shown.contains(&rule) && !supersedes(rules[1 - index], rule) => {
                    wrong.push(format!("{name}: {rule} is not shown, but {shown:?} are"));
                }
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), PAIRS.len(), wrong.join("\n"));
}

#[test]
fn nothing_else_is_found_beside_two_faults() {
    let mut wrong = Vec::new();
    for Pair { rules, name, variant, case, hidden } in PAIRS.iter() {
        let shown = shown_rules(&variant.linter().lint(&case.subject()));
        // A rule that has nothing to find supersedes nothing.
        let is_left = |rule: Rule| (0..2).any(|at| hidden[at].is_some() && supersedes(rules[at], rule));
        let others: Vec<&Rule> =
            shown.iter().filter(|rule| !rules.contains(rule) && !is_left(**rule)).collect();
        if !others.is_empty() {
            wrong.push(format!("{name}: {rules:?} bring {others:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), PAIRS.len(), wrong.join("\n"));
}

#[test]
fn every_reason_is_needed() {
    let used: BTreeSet<&str> = PAIRS.iter().flat_map(|pair| pair.hidden).flatten().collect();
    for target in Target::ALL {
        for hidden in target.mutations().iter().flat_map(|mutation| mutation.hides) {
            assert!(used.contains(hidden.reason), "{hidden:?}");
        }
    }
}

#[test]
fn there_are_many_pairs() {
    let kinds: BTreeSet<BTreeSet<Rule>> = PAIRS.iter().map(|pair| BTreeSet::from(pair.rules)).collect();
    assert!(PAIRS.len() > 2_000 && kinds.len() > 400, "{} pairs, {} of rules", PAIRS.len(), kinds.len());
}
