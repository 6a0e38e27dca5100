//! `cimd refresh` as its users meet it.

use std::fs;
use std::path::Path;

use crate::runner::{Folder, Ran};

/// All clients, documents and key sets that come along.
pub fn folder() -> Folder {
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let mut folder = Folder::new();
    for part in ["documents", "registered", "key-sets"] {
        for entry in fs::read_dir(testdata.join(part)).expect("it comes along") {
            let path = entry.expect("it can be listed").path();
            let name = path.strip_prefix(&testdata).expect("it lies there").to_string_lossy().into_owned();
            folder = folder.with(&name, fs::read(&path).expect("it can be read"));
        }
    }
    folder
}

fn refresh(folder: &Folder, client: &str, more: &[&str]) -> Ran {
    let (registered, document) = (format!("registered/{client}"), format!("documents/{client}"));
    let arguments = [&["refresh", "--registered", &registered, &document], more].concat();
    folder.run_with(&arguments, &[("COLUMNS", "80")], b"")
}

#[test]
fn changes_fail_only_where_that_is_asked_for() {
    let folder = folder();
    let changed = refresh(&folder, "tinywiki.json", &[]);
    assert_eq!((changed.code, &changed.json()["verdict"]), (0, &"changed".into()));
    assert_eq!(changed.json()["changes"][0]["lost"], serde_json::json!(["refresh_token"]));
    assert_eq!(refresh(&folder, "tinywiki.json", &["--fail-on", "change"]).code, 1);
    assert_eq!(refresh(&folder, "guide-public.json", &["--fail-on", "change"]).code, 0);
}

#[test]
fn the_configuration_says_where_the_document_is_published() {
    let config =
        "[[documents]]\npath = \"documents/guide-public.json\"\nurl = \"https://moved.example.net/c.json\"\n";
    let folder = folder().with("cimd.toml", config);
    assert_eq!(refresh(&folder, "guide-public.json", &[]).code, 1);
    assert_eq!(refresh(&folder, "guide-public.json", &["--no-config"]).code, 0);
}

#[test]
fn a_key_under_a_known_kid_is_refused() {
    let keys = ["--registered-jwks", "key-sets/backend-2026-01.json", "--jwks"];
    let ran =
        refresh(&folder(), "confidential.json", &[&keys[..], &["key-sets/backend-same-kid.json"]].concat());
    assert_eq!((ran.code, &ran.json()["verdict"]), (1, &"refused".into()));
    assert_eq!(ran.json()["refusals"][0]["cause"], "key");
}

#[test]
fn the_client_may_come_from_standard_input() {
    let folder = folder();
    let client = fs::read(folder.path().join("registered/tinywiki.json")).expect("it is there");
    let arguments = ["refresh", "--registered", "-", "documents/tinywiki.json"];
    assert_eq!(folder.run_with(&arguments, &[], &client).json()["verdict"], "changed");
    let twice = folder.run(&["refresh", "--registered", "-", "-"]);
    assert_eq!(twice.code, 2);
    assert!(twice.err.contains("read only once"), "{}", twice.err);
}

#[test]
fn what_is_no_client_is_an_error_that_says_what_to_do() {
    let folder = folder()
        .with("text.json", "not JSON")
        .with("list.json", "[]")
        .with("ordinary.json", r#"{"client_id": "abc", "name": "x", "app_type": "spa"}"#)
        .with("patched.json", r#"{"client_id": "tpc_1", "external_metadata_type": "cimd"}"#);
    for (file, part) in [
        ("missing.json", "missing.json cannot be read"),
        ("text.json", "it is not JSON"),
        ("list.json", "a list of clients"),
        ("ordinary.json", "it is not a CIMD client"),
        ("patched.json", "no external_client_id"),
    ] {
        let ran = folder.run(&["refresh", "--registered", file, "documents/tinywiki.json"]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{file}");
        assert!(ran.err.contains(part) && ran.err.contains("help: "), "{file}: {}", ran.err);
    }
    let keys = refresh(&folder, "confidential.json", &["--registered-jwks", "list.json"]);
    assert_eq!(keys.code, 2);
    assert!(keys.err.contains("not a key set"), "{}", keys.err);
    let none = folder.run(&["refresh", "documents/tinywiki.json"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("--registered"), "{}", none.err);
}

#[test]
fn a_secret_in_the_client_is_never_shown() {
    let folder = folder().with(
        "secret.json",
        r#"{"client_id": "tpc_1", "external_client_id": "https://tinywiki.xyz/client.json", "name": "N",
            "client_secret": "not-a-real-one", "signing_keys": [{"cert": "not-a-real-one"}]}"#,
    );
    for format in ["human", "json"] {
        let arguments =
            ["refresh", "--registered", "secret.json", "documents/tinywiki.json", "--format", format];
        let ran = folder.run(&arguments);
        assert_eq!(ran.code, 0);
        assert!(!ran.out.contains("not-a-real-one") && !ran.err.contains("not-a-real-one"));
    }
}

#[test]
fn people_get_a_diff() {
    let folder = folder().with(
        "changed.json",
        r#"{"client_id": "https://tinywiki.xyz/client.json", "client_name": "TinyWiki 2", "application_type": "web",
            "redirect_uris": ["https://tinywiki.xyz/", "https://tinywiki.xyz/2"], "grant_types": ["authorization_code"],
            "token_endpoint_auth_method": "none"}"#,
    );
    let arguments =
        ["refresh", "--registered", "registered/tinywiki.json", "changed.json", "--format", "human"];
    insta::assert_snapshot!("diff", folder.run_with(&arguments, &[("COLUMNS", "80")], b"").out);
    let keys =
        ["--registered-jwks", "key-sets/backend-2026-07.json", "--jwks", "key-sets/backend-same-kid.json"];
    let keys = [&keys[..], &["--format", "human"]].concat();
    insta::assert_snapshot!("diff-keys", refresh(&folder, "confidential.json", &keys).out);
}
