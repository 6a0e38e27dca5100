//! What a client needs keys for, and whether the keys that are known can do it.

use super::faults::Faults;
use super::mending::{removal, removals, text};
use super::view::MetadataView;
use crate::finding::{Fault, Place, SpannedFix, Words, quoted};
use crate::json::{Kind, Value};
use crate::metadata::jwk::{fits, is_for_encryption, is_symmetric_algorithm};
use crate::profile::contains;
use crate::rule::Rule;

const METHOD: &str = "token_endpoint_auth_method";
const ALGORITHM: &str = "token_endpoint_auth_signing_alg";

/// The keys of the client.
enum Keys<'c> {
    /// There is nothing that leads to any.
    None,
    /// They are elsewhere, and were not read.
    Elsewhere,
    Known(Vec<Value<'c>>),
}

impl<'c> Keys<'c> {
    fn of(metadata: &MetadataView<'c>) -> Keys<'c> {
        let list = |set: Value<'c>| {
            let keys = set.get("keys").filter(|keys| keys.kind() == Kind::Array)?;
            Some(Keys::Known(keys.elements().filter(|key| key.kind() == Kind::Object).collect()))
        };
        if let Some(set) = metadata.supported("jwks") {
            return list(set).unwrap_or(Keys::Elsewhere);
        }
        if ["jwks_uri", "signed_jwks_uri", "software_statement"]
            .iter()
            .all(|name| metadata.get(name).is_none())
        {
            return Keys::None;
        }
        let fetched =
            metadata.subject.key_set.as_ref().filter(|set| set.body.tree.is_json() && !set.body.cut);
        fetched.and_then(|set| list(set.body.tree.root()?)).unwrap_or(Keys::Elsewhere)
    }
}

/// Whether a key can sign with an algorithm, as far as it says what it is.
fn can_sign(key: Value<'_>, algorithm: &str) -> bool {
    let text = |name| key.get(name).and_then(Value::as_str);
    let is_for_it = text("alg").is_none_or(|own| own == algorithm || is_one(own, algorithm));
    let kty = text("kty").unwrap_or_default();
    is_for_it && !is_for_encryption(key) && fits(algorithm, kty, text("crv")).unwrap_or(true)
}

/// The algorithm with which the client signs, where all of its keys name the same one, and can do it.
pub fn only_algorithm<'c>(metadata: &MetadataView<'c>) -> Option<&'c str> {
    let Keys::Known(keys) = Keys::of(metadata) else { return None };
    let mut signing = keys.into_iter().filter(|key| !is_for_encryption(*key));
    let first = signing.next()?;
    let own = first.get("alg")?.as_str()?;
    let is_one = |key: Value<'_>| key.get("alg").and_then(Value::as_str) == Some(own);
    let text = |name| first.get(name).and_then(Value::as_str);
    let can_sign = fits(own, text("kty")?, text("crv")) == Some(true) && !is_symmetric_algorithm(own);
    let is_taken = metadata.profile.keys.algorithms.as_deref().is_none_or(|list| contains(list, own));
    (can_sign && is_taken && signing.all(is_one)).then_some(own)
}

/// Whether two names are one algorithm: `EdDSA` is the older name of two (RFC 9864).
fn is_one(one: &str, other: &str) -> bool {
    let is_edwards = |name: &str| matches!(name, "Ed25519" | "Ed448");
    (one == "EdDSA" && is_edwards(other)) || (other == "EdDSA" && is_edwards(one))
}

/// `auth-signing-alg-no-key`: no key can sign with the algorithm that the client names (RFC 7518, section 3.1).
fn auth_signing_alg_no_key<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, &'c str>> {
    let value = metadata.supported(ALGORITHM)?;
    let algorithm = value.as_str()?;
    let Keys::Known(keys) = Keys::of(metadata) else { return None };
    let is_signature = fits(algorithm, "oct", None) == Some(false);
    let can_sign = keys.iter().any(|key| can_sign(*key, algorithm));
    (is_signature && !keys.is_empty() && !can_sign).then(|| Fault::at(Place::Value(value)).with(algorithm))
}

fn auth_signing_alg_no_key_words(metadata: &MetadataView<'_>, algorithm: &&str) -> Words {
    Words::new(
        format!("`{ALGORITHM}` is {}, and no key of the client can sign with it", quoted(algorithm)),
        "write the algorithm of the key that the client signs with, or publish that key",
    )
    .fix(only_algorithm(metadata).and_then(|own| Some(text(metadata.get(ALGORITHM)?, own))))
}

/// `auth-self-signed-no-cert`: mutual TLS with a certificate of the client's own, which is published nowhere (RFC 8705,
/// section 2.2.2).
fn auth_self_signed_no_cert<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    let value = metadata.supported(METHOD)?;
    let is_self_signed = value.as_str() == Some("self_signed_tls_client_auth");
    let is_without = match Keys::of(metadata) {
        Keys::None => true,
        Keys::Elsewhere => false,
        Keys::Known(keys) => keys.iter().all(|key| key.get("x5c").is_none()),
    };
    (is_self_signed && is_without).then(|| Fault::absent_from(Place::Value(value)))
}

fn auth_self_signed_no_cert_words(_: &MetadataView<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "`{METHOD}` is `self_signed_tls_client_auth`, and no key of the client has a certificate to compare with"
        ),
        "publish the certificate as `x5c` of its key in `jwks_uri`",
    )
}

/// What needs a key.
fn signed_requests<'c>(metadata: &MetadataView<'c>) -> Option<(Value<'c>, &'static str)> {
    let named = metadata
        .supported("request_object_signing_alg")
        .filter(|value| value.as_str().is_some_and(|text| text != "none"));
    let required =
        metadata.supported("require_signed_request_object").filter(|value| value.as_bool() == Some(true));
    named
        .map(|value| (value, "request_object_signing_alg"))
        .or_else(|| required.map(|value| (value, "require_signed_request_object")))
}

/// `jar-without-key`: requests are to be signed, and there is no key (RFC 9101, section 10).
fn jar_without_key<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, &'static str>> {
    let (value, name) = signed_requests(metadata)?;
    let has_none = match Keys::of(metadata) {
        Keys::None => true,
        Keys::Elsewhere => false,
        Keys::Known(keys) => keys.is_empty(),
    };
    has_none.then(|| Fault::absent_from(Place::Value(value)).with(name))
}

fn jar_without_key_words(metadata: &MetadataView<'_>, name: &&'static str) -> Words {
    Words::new(
        format!(
            "`{name}` says that the client signs its requests, and the document leads to no key to verify them with"
        ),
        format!("publish the public key at `jwks_uri`, or remove `{name}`"),
    )
    .fix(removal_of(metadata, &["request_object_signing_alg", "require_signed_request_object"]))
}

/// Removes those of some members that are there.
fn removal_of(metadata: &MetadataView<'_>, names: &[&str]) -> Option<SpannedFix> {
    let found: Vec<Value<'_>> = names.iter().filter_map(|name| metadata.get(name)).collect();
    match found[..] {
        [only] => Some(removal(only)),
        _ => {
            let list: Vec<String> = found.iter().filter_map(|value| Some(quoted(value.name()?))).collect();
            Some(SpannedFix::undecided(format!("remove {}", list.join(" and ")), removals(&found)?))
        }
    }
}

/// The key types that an algorithm of encryption needs.
fn key_types(algorithm: &str) -> &'static [&'static str] {
    match algorithm {
        _ if algorithm.starts_with("RSA") => &["RSA"],
        _ if algorithm.starts_with("ECDH-ES") => &["EC", "OKP"],
        _ => &[],
    }
}

/// `enc-without-key`: answers are to be encrypted, and no key can be used for that (OpenID Connect Dynamic Client
/// Registration, section 2).
fn enc_without_key<'c>(metadata: &MetadataView<'c>) -> Vec<Fault<'c, [&'c str; 2]>> {
    let keys = Keys::of(metadata);
    let can_encrypt = |algorithm: &str| {
        let types = key_types(algorithm);
        let is_usable = |key: &Value<'_>| {
            let text = |name| key.get(name).and_then(Value::as_str);
            text("kty").is_some_and(|kty| types.contains(&kty)) && text("use") != Some("sig")
        };
        match &keys {
            _ if types.is_empty() => true,
            Keys::None => false,
            Keys::Elsewhere => true,
            Keys::Known(keys) => keys.iter().any(is_usable),
        }
    };
    let encrypted = metadata
        .members
        .iter()
        .filter(|member| member.is_supported && member.name().ends_with("_encrypted_response_alg"));
    encrypted
        .filter_map(|member| Some((member, member.value().as_str()?)))
        .filter(|(_, algorithm)| !can_encrypt(algorithm))
        .map(|(member, algorithm)| {
            Fault::absent_from(Place::Value(member.value())).with([member.name(), algorithm])
        })
        .collect()
}

fn enc_without_key_words(metadata: &MetadataView<'_>, [name, algorithm]: &[&str; 2]) -> Words {
    Words::new(
        format!("`{name}` is {}, and no key of the client can be used for that", quoted(algorithm)),
        format!("publish such a key, whose `use` is `enc`, or remove `{name}`"),
    )
    // The encryption of the content is nothing without that of its key.
    .fix(removal_of(metadata, &[name, &name.replace("_alg", "_enc")]))
}

include!(concat!(env!("OUT_DIR"), "/key_use.rs"));
