//! Auth0, as it is documented: the verdict of the profile `auth0`, and what it drops.

use crate::client::redirect::Comparison;
use crate::finding::Level;
use crate::lint::Linter;
use crate::profile::Profile;
use crate::rule::{Mark, Rule};

use super::answer::{Answer, Reason};
use super::asked::Asked;
use super::server::{Server, refuses_none};

pub(super) const SERVER: Server = Server {
    name: "auth0",
    title: "Auth0",
    package: "auth0.com/docs",
    version: "2026-11",
    evidence: Mark::Documented,
    policies: &[],
    comparison: Comparison::Exact,
    comparison_source: "auth0.com/docs; that the port is compared is a report of April 2026",
    refuses_redirect: refuses_none,
    check,
};

/// What is not merely ignored: without it the client works in another way.
const DEGRADING: [Rule; 4] =
    [Rule::GrantUnsupported, Rule::AuthMethodRestricted, Rule::JwkKtyUnsupported, Rule::ScopeRefused];

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    let Some(profile) = Profile::named("auth0") else { return };
    let Some(subject) = asked.subject else { return };
    let report = Linter::new(profile).lint(subject);
    for finding in report.findings {
        // What is wrong with the key set is wrong with what `jwks_uri` names.
        let pointer = if finding.source > 0 { Some("/jwks_uri".to_owned()) } else { finding.pointer };
        let reason = Reason { rule: Some(finding.rule), pointer, message: finding.message };
        if finding.verdict == Some(Level::Violation) {
            answer.refused.push(reason);
        } else if finding.verdict.is_some() && DEGRADING.contains(&finding.rule) {
            answer.dropped.push(reason);
        }
    }
    let method = subject.member("token_endpoint_auth_method").and_then(|value| value.as_str());
    answer.method = Some(method.unwrap_or("none").to_owned());
    answer.is_native = subject.member("application_type").and_then(|value| value.as_str()) == Some("native");
    let uris = subject.member("redirect_uris");
    let uris =
        uris.into_iter().flat_map(|value| value.elements().filter_map(|uri| uri.as_str().map(str::to_owned)));
    answer.redirect_uris = uris.collect();
}
