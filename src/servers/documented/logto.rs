//! Logto of August 2026: `packages/core/src/oidc/cimd/`, `oidc/redirect-uri/utils.ts`, `oidc/init.ts`, on a fork of
//! oidc-provider 9.9.1.

use crate::client::redirect::Comparison;
use crate::json::{Kind, Value};
use crate::metadata::uri::Uri;
use crate::rule::{Mark, Rule};
use crate::servers::addresses::{Resolved, resolved};
use crate::servers::answer::Answer;
use crate::servers::asked::Asked;
use crate::servers::keys;
use crate::servers::oidc_provider::{
    ARRAYS, authentication_of_people, forbidden, is_email, is_special_use, key_fault_but,
};
use crate::servers::policy::Policy;
use crate::servers::server::Server;
use crate::servers::shape::{Document, Shape, described};
use crate::servers::text::{Bom, Dialect, Utf8, read};
use crate::servers::whatwg::{self, begins};

use super::checks::{client_id, fetched, is_on, keys_for_jwt, one_key_set, redirect_uris, switch};
use super::comparisons;

const NAME: &str = "logto";

const URL_LIMIT: usize = 2_048;
const BODY_LIMIT: usize = 5_120;

const SWITCH: Policy =
    switch("whether the tenant takes documents; the server's own default is off (enabled)");
const TENANT_KEY: Policy = Policy {
    name: "tenant-key",
    values: &["EC", "RSA"],
    default: "EC",
    about: "the signing key of the tenant; new ones have EC P-384",
};

pub(in crate::servers) const SERVER: Server = Server {
    name: NAME,
    title: "Logto",
    package: "Logto source",
    version: "1fbc5544",
    evidence: Mark::Source,
    policies: &[SWITCH, TENANT_KEY],
    comparison: Comparison::Own(comparisons::logto),
    comparison_source: "packages/core/src/oidc/redirect-uri/utils.ts",
    refuses_redirect,
    check,
};

/// Members whose values the server overwrites.
const OVERWRITTEN: [(&str, Rule); 3] = [
    ("scope", Rule::ScopeRefused),
    ("grant_types", Rule::GrantUnsupported),
    ("response_types", Rule::ResponseTypeUnknown),
];

const GRANTS: [&str; 2] = ["authorization_code", "refresh_token"];

const TEXTS: [&str; 9] = [
    "application_type",
    "client_name",
    "client_uri",
    "id_token_signed_response_alg",
    "jwks_uri",
    "logo_uri",
    "policy_uri",
    "subject_type",
    "tos_uri",
];

/// Members of the server's own, which no document may have.
const OWN_MEMBERS: [&str; 11] = [
    "corsAllowedOrigins",
    "idTokenTtl",
    "refreshTokenTtl",
    "refreshTokenTtlInDays",
    "tenantId",
    "alwaysIssueRefreshToken",
    "rotateRefreshToken",
    "allowTokenExchange",
    "isDeviceFlow",
    "maxAllowedGrants",
    "appLevelAccessControlEnabled",
];

const DANGEROUS: [&str; 6] = ["javascript", "vbscript", "data", "blob", "file", "about"];

fn refuses_redirect(requested: &str) -> Option<&'static str> {
    requested.contains('*').then_some("a request with `*` is refused")
}

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    if !is_on(asked, NAME, &SWITCH, answer) {
        return;
    }
    if !is_identifier(asked.identifier) {
        return answer.unknown_client(
            Rule::ClientIdUrlInvalid,
            "it must be an https URL of at most 2048 characters, without fragment, user information, dot segments and spaces",
        );
    }
    let url = whatwg::parse(asked.identifier);
    let host = url.as_ref().and_then(|url| url.host_str()).unwrap_or_default();
    if let Resolved::Address(address) = resolved(host.trim_matches(['[', ']']))
        && is_special_use(address)
    {
        answer.refuse(
            Rule::ClientIdUrlSpecialIp,
            "the host is a special-use address, which is not fetched from",
        );
    }
    let Some(tree) = fetched(asked, BODY_LIMIT, answer) else { return };
    let Some(text) = read(tree, Dialect::JavaScript { bom: Bom::Refused, utf8: Utf8::Replaced }) else {
        return answer.refuse_document(Rule::DocNotJson, "the document is not JSON to `JSON.parse`");
    };
    let Some(document) = text.root().and_then(Document::of) else {
        return answer.refuse_document(Rule::DocNotObject, "the document is not a JSON object");
    };
    client_id(document, asked, answer);
    forbidden(document, answer);
    overwritten(document, answer);
    method(document, answer);
    types(document, asked, answer);
    redirects(document, answer);
    key_set(document, answer);
    for value in OWN_MEMBERS.into_iter().filter_map(|name| document.get(name)) {
        answer.refuse_at(
            Rule::PropertyForbidden,
            value,
            "a member of the server's own must not be in a document",
        );
    }
}

fn is_identifier(raw: &str) -> bool {
    let is_bad = |character: char| character <= ' ' || matches!(character, '\\' | '\x7f');
    let (authority, path) = whatwg::raw_parts(raw);
    let has_fragment = raw.split_once('#').is_some_and(|(_, fragment)| !fragment.is_empty());
    begins(raw, "https://")
        && raw.encode_utf16().count() <= URL_LIMIT
        && !raw.chars().any(is_bad)
        && !authority.is_empty()
        && whatwg::parse(raw).is_some_and(|url| url.scheme() == "https" && !whatwg::has_userinfo(&url))
        && !path.split('/').any(whatwg::is_dot_segment)
        && !has_fragment
}

fn overwritten(document: Document<'_>, answer: &mut Answer) {
    for (name, rule) in OVERWRITTEN {
        let Some(value) = document.get(name) else { continue };
        let is_kept = match name {
            "scope" => false,
            "grant_types" => document.strings(name).iter().all(|grant| GRANTS.contains(grant)),
            _ => document.strings(name).iter().all(|response| *response == "code"),
        };
        if !is_kept {
            answer.drop_at(rule, value, format!("`{name}` is overwritten with what the tenant has"));
        }
    }
}

fn method(document: Document<'_>, answer: &mut Answer) {
    match document.get("token_endpoint_auth_method") {
        None => answer.refuse_document(
            Rule::AuthMethodAbsent,
            "without `token_endpoint_auth_method` the client is taken for one with client_secret_basic, whose secret no document may have",
        ),
        Some(value) => {
            super::checks::method_among(document, &["none", "private_key_jwt"], answer);
            answer.method = value.as_str().map(str::to_owned);
            if let Some(value) = document.get("token_endpoint_auth_signing_alg")
                && document.text("token_endpoint_auth_method") == Some("none")
            {
                answer.refuse_at(
                    Rule::AuthSigningAlgWithNone,
                    value,
                    "`token_endpoint_auth_signing_alg` must not be there with the method `none`",
                );
            }
        }
    }
}

fn types(document: Document<'_>, asked: &Asked<'_>, answer: &mut Answer) {
    let is_overwritten = |name: &str| OVERWRITTEN.iter().any(|(own, _)| *own == name);
    for name in ARRAYS.into_iter().filter(|name| !is_overwritten(name) && *name != "redirect_uris") {
        if let Some(value) = document.get(name) {
            answer.shape(name, value, Shape::Strings);
        }
    }
    answer.shapes(document, Shape::NonEmptyString, &TEXTS);
    answer.shapes(
        document,
        Shape::Boolean,
        &[
            "require_auth_time",
            "require_pushed_authorization_requests",
            "backchannel_logout_session_required",
        ],
    );
    for (name, values, rule) in [
        ("application_type", &["native", "web"][..], Rule::ApplicationTypeValue),
        ("subject_type", &["public"], Rule::SubjectTypeValue),
    ] {
        answer.text_one_of(document, name, values, rule);
    }
    let algorithm = if asked.policies.get(NAME, &TENANT_KEY) == "RSA" { "RS256" } else { "ES384" };
    if let Some(value) = document.get("id_token_signed_response_alg")
        && value.as_str().is_some_and(|text| text != algorithm)
    {
        answer.rests_on(TENANT_KEY.name);
        answer.refuse_at(
            Rule::AlgNotInList,
            value,
            format!(
                "`id_token_signed_response_alg` must be {algorithm}, that of the tenant's key, and is {}",
                described(value)
            ),
        );
    }
    authentication_of_people(document, answer);
    answer.emails(document, is_email);
}

fn redirects(document: Document<'_>, answer: &mut Answer) {
    answer.is_native = document.text("application_type") == Some("native");
    let uris = redirect_uris(document, answer);
    let others = document.elements("post_logout_redirect_uris");
    let others = others.into_iter().filter_map(|value| Some((value, value.as_str()?)));
    for (value, text) in uris.into_iter().chain(others) {
        redirect(value, text, answer);
    }
}

fn redirect(value: Value<'_>, text: &str, answer: &mut Answer) {
    let Some(url) = whatwg::parse(text) else {
        return answer.refuse_at(Rule::RedirectUriInvalid, value, format!("`{text}` is not a URL"));
    };
    if url.fragment().is_some_and(|fragment| !fragment.is_empty()) {
        answer.refuse_at(Rule::RedirectUriFragment, value, format!("`{text}` has a fragment"));
    }
    if DANGEROUS.contains(&url.scheme()) {
        answer.refuse_at(
            Rule::RedirectUriDangerousScheme,
            value,
            format!("`{text}`: the scheme `{}` is refused", url.scheme()),
        );
    }
    if text.contains('*') && !is_wildcard(text) {
        answer.refuse_at(
            Rule::RedirectUriWildcard,
            value,
            format!(
                "`{text}` has `*` elsewhere than in its path, or in labels before the last two of its host"
            ),
        );
    }
}

/// Whether `*` stands where patterns may have it.
fn is_wildcard(text: &str) -> bool {
    let uri = Uri::split(text);
    let Some(authority) = uri.authority.filter(|authority| authority.userinfo.is_none()) else {
        return false;
    };
    let has_star = |part: Option<&str>| part.is_some_and(|part| part.contains('*'));
    let elsewhere =
        has_star(uri.scheme) || has_star(uri.query) || has_star(uri.fragment) || has_star(authority.port);
    let host = authority.host;
    let host_is_right = !host.contains('*')
        || host.contains('.') && !host.rsplit('.').take(2).any(|label| label.contains('*'));
    !elsewhere && !host.starts_with('[') && host_is_right
}

fn key_set(document: Document<'_>, answer: &mut Answer) {
    keys_for_jwt(document, answer);
    one_key_set(document, answer);
    let Some(set) = document.get("jwks") else { return };
    let Some(keys) = keys::keys(set) else {
        let message = "`jwks` must be an object whose `keys` is an array of objects";
        return answer.refuse_at(Rule::JwksType, set, message);
    };
    for key in keys.into_iter().filter(|key| key.kind() == Kind::Object) {
        if let Some(why) = key_fault_but(key, &["d"]) {
            let rule = if why.contains("private") { Rule::JwkPrivate } else { Rule::JwkMemberMissing };
            answer.refuse_at(rule, key, why);
        }
    }
}
