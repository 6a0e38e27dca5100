//! ZITADEL, pull request 12316, in no release yet: `internal/api/oidc/client_metadata_document.go`,
//! `client_registration.go`, `internal/domain/application_oidc.go`.

use crate::client::redirect::Comparison;
use crate::rule::{Mark, Rule};
use crate::servers::answer::Answer;
use crate::servers::asked::Asked;
use crate::servers::policy::Policy;
use crate::servers::server::{Server, refuses_none};
use crate::servers::shape::{Document, Shape, described};

use super::checks::{client_id, entries, fetched, guard, is_on, object, redirect_uris, switch};
use super::golang::{self, GoUrl};

const NAME: &str = "zitadel";

const URL_LIMIT: usize = 2_048;
const BODY_LIMIT: usize = 102_400;

const SWITCH: Policy = switch(
    "whether documents are taken; the server's own default is off (security setting client_id_metadata_document)",
);
const URLS: Policy = Policy {
    name: "allowed-urls",
    values: &[],
    default: "",
    about: "the identifiers that system and instance allow; one that ends in / allows those that begin so, * any (AllowedURLs, AllowAnyURL)",
};

pub(in crate::servers) const SERVER: Server = Server {
    name: NAME,
    title: "ZITADEL",
    package: "ZITADEL pull request 12316",
    version: "304649b1",
    evidence: Mark::Source,
    policies: &[SWITCH, URLS],
    comparison: Comparison::Exact,
    comparison_source: "internal/api/oidc",
    refuses_redirect: refuses_none,
    check,
};

const GRANTS: [&str; 5] = [
    "authorization_code",
    "refresh_token",
    "implicit",
    "urn:ietf:params:oauth:grant-type:device_code",
    "urn:ietf:params:oauth:grant-type:token-exchange",
];

const RESPONSES: [&str; 3] = ["code", "id_token", "id_token token"];

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    if !is_on(asked, NAME, &SWITCH, answer) {
        return;
    }
    let Some(url) = golang::parse(asked.identifier) else {
        return answer.unknown_client(Rule::ClientIdUrlInvalid, "it is not a URL to Go");
    };
    identifier(&url, asked, answer);
    guard(url.hostname, answer);
    let Some(tree) = fetched(asked, BODY_LIMIT, answer) else { return };
    let Some(text) = object(tree, answer) else { return };
    let Some(document) = text.root().and_then(Document::of) else { return };
    let document = golang::members(
        document,
        &["client_id", "application_type", "client_name", "token_endpoint_auth_method", "jwks_uri"],
        &["redirect_uris", "response_types", "grant_types", "post_logout_redirect_uris"],
        answer,
    );
    client_id(document, asked, answer);
    authentication(document, answer);
    responses(document, answer);
    redirects(document, &url, answer);
}

fn identifier(url: &GoUrl<'_>, asked: &Asked<'_>, answer: &mut Answer) {
    let raw = asked.identifier;
    let path = url.raw_path.to_ascii_lowercase();
    for (is_wrong, rule, why) in [
        (raw.len() > URL_LIMIT, Rule::ClientIdUrlTooLong, "it has more than 2048 bytes"),
        (url.scheme != "https", Rule::ClientIdUrlNotHttps, "it is not https"),
        (url.hostname.is_empty(), Rule::ClientIdUrlNoHost, "it has no host"),
        (url.has_userinfo, Rule::ClientIdUrlUserinfo, "it has user information"),
        (url.fragment.is_some(), Rule::ClientIdUrlFragment, "it has a fragment, if an empty one"),
        (url.raw_path.is_empty(), Rule::ClientIdUrlNoPath, "it has no path"),
        (
            path.contains("%2f") || path.contains("%5c"),
            Rule::ClientIdUrlEncodedSlash,
            "its path has an escaped slash or backslash",
        ),
        (url.has_dot_segment(), Rule::ClientIdUrlDotSegment, "its path has a segment `.` or `..`"),
    ] {
        if is_wrong {
            answer.unknown_client(rule, why);
        }
    }
    let fits =
        |entry: &&str| *entry == "*" || *entry == raw || entry.ends_with('/') && raw.starts_with(*entry);
    answer.rests_on(URLS.name);
    if !entries(asked, NAME, &URLS).iter().any(fits) {
        answer.unknown_client(None, "`allowed-urls` does not allow it");
    }
}

fn authentication(document: Document<'_>, answer: &mut Answer) {
    answer.method = Some("none".to_owned());
    let uri = document.get("jwks_uri").filter(|value| value.as_str() != Some(""));
    if let Some(value) = document.get("jwks").or(uri) {
        answer.refuse_at(
            Rule::PropertyForbidden,
            value,
            "key sets are not supported for clients with a document",
        );
    }
    if let Some(value) = document.get("token_endpoint_auth_method")
        && !matches!(value.as_str(), Some("" | "none"))
    {
        answer.refuse_at(
            Rule::AuthMethodUnsupported,
            value,
            format!("`token_endpoint_auth_method` must be none, and is {}", described(value)),
        );
    }
}

fn responses(document: Document<'_>, answer: &mut Answer) {
    if let Some(value) = document.get("application_type")
        && !matches!(value.as_str(), Some("" | "web" | "native"))
    {
        answer.refuse_at(
            Rule::ApplicationTypeValue,
            value,
            format!("`application_type` must be web or native, and is {}", described(value)),
        );
    }
    for grant in document.elements("grant_types") {
        if grant.as_str().is_some_and(|text| !GRANTS.contains(&text)) {
            answer.refuse_at(
                Rule::GrantUnsupported,
                grant,
                format!("the grant {} is not supported", described(grant)),
            );
        }
    }
    let mut grants = document.strings("grant_types");
    if grants.is_empty() {
        grants.push("authorization_code");
    }
    let has = |grant: &str| grants.contains(&grant);
    if has("refresh_token") && !has("authorization_code") && !has(GRANTS[3]) {
        answer.refuse_document(
            Rule::GrantRefreshAlone,
            "the grant `refresh_token` needs authorization_code or that of devices",
        );
    }
    for response in document.elements("response_types") {
        let Some(text) = response.as_str() else { continue };
        if !RESPONSES.contains(&text) {
            answer.refuse_at(
                Rule::ResponseTypeUnknown,
                response,
                format!("the response type `{text}` is not supported"),
            );
        }
        let needed = if text == "code" { "authorization_code" } else { "implicit" };
        if RESPONSES.contains(&text) && !has(needed) {
            answer.refuse_at(
                Rule::GrantResponseMismatch,
                response,
                format!("the response type `{text}` needs the grant {needed}"),
            );
        }
    }
}

fn redirects(document: Document<'_>, own: &GoUrl<'_>, answer: &mut Answer) {
    let port = |url: &GoUrl<'_>| {
        let port = url.host.rsplit_once(':').map_or("", |(_, port)| port).to_owned();
        if port.is_empty() || port.contains(']') { "443".to_owned() } else { port }
    };
    let is_own = |text: &str| {
        golang::parse(text).is_some_and(|url| {
            url.scheme == own.scheme
                && url.hostname.eq_ignore_ascii_case(own.hostname)
                && port(&url) == port(own)
        })
    };
    let uris = match document.get("redirect_uris") {
        Some(value) if Shape::Strings.fits(value) && value.elements().next().is_some() => {
            redirect_uris(document, answer)
        }
        _ => Vec::new(),
    };
    for (value, text) in &uris {
        if text.contains('#') {
            answer.refuse_at(Rule::RedirectUriFragment, *value, format!("`{text}` has a fragment"));
        } else if !is_own(text) {
            answer.drop_at(
                Rule::RedirectUriCrossOrigin,
                *value,
                format!("`{text}` is dropped: it is not of the identifier's origin"),
            );
        }
    }
    answer.redirect_uris.retain(|text| is_own(text));
    if answer.redirect_uris.is_empty() {
        answer.refuse_document(
            Rule::RedirectUriCrossOrigin,
            "`redirect_uris` has no entry of the identifier's origin",
        );
    }
}
