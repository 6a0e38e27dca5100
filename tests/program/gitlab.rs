//! `--format gitlab`, read as strictly as its description allows.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::below::run_below;
use crate::hostile;
use crate::runner::{BAD, Folder, GOOD, Ran};

#[derive(Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: Severity,
    location: Location,
}

#[derive(Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Severity {
    Info,
    Minor,
    Major,
    Critical,
    Blocker,
}

#[derive(Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Location {
    path: String,
    lines: Lines,
    positions: Option<Positions>,
}

#[derive(Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Lines {
    begin: u32,
    end: u32,
}

#[derive(Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Positions {
    begin: Position,
    end: Position,
}

#[derive(Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Position {
    line: u32,
    column: u32,
}

/// The issues, which GitLab would all keep: it takes those with one fingerprint for one.
fn issues(ran: &Ran) -> Vec<Issue> {
    let issues: Vec<Issue> =
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.out));
    assert_eq!(fingerprints(&issues).len(), issues.len(), "fingerprints are not unique");
    for issue in &issues {
        let lines = &issue.location.lines;
        assert!(lines.begin > 0 && lines.begin <= lines.end, "{issue:?}");
        assert!(!issue.description.contains('\n') && !issue.location.path.is_empty(), "{issue:?}");
    }
    issues
}

fn fingerprints(issues: &[Issue]) -> BTreeSet<&str> {
    issues.iter().map(|issue| &*issue.fingerprint).collect()
}

#[test]
fn a_finding_is_an_issue() {
    let folder = Folder::new().with("a/bad.json", BAD).with("good.json", GOOD);
    let ran = folder.run(&["lint", "./a/bad.json", "good.json", "--format", "gitlab"]);
    assert_eq!(ran.code, 1);
    let [issue] = issues(&ran).try_into().expect("one");
    assert_eq!((&*issue.check_name, issue.severity), ("redirect-uri-http", Severity::Major));
    assert_eq!((&*issue.location.path, issue.location.lines.begin), ("a/bad.json", 4));
    assert_eq!(folder.run(&["lint", "good.json", "--format", "gitlab"]).out, "[]\n");
}

#[test]
fn paths_are_those_of_the_repository() {
    let folder = Folder::new().with("a/bad.json", BAD);
    let absolute = folder.path().join("a/bad.json").canonicalize().expect("it is there");
    let absolute = absolute.to_str().expect("it is UTF-8");
    let url = "https://localhost/client.json?x";
    for (input, path) in [(absolute, "a/bad.json"), (url, "localhost/client.json?x")] {
        let issues = issues(&folder.run(&["lint", input, "--format", "gitlab"]));
        assert!(!issues.is_empty(), "nothing is found in {input}");
        for issue in issues {
            assert_eq!(issue.location.path, path);
        }
    }
}

#[test]
fn paths_start_at_the_top_of_the_repository() {
    let folder = Folder::new().with(".git/HEAD", "").with("bad.json", BAD).with("web/bad.json", BAD);
    let from_below = issues(&run_below(&folder, "web", &["lint", ".", "../bad.json", "--format", "gitlab"]));
    let from_top = issues(&folder.run(&["lint", "web", "bad.json", "--format", "gitlab"]));
    let paths: Vec<&str> = from_below.iter().map(|issue| &*issue.location.path).collect();
    assert_eq!(paths, ["web/bad.json", "bad.json"]);
    assert_eq!(fingerprints(&from_below), fingerprints(&from_top));
}

#[test]
fn a_url_lies_in_the_line_of_the_list_that_names_it_and_is_known_by_itself() {
    let lint = |list: &str| {
        let folder = Folder::new().with("urls.txt", list);
        issues(&folder.run(&["lint", "--inputs-from", "urls.txt", "--format", "gitlab"]))
    };
    let (one, moved) = (lint("https://localhost/c.json\n"), lint("#\n\nhttps://localhost/c.json\n"));
    let place = |issue: &Issue| (issue.location.path.clone(), issue.location.lines.begin);
    assert_eq!((place(&one[0]), place(&moved[0])), (("urls.txt".into(), 1), ("urls.txt".into(), 3)));
    assert!(one[0].description.ends_with("; found at https://localhost/c.json"), "{:?}", one[0]);
    assert_eq!(fingerprints(&one), fingerprints(&moved));
}

#[test]
fn an_issue_is_known_again_where_lines_have_moved() {
    let moved = BAD.replace('\n', "\n\n");
    let of = |text: &str| {
        issues(&Folder::new().with("c.json", text).run(&["lint", "c.json", "--format", "gitlab"]))
    };
    assert_eq!(of(BAD)[0].fingerprint, of(&moved)[0].fingerprint);
    // What was written once must be known by every later release.
    assert_eq!(of(BAD)[0].fingerprint, "29970d4c011ca5f98cf877b1ff5cc4b5");
}

#[test]
fn like_findings_are_told_apart() {
    let commas = BAD.replace("\",\n", "\",,,\n");
    let folder = Folder::new().with("c.json", commas);
    let ran = folder.run(&["lint", "c.json", "c.json", "--format", "gitlab"]);
    let issues = issues(&ran);
    assert!(issues.iter().filter(|issue| issue.check_name == "doc-not-json").count() > 2, "{issues:?}");
    assert_eq!(folder.run(&["lint", "c.json", "c.json", "--format", "gitlab"]).out, ran.out);
}

#[test]
fn severities_have_their_order() {
    let secret =
        BAD.replace("\"none\"", "\"none\",\n  \"client_secret\": \"hunter2hunter2\",\n  \"scope\": \"a\"");
    let issues = issues(&Folder::new().with("c.json", secret).run(&["lint", "c.json", "--format", "gitlab"]));
    let severity = |name: &str| &issues.iter().find(|issue| issue.check_name == name).expect(name).severity;
    assert_eq!(severity("secret-client-secret"), &Severity::Blocker);
    assert_eq!(severity("redirect-uri-http"), &Severity::Major);
    assert_eq!(severity("property-unsupported"), &Severity::Minor);
}

#[test]
fn what_cannot_be_read_is_an_issue() {
    let ran = Folder::new().run(&["lint", "missing.json", "--format", "gitlab"]);
    assert_eq!(ran.code, 2);
    let [issue] = issues(&ran).try_into().expect("one");
    assert_eq!((&*issue.check_name, &*issue.location.path), ("cimd-error", "missing.json"));
    let [nothing] = issues(&Folder::new().run(&["lint", ".", "--format", "gitlab"])).try_into().expect("one");
    assert_eq!((&*nothing.check_name, &*nothing.location.path), ("cimd-error", "."));
}

#[test]
fn a_document_says_nothing_but_text() {
    let (folder, mut arguments) = hostile::folder();
    arguments.extend(["--format", "gitlab"]);
    let issues = issues(&folder.run(&arguments));
    assert!(issues.len() > 40, "{}", issues.len());
    for issue in issues {
        assert!(
            !issue.description.chars().chain(issue.location.path.chars()).any(hostile::acts),
            "{issue:?}"
        );
    }
}
