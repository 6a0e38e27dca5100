//! Gravitee Access Management 4.12: `CimdMetadataServiceImpl`, `CimdUriTrustValidator`, `UriBuilder`, `HostSsrfGuard`,
//! `CimdValidationRules`, `RedirectUriValidationHandler`.

use crate::client::redirect::Comparison;
use crate::json::{Kind, Value};
use crate::metadata::uri::Uri;
use crate::rule::{Mark, Rule};
use crate::servers::addresses::{Blocks, Resolved, blocks, resolved};
use crate::servers::answer::Answer;
use crate::servers::asked::Asked;
use crate::servers::keys;
use crate::servers::policy::Policy;
use crate::servers::server::{Server, refuses_none};
use crate::servers::shape::{Document, described};
use crate::servers::whatwg::begins;

use super::checks::{
    Wildcard, entries, fetched, holds_host, is_on, keys_for_jwt, object, redirect_uris, shared_secret, switch,
};

const NAME: &str = "gravitee";

const BODY_LIMIT: usize = 10_240;

const SWITCH: Policy = switch(
    "whether the domain takes documents, with a template application; the server's own default is off",
);
const HTTP: Policy = Policy {
    name: "http",
    values: &["on", "off"],
    default: "off",
    about: "whether identifiers and key sets may be http (allowUnsecuredHttpUri)",
};
const DOMAINS: Policy = Policy {
    name: "allowed-domains",
    values: &[],
    default: "",
    about: "the hosts that they may have; *.d is what is below d, none stands for all (allowedDomains)",
};
const PRIVATE_HOSTS: Policy = Policy {
    name: "private-hosts",
    values: &["on", "off"],
    default: "off",
    about: "whether they may be at private hosts (allowPrivateIpAddress)",
};
const GRANTS: Policy = Policy {
    name: "grants",
    values: &[],
    default: "*",
    about: "the grants of the template application, separated by commas; * stands for any",
};

pub(in crate::servers) const SERVER: Server = Server {
    name: NAME,
    title: "Gravitee Access Management",
    package: "Gravitee AM source",
    version: "4.12",
    evidence: Mark::Source,
    policies: &[SWITCH, HTTP, DOMAINS, PRIVATE_HOSTS, GRANTS],
    comparison: Comparison::Exact,
    comparison_source: "RedirectUriValidationHandler, where the domain does not allow localhost redirects (its default)",
    refuses_redirect: refuses_none,
    check,
};

static PRIVATE: Blocks = Blocks::new(|| {
    blocks(&[
        "127.0.0.0/8",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "169.254.0.0/16",
        "0.0.0.0/32",
        "::1/128",
        "::/128",
        "fe80::/10",
        "fc00::/7",
    ])
});

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    if !is_on(asked, NAME, &SWITCH, answer) {
        return;
    }
    if !begins(asked.identifier, "https://") && !begins(asked.identifier, "http://") {
        return answer.unknown_client(Rule::ClientIdUrlNotHttps, "it is not an http or https URL");
    }
    if let Some(why) = distrusted(asked.identifier, asked, answer) {
        answer.refuse(why.0, why.1);
    }
    let Some(tree) = fetched(asked, BODY_LIMIT, answer) else { return };
    let Some(text) = object(tree, answer) else { return };
    let Some(document) = text.root().and_then(Document::of) else { return };
    if let Some(value) = document.get("jwks_uri")
        && let Some(uri) = value.as_str().filter(|uri| !uri.trim().is_empty())
        && let Some((rule, why)) = distrusted(uri, asked, answer)
    {
        answer.refuse_at(rule, value, format!("`jwks_uri`: {why}"));
    }
    let own = document.text("client_id").map(canonical);
    if own != Some(canonical(asked.identifier)) {
        answer.refuse_document(
            Rule::ClientIdMismatch,
            "`client_id` is not the URL that was asked for, both without fragment and user information",
        );
    }
    for (value, text) in redirect_uris(document, answer) {
        if text.trim().is_empty() {
            answer.refuse_at(Rule::RedirectUriInvalid, value, "a redirect URI must not be blank");
        }
    }
    method(document, answer);
    answer.no_secrets(document, "");
    key_set(document, answer);
    grants(document, asked, answer);
}

/// Scheme and host in lower case, without user information and fragment.
fn canonical(text: &str) -> String {
    let uri = Uri::split(text);
    let Some(authority) = uri.authority else { return text.to_owned() };
    let port = authority.port.map_or(String::new(), |port| format!(":{port}"));
    let query = uri.query.map_or(String::new(), |query| format!("?{query}"));
    let scheme = uri.scheme.unwrap_or_default().to_ascii_lowercase();
    format!("{scheme}://{}{port}{}{query}", authority.host.to_ascii_lowercase(), uri.path)
}

/// Why a URL is not fetched from.
fn distrusted(text: &str, asked: &Asked<'_>, answer: &mut Answer) -> Option<(Option<Rule>, String)> {
    let uri = Uri::split(text);
    let host = uri.host().to_ascii_lowercase();
    if !uri.has_scheme("https") && !asked.policies.is_on(NAME, &HTTP) {
        answer.rests_on(HTTP.name);
        return Some((Some(Rule::ClientIdUrlNotHttps), format!("`{text}` must be https")));
    }
    if host.is_empty() {
        return Some((Some(Rule::ClientIdUrlNoHost), format!("`{text}` has no host")));
    }
    let domains = entries(asked, NAME, &DOMAINS);
    if !domains.is_empty() && !holds_host(&domains, &host, Wildcard::Below) {
        answer.rests_on(DOMAINS.name);
        return Some((None, format!("`allowed-domains` does not hold the host `{host}`")));
    }
    let is_private = match resolved(host.trim_matches(['[', ']'])) {
        Resolved::Address(address) => PRIVATE.hold(address),
        Resolved::Public | Resolved::Nothing => false,
    };
    if is_private && !asked.policies.is_on(NAME, &PRIVATE_HOSTS) {
        answer.rests_on(PRIVATE_HOSTS.name);
        return Some((Some(Rule::ClientIdUrlSpecialIp), format!("`{host}` is a private host")));
    }
    None
}

fn method(document: Document<'_>, answer: &mut Answer) {
    shared_secret(document, answer);
    match document.get("token_endpoint_auth_method") {
        None => answer.method = Some("none".to_owned()),
        Some(value) if value.kind() == Kind::Null => {
            answer.refuse_at(Rule::PropertyNull, value, "a method that is null is an error of the server");
        }
        Some(value) => match value.as_str() {
            Some(text) => answer.method = Some(text.to_owned()),
            None => answer.unknown_at(
                Rule::PropertyType,
                value,
                format!("what becomes of the method {} is not known", described(value)),
            ),
        },
    }
}

fn key_set(document: Document<'_>, answer: &mut Answer) {
    keys_for_jwt(document, answer);
    let Some(set) = document.get("jwks") else { return };
    if set.kind() != Kind::Object {
        answer.refuse_at(Rule::JwksType, set, format!("`jwks` must be an object, and is {}", described(set)));
    } else if keys::keys(set).is_none() {
        answer.refuse_at(Rule::JwksType, set, "`jwks` must have an array `keys` of objects");
    }
}

fn grants(document: Document<'_>, asked: &Asked<'_>, answer: &mut Answer) {
    for name in ["grant_types", "response_types", "contacts", "request_uris", "post_logout_redirect_uris"] {
        let Some(value) = document.get(name) else { continue };
        let is_text = |one: Value<'_>| one.as_str().is_some_and(|text| !text.trim().is_empty());
        if value.kind() != Kind::Array || !value.elements().all(is_text) {
            answer.refuse_at(
                Rule::PropertyType,
                value,
                format!("`{name}` must be an array of strings, and is {}", described(value)),
            );
        }
    }
    for grant in document.elements("grant_types") {
        let Some(text) = grant.as_str() else { continue };
        if !asked.policies.lists(NAME, &GRANTS, text) {
            answer.rests_on(GRANTS.name);
            answer.drop_at(
                Rule::GrantUnsupported,
                grant,
                format!("the grant `{text}` is dropped: the template application does not have it"),
            );
        }
    }
}
