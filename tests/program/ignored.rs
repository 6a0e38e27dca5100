//! The members that a server ignores: one finding for each document, in which each member can be reached.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::runner::{Folder, GOOD};

/// A document with members of every group.
fn folder() -> Folder {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/documents/ignored-members.json");
    let document = fs::read_to_string(path).expect("the document comes along");
    Folder::new().with("c.json", document.replace("openid profile", "read write"))
}

const ALL: [&str; 9] = [
    "/@context",
    "/$schema",
    "/client_uri",
    "/redirect_url",
    "/grant_type",
    "/response_type",
    "/scope",
    "/software_statements_uri",
    "/x_team",
];

fn finding(folder: &Folder, arguments: &[&str]) -> Value {
    let arguments = [&["lint", "c.json", "--format", "json"], arguments].concat();
    let mut findings = folder.run(&arguments).json()["documents"][0]["findings"].take();
    assert_eq!(findings.as_array().map(Vec::len), Some(1), "{findings}");
    findings[0].take()
}

fn pointers(finding: &Value) -> Vec<&str> {
    let related = finding["related"].as_array().map_or(&[][..], Vec::as_slice);
    related.iter().filter_map(|place| place["pointer"].as_str()).collect()
}

#[test]
fn one_finding_names_them_in_groups() {
    let finding = finding(&folder(), &[]);
    assert_eq!(
        finding["message"],
        "Auth0 ignores `response_type` (did you mean `response_types`?), `redirect_url`, `grant_type`, \
         `flavour` (unknown), `client_uri`, `scope` (read by atproto, better-auth and others), \
         `software_statements_uri` (defined, but read by no known server), `@context` (JSON-LD), `$schema` \
         (for editors), `x_team` (private)"
    );
    assert_eq!(
        finding["help"],
        "what Auth0 ignores has no effect there; keep it for others, or remove it; rename `response_type` to \
         `response_types`"
    );
    assert_eq!((&finding["pointer"], &finding["level"]), (&json!(""), &json!("warning")));
    assert_eq!(pointers(&finding), [&ALL[..], &["/flavour"]].concat());
    assert_eq!(
        finding["related"][7]["message"],
        "`software_statements_uri`: draft-mcguinness-oauth-cimd-sw-stmt"
    );
}

#[test]
fn a_single_member_has_its_own_place() {
    let folder = Folder::new().with("c.json", GOOD.replacen('{', "{ \"scope\": \"read\",", 1));
    let finding = finding(&folder, &[]);
    assert_eq!(finding["message"], "Auth0 ignores `scope` (read by atproto, better-auth and others)");
    assert_eq!((&finding["pointer"], pointers(&finding).len()), (&json!("/scope"), 0));
}

#[test]
fn people_read_three_lines_and_programs_one() {
    let folder = folder();
    for width in ["60", "80", "140"] {
        let human = folder.run_with(&["lint", "c.json"], &[("COLUMNS", width)], b"").out;
        let (finding, _) = human.split_once("\n\n").expect("two paragraphs");
        assert_eq!(finding.lines().count(), 3, "{human}");
        assert!(finding.contains("c.json:2:3"), "{human}");
        assert!(finding.contains("did"), "{human}");
    }
    let short = folder.run(&["lint", "c.json", "--format", "short"]).out;
    assert_eq!(short.lines().count(), 1, "{short}");
    assert!(short.starts_with("c.json:2:3: warning[property-unsupported] Auth0 ignores `resp"), "{short}");
}

#[test]
fn many_are_counted() {
    let members: String = (0..150).map(|n| format!("\"name{n}\": 1,")).collect();
    let folder = Folder::new().with("c.json", GOOD.replacen('{', &format!("{{{members}"), 1));
    let ran = folder.run(&["lint", "c.json", "--format", "json"]).json();
    let document = &ran["documents"][0];
    let message = document["findings"][0]["message"].as_str().unwrap_or_default();
    assert!(message.ends_with("`name11` (unknown) and 88 more"), "{message}");
    assert_eq!(document["findings_omitted"], 50);
}

#[test]
fn the_configuration_accepts_a_single_one() {
    let ignore = "[[ignores]]\nrule = \"property-unsupported\"\npointer = \"/scope\"\nreason = \"MCP\"\n";
    let folder = folder().with("cimd.toml", ignore);
    let accepted = finding(&folder, &[]);
    assert!(!accepted["message"].as_str().unwrap_or_default().contains("scope"), "{accepted}");
    assert!(!pointers(&accepted).contains(&"/scope"), "{accepted}");
    assert_eq!(pointers(&accepted).len(), ALL.len());
    // It is shown as what it is, and does not count.
    let json = folder.run(&["lint", "c.json", "--format", "json", "--show-ignored"]).json();
    let findings = json["documents"][0]["findings"].as_array().expect("findings");
    let ignored: Vec<&Value> = findings.iter().filter(|finding| finding["ignored"].is_object()).collect();
    assert_eq!(ignored.len(), 1, "{findings:?}");
    assert_eq!(ignored[0]["pointer"], "/scope");
    assert_eq!(json["summary"]["ignored"], 1);
}

#[test]
fn people_see_every_one_that_is_accepted() {
    let ignore = "[[ignores]]\nrule = \"property-unsupported\"\nreason = \"MCP\"\n";
    let human = folder().with("cimd.toml", ignore).run(&["lint", "c.json", "--show-ignored"]).out;
    for name in ALL.map(|pointer| pointer.trim_start_matches('/')).into_iter().chain(["flavour"]) {
        assert!(human.contains(name), "{name}: {human}");
    }
}

#[test]
fn the_baseline_accepts_each() {
    let folder = folder();
    let written = folder.run(&["lint", "c.json", "--baseline", "b.json", "--write-baseline"]);
    assert!(written.err.contains("b.json accepts 10 findings"), "{}", written.err);
    let text = fs::read_to_string(folder.path().join("c.json")).expect("it is there");
    let text = text.replacen('{', "{ \"policy_uri\": \"https://app.example.net/p\",", 1);
    let folder = folder.with("c.json", text);
    let new = finding(&folder, &["--baseline", "b.json"]);
    assert_eq!(new["pointer"], "/policy_uri");
}

#[test]
fn sarif_links_each_member() {
    let sarif = folder().run(&["lint", "c.json", "--format", "sarif"]).json();
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), 1);
    assert_eq!(results[0]["relatedLocations"].as_array().map(Vec::len), Some(10));
}

#[test]
fn the_shape_of_the_resource_keeps_its_words() {
    let validations = folder().run(&["lint", "c.json", "--format", "client-cimd"]).json();
    assert_eq!(
        validations[0]["warnings"],
        json!(["Ignoring unsupported properties: @context, $schema, client_uri, redirect_url, grant_type, \
             response_type, scope, software_statements_uri, x_team, flavour. These properties are not validated \
             or mapped to the Auth0 client configuration."])
    );
}
