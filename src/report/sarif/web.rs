//! The exchange that brought the text: SARIF has its own objects for findings about what is on the web.

use serde_sarif::sarif;

use super::message::safe;
use crate::report::{Finding, Report};
use crate::retrieval::Retrieval;
use crate::rule::Part;

/// The request and the response that a finding is about, where there were any.
pub fn exchange(report: &Report, finding: &Finding) -> Option<(sarif::WebRequest, sarif::WebResponse)> {
    let retrieval: &Retrieval = match finding.part {
        Part::Keys => report.key_set_retrieval.as_ref()?,
        // The configuration is a file.
        Part::Config => return None,
        Part::Url | Part::Response | Part::Document => report.retrieval.as_ref()?,
    };
    let request = sarif::WebRequest::builder().method("GET").target(safe(&retrieval.url)).build();
    let response = sarif::WebResponse::builder().status_code(i64::from(retrieval.status)).build();
    Some((request, response))
}
