//! zeroid of August 2026: `internal/service/{cimd,oauth}.go`.

use crate::client::redirect::Comparison;
use crate::rule::{Mark, Rule};
use crate::servers::answer::Answer;
use crate::servers::asked::Asked;
use crate::servers::policy::Policy;
use crate::servers::server::{Server, refuses_none};
use crate::servers::shape::{Document, described};

use super::checks::{client_id, entries, fetched, guard, method_among, object, redirect_uris};
use super::{comparisons, golang};

const NAME: &str = "zeroid";

const URL_LIMIT: usize = 255;
const BODY_LIMIT: usize = 5_120;

const DOMAINS: Policy = Policy {
    name: "allowed-domains",
    values: &[],
    default: "",
    about: "the hosts that identifiers may have, none stands for all (cimd.allowed_domains)",
};

pub(in crate::servers) const SERVER: Server = Server {
    name: NAME,
    title: "zeroid",
    package: "zeroid source",
    version: "f08f9799",
    evidence: Mark::Source,
    policies: &[DOMAINS],
    comparison: Comparison::Own(comparisons::zeroid),
    comparison_source: "internal/service/oauth.go",
    refuses_redirect: refuses_none,
    check,
};

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    let Some(url) = golang::parse(asked.identifier).filter(|url| url.scheme == "https") else {
        return answer.unknown_client(Rule::ClientIdUrlNotHttps, "it is not an https URL");
    };
    answer.refuse_identifier([
        (url.hostname.is_empty(), Rule::ClientIdUrlNoHost, "has no host"),
        (url.path.len() <= 1, Rule::ClientIdUrlNoPath, "has no path, or only `/`"),
        (asked.identifier.len() > URL_LIMIT, Rule::ClientIdUrlTooLong, "has more than 255 bytes"),
        (url.query.is_some_and(|query| !query.is_empty()), Rule::ClientIdUrlQuery, "has a query"),
        (
            url.fragment.is_some_and(|fragment| !fragment.is_empty()),
            Rule::ClientIdUrlFragment,
            "has a fragment",
        ),
    ]);
    golang::refuse_parts(&url, answer);
    guard(url.hostname, answer);
    let domains = entries(asked, NAME, &DOMAINS);
    if !domains.is_empty() && !domains.contains(&url.hostname) {
        answer.rests_on(DOMAINS.name);
        answer.refuse(None, format!("`allowed-domains` does not hold the host `{}`", url.hostname));
    }
    let Some(tree) = fetched(asked, BODY_LIMIT, answer) else { return };
    let Some(text) = object(tree, answer) else { return };
    let Some(document) = text.root().and_then(Document::of) else { return };
    let document = golang::members(
        document,
        &["client_id", "client_name", "token_endpoint_auth_method"],
        &["redirect_uris", "grant_types", "response_types"],
        answer,
    );
    client_id(document, asked, answer);
    redirects(document, answer);
    method(document, answer);
    grants(document, answer);
    match document.text("client_name") {
        Some(name) if !name.trim().is_empty() => {}
        _ => answer
            .refuse_document(Rule::ClientNameMissing, "`client_name` is required, and must not be blank"),
    }
}

fn redirects(document: Document<'_>, answer: &mut Answer) {
    for (value, text) in redirect_uris(document, answer) {
        let Some(url) = golang::parse(text) else {
            answer.refuse_at(Rule::RedirectUriInvalid, value, format!("`{text}` is not a URL to Go"));
            continue;
        };
        if url.fragment.is_some_and(|fragment| !fragment.is_empty()) {
            answer.refuse_at(Rule::RedirectUriFragment, value, format!("`{text}` has a fragment"));
        }
        if !matches!(&*url.scheme, "http" | "https") {
            continue;
        }
        if url.hostname.is_empty() {
            answer.refuse_at(Rule::RedirectUriInvalid, value, format!("`{text}` has no host"));
        }
        if url.has_userinfo {
            answer.refuse_at(Rule::RedirectUriUserinfo, value, format!("`{text}` has user information"));
        }
        if url.scheme == "http" && !url.is_http_loopback() {
            answer.refuse_at(
                Rule::RedirectUriHttp,
                value,
                format!("`{text}` is http, and not at a loopback host"),
            );
        }
    }
}

fn method(document: Document<'_>, answer: &mut Answer) {
    answer.method = Some("none".to_owned());
    match document.get("token_endpoint_auth_method") {
        Some(value) if value.as_str() == Some("private_key_jwt") => answer.unknown_at(
            Rule::AuthMethodUnsupported,
            value,
            "`private_key_jwt` is taken by newer versions, and by which rules is not known",
        ),
        _ => method_among(document, &["none"], answer),
    }
}

fn grants(document: Document<'_>, answer: &mut Answer) {
    let grants = document.elements("grant_types");
    if let Some(value) = document.get("grant_types").filter(|_| !grants.is_empty())
        && !document.lists("grant_types", "authorization_code")
    {
        answer.refuse_at(Rule::GrantTypesUnsupported, value, "`grant_types` must hold authorization_code");
    }
    for grant in grants {
        if grant.as_str().is_some_and(|text| !matches!(text, "authorization_code" | "refresh_token")) {
            answer.refuse_at(
                Rule::GrantUnsupported,
                grant,
                format!("the grant {} is not supported", described(grant)),
            );
        }
    }
    if let Some(value) = document.get("response_types").filter(|value| value.elements().next().is_some())
        && !document.lists("response_types", "code")
    {
        answer.refuse_at(Rule::ResponseTypeCodeMissing, value, "`response_types` must hold code");
    }
}
