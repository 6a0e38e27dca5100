//! oauth-as 1.0.1 with the feature `cimd`: `src/cimd.rs`, `src/registration.rs`, `src/scope.rs`, `src/authorization.rs`,
//! `src/server.rs`. The program that uses it fetches.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::client::redirect::{Comparison, Entries, LoopbackHosts};
use crate::metadata::address::special_use;
use crate::rule::{Mark, Rule};

use super::addresses::mapped;
use super::answer::Answer;
use super::asked::Asked;
use super::demands::{NOT_SERDE, object};
use super::policy::{EVERY_SCOPE, Policy, is_scope_token};
use super::response::{only_200, within_policy};
use super::server::{Server, refuses_none};
use super::shape::{Document, Shape, described};
use super::text::Dialect;
use super::whatwg;

const NAME: &str = "oauth-as";
const NAME_CROSS_ORIGIN: &str = "oauth-as-cross-origin";

const URL_LIMIT: usize = 2_048;
const MOST_REDIRECTS: usize = 16;

const BODY_LIMIT: Policy = Policy {
    name: "body-limit",
    values: &[],
    default: "5120",
    about: "the largest document in bytes (max_document_bytes)",
};
const QUERY: Policy = Policy {
    name: "query",
    values: &["on", "off"],
    default: "off",
    about: "whether the identifier may have a query (allow_query_string)",
};
const LOOPBACK: Policy = Policy {
    name: "loopback",
    values: &["on", "off"],
    default: "off",
    about: "whether the identifier may be at a loopback address (allow_loopback)",
};
const GRANTS: Policy = Policy {
    name: "grants",
    values: &[],
    default: "authorization_code,refresh_token",
    about: "the grants that a document may ask for (registration_bounds.allowed_grant_types)",
};
const SCOPES: Policy = Policy {
    name: "scopes",
    values: &[],
    default: EVERY_SCOPE,
    about: "the scopes that a document may ask for; * stands for any (registration_bounds.allowed_scopes; the package's own default is none)",
};
const SAME_ORIGIN: Policy = Policy {
    name: "redirects-same-origin",
    values: &["on", "off"],
    default: "on",
    about: "whether redirect URIs must be of the identifier's origin (redirect_uris_same_origin)",
};

const COMPARISON: Comparison =
    Comparison::AnyPort { hosts: LoopbackHosts::Literals, native_only: false, entries: Entries::WithPort };

pub(super) const SERVER: Server = Server {
    name: NAME,
    title: "oauth-as",
    package: "crate oauth-as",
    version: "1.0.1",
    evidence: Mark::Tested,
    policies: &[BODY_LIMIT, QUERY, LOOPBACK, GRANTS, SCOPES, SAME_ORIGIN],
    comparison: COMPARISON,
    comparison_source: "src/server.rs, loopback_redirect_matches",
    refuses_redirect: refuses_none,
    check: |asked, answer| check(asked, NAME, answer),
};

pub(super) const SERVER_CROSS_ORIGIN: Server = Server {
    name: NAME_CROSS_ORIGIN,
    title: "oauth-as (any origin)",
    policies: &[BODY_LIMIT, QUERY, LOOPBACK, GRANTS, SCOPES],
    check: |asked, answer| check(asked, NAME_CROSS_ORIGIN, answer),
    ..SERVER
};

/// The members of the struct that the document is read into.
const MEMBERS: &[&str] = &[
    "client_id",
    "client_secret",
    "client_secret_expires_at",
    "token_endpoint_auth_method",
    "redirect_uris",
    "grant_types",
    "response_types",
    "scope",
    "client_name",
    "software_statement",
    "jwks",
    "jwks_uri",
];

fn check(asked: &Asked<'_>, name: &'static str, answer: &mut Answer) {
    url(asked, name, answer);
    only_200(asked, answer);
    let Some(tree) = within_policy(asked, name, &BODY_LIMIT, answer) else { return };
    let Some(text) = object(tree, Dialect::Serde(MEMBERS), NOT_SERDE, answer) else { return };
    let Some(document) = text.root().and_then(Document::of) else { return };
    if let Some(value) = document.get("redirect_uris") {
        answer.shape("redirect_uris", value, Shape::Strings);
    }
    let document = document.null_is_absent();
    answer.shapes(
        document,
        Shape::String,
        &["client_id", "token_endpoint_auth_method", "client_name", "scope", "software_statement"],
    );
    answer.shapes(document, Shape::Strings, &["grant_types", "response_types"]);
    answer.same_client_id(document, asked.identifier);
    forbidden(document, answer);
    grants(document, asked, name, answer);
    redirects(document, asked, name, answer);
    scope(document, asked, name, answer);
}

fn url(asked: &Asked<'_>, name: &'static str, answer: &mut Answer) {
    let raw = asked.identifier;
    let (authority, path) = whatwg::raw_parts(raw);
    let mut refuse = |rule: Rule, why: &str| answer.refuse(rule, format!("the identifier {why}"));
    if raw.len() > URL_LIMIT {
        refuse(Rule::ClientIdUrlTooLong, "is longer than 2048 bytes");
    }
    if !raw.bytes().all(|byte| matches!(byte, 0x21..=0x7e)) {
        refuse(Rule::ClientIdUrlNonAscii, "has a space, a control character, or one outside ASCII");
    }
    if !raw.starts_with("https://") {
        return refuse(Rule::ClientIdUrlNotHttps, "must begin with `https://`");
    }
    if raw.contains('#') {
        refuse(Rule::ClientIdUrlFragment, "has a fragment");
    }
    if authority.contains('@') {
        refuse(Rule::ClientIdUrlUserinfo, "has user information");
    }
    if !path.starts_with('/') {
        refuse(Rule::ClientIdUrlNoPath, "has no path");
    }
    if path.split('/').any(|segment| segment == "." || segment == "..") {
        refuse(Rule::ClientIdUrlDotSegment, "has a segment `.` or `..`");
    }
    if authority.contains(['\\', '%']) {
        refuse(Rule::ClientIdUrlHostInvalid, "has a backslash or a percent sign in its host");
    }
    if raw.contains('?') && !asked.policies.is_on(name, &QUERY) {
        refuse(Rule::ClientIdUrlQuery, "has a query");
    }
    match host(authority) {
        HostForm::Wrong => {
            refuse(Rule::ClientIdUrlHostInvalid, "has no host, or one that is neither a name nor an address")
        }
        HostForm::Address(address) if special_use(mapped(address)).is_some() => {
            if !(address.is_loopback() && asked.policies.is_on(name, &LOOPBACK)) {
                refuse(Rule::ClientIdUrlSpecialIp, "is at a special-use address");
            }
        }
        HostForm::Address(_) | HostForm::Name => {}
    }
}

enum HostForm {
    Name,
    Address(IpAddr),
    Wrong,
}

/// What the host is; the port is not looked at.
fn host(authority: &str) -> HostForm {
    let host = match authority.strip_prefix('[') {
        Some(rest) => {
            let literal = rest.split_once(']').and_then(|(literal, _)| literal.parse::<Ipv6Addr>().ok());
            return literal.map_or(HostForm::Wrong, |address| HostForm::Address(address.into()));
        }
        None => authority.split(':').next().unwrap_or_default(),
    };
    let last = host.trim_end_matches('.').rsplit('.').next().unwrap_or_default();
    let is_hexadecimal = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_number = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit())
        || last.strip_prefix("0x").or(last.strip_prefix("0X")).is_some_and(is_hexadecimal);
    match host.parse::<Ipv4Addr>() {
        Ok(address) => HostForm::Address(address.into()),
        Err(_) if host.is_empty() || is_number => HostForm::Wrong,
        Err(_) => HostForm::Name,
    }
}

fn forbidden(document: Document<'_>, answer: &mut Answer) {
    for (name, rule) in [
        ("client_secret", Rule::SecretClientSecret),
        ("client_secret_expires_at", Rule::SecretClientSecretExpiresAt),
        ("jwks", Rule::AuthKeysUnused),
        ("jwks_uri", Rule::AuthKeysUnused),
        ("software_statement", Rule::PropertyForbidden),
    ] {
        if let Some(value) = document.get(name) {
            answer.refuse_at(rule, value, format!("`{name}` must not be in a document: the server takes no keys, secrets or statements of clients"));
        }
    }
    let Some(value) = document.get("token_endpoint_auth_method") else {
        answer.method = Some("none".to_owned());
        return;
    };
    match value.as_str() {
        Some("none") => answer.method = Some("none".to_owned()),
        Some(method) => {
            let is_secret = method.starts_with("client_secret");
            let rule = if is_secret { Rule::AuthMethodSharedSecret } else { Rule::AuthMethodUnsupported };
            answer.refuse_at(rule, value, format!("the method `{method}` is refused; the server takes none"));
        }
        None => {}
    }
}

fn grants(document: Document<'_>, asked: &Asked<'_>, name: &'static str, answer: &mut Answer) {
    const IMPLEMENTED: [&str; 4] = [
        "authorization_code",
        "refresh_token",
        "client_credentials",
        "urn:ietf:params:oauth:grant-type:device_code",
    ];
    for value in document.elements("grant_types") {
        let Some(grant) = value.as_str() else { continue };
        if !IMPLEMENTED.contains(&grant) || !asked.policies.lists(name, &GRANTS, grant) {
            answer.rests_on(GRANTS.name);
            answer.refuse_at(
                Rule::GrantUnsupported,
                value,
                format!("the grant `{grant}` is not one that a document may ask for"),
            );
        } else if grant == "client_credentials" {
            answer.refuse_at(
                Rule::GrantClientCredentialsPublic,
                value,
                "client_credentials takes more than the method none",
            );
        }
    }
    let with_code =
        document.get("grant_types").is_none() || document.lists("grant_types", "authorization_code");
    let responses = document.get("response_types");
    for value in document.elements("response_types") {
        if value.as_str().is_some_and(|text| text != "code") {
            answer.refuse_at(
                Rule::ResponseTypeUnknown,
                value,
                format!("the response type {} is not `code`", described(value)),
            );
        }
    }
    let has_response =
        responses.is_none() && with_code || responses.is_some_and(|value| value.elements().next().is_some());
    if has_response != with_code {
        answer.refuse_document(
            Rule::GrantResponseMismatch,
            "the grant authorization_code and the response type code need each other",
        );
    }
}

fn redirects(document: Document<'_>, asked: &Asked<'_>, name: &'static str, answer: &mut Answer) {
    let uris = document.elements("redirect_uris");
    let with_code =
        document.get("grant_types").is_none() || document.lists("grant_types", "authorization_code");
    if with_code && uris.is_empty() {
        answer
            .refuse_document(Rule::RedirectUrisMissing, "the grant authorization_code takes `redirect_uris`");
    }
    if uris.len() > MOST_REDIRECTS
        && let Some(value) = document.get("redirect_uris")
    {
        answer.refuse_at(
            Rule::RedirectUriMany,
            value,
            format!("`redirect_uris` has {} entries, and at most {MOST_REDIRECTS} are taken", uris.len()),
        );
    }
    let (authority, _) = whatwg::raw_parts(asked.identifier);
    let origin = format!("https://{authority}");
    let is_bound = name == NAME && asked.policies.is_on(name, &SAME_ORIGIN);
    for uri in uris {
        let Some(text) = uri.as_str() else { continue };
        let scheme = text.split(':').next().unwrap_or_default();
        let is_scheme = text.contains(':')
            && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
        if !is_scheme || !text.bytes().all(|byte| matches!(byte, 0x21..=0x7e) && byte != b'#') {
            let rule = if text.contains('#') { Rule::RedirectUriFragment } else { Rule::RedirectUriInvalid };
            answer.refuse_at(
                rule,
                uri,
                format!("`{text}` must be a URI of printable ASCII without a fragment"),
            );
        }
        let behind = text.strip_prefix(&origin);
        if is_bound && !behind.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?'])) {
            answer.rests_on(SAME_ORIGIN.name);
            answer.refuse_at(
                Rule::RedirectUriCrossOrigin,
                uri,
                format!("`{text}` must begin with `{origin}`, the identifier's origin"),
            );
        }
    }
    answer.is_native = document.text("application_type") == Some("native");
    answer.register_redirect_uris(document);
}

fn scope(document: Document<'_>, asked: &Asked<'_>, name: &'static str, answer: &mut Answer) {
    let Some((value, scope)) = document.get("scope").and_then(|value| Some((value, value.as_str()?))) else {
        return;
    };
    for token in scope.split(' ').filter(|token| !token.is_empty()) {
        if !is_scope_token(token) || !asked.policies.lists(name, &SCOPES, token) {
            answer.rests_on(SCOPES.name);
            answer.refuse_at(
                Rule::ScopeRefused,
                value,
                format!("the scope `{token}` is not one that a document may ask for"),
            );
        }
    }
}
