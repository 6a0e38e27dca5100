//! `--format sarif`: what code scanning would refuse, or show wrongly. Whether it is SARIF at all, the
//! validators say that `.ci/validate-sarif` runs.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::below::run_below;
use crate::runner::{BAD, Folder, GOOD, Ran};

/// The documents that come along, and others with names that no URI may hold.
fn folder() -> Folder {
    let mut folder = Folder::new()
        .with("sub folder/bad 100%.json", BAD)
        .with("caf\u{e9}\u{202e}.json", BAD)
        .with("a:b.json", BAD)
        .with("http:evil.json", BAD)
        .with("good.json", GOOD);
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/documents");
    for entry in fs::read_dir(documents).expect("documents come along") {
        let path = entry.expect("it can be listed").path();
        let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
        folder = folder.with(&format!("documents/{name}"), fs::read(&path).expect("it can be read"));
    }
    folder
}

/// A document, findings in files of every name, a URL that no rule takes, one that is not there, and files
/// that are not there.
fn lint_everything(folder: &Folder) -> Ran {
    let absolute = folder.path().join("sub folder");
    folder.run(&[
        "lint",
        "documents",
        "caf\u{e9}\u{202e}.json",
        "a:b.json",
        "http:evil.json",
        &absolute.to_string_lossy(),
        "http://user:password@localhost:8080/a/../client.json?q#f",
        "https://name.invalid/x",
        "missing.json",
        "/no/such/file.json",
        "--format",
        "sarif",
    ])
}

fn run(ran: &Ran) -> Value {
    ran.json()["runs"][0].take()
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

/// All locations of a run: of results, of what is related to them, and of notifications.
fn locations(run: &Value) -> Vec<&Value> {
    let results = list(run, "results").iter();
    let of_results =
        results.flat_map(|result| list(result, "locations").iter().chain(list(result, "relatedLocations")));
    let notifications = list(&run["invocations"][0], "toolExecutionNotifications").iter();
    of_results.chain(notifications.flat_map(|notification| list(notification, "locations"))).collect()
}

fn uri(location: &Value) -> &str {
    location["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap_or_default()
}

fn rules(run: &Value) -> &[Value] {
    list(&run["tool"]["driver"], "rules")
}

#[test]
fn the_version_comes_first() {
    let ran = Folder::new().with("good.json", GOOD).run(&["lint", "good.json", "--format", "sarif"]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.out.starts_with("{\n  \"version\": \"2.1.0\",\n  \"$schema\": \"https://"),
        "{:.80}",
        ran.out
    );
    let run = run(&ran);
    // An empty list says that something was looked for.
    assert_eq!(run["results"], serde_json::json!([]));
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["invocations"], serde_json::json!([{"executionSuccessful": true}]));
}

#[test]
fn a_finding_becomes_a_result() {
    let folder = Folder::new().with("bad.json", BAD);
    let run = run(&folder.run(&["lint", "bad.json", "--format", "sarif"]));
    insta::assert_json_snapshot!(run["results"]);
}

#[test]
fn a_rule_is_described() {
    let folder = Folder::new().with("good.json", GOOD);
    let run = run(&folder.run(&["lint", "good.json", "--format", "sarif"]));
    let rule = rules(&run).iter().find(|rule| rule["id"] == "redirect-uri-http");
    insta::assert_json_snapshot!(rule, { ".help.text" => "[page]", ".help.markdown" => "[page]" });
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let folder = folder();
    let (first, second) = (lint_everything(&folder), lint_everything(&folder));
    assert_eq!(first.code, 2);
    assert!(first.out == second.out);
    // The folder of the run is another in every run.
    assert!(!first.out.contains(&*folder.path().to_string_lossy()));
    assert!(lint_everything(&self::folder()).out == first.out);
}

#[test]
fn every_location_has_a_file_of_the_checkout_and_a_region() {
    let run = run(&lint_everything(&folder()));
    assert!(list(&run, "results").len() > 50);
    for location in locations(&run) {
        let uri = uri(location);
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=@%/".contains(&byte);
        assert!(!uri.is_empty() && !uri.starts_with('/') && uri.bytes().all(allowed), "{location}");
        let region = &location["physicalLocation"]["region"];
        assert!(region["startLine"].as_u64() >= Some(1), "{location}");
        let start = (region["startLine"].as_u64(), region["startColumn"].as_u64());
        let end = (region["endLine"].as_u64(), region["endColumn"].as_u64());
        assert!(end == (None, None) || start <= end, "{location}");
    }
    for result in list(&run, "results") {
        assert_eq!(list(result, "locations").len(), 1, "{result}");
    }
    let uris: Vec<&str> = locations(&run).into_iter().map(uri).collect();
    for expected in [
        "documents/published-secret.json",
        "caf%C3%A9%E2%80%AE.json",
        "a%3Ab.json",
        "http%3Aevil.json",
        "sub%20folder/bad%20100%25.json",
        "localhost_8080/a/__/client.json%3Fq%23f",
        "name.invalid/x",
        "missing.json",
        "no/such/file.json",
    ] {
        assert!(uris.contains(&expected), "{expected} is not in {uris:?}");
    }
}

#[test]
fn files_are_named_from_the_top_of_the_repository() {
    let folder = Folder::new().with(".git/HEAD", "").with("bad.json", BAD).with("a b/bad.json", BAD);
    let from_below =
        run(&run_below(&folder, "a b", &["lint", ".", "../bad.json", "no.json", "--format", "sarif"]));
    let uris: Vec<&str> = locations(&from_below).into_iter().map(uri).collect();
    assert_eq!(uris, ["a%20b/bad.json", "bad.json", "a%20b/no.json"]);
    let from_top = run(&folder.run(&["lint", "a b", "bad.json", "a b/no.json", "--format", "sarif"]));
    assert_eq!(from_below["results"], from_top["results"]);
}

#[test]
fn a_url_is_shown_in_the_line_of_the_list_that_names_it() {
    let lint = |list: &str| {
        let folder = Folder::new().with("urls.txt", list);
        run(&folder.run(&["lint", "--inputs-from", "urls.txt", "--format", "sarif"]))
    };
    let url = "https://localhost/client.json";
    let (one, moved) = (lint(&format!("{url}\n")), lint(&format!("# ours\n{url}\nhttps://name.invalid/c\n")));
    let (one, notified) = (&one["results"][0], &moved["invocations"][0]["toolExecutionNotifications"][0]);
    let moved = &moved["results"][0];
    let line = |value: &Value| {
        let location = &value["locations"][0];
        (uri(location).to_owned(), location["physicalLocation"]["region"]["startLine"].as_u64())
    };
    assert_eq!((line(one), line(moved)), (("urls.txt".into(), Some(1)), ("urls.txt".into(), Some(2))));
    assert_eq!(line(notified), ("urls.txt".into(), Some(3)));
    assert_eq!(one["partialFingerprints"], moved["partialFingerprints"]);
    assert!(
        one["message"]["text"].as_str().is_some_and(|text| text.ends_with(&format!(" Found at {url}"))),
        "{one}"
    );
    // The address was refused before anything was sent.
    assert_eq!(one["webRequest"]["target"], url);
    assert_eq!(one["webResponse"], serde_json::json!({ "noResponseReceived": true }));
}

#[test]
fn what_is_accepted_is_a_suppressed_result_where_it_is_shown() {
    let config = "[[ignores]]\nrule = \"redirect-uri-http\"\npath = \"a.json\"\nreason = \"until {March}\"\n";
    let folder =
        Folder::new().with("cimd.toml", config).with("a.json", BAD).with("b.json", BAD).with("c.json", BAD);
    folder.run(&["lint", "b.json", "--baseline", "base.json", "--write-baseline"]);
    let lint = |more: &[&str]| {
        let arguments =
            ["lint", "a.json", "b.json", "c.json", "--baseline", "base.json", "--format", "sarif"];
        run(&folder.run(&[&arguments, more].concat()))
    };
    // GitHub shows a suppressed result as an open alert.
    let quiet = lint(&[]);
    assert_eq!(quiet["results"].as_array().map(Vec::len), Some(1));
    assert_eq!(quiet["results"][0].get("suppressions"), None);

    let shown = lint(&["--show-ignored"]);
    let suppressions: Vec<&Value> =
        list(&shown, "results").iter().map(|result| &result["suppressions"]).collect();
    let accepted = |by: &str, reason: &str| {
        serde_json::json!([{
            "kind": "external", "status": "accepted", "justification": reason, "properties": { "by": by }
        }])
    };
    // One that is not suppressed says so: all have the member, or none.
    assert_eq!(
        suppressions,
        [
            &accepted("configuration", "until {March}"),
            &accepted("baseline", "accepted in the baseline"),
            &serde_json::json!([])
        ]
    );
}

#[test]
fn the_real_url_stands_in_message_and_properties() {
    let run = run(&lint_everything(&folder()));
    let of_url = |result: &&Value| uri(&result["locations"][0]).starts_with("localhost_8080/");
    let results: Vec<&Value> = list(&run, "results").iter().filter(of_url).collect();
    assert!(!results.is_empty());
    for result in results {
        let url = "http://user:password@localhost:8080/a/../client.json?q#f";
        assert_eq!(
            (&result["properties"]["url"], &result["webRequest"]["target"]),
            (&url.into(), &url.into())
        );
        let text = result["message"]["text"].as_str().unwrap_or_default();
        assert!(text.ends_with(&format!(" Found at {url}")), "{text}");
    }
}

#[test]
fn results_and_rules_agree() {
    let run = run(&lint_everything(&folder()));
    let rules = rules(&run);
    let ids: Vec<&str> = rules.iter().filter_map(|rule| rule["id"].as_str()).collect();
    assert!(ids.is_sorted());
    let auth0 = cimd::Profile::named("auth0").expect("it is built in");
    let enabled = |rule: &&cimd::Rule| auth0.setting(**rule).is_some();
    assert_eq!(ids.len(), cimd::Rule::ALL.iter().filter(enabled).count());
    assert!(!list(&run, "results").is_empty());
    for result in list(&run, "results") {
        let index = result["ruleIndex"].as_u64().expect("a number");
        assert_eq!(result["ruleId"], ids[usize::try_from(index).expect("it is small")]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap_or_default()));
    }
}

#[test]
fn every_rule_has_what_github_demands() {
    let folder = Folder::new().with("good.json", GOOD);
    let run = run(&folder.run(&["lint", "good.json", "--format", "sarif"]));
    assert!(!rules(&run).is_empty());
    for rule in rules(&run) {
        for (name, most) in [("shortDescription", 1024), ("fullDescription", 1024), ("help", usize::MAX)] {
            let text = rule[name]["text"].as_str().unwrap_or_default();
            assert!(!text.is_empty() && text.chars().count() <= most, "{name} of {rule}");
        }
        assert!(rule["helpUri"].as_str().is_some_and(|link| link.starts_with("https://")), "{rule}");
        let score = rule["properties"].get("security-severity").map(|score| {
            let score = score.as_str().expect("it is a string");
            score.parse::<f64>().expect("it is a number")
        });
        assert!(score.is_none_or(|score| score > 0.0 && score <= 10.0), "{rule}");
        let is_security = list(&rule["properties"], "tags").contains(&"security".into());
        assert_eq!(is_security, score.is_some(), "{rule}");
    }
}

#[test]
fn every_result_can_be_told_from_the_others() {
    let run = run(&lint_everything(&folder()));
    let mut fingerprints: Vec<&str> = list(&run, "results")
        .iter()
        .map(|result| result["partialFingerprints"]["cimdFindingHash/v1"].as_str().expect("it has one"))
        .collect();
    let all = fingerprints.len();
    assert!(all > 50, "{all}");
    fingerprints.sort_unstable();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), all);
}

#[test]
fn related_places_are_linked_from_the_message() {
    let twice = GOOD.replace("\"client_name\"", "\"client_name\": \"First\",\n  \"client_name\"");
    let folder = Folder::new().with("twice.json", twice);
    let run = run(&folder.run(&["lint", "twice.json", "--format", "sarif"]));
    let result = list(&run, "results")
        .iter()
        .find(|result| result["ruleId"] == "doc-duplicate-key")
        .expect("it is found");
    let text = result["message"]["text"].as_str().expect("a text");
    assert!(text.contains("(see [the first one](1))"), "{text}");
    let related = &result["relatedLocations"][0];
    assert_eq!((&related["id"], &related["physicalLocation"]["region"]["startLine"]), (&1.into(), &3.into()));
}

#[test]
fn what_cannot_be_read_is_a_notification_and_no_result() {
    let folder = Folder::new().with("good.json", GOOD);
    let ran =
        folder.run(&["lint", "missing.json", "good.json", "https://name.invalid/x", "--format", "sarif"]);
    assert_eq!(ran.code, 2);
    let run = run(&ran);
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let notifications: Vec<(&Value, &str)> = list(invocation, "toolExecutionNotifications")
        .iter()
        .map(|notification| (&notification["level"], uri(&notification["locations"][0])))
        .collect();
    let error: Value = "error".into();
    assert_eq!(notifications, [(&error, "missing.json"), (&error, "name.invalid/x")]);
    // The reserved name is found without reaching it.
    let results: Vec<&str> =
        list(&run, "results").iter().map(|result| uri(&result["locations"][0])).collect();
    assert_eq!(results, ["name.invalid/x"]);
}

#[test]
fn a_document_puts_neither_links_nor_placeholders_nor_controls_into_messages() {
    let hostile = GOOD.replace(
        "\"https://app.example.net/callback\"",
        r#""http://a.example/\u001b[31m\u202e", "http://a.example/{0}", "http://a.example/[here](https://evil.example/)", "http://a.example/[here\\](https://evil.example/)""#,
    );
    let folder = Folder::new().with("hostile.json", hostile);
    let ran = folder.run(&["lint", "hostile.json", "--format", "sarif"]);
    let acts = |character: char| {
        character.is_control() && character != '\n'
            || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!ran.out.contains(acts));
    let run = run(&ran);
    let texts: Vec<&str> =
        list(&run, "results").iter().filter_map(|result| result["message"]["text"].as_str()).collect();
    for text in &texts {
        // Who reads the file decodes it, and prints.
        assert!(!text.contains(acts), "{text}");
        assert!(!text.contains("](https:"), "{text}");
        assert!(!text.replace("{{", "").replace("}}", "").contains(['{', '}']), "{text}");
    }
    assert!(texts.iter().any(|text| text.contains("{{0}}")), "{texts:?}");
    assert!(texts.iter().any(|text| text.contains("[here] (https://evil.example/)")), "{texts:?}");
}

#[test]
fn levels_and_advice_are_told_apart() {
    let secret = BAD.replace("\"none\"", "\"none\",\n  \"client_secret\": \"not-a-real-one\"");
    let folder = Folder::new().with("c.json", secret);
    let run = run(&folder.run(&["lint", "c.json", "--level", "redirect-uri-http=hint", "--format", "sarif"]));
    let result = |rule: &str| {
        let found = list(&run, "results").iter().find(|result| result["ruleId"] == rule);
        found.unwrap_or_else(|| panic!("{rule} is found"))
    };
    let http = result("redirect-uri-http");
    assert_eq!((&http["level"], &http["properties"]["advice"]), (&"note".into(), &false.into()));
    let secret = result("secret-client-secret");
    assert_eq!((&secret["level"], &secret["properties"]["advice"]), (&"error".into(), &true.into()));
}

#[test]
fn standard_input_has_a_name() {
    let ran = Folder::new().run_with(&["lint", "-", "--format", "sarif"], &[], BAD.as_bytes());
    let run = run(&ran);
    assert_eq!(uri(locations(&run)[0]), "stdin");
}
