//! The verdict of a profile as the answer of a server.

use crate::finding::{Finding, Level};
use crate::lint::Linter;
use crate::profile::{AbsentMethod, Profile};
use crate::rule::Rule;

use super::answer::{Answer, Reason};
use super::asked::Asked;

/// What is not merely ignored: without it the client works in another way.
const DEGRADING: [Rule; 4] =
    [Rule::GrantUnsupported, Rule::AuthMethodRestricted, Rule::JwkKtyUnsupported, Rule::ScopeRefused];

/// Holds the document against a profile; gives the findings that refuse it.
pub(super) fn check(profile: &Profile, asked: &Asked<'_>, answer: &mut Answer) -> Vec<Finding> {
    let Some(subject) = asked.subject else { return Vec::new() };
    let report = Linter::new(profile).lint(subject);
    let mut refusing = Vec::new();
    for finding in report.findings {
        let reason = || Reason {
            rule: Some(finding.rule),
            pointer: finding.pointer.clone(),
            message: finding.message.clone(),
        };
        if finding.verdict == Some(Level::Violation) {
            answer.refused.push(reason());
            refusing.push(finding);
        } else if finding.verdict.is_some() && DEGRADING.contains(&finding.rule) {
            answer.dropped.push(reason());
        }
    }
    let text = |name: &str| subject.member(name).and_then(|value| value.as_str());
    answer.method = text("token_endpoint_auth_method").or(absent_method(profile)).map(str::to_owned);
    let application_type = text("application_type").or(profile.application_types.default.as_deref());
    answer.is_native = application_type == Some("native");
    let uris = subject.member("redirect_uris");
    let uris =
        uris.into_iter().flat_map(|value| value.elements().filter_map(|uri| uri.as_str().map(str::to_owned)));
    answer.redirect_uris = uris.collect();
    refusing
}

/// How a document without a method is read.
fn absent_method(profile: &Profile) -> Option<&'static str> {
    match profile.authentication.absent {
        AbsentMethod::None => Some("none"),
        AbsentMethod::ClientSecretBasic => Some("client_secret_basic"),
        AbsentMethod::Refused | AbsentMethod::Unspecified => None,
    }
}
