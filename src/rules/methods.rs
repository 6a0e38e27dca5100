//! How the authentication methods of a document go together: one, a list, and what each of them needs.

use super::faults::Faults;
use super::key_use::only_algorithm;
use super::mending::{addition, element, removal, spelling};
use super::method_fix::stating;
use super::view::{MetadataView, RedirectUriView, WebRedirect};
use crate::finding::{Fault, Place, Words, enumerated, quoted};
use crate::json::{Kind, Value, string_literal};
use crate::metadata::authentication::{NONE, PRIVATE_KEY_JWT, REGISTERED, SHARED_SECRET, meant};
use crate::metadata::jwk::{SIGNATURE_ALGORITHMS, is_symmetric_algorithm};
use crate::metadata::uri::Uri;
use crate::profile::contains;
use crate::rule::Rule;

const METHOD: &str = "token_endpoint_auth_method";
const METHODS: &str = "token_endpoint_auth_methods_supported";
const ALGORITHM: &str = "token_endpoint_auth_signing_alg";

/// A member that the profile reads, and its text.
fn text<'c>(metadata: &MetadataView<'c>, name: &str) -> Option<(Value<'c>, &'c str)> {
    let value = metadata.supported(name)?;
    Some((value, value.as_str()?))
}

/// The list of methods, where the profile reads it.
fn listed<'c>(metadata: &MetadataView<'c>) -> Option<(Value<'c>, Vec<&'c str>)> {
    let list = metadata.get(METHODS).filter(|list| list.kind() == Kind::Array)?;
    Some((list, list.elements().filter_map(Value::as_str).collect()))
}

/// `auth-method-only-plural`: a list of methods, and not the one method.
fn auth_method_only_plural<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, Vec<&'c str>>> {
    let (_, methods) = listed(metadata).filter(|_| metadata.get(METHOD).is_none())?;
    Some(Fault::absent_from(metadata.place()).with(methods))
}

fn auth_method_only_plural_words(metadata: &MetadataView<'_>, methods: &Vec<&str>) -> Words {
    let taken = metadata.profile.authentication.methods.as_deref();
    let first = methods.iter().find(|method| {
        matches!(**method, NONE | PRIVATE_KEY_JWT) && taken.is_none_or(|taken| contains(taken, method))
    });
    Words::new(
        format!("the document has `{METHODS}` and no `{METHOD}`: most servers read the latter alone"),
        match first {
            Some(first) => format!("state the preferred one as well: `\"{METHOD}\": \"{first}\"`"),
            None => format!("state the preferred one in `{METHOD}` as well"),
        },
    )
    .fix(first.and_then(|first| stating(metadata, first)))
}

/// `auth-method-not-in-plural`: the one method is not in the list.
fn auth_method_not_in_plural<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, &'c str>> {
    let (_, methods) = listed(metadata)?;
    let (value, method) = text(metadata, METHOD)?;
    (!methods.contains(&method)).then(|| Fault::at(Place::Value(value)).with(method))
}

fn auth_method_not_in_plural_words(metadata: &MetadataView<'_>, method: &&str) -> Words {
    // Beside others, what servers use would still depend on which of the two they read.
    let list = metadata.get(METHODS);
    let is_empty = |list: &Value<'_>| list.elements().next().is_none();
    let fix = list.and_then(|list| if is_empty(&list) { element(list, method) } else { Some(removal(list)) });
    let methods: Vec<String> = listed(metadata)
        .map(|(_, methods)| methods.iter().take(10).map(|method| quoted(method)).collect())
        .unwrap_or_default();
    let has = if methods.is_empty() { "no method".to_owned() } else { enumerated(&methods, "and") };
    Words::new(
        format!(
            "`{METHOD}` is {}, and `{METHODS}` has {has}: servers that read the one and those that read the other treat the client differently",
            quoted(method)
        ),
        "add it to the list, or remove the list",
    )
    .fix(fix)
}

/// `auth-method-unknown`: the method is not registered, and is no absolute URI (RFC 7591, section 4.2).
fn auth_method_unknown<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, &'c str>> {
    let (value, method) = text(metadata, METHOD)?;
    let is_known = REGISTERED.contains(&method) || Uri::split(method).scheme.is_some();
    (!is_known).then(|| Fault::at(Place::Value(value)).with(method))
}

fn auth_method_unknown_words(metadata: &MetadataView<'_>, method: &&str) -> Words {
    Words::new(
        format!("`{METHOD}` is {}, which is not a registered method", quoted(method)),
        match meant(method) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "write the method as it is registered".to_owned(),
        },
    )
    .fix(meant(method).and_then(|meant| stating(metadata, meant)))
}

/// `auth-signing-alg-none`: assertions would not be signed.
fn auth_signing_alg_none<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    let (value, algorithm) = text(metadata, ALGORITHM)?;
    (algorithm == "none").then(|| Fault::at(Place::Value(value)))
}

fn auth_signing_alg_none_words(metadata: &MetadataView<'_>, _: &()) -> Words {
    Words::new(
        format!("`{ALGORITHM}` is `none`: an assertion that is not signed proves nothing"),
        "write the algorithm that the private key signs with, or remove it where nothing is signed",
    )
    .fix(metadata.get(ALGORITHM).filter(|_| !metadata.has_private_key()).map(removal))
}

/// `auth-signing-alg-hmac`: assertions would be signed with a shared secret.
fn auth_signing_alg_hmac<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, &'c str>> {
    let (value, algorithm) = text(metadata, ALGORITHM)?;
    is_symmetric_algorithm(algorithm).then(|| Fault::at(Place::Value(value)).with(algorithm))
}

fn auth_signing_alg_hmac_words(_: &MetadataView<'_>, algorithm: &&str) -> Words {
    Words::new(
        format!(
            "`{ALGORITHM}` is {}: it needs a secret that both sides know, and this document is public",
            quoted(algorithm)
        ),
        "sign with a private key, and write its algorithm",
    )
}

/// `auth-signing-alg-unknown`: the algorithm is not one of signatures.
fn auth_signing_alg_unknown<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, &'c str>> {
    let (value, algorithm) = text(metadata, ALGORITHM)?;
    let is_known =
        SIGNATURE_ALGORITHMS.contains(&algorithm) || algorithm == "none" || is_symmetric_algorithm(algorithm);
    (!is_known).then(|| Fault::at(Place::Value(value)).with(algorithm))
}

fn auth_signing_alg_unknown_words(metadata: &MetadataView<'_>, algorithm: &&str) -> Words {
    let meant = SIGNATURE_ALGORITHMS.iter().find(|known| known.eq_ignore_ascii_case(algorithm));
    Words::new(
        format!("`{ALGORITHM}` is {}, which is not a registered algorithm for signatures", quoted(algorithm)),
        match meant {
            Some(meant) => format!("write it as {meant}: letter case counts"),
            None => "write the algorithm that the private key signs with, as it is registered".to_owned(),
        },
    )
    .fix(meant.and_then(|meant| Some(spelling(metadata.get(ALGORITHM)?, algorithm, meant))))
}

/// `auth-signing-alg-with-none`: the client signs nothing, and says with which algorithm.
fn auth_signing_alg_with_none<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    let (value, _) = text(metadata, ALGORITHM)?;
    let is_none = text(metadata, METHOD).is_some_and(|(_, method)| method == NONE);
    let may_sign = listed(metadata).is_some_and(|(_, methods)| methods.contains(&PRIVATE_KEY_JWT));
    (is_none && !may_sign).then(|| Fault::at(Place::Value(value)))
}

fn auth_signing_alg_with_none_words(metadata: &MetadataView<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "`{METHOD}` is `none`, and `{ALGORITHM}` says how assertions are signed: some servers refuse the two together"
        ),
        format!("remove `{ALGORITHM}`, or state `private_key_jwt` if the client keeps a key"),
    )
    .fix(metadata.get(ALGORITHM).map(removal))
}

/// The members that name the subject of a certificate (RFC 8705, section 2.1.2).
const SUBJECTS: [&str; 5] = [
    "tls_client_auth_subject_dn",
    "tls_client_auth_san_dns",
    "tls_client_auth_san_uri",
    "tls_client_auth_san_ip",
    "tls_client_auth_san_email",
];

/// `auth-tls-subject`: mutual TLS without exactly one subject.
fn auth_tls_subject<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, usize>> {
    let (value, _) = text(metadata, METHOD).filter(|(_, method)| *method == "tls_client_auth")?;
    let count = SUBJECTS.iter().filter(|name| metadata.get(name).is_some()).count();
    let fault =
        if count == 0 { Fault::absent_from(Place::Value(value)) } else { Fault::at(Place::Value(value)) };
    (count != 1).then(|| fault.with(count))
}

fn auth_tls_subject_words(_: &MetadataView<'_>, count: &usize) -> Words {
    let has = if *count == 0 { "none is there".to_owned() } else { format!("there are {count}") };
    Words::new(
        format!(
            "`{METHOD}` is `tls_client_auth`, which takes exactly one member that names the subject of the certificate: {has}"
        ),
        "state one of tls_client_auth_subject_dn, tls_client_auth_san_dns, tls_client_auth_san_uri, tls_client_auth_san_ip and tls_client_auth_san_email",
    )
}

/// `auth-native-confidential`: an application on the user's own machine authenticates.
fn auth_native_confidential<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, &'c str>> {
    let is_local = |entry: &RedirectUriView<'_>| !entry.web().is_some_and(WebRedirect::is_https);
    let is_native = text(metadata, "application_type").is_some_and(|(_, value)| value == "native")
        && metadata.redirect_uris.iter().any(is_local);
    let (value, method) = text(metadata, METHOD).filter(|(_, method)| is_native && *method != NONE)?;
    REGISTERED.contains(&method).then(|| Fault::at(Place::Value(value)).with(method))
}

fn auth_native_confidential_words(_: &MetadataView<'_>, method: &&str) -> Words {
    Words::new(
        format!(
            "the application is native, and `{METHOD}` is {}: a key in an application that is given out is no secret",
            quoted(method)
        ),
        "let it not authenticate, unless each installation has a key of its own or a server of yours signs",
    )
}

/// Whether all redirect URIs are on web servers, which may keep a key.
fn is_on_web_servers(metadata: &MetadataView<'_>) -> bool {
    let is_https = |entry: &RedirectUriView<'_>| entry.web().is_some_and(WebRedirect::is_https);
    let is_web = !metadata.redirect_uris.is_empty() && metadata.redirect_uris.iter().all(is_https);
    is_web && !metadata.is_native()
}

/// `auth-none-capable`: a client that runs on a web server does not authenticate, although it could keep a key.
fn auth_none_capable<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    let (value, _) = text(metadata, METHOD).filter(|(_, method)| *method == NONE)?;
    let may_sign = listed(metadata).is_some_and(|(_, methods)| methods.contains(&PRIVATE_KEY_JWT));
    let takes_keys =
        metadata.profile.authentication.methods.as_deref().is_none_or(|list| contains(list, PRIVATE_KEY_JWT));
    (is_on_web_servers(metadata) && takes_keys && !may_sign).then(|| Fault::at(Place::Value(value)))
}

fn auth_none_capable_words(_: &MetadataView<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "`{METHOD}` is `none`, and all redirect URIs are on web servers: such a client may be able to keep a key"
        ),
        "where a server of yours asks for the tokens, let it sign: `private_key_jwt` with `jwks_uri`",
    )
}

/// `auth-methods-differ`: the list has methods beside the one, so that what is used depends on what a server reads.
fn auth_methods_differ<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, Vec<&'c str>>> {
    let (list, methods) = listed(metadata)?;
    let (_, method) = text(metadata, METHOD).filter(|(_, method)| methods.contains(method))?;
    let is_other = |other: &&str| *other != method && !SHARED_SECRET.contains(other);
    let others: Vec<&str> = methods.into_iter().filter(is_other).collect();
    (!others.is_empty()).then(|| Fault::at(Place::Value(list)).with(others))
}

fn auth_methods_differ_words(metadata: &MetadataView<'_>, others: &Vec<&str>) -> Words {
    let others: Vec<String> = others.iter().take(10).map(|method| quoted(method)).collect();
    let method = text(metadata, METHOD).map_or("", |(_, method)| method);
    Words::new(
        format!(
            "`{METHODS}` has {} beside {}: servers of the published drafts read `{METHOD}` alone and use {1}; those that read the list prefer {1}, and use another of the list where they do not take it",
            enumerated(&others, "and"),
            quoted(method)
        ),
        "keep it if the client can authenticate in each of these ways, and tell the way apart by what a server's metadata offers",
    )
}

/// `auth-signing-alg-missing`: the client signs, and does not say with which algorithm.
fn auth_signing_alg_missing<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    let (value, _) = text(metadata, METHOD).filter(|(_, method)| *method == PRIVATE_KEY_JWT)?;
    let is_missing = metadata.profile.supports(ALGORITHM) && metadata.get(ALGORITHM).is_none();
    is_missing.then(|| Fault::absent_from(Place::Value(value)))
}

fn auth_signing_alg_missing_words(metadata: &MetadataView<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "`{METHOD}` is `private_key_jwt`, and the document does not say with which algorithm the client signs"
        ),
        format!("add `{ALGORITHM}` with the algorithm of the key, for example `ES256`"),
    )
    .fix(only_algorithm(metadata).and_then(|own| addition(metadata.root, ALGORITHM, &string_literal(own))))
}

/// `dpop-recommended`: a client that cannot keep a secret has refresh tokens that are bound to nothing (RFC 9700, section
/// 2.2.2).
fn dpop_recommended<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    const DPOP: &str = "dpop_bound_access_tokens";
    let refresh = metadata
        .supported("grant_types")?
        .elements()
        .find(|grant| grant.as_str() == Some("refresh_token"))?;
    let is_public = text(metadata, METHOD).is_some_and(|(_, method)| method == NONE);
    let is_bound = metadata.get(DPOP).is_some_and(|value| value.as_bool() != Some(false));
    let can_bind = metadata.profile.supports(DPOP) && !is_on_web_servers(metadata);
    (is_public && !is_bound && can_bind).then(|| Fault::at(Place::Value(refresh)))
}

fn dpop_recommended_words(_: &MetadataView<'_>, _: &()) -> Words {
    Words::new(
        "the client does not authenticate, and its refresh tokens are bound to nothing: whoever gets hold of one can use it",
        "add `\"dpop_bound_access_tokens\": true` if the client can prove possession of a key (RFC 9449); else rely on servers that rotate refresh tokens",
    )
}

/// `jwks-both`: the keys are inside the document and elsewhere (RFC 7591, section 2).
fn jwks_both<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    let profile = metadata.profile;
    let is_read = profile.supports("jwks") && !profile.forbids("jwks") && profile.supports("jwks_uri");
    let inline = metadata.get("jwks").filter(|_| is_read)?;
    metadata.get("jwks_uri").map(|_| Fault::at(Place::Value(inline)))
}

fn jwks_both_words(metadata: &MetadataView<'_>, _: &()) -> Words {
    Words::new(
        "the document has `jwks` and `jwks_uri`, and may have one of them: which keys count is not known",
        "remove `jwks`, and publish all keys at `jwks_uri`",
    )
    .fix(metadata.get("jwks").map(removal))
}

include!(concat!(env!("OUT_DIR"), "/methods.rs"));
