//! `cimd resource`: the resource of a document.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::runner::{BAD, Folder, GOOD};
use crate::skipped::skipped;

/// What is written for a clean document with that description.
fn written(language: &str, description: Option<&str>) -> String {
    let mut document: Value = serde_json::from_str(GOOD).expect("it is JSON");
    if let Some(description) = description {
        document["description"] = description.into();
    }
    let folder = Folder::new().with("c.json", document.to_string());
    let ran = folder.run(&["resource", "--from", "c.json", "--as", language]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    ran.out
}

#[test]
fn a_resource_has_the_url_a_version_and_the_description() {
    let terraform = written("terraform", Some("Reads ${calendars} and \"mail\""));
    for line in [
        "resource \"auth0_client_cimd\" \"example\" {",
        "  external_client_id = \"https://app.example.net/client.json\"",
        "  external_client_id_version = 1",
        "  description = \"Reads $${calendars} and \\\"mail\\\"\"",
        "# terraform import auth0_client_cimd.example tpc_...",
    ] {
        assert!(terraform.lines().any(|found| found == line), "{line}: {terraform}");
    }
    let pulumi = written("pulumi-yaml", Some("Reads ${calendars}"));
    for line in [
        "  example:",
        "    type: auth0:ClientCimd",
        "      externalClientId: \"https://app.example.net/client.json\"",
        "      externalClientIdVersion: 1",
        "      description: \"Reads $${calendars}\"",
    ] {
        assert!(pulumi.lines().any(|found| found == line), "{line}: {pulumi}");
    }
    // A refresh takes these from the document.
    assert!(!terraform.contains("app_type") && !pulumi.contains("grantTypes"));
}

#[test]
fn a_description_that_the_provider_does_not_take_is_left_to_the_document() {
    let long = "説".repeat(60);
    assert!(written("terraform", Some(&long)).contains("ignore_changes = [description]"));
    assert!(written("pulumi-yaml", Some(&long)).contains("ignoreChanges:\n        - description"));
    let patch: Value = serde_json::from_str(&written("patch", Some(&long))).expect("it is JSON");
    assert_eq!(patch["description"], long.as_str());
}

#[test]
fn a_registered_client_is_imported_by_its_id() {
    let folder = Folder::new().with("c.json", GOOD);
    let ran = folder.run(&["resource", "--from", "c.json", "--as", "terraform", "--client-id", "tpc_1"]);
    assert!(ran.out.contains("# terraform import auth0_client_cimd.example tpc_1\n"), "{}", ran.out);
}

#[test]
fn nothing_is_written_for_a_document_that_would_be_refused() {
    let folder = Folder::new().with("c.json", BAD);
    let ran = folder.run(&["resource", "--from", "c.json", "--as", "terraform"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("nothing was written: Auth0 would refuse `c.json`"), "{}", ran.err);
    assert_eq!(folder.run(&["resource", "--from", "missing.json", "--as", "patch"]).code, 2);
}

/// Terraform itself reads what is written, and would not write it in another way.
#[test]
fn terraform_reads_what_is_written() {
    let texts = [None, Some("plain"), Some("a \\ \"b\" ${c} %{d} \u{202e} 😀 \n")];
    for description in texts {
        let child = Command::new("terraform")
            .args(["fmt", "-check", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut child) = child else {
            return skipped("resource::terraform_reads_what_is_written", "there is no Terraform");
        };
        let text = written("terraform", description);
        child.stdin.take().expect("it is piped").write_all(text.as_bytes()).expect("it reads");
        assert!(child.wait().expect("it ends").success(), "{text}");
    }
}
