//! ClientCimd resources in every form of text: what is said of them, and that each form is read.

mod bad_input;
mod constraints;
mod drift;
mod forms;
mod published;
#[path = "../support/skipped.rs"]
mod skipped;
mod terraform;
mod twins;
mod written;

use std::path::Path;
use std::process::{Command, Output};

/// Runs the program in a directory.
fn cimd(directory: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cimd"))
        .args(arguments)
        .current_dir(directory)
        .env("COLUMNS", "100")
        .output()
        .expect("the program runs")
}

/// What it prints.
fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("it is UTF-8")
}

/// The report on one file, as JSON.
fn report(directory: &Path, arguments: &[&str]) -> serde_json::Value {
    let mut all = vec!["resource", "--format", "json", "--no-config"];
    all.extend(arguments);
    let output = cimd(directory, &all);
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}{}", text(&output.stdout), text(&output.stderr)))
}

/// The rules of all findings in a report, sorted.
fn rules(report: &serde_json::Value) -> Vec<String> {
    let documents = report["documents"].as_array().expect("it is a list");
    let findings =
        documents.iter().flat_map(|document| document["findings"].as_array().expect("it is a list"));
    let mut rules: Vec<String> =
        findings.map(|finding| finding["rule"].as_str().expect("it has a rule").to_owned()).collect();
    rules.sort();
    rules
}
