//! Fixtures held against Terraform itself, where it is installed.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::json;

use crate::constraints::managed_cases;
use crate::forms::Form;
use crate::skipped::skipped;
use crate::{cimd, report, rules, text};

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

/// A stand-in for the provider, while it lives.
struct StandIn {
    child: std::process::Child,
    reattach: String,
}

impl StandIn {
    /// Starts it; `None` where the Python package that it needs is missing.
    fn start() -> Option<StandIn> {
        use std::io::BufRead as _;

        let python = std::env::var("CIMD_TERRAFORM_PYTHON").unwrap_or_else(|_| "python3".to_owned());
        let mut child = Command::new(python)
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/resource/provider.py"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut reattach = String::new();
        std::io::BufReader::new(child.stdout.take()?).read_line(&mut reattach).ok()?;
        if reattach.is_empty() {
            child.wait().ok();
            return None;
        }
        Some(StandIn { child, reattach })
    }

    fn terraform(&self, directory: &Path, arguments: &[&str]) -> Option<(bool, String)> {
        let output = Command::new("terraform")
            .args(arguments)
            .current_dir(directory)
            .env("TF_REATTACH_PROVIDERS", self.reattach.trim())
            .env("CHECKPOINT_DISABLE", "1")
            .output()
            .ok()?;
        Some((output.status.success(), text(&output.stdout) + &text(&output.stderr)))
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

const REQUIRED: &str =
    "terraform {\n  required_providers {\n    auth0 = {\n      source = \"auth0/auth0\"\n    }\n  }\n}\n\n";

/// Terraform's own plan of a configuration says the same as the configuration; and what is called a wrong name or type
/// here, Terraform refuses.
#[test]
fn plans_of_terraform_say_what_their_configurations_say() {
    let Some(stand_in) = StandIn::start() else {
        return skipped("plans", "the Python package `tf` is not installed");
    };
    let directory = tempfile::tempdir().expect("a directory can be made");
    let main = directory.path().join("main.tf");
    std::fs::write(&main, REQUIRED).expect("it can be written");
    match stand_in.terraform(directory.path(), &["init", "-no-color"]) {
        None => return skipped("plans", "terraform is not installed"),
        Some((is_good, said)) => assert!(is_good, "{said}"),
    }
    let shape =
        ["resource-member-unknown", "resource-output-set", "resource-type", "resource-block-incomplete"];
    let (mut planned, mut refused) = (0, 0);
    for (inputs, rules_of_case) in managed_cases() {
        // That an output cannot be set is checked by the library that the real provider is made with.
        if rules_of_case.contains(&"resource-output-set") {
            continue;
        }
        let configuration = Form::Hcl.write(&inputs).expect("it can be written");
        std::fs::write(&main, format!("{REQUIRED}{configuration}")).expect("it can be written");
        let (is_valid, said) =
            stand_in.terraform(directory.path(), &["validate", "-no-color"]).expect("it is installed");
        let is_misshapen = rules_of_case.iter().any(|rule| shape.contains(rule));
        // The stand-in does not check values. Terraform itself takes 1.5 for a number, and a URL for whatever it is.
        if is_misshapen && inputs["external_client_id_version"] != 1.5 {
            assert!(!is_valid, "Terraform takes\n{configuration}");
            refused += 1;
            continue;
        }
        assert!(is_valid, "{said}\n{configuration}");
        let (is_planned, said) = stand_in
            .terraform(directory.path(), &["plan", "-no-color", "-out", "plan.out"])
            .expect("it is installed");
        assert!(is_planned, "{said}\n{configuration}");
        let (_, plan) = stand_in
            .terraform(directory.path(), &["show", "-no-color", "-json", "plan.out"])
            .expect("it is installed");
        let plan = plan.lines().find(|line| line.starts_with('{')).expect("it is JSON");
        std::fs::write(directory.path().join("plan.json"), plan).expect("it can be written");
        let of_plan = rules(&report(directory.path(), &["plan.json"]));
        assert_eq!(of_plan, rules(&report(directory.path(), &["main.tf"])), "{configuration}\n{plan}");
        planned += 1;
    }
    assert!(planned > 40 && refused > 5, "{planned} {refused}");
}
