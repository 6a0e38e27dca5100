//! One fault in a clean case gives one finding.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use cimd::Rule;

use crate::case::{self, Case};
use crate::document_mutations::DOCUMENT;
use crate::model::{shown, shown_rules};
use crate::profiles::Variant;
use crate::url_mutations::Target;

/// What the rules see that are held to a mutation.
const SEEN: [&str; 8] =
    ["client-id-url", "redirect-uri", "member", "metadata", "url", "value", "document-jwk", "text"];

/// Rules of those that have no mutation, and why.
const WITHOUT_MUTATION: [(&str, &str); 3] = [
    ("client-id-url-host-not-listed", LISTS),
    ("redirect-uri-host-not-listed", LISTS),
    ("redirect-uri-scheme-not-listed", LISTS),
];

/// Why the rules on lists have no mutation here.
const LISTS: &str = "with a list every other host or scheme is a fault, and those of other mutations are; tests/program/profiles.rs has lists";

/// A case that has a single fault.
#[derive(Debug)]
pub struct Single {
    pub rule: Rule,
    pub name: String,
    pub variant: Variant,
    pub case: Case,
}

/// The rule of that id.
pub fn rule(id: &str) -> Rule {
    Rule::from_id(id).unwrap_or_else(|| panic!("there is no rule {id}"))
}

/// Every mutation by itself.
pub static SINGLES: LazyLock<Vec<Single>> = LazyLock::new(|| {
    let mut singles = Vec::new();
    for target in Target::ALL {
        for mutation in target.mutations() {
            let mut url = target.clean();
            (mutation.change)(&mut url);
            singles.push(Single {
                rule: rule(mutation.rule),
                name: format!("{target:?} {url:?}", url = url.to_string()),
                variant: Variant::Everything,
                case: target.case(&url),
            });
        }
    }
    for mutation in DOCUMENT {
        let mut case = (mutation.clean)();
        (mutation.change)(&mut case);
        singles.push(Single {
            rule: rule(mutation.rule),
            name: case.name(),
            variant: mutation.variant,
            case,
        });
    }
    singles
});

#[test]
fn the_cases_that_are_mutated_are_clean() {
    let documents = [
        case::web,
        case::with_logo,
        case::without_response_types,
        case::native,
        case::confidential,
        case::mutual_tls,
    ];
    let mut cases: Vec<Case> = Vec::new();
    cases.extend(documents.iter().flat_map(|clean| [clean(), clean().published()]));
    cases.extend(Target::ALL.iter().map(|target| target.case(&target.clean())));
    for case in cases {
        let report = Variant::Everything.linter().lint(&case.subject());
        assert!(report.findings.is_empty(), "{case:?}: {:?}", shown(&report));
        assert_eq!(report.valid, Some(true));
    }
    let report = Variant::NativeWithoutHttps.linter().lint(&case::native().subject());
    assert!(report.findings.is_empty(), "{:?}", shown(&report));
}

#[test]
fn one_fault_gives_one_finding() {
    let mut wrong = Vec::new();
    for single in SINGLES.iter() {
        let report = single.variant.linter().lint(&single.case.subject());
        let found: Vec<Rule> = shown(&report).into_iter().map(|found| found.rule).collect();
        if found != [single.rule] {
            wrong.push(format!("{}: {}\n    gives {found:?}", single.rule, single.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_a_mutation() {
    let is_held = |rule: &Rule| rule.page().sees.is_some_and(|sees| SEEN.contains(&sees));
    let held: BTreeSet<Rule> = Rule::ALL.iter().copied().filter(is_held).collect();
    let mutated: BTreeSet<Rule> = SINGLES.iter().map(|single| single.rule).collect();
    let excused: BTreeSet<Rule> = WITHOUT_MUTATION.iter().map(|(id, _)| rule(id)).collect();
    let missing: Vec<&Rule> =
        held.iter().filter(|rule| !mutated.contains(rule) && !excused.contains(rule)).collect();
    assert!(missing.is_empty(), "no mutation for {missing:?}");
    assert!(excused.is_disjoint(&mutated), "a rule with a mutation needs no excuse");
    assert!(held.len() > 90, "only {} rules are held to a mutation", held.len());
}

#[test]
fn a_fault_is_found_by_its_rule_alone() {
    for single in SINGLES.iter() {
        let report = single.variant.only(single.rule).lint(&single.case.subject());
        assert_eq!(shown_rules(&report), BTreeSet::from([single.rule]), "{}", single.name);
    }
}
