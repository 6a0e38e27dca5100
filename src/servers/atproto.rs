//! @atproto/oauth-provider 0.22.9: `dist/client/client-manager.js`, `client-utils.js`; `@atproto/oauth-types`
//! `dist/oauth-client-metadata.js`, `uri.js`, `oauth-redirect-uri.js`, `oauth-client-id-*.js`, `oauth-scope.js`;
//! `@atproto/jwk` `dist/jwk.js`, `jwks.js`; `@atproto-labs/fetch`, `fetch-node`.

use ::url::Url;
use ::url::form_urlencoded::parse as query_pairs;

use crate::client::redirect::{Comparison, Entries, LoopbackHosts};
use crate::json::{Kind, Tree, Value};
use crate::rule::{Mark, Rule};

use super::answer::Answer;
use super::asked::Asked;
use super::demands::{NOT_JAVASCRIPT, object};
use super::keys;
use super::policy::{Policy, is_scope_token};
use super::response::{only_success, only_type, within};
use super::server::{Server, refuses_none};
use super::shape::{Document, Shape, described};
use super::text::{Bom, Dialect, Utf8};
use super::whatwg;

const NAME: &str = "atproto";

const BODY_LIMIT: usize = 524_288;

const UNFETCHED_HOSTS: Policy = Policy {
    name: "unfetched-hosts",
    values: &[],
    default: "example.com,example.org,example.net,googleusercontent.com,-client.example.com",
    about: "hosts that documents are never fetched from, with those below them; `-` takes one out",
};

pub(super) const SERVER: Server = Server {
    name: NAME,
    title: "AT Protocol (PDS)",
    package: "npm @atproto/oauth-provider",
    version: "0.22.9",
    evidence: Mark::Tested,
    policies: &[UNFETCHED_HOSTS],
    comparison: Comparison::AnyPort {
        hosts: LoopbackHosts::LocalhostToo,
        native_only: false,
        entries: Entries::WithoutPort,
    },
    comparison_source: "dist/lib/util/redirect-uri.js, compareRedirectUri",
    refuses_redirect: refuses_none,
    check,
};

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    if is_loopback_client(asked.identifier) {
        answer.method = Some("none".to_owned());
        return;
    }
    let Some(identifier) = discoverable(asked.identifier) else {
        return answer.unknown_client(
            Rule::ClientIdUrlInvalid,
            "it must be an https URL in canonical form, with a path that does not end in a slash, at a public domain name",
        );
    };
    let Some(tree) = fetched(asked, &identifier, answer) else { return };
    let Some(text) =
        object(tree, Dialect::JavaScript { bom: Bom::Dropped, utf8: Utf8::Replaced }, NOT_JAVASCRIPT, answer)
    else {
        return;
    };
    let Some(document) = text.root().and_then(Document::of) else { return };
    shapes(document, answer);
    let usable = usable_keys(document, answer);
    metadata(document, answer);
    identity(document, &identifier, answer);
    authentication(document, usable, answer);
    redirects(document, &identifier, answer);
    key_set_url(document, asked, answer);
}

/// A client on the user's own machine, which has no document.
fn is_loopback_client(identifier: &str) -> bool {
    let Some(rest) = identifier.strip_prefix("http://localhost") else { return false };
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let query = match rest.strip_prefix('?') {
        Some(query) => query,
        None if rest.is_empty() => "",
        None => return false,
    };
    let mut scopes = 0;
    let is_known = |(name, value): (std::borrow::Cow<'_, str>, std::borrow::Cow<'_, str>)| match &*name {
        "scope" => {
            scopes += 1;
            value.split(' ').all(is_scope_token)
        }
        "redirect_uri" => loopback_form(&value),
        _ => false,
    };
    !identifier.contains('#') && query_pairs(query.as_bytes()).all(is_known) && scopes < 2
}

/// The URL of a document, in its normal form.
fn discoverable(identifier: &str) -> Option<Url> {
    let url = whatwg::parse(identifier).filter(|_| is_https_uri(identifier))?;
    let (_, path) = whatwg::raw_parts(identifier);
    let is_right = !whatwg::has_userinfo(&url)
        && url.fragment().is_none_or(str::is_empty)
        && url.path() != "/"
        && !url.path().ends_with('/')
        && !is_ip(&url)
        && path == url.path()
        && !is_local(url.host_str().unwrap_or_default());
    is_right.then_some(url)
}

fn is_ip(url: &Url) -> bool {
    whatwg::address(url).is_some()
}

fn is_loopback_host(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1" | "[::1]")
}

/// A name of one label, or under a top-level domain for local use.
fn is_local(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    !host.contains('.') || matches!(last.as_str(), "test" | "local" | "localhost" | "invalid" | "example")
}

/// What `httpsUriSchema` takes.
fn is_https_uri(text: &str) -> bool {
    let Some(url) = whatwg::parse(text).filter(|_| text.starts_with("https://")) else { return false };
    let host = url.host_str().unwrap_or_default();
    !is_loopback_host(host) && (is_ip(&url) || host.contains('.') && !host.ends_with(".local"))
}

/// What `webUriSchema` takes.
fn is_web_uri(text: &str) -> bool {
    match text.strip_prefix("http://") {
        Some(_) => {
            whatwg::parse(text).is_some_and(|url| is_loopback_host(url.host_str().unwrap_or_default()))
        }
        None => is_https_uri(text),
    }
}

fn loopback_form(text: &str) -> bool {
    text.starts_with("http://") && is_web_uri(text) && !text.starts_with("http://localhost")
}

fn fetched<'a>(asked: &Asked<'a>, identifier: &Url, answer: &mut Answer) -> Option<&'a Tree> {
    if identifier.port().is_some() {
        answer.refuse(Rule::ClientIdUrlExplicitPort, "documents are not fetched from a port of one's own");
    }
    if is_unfetched(asked, identifier) {
        answer.rests_on(UNFETCHED_HOSTS.name);
        answer.refuse(
            None,
            format!("documents are never fetched from `{}`", identifier.host_str().unwrap_or_default()),
        );
    }
    only_success(asked, answer);
    only_type(asked, |media_type| media_type == "application/json", "application/json", answer);
    within(asked, BODY_LIMIT, answer)
}

fn is_unfetched(asked: &Asked<'_>, url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let is_below =
        |known: &str| host == known || host.strip_suffix(known).is_some_and(|head| head.ends_with('.'));
    let entries = asked.policies.get(NAME, &UNFETCHED_HOSTS).split(',');
    entries.fold(false, |held, entry| match entry.strip_prefix('-') {
        Some(entry) if entry == host => false,
        None if is_below(entry) => true,
        _ => held,
    })
}

const RESPONSE_TYPES: [&str; 8] = [
    "code",
    "token",
    "none",
    "code id_token token",
    "code id_token",
    "code token",
    "id_token token",
    "id_token",
];

const GRANTS: [&str; 7] = [
    "authorization_code",
    "implicit",
    "refresh_token",
    "password",
    "client_credentials",
    "urn:ietf:params:oauth:grant-type:jwt-bearer",
    "urn:ietf:params:oauth:grant-type:saml2-bearer",
];

const METHODS: [&str; 7] = [
    "client_secret_basic",
    "client_secret_jwt",
    "client_secret_post",
    "none",
    "private_key_jwt",
    "self_signed_tls_client_auth",
    "tls_client_auth",
];

fn shapes(document: Document<'_>, answer: &mut Answer) {
    for (name, values, rule) in [
        ("response_types", &RESPONSE_TYPES[..], Rule::ResponseTypeUnknown),
        ("grant_types", &GRANTS[..], Rule::GrantUnknown),
    ] {
        let Some(value) = document.get(name) else { continue };
        if answer.shape(name, value, Shape::SomeStrings) {
            for item in
                value.elements().filter(|item| !item.as_str().is_some_and(|text| values.contains(&text)))
            {
                answer.refuse_at(
                    rule,
                    item,
                    format!("{} is not one of the values that `{name}` can have", described(item)),
                );
            }
        }
    }
    match document.get("redirect_uris") {
        None => answer.refuse_document(Rule::RedirectUrisMissing, "`redirect_uris` is required"),
        Some(value) if value.kind() != Kind::Array || value.elements().next().is_none() => {
            answer.shape("redirect_uris", value, Shape::SomeStrings);
        }
        Some(_) => {}
    }
    answer.shapes(
        document,
        Shape::String,
        &[
            "token_endpoint_auth_signing_alg",
            "userinfo_signed_response_alg",
            "userinfo_encrypted_response_alg",
            "request_object_signing_alg",
            "id_token_signed_response_alg",
            "authorization_signed_response_alg",
            "authorization_encrypted_response_alg",
            "client_name",
        ],
    );
    answer.shapes(document, Shape::NonEmptyString, &["client_id"]);
    answer.shapes(document, Shape::Number, &["default_max_age"]);
    answer.shapes(
        document,
        Shape::Boolean,
        &["require_auth_time", "tls_client_certificate_bound_access_tokens", "dpop_bound_access_tokens"],
    );
    answer.shapes(document, Shape::Strings, &["authorization_details_types", "contacts"]);
    for (name, values, rule) in [
        ("application_type", &["web", "native"][..], Rule::ApplicationTypeValue),
        ("subject_type", &["public", "pairwise"], Rule::SubjectTypeValue),
        ("authorization_encrypted_response_enc", &["A128CBC-HS256"], Rule::AlgNotInList),
        ("token_endpoint_auth_method", &METHODS, Rule::AuthMethodUnknown),
    ] {
        answer.one_of(document, name, values, rule);
    }
    for name in ["jwks_uri", "client_uri", "policy_uri", "tos_uri", "logo_uri"] {
        if let Some(value) = document.get(name).filter(|value| !value.as_str().is_some_and(is_web_uri)) {
            answer.refuse_at(
                Rule::UriNotAbsolute,
                value,
                format!(
                    "`{name}` must be https at a public name, or http at a loopback host, and is {}",
                    described(value)
                ),
            );
        }
    }
    answer.emails(document, is_email);
    if let Some(value) = document.get("scope") {
        let is_scope = value.as_str().is_some_and(|scope| scope.split(' ').all(is_scope_token));
        if !is_scope {
            answer.refuse_at(
                Rule::ScopeSyntax,
                value,
                "`scope` must be scopes with single spaces between them",
            );
        }
    }
}

/// An e-mail address as zod 3 has it.
fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else { return false };
    let in_local = |byte: u8| byte.is_ascii_alphanumeric() || b"_'+-.".contains(&byte);
    let ends_well =
        local.bytes().last().is_some_and(|byte| byte.is_ascii_alphanumeric() || b"_+-".contains(&byte));
    let is_label = |label: &&str| {
        label.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let labels: Vec<&str> = host.split('.').collect();
    let Some((last, rest)) = labels.split_last() else { return false };
    local.bytes().all(in_local)
        && ends_well
        && !local.starts_with('.')
        && !text.contains("..")
        && !rest.is_empty()
        && rest.iter().all(is_label)
        && last.len() >= 2
        && last.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// How many keys of `jwks` are left when those are dropped that do not parse; `None` without a key set.
fn usable_keys(document: Document<'_>, answer: &mut Answer) -> Option<usize> {
    let set = document.get("jwks")?;
    let Some(keys) = set.get("keys").filter(|keys| keys.kind() == Kind::Array && set.kind() == Kind::Object)
    else {
        answer.refuse_at(Rule::JwksType, set, "`jwks` must be an object with an array `keys`");
        return None;
    };
    let mut usable = 0;
    for key in keys.elements() {
        if is_public_key(key) {
            usable += 1;
        } else {
            answer.drop_at(
                Rule::JwkMemberMissing,
                key,
                "the key is dropped: it is not a public key with `kid` that the server knows",
            );
        }
    }
    Some(usable)
}

fn is_public_key(key: Value<'_>) -> bool {
    let text = |name: &str| keys::text(key, name);
    let optional = |name: &str| key.get(name).is_none_or(|value| Shape::NonEmptyString.fits(value));
    let one_of = |name: &str, values: &[&str]| {
        key.get(name).is_none_or(|value| value.as_str().is_some_and(|text| values.contains(&text)))
    };
    let of_type = match (text("kty"), text("crv")) {
        (Some("RSA"), _) => {
            one_of("alg", &["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"])
                && keys::has(key, &["n", "e"])
                && ["p", "q", "dp", "dq", "qi"].iter().all(|name| optional(name))
                && key.get("oth").is_none()
        }
        (Some("EC"), Some("P-256" | "P-384" | "P-521")) => {
            one_of("alg", &["ES256", "ES384", "ES512"]) && keys::has(key, &["x", "y"])
        }
        (Some("EC"), Some("secp256k1")) => one_of("alg", &["ES256K"]) && keys::has(key, &["x", "y"]),
        (Some("OKP"), Some("Ed25519" | "Ed448")) => one_of("alg", &["EdDSA"]) && keys::has(key, &["x"]),
        _ => false,
    };
    let usage = key.get("use").and_then(Value::as_str);
    let operations = key.get("key_ops").is_none_or(|operations| {
        let words: Vec<Option<&str>> = operations.elements().map(Value::as_str).collect();
        let is_public = |word: &Option<&str>| {
            matches!(
                (word, usage),
                (Some("verify"), None | Some("sig")) | (Some("encrypt" | "wrapKey"), None | Some("enc"))
            )
        };
        // There are three public operations: a longer list repeats one.
        let is_repeated =
            words.len() > 3 || words.iter().enumerate().any(|(index, word)| words[..index].contains(word));
        operations.kind() == Kind::Array && !words.is_empty() && words.iter().all(is_public) && !is_repeated
    });
    let chain = key.get("x5c").is_none_or(|chain| Shape::Strings.fits(chain));
    of_type
        && text("kid").is_some()
        && key.get("d").is_none()
        && key.get("k").is_none_or(|value| text("kty") != Some("oct") || value.kind() == Kind::Null)
        && one_of("use", &["sig", "enc"])
        && operations
        && chain
        && optional("x5t")
        && optional("x5t#S256")
        && key.get("x5u").is_none_or(|value| value.as_str().is_some_and(|text| whatwg::parse(text).is_some()))
        && key.get("ext").is_none_or(|value| value.kind() == Kind::Bool)
        && ["iat", "exp", "nbf"].iter().all(|name| key.get(name).is_none_or(is_integer))
}

fn is_integer(value: Value<'_>) -> bool {
    value.number_text().and_then(|text| text.parse::<f64>().ok()).is_some_and(|number| number.fract() == 0.0)
}

fn metadata(document: Document<'_>, answer: &mut Answer) {
    if let (Some(set), Some(_)) = (document.get("jwks"), document.get("jwks_uri")) {
        answer.refuse_at(Rule::JwksBoth, set, "`jwks` and `jwks_uri` must not both be there");
    }
    for name in [
        "default_max_age",
        "userinfo_signed_response_alg",
        "id_token_signed_response_alg",
        "userinfo_encrypted_response_alg",
        "authorization_encrypted_response_enc",
    ] {
        if let Some(value) = document.get(name) {
            answer.refuse_at(
                Rule::PropertyForbidden,
                value,
                format!("`{name}` is not supported, and must not be there"),
            );
        }
    }
    match document.get("scope") {
        None => {
            answer.refuse_document(Rule::ScopeRequiredMissing, "`scope` must be there, and hold `atproto`")
        }
        Some(value) => {
            let scopes: Vec<&str> = value.as_str().unwrap_or_default().split(' ').collect();
            if !scopes.contains(&"atproto") && value.kind() == Kind::String {
                answer.refuse_at(Rule::ScopeRequiredMissing, value, "`scope` must hold `atproto`");
            }
            if let Some(scope) = repeated(&scopes) {
                answer.refuse_at(Rule::ScopeDuplicate, value, format!("`scope` has `{scope}` twice"));
            }
        }
    }
    let grants = document.strings("grant_types");
    if let (Some(grant), Some(value)) = (repeated(&grants), document.get("grant_types")) {
        answer.refuse_at(Rule::PropertyDuplicateItems, value, format!("`grant_types` has `{grant}` twice"));
    }
    for value in document.elements("grant_types") {
        let is_other =
            |grant: &str| GRANTS.contains(&grant) && !matches!(grant, "authorization_code" | "refresh_token");
        if value.as_str().is_some_and(is_other) {
            answer.refuse_at(
                Rule::GrantUnsupported,
                value,
                format!("the grant {} is not supported", described(value)),
            );
        }
    }
    if let Some(value) = document.get("grant_types").filter(|value| value.kind() == Kind::Array)
        && !grants.contains(&"authorization_code")
    {
        answer.refuse_at(Rule::GrantResponseMismatch, value, "`grant_types` must hold authorization_code");
    }
    if let Some(value) = document.get("response_types").filter(|value| value.kind() == Kind::Array)
        && !document.lists("response_types", "code")
    {
        answer.refuse_at(Rule::ResponseTypeCodeMissing, value, "`response_types` must hold `code`");
    }
    if let Some(value) = document
        .get("tls_client_certificate_bound_access_tokens")
        .filter(|value| value.as_bool() == Some(true))
    {
        answer.refuse_at(Rule::PropertyForbidden, value, "tokens bound to certificates are not supported");
    }
    if document.get("dpop_bound_access_tokens").and_then(Value::as_bool) != Some(true) {
        answer.refuse_document(Rule::PropertyNotTrue, "`dpop_bound_access_tokens` must be true");
    }
    if let Some(value) =
        document.get("authorization_details_types").filter(|value| value.elements().next().is_some())
    {
        answer.refuse_at(Rule::PropertyForbidden, value, "`authorization_details_types` must be empty");
    }
    if document.text("subject_type") == Some("pairwise")
        && let Some(value) = document.get("subject_type")
    {
        answer.refuse_at(Rule::SubjectTypeValue, value, "`subject_type` must be public");
    }
}

fn repeated<'t>(words: &[&'t str]) -> Option<&'t str> {
    let mut sorted = words.to_vec();
    sorted.sort_unstable();
    sorted.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0])
}

fn identity(document: Document<'_>, identifier: &Url, answer: &mut Answer) {
    match document.get("client_id") {
        None => answer.refuse_document(Rule::ClientIdMissing, "`client_id` is required"),
        Some(value) if value.as_str() != Some(identifier.as_str()) => {
            answer.refuse_at(
                Rule::ClientIdMismatch,
                value,
                format!("`client_id` must be `{identifier}`, the normal form of the URL"),
            );
        }
        Some(_) => {}
    }
    let Some((value, text)) = document.get("client_uri").and_then(|value| Some((value, value.as_str()?)))
    else {
        return;
    };
    let Some(url) = whatwg::parse(text).filter(|_| is_web_uri(text)) else { return };
    if is_local(url.host_str().unwrap_or_default()) {
        answer.refuse_at(Rule::UriSpecialIp, value, "the host of `client_uri` is a local name");
    }
    if url.origin() != identifier.origin() {
        answer.refuse_at(
            Rule::ClientUriCrossOrigin,
            value,
            "`client_uri` must be of the identifier's origin",
        );
        return;
    }
    let parent = url.path().strip_suffix('/').unwrap_or(url.path());
    let is_parent = url.path() == identifier.path()
        || identifier.path().strip_prefix(parent).is_some_and(|rest| rest.starts_with('/'));
    if !is_parent {
        answer.refuse_at(
            Rule::ClientUriNotParent,
            value,
            "the path of `client_uri` must be a parent of the identifier's",
        );
    }
}

fn authentication(document: Document<'_>, usable: Option<usize>, answer: &mut Answer) {
    let method = document.get("token_endpoint_auth_method");
    let algorithm = document.get("token_endpoint_auth_signing_alg");
    match (method.and_then(Value::as_str), method) {
        (None, None) => answer.refuse_document(
            Rule::AuthMethodAbsent,
            "without `token_endpoint_auth_method` the client is taken for one with client_secret_basic, which is not supported",
        ),
        (Some("none"), _) => {
            if let Some(value) = algorithm.filter(|value| value.as_str() != Some("")) {
                answer.refuse_at(Rule::AuthSigningAlgWithNone, value, "there must be no signing algorithm with the method none");
            }
        }
        (Some("private_key_jwt"), _) => {
            if document.get("jwks_uri").is_none() && usable.unwrap_or(0) == 0 {
                answer.refuse_document(Rule::AuthKeyMissing, "`private_key_jwt` takes `jwks_uri`, or `jwks` with a public key that has a `kid`");
            }
            if algorithm.and_then(Value::as_str).is_none_or(str::is_empty) {
                answer.refuse_document(Rule::AuthSigningAlgMissing, "`private_key_jwt` takes `token_endpoint_auth_signing_alg`");
            }
        }
        (Some(other), Some(value)) if METHODS.contains(&other) => {
            answer.refuse_at(Rule::AuthMethodUnsupported, value, format!("the method `{other}` is not supported"));
        }
        _ => {}
    }
    let is_native = document.text("application_type") == Some("native");
    answer.is_native = is_native;
    if is_native
        && let (Some(value), Some(other)) = (method, method.and_then(Value::as_str))
        && other != "none"
    {
        answer.refuse_at(Rule::AuthNativeConfidential, value, "a native client must have the method none");
    }
    answer.method = method.and_then(Value::as_str).map(str::to_owned);
}

fn redirects(document: Document<'_>, identifier: &Url, answer: &mut Answer) {
    let native = document.text("application_type") == Some("native");
    for uri in document.elements("redirect_uris") {
        let Some(text) = uri.as_str() else {
            answer.refuse_at(
                Rule::RedirectUriType,
                uri,
                format!("an entry of `redirect_uris` is {}", described(uri)),
            );
            continue;
        };
        if let Some((rule, why)) = redirect_fault(text, native, identifier) {
            answer.refuse_at(rule, uri, format!("`{text}`: {why}"));
        }
    }
    answer.register_redirect_uris(document);
}

fn redirect_fault(text: &str, native: bool, identifier: &Url) -> Option<(Rule, &'static str)> {
    let parsed = whatwg::parse(text);
    let host = parsed.as_ref().and_then(|url| url.host_str()).unwrap_or_default().to_owned();
    if parsed.as_ref().is_some_and(whatwg::has_userinfo) {
        return Some((Rule::RedirectUriUserinfo, "it must have no user information"));
    }
    if text.starts_with("https:") {
        if !is_https_uri(text) {
            return Some((Rule::RedirectUriInvalid, "https takes a public domain name"));
        }
        return is_local(&host).then_some((Rule::RedirectUriSpecialIp, "the host is a local name"));
    }
    if text.starts_with("http:") {
        if text.starts_with("http://localhost") {
            return Some((Rule::RedirectUriLocalhost, "localhost is refused; write 127.0.0.1"));
        }
        if !loopback_form(text) || host == "localhost" {
            return Some((Rule::RedirectUriHttp, "http is for 127.0.0.1 and [::1] only"));
        }
        return (!native).then_some((
            Rule::ApplicationTypeMissingLoopback,
            "a loopback redirect URI takes the application type native",
        ));
    }
    let scheme = text.split(':').next().unwrap_or_default();
    let has_dot =
        scheme.contains('.') && scheme.split('.').all(|label| !label.is_empty()) && text.contains(':');
    let Some(url) = parsed.filter(|_| has_dot) else {
        return Some((Rule::RedirectUriCustomScheme, "the scheme must be https, http, or one with a dot"));
    };
    let reversed: Vec<&str> = url.scheme().split('.').rev().collect();
    let reversed = reversed.join(".");
    let has_slashes = url.as_str().strip_prefix(url.scheme()).is_some_and(|rest| rest.starts_with("://"));
    if has_slashes || url.host_str().is_some_and(|host| !host.is_empty()) {
        return Some((
            Rule::RedirectUriPrivateSchemeSlashes,
            "exactly one slash follows a private-use scheme",
        ));
    }
    if is_local(&reversed) {
        return Some((Rule::RedirectUriPrivateSchemeNotHost, "the scheme is a local name in reverse order"));
    }
    if !native {
        return Some((
            Rule::RedirectUriCustomScheme,
            "a private-use scheme takes the application type native",
        ));
    }
    (Some(reversed.as_str()) != identifier.host_str()).then_some((
        Rule::RedirectUriPrivateSchemeNotHost,
        "the scheme must be the identifier's host in reverse order",
    ))
}

fn key_set_url(document: Document<'_>, asked: &Asked<'_>, answer: &mut Answer) {
    let Some((value, text)) = document.get("jwks_uri").and_then(|value| Some((value, value.as_str()?)))
    else {
        return;
    };
    let Some(url) = whatwg::parse(text).filter(|_| is_web_uri(text)) else { return };
    let own = document.text("client_id").and_then(whatwg::parse);
    let why = match () {
        () if url.scheme() == "http" => "a key set is fetched from https only",
        () if url.port().is_some() => "a key set is not fetched from a port of one's own",
        () if whatwg::has_userinfo(&url) => "a key set is not fetched with user information",
        () if is_unfetched(asked, &url) => "a key set is never fetched from that host",
        () if own.as_ref() == Some(&url) && document.get("keys").is_none() => {
            "it is the URL of this document, which is not a key set"
        }
        () => return,
    };
    answer.refuse_at(Rule::JwksUriFetch, value, format!("`jwks_uri` is `{text}`: {why}"));
}
