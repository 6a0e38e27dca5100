//! `--format sarif`: SARIF 2.1.0, what code scanning reads.
//!
//! Written to <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>, and to what GitHub takes:
//! <https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning>.
//! The same run gives the same bytes: there is no time in it, no path of this machine, and what has no order
//! of its own is sorted.

mod artifact;
mod driver;
mod fingerprint;
mod fix;
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

use serde::Serialize;
use serde_sarif::sarif;

use super::json::write_pretty;
use super::place::Places;
use super::{Checkout, Run};
use crate::finding::Report;
use fingerprint::Fingerprints;
use result::MAX_RESULTS;

/// The whole file. The crate's own type for it writes its members in the order of the alphabet, and the
/// specification wants `version` first, so that a reader knows early what it reads (section 3.13.2).
#[derive(Serialize)]
struct Log {
    version: &'static str,
    #[serde(rename = "$schema")]
    schema: &'static str,
    runs: [sarif::Run; 1],
}

/// Writes the run.
///
/// # Errors
///
/// Whatever writing fails with.
pub fn write(out: &mut dyn Write, run: &Run<'_>, checkout: &Checkout) -> io::Result<()> {
    let log = Log {
        version: "2.1.0",
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        runs: [sarif_run(run, checkout)],
    };
    write_pretty(out, &log)
}

fn sarif_run(run: &Run<'_>, checkout: &Checkout) -> sarif::Run {
    let rules = driver::rules(run);
    let mut fingerprints = Fingerprints::default();
    let reports: Vec<Places<'_>> = run.reports.iter().map(Places::of).collect();
    let findings = run.reports.iter().zip(&reports).flat_map(|(report, places)| {
        report.displayed().map(move |finding| (report, finding, places.of_finding(finding)))
    });
    let is_any_ignored =
        run.reports.iter().flat_map(Report::displayed).any(|finding| finding.ignored.is_some());
    let results: Vec<sarif::Result> = findings
        .take(MAX_RESULTS)
        .map(|(report, finding, anchor)| {
            let mut result = result::result(report, finding, anchor, &rules, checkout, &mut fingerprints);
            // All results have the member, or none (section 3.27.23).
            result.suppressions = is_any_ignored.then(|| result::suppressions(finding));
            result
        })
        .collect();
    let properties = BTreeMap::from([("profile".to_owned(), message::safe(&run.profile.name).into())]);
    sarif::Run::builder()
        .tool(driver::tool(&rules, run.profile))
        .invocations(vec![notification::invocation(run, checkout)])
        .results(results)
        .column_kind("unicodeCodePoints")
        // The specification's default leaves out the carriage return alone, which ends a line for us too.
        .newline_sequences(["\r\n", "\n", "\r"].map(str::to_owned).to_vec())
        .properties(sarif::PropertyBag::builder().additional_properties(properties).build())
        .build()
}
