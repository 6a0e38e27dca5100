//! The authorization server in ToolHive 0.44: `pkg/oauthproto/cimd.go`, `cimd/fetch.go`, `redirect.go`,
//! `pkg/authserver/storage/cimd_decorator.go`, `server/registration/client.go`.

use crate::rule::{Mark, Rule};
use crate::servers::addresses::{Blocks, Resolved, blocks, embedded, resolved};
use crate::servers::answer::Answer;
use crate::servers::asked::Asked;
use crate::servers::policy::Policy;
use crate::servers::response::only_json;
use crate::servers::server::{Server, refuses_none};
use crate::servers::shape::{Document, described};

use super::checks::{client_id, fetched, is_on, object, redirect_uris, shared_secret, switch};
use super::comparisons;
use super::golang::{self, GoUrl};

const NAME: &str = "toolhive";

const BODY_LIMIT: usize = 10_240;
const REDIRECT_LIMIT: usize = 2_048;

const SWITCH: Policy = switch("whether documents are taken; the server's own default is off (cimd.enabled)");
const SCOPES: Policy = Policy {
    name: "scopes",
    values: &[],
    default: "openid,profile,email,offline_access",
    about: "the scopes that the server has, separated by commas; * stands for any (scopes_supported)",
};

pub(in crate::servers) const SERVER: Server = Server {
    name: NAME,
    title: "ToolHive",
    package: "ToolHive source",
    version: "0.44",
    evidence: Mark::Source,
    policies: &[SWITCH, SCOPES],
    comparison: comparisons::LOOPBACK,
    comparison_source: "pkg/oauthproto/redirect.go",
    refuses_redirect: refuses_none,
    check,
};

/// Loopback addresses are not among them.
static BLOCKED: Blocks = Blocks::new(|| {
    blocks(&[
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "169.254.0.0/16",
        "0.0.0.0/8",
        "100.64.0.0/10",
        "192.0.2.0/24",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "2001:db8::/32",
        "224.0.0.0/4",
        "ff00::/8",
        "240.0.0.0/4",
        "fc00::/7",
        "fe80::/10",
    ])
});

fn is_loopback(host: &str) -> bool {
    let literal = host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
    host == "localhost" || literal
}

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    if !is_on(asked, NAME, &SWITCH, answer) {
        return;
    }
    let url = golang::parse(asked.identifier);
    let is_taken = |url: &GoUrl<'_>| {
        asked.identifier.starts_with("https://")
            || asked.identifier.starts_with("http://") && is_loopback(url.hostname)
    };
    let Some(url) = url.filter(is_taken) else {
        return answer.unknown_client(
            Rule::ClientIdUrlNotHttps,
            "it must begin with `https://`, in lower case, or be http at a loopback host",
        );
    };
    identifier(&url, answer);
    only_json(asked, answer);
    let Some(tree) = fetched(asked, BODY_LIMIT, answer) else { return };
    let Some(text) = object(tree, answer) else { return };
    let Some(document) = text.root().and_then(Document::of) else { return };
    let document = golang::members(
        document,
        &[
            "client_id",
            "client_name",
            "client_uri",
            "logo_uri",
            "tos_uri",
            "policy_uri",
            "scope",
            "token_endpoint_auth_method",
            "application_type",
        ],
        &[
            "redirect_uris",
            "grant_types",
            "response_types",
            "token_endpoint_auth_methods_supported",
            "post_logout_redirect_uris",
        ],
        answer,
    );
    client_id(document, asked, answer);
    redirects(document, answer);
    method(document, answer);
    cut(document, "grant_types", &["authorization_code", "refresh_token"], Rule::GrantUnsupported, answer);
    cut(document, "response_types", &["code"], Rule::ResponseTypeUnknown, answer);
    scope(document, asked, answer);
}

fn identifier(url: &GoUrl<'_>, answer: &mut Answer) {
    if url.fragment.is_some_and(|fragment| !fragment.is_empty()) {
        answer.refuse(Rule::ClientIdUrlFragment, "the URL has a fragment");
    }
    golang::refuse_parts(url, answer);
    if matches!(url.raw_path, "" | "/") {
        answer.refuse(Rule::ClientIdUrlNoPath, "the URL has no path, or only `/`");
    }
    if let Resolved::Address(address) = resolved(url.hostname)
        && (BLOCKED.hold(address) || embedded(address).into_iter().any(|inner| BLOCKED.hold(inner)))
    {
        answer.refuse(
            Rule::ClientIdUrlSpecialIp,
            format!("`{}` is a special-use address, which is not fetched from", url.hostname),
        );
    }
}

fn redirects(document: Document<'_>, answer: &mut Answer) {
    for (value, text) in redirect_uris(document, answer) {
        if text.len() > REDIRECT_LIMIT {
            answer.refuse_at(
                None,
                value,
                format!("`{text}` has {} bytes, and at most {REDIRECT_LIMIT} are taken", text.len()),
            );
        }
        let Some(url) = golang::parse(text).filter(|url| !url.scheme.is_empty()) else {
            answer.refuse_at(Rule::RedirectUriNotAbsolute, value, format!("`{text}` is not an absolute URL"));
            continue;
        };
        if url.fragment.is_some_and(|fragment| !fragment.is_empty()) {
            answer.refuse_at(Rule::RedirectUriFragment, value, format!("`{text}` has a fragment"));
        }
        let is_local = is_loopback(url.hostname) || url.hostname.ends_with(".localhost");
        match &*url.scheme {
            "https" => {}
            "http" if is_local => {}
            "http" => answer.refuse_at(
                Rule::RedirectUriHttp,
                value,
                format!("`{text}` is http, and not at a loopback host"),
            ),
            _ => answer.refuse_at(
                Rule::RedirectUriCustomScheme,
                value,
                format!("`{text}` is neither https nor http at a loopback host"),
            ),
        }
    }
}

fn method(document: Document<'_>, answer: &mut Answer) {
    answer.method = Some("none".to_owned());
    if shared_secret(document, answer) {
        return;
    }
    let Some(value) = document.get("token_endpoint_auth_method") else { return };
    let Some(method) = value.as_str().filter(|method| *method != "none") else { return };
    if document.lists("token_endpoint_auth_methods_supported", "none") {
        answer.drop_at(
            Rule::AuthMethodUnsupported,
            value,
            format!("the method `{method}` gives way to none, which the plural member has"),
        );
    } else {
        answer.refuse_at(
            Rule::AuthMethodUnsupported,
            value,
            format!("the method `{method}` is not supported, and the plural member does not have none"),
        );
    }
}

/// Drops what is not among those values, of which the first must be there.
fn cut(document: Document<'_>, name: &str, kept: &[&str], rule: Rule, answer: &mut Answer) {
    let values = document.elements(name);
    if let Some(value) = document.get(name).filter(|_| !values.is_empty() && !document.lists(name, kept[0])) {
        answer.refuse_at(rule, value, format!("`{name}` must hold {}", kept[0]));
    }
    for value in values.into_iter().filter(|value| value.as_str().is_some_and(|text| !kept.contains(&text))) {
        answer.drop_at(rule, value, format!("{} is dropped from `{name}`", described(value)));
    }
}

fn scope(document: Document<'_>, asked: &Asked<'_>, answer: &mut Answer) {
    let Some(value) = document.get("scope") else { return };
    for token in value.as_str().unwrap_or_default().split_whitespace() {
        if !asked.policies.lists(NAME, &SCOPES, token) {
            answer.rests_on(SCOPES.name);
            answer.refuse_at(Rule::ScopeRefused, value, format!("the server has no scope `{token}`"));
        }
    }
}
