//! Home Assistant 2026.11.0: `homeassistant/components/auth/indieauth.py`, `login_flow.py`.

use crate::client::redirect::Comparison;
use crate::json::Kind;
use crate::metadata::authentication::SHARED_SECRET;
use crate::rule::{Mark, Rule};
use crate::servers::addresses::literal;
use crate::servers::answer::Answer;
use crate::servers::asked::Asked;
use crate::servers::python::{Split, split};
use crate::servers::server::{Server, refuses_none};
use crate::servers::shape::{Document, described};

use super::checks::{made_public, object};
use super::comparisons;

const NAME: &str = "home-assistant";

const URL_LIMIT: usize = 2_048;
/// The document must be smaller.
const BODY_LIMIT: usize = 10_240;

pub(in crate::servers) const SERVER: Server = Server {
    name: NAME,
    title: "Home Assistant",
    package: "pypi homeassistant",
    version: "2026.11.0",
    evidence: Mark::Source,
    policies: &[],
    comparison: Comparison::Own(comparisons::home_assistant),
    comparison_source: "components/auth/indieauth.py, with an S256 challenge in the request",
    refuses_redirect: refuses_none,
    check,
};

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    let Some(url) = split(asked.identifier) else {
        return answer.refuse(Rule::ClientIdUrlInvalid, "the identifier is not a URL to Python");
    };
    identifier(asked.identifier, &url, answer);
    if !answer.refused.is_empty() {
        return;
    }
    let mut from_document = Answer::default();
    document(asked, &url, &mut from_document);
    // Whatever the document is, redirect URIs of the identifier's own host are taken, and nothing is fetched for them.
    let origin = format!("{}://{}/*", url.scheme, url.netloc);
    let own = own_redirects(asked, &url);
    answer.method = asked.tree.map(|_| "none".to_owned());
    if from_document.refused.is_empty() && from_document.unknown.is_empty() {
        answer.dropped = from_document.dropped;
        answer.redirect_uris = from_document.redirect_uris;
    } else if own {
        answer.dropped = from_document.dropped;
        if has_others(asked, &url) {
            answer.drop_document(
                Rule::RedirectUriCrossOrigin,
                "redirect URIs of other hosts are not taken, for the document is not",
            );
        }
    } else {
        answer.refused = from_document.refused;
        answer.unknown = from_document.unknown;
    }
    answer.redirect_uris.push(origin);
}

fn identifier(raw: &str, url: &Split, answer: &mut Answer) {
    let host = url.hostname().unwrap_or_default();
    answer.refuse_identifier([
        (raw.len() > URL_LIMIT, Rule::ClientIdUrlTooLong, "has more than 2048 characters"),
        (!matches!(&*url.scheme, "http" | "https"), Rule::ClientIdUrlNotHttps, "is neither https nor http"),
        (
            url.path.split('/').any(|segment| segment == "." || segment == ".."),
            Rule::ClientIdUrlDotSegment,
            "has a segment `.` or `..`",
        ),
        (!url.fragment.is_empty(), Rule::ClientIdUrlFragment, "has a fragment"),
        (url.userinfo().is_some(), Rule::ClientIdUrlUserinfo, "has user information, if an empty one"),
        (url.port().is_err(), Rule::ClientIdUrlBadPort, "has a port that is not one"),
        (host.is_empty(), Rule::ClientIdUrlNoHost, "has no host"),
        (
            literal(&host).is_some_and(|address| !is_local(address)),
            Rule::ClientIdUrlIpHost,
            "has an address in place of a name, which is not a local one",
        ),
    ]);
}

fn is_local(address: std::net::IpAddr) -> bool {
    match address {
        std::net::IpAddr::V4(four) => four.is_loopback() || four.is_private() || four.is_link_local(),
        std::net::IpAddr::V6(six) => {
            six.is_loopback() || six.is_unique_local() || six.is_unicast_link_local()
        }
    }
}

/// Whether a redirect URI has the identifier's scheme, host and port, as text in lower case.
fn is_own(text: &str, url: &Split) -> bool {
    split(text).is_some_and(|uri| uri.scheme == url.scheme && uri.netloc.eq_ignore_ascii_case(&url.netloc))
}

fn redirects<'t>(asked: &Asked<'t>) -> Vec<&'t str> {
    let root = asked.tree.and_then(crate::json::Tree::root).and_then(Document::of);
    root.map(|document| document.strings("redirect_uris")).unwrap_or_default()
}

fn own_redirects(asked: &Asked<'_>, url: &Split) -> bool {
    redirects(asked).into_iter().any(|text| is_own(text, url))
}

fn has_others(asked: &Asked<'_>, url: &Split) -> bool {
    redirects(asked).into_iter().any(|text| !is_own(text, url))
}

fn document(asked: &Asked<'_>, url: &Split, answer: &mut Answer) {
    if url.scheme != "https" {
        answer.refuse(Rule::ClientIdUrlNotHttps, "only an https URL is fetched for a document");
    }
    if url.path.is_empty() {
        answer.refuse(Rule::ClientIdUrlNoPath, "only a URL with a path is fetched for a document");
    }
    if asked.identifier.contains('#') {
        answer.refuse(Rule::ClientIdUrlFragment, "a URL with `#` is not fetched for a document");
    }
    let status = asked.status();
    if status != 200 {
        let rule = if (300..400).contains(&status) { Rule::HttpRedirect } else { Rule::HttpStatusNot200 };
        answer.refuse(rule, format!("the status is {status}, and only 200 without redirects is taken"));
    }
    if asked.size >= BODY_LIMIT {
        return answer.refuse(
            Rule::HttpBodyTooLarge,
            format!("the document has {} bytes, and must have fewer than {BODY_LIMIT}", asked.size),
        );
    }
    let Some(tree) = asked.tree else { return };
    if !super::checks::is_plain_text(tree) {
        return answer.refuse_document(
            Rule::DocNotUtf8,
            "the document is not UTF-8, or begins with a byte order mark",
        );
    }
    let Some(text) = object(tree, answer) else { return };
    let Some(document) = text.root().and_then(Document::of) else { return };
    super::checks::client_id(document, asked, answer);
    match document.get("redirect_uris") {
        Some(value) if value.kind() == Kind::Array => {
            for uri in value.elements() {
                let is_right =
                    |text: &str| !text.contains('#') && split(text).is_some_and(|uri| !uri.scheme.is_empty());
                if !uri.as_str().is_some_and(is_right) {
                    answer.refuse_at(
                        Rule::RedirectUriNotAbsolute,
                        uri,
                        format!("{} has no scheme, or a fragment, and then no entry counts", described(uri)),
                    );
                }
            }
            if value.elements().next().is_none() {
                answer.refuse_at(Rule::RedirectUrisMissing, value, "`redirect_uris` has no entry to match");
            }
        }
        _ => answer.refuse_document(Rule::RedirectUrisShape, "`redirect_uris` must be an array"),
    }
    answer.register_redirect_uris(document);
    let method = document.text("token_endpoint_auth_method");
    if method.is_some_and(|method| !SHARED_SECRET.contains(&method)) {
        made_public(document, answer);
    }
}
