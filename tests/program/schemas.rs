//! What the formats for programs write is what their published schemas say.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::refresh;
use crate::runner::{Folder, Ran};

/// Whether what was printed satisfies a schema.
pub fn holds(ran: &Ran, schema: &str) {
    let faults = faults(&ran.json(), schema);
    assert!(faults.is_empty(), "{faults:?}");
}

/// How a value breaks a schema.
fn faults(instance: &Value, schema: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas").join(schema);
    let schema: Value =
        serde_json::from_slice(&fs::read(path).expect("the schema is there")).expect("it is JSON");
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    validator.iter_errors(instance).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// What is in a folder, which is not empty.
fn entries(folder: PathBuf) -> Vec<PathBuf> {
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let entries: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be listed").path()).collect();
    assert!(!entries.is_empty(), "{} is empty", folder.display());
    entries
}

#[test]
fn reports_satisfy_their_schemas() {
    let mut folder = Folder::new();
    let mut arguments = vec!["lint".to_owned(), "missing.json".to_owned()];
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/documents");
    for entry in entries(documents) {
        let name = entry.file_name().expect("it has a name").to_string_lossy().into_owned();
        folder = folder.with(&name, fs::read(&entry).expect("it can be read"));
        arguments.push(name);
    }
    for (format, schema) in [("json", "report.schema.json"), ("client-cimd", "client-cimd.schema.json")] {
        let mut arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        arguments.extend(["--format", format]);
        let ran = folder.run(&arguments);
        assert_eq!(ran.code, 2);
        holds(&ran, schema);
    }
}

#[test]
fn lists_of_rules_satisfy_their_schema() {
    let folder = Folder::new();
    for arguments in [&["--all-profiles"][..], &["--part", "keys"], &["loopback", "--profile", "strict"]] {
        let ran = folder.run(&[&["rules", "--format", "json"], arguments].concat());
        assert!(ran.json()["rules"].as_array().is_some_and(|rules| !rules.is_empty()), "{arguments:?}");
        holds(&ran, "rules.schema.json");
    }
}

#[test]
fn explanations_satisfy_their_schema() {
    let folder = Folder::new();
    for (topic, kind) in [
        ("redirect-uri-http", "rule"),
        ("doc-not-json", "rule"),
        ("redirect_uris", "member"),
        ("client_capabilities", "member"),
        ("Unable to obtain client metadata", "server_texts"),
        ("does not match", "server_texts"),
    ] {
        let ran = folder.run(&["explain", topic, "--format", "json"]);
        assert_eq!(ran.json()["kind"], kind, "{topic}");
        holds(&ran, "explain.schema.json");
    }
}

/// Every document, as a preview, as a registration, with and without an id, at its own URL and at a broken one.
#[test]
fn previews_satisfy_their_schemas() {
    let folder = refresh::folder();
    for entry in entries(folder.path().join("documents")) {
        let document = entry.to_string_lossy();
        for more in [
            &[][..],
            &["--client-id", "tpc_1"],
            &["--jwks", "key-sets/backend-2026-07.json"],
            &["--url", "https://localhost/client.json"],
        ] {
            let preview = [&["preview", &document], more].concat();
            holds(&folder.run(&preview), "preview.schema.json");
            let register = [&preview[..], &["--register"]].concat();
            holds(&folder.run(&register), "register.schema.json");
        }
    }
}

#[test]
fn refreshes_satisfy_their_schema() {
    let folder = refresh::folder();
    for entry in entries(folder.path().join("registered")) {
        let client = entry.to_string_lossy();
        for document in
            ["tinywiki.json", "guide-public.json", "confidential.json", "comments.json", "minified.json"]
        {
            let document = format!("documents/{document}");
            let plain = ["refresh", "--registered", &client, &document];
            holds(&folder.run(&plain), "refresh.schema.json");
            let keys = [
                "--registered-jwks",
                "key-sets/backend-2026-01.json",
                "--jwks",
                "key-sets/backend-same-kid.json",
            ];
            holds(&folder.run(&[&plain[..], &keys].concat()), "refresh.schema.json");
        }
    }
}

#[test]
fn what_auth0_answers_and_takes_has_schemas() {
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    for entry in entries(testdata.join("registered")) {
        let client: Value =
            serde_json::from_slice(&fs::read(&entry).expect("it can be read")).expect("it is JSON");
        assert_eq!(faults(&client, "registered-client.schema.json"), [""; 0], "{}", entry.display());
    }
    for (schema, good, bad) in [
        (
            "registered-client",
            json!({"client_id": "tpc_1", "external_client_id": "https://a.example/c"}),
            json!({"client_id": "tpc_1"}),
        ),
        ("patch-client", json!({"description": "a".repeat(140)}), json!({"description": "a".repeat(141)})),
        (
            "patch-client",
            json!({"refresh_token": {"rotation_type": "rotating", "expiration_type": "expiring"}}),
            json!({"refresh_token": {"rotation_type": "rotating"}}),
        ),
        (
            "patch-client",
            json!({"organization_discovery_methods": null}),
            json!({"organization_discovery_methods": []}),
        ),
        (
            "patch-client",
            json!({"token_quota": {"client_credentials": {"per_day": 1}}}),
            json!({"token_quota": {"client_credentials": {}}}),
        ),
        (
            "patch-client",
            json!({"web_origins": ["https://a.example"]}),
            json!({"web_origins": ["https://*.a.example"]}),
        ),
        ("patch-client", json!({"oidc_conformant": true}), json!({})),
        ("patch-client", json!({"client_metadata": {"a:b": null}}), json!({"client_metadata": {"ä": "b"}})),
        (
            "client-cimd-resource",
            json!({"external_client_id": "https://a.example/c"}),
            json!({"external_client_id_version": 1}),
        ),
        (
            "client-cimd-resource",
            json!({"external_client_id": "https://a.example/c", "app_type": "spa"}),
            json!({"external_client_id": "https://a.example/c", "app_type": "web"}),
        ),
        (
            "client-cimd-resource",
            json!({"external_client_id": "https://a.example/c", "refresh_token": [{"leeway": 0}]}),
            json!({"external_client_id": "https://a.example/c", "refresh_token": [{"leeway": -1}]}),
        ),
    ] {
        let schema = format!("{schema}.schema.json");
        assert_eq!(faults(&good, &schema), [""; 0], "{good}");
        assert_ne!(faults(&bad, &schema), [""; 0], "{bad}");
    }
}

#[test]
fn answers_of_servers_satisfy_their_schema() {
    let mut folder = Folder::new();
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/documents");
    for entry in entries(documents) {
        let name = entry.file_name().expect("it has a name").to_string_lossy().into_owned();
        folder = folder.with(&name, fs::read(&entry).expect("it can be read"));
        let ran =
            folder.run(&["compat", &name, "--format", "json", "--redirect-uri", "http://127.0.0.1:*/cb"]);
        assert_eq!(ran.code, 0, "{name}: {}", ran.err);
        holds(&ran, "compat.schema.json");
    }
    let ran = folder.run(&["compat", "missing.json", "--format", "json"]);
    assert_eq!(ran.code, 2);
    holds(&ran, "compat.schema.json");
}
