//! An imaginary server that is one TOML file: whatever is said of it is true for it.

use std::fmt::Write as _;
use std::process::Command;

use cimd::{Linter, Profile, Rule};

use super::examples::examples;
use super::is_of_one_server;

const FILE: &str = "testdata/profiles/acme.toml";

fn acme() -> Profile {
    let text = std::fs::read_to_string(FILE).expect("it is there");
    Profile::from_toml("acme", &text).expect("it is a profile")
}

#[test]
fn the_file_is_short() {
    let text = std::fs::read_to_string(FILE).expect("it is there");
    assert!(text.lines().filter(|line| !line.is_empty()).count() <= 20, "{text}");
}

#[test]
fn what_is_said_of_every_example() {
    let profile = acme();
    let linter = Linter::new(&profile);
    let mut said = String::new();
    for &rule in Rule::ALL.iter().filter(|rule| !is_of_one_server(**rule)) {
        for (index, example) in examples(rule).iter().enumerate().filter(|(_, example)| example.invalid) {
            let report = example.lint(&linter);
            let verdict = match report.valid {
                Some(true) => "accepted",
                Some(false) => "refused",
                None => "not known",
            };
            let _ = writeln!(said, "# {rule}, example {}: {verdict}", index + 1);
            for finding in report.shown() {
                let kind = if finding.is_advice() { " (advice)" } else { "" };
                let _ = writeln!(
                    said,
                    "{}[{}]{kind} {}\n    help: {}",
                    finding.level, finding.rule, finding.message, finding.help
                );
            }
            said.push('\n');
        }
    }
    insta::assert_snapshot!("acme_findings", said);
}

#[test]
fn what_explain_says_of_every_rule() {
    let mut said = String::new();
    for &rule in Rule::ALL.iter().filter(|rule| !is_of_one_server(**rule)) {
        let out = Command::new(env!("CARGO_BIN_EXE_cimd"))
            .args(["explain", rule.id(), "--profile", FILE, "--color", "never"])
            .env("COLUMNS", "100")
            .output()
            .expect("it runs");
        assert!(out.status.success(), "{rule}");
        let text = String::from_utf8(out.stdout).expect("it is UTF-8");
        // The page itself is in `rules/`.
        let (head, rest) = text.split_once("What it checks").expect("a page");
        let tail = rest.rsplit_once("\nSources\n").map_or(rest, |(before, _)| before);
        let own = tail.rsplit_once("\nAcme AS\n").map_or("", |(_, own)| own);
        let _ = writeln!(said, "{}{own}\n", head.trim_end().to_owned() + "\n");
    }
    insta::assert_snapshot!("acme_explain", said);
}

#[test]
fn what_sarif_says_of_every_rule() {
    let out = Command::new(env!("CARGO_BIN_EXE_cimd"))
        .args(["lint", "--profile", FILE, "--format", "sarif", "testdata/documents"])
        .output()
        .expect("it runs");
    let sarif: serde_json::Value = serde_json::from_slice(&out.stdout).expect("it is JSON");
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().expect("there are rules").clone();
    assert!(!rules.is_empty());
    let mut said = String::new();
    for rule in rules {
        let text = rule["help"]["text"].as_str().expect("a help");
        assert!(!text.contains("Auth0"), "{text}");
        let (_, own) = text.rsplit_once("\n\nAcme AS\n\n").unwrap_or_else(|| panic!("no profile in {text}"));
        let _ = writeln!(said, "{}: {own}", rule["id"].as_str().unwrap_or_default());
    }
    insta::assert_snapshot!("acme_sarif", said);
}
