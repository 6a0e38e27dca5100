//! Says that a test was skipped. The test runner counts a test that returns early as passed; `.ci/run` reads these
//! lines from its output and counts it as skipped.

use std::io::Write;

/// Says that `test` checked nothing, and why: what it needs is missing here.
///
/// The line goes straight to standard error: the test runner keeps what `eprintln!` prints in a passing test to itself.
/// It is written at once, so that it stays whole among the output of other threads.
pub fn skipped(test: &str, reason: &str) {
    let line = format!("SKIPPED: {}::{test}: {reason}\n", env!("CARGO_CRATE_NAME"));
    std::io::stderr().write_all(line.as_bytes()).expect("standard error can be written");
}
