//! oidc-provider 9.13.3: `lib/helpers/client_id_metadata_document.js`, `lib/helpers/client_schema.js`,
//! `lib/consts/client_attributes.js`, `lib/models/client.js`.

use std::net::IpAddr;

use crate::client::redirect::{Comparison, Entries, LoopbackHosts};
use crate::json::{Kind, Tree, Value};
use crate::metadata::authentication::SHARED_SECRET;
use crate::rule::{Mark, Rule};

use super::addresses::{Blocks, Resolved, blocks, mapped, resolved_of};
use super::answer::Answer;
use super::asked::Asked;
use super::demands::{NOT_JAVASCRIPT, object};
use super::keys;
use super::policy::{EVERY_SCOPE, Policy, is_scope_token};
use super::response::{only_200, within_policy};
use super::server::{Server, refuses_none};
use super::shape::{Document, Shape, described};
use super::text::{Bom, Dialect, Utf8};
use super::whatwg::{self, begins};

const NAME: &str = "oidc-provider";

const BODY_LIMIT: Policy = Policy {
    name: "body-limit",
    values: &[],
    default: "5120",
    about: "the largest document in bytes (fetchResponseBodyLimits)",
};
const ABSENT_METHOD: Policy = Policy {
    name: "absent-method",
    values: &["client_secret_basic", "none"],
    default: "client_secret_basic",
    about: "how an absent token_endpoint_auth_method is read (clientDefaults)",
};
const CHOICES: Policy = Policy {
    name: "metadata-choices",
    values: &["on", "off"],
    default: "on",
    about: "whether the plural members count (features.rpMetadataChoices)",
};
const SCOPES: Policy = Policy {
    name: "scopes",
    values: &[],
    default: EVERY_SCOPE,
    about: "the scopes that the server has, separated by commas; * stands for any (scopes)",
};

pub(super) const SERVER: Server = Server {
    name: NAME,
    title: "oidc-provider",
    package: "npm oidc-provider",
    version: "9.13.3",
    evidence: Mark::Tested,
    policies: &[BODY_LIMIT, ABSENT_METHOD, CHOICES, SCOPES],
    comparison: Comparison::AnyPort {
        hosts: LoopbackHosts::LocalhostToo,
        native_only: true,
        entries: Entries::All,
    },
    comparison_source: "lib/models/client.js, redirectUriAllowed",
    refuses_redirect: refuses_none,
    check,
};

/// Addresses that it does not fetch from; multicast is not among them.
static SPECIAL_USE: Blocks = Blocks::new(|| {
    blocks(&[
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "240.0.0.0/4",
        "::/128",
        "::1/128",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "100:0:0:1::/64",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "2620:4f:8000::/48",
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
    ])
});

/// The methods of the configuration: all but those of mutual TLS and of attestations.
const METHODS: [&str; 5] =
    ["none", "private_key_jwt", "client_secret_basic", "client_secret_post", "client_secret_jwt"];

const SIGNING_ALGORITHMS: [&str; 5] = ["RS256", "PS256", "ES256", "Ed25519", "EdDSA"];

const HTTPS_URIS: [&str; 9] = [
    "backchannel_client_notification_endpoint",
    "backchannel_logout_uri",
    "client_uri",
    "initiate_login_uri",
    "jwks_uri",
    "logo_uri",
    "policy_uri",
    "sector_identifier_uri",
    "tos_uri",
];

/// The arrays among the members that it recognises.
pub(super) const ARRAYS: [&str; 7] = [
    "contacts",
    "default_acr_values",
    "grant_types",
    "post_logout_redirect_uris",
    "redirect_uris",
    "response_types",
    "response_modes",
];

const CIBA: &str = "urn:openid:params:grant-type:ciba";

const GRANTS: [&str; 5] = [
    "implicit",
    "authorization_code",
    "refresh_token",
    "client_credentials",
    "urn:ietf:params:oauth:grant-type:device_code",
];

const RESPONSE_TYPES: [&str; 7] =
    ["code", "id_token", "id_token token", "code id_token", "code token", "code id_token token", "none"];

const RESPONSE_MODES: [&str; 4] = ["query", "fragment", "form_post", "web_message"];

fn check(asked: &Asked<'_>, answer: &mut Answer) {
    if !is_identifier(asked.identifier) {
        return answer.unknown_client(
            Rule::ClientIdUrlInvalid,
            "it must be an https URL without fragment, user information, dot segments, spaces and backslashes",
        );
    }
    let Some(tree) = fetched(asked, answer) else { return };
    let Some(text) =
        object(tree, Dialect::JavaScript { bom: Bom::Refused, utf8: Utf8::Replaced }, NOT_JAVASCRIPT, answer)
    else {
        return;
    };
    let Some(document) = text.root().and_then(Document::of) else { return };
    answer.same_client_id(document, asked.identifier);
    forbidden(document, answer);
    let method = authentication(document, asked, answer);
    types(document, answer);
    values(document, asked, answer);
    let responses = responses(document, answer);
    redirects(document, &responses, answer);
    key_set(document, method, answer);
    answer.method = method.map(str::to_owned);
}

/// What `isValidClientIdUrl` takes.
fn is_identifier(identifier: &str) -> bool {
    let has_bad_character =
        identifier.chars().any(|character| character <= ' ' || matches!(character, '\\' | '\x7f'));
    let (authority, path) = whatwg::raw_parts(identifier);
    begins(identifier, "https://")
        && !has_bad_character
        && whatwg::has_scheme(identifier, &["https"])
        && !authority.is_empty()
        && !path.split('/').any(whatwg::is_dot_segment)
        && !identifier.contains('#')
        && !authority.contains('@')
}

/// The document, if the response is taken.
fn fetched<'a>(asked: &Asked<'a>, answer: &mut Answer) -> Option<&'a Tree> {
    let host = whatwg::parse(asked.identifier).map(|url| resolved_of(&url));
    if matches!(host, Some(Resolved::Address(address)) if is_special_use(address)) {
        answer.refuse(
            Rule::ClientIdUrlSpecialIp,
            "the host is a special-use address, which is not fetched from",
        );
    }
    only_200(asked, answer);
    within_policy(asked, NAME, &BODY_LIMIT, answer)
}

pub(super) fn is_special_use(address: IpAddr) -> bool {
    SPECIAL_USE.hold(address) || SPECIAL_USE.hold(mapped(address))
}

pub(super) fn forbidden(document: Document<'_>, answer: &mut Answer) {
    answer.no_secrets(document, ", whatever its value");
    for name in HTTPS_URIS {
        if let Some(value) = document.get(name) {
            // `URL.parse` takes other values by their text: an array of one URL is read as that URL.
            let is_https = js_text(value).is_some_and(|text| whatwg::has_scheme(&text, &["https"]));
            if !is_https {
                answer.refuse_at(
                    Rule::UriNotHttps,
                    value,
                    format!("`{name}` must be an https URL, and is {}", described(value)),
                );
            }
        }
    }
}

/// A value as JavaScript makes a string of it, where that can be a URL: a string, or an array of one.
fn js_text(value: Value<'_>) -> Option<String> {
    match value.kind() {
        Kind::String => value.as_str().map(str::to_owned),
        Kind::Array => {
            let mut elements = value.elements();
            let only = elements.next()?;
            if elements.next().is_some() { None } else { js_text(only) }
        }
        _ => None,
    }
}

/// The method that counts, after the plural members and the default.
fn authentication<'t>(document: Document<'t>, asked: &Asked<'_>, answer: &mut Answer) -> Option<&'t str> {
    let singular = document.get("token_endpoint_auth_method");
    let method = match (
        singular,
        choice(document, "token_endpoint_auth_methods_supported", singular, &METHODS, asked, answer),
    ) {
        (Some(value), _) => {
            if !answer.shape("token_endpoint_auth_method", value, Shape::NonEmptyString) {
                return None;
            }
            value.as_str()?
        }
        (None, Some(chosen)) => chosen,
        (None, None) => {
            answer.rests_on(ABSENT_METHOD.name);
            let default = asked.policies.get(NAME, &ABSENT_METHOD);
            if default != "none" {
                answer.refuse_document(
                    Rule::AuthMethodAbsent,
                    "without `token_endpoint_auth_method` the client is taken for one with client_secret_basic, whose secret no document may have",
                );
                return None;
            }
            "none"
        }
    };
    let value = singular.or_else(|| document.get("token_endpoint_auth_methods_supported"));
    if let Some(value) = value {
        if SHARED_SECRET.contains(&method) {
            answer.refuse_at(
                Rule::AuthMethodSharedSecret,
                value,
                format!("`{method}` takes a shared secret, which no document may have"),
            );
        } else if !METHODS.contains(&method) {
            answer.refuse_at(
                Rule::AuthMethodUnsupported,
                value,
                format!("the method `{method}` is not one of the server's"),
            );
        }
    }
    signing_algorithm(document, method, asked, answer);
    Some(method)
}

/// The first value of a plural member that the server supports, in the place of an absent singular.
fn choice<'t>(
    document: Document<'t>,
    plural: &str,
    singular: Option<Value<'t>>,
    supported: &[&str],
    asked: &Asked<'_>,
    answer: &mut Answer,
) -> Option<&'t str> {
    let value = document.get(plural).filter(|_| asked.policies.is_on(NAME, &CHOICES))?;
    answer.rests_on(CHOICES.name);
    if value.kind() != Kind::Array {
        answer.refuse_at(Rule::PropertyType, value, format!("`{plural}` must be an array"));
        return None;
    }
    if let Some(singular) = singular {
        let is_same = |element: Value<'_>| same(element, singular);
        if !value.elements().any(is_same) {
            answer.refuse_at(
                Rule::AuthMethodNotInPlural,
                value,
                format!("`{plural}` must hold the value of its singular, {}", described(singular)),
            );
        }
    }
    let is_text = |element: Value<'_>| element.as_str().is_some_and(|text| !text.is_empty());
    if !value.elements().all(is_text) {
        answer.refuse_at(Rule::PropertyType, value, format!("`{plural}` must hold strings only"));
        return None;
    }
    let chosen = value.elements().filter_map(Value::as_str).find(|text| supported.contains(text));
    let has_supported =
        chosen.is_some() || singular.and_then(Value::as_str).is_some_and(|text| supported.contains(&text));
    if !has_supported {
        answer.refuse_at(
            Rule::AuthMethodOnlyPlural,
            value,
            format!("`{plural}` holds no value that the server supports"),
        );
    }
    chosen
}

fn same(one: Value<'_>, other: Value<'_>) -> bool {
    match (one.as_str(), other.as_str()) {
        (Some(one), Some(other)) => one == other,
        (None, None) => {
            one.kind() == other.kind()
                && matches!(one.kind(), Kind::Null | Kind::Bool | Kind::Number)
                && one.raw() == other.raw()
        }
        _ => false,
    }
}

fn signing_algorithm(document: Document<'_>, method: &str, asked: &Asked<'_>, answer: &mut Answer) {
    const NAME_OF: &str = "token_endpoint_auth_signing_alg";
    const PLURAL: &str = "token_endpoint_auth_signing_alg_values_supported";
    let takes_keys = method == "private_key_jwt";
    let supported: &[&str] = if takes_keys { &SIGNING_ALGORITHMS } else { &[] };
    let singular = document.get(NAME_OF);
    choice(document, PLURAL, singular, supported, asked, answer);
    let Some(value) = singular else { return };
    if !answer.shape(NAME_OF, value, Shape::NonEmptyString) {
        return;
    }
    let algorithm = value.as_str().unwrap_or_default();
    if !takes_keys {
        answer.refuse_at(
            Rule::AuthSigningAlgWithNone,
            value,
            format!("`{NAME_OF}` must not be there with the method `{method}`"),
        );
    } else if !SIGNING_ALGORITHMS.contains(&algorithm) {
        answer.refuse_at(
            Rule::AuthSigningAlgUnsupported,
            value,
            format!("`{algorithm}` is not one of {}", SIGNING_ALGORITHMS.join(", ")),
        );
    }
}

fn types(document: Document<'_>, answer: &mut Answer) {
    for name in ARRAYS {
        let Some(value) = document.get(name) else { continue };
        let is_text = |element: Value<'_>| element.as_str().is_some_and(|text| !text.is_empty());
        if value.kind() != Kind::Array {
            answer.shape(name, value, Shape::Strings);
        } else if !value.elements().all(is_text) {
            answer.refuse_at(
                Rule::PropertyType,
                value,
                format!("`{name}` must hold strings only, none of them empty"),
            );
        }
    }
    answer.shapes(
        document,
        Shape::Boolean,
        &[
            "dpop_bound_access_tokens",
            "require_auth_time",
            "require_pushed_authorization_requests",
            "backchannel_logout_session_required",
        ],
    );
    answer.shapes(
        document,
        Shape::NonEmptyString,
        &[
            "application_type",
            "client_name",
            "client_uri",
            "id_token_signed_response_alg",
            "initiate_login_uri",
            "jwks_uri",
            "logo_uri",
            "policy_uri",
            "scope",
            "sector_identifier_uri",
            "subject_type",
            "tos_uri",
            "backchannel_logout_uri",
        ],
    );
}

fn values(document: Document<'_>, asked: &Asked<'_>, answer: &mut Answer) {
    answer.text_one_of(document, "application_type", &["native", "web"], Rule::ApplicationTypeValue);
    answer.text_one_of(document, "subject_type", &["public"], Rule::SubjectTypeValue);
    answer.text_one_of(document, "id_token_signed_response_alg", &["RS256"], Rule::AlgNotInList);
    let singular = document.get("subject_type");
    choice(document, "subject_types_supported", singular, &["public"], asked, answer);
    let singular = document.get("id_token_signed_response_alg");
    choice(document, "id_token_signing_alg_values_supported", singular, &["RS256"], asked, answer);
    authentication_of_people(document, answer);
    answer.emails(document, is_email);
    if let Some(value) = document.get("scope")
        && let Some(scope) = value.as_str().filter(|scope| !scope.is_empty())
    {
        for token in scope.split(' ') {
            if token.is_empty() || !offers(asked, token) {
                answer.rests_on(SCOPES.name);
                answer.refuse_at(Rule::ScopeRefused, value, format!("the server has no scope `{token}`"));
            }
        }
    }
    if asked.identifier.chars().any(|character| !matches!(character, ' '..='~')) {
        answer.refuse(Rule::ClientIdUrlNonAscii, "the identifier must be printable ASCII");
    }
    if let Some(value) = document.get("sector_identifier_uri").filter(|value| value.kind() == Kind::String) {
        answer.refuse_at(
            Rule::SectorUri,
            value,
            "the document behind `sector_identifier_uri` is fetched, and must list the redirect URIs",
        );
    }
}

/// Members on how people log in: `default_acr_values` and `default_max_age`.
pub(super) fn authentication_of_people(document: Document<'_>, answer: &mut Answer) {
    if let Some(value) = document.get("default_acr_values").filter(|value| value.elements().next().is_some())
    {
        answer.refuse_at(None, value, "`default_acr_values` must be empty: the server has no such values");
    }
    if let Some(value) = document.get("default_max_age").filter(|value| !is_safe_integer(*value)) {
        answer.refuse_at(
            Rule::DefaultMaxAgeValue,
            value,
            format!("`default_max_age` must be an integer from 0 on, and is {}", described(value)),
        );
    }
}

/// Whether the server has a scope: of those that RFC 6749 allows, those that its operator names.
fn offers(asked: &Asked<'_>, token: &str) -> bool {
    asked.policies.lists(NAME, &SCOPES, token) && is_scope_token(token)
}

/// `Number.isSafeInteger`, from 0 on.
fn is_safe_integer(value: Value<'_>) -> bool {
    const MOST: f64 = 9_007_199_254_740_991.0;
    let number = value.number_text().and_then(|text| text.parse::<f64>().ok());
    number.is_some_and(|number| number.fract() == 0.0 && (0.0..=MOST).contains(&number))
}

/// An e-mail address as HTML has it: a host may be one label, and labels may begin and end with a hyphen.
pub(super) fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else { return false };
    let in_local = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    !local.is_empty() && local.bytes().all(in_local) && host.split('.').all(is_label)
}

/// The response types that are kept, each with its words in order; and grants that are dropped.
fn responses(document: Document<'_>, answer: &mut Answer) -> Vec<String> {
    if let Some(value) = document.get("grant_types").filter(|_| document.lists("grant_types", CIBA)) {
        answer.refuse_at(
            Rule::GrantUnsupported,
            value,
            "the grant of backchannel authentication takes `backchannel_token_delivery_mode`, which is not read there",
        );
    }
    let grant_rules = [Rule::GrantTypesUnsupported, Rule::GrantUnsupported];
    kept(document, "grant_types", grant_rules, |grant| GRANTS.contains(&grant), answer);
    kept(document, "response_modes", [Rule::AlgNotInList; 2], |mode| RESPONSE_MODES.contains(&mode), answer);
    let sorted = |text: &str| {
        let mut words: Vec<&str> = text.split(' ').collect();
        words.sort_unstable();
        words.dedup();
        words.join(" ")
    };
    let known: Vec<String> = RESPONSE_TYPES.iter().map(|known| sorted(known)).collect();
    kept(
        document,
        "response_types",
        [Rule::ResponseTypeUnknown; 2],
        |text| known.contains(&sorted(text)),
        answer,
    );
    match document.get("response_types") {
        None => vec!["code".to_owned()],
        Some(_) => {
            let all = document.strings("response_types");
            all.into_iter().map(sorted).filter(|text| known.contains(text)).collect()
        }
    }
}

/// Drops what the server does not support from an array of strings; none left is an error. The rules are that of the
/// list and that of one value.
fn kept(
    document: Document<'_>,
    name: &str,
    [of_list, of_value]: [Rule; 2],
    takes: impl Fn(&str) -> bool,
    answer: &mut Answer,
) {
    let elements = document.elements(name);
    let unsupported: Vec<&Value<'_>> =
        elements.iter().filter(|value| value.as_str().is_some_and(|text| !takes(text))).collect();
    if !elements.is_empty() && unsupported.len() == elements.len() {
        let value = document.get(name).unwrap_or(elements[0]);
        return answer.refuse_at(of_list, value, format!("`{name}` has no value that the server supports"));
    }
    for value in unsupported {
        answer.drop_at(
            of_value,
            *value,
            format!("{} is dropped from `{name}`: the server does not support it", described(*value)),
        );
    }
}

fn redirects(document: Document<'_>, responses: &[String], answer: &mut Answer) {
    const LOOPBACKS: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];
    let native = document.text("application_type") == Some("native");
    let implicit_grant = document.lists("grant_types", "implicit");
    answer.is_native = native;
    let uris = document.elements("redirect_uris");
    if !responses.is_empty()
        && uris.is_empty()
        && document.get("redirect_uris").is_none_or(|value| value.kind() == Kind::Array || is_falsy(value))
    {
        answer.refuse_document(Rule::RedirectUrisMissing, "`redirect_uris` must have an entry");
    }
    for uri in uris.iter().chain(&document.elements("post_logout_redirect_uris")) {
        let Some(text) = uri.as_str().filter(|text| !text.is_empty()) else { continue };
        let Some(parsed) = whatwg::parse(text) else {
            answer.refuse_at(Rule::RedirectUriInvalid, *uri, format!("`{text}` is not a URL"));
            continue;
        };
        if parsed.as_str().contains('#') {
            answer.refuse_at(Rule::RedirectUriFragment, *uri, format!("`{text}` has a fragment"));
        }
        let host = parsed.host_str().unwrap_or_default();
        let is_loopback = LOOPBACKS.contains(&host);
        match (native, parsed.scheme()) {
            (false, "http") if implicit_grant => {
                answer.refuse_at(
                    Rule::RedirectUriHttp,
                    *uri,
                    format!("`{text}` must be https: the client has the grant implicit"),
                );
            }
            (false, "https") if implicit_grant && host == "localhost" => {
                answer.refuse_at(
                    Rule::RedirectUriLocalhost,
                    *uri,
                    format!("`{text}` must not be at localhost: the client has the grant implicit"),
                );
            }
            (false, "http" | "https") => {}
            (false, scheme) => answer.refuse_at(
                Rule::RedirectUriCustomScheme,
                *uri,
                format!("`{text}` has the scheme `{scheme}`; a client of the type web takes http and https"),
            ),
            (true, "http") if !is_loopback => answer.refuse_at(
                Rule::RedirectUriHttp,
                *uri,
                format!("`{text}` is http, and its host is not localhost, 127.0.0.1 or [::1]"),
            ),
            (true, "https") if is_loopback => answer.refuse_at(
                Rule::RedirectUriLoopbackHttps,
                *uri,
                format!("`{text}` is https at a loopback host; a native client takes http there"),
            ),
            (true, scheme @ ("javascript" | "vbscript" | "data" | "blob" | "file" | "about")) => {
                answer.refuse_at(
                    Rule::RedirectUriDangerousScheme,
                    *uri,
                    format!("the scheme `{scheme}` is refused"),
                );
            }
            (true, _) => {}
        }
    }
    let has_token = responses.iter().any(|response| response.split(' ').any(|word| word == "token"));
    if has_token
        && let Some(value) =
            document.get("dpop_bound_access_tokens").filter(|value| value.as_bool() == Some(true))
    {
        answer.refuse_at(
            Rule::ResponseTypeToken,
            value,
            "`response_types` must not contain token with `dpop_bound_access_tokens`",
        );
    }
    answer.register_redirect_uris(document);
}

/// Whether JavaScript takes it for false.
fn is_falsy(value: Value<'_>) -> bool {
    match value.kind() {
        Kind::Null => true,
        Kind::Bool => value.as_bool() == Some(false),
        Kind::Number => value.number_text().and_then(|text| text.parse::<f64>().ok()) == Some(0.0),
        Kind::String => value.as_str() == Some(""),
        Kind::Array | Kind::Object => false,
    }
}

fn key_set(document: Document<'_>, method: Option<&str>, answer: &mut Answer) {
    let (set, uri) = (document.get("jwks"), document.get("jwks_uri"));
    let is_there = |value: Option<Value<'_>>| value.is_some_and(|value| !is_falsy(value));
    if method == Some("private_key_jwt") && !is_there(set) && !is_there(uri) {
        answer.refuse_document(Rule::AuthKeyMissing, "`private_key_jwt` takes `jwks` or `jwks_uri`");
    }
    if let (Some(set), Some(_)) = (set, uri) {
        answer.refuse_at(Rule::JwksBoth, set, "`jwks` and `jwks_uri` must not both be there");
    }
    let Some(set) = set else { return };
    let Some(keys) = keys::keys(set) else {
        return answer.refuse_at(
            Rule::JwksType,
            set,
            "`jwks` must be an object whose `keys` is an array of objects",
        );
    };
    for key in keys {
        if let Some(why) = key_fault(key) {
            let rule = if why.contains("private") { Rule::JwkPrivate } else { Rule::JwkMemberMissing };
            answer.refuse_at(rule, key, why);
        }
    }
}

/// What `checkJWK` finds.
fn key_fault(key: Value<'_>) -> Option<String> {
    key_fault_but(key, &["d", "p", "q", "dp", "dq", "qi", "oth"])
}

/// The same, where those members of an RSA key count as private.
pub(super) fn key_fault_but(key: Value<'_>, rsa_private: &[&str]) -> Option<String> {
    let Some(kty) = keys::text(key, "kty") else {
        return Some("the key has no `kty`".to_owned());
    };
    let (needed, private): (&[&str], &[&str]) = match kty {
        "oct" => return Some("a key of the type oct is private".to_owned()),
        "EC" => {
            let curve = keys::text(key, "crv");
            match curve {
                None => return Some("the key has no `crv`".to_owned()),
                Some("P-256" | "P-384" | "P-521") => (&["x", "y"], &["d"]),
                Some(_) => return None,
            }
        }
        "OKP" => match keys::text(key, "crv") {
            None => return Some("the key has no `crv`".to_owned()),
            Some("Ed25519" | "X25519") => (&["x"], &["d"]),
            Some(_) => return None,
        },
        "RSA" => (&["e", "n"], rsa_private),
        "AKP" => (&["alg", "pub"], &["priv"]),
        _ => return None,
    };
    if let Some(missing) = needed.iter().find(|name| keys::text(key, name).is_none()) {
        return Some(format!("the key has no `{missing}`"));
    }
    if let Some(name) = private.iter().find(|name| key.get(name).is_some()) {
        return Some(format!("the key has the private member `{name}`"));
    }
    for name in ["alg", "kid", "use"] {
        if key.get(name).is_some_and(|value| !Shape::NonEmptyString.fits(value)) {
            return Some(format!("`{name}` of the key must be a string that is not empty"));
        }
    }
    let chain = key.get("x5c")?;
    let is_right =
        chain.kind() == Kind::Array && chain.elements().all(|item| Shape::NonEmptyString.fits(item));
    (!is_right).then(|| "`x5c` of the key must be an array of strings".to_owned())
}
