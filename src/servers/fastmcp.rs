//! fastmcp 4.2.3: `fastmcp/server/auth/cimd.py`, `ssrf.py`, `oauth_proxy/models.py`, `redirect_validation.py`.

use std::net::{IpAddr, Ipv6Addr};

use ::url::Url;

use crate::client::redirect::Comparison;
use crate::json::Kind;
use crate::rule::{Mark, Rule};

use super::addresses::{Resolved, embedded, is_python_global, resolved};
use super::answer::Answer;
use super::asked::Asked;
use super::demands::{NOT_PYTHON, object};
use super::policy::Policy;
use super::python::{self, Split};
use super::response::{only_200, within};
use super::server::{Server, refuses_none};
use super::shape::{Document, Shape, described};
use super::text::Dialect;
use super::whatwg;

const NAME: &str = "fastmcp";

const BODY_LIMIT: usize = 5_120;

const TRUST_PROXY: Policy = Policy {
    name: "trust-proxy",
    values: &["on", "off"],
    default: "off",
    about: "whether a proxy is trusted with addresses (FASTMCP_SSRF_TRUST_PROXY)",
};

pub(super) const SERVER: Server = Server {
    name: NAME,
    title: "FastMCP",
    package: "PyPI fastmcp",
    version: "4.2.3",
    evidence: Mark::Tested,
    policies: &[TRUST_PROXY],
    comparison: Comparison::Patterns,
    comparison_source: "fastmcp/server/auth/redirect_validation.py, matches_allowed_pattern",
    refuses_redirect: refuses_none,
    check,
};

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    let split = python::split(asked.identifier);
    let is_identifier = |url: &Split| {
        url.scheme == "https" && !url.netloc.is_empty() && !matches!(url.path.as_str(), "" | "/")
    };
    let Some(split) = split.filter(is_identifier) else {
        return answer
            .unknown_client(Rule::ClientIdUrlNoPath, "it must be an https URL with a path other than `/`");
    };
    if let Some(why) = unreachable(&split, asked) {
        answer.refuse(Rule::ClientIdUrlSpecialIp, why);
    }
    only_200(asked, answer);
    let Some(tree) = within(asked, BODY_LIMIT, answer) else { return };
    let Some(text) = object(tree, Dialect::Python, NOT_PYTHON, answer) else { return };
    let Some(document) = text.root().and_then(Document::of) else { return };
    self::document(document, asked, answer);
}

/// Why a host is not fetched from.
fn unreachable(url: &Split, asked: &Asked<'_>) -> Option<String> {
    if url.port().is_err() {
        return Some("the port is not a number up to 65535".to_owned());
    }
    if asked.policies.is_on(NAME, &TRUST_PROXY) {
        return None;
    }
    let host = url.hostname().unwrap_or_else(|| url.netloc.clone());
    match resolved(&host) {
        Resolved::Public => None,
        Resolved::Nothing => Some(format!("`{host}` resolves to nothing")),
        Resolved::Address(address) => {
            (!is_allowed(address)).then(|| format!("`{host}` is not a public host"))
        }
    }
}

/// What `is_ip_allowed` takes: a global address that is not multicast, and so are those embedded in it.
fn is_allowed(address: IpAddr) -> bool {
    let is_right = |address: IpAddr| is_python_global(address) && !address.is_multicast();
    let mut inner = embedded(address);
    if let IpAddr::V6(six) = address {
        inner.extend(other_embedded(six));
    }
    is_right(address) && inner.into_iter().all(is_right)
}

/// IPv4 addresses in further forms: translated, compatible, ISATAP and NAT64 of one's own.
fn other_embedded(six: Ipv6Addr) -> Vec<IpAddr> {
    let octets = six.octets();
    let at = |offsets: [usize; 4]| IpAddr::from(offsets.map(|offset| octets[offset]));
    let low = at([12, 13, 14, 15]);
    let is_compatible = octets[..12] == [0; 12] && !six.is_loopback() && !six.is_unspecified();
    let is_translated = octets[..8] == [0; 8] && octets[8..12] == [0xff, 0xff, 0, 0];
    let is_isatap = matches!(octets[8..12], [0 | 2, 0, 0x5e, 0xfe]);
    let mut found = Vec::new();
    if is_compatible || is_translated || is_isatap {
        found.push(low);
    }
    if six.segments()[..3] == [0x64, 0xff9b, 1] {
        found.extend([at([6, 7, 9, 10]), at([7, 9, 10, 11]), at([9, 10, 11, 12]), low]);
    }
    found
}

fn document(document: Document<'_>, asked: &Asked<'_>, answer: &mut Answer) {
    match document.get("client_id") {
        None => answer.refuse_document(Rule::ClientIdMissing, "`client_id` is required"),
        Some(value) => match value.as_str().and_then(normal_form) {
            None => answer.refuse_at(
                Rule::ClientIdNotString,
                value,
                format!("`client_id` must be an http or https URL, and is {}", described(value)),
            ),
            Some(normal) if without_slashes(&normal) != without_slashes(asked.identifier) => {
                let message = format!(
                    "`client_id` is `{normal}` in its normal form, which is not the URL that was asked for"
                );
                answer.refuse_at(Rule::ClientIdMismatch, value, message);
            }
            Some(_) => {}
        },
    }
    match document.get("token_endpoint_auth_method") {
        None => answer.method = Some("none".to_owned()),
        Some(value) => match value.as_str() {
            Some(method @ ("none" | "private_key_jwt")) => answer.method = Some(method.to_owned()),
            Some(method) if method.starts_with("client_secret") => {
                answer.refuse_at(
                    Rule::AuthMethodSharedSecret,
                    value,
                    format!("`{method}` takes a shared secret"),
                );
            }
            _ => answer.refuse_at(
                Rule::AuthMethodUnsupported,
                value,
                format!("the method must be none or private_key_jwt, and is {}", described(value)),
            ),
        },
    }
    answer.shapes(document, Shape::Strings, &["grant_types", "response_types"]);
    let optional = document.null_is_absent();
    answer.shapes(optional, Shape::String, &["client_name", "scope", "software_id", "software_version"]);
    answer.shapes(optional, Shape::Strings, &["contacts"]);
    answer.shapes(optional, Shape::Object, &["jwks"]);
    for name in ["client_uri", "logo_uri", "tos_uri", "policy_uri", "jwks_uri"] {
        if let Some(value) = optional.get(name).filter(|value| value.as_str().and_then(normal_form).is_none())
        {
            answer.refuse_at(
                Rule::UriNotAbsolute,
                value,
                format!("`{name}` must be an http or https URL, and is {}", described(value)),
            );
        }
    }
    redirects(document, answer);
    key_set_url(optional, asked, answer);
}

/// A URL in the form that pydantic gives it.
fn normal_form(text: &str) -> Option<String> {
    let url: Url = whatwg::parse(text)?;
    let is_web =
        matches!(url.scheme(), "http" | "https") && url.host_str().is_some_and(|host| !host.is_empty());
    is_web.then(|| url.into())
}

fn without_slashes(text: &str) -> &str {
    text.trim_end_matches('/')
}

fn redirects(document: Document<'_>, answer: &mut Answer) {
    let Some(value) = document.get("redirect_uris") else {
        return answer.refuse_document(Rule::RedirectUrisMissing, "`redirect_uris` is required");
    };
    if value.kind() != Kind::Array || value.elements().next().is_none() {
        answer.shape("redirect_uris", value, Shape::SomeStrings);
        return;
    }
    for uri in value.elements() {
        match uri.as_str() {
            None => answer.refuse_at(
                Rule::RedirectUriType,
                uri,
                format!("an entry of `redirect_uris` is {}", described(uri)),
            ),
            Some(text) if text.trim().is_empty() => {
                answer.refuse_at(Rule::PropertyEmpty, uri, "an entry of `redirect_uris` is blank")
            }
            Some(text) => match python::split(text) {
                None => {
                    answer.refuse_at(Rule::RedirectUriInvalid, uri, format!("`{text}` cannot be taken apart"))
                }
                Some(split) if split.scheme.is_empty() => {
                    answer.refuse_at(Rule::RedirectUriNotAbsolute, uri, format!("`{text}` has no scheme"));
                }
                Some(split)
                    if matches!(split.scheme.as_str(), "http" | "https") && split.netloc.is_empty() =>
                {
                    answer.refuse_at(Rule::RedirectUriInvalid, uri, format!("`{text}` has no host"));
                }
                Some(_) => {}
            },
        }
    }
    answer.is_native = document.text("application_type") != Some("web");
    answer.register_redirect_uris(document);
}

fn key_set_url(document: Document<'_>, asked: &Asked<'_>, answer: &mut Answer) {
    let Some(value) = document.get("jwks_uri") else { return };
    let Some(normal) = value.as_str().and_then(normal_form) else { return };
    let Some(split) = python::split(&normal) else { return };
    if split.scheme != "https" {
        answer.refuse_at(Rule::UriNotHttps, value, "`jwks_uri` must be https");
    } else if let Some(why) = unreachable(&split, asked) {
        answer.refuse_at(Rule::JwksUriSpecialIp, value, format!("`jwks_uri`: {why}"));
    }
}
