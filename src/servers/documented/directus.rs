//! Directus 12.4.1 (@directus/api 39.2.1): `dist/services/mcp-oauth/cimd.js`, `utils/redirect.js`.

use crate::json::{Kind, Value};
use crate::rule::{Mark, Rule};
use crate::servers::answer::Answer;
use crate::servers::asked::Asked;
use crate::servers::policy::Policy;
use crate::servers::response::only_json;
use crate::servers::server::{Server, refuses_none};
use crate::servers::shape::{Document, described, js_trim};
use crate::servers::whatwg;

use super::checks::{
    client_id, entries, fetched, is_address, is_on, method_among, object, redirect_uris, switch,
};
use super::comparisons;

const NAME: &str = "directus";

const URL_LIMIT: usize = 255;
const BODY_LIMIT: usize = 5_120;
const NAME_LIMIT: usize = 200;
const REDIRECT_LIMIT: usize = 255;

const SWITCH: Policy =
    switch("whether documents are taken; the server's own default is off (MCP_OAUTH_CIMD_ENABLED)");
const DOMAINS: Policy = Policy {
    name: "allowed-domains",
    values: &[],
    default: "",
    about: "the hosts that identifiers may have, none stands for all (MCP_OAUTH_CIMD_ALLOWED_DOMAINS)",
};
const CUSTOM: Policy = Policy {
    name: "custom-redirects",
    values: &[],
    default: "raycast://oauth,cursor://cursor.mcp,cursor://anysphere.cursor-mcp",
    about: "schemes with hosts that redirect URIs may have beside https (MCP_OAUTH_ALLOWED_CUSTOM_REDIRECTS)",
};

pub(in crate::servers) const SERVER: Server = Server {
    name: NAME,
    title: "Directus",
    package: "npm directus",
    version: "12.4.1",
    evidence: Mark::Source,
    policies: &[SWITCH, DOMAINS, CUSTOM],
    comparison: comparisons::LOOPBACK,
    comparison_source: "dist/services/mcp-oauth/utils/redirect.js",
    refuses_redirect: refuses_none,
    check,
};

const NOT_PUBLIC_NAMES: [&str; 6] = ["test", "localhost", "invalid", "example", "local", "onion"];

const HTTPS_URIS: [&str; 4] = ["client_uri", "logo_uri", "tos_uri", "policy_uri"];

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    if !is_on(asked, NAME, &SWITCH, answer) {
        return;
    }
    let raw = asked.identifier;
    let Some(url) = whatwg::parse(raw).filter(|_| raw.starts_with("https://")) else {
        return answer
            .unknown_client(Rule::ClientIdUrlNotHttps, "it must begin with `https://`, in lower case");
    };
    let host = url.host_str().unwrap_or_default();
    let last = host.rsplit('.').next().unwrap_or_default();
    let is_there = |part: Option<&str>| part.is_some_and(|part| !part.is_empty());
    answer.refuse_identifier([
        (url.as_str() != raw, Rule::ClientIdUrlNotCanonical, "is not in the form that a URL parser gives it"),
        (url.path() == "/", Rule::ClientIdUrlNoPath, "has no path, or only `/`"),
        (is_there(url.query()), Rule::ClientIdUrlQuery, "has a query"),
        (is_there(url.fragment()), Rule::ClientIdUrlFragment, "has a fragment"),
        (whatwg::has_userinfo(&url), Rule::ClientIdUrlUserinfo, "has user information"),
        (is_address(host), Rule::ClientIdUrlIpHost, "has an address in place of a name"),
        (NOT_PUBLIC_NAMES.contains(&last), Rule::ClientIdUrlSpecialName, "has a host that is not public"),
        (raw.len() > URL_LIMIT, Rule::ClientIdUrlTooLong, "has more than 255 characters"),
    ]);
    let domains = entries(asked, NAME, &DOMAINS);
    if !domains.is_empty() && !domains.contains(&host) {
        answer.rests_on(DOMAINS.name);
        answer.refuse(None, format!("`allowed-domains` does not hold the host `{host}`"));
    }
    only_json(asked, answer);
    let Some(tree) = fetched(asked, BODY_LIMIT, answer) else { return };
    let Some(text) = object(tree, answer) else { return };
    let Some(document) = text.root().and_then(Document::of) else { return };
    client_id(document, asked, answer);
    match document.text("client_name").map(js_trim) {
        Some(name) if !name.is_empty() => {
            if document.text("client_name").is_some_and(|name| name.encode_utf16().count() > NAME_LIMIT) {
                answer.refuse_document(None, "`client_name` has more than 200 characters");
            }
        }
        _ => answer
            .refuse_document(Rule::ClientNameMissing, "`client_name` is required, and must not be blank"),
    }
    redirects(document, asked, answer);
    answer.no_secrets(document, "");
    grants(document, answer);
    method_among(document, &["none"], answer);
    answer.method = Some("none".to_owned());
    for name in HTTPS_URIS {
        if let Some(value) = document.get(name)
            && !value.as_str().is_some_and(|text| whatwg::has_scheme(text, &["https"]))
        {
            answer.refuse_at(
                Rule::UriNotHttps,
                value,
                format!("`{name}` must be an https URL, and is {}", described(value)),
            );
        }
    }
}

fn redirects(document: Document<'_>, asked: &Asked<'_>, answer: &mut Answer) {
    let custom = entries(asked, NAME, &CUSTOM);
    for (value, text) in redirect_uris(document, answer) {
        if text.len() > REDIRECT_LIMIT {
            answer.refuse_at(None, value, format!("`{text}` has more than {REDIRECT_LIMIT} characters"));
        }
        let Some(url) = whatwg::parse(text) else {
            answer.refuse_at(Rule::RedirectUriInvalid, value, format!("`{text}` is not a URL"));
            continue;
        };
        if url.fragment().is_some() {
            answer.refuse_at(Rule::RedirectUriFragment, value, format!("`{text}` has a fragment"));
        }
        if whatwg::has_userinfo(&url) {
            answer.refuse_at(Rule::RedirectUriUserinfo, value, format!("`{text}` has user information"));
        }
        let host = url.host_str().unwrap_or_default();
        match url.scheme() {
            "https" => {}
            "http" if matches!(host, "localhost" | "127.0.0.1" | "[::1]") => {}
            "http" => answer.refuse_at(
                Rule::RedirectUriHttp,
                value,
                format!("`{text}` is http, and not at a loopback host"),
            ),
            scheme if custom.contains(&&*format!("{scheme}://{host}")) => answer.rests_on(CUSTOM.name),
            scheme => {
                answer.rests_on(CUSTOM.name);
                answer.refuse_at(
                    Rule::RedirectUriCustomScheme,
                    value,
                    format!("`custom-redirects` does not hold `{scheme}://{host}`"),
                );
            }
        }
    }
}

fn grants(document: Document<'_>, answer: &mut Answer) {
    if let Some(value) = document.get("grant_types")
        && !document.lists("grant_types", "authorization_code")
    {
        answer.refuse_at(
            Rule::GrantTypesUnsupported,
            value,
            format!("`grant_types` must hold authorization_code, and is {}", described(value)),
        );
    }
    if let Some(value) = document.get("response_types") {
        let is_code = |value: Value<'_>| value.elements().all(|one| one.as_str() == Some("code"));
        let is_right = value.kind() == Kind::Array && value.elements().count() == 1 && is_code(value);
        if !is_right {
            answer.refuse_at(
                Rule::ResponseTypeUnknown,
                value,
                format!("`response_types` must be exactly `[\"code\"]`, and is {}", described(value)),
            );
        }
    }
}
