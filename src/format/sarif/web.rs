//! The exchange that brought the text: SARIF has its own objects for findings about what is on the web.

use serde_sarif::sarif;

use super::message::safe;
use crate::finding::{Exchange, Finding, Report};
use crate::rule::Part;

/// The request and the response that a finding is about, where there were any. A URL that was not reached, or not
/// asked at all because it may not be, is told as a request without a response.
pub fn exchange(report: &Report, finding: &Finding) -> Option<(sarif::WebRequest, sarif::WebResponse)> {
    let retrieval: Option<&Exchange> = match finding.part {
        Part::Keys => Some(report.key_set_retrieval.as_deref()?),
        // The configuration and what infrastructure code holds are files.
        Part::Config | Part::Resource => return None,
        Part::Url | Part::Response | Part::Document => report.retrieval.as_deref(),
    };
    let url = match retrieval {
        Some(retrieval) => &retrieval.url,
        None if report.input.is_url() => report.input.name(),
        None => return None,
    };
    let request = sarif::WebRequest::builder().method("GET").target(safe(url)).build();
    let response = match retrieval {
        Some(retrieval) => sarif::WebResponse::builder().status_code(i64::from(retrieval.status)).build(),
        None => sarif::WebResponse::builder().no_response_received(true).build(),
    };
    Some((request, response))
}
