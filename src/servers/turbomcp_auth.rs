//! turbomcp-auth 3.6.0 with the feature `mcp-cimd`: `src/cimd/fetcher.rs`, `src/cimd/types.rs`, `src/ssrf.rs`.

use std::net::IpAddr;

use crate::client::redirect::Comparison;
use crate::json::Kind;
use crate::rule::{Mark, Rule};

use super::addresses::{Blocks, Resolved, blocks, mapped, resolved_of};
use super::answer::Answer;
use super::asked::Asked;
use super::demands::{NOT_SERDE, object};
use super::policy::Policy;
use super::response::{only_success, within_policy};
use super::server::{Server, refuses_none};
use super::shape::{Document, Shape, described};
use super::text::Dialect;
use super::whatwg;

const NAME: &str = "turbomcp-auth";

const BODY_LIMIT: Policy = Policy {
    name: "body-limit",
    values: &[],
    default: "5120",
    about: "the largest document in bytes (FetcherConfig)",
};

pub(super) const SERVER: Server = Server {
    name: NAME,
    title: "TurboMCP",
    package: "crate turbomcp-auth",
    version: "3.6.0",
    evidence: Mark::Tested,
    policies: &[BODY_LIMIT],
    comparison: Comparison::Exact,
    comparison_source: "src/cimd/types.rs, is_redirect_uri_allowed",
    refuses_redirect: refuses_none,
    check,
};

static BLOCKED: Blocks = Blocks::new(|| {
    blocks(&[
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "0.0.0.0/32",
        "255.255.255.255/32",
        "192.0.2.0/24",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "::1/128",
        "::/128",
        "fc00::/7",
        "fe80::/10",
    ])
});

/// The members of the struct that the document is read into.
const MEMBERS: &[&str] = &[
    "client_id",
    "client_name",
    "client_uri",
    "logo_uri",
    "redirect_uris",
    "token_endpoint_auth_method",
    "grant_types",
    "response_types",
    "scope",
    "contacts",
    "tos_uri",
    "policy_uri",
    "jwks_uri",
    "jwks",
    "software_id",
    "software_version",
    "software_statement",
];

const URLS: [&str; 5] = ["client_uri", "logo_uri", "jwks_uri", "tos_uri", "policy_uri"];

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    let Some(url) = whatwg::parse(asked.identifier).filter(|url| url.scheme() == "https") else {
        return answer.refuse(Rule::ClientIdUrlNotHttps, "the identifier must be an https URL");
    };
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    match resolved_of(&url) {
        Resolved::Public => {}
        Resolved::Nothing => {
            answer.refuse(Rule::ClientIdUrlHostInvalid, format!("`{host}` resolves to nothing"))
        }
        Resolved::Address(address) => {
            if is_blocked(address) {
                answer.refuse(Rule::ClientIdUrlSpecialIp, format!("`{host}` is not a public host"));
            }
        }
    }
    only_success(asked, answer);
    let Some(tree) = within_policy(asked, NAME, &BODY_LIMIT, answer) else { return };
    let Some(text) = object(tree, Dialect::Serde(MEMBERS), NOT_SERDE, answer) else { return };
    let Some(document) = text.root().and_then(Document::of) else { return };
    self::document(document, asked, answer);
}

fn is_blocked(address: IpAddr) -> bool {
    BLOCKED.hold(address) || BLOCKED.hold(mapped(address))
}

fn document(document: Document<'_>, asked: &Asked<'_>, answer: &mut Answer) {
    match document.get("client_id") {
        None => answer.refuse_document(Rule::ClientIdMissing, "`client_id` is required"),
        Some(value) => match value.as_str() {
            None => answer.refuse_at(
                Rule::ClientIdNotString,
                value,
                format!("`client_id` must be a string, and is {}", described(value)),
            ),
            Some(text) if text != asked.identifier => {
                answer.refuse_at(
                    Rule::ClientIdMismatch,
                    value,
                    "`client_id` is not the URL that was asked for",
                );
            }
            Some(_) => {}
        },
    }
    match document.get("redirect_uris") {
        None => answer.refuse_document(Rule::RedirectUrisMissing, "`redirect_uris` is required"),
        Some(value) => {
            if value.kind() != Kind::Array || value.elements().next().is_none() {
                answer.shape("redirect_uris", value, Shape::SomeStrings);
            }
            for uri in value.elements() {
                if uri.as_str().and_then(whatwg::parse).is_none() {
                    answer.refuse_at(
                        Rule::RedirectUriInvalid,
                        uri,
                        format!("{} is not a URL", described(uri)),
                    );
                }
            }
        }
    }
    let optional = document.null_is_absent();
    answer.shapes(
        optional,
        Shape::String,
        &[
            "client_name",
            "client_uri",
            "logo_uri",
            "token_endpoint_auth_method",
            "jwks_uri",
            "software_id",
            "software_version",
            "software_statement",
            "scope",
            "tos_uri",
            "policy_uri",
        ],
    );
    answer.shapes(optional, Shape::Strings, &["grant_types", "response_types", "contacts"]);
    for name in URLS {
        if let Some(value) = optional.get(name)
            && value.as_str().is_some_and(|text| whatwg::parse(text).is_none())
        {
            answer.refuse_at(
                Rule::UriNotAbsolute,
                value,
                format!("`{name}` must be a URL, and is {}", described(value)),
            );
        }
    }
    answer.method = Some(optional.text("token_endpoint_auth_method").unwrap_or("none").to_owned());
    answer.is_native = document.text("application_type") == Some("native");
    answer.register_redirect_uris(document);
}
