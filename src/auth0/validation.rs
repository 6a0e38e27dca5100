//! What is wrong with a document, in the shape of Auth0's ClientCimd resource and of its endpoints' answers.

use serde::Serialize;

use crate::finding::{Level, Report};
use crate::rule::Rule;

/// What Auth0 would say of a document: one element of the resource's `validations`, which has these members and no
/// others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Validation {
    /// Whether it would take the document.
    pub valid: bool,
    /// Why not, a text each.
    pub violations: Vec<String>,
    /// What it would ignore, a text each.
    pub warnings: Vec<String>,
}

impl Validation {
    /// The server's part of a report: no advice, the profile's own levels, whatever is shown. `None` for
    /// an input that could not be read.
    pub fn of(report: &Report) -> Option<Validation> {
        report.valid.map(|valid| Validation::saying(valid, report))
    }

    /// The same with a verdict that was reached elsewhere.
    pub(super) fn saying(valid: bool, report: &Report) -> Validation {
        let mut validation = Validation { valid, violations: Vec::new(), warnings: Vec::new() };
        for finding in report.findings.iter().filter(|finding| !finding.restated) {
            match finding.verdict {
                Some(Level::Violation) => validation.violations.push(finding.message.clone()),
                // These are named together below.
                Some(Level::Warning) if finding.rule == Rule::PropertyUnsupported => {}
                Some(Level::Warning) => validation.warnings.push(finding.message.clone()),
                Some(Level::Hint) | None => {}
            }
        }
        if !report.ignored_members.is_empty() {
            validation.warnings.push(unsupported_properties(&report.ignored_members.join(", ")));
        }
        validation
    }
}

/// The one text that Auth0 is known to send, as recorded. That several names are joined with a comma
/// and a space, in the order of the document, is inferred.
fn unsupported_properties(names: &str) -> String {
    format!(
        "Ignoring unsupported properties: {names}. These properties are not validated or mapped to the Auth0 client configuration."
    )
}
