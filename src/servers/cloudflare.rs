//! @cloudflare/workers-oauth-provider 1.2.3: `dist/oauth-provider.js`.

use crate::client::methods::{Reader, negotiated, offered};
use crate::client::redirect::{Comparison, Entries, LoopbackHosts};
use crate::json::{Kind, Tree, Value};
use crate::metadata::authentication::SHARED_SECRET;
use crate::rule::{Mark, Rule};

use super::answer::Answer;
use super::asked::Asked;
use super::demands::object;
use super::keys::{self, PRIVATE};
use super::policy::Policy;
use super::response::within;
use super::server::Server;
use super::shape::{Document, Shape, described, js_trim};
use super::text::{Bom, Dialect, Utf8};
use super::whatwg::{self, begins};

const NAME: &str = "cloudflare";

const BODY_LIMIT: usize = 5_120;

const TOKEN_EXCHANGE: Policy = Policy {
    name: "token-exchange",
    values: &["on", "off"],
    default: "on",
    about: "whether the server has the grant of token exchange (allowTokenExchangeGrant)",
};
const JWT_BEARER: Policy = Policy {
    name: "jwt-bearer",
    values: &["on", "off"],
    default: "off",
    about: "whether the server has the grant jwt-bearer",
};

pub(super) const SERVER: Server = Server {
    name: NAME,
    title: "Cloudflare workers-oauth-provider",
    package: "npm @cloudflare/workers-oauth-provider",
    version: "1.2.3",
    evidence: Mark::Tested,
    policies: &[TOKEN_EXCHANGE, JWT_BEARER],
    comparison: Comparison::AnyPort {
        hosts: LoopbackHosts::RangeAndLocalhost,
        native_only: false,
        entries: Entries::All,
    },
    comparison_source: "dist/oauth-provider.js, isValidRedirectUri",
    refuses_redirect,
    check,
};

/// What `validateRedirectUri` refuses at the authorization request.
fn refuses_redirect(requested: &str) -> Option<&'static str> {
    let url = whatwg::parse(requested)?;
    let host = url.host_str().unwrap_or_default();
    let is_loopback = LoopbackHosts::RangeAndLocalhost.hold(host);
    match url.scheme() {
        "http" if !is_loopback => Some("a request with http is refused, but for loopback hosts"),
        _ if requested.contains('#') => Some("a request with a fragment is refused"),
        _ => None,
    }
}

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    let (_, path) = whatwg::raw_parts(asked.identifier);
    let is_identifier = whatwg::has_scheme(asked.identifier, &["https"]) && path.starts_with('/');
    if !is_identifier {
        return answer.unknown_client(Rule::ClientIdUrlNoPath, "it must be an https URL with a path");
    }
    url(asked.identifier, path, answer);
    let Some(tree) = fetched(asked, answer) else { return };
    let Some(text) = object(
        tree,
        Dialect::JavaScript { bom: Bom::Dropped, utf8: Utf8::Strict },
        "the document is not JSON to `JSON.parse`, or not UTF-8",
        answer,
    ) else {
        return;
    };
    let Some(document) = text.root().and_then(Document::of) else { return };
    types(document, text.root(), answer);
    answer.same_client_id(document, asked.identifier);
    if document.text("client_name").is_none_or(|name| js_trim(name).is_empty()) {
        answer.refuse_document(
            Rule::ClientNameMissing,
            "`client_name` must be there, with more than white space",
        );
    }
    redirects(document, answer);
    answer.no_secrets(document, ", whatever its value");
    let keys = key_set(document, answer);
    authentication(document, keys.as_deref(), answer);
    grants(document, asked, answer);
}

fn url(raw: &str, path: &str, answer: &mut Answer) {
    let is_bad = |character: char| matches!(character, '\0'..=' ' | '\x7f'..='\u{9f}' | '\\');
    if raw.chars().any(is_bad) || js_trim(raw) != raw || !begins(raw, "https://") {
        answer
            .refuse(Rule::ClientIdUrlInvalid, "the URL has white space, a control character or a backslash");
    }
    let url = whatwg::parse(raw);
    if url.as_ref().is_some_and(whatwg::has_userinfo) {
        answer.refuse(Rule::ClientIdUrlUserinfo, "the URL has user information");
    }
    if url.as_ref().is_some_and(|url| url.fragment().is_some_and(|fragment| !fragment.is_empty())) {
        answer.refuse(Rule::ClientIdUrlFragment, "the URL has a fragment");
    }
    let decoded = |segment: &str| percent_decoded(segment);
    for segment in path.split('/') {
        match decoded(segment) {
            None => answer.refuse(
                Rule::ClientIdUrlInvalid,
                format!("`{segment}` has an escape that cannot be decoded"),
            ),
            Some(text) if text == "." || text == ".." => {
                answer.refuse(Rule::ClientIdUrlDotSegment, "the URL has a segment `.` or `..`");
            }
            Some(_) => {}
        }
    }
}

/// What `decodeURIComponent` makes of it.
fn percent_decoded(segment: &str) -> Option<String> {
    if crate::metadata::uri::bad_escape(segment).is_some() {
        return None;
    }
    percent_encoding::percent_decode_str(segment).decode_utf8().ok().map(|text| text.into_owned())
}

fn fetched<'a>(asked: &Asked<'a>, answer: &mut Answer) -> Option<&'a Tree> {
    let status = asked.status();
    // Redirects are followed there; what is behind them is not known here.
    if !(200..400).contains(&status) {
        answer.refuse(
            Rule::HttpStatusNot200,
            format!("the status is {status}, and only those of success are taken"),
        );
    }
    within(asked, BODY_LIMIT, answer)
}

const WEB_URIS: [&str; 4] = ["client_uri", "logo_uri", "policy_uri", "tos_uri"];

fn types(document: Document<'_>, root: Option<Value<'_>>, answer: &mut Answer) {
    answer.shapes(
        document,
        Shape::String,
        &["client_id", "client_name", "token_endpoint_auth_method", "token_endpoint_auth_signing_alg"],
    );
    answer.shapes(
        document,
        Shape::Strings,
        &[
            "redirect_uris",
            "contacts",
            "grant_types",
            "response_types",
            "token_endpoint_auth_methods_supported",
            "token_endpoint_auth_signing_alg_values_supported",
        ],
    );
    let web_uri = |name: &str, value: Value<'_>, answer: &mut Answer| {
        if !value.as_str().is_some_and(|text| whatwg::has_scheme(text, &["http", "https"])) {
            answer.refuse_at(
                Rule::UriNotAbsolute,
                value,
                format!("`{name}` must be an http or https URL, and is {}", described(value)),
            );
        }
    };
    for name in WEB_URIS.iter().chain(&["jwks_uri"]) {
        if let Some(value) = document.get(name) {
            web_uri(name, value, answer);
        }
    }
    for member in root.into_iter().flat_map(Value::members) {
        match member.name.split_once('#') {
            Some(("client_name", tag)) if !tag.is_empty() => {
                answer.shape(member.name, member.value, Shape::String);
            }
            Some((name, tag)) if !tag.is_empty() && WEB_URIS.contains(&name) => {
                web_uri(member.name, member.value, answer);
            }
            _ => {}
        }
    }
    for (singular, plural) in [
        ("token_endpoint_auth_method", "token_endpoint_auth_methods_supported"),
        ("token_endpoint_auth_signing_alg", "token_endpoint_auth_signing_alg_values_supported"),
    ] {
        let (Some(one), Some(all)) = (document.text(singular), document.get(plural)) else { continue };
        if !document.lists(plural, one) {
            answer.refuse_at(
                Rule::AuthMethodNotInPlural,
                all,
                format!("`{plural}` must hold the value of `{singular}`, `{one}`"),
            );
        }
    }
}

fn redirects(document: Document<'_>, answer: &mut Answer) {
    let uris = document.elements("redirect_uris");
    if uris.is_empty() {
        answer.refuse_document(Rule::RedirectUrisMissing, "`redirect_uris` must have an entry");
    }
    for uri in uris {
        let Some(text) = uri.as_str().map(js_trim) else { continue };
        let Some((scheme, _)) = text.split_once(':') else {
            answer.refuse_at(Rule::RedirectUriNotAbsolute, uri, format!("`{text}` has no scheme"));
            continue;
        };
        if text.chars().any(|character| matches!(character, '\0'..='\x1f' | '\x7f'..='\u{9f}')) {
            answer.refuse_at(Rule::RedirectUriInvalid, uri, "the redirect URI has a control character");
        }
        let scheme = scheme.to_lowercase();
        if ["javascript", "data", "vbscript", "file", "mailto", "blob"].contains(&scheme.as_str()) {
            answer.refuse_at(
                Rule::RedirectUriDangerousScheme,
                uri,
                format!("the scheme `{scheme}` is refused"),
            );
        }
    }
    answer.is_native = document.text("application_type") == Some("native");
    answer.register_redirect_uris(document);
}

fn key_set<'t>(document: Document<'t>, answer: &mut Answer) -> Option<Vec<Value<'t>>> {
    let set = document.get("jwks")?;
    let Some(keys) = keys::keys(set) else {
        answer.refuse_at(Rule::JwksType, set, "`jwks` must be an object whose `keys` is an array of objects");
        return None;
    };
    for key in &keys {
        if let Some(name) = PRIVATE.iter().find(|name| key.get(name).is_some()) {
            answer.refuse_at(Rule::JwkPrivate, *key, format!("the key has the private member `{name}`"));
        }
    }
    Some(keys)
}

fn authentication(document: Document<'_>, keys: Option<&[Value<'_>]>, answer: &mut Answer) {
    let singular = document.text("token_endpoint_auth_method");
    if let (Some(value), Some(method)) = (document.get("token_endpoint_auth_method"), singular)
        && SHARED_SECRET.contains(&method)
    {
        answer.refuse_at(
            Rule::AuthMethodSharedSecret,
            value,
            format!("`{method}` takes a shared secret, which no document may have"),
        );
        return;
    }
    let listed = document.strings("token_endpoint_auth_methods_supported");
    let plural = document.get("token_endpoint_auth_methods_supported").map(|_| listed.as_slice());
    let advertised = offered(singular, plural, Reader::Sep3149);
    let wants_keys = advertised.contains(&"private_key_jwt") || singular == Some("private_key_jwt");
    let usable = wants_keys && usable_keys(document, keys);
    match negotiated(&advertised, |method| method == "none" || method == "private_key_jwt" && usable) {
        None => {
            let rule = if wants_keys { Rule::AuthKeyMissing } else { Rule::AuthMethodUnsupported };
            answer.refuse_document(
                rule,
                format!(
                    "no method of {} can be used: the server takes none, and private_key_jwt with keys that fit",
                    advertised.join(", ")
                ),
            );
        }
        Some(method) => {
            answer.method = Some(method.to_owned());
            if wants_keys
                && !usable
                && let Some(value) = document.get("token_endpoint_auth_methods_supported")
            {
                answer.drop_at(Rule::AuthKeyMissing, value, "private_key_jwt is not offered: no key fits");
            }
        }
    }
}

/// Whether exactly one of `jwks` and `jwks_uri` is there, and a key of it fits an algorithm that the server takes.
fn usable_keys(document: Document<'_>, keys: Option<&[Value<'_>]>) -> bool {
    let uri = document.text("jwks_uri");
    let singular = document.text("token_endpoint_auth_signing_alg");
    let plural = document.get("token_endpoint_auth_signing_alg_values_supported");
    let is_listed = |alg: &str| {
        singular.is_none_or(|one| one == alg)
            && (plural.is_none() || document.lists("token_endpoint_auth_signing_alg_values_supported", alg))
    };
    let algorithms: Vec<&str> = ["RS256", "ES256"].into_iter().filter(|alg| is_listed(alg)).collect();
    if algorithms.is_empty() {
        return false;
    }
    match (keys, uri) {
        (None, Some(uri)) => {
            document.get("jwks").is_none()
                && whatwg::parse(uri).is_some_and(|url| {
                    url.scheme() == "https"
                        && !whatwg::has_userinfo(&url)
                        && url.fragment().is_none_or(str::is_empty)
                })
        }
        (Some(keys), None) => keys.iter().any(|key| algorithms.iter().any(|alg| fits(*key, alg))),
        _ => false,
    }
}

fn fits(key: Value<'_>, alg: &str) -> bool {
    let text = |name: &str| key.get(name).and_then(Value::as_str);
    let kty = match alg {
        "RS256" => text("kty") == Some("RSA"),
        _ => text("kty") == Some("EC") && text("crv") == Some("P-256"),
    };
    let of = |name: &str, wanted: &str| key.get(name).is_none_or(|value| value.as_str() == Some(wanted));
    let can_verify = match key.get("key_ops") {
        Some(value) if value.kind() == Kind::Array => {
            value.elements().any(|item| item.as_str() == Some("verify"))
        }
        _ => true,
    };
    kty && of("use", "sig") && of("alg", alg) && can_verify
}

fn grants(document: Document<'_>, asked: &Asked<'_>, answer: &mut Answer) {
    const EXCHANGE: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
    const BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    let takes = |grant: &str| match grant {
        "authorization_code" | "refresh_token" => true,
        EXCHANGE => asked.policies.is_on(NAME, &TOKEN_EXCHANGE),
        BEARER => asked.policies.is_on(NAME, &JWT_BEARER),
        _ => false,
    };
    for (name, is_taken) in
        [("grant_types", &takes as &dyn Fn(&str) -> bool), ("response_types", &|word: &str| word == "code")]
    {
        for value in document.elements(name) {
            if value.as_str().is_some_and(|text| !is_taken(text)) {
                let rule =
                    if name == "grant_types" { Rule::GrantUnsupported } else { Rule::ResponseTypeUnknown };
                answer.drop_at(rule, value, format!("{} is dropped from `{name}`", described(value)));
            }
        }
    }
    let has = |name: &str, word: &str| {
        document.get(name).is_none_or(|value| value.kind() != Kind::Array) || document.lists(name, word)
    };
    if has("grant_types", "authorization_code") != has("response_types", "code") {
        answer.refuse_document(
            Rule::GrantResponseMismatch,
            "the grant authorization_code and the response type code need each other",
        );
    }
}
