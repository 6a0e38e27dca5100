//! `--fix`, `--unsafe-fixes` and `--diff`.

use std::fs;

use crate::runner::{BAD, Folder, GOOD};

/// A document with a comma too many, with the line ends of Windows and odd spacing.
const TRAILING: &str = "{\r\n\t\"client_id\" : \"https://app.example.net/client.json\",\r\n\t\"client_name\":\"Ex\\u0061mple\",\r\n\
    \t\"redirect_uris\": [ \"https://app.example.net/callback\", ],\r\n\t\"grant_types\": [\"authorization_code\"],\r\n\
    \t\"token_endpoint_auth_method\": \"none\"\r\n}";

/// The same without it.
fn mended() -> String {
    TRAILING.replace("callback\", ]", "callback\" ]")
}

/// A document that lacks what only its author can decide.
fn undecided() -> String {
    GOOD.replace("  \"grant_types\": [\"authorization_code\", \"refresh_token\"],\n", "")
}

fn text(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).expect("it is there")
}

#[test]
fn a_file_is_fixed_in_place_and_the_rest_of_it_stays() {
    let folder = Folder::new().with("client.json", TRAILING);
    let ran = folder.run(&["lint", "--fix", "client.json"]);
    assert_eq!(
        (ran.code, ran.err.as_str()),
        (0, "note: fixed client.json: remove the comma\n"),
        "{}",
        ran.out
    );
    assert_eq!(ran.out, "client.json: Auth0 would accept it: nothing to report\n");
    assert_eq!(text(&folder, "client.json"), mended());
    let again = folder.run(&["lint", "--fix", "client.json"]);
    assert_eq!((again.code, again.err.as_str()), (0, ""));
}

#[test]
fn several_files_are_fixed_and_what_is_left_is_reported() {
    let folder = Folder::new().with("a.json", TRAILING).with("b/c.json", BAD).with("d.json", undecided());
    let ran = folder.run(&["lint", "--fix", ".", "--format", "short"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, "note: fixed a.json: remove the comma\n"));
    let rules: Vec<_> =
        ran.out.lines().map(|line| line.split(['[', ']']).nth(1).unwrap_or_default()).collect();
    assert_eq!(rules, ["redirect-uri-http", "grant-types-missing"], "{}", ran.out);
    assert_eq!(text(&folder, "b/c.json"), BAD);
    assert_eq!(text(&folder, "d.json"), undecided());
}

#[test]
fn a_decision_is_made_only_if_that_is_asked_for() {
    let folder = Folder::new().with("client.json", undecided());
    let offered = folder.run(&["lint", "client.json"]);
    assert!(offered.out.ends_with("\n1 finding can be fixed with --fix --unsafe-fixes\n"), "{}", offered.out);
    assert!(!offered.out.contains("\n  fix: "), "{}", offered.out);
    let shown = folder.run(&["lint", "--unsafe-fixes", "client.json"]);
    assert!(shown.out.contains("\n  fix: write `\"grant_types\""), "{}", shown.out);
    assert_eq!(text(&folder, "client.json"), undecided());
    let made = folder.run(&["lint", "--fix", "--unsafe-fixes", "client.json"]);
    assert_eq!(made.code, 0, "{}", made.out);
    assert!(
        text(&folder, "client.json").ends_with("\"none\",\n  \"grant_types\": [\"authorization_code\"]\n}\n")
    );
}

#[test]
fn a_diff_changes_nothing_and_can_be_applied() {
    let folder =
        Folder::new().with("a.json", undecided().replace("\"none\"\n", "\"none\",\n")).with("b.json", GOOD);
    let before = text(&folder, "a.json");
    let ran = folder.run(&["lint", "--diff", "."]);
    assert_eq!((ran.code, ran.err.as_str()), (1, "note: would make 1 fix\n"));
    assert!(ran.out.starts_with("--- a.json\n+++ a.json\n@@ "), "{}", ran.out);
    assert_eq!(text(&folder, "a.json"), before);
    let patch = folder.path().join("a.patch");
    fs::write(&patch, &ran.out).expect("it can be written");
    let applied = std::process::Command::new("git")
        .arg("apply")
        .arg("-p0")
        .arg(&patch)
        .current_dir(folder.path())
        .status();
    assert!(applied.expect("git is there").success());
    assert_eq!(text(&folder, "a.json"), undecided());
    let nothing = folder.run(&["lint", "--diff", "."]);
    assert_eq!(
        (nothing.code, nothing.out.as_str(), nothing.err.as_str()),
        (0, "", "note: there is nothing to fix\n")
    );
}

#[test]
fn standard_input_goes_to_standard_output() {
    let folder = Folder::new();
    let ran = folder.run_with(&["lint", "--fix", "-"], &[], TRAILING.as_bytes());
    assert_eq!((ran.code, ran.out), (0, mended()));
    assert_eq!(ran.err, "<stdin>: Auth0 would accept it: nothing to report\n");
    let left = folder.run_with(&["lint", "--fix", "-", "--quiet"], &[], BAD.as_bytes());
    assert_eq!((left.code, left.out.as_str()), (1, BAD));
    assert!(left.err.starts_with("violation[redirect-uri-http] "), "{}", left.err);
    let mixed = folder.with("client.json", GOOD).run(&["lint", "--fix", "-", "client.json"]);
    assert_eq!(mixed.code, 2);
    assert!(mixed.err.contains("give it a run of its own"), "{}", mixed.err);
}

#[test]
fn what_is_accepted_is_not_fixed() {
    let config =
        "[[ignores]]\nrule = \"grant-types-missing\"\nreason = \"it follows\"\nexpires = 2099-01-01\n";
    let folder = Folder::new().with("client.json", undecided()).with("cimd.toml", config);
    let ran = folder.run(&["lint", "--fix", "--unsafe-fixes", "client.json"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert_eq!(text(&folder, "client.json"), undecided());
}

#[test]
fn what_is_not_a_file_is_not_fixed() {
    let folder = Folder::new();
    let line = serde_json::json!({ "document": TRAILING }).to_string();
    let ran = folder.run_with(&["lint", "--fix", "--inputs-from", "-"], &[], line.as_bytes());
    assert_eq!(ran.code, 1, "{}", ran.out);
    let url = folder.run(&["lint", "--fix", "http://[::1]:1/client.json", "--quiet"]);
    assert!(
        url.err.starts_with("note: http://[::1]:1/client.json is not a file, and is not fixed\n"),
        "{}",
        url.err
    );
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = Folder::new().with("real/client.json", TRAILING).with("b.json", TRAILING);
    let real = folder.path().join("real/client.json");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("it is ours");
    symlink("real/client.json", folder.path().join("link.json")).expect("links can be made");
    assert_eq!(folder.run(&["lint", "--fix", "link.json"]).code, 0);
    assert!(fs::symlink_metadata(folder.path().join("link.json")).expect("it is there").is_symlink());
    assert_eq!(text(&folder, "real/client.json"), mended());
    assert_eq!(fs::metadata(&real).expect("it is there").permissions().mode() & 0o777, 0o640);
    assert_eq!(fs::read_dir(folder.path().join("real")).expect("it is there").count(), 1);
}
