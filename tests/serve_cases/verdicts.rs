//! `cimd lint`, which fetches as a careful server does, gives every case its expected verdict.

use std::collections::HashSet;

use serde_json::Value;

use crate::serving::Serving;

/// Of the revisions that are not the newest published one, only what they expect otherwise is tried.
const REVISIONS: [&str; 4] = ["ietf@02", "ietf@00", "ietf@01", "ietf@03"];

fn text<'v>(value: &'v Value, member: &str) -> &'v str {
    value[member].as_str().expect("text")
}

/// What a run makes of URLs, in their order: whether a server would take each document.
fn verdicts(serving: &Serving, urls: &[&str], profile: &str) -> Vec<bool> {
    let report = serving.lint(urls, profile).json();
    let documents = report["documents"].as_array().expect("an array");
    assert_eq!(documents.len(), urls.len());
    documents.iter().map(|document| document["valid"] == true).collect()
}

fn check(serving: &Serving, cases: &[&Value], revision: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let expected = |case: &Value, resolution: usize| {
        let verdicts = case["expected"][revision].as_array().expect("an array").clone();
        verdicts.get(resolution).or(verdicts.last()).expect("a verdict").clone()
    };
    for resolution in 0..2 {
        let due = |case: &&&Value| case["resolutions"].as_u64() > Some(resolution as u64);
        let due: Vec<&Value> = cases.iter().filter(due).copied().collect();
        let urls: Vec<&str> = due.iter().map(|case| text(case, "url")).collect();
        if urls.is_empty() {
            continue;
        }
        for (case, is_valid) in due.iter().zip(verdicts(serving, &urls, revision)) {
            let expected = expected(case, resolution);
            if expected != "either" && is_valid != (expected == "accept") {
                let name = text(case, "case");
                wrong.push(format!("{revision}: {name}, resolution {}: expected {expected}", resolution + 1));
            }
        }
    }
    wrong
}

#[test]
fn every_case_gives_its_expected_verdict() {
    let serving = Serving::start();
    let mut wrong = Vec::new();
    for revision in REVISIONS {
        serving.reset();
        let differs = |case: &&Value| {
            revision == REVISIONS[0] || case["expected"][revision] != case["expected"][REVISIONS[0]]
        };
        let cases: Vec<&Value> = serving.cases().iter().filter(differs).collect();
        assert!(!cases.is_empty(), "{revision}");
        wrong.extend(check(&serving, &cases, revision));
        if revision == REVISIONS[0] {
            holds_the_judgements(&serving);
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What `cimd lint` does for its user's sake is more than a server may.
fn holds_the_judgements(serving: &Serving) {
    let observations = serving.observations();
    let mut found = Vec::new();
    for case in observations["cases"].as_array().expect("an array") {
        for judgement in case["judgements"].as_array().expect("an array") {
            if judgement["voided_by_private_network_switch"] != true {
                found.push((text(case, "case").to_owned(), text(judgement, "judgement").to_owned()));
            }
        }
    }
    let names: HashSet<&str> = found.iter().map(|(_, judgement)| judgement.as_str()).collect();
    // It reads half a mebibyte to say how large a document is, and a key set to lint it; the second run knows nothing
    // of the first.
    let known = ["read-past-limit", "keys-of-refused-document", "fetched-while-fresh", "not-revalidated"];
    assert!(names.iter().all(|name| known.contains(name)), "{found:?}");
}

#[test]
fn the_cases_are_many_and_each_has_a_name_and_a_reason() {
    let serving = Serving::start();
    let names: HashSet<&str> = serving.cases().iter().map(|case| text(case, "case")).collect();
    assert_eq!(names.len(), serving.cases().len(), "two cases have one name");
    assert!(names.len() >= 40, "{}", names.len());
    let page = include_str!("../../docs/serving-cases.md");
    assert!(page.contains(&format!("It serves {} cases", names.len())), "{} cases", names.len());
    for case in serving.cases() {
        assert!(!text(case, "why").is_empty(), "{case}");
        assert!(case["sources"].as_array().is_some_and(|sources| !sources.is_empty()), "{case}");
    }
}
