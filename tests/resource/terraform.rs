//! Fixtures held against Terraform itself, where it is installed.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::json;

use crate::forms::Form;
use crate::skipped::skipped;
use crate::{cimd, text};

/// Formats a configuration; `None` where there is no Terraform.
fn formatted(configuration: &str, check: bool) -> Option<(bool, String)> {
    let mut command = Command::new("terraform");
    command.arg("fmt");
    if check {
        command.arg("-check");
    }
    let mut child =
        command.arg("-").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().ok()?;
    child.stdin.take()?.write_all(configuration.as_bytes()).ok()?;
    let output = child.wait_with_output().ok()?;
    Some((output.status.success(), text(&output.stdout)))
}

#[test]
fn configurations_of_pages_and_tests_are_formatted_as_terraform_formats_them() {
    if formatted("", false).is_none() {
        return skipped("configurations", "terraform is not installed");
    }
    let mut read = 0;
    for &rule in ::cimd::Rule::ALL {
        let mut lines = rule.page().body.lines();
        while let Some(line) = lines.next() {
            let Some(kind) = line.strip_prefix("```hcl ") else { continue };
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            // What is broken cannot be formatted.
            if rule == ::cimd::Rule::ResourceSyntax && kind == "invalid" {
                continue;
            }
            let text = block.join("\n") + "\n";
            let (is_formatted, _) = formatted(&text, true).expect("it is installed");
            assert!(is_formatted, "{rule}: terraform fmt writes this in another way:\n{text}");
            read += 1;
        }
    }
    assert!(read > 40, "{read}");
    // The tests write theirs without alignment.
    let written = Form::Hcl
        .write(&json!({ "external_client_id": "https://a.example.net/c", "refresh_token": { "leeway": 5 } }));
    assert!(formatted(&written.expect("it can be written"), false).expect("it is installed").0);
}

/// What is written for a document is formatted as Terraform does.
#[test]
fn what_is_written_is_formatted() {
    if formatted("", false).is_none() {
        return skipped("configurations", "terraform is not installed");
    }
    let directory = tempfile::tempdir().expect("a directory can be made");
    let document = r#"{"client_id": "https://app.example.net/client.json", "client_name": "Example", "description": "Notes", "grant_types": ["authorization_code"], "redirect_uris": ["https://app.example.net/callback"], "token_endpoint_auth_method": "none"}"#;
    std::fs::write(directory.path().join("client.json"), document).expect("it can be written");
    let written = cimd(directory.path(), &["resource", "--from", "client.json", "--as", "terraform"]);
    let (is_formatted, _) = formatted(&text(&written.stdout), true).expect("it is installed");
    assert!(is_formatted, "{}", text(&written.stdout));
}
