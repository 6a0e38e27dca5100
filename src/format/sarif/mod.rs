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

use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};
use serde_sarif::sarif;

use super::json::write_pretty;
use super::place::Places;
use super::{Checkout, Run};
use crate::finding::Report;
use crate::rule::Rule;
use fingerprint::Fingerprints;
use result::MAX_RESULTS;

/// The whole file. The crate's own type for it writes its members in the order of the alphabet, and the
/// specification wants `version` first, so that a reader knows early what it reads (section 3.13.2).
#[derive(Serialize)]
struct Log<'r> {
    version: &'static str,
    #[serde(rename = "$schema")]
    schema: &'static str,
    runs: [SarifRun<'r>; 1],
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

/// The run. The results are made while they are written: all of them together would take more memory than what they
/// are made of.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRun<'r> {
    column_kind: &'static str,
    invocations: [sarif::Invocation; 1],
    /// The specification's default leaves out the carriage return alone, which ends a line for us too.
    newline_sequences: [&'static str; 3],
    properties: sarif::PropertyBag,
    results: Results<'r>,
    tool: sarif::Tool,
}

fn sarif_run<'r>(run: &'r Run<'_>, checkout: &'r Checkout) -> SarifRun<'r> {
    let rules = driver::rules(run);
    let properties = BTreeMap::from([("profile".to_owned(), message::safe(&run.profile.name).into())]);
    SarifRun {
        column_kind: "unicodeCodePoints",
        invocations: [notification::invocation(run, checkout)],
        newline_sequences: ["\r\n", "\n", "\r"],
        properties: sarif::PropertyBag::builder().additional_properties(properties).build(),
        tool: driver::tool(&rules, run.profile),
        results: Results { reports: &run.reports, rules, checkout },
    }
}

/// The findings as results.
struct Results<'r> {
    reports: &'r [Report],
    rules: Vec<Rule>,
    checkout: &'r Checkout,
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let displayed = || self.reports.iter().flat_map(Report::displayed);
        let is_any_ignored = displayed().any(|finding| finding.ignored.is_some());
        let mut fingerprints = Fingerprints::default();
        let mut list = serializer.serialize_seq(Some(displayed().take(MAX_RESULTS).count()))?;
        let mut left = MAX_RESULTS;
        for report in self.reports {
            let places = Places::of(report);
            for finding in report.displayed().take(left) {
                let anchor = places.of_finding(finding);
                let mut result =
                    result::result(report, finding, anchor, &self.rules, self.checkout, &mut fingerprints);
                // All results have the member, or none (section 3.27.23).
                result.suppressions = is_any_ignored.then(|| result::suppressions(finding));
                list.serialize_element(&result)?;
                left -= 1;
            }
        }
        list.end()
    }
}
