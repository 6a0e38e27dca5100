//! How large the document is.

use crate::profile::Profile;
use crate::rule::Rule;
use crate::subject::Body;

use super::{Complaint, Findings, Place};

/// Compares the document's size with the profile's limit.
pub fn check(body: &Body, profile: &Profile, findings: &mut Findings<'_>) {
    let size = body.size;
    // A text too large to be read to its end is too large for every server.
    let unlimited = if body.cut { body.tree.source().len() } else { usize::MAX };
    let limit = profile.limits.document_bytes.unwrap_or(unlimited);
    let server = &profile.title;
    let shorten = "shorten it: inline images, long scopes and keys weigh most, and white space counts too";
    if size > limit {
        findings.raise(Rule::HttpBodyTooLarge, || {
            let size = if body.cut { format!("{size} bytes or more") } else { format!("{size} bytes") };
            Complaint::new(
                Place::Outside,
                format!("the document has {size}; {server} reads at most {limit}"),
                shorten,
            )
        });
    } else if size > limit / 5 * 4 {
        findings.raise(Rule::HttpBodyNearLimit, || {
            // A limit that is documented in kilobytes may be meant in thousands.
            let thousands = limit / 1024 * 1000;
            let message = if limit.is_multiple_of(1024) && size > thousands {
                let kilobytes = limit / 1024;
                format!(
                    "the document has {size} bytes: {server} reads {kilobytes} KB, and whether that is {limit} bytes or {thousands} is not documented"
                )
            } else {
                format!("the document has {size} of the {limit} bytes that {server} reads")
            };
            Complaint::new(Place::Outside, message, shorten)
        });
    }
}
