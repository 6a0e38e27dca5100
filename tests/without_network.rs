//! The program without the feature `fetch`: whatever would need the network is refused, and says why.
#![cfg(not(feature = "fetch"))]

#[path = "program/runner.rs"]
#[allow(dead_code)]
mod runner;

use runner::{BAD, Folder, GOOD};

const REASON: &str = "this build of cimd has no network support";
const URL: &str = "https://app.example.net/client.json";
const CLIENT: &str = r#"{
  "client_id": "tpc_1",
  "external_metadata_type": "cimd",
  "external_client_id": "https://app.example.net/client.json"
}"#;

#[test]
fn files_are_linted() {
    let folder = Folder::new().with("good.json", GOOD).with("bad.json", BAD);
    let ran = folder.run(&["lint", "good.json", "bad.json", "--format", "short"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.out.starts_with("bad.json:4:21: violation[redirect-uri-http]"), "{}", ran.out);
    assert_eq!(folder.run(&["lint", "good.json", "--offline", "--timeout", "5"]).code, 0);
}

#[test]
fn urls_are_refused() {
    let folder = Folder::new().with("client.json", CLIENT);
    for arguments in [
        vec!["lint", URL],
        vec!["preview", URL],
        vec!["preview", URL, "--register", "--format", "json"],
        vec!["refresh", "--registered", "client.json", URL],
    ] {
        let ran = folder.run(&arguments);
        assert_eq!(ran.code, 2, "{arguments:?}: {}{}", ran.out, ran.err);
        assert_eq!(ran.out, "", "{arguments:?}");
        assert!(ran.err.contains(&format!("error: {URL} cannot be fetched: {REASON}")), "{}", ran.err);
        assert!(ran.err.contains("help: use a released cimd"), "{}", ran.err);
    }
}

/// A URL is judged all the same, and so is what else is named.
#[test]
fn a_url_is_an_error_of_its_own_report() {
    let folder = Folder::new().with("bad.json", BAD);
    let ran = folder.run(&["lint", URL, "bad.json", "--format", "json"]);
    assert_eq!(ran.code, 2);
    let json: serde_json::Value = serde_json::from_str(&ran.out).expect("it is JSON");
    let results = json["documents"].as_array().expect("there are documents");
    assert_eq!(results.len(), 2, "{json}");
    assert_eq!(results[0]["error"]["kind"], "no-network");
    assert_eq!(results[0]["valid"], serde_json::Value::Null);
    assert_eq!(results[1]["valid"], false);
}

#[test]
fn arguments_for_fetching_are_refused() {
    let folder = Folder::new().with("client.json", GOOD).with("main.tf", "");
    for (argument, value) in [
        ("--online", None),
        ("--allow-private-network", None),
        ("--proxy", Some("http://proxy.example.net:3128")),
        ("--ca-certificate", Some("ca.pem")),
        ("--resolve", Some("app.example.net:443:192.0.2.7")),
    ] {
        for command in ["lint", "preview"] {
            let mut arguments = vec![command, "client.json", argument];
            arguments.extend(value);
            let ran = folder.run(&arguments);
            assert_eq!(ran.code, 2, "{arguments:?}: {}", ran.out);
            assert!(ran.err.contains(&format!("error: {argument} cannot be used: {REASON}")), "{}", ran.err);
        }
    }
    let ran = folder.run(&["resource", "main.tf", "--online"]);
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(ran.err.contains(REASON), "{}", ran.err);
}
