//! A repository with a document, a configuration and a resource, whose versions drift apart.

use std::path::Path;
use std::process::Command;

use crate::{cimd, text};

fn git(directory: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.net", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .current_dir(directory)
        .output()
        .expect("git runs");
    assert!(output.status.success(), "git {arguments:?}: {}", text(&output.stderr));
}

const DOCUMENT: &str = r#"{
  "client_id": "https://app.example.net/client.json",
  "client_name": "Example App",
  "application_type": "web",
  "grant_types": ["authorization_code"],
  "redirect_uris": ["https://app.example.net/callback"],
  "token_endpoint_auth_method": "none"
}
"#;

fn resource(version: &str) -> String {
    format!(
        "resource \"auth0_client_cimd\" \"app\" {{\n  external_client_id         = \"https://app.example.net/client.json\"\n{version}}}\n"
    )
}

/// A repository with one commit.
fn repository(version: &str) -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a directory can be made");
    for (name, content) in [
        ("public/client.json", DOCUMENT),
        ("infra/main.tf", &resource(version)),
        ("cimd.toml", "[[documents]]\npath = \"public/\"\nurl = \"https://app.example.net/\"\n"),
    ] {
        write(directory.path(), name, content);
    }
    git(directory.path(), &["init", "--quiet", "--initial-branch", "main"]);
    git(directory.path(), &["add", "."]);
    git(directory.path(), &["commit", "--quiet", "--message", "one"]);
    directory
}

fn write(directory: &Path, name: &str, content: &str) {
    let path = directory.join(name);
    std::fs::create_dir_all(path.parent().expect("it has a folder")).expect("it can be made");
    std::fs::write(path, content).expect("it can be written");
}

fn found(directory: &Path, arguments: &[&str]) -> String {
    let mut all = vec!["resource", "--format", "short"];
    all.extend(arguments);
    let output = cimd(directory, &all);
    text(&output.stdout) + &text(&output.stderr)
}

#[test]
fn a_document_that_changed_needs_a_new_version() {
    let one = "  external_client_id_version = 1\n";
    let repository = repository(one);
    let directory = repository.path();
    assert_eq!(found(directory, &["--base", "HEAD", "."]), "");
    write(directory, "public/client.json", &DOCUMENT.replace("Example App", "Better App"));
    let said = found(directory, &["--base", "HEAD", "."]);
    assert!(said.starts_with("infra/main.tf:3:32: warning[resource-version-not-raised]"), "{said}");
    assert!(said.contains("`public/client.json` has changed since `HEAD`"), "{said}");
    assert_eq!(found(directory, &["."]), "", "nothing is compared without --base");
    // Following the help.
    write(directory, "infra/main.tf", &resource("  external_client_id_version = 2\n"));
    assert_eq!(found(directory, &["--base", "HEAD", "."]), "");
    write(directory, "infra/main.tf", &resource("  external_client_id_version = 0\n"));
    let said = found(directory, &["--base", "HEAD", "infra/main.tf"]);
    assert!(said.contains("resource-version-lowered"), "{said}");
    // Also when the document was committed in between, and from another directory.
    write(directory, "infra/main.tf", &resource(one));
    git(directory, &["commit", "--quiet", "--all", "--message", "two"]);
    let said = found(&directory.join("infra"), &["--base", "HEAD~1", "main.tf"]);
    assert!(said.contains("resource-version-not-raised"), "{said}");
    assert_eq!(found(directory, &["--base", "HEAD", "."]), "");
}

#[test]
fn a_resource_without_a_version_never_has_the_document_read_again() {
    let repository = repository("");
    write(repository.path(), "public/client.json", &DOCUMENT.replace("Example App", "Better App"));
    let said = found(repository.path(), &["--base", "main", "."]);
    assert!(said.contains("is not set") && said.contains(":2:32: "), "{said}");
}

#[test]
fn what_is_new_has_not_drifted() {
    let repository = repository("  external_client_id_version = 1\n");
    let directory = repository.path();
    write(directory, "public/client.json", &DOCUMENT.replace("Example App", "Better App"));
    // Under another URL it is another client, and registered anew.
    let other = resource("  external_client_id_version = 1\n").replace("client.json", "new.json");
    write(directory, "infra/main.tf", &other);
    assert_eq!(found(directory, &["--base", "HEAD", "."]), "");
    git(directory, &["rm", "--quiet", "--cached", "infra/main.tf"]);
    git(directory, &["commit", "--quiet", "--message", "without"]);
    write(directory, "infra/main.tf", &resource("  external_client_id_version = 1\n"));
    assert_eq!(found(directory, &["--base", "HEAD", "."]), "");
}

#[test]
fn a_revision_that_is_not_there_is_an_error() {
    let repository = repository("");
    for revision in ["nowhere", "--output=x", ""] {
        let output = cimd(repository.path(), &["resource", &format!("--base={revision}"), "."]);
        assert_eq!(output.status.code(), Some(2), "{revision}");
        assert!(text(&output.stderr).contains("there is no revision"), "{}", text(&output.stderr));
    }
    assert!(!repository.path().join("x").exists());
    let outside = tempfile::tempdir().expect("a directory can be made");
    write(outside.path(), "main.tf", &resource(""));
    let output = cimd(outside.path(), &["resource", "--base", "HEAD", "main.tf"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("is in no git repository"), "{}", text(&output.stderr));
}

#[test]
fn the_drift_is_in_sarif_at_its_line() {
    let repository = repository("  external_client_id_version = 1\n");
    write(repository.path(), "public/client.json", &DOCUMENT.replace("Example App", "Better App"));
    let output = cimd(repository.path(), &["resource", "--format", "sarif", "--base", "HEAD", "."]);
    let sarif: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "resource-version-not-raised");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "infra/main.tf");
    assert_eq!(place["region"]["startLine"], 3);
    assert_eq!(cimd(repository.path(), &["resource", "--base", "HEAD", "."]).status.code(), Some(0));
    let strict = cimd(repository.path(), &["resource", "--base", "HEAD", "--fail-on", "warning", "."]);
    assert_eq!(strict.status.code(), Some(1));
}

/// The document in the repository is compared with the resource.
#[test]
fn a_resource_is_compared_with_the_document_of_the_repository() {
    let more = "  app_type = \"native\"\n  grant_types = [\"authorization_code\", \"refresh_token\"]\n";
    let repository = repository(more);
    let directory = repository.path();
    let described = DOCUMENT.replace("\"client_name\"", "\"description\": \"Notes\",\n  \"client_name\"");
    write(directory, "public/client.json", &described);
    let said = found(directory, &["."]);
    for rule in
        ["resource-app-type-differs", "resource-grant-not-in-document", "resource-permanent-difference"]
    {
        assert!(said.contains(rule), "{rule}: {said}");
    }
    assert!(
        !found(directory, &["--no-config", "."]).contains("differs"),
        "nothing is known without a configuration"
    );
}

/// Configuration, ignores and baseline work as for documents, and know each other's findings.
#[test]
fn findings_are_accepted_as_those_of_documents_are() {
    let repository = repository("  app_type = \"spa\"\n");
    let directory = repository.path();
    let ignore = "\n[[ignores]]\nrule = \"resource-app-type-spa\"\npath = \"infra/\"\nreason = \"it is moved next month\"\n";
    let config = std::fs::read_to_string(directory.join("cimd.toml")).expect("it is there");
    write(directory, "cimd.toml", &(config.clone() + ignore));
    assert_eq!(found(directory, &["."]), "");
    // The other command says nothing of what it does not look for.
    let output = cimd(directory, &["lint", "--format", "short", "."]);
    assert_eq!(text(&output.stdout), "", "{}", text(&output.stderr));
    write(directory, "infra/main.tf", &resource(""));
    let said = found(directory, &["."]);
    assert!(said.contains("config-ignore-unused"), "{said}");
    write(directory, "cimd.toml", &config);
    write(directory, "infra/main.tf", &resource("  oidc_conformant = false\n"));
    let output = cimd(directory, &["resource", "--baseline", "base.json", "--write-baseline", "."]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(found(directory, &["--baseline", "base.json", "."]), "");
    let output = cimd(directory, &["lint", "--format", "short", "--baseline", "base.json", "."]);
    assert_eq!(text(&output.stdout), "");
    let output = cimd(directory, &["resource", "--level", "resource-forced-boolean=hint", "."]);
    assert_eq!(output.status.code(), Some(0));
    write(
        directory,
        "cimd.toml",
        &(config + "").replace("[[documents]]", "exclude = [\"infra/\"]\n[[documents]]"),
    );
    assert_eq!(cimd(directory, &["resource", "."]).status.code(), Some(2), "nothing is left to check");
}
