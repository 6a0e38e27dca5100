//! better-auth 1.7.0-rc.4: `@better-auth/cimd` `dist/index.mjs`; `@better-auth/oauth-provider` `dist/register-*.mjs`,
//! `dist/client-assertion-*.mjs`, `dist/index.mjs`; `@better-auth/core` `utils/redirect-uri`, `utils/host`.

use std::net::IpAddr;

use ::url::Url;

use crate::client::redirect::{Comparison, Entries, LoopbackHosts};
use crate::json::{Kind, Tree, Value};
use crate::metadata::address::special_use;
use crate::rule::{Mark, Rule};

use super::addresses::mapped;
use super::answer::Answer;
use super::asked::Asked;
use super::demands::{NOT_JAVASCRIPT, object};
use super::keys::{self, PRIVATE};
use super::policy::{EVERY_SCOPE, Policy, is_scope_token};
use super::response::{only_200, only_json, within};
use super::server::{Server, refuses_none};
use super::shape::{Document, Shape, described, js_trim};
use super::text::{Bom, Dialect, Utf8};
use super::whatwg::{self, begins};

const NAME: &str = "better-auth";
const NAME_MCP: &str = "better-auth-mcp";

const BODY_LIMIT: usize = 5_120;

const ORIGIN_BOUND: Policy = Policy {
    name: "origin-bound",
    values: &["on", "off"],
    default: "on",
    about: "whether client_uri and post_logout_redirect_uris must be of the identifier's origin (originBoundFields)",
};
const GRANTS: Policy = Policy {
    name: "grants",
    values: &[],
    default: "authorization_code,client_credentials,refresh_token",
    about: "the grants that the server has; an extension may add some",
};
const SCOPES: Policy = Policy {
    name: "scopes",
    values: &[],
    default: EVERY_SCOPE,
    about: "the scopes that the server has, separated by commas; * stands for any (scopes)",
};
const TRUSTED_ORIGINS: Policy = Policy {
    name: "trusted-origins",
    values: &[],
    default: "",
    about: "origins other than the identifier's at which a jwks_uri may be, separated by commas (trustedOrigins)",
};

const POLICIES: &[Policy] = &[ORIGIN_BOUND, GRANTS, SCOPES, TRUSTED_ORIGINS];

const COMPARISON: Comparison =
    Comparison::AnyPort { hosts: LoopbackHosts::Range, native_only: false, entries: Entries::All };

pub(super) const SERVER: Server = Server {
    name: NAME,
    title: "better-auth",
    package: "npm @better-auth/cimd",
    version: "1.7.0-rc.4",
    evidence: Mark::Tested,
    policies: POLICIES,
    comparison: COMPARISON,
    comparison_source: "@better-auth/oauth-provider dist/index.mjs, findRegisteredRedirectUri",
    refuses_redirect: refuses_none,
    check: |asked, answer| check(asked, NAME, answer),
};

pub(super) const SERVER_MCP: Server = Server {
    name: NAME_MCP,
    title: "better-auth (MCP)",
    check: |asked, answer| check(asked, NAME_MCP, answer),
    ..SERVER
};

/// Members with which a document is refused, whatever their value.
const FORBIDDEN: [&str; 35] = [
    "disabled",
    "client_secret",
    "client_secret_expires_at",
    "client_id_issued_at",
    "skip_consent",
    "enable_end_session",
    "require_pkce",
    "reference_id",
    "user_id",
    "resources",
    "clientSecret",
    "clientDiscoveryId",
    "skipConsent",
    "enableEndSession",
    "requirePKCE",
    "referenceId",
    "userId",
    "clientId",
    "applicationType",
    "tokenEndpointAuthMethod",
    "redirectUris",
    "postLogoutRedirectUris",
    "grantTypes",
    "responseTypes",
    "scopes",
    "expiresAt",
    "createdAt",
    "updatedAt",
    "softwareId",
    "softwareVersion",
    "softwareStatement",
    "backchannelLogoutUri",
    "backchannelLogoutSessionRequired",
    "jwksUri",
    "dpopBoundAccessTokens",
];

const ALGORITHMS: [&str; 10] =
    ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];

fn check(asked: &Asked<'_>, name: &'static str, answer: &mut Answer) {
    let Some(identifier) = whatwg::parse(asked.identifier).filter(|url| url.scheme() == "https") else {
        return answer.unknown_client(Rule::ClientIdUrlInvalid, "it is not an https URL");
    };
    url(asked.identifier, &identifier, answer);
    let Some(tree) = fetched(asked, answer) else { return };
    let Some(text) =
        object(tree, Dialect::JavaScript { bom: Bom::Dropped, utf8: Utf8::Replaced }, NOT_JAVASCRIPT, answer)
    else {
        return;
    };
    let Some(document) = text.root().and_then(Document::of) else { return };
    for name in FORBIDDEN {
        if let Some(value) = document.get(name) {
            let rule = match name {
                "client_secret" => Rule::SecretClientSecret,
                "client_secret_expires_at" => Rule::SecretClientSecretExpiresAt,
                _ => Rule::PropertyForbidden,
            };
            answer.refuse_at(
                rule,
                value,
                format!("`{name}` must not be in a document: it is the server's own to set"),
            );
        }
    }
    if document.get("subjectType").is_some() {
        answer.refuse_document(Rule::PropertyForbidden, "`subjectType` must not be in a document");
    }
    shapes(document, answer);
    answer.same_client_id(document, asked.identifier);
    if name == NAME_MCP {
        if document.get("client_name").is_none() {
            answer.refuse_document(Rule::ClientNameMissing, "`client_name` is required");
        }
        if document.get("redirect_uris").is_none() {
            answer.refuse_document(Rule::RedirectUrisMissing, "`redirect_uris` is required");
        }
    }
    authentication(document, &identifier, (asked, name), answer);
    key_set(document, answer);
    display(document, &identifier, (asked, name), answer);
    redirects(document, answer);
    grants(document, (asked, name), answer);
}

fn url(raw: &str, url: &Url, answer: &mut Answer) {
    let has_dot_segment = raw.split(['/', '#', '?', '\\']).skip(1).any(whatwg::is_dot_segment);
    if has_dot_segment {
        answer.refuse(Rule::ClientIdUrlDotSegment, "the URL has a segment `.` or `..`");
    }
    if raw.contains('#') {
        answer.refuse(Rule::ClientIdUrlFragment, "the URL has a fragment");
    }
    let (_, path) = whatwg::raw_parts(raw);
    if !begins(raw, "https://") || raw.contains('\\') || path.is_empty() {
        answer.refuse(Rule::ClientIdUrlNoPath, "the URL must be `https://`, a host and a path as written");
    }
    if whatwg::has_userinfo(url) {
        answer.refuse(Rule::ClientIdUrlUserinfo, "the URL has user information");
    }
    if !is_public(url) {
        answer.refuse(Rule::ClientIdUrlSpecialIp, "the host is not a public one");
    }
}

/// Whether the host is neither of the machine itself, nor a metadata service, nor an address of special use.
fn is_public(url: &Url) -> bool {
    const METADATA: [&str; 5] = [
        "metadata",
        "metadata.goog",
        "metadata.google.internal",
        "instance-data",
        "instance-data.ec2.internal",
    ];
    match whatwg::address(url) {
        Some(address) => is_public_address(address),
        None => {
            let host = url.host_str().unwrap_or_default();
            let host = host.strip_suffix('.').unwrap_or(host);
            host != "localhost" && !host.ends_with(".localhost") && !METADATA.contains(&host)
        }
    }
}

fn is_public_address(address: IpAddr) -> bool {
    special_use(mapped(address)).is_none()
}

fn fetched<'a>(asked: &Asked<'a>, answer: &mut Answer) -> Option<&'a Tree> {
    only_200(asked, answer);
    only_json(asked, answer);
    within(asked, BODY_LIMIT, answer)
}

fn shapes(document: Document<'_>, answer: &mut Answer) {
    for name in ["redirect_uris", "post_logout_redirect_uris"] {
        let Some(value) = document.get(name) else { continue };
        if value.kind() != Kind::Array || value.elements().next().is_none() {
            answer.shape(name, value, Shape::SomeStrings);
            continue;
        }
        value.elements().for_each(|uri| safe_url(name, uri, answer));
    }
    answer.shapes(
        document,
        Shape::String,
        &[
            "scope",
            "client_uri",
            "logo_uri",
            "tos_uri",
            "policy_uri",
            "software_id",
            "software_version",
            "software_statement",
            "jwks_uri",
        ],
    );
    answer.shapes(document, Shape::NotBlank, &["client_name", "token_endpoint_auth_method", "client_id"]);
    answer.shapes(
        document,
        Shape::Boolean,
        &["backchannel_logout_session_required", "dpop_bound_access_tokens"],
    );
    answer.shapes(document, Shape::SomeStrings, &["contacts", "grant_types"]);
    answer.shapes(document, Shape::Strings, &["response_types"]);
    for (name, rule) in [("contacts", Rule::PropertyEmpty), ("grant_types", Rule::PropertyEmpty)] {
        for item in document.elements(name) {
            if item.as_str().is_some_and(|text| {
                if name == "contacts" { text.is_empty() } else { js_trim(text).is_empty() }
            }) {
                answer.refuse_at(rule, item, format!("an entry of `{name}` is empty"));
            }
        }
    }
    for item in document.elements("response_types") {
        if item.as_str().is_some_and(|text| text != "code") {
            answer.refuse_at(
                Rule::ResponseTypeUnknown,
                item,
                format!("the response type {} is not `code`", described(item)),
            );
        }
    }
    for (name, values, rule) in [
        ("application_type", ["web", "native"], Rule::ApplicationTypeValue),
        ("subject_type", ["public", "pairwise"], Rule::SubjectTypeValue),
    ] {
        answer.one_of(document, name, &values, rule);
    }
    if let Some(uri) = document.get("backchannel_logout_uri") {
        answer.refuse_at(Rule::PropertyForbidden, uri, "`backchannel_logout_uri` is refused in a document");
    }
    if let Some(value) = document.get("backchannel_logout_session_required") {
        answer.refuse_at(
            Rule::PropertyForbidden,
            value,
            "`backchannel_logout_session_required` is refused in a document",
        );
    }
}

/// Checks the URL of an entry: no fragment, no script scheme, and plain http only to loopback hosts.
fn safe_url(name: &str, uri: Value<'_>, answer: &mut Answer) {
    let Some(text) = uri.as_str() else {
        return answer.refuse_at(
            Rule::RedirectUriType,
            uri,
            format!("an entry of `{name}` is {}", described(uri)),
        );
    };
    let Some(url) = whatwg::parse(text) else {
        return answer.refuse_at(Rule::RedirectUriInvalid, uri, format!("`{text}` is not a URL"));
    };
    if text.contains('#') {
        answer.refuse_at(Rule::RedirectUriFragment, uri, format!("`{text}` has a fragment"));
    }
    if matches!(url.scheme(), "javascript" | "data" | "vbscript") {
        answer.refuse_at(
            Rule::RedirectUriDangerousScheme,
            uri,
            format!("the scheme `{}` is refused", url.scheme()),
        );
    }
    if url.scheme() == "http" && !is_loopback(&url) {
        answer.refuse_at(
            Rule::RedirectUriHttp,
            uri,
            format!("`{text}` is http, which is for loopback hosts only"),
        );
    }
}

fn is_loopback(url: &Url) -> bool {
    match whatwg::address(url) {
        Some(address) => address.is_loopback(),
        None => url.host_str().is_some_and(|host| host == "localhost" || host.ends_with(".localhost")),
    }
}

fn authentication(
    document: Document<'_>,
    identifier: &Url,
    (asked, name): (&Asked<'_>, &'static str),
    answer: &mut Answer,
) {
    let value = document.get("token_endpoint_auth_method");
    let method = value.and_then(Value::as_str).map(js_trim).unwrap_or("none");
    let uri = document.get("jwks_uri").filter(|value| value.as_str() != Some(""));
    let set = document.get("jwks");
    match (method, value) {
        ("none", _) => {}
        ("private_key_jwt", _) if set.is_none() && uri.is_none() => {
            answer.refuse_document(Rule::AuthKeyMissing, "`private_key_jwt` takes `jwks` or `jwks_uri`");
        }
        ("private_key_jwt", _) => {}
        (_, Some(value)) if !method.is_empty() => {
            let rule = if method.starts_with("client_secret") {
                Rule::AuthMethodSharedSecret
            } else {
                Rule::AuthMethodUnsupported
            };
            answer.refuse_at(rule, value, format!("the method `{method}` is not none or private_key_jwt"));
        }
        _ => {}
    }
    answer.method = Some(method.to_owned());
    if let (Some(set), Some(_)) = (set, uri) {
        answer.refuse_at(Rule::JwksBoth, set, "`jwks` and `jwks_uri` must not both be there");
    }
    let Some((value, text)) = uri.and_then(|value| Some((value, value.as_str()?))) else { return };
    let Some(url) = whatwg::parse(text) else {
        return answer.refuse_at(Rule::JwksUriInvalid, value, format!("`{text}` is not a URL"));
    };
    if url.scheme() != "https" {
        answer.refuse_at(Rule::UriNotHttps, value, format!("`jwks_uri` must be https, and is `{text}`"));
    }
    if whatwg::has_userinfo(&url) || text.contains('#') {
        answer.refuse_at(
            Rule::JwksUriUserinfo,
            value,
            "`jwks_uri` must have no user information and no fragment",
        );
    }
    if !is_public(&url) {
        answer.refuse_at(Rule::JwksUriSpecialIp, value, "the host of `jwks_uri` is not a public one");
    }
    let origin = url.origin();
    if origin != identifier.origin() {
        answer.rests_on(TRUSTED_ORIGINS.name);
        if !asked.policies.lists(name, &TRUSTED_ORIGINS, &origin.ascii_serialization()) {
            answer.refuse_at(
                Rule::JwksUriCrossOrigin,
                value,
                "`jwks_uri` must be of the identifier's origin, or of one that the operator trusts",
            );
        }
    }
}

fn key_set(document: Document<'_>, answer: &mut Answer) {
    let Some(set) = document.get("jwks") else { return };
    let keys = keys::keys(set).filter(|keys| !keys.is_empty());
    let Some(keys) = keys else {
        return answer.refuse_at(
            Rule::JwksType,
            set,
            "`jwks` must be an object whose `keys` is an array of one object or more",
        );
    };
    for key in keys {
        if key.get("kty").and_then(Value::as_str) == Some("oct")
            || PRIVATE.iter().any(|name| key.get(name).is_some())
        {
            answer.refuse_at(Rule::JwkPrivate, key, "the key is a private or a symmetric one");
            continue;
        }
        let curve = keys::text(key, "crv").unwrap_or_default();
        let kty = keys::text(key, "kty").unwrap_or_default();
        let is_whole = match kty {
            "RSA" => keys::has(key, &["n", "e"]),
            "EC" => ["P-256", "P-384", "P-521"].contains(&curve) && keys::has(key, &["x", "y"]),
            "OKP" => curve == "Ed25519" && keys::has(key, &["x"]),
            _ => false,
        };
        if !is_whole {
            answer.refuse_at(
                Rule::JwkMemberMissing,
                key,
                format!("the key of the type `{kty}` is not one that the server takes, or lacks a member"),
            );
            continue;
        }
        let Some(algorithm) = key.get("alg") else { continue };
        let fits = algorithm.as_str().is_some_and(|alg| {
            ALGORITHMS.contains(&alg)
                && match (kty, curve) {
                    ("RSA", _) => alg.starts_with("RS") || alg.starts_with("PS"),
                    ("EC", "P-256") => alg == "ES256",
                    ("EC", "P-384") => alg == "ES384",
                    ("EC", "P-521") => alg == "ES512",
                    _ => alg == "EdDSA",
                }
        });
        if !fits {
            answer.refuse_at(
                Rule::JwkAlgKtyMismatch,
                algorithm,
                format!("`alg` {} does not fit the key", described(algorithm)),
            );
        }
    }
}

fn display(
    document: Document<'_>,
    identifier: &Url,
    (asked, name): (&Asked<'_>, &'static str),
    answer: &mut Answer,
) {
    let bound = asked.policies.is_on(name, &ORIGIN_BOUND);
    for name in ["client_uri", "logo_uri", "tos_uri", "policy_uri"] {
        let Some((value, text)) = document.get(name).and_then(|value| Some((value, value.as_str()?))) else {
            continue;
        };
        let Some(url) = whatwg::parse(text).filter(|url| matches!(url.scheme(), "http" | "https")) else {
            answer.refuse_at(
                Rule::UriNotAbsolute,
                value,
                format!("`{name}` must be an http or https URL, and is `{text}`"),
            );
            continue;
        };
        if whatwg::has_userinfo(&url) {
            answer.refuse_at(Rule::UriUserinfo, value, format!("`{name}` has user information"));
        }
        if !is_public(&url) {
            answer.refuse_at(Rule::UriSpecialIp, value, format!("the host of `{name}` is not a public one"));
        }
        if name == "client_uri" && bound && url.origin() != identifier.origin() {
            answer.rests_on(ORIGIN_BOUND.name);
            answer.refuse_at(
                Rule::ClientUriCrossOrigin,
                value,
                "`client_uri` must be of the identifier's origin",
            );
        }
    }
    for uri in document.elements("post_logout_redirect_uris") {
        let Some(url) = uri.as_str().and_then(whatwg::parse).filter(|_| bound) else { continue };
        let is_free = !matches!(url.scheme(), "http" | "https") || is_loopback(&url);
        if !is_free && url.origin() != identifier.origin() {
            answer.rests_on(ORIGIN_BOUND.name);
            answer.refuse_at(Rule::PostLogoutRedirect, uri, "it must be of the identifier's origin");
        }
    }
}

fn redirects(document: Document<'_>, answer: &mut Answer) {
    let application_type = document.text("application_type");
    answer.is_native = application_type != Some("web");
    for uri in document.elements("redirect_uris") {
        let Some((text, url)) = uri.as_str().and_then(|text| Some((text, whatwg::parse(text)?))) else {
            continue;
        };
        let is_private_use = private_use(text, &url);
        if !matches!(url.scheme(), "http" | "https") && !is_private_use {
            if !matches!(url.scheme(), "javascript" | "data" | "vbscript") {
                answer.refuse_at(
                    Rule::RedirectUriPrivateSchemeNoDot,
                    uri,
                    format!("the scheme of `{text}` must have a dot, and exactly one slash must follow it"),
                );
            }
            continue;
        }
        if whatwg::has_userinfo(&url) {
            answer.refuse_at(Rule::RedirectUriUserinfo, uri, format!("`{text}` has user information"));
        }
        let host = url.host_str().unwrap_or_default();
        if host == "localhost." {
            answer.refuse_at(Rule::RedirectUriLocalhost, uri, format!("the host of `{text}` ends in a dot"));
            continue;
        }
        let is_web = url.scheme() == "https" && !is_loopback(&url);
        let (_, rest) = text.split_once("://").unwrap_or_default();
        let authority = &rest[..rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len())];
        let raw_host = host_of(authority.rsplit('@').next().unwrap_or_default()).to_ascii_lowercase();
        let is_loopback_http =
            url.scheme() == "http" && matches!(raw_host.as_str(), "localhost" | "127.0.0.1" | "[::1]");
        match application_type {
            Some("web") if !is_web => answer.refuse_at(
                Rule::ApplicationTypeWebLocal,
                uri,
                format!("`{text}`: a client of the type web takes https at other hosts than loopback ones"),
            ),
            Some("web") => {}
            _ if is_web || is_loopback_http || is_private_use => {}
            // Plain http to others is refused above.
            _ if url.scheme() == "http" && !is_loopback(&url) => {}
            _ => answer.refuse_at(
                Rule::RedirectUriLoopbackAlias,
                uri,
                format!("`{text}`: a native client takes https at other hosts, http at localhost, 127.0.0.1 or [::1], and private-use schemes"),
            ),
        }
    }
    answer.register_redirect_uris(document);
}

fn host_of(authority: &str) -> &str {
    if authority.starts_with('[') {
        return authority.find(']').map_or(authority, |end| &authority[..=end]);
    }
    authority.split(':').next().unwrap_or_default()
}

/// A scheme with a dot, of labels, and exactly one slash behind it.
fn private_use(text: &str, url: &Url) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let scheme = url.scheme();
    let rest = js_trim(text).get(scheme.len() + 1..).unwrap_or_default();
    scheme.contains('.')
        && scheme.split('.').all(is_label)
        && rest.starts_with('/')
        && !rest.starts_with("//")
}

fn grants(document: Document<'_>, (asked, name): (&Asked<'_>, &'static str), answer: &mut Answer) {
    let listed = document.elements("grant_types");
    let names: Vec<&str> = match document.get("grant_types") {
        None => vec!["authorization_code"],
        Some(_) => document.strings("grant_types").into_iter().map(js_trim).collect(),
    };
    for value in listed {
        let Some(grant) = value.as_str().map(js_trim).filter(|grant| !grant.is_empty()) else { continue };
        if !asked.policies.lists(name, &GRANTS, grant) {
            answer.rests_on(GRANTS.name);
            answer.refuse_at(Rule::GrantUnsupported, value, format!("the server has no grant `{grant}`"));
        }
    }
    let with_code = names.contains(&"authorization_code");
    if with_code && document.get("redirect_uris").is_none() {
        answer
            .refuse_document(Rule::RedirectUrisMissing, "the grant authorization_code takes `redirect_uris`");
    }
    if let Some(value) = document.get("response_types") {
        let has_code = document.lists("response_types", "code");
        if has_code != with_code {
            answer.refuse_at(
                Rule::GrantResponseMismatch,
                value,
                "the grant authorization_code and the response type code need each other",
            );
        }
    }
    if document.text("subject_type") == Some("pairwise")
        && let Some(value) = document.get("subject_type")
    {
        answer.refuse_at(Rule::PairwiseSector, value, "the server has no secret for pairwise subjects");
    }
    let Some((value, scope)) = document.get("scope").and_then(|value| Some((value, value.as_str()?))) else {
        return;
    };
    for token in scope.split(' ').filter(|token| !token.is_empty()) {
        if !is_scope_token(token) || !asked.policies.lists(name, &SCOPES, token) {
            answer.rests_on(SCOPES.name);
            answer.refuse_at(Rule::ScopeRefused, value, format!("the server has no scope `{token}`"));
        }
    }
}
