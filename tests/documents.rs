//! Our own documents, in the shapes that published ones have, and the findings expected of each.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use cimd::auth0::Validation;
use cimd::finding::Report;
use cimd::{Linter, Profile, Subject};

/// The lines of `testdata/expected.tsv`, by file: the verdict, and the rules with advice included.
fn expected() -> BTreeMap<&'static str, (&'static str, BTreeSet<&'static str>)> {
    let lines = include_str!("../testdata/expected.tsv").lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let columns: Vec<&str> = line.split('\t').collect();
            let [file, verdict, rules] = columns[..] else { panic!("not three columns: {line}") };
            (file, (verdict, rules.split(',').filter(|rule| !rule.is_empty()).collect()))
        })
        .collect()
}

fn folder() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "testdata", "documents"].iter().collect()
}

fn lint(file: &str) -> Report {
    let bytes = fs::read(folder().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    Linter::new(Profile::named("auth0").expect("it is built in")).lint(&Subject::from_bytes(file, bytes))
}

#[test]
fn each_document_gives_what_is_expected_of_it() {
    let mut failures = Vec::new();
    let expected = expected();
    assert!(!expected.is_empty(), "testdata/expected.tsv has no lines");
    for (file, (verdict, rules)) in expected {
        let report = lint(file);
        let found: BTreeSet<&str> = report.findings.iter().map(|finding| finding.rule.id()).collect();
        let given = if report.valid == Some(true) { "valid" } else { "invalid" };
        if given != verdict || found != rules {
            failures.push(format!("{file}: expected {verdict} {rules:?}\n    but found {given} {found:?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_document_has_a_line_and_every_line_its_document() {
    let documents: BTreeSet<String> = (fs::read_dir(folder()).expect("the folder is there"))
        .map(|entry| entry.expect("the folder can be read").file_name().to_string_lossy().into_owned())
        .collect();
    let lines: BTreeSet<String> = expected().into_keys().map(str::to_owned).collect();
    assert_eq!(documents, lines);
}

/// The server's part of a document's findings, as the ClientCimd resource would show it.
fn validation(file: &str) -> Validation {
    Validation::of(&lint(file)).expect("the document was read")
}

/// The one document of which a real answer of Auth0 is recorded.
#[test]
fn tinywiki_gets_the_recorded_answer() {
    let warning = "Ignoring unsupported properties: client_uri. \
                   These properties are not validated or mapped to the Auth0 client configuration.";
    let recorded = Validation { valid: true, violations: Vec::new(), warnings: vec![warning.to_owned()] };
    assert_eq!(validation("tinywiki.json"), recorded);
}

/// A document in the form of the one in Auth0's guide, which the guide calls good.
#[test]
fn the_document_of_the_guide_has_nothing_to_warn_of() {
    let expected = Validation { valid: true, violations: Vec::new(), warnings: Vec::new() };
    assert_eq!(validation("guide-public.json"), expected);
}
