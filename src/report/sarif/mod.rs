//! `--format sarif`: SARIF 2.1.0, what code scanning reads.
//!
//! Written to <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>, and to what GitHub takes:
//! <https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning>.
//! The same run gives the same bytes: there is no time in it, no path of this machine, and what has no order
//! of its own is sorted.

mod artifact;
mod driver;
mod fingerprint;
mod help;
mod location;
mod message;
mod notification;
mod result;
#[cfg(test)]
mod tests;
mod web;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;
use serde_sarif::sarif;

use super::Run;
use super::json::write_pretty;
use fingerprint::Fingerprints;

/// GitHub refuses a file with more results in a run.
const MAX_RESULTS: usize = 25_000;

/// The whole file. The crate's own type for it writes its members in the order of the alphabet, and the
/// specification wants `version` first, so that a reader knows early what it reads (section 3.13.2).
#[derive(Serialize)]
struct Log {
    version: &'static str,
    #[serde(rename = "$schema")]
    schema: &'static str,
    runs: [sarif::Run; 1],
}

/// Writes the run. Files are named relative to `directory`, the current one.
///
/// # Errors
///
/// Whatever writing fails with.
pub fn write(out: &mut dyn Write, run: &Run<'_>, directory: &Path) -> io::Result<()> {
    let log = Log {
        version: "2.1.0",
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        runs: [sarif_run(run, directory)],
    };
    write_pretty(out, &log)
}

fn sarif_run(run: &Run<'_>, directory: &Path) -> sarif::Run {
    let rules = driver::rules(run);
    let mut fingerprints = Fingerprints::default();
    let findings = run.reports.iter().flat_map(|report| report.shown().map(move |finding| (report, finding)));
    let results: Vec<sarif::Result> = findings
        .take(MAX_RESULTS)
        .map(|(report, finding)| result::result(report, finding, &rules, directory, &mut fingerprints))
        .collect();
    let properties = BTreeMap::from([("profile".to_owned(), message::safe(&run.profile.name).into())]);
    sarif::Run::builder()
        .tool(driver::tool(&rules, run.profile))
        .invocations(vec![notification::invocation(run, directory)])
        .results(results)
        .column_kind("unicodeCodePoints")
        // The specification's default leaves out the carriage return alone, which ends a line for us too.
        .newline_sequences(["\r\n", "\n", "\r"].map(str::to_owned).to_vec())
        .properties(sarif::PropertyBag::builder().additional_properties(properties).build())
        .build()
}
