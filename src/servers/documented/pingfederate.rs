//! PingFederate 13.1, administrator's reference: `pf_cimd`, `pf_configuring_CIMD_policies`, `pf_configuring_CIMD_settings`.

use crate::client::redirect::Comparison;
use crate::json::Value;
use crate::metadata::glob;
use crate::metadata::host::{Host, loopback_host};
use crate::metadata::origin::origin;
use crate::metadata::uri::Uri;
use crate::rule::{Mark, Rule};
use crate::servers::answer::Answer;
use crate::servers::asked::Asked;
use crate::servers::policy::Policy;
use crate::servers::server::{Server, refuses_none};
use crate::servers::shape::Document;

use super::checks::{client_id, entries, is_on, redirect_uris, switch};
use super::published::{self, ordinary, ordinary_identifier};

const NAME: &str = "pingfederate";

const SWITCH: Policy =
    switch("whether documents are taken (Enable CIMD); it needs external storage of clients");
const PATTERNS: Policy = Policy {
    name: "url-patterns",
    values: &[],
    default: "",
    about: "the metadata URL patterns of enabled policies, separated by commas, with * behind scheme and host; none admits no document",
};
const LOOPBACK: Policy = Policy {
    name: "loopback-redirects",
    values: &["on", "off"],
    default: "off",
    about: "whether redirect URIs may be loopback ones (Allow Loopback Redirect URIs)",
};

pub(in crate::servers) const SERVER: Server = Server {
    name: NAME,
    title: "PingFederate",
    package: "PingFederate administrator's reference, pf_cimd",
    version: "13.1",
    evidence: Mark::Documented,
    policies: &[SWITCH, PATTERNS, LOOPBACK],
    comparison: Comparison::Unpublished,
    comparison_source: "not published",
    refuses_redirect: refuses_none,
    check,
};

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    if !is_on(asked, NAME, &SWITCH, answer) {
        return;
    }
    answer.rests_on(PATTERNS.name);
    if !entries(asked, NAME, &PATTERNS).iter().any(|pattern| glob::fits(pattern, asked.identifier)) {
        answer.refuse(None, "no pattern of `url-patterns` fits the identifier");
    }
    if is_loopback(asked.identifier) {
        answer.refuse(Rule::ClientIdUrlLoopback, "metadata locations at loopback hosts are blocked");
    }
    ordinary_identifier(asked, answer);
    let Some(text) = ordinary(asked, answer) else { return };
    let Some(document) = text.root().and_then(Document::of) else { return };
    client_id(document, asked, answer);
    published::public_method(document, answer);
    if document.get("redirect_uris").is_none() {
        return answer.unknown(Rule::RedirectUrisMissing, "which members are required is not published");
    }
    redirects(document, asked, answer);
}

fn is_loopback(text: &str) -> bool {
    loopback_host(&Host::read(Uri::split(text).host())).is_some()
}

/// What is wrong with a redirect URI.
enum Fault {
    Loopback,
    CrossOrigin,
    /// Nothing is published of it.
    Scheme,
}

fn redirects(document: Document<'_>, asked: &Asked<'_>, answer: &mut Answer) {
    let own = origin(asked.identifier);
    let allowed = asked.policies.is_on(NAME, &LOOPBACK);
    let fault = |text: &str| {
        let uri = Uri::split(text);
        if !uri.has_scheme("http") && !uri.has_scheme("https") {
            return Some(Fault::Scheme);
        }
        if is_loopback(text) {
            return (!allowed).then_some(Fault::Loopback);
        }
        (own.is_none() || origin(text) != own).then_some(Fault::CrossOrigin)
    };
    let uris = redirect_uris(document, answer);
    let faults: Vec<(Value<'_>, &str, Fault)> =
        uris.iter().filter_map(|(value, text)| Some((*value, *text, fault(text)?))).collect();
    let all_are_wrong = faults.len() == uris.len();
    for (value, text, fault) in faults {
        let (rule, why) = match fault {
            Fault::Scheme => {
                let message = format!("whether the redirect URI `{text}` is taken is not published");
                answer.unknown_at(Rule::RedirectUriCustomScheme, value, message);
                continue;
            }
            Fault::Loopback => (Rule::RedirectUriLocalhost, "is at a loopback host, which is blocked"),
            Fault::CrossOrigin => (Rule::RedirectUriCrossOrigin, "is not of the identifier's origin"),
        };
        if matches!(fault, Fault::Loopback) {
            answer.rests_on(LOOPBACK.name);
        }
        if all_are_wrong {
            answer.refuse_at(rule, value, format!("`{text}` {why}"));
        } else {
            answer.unknown_at(
                rule,
                value,
                format!("`{text}` {why}; whether that refuses the document or only its use is not published"),
            );
        }
    }
}
