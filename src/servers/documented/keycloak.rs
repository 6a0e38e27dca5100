//! Keycloak 26.8.0 with the feature `cimd`: `ClientIdMetadataDocumentExecutor`, `ClientIdUriSchemeCondition`,
//! `RedirectUtils`, `OIDCClientRepresentation`; the conversion of the document is read from older files.

use crate::client::redirect::Comparison;
use crate::json::{Kind, Value};
use crate::metadata::uri::Uri;
use crate::rule::{Mark, Rule};
use crate::servers::answer::Answer;
use crate::servers::asked::Asked;
use crate::servers::policy::Policy;
use crate::servers::server::Server;
use crate::servers::shape::{Document, described};

use super::checks::{
    Wildcard, client_id, entries, fetched, holds_host, method_among, object, one_key_set, redirect_uris,
};
use super::{comparisons, java};

const NAME: &str = "keycloak";

const SCHEMES: Policy = Policy {
    name: "condition-schemes",
    values: &[],
    default: "",
    about: "the schemes of identifiers to which the client policy applies, separated by commas (client-id-uri-scheme)",
};
const DOMAINS: Policy = Policy {
    name: "condition-domains",
    values: &[],
    default: "",
    about: "the hosts of identifiers to which it applies; *.d is d and what is below (client-id-uri-allow-permitted-domains)",
};
const TRUSTED: Policy = Policy {
    name: "trusted-domains",
    values: &[],
    default: "",
    about: "the hosts that identifiers and other URIs may have; *.d is d and what is below (cimd-allow-permitted-domains)",
};
const HTTP: Policy = Policy {
    name: "any-scheme",
    values: &["on", "off"],
    default: "off",
    about: "whether identifiers need not be https (cimd-allow-http-scheme)",
};
const BODY_LIMIT: Policy = Policy {
    name: "body-limit",
    values: &[],
    default: "5000",
    about: "the largest document in bytes (upper-limit-metadata-bytes)",
};
const PUBLIC_GRANTS: Policy = Policy {
    name: "public-grants",
    values: &["on", "off"],
    default: "off",
    about: "whether a public client may name token exchange and jwt-bearer, which are then dropped",
};

pub(in crate::servers) const SERVER: Server = Server {
    name: NAME,
    title: "Keycloak",
    package: "Keycloak source",
    version: "26.8.0",
    evidence: Mark::Source,
    policies: &[SCHEMES, DOMAINS, TRUSTED, HTTP, BODY_LIMIT, PUBLIC_GRANTS],
    comparison: Comparison::Own(comparisons::keycloak),
    comparison_source: "protocol/oidc/utils/RedirectUtils",
    refuses_redirect,
    check,
};

/// The members of the class that the document is read into; any other refuses it.
const MEMBERS: [&str; 54] = [
    "application_type",
    "authorization_encrypted_response_alg",
    "authorization_encrypted_response_enc",
    "authorization_signed_response_alg",
    "backchannel_authentication_request_signing_alg",
    "backchannel_client_notification_endpoint",
    "backchannel_logout_session_required",
    "backchannel_logout_uri",
    "backchannel_token_delivery_mode",
    "client_id",
    "client_id_issued_at",
    "client_name",
    "client_secret",
    "client_secret_expires_at",
    "client_uri",
    "contacts",
    "default_acr_values",
    "default_max_age",
    "dpop_bound_access_tokens",
    "frontchannel_logout_session_required",
    "frontchannel_logout_uri",
    "grant_types",
    "id_token_encrypted_response_alg",
    "id_token_encrypted_response_enc",
    "id_token_signed_response_alg",
    "initiate_login_uri",
    "jwks",
    "jwks_uri",
    "logo_uri",
    "policy_uri",
    "post_logout_redirect_uris",
    "redirect_uris",
    "registration_access_token",
    "registration_client_uri",
    "request_object_encryption_alg",
    "request_object_encryption_enc",
    "request_object_signing_alg",
    "request_uris",
    "require_auth_time",
    "require_pushed_authorization_requests",
    "response_types",
    "scope",
    "sector_identifier_uri",
    "software_id",
    "software_version",
    "subject_type",
    "tls_client_auth_subject_dn",
    "tls_client_certificate_bound_access_tokens",
    "token_endpoint_auth_method",
    "token_endpoint_auth_signing_alg",
    "tos_uri",
    "userinfo_encrypted_response_alg",
    "userinfo_encrypted_response_enc",
    "userinfo_signed_response_alg",
];

const LISTS: [&str; 7] = [
    "contacts",
    "default_acr_values",
    "grant_types",
    "post_logout_redirect_uris",
    "redirect_uris",
    "request_uris",
    "response_types",
];

/// Lists of URIs whose hosts must be trusted.
pub(in crate::servers) const TRUSTED_LISTS: [&str; 2] = ["redirect_uris", "post_logout_redirect_uris"];

/// URIs whose hosts must be trusted, beside those.
pub(in crate::servers) const TRUSTED_URIS: [&str; 5] =
    ["logo_uri", "client_uri", "tos_uri", "policy_uri", "jwks_uri"];

const METHODS: [&str; 3] = ["none", "private_key_jwt", "tls_client_auth"];

const NOT_PUBLIC_GRANTS: [&str; 2] =
    ["urn:ietf:params:oauth:grant-type:token-exchange", "urn:ietf:params:oauth:grant-type:jwt-bearer"];

const RESPONSE_PARAMETERS: [&str; 4] = ["code", "state", "error", "iss"];

fn refuses_redirect(requested: &str) -> Option<&'static str> {
    let query = Uri::split(requested).query?;
    let is_response = query
        .split('&')
        .any(|pair| RESPONSE_PARAMETERS.contains(&pair.split('=').next().unwrap_or_default()));
    is_response.then_some("a redirect URI with parameters of a response (code, state, error, iss) is refused")
}

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    let trusted = entries(asked, NAME, &TRUSTED);
    identifier(asked, &trusted, answer);
    let limit = asked.policies.number(NAME, &BODY_LIMIT);
    if asked.size > limit {
        answer.rests_on(BODY_LIMIT.name);
    }
    let Some(tree) = fetched(asked, limit, answer) else { return };
    let Some(text) = object(tree, answer) else { return };
    let Some(document) = text.root().and_then(Document::of) else { return };
    members(text.root(), answer);
    let document = document.null_is_absent();
    client_id(document, asked, answer);
    answer.no_secrets(document, "");
    method_among(document, &METHODS, answer);
    answer.method = Some(document.text("token_endpoint_auth_method").unwrap_or("none").to_owned());
    redirects(document, &trusted, answer);
    keys(document, answer);
    grants(document, asked, answer);
}

fn identifier(asked: &Asked<'_>, trusted: &[&str], answer: &mut Answer) {
    let Some(uri) = java::parse(asked.identifier) else {
        return answer.unknown_client(Rule::ClientIdUrlInvalid, "it is not a URI to java.net.URI");
    };
    let scheme = uri.scheme.unwrap_or_default();
    let host = java::host(&uri);
    let (schemes, domains) = (entries(asked, NAME, &SCHEMES), entries(asked, NAME, &DOMAINS));
    answer.rests_on(SCHEMES.name);
    answer.rests_on(DOMAINS.name);
    answer.rests_on(TRUSTED.name);
    if !schemes.contains(&scheme) {
        answer.unknown_client(
            None,
            &format!("`condition-schemes` does not hold the scheme `{scheme}`, in which letter case counts"),
        );
    }
    if !host.is_some_and(|host| holds_host(&domains, host, Wildcard::BelowAndItself)) {
        answer.unknown_client(None, &format!("`condition-domains` does not hold the host `{}`", uri.host()));
    }
    if scheme != "https" && !asked.policies.is_on(NAME, &HTTP) {
        answer.rests_on(HTTP.name);
        answer.refuse(Rule::ClientIdUrlNotHttps, "the scheme must be `https`, in lower case");
    }
    if uri.path.is_empty() {
        answer.refuse(Rule::ClientIdUrlNoPath, "the URL has no path");
    }
    if has_traversal(uri.path) {
        answer.refuse(Rule::ClientIdUrlDotSegment, "the path has a segment `.` or `..`, or an escape of one");
    }
    for (part, rule, name) in [
        (uri.fragment, Rule::ClientIdUrlFragment, "a fragment"),
        (uri.userinfo(), Rule::ClientIdUrlUserinfo, "user information"),
        (uri.query, Rule::ClientIdUrlQuery, "a query"),
    ] {
        if part.is_some() {
            answer.refuse(rule, format!("the URL has {name}, if an empty one"));
        }
    }
    if let Some(why) = untrusted(asked.identifier, trusted) {
        answer.refuse(None, format!("the identifier: {why}"));
    }
}

/// Whether a segment is one or two dots, where dots and delimiters may be escaped.
fn has_traversal(path: &str) -> bool {
    let plain = path.to_ascii_lowercase().replace("%2e", ".").replace("%2f", "/").replace("%5c", "/");
    let mut segments = plain.split(['/', '\\']);
    segments.next();
    segments.any(|segment| segment == "." || segment == "..")
}

/// The host that is looked for among the trusted ones; `None` where a URI has none.
pub(in crate::servers) fn host_of(uri: &str) -> Option<&str> {
    java::host(&java::parse(uri)?)
}

/// Why the host of a URI is not a trusted one.
fn untrusted(text: &str, trusted: &[&str]) -> Option<String> {
    let Some(uri) = java::parse(text) else { return Some(format!("`{text}` is not a URI to java.net.URI")) };
    match java::host(&uri) {
        None => Some(format!("`{text}` has no host to java.net.URI, and only trusted hosts are taken")),
        Some(host) if !holds_host(trusted, host, Wildcard::BelowAndItself) => {
            Some(format!("`trusted-domains` does not hold the host `{host}` of `{text}`"))
        }
        Some(_) => None,
    }
}

fn members(root: Option<Value<'_>>, answer: &mut Answer) {
    for member in root.into_iter().flat_map(Value::members) {
        let value = member.value;
        if !MEMBERS.contains(&member.name) {
            answer.refuse_at(
                Rule::PropertyUnknown,
                value,
                format!("`{}` is not a member of the server's class, and unknown ones refuse", member.name),
            );
            continue;
        }
        let wrong = match (member.name, value.kind()) {
            (_, Kind::Null) => None,
            ("jwks", Kind::Object) => {
                let other = value.members().find(|inner| inner.name != "keys");
                other.map(|_| "an object with `keys` only")
            }
            ("jwks", _) => Some("an object"),
            (name, kind) if LISTS.contains(&name) => (kind != Kind::Array).then_some("an array"),
            (_, Kind::Array | Kind::Object) => Some("one value"),
            _ => None,
        };
        if let Some(shape) = wrong {
            answer.refuse_at(
                Rule::PropertyType,
                value,
                format!("`{}` must be {shape}, and is {}", member.name, described(value)),
            );
        }
    }
}

fn redirects(document: Document<'_>, trusted: &[&str], answer: &mut Answer) {
    let uris = redirect_uris(document, answer);
    for (value, text) in &uris {
        if text.contains('#') {
            answer.refuse_at(Rule::RedirectUriFragment, *value, format!("`{text}` has a fragment"));
        }
    }
    let others = TRUSTED_URIS.into_iter().filter_map(|name| document.get(name));
    let others = others.chain(document.elements("post_logout_redirect_uris"));
    let all = uris.into_iter().chain(others.filter_map(|value| Some((value, value.as_str()?))));
    for (value, text) in all {
        if let Some(why) = untrusted(text, trusted) {
            answer.refuse_at(None, value, why);
        }
    }
}

fn keys(document: Document<'_>, answer: &mut Answer) {
    one_key_set(document, answer);
    if document.text("token_endpoint_auth_method") != Some("private_key_jwt") {
        return;
    }
    if document.get("jwks_uri").is_some() {
        return;
    }
    let keys = document.get("jwks").and_then(|set| set.get("keys"));
    if keys.is_none_or(|keys| keys.elements().next().is_none()) {
        answer
            .refuse_document(Rule::AuthKeyMissing, "`private_key_jwt` takes `jwks_uri`, or a key in `jwks`");
    }
}

fn grants(document: Document<'_>, asked: &Asked<'_>, answer: &mut Answer) {
    let is_public = document.text("token_endpoint_auth_method").is_none_or(|method| method == "none");
    for grant in document.elements("grant_types") {
        if !is_public || !grant.as_str().is_some_and(|text| NOT_PUBLIC_GRANTS.contains(&text)) {
            continue;
        }
        answer.rests_on(PUBLIC_GRANTS.name);
        let message = format!("a public client cannot have the grant {}", described(grant));
        if asked.policies.is_on(NAME, &PUBLIC_GRANTS) {
            answer.drop_at(Rule::GrantUnsupported, grant, message);
        } else {
            answer.refuse_at(Rule::GrantUnsupported, grant, message);
        }
    }
    for response in document.elements("response_types") {
        let is_known =
            |text: &str| text.split(' ').all(|word| matches!(word, "code" | "token" | "id_token" | "none"));
        if !response.as_str().is_some_and(is_known) {
            answer.refuse_at(
                Rule::ResponseTypeUnknown,
                response,
                format!("the response type {} is not one of the server's", described(response)),
            );
        }
    }
}
