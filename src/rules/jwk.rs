//! Each key of a key set, behind `jwks_uri` or inside the document.

use super::faults::Faults;
use super::mending::{addition, text};
use super::view::{FetchedJwkView, Jwk, JwkView, SecretPart, TypedJwk};
use crate::finding::{Fault, Place, SpannedFix, Words, quoted};
use crate::json::{Value, string_literal};
use crate::metadata::jwk::{self, is_symmetric};
use crate::metadata::thumbprint;
use crate::profile::{AbsentKid, KidAlphabet, contains, words};
use crate::rule::Rule;

const NEW_KEY: &str = "take the key out of use and make a new one: whoever fetched the key set has it; publish public keys only";

/// `jwk-private`: the key set publishes the private part of a key.
fn jwk_private<'c>(key: &FetchedJwkView<'c>) -> Option<Fault<'c, SecretPart<'c>>> {
    let secret = SecretPart::of(key.key).filter(|_| !is_symmetric(key.key))?;
    Some(Fault::at(secret.place()).with(secret))
}

fn jwk_private_words(_: &FetchedJwkView<'_>, secret: &SecretPart<'_>) -> Words {
    Words::new(format!("the key set publishes {secret}"), NEW_KEY)
}

/// `jwk-duplicate-member`: a name stands twice in a key (RFC 7517, section 4). One inside the document is found with every other name
/// that stands there twice.
fn jwk_duplicate_member<'c>(key: &FetchedJwkView<'c>) -> Option<Fault<'c, &'c str>> {
    let mut seen = std::collections::HashSet::new();
    let again = key.key.members().find(|member| !seen.insert(member.name))?;
    Some(Fault::at(Place::Name(again.name_span, again.value)).with(again.name))
}

fn jwk_duplicate_member_words(_: &FetchedJwkView<'_>, name: &&str) -> Words {
    Words::new(
        format!("the key has {} twice: servers refuse it, or take the last", quoted(name)),
        "remove one of them",
    )
}

/// `jwk-symmetric`: the key set publishes a symmetric key.
fn jwk_symmetric<'c>(key: &FetchedJwkView<'c>) -> Option<Fault<'c, SecretPart<'c>>> {
    let secret = SecretPart::of(key.key).filter(|_| is_symmetric(key.key))?;
    // It is the key that is of the wrong kind: its type and algorithm go with that.
    Some(Fault::at(secret.key_place()).with(secret))
}

fn jwk_symmetric_words(_: &FetchedJwkView<'_>, secret: &SecretPart<'_>) -> Words {
    Words::new(format!("the key set publishes {secret}"), NEW_KEY)
}

/// `jwk-kty-missing`: the key does not say of which type it is (RFC 7517, section 4.1).
fn jwk_kty_missing<'c>(key: &Jwk<'c>) -> Option<Fault<'c>> {
    let has_type = key.key.get("kty").is_some_and(|kty| kty.as_str().is_some());
    (!has_type).then(|| Fault::at(Place::Value(key.key)))
}

fn jwk_kty_missing_words(key: &Jwk<'_>, _: &()) -> Words {
    let help = match (jwk::type_by_members(key.key), key.profile.keys.types.as_deref()) {
        (Some(kty), Some(types)) if !contains(types, kty) => {
            format!("publish a key of the type {}", words(types, "or"))
        }
        (Some(kty), _) => format!("add `\"kty\": \"{kty}\"`: it has the members of such a key"),
        (None, _) => "export the public key again, with its type and all its members".to_owned(),
    };
    Words::new("the key does not say of which type it is: `kty` is missing, or not a string", help)
        .fix(typed(key))
}

/// Adds the type that a key has by its members.
fn typed(key: &Jwk<'_>) -> Option<SpannedFix> {
    let types = key.profile.keys.types.as_deref();
    let kty = jwk::type_by_members(key.key).filter(|kty| types.is_none_or(|types| contains(types, kty)))?;
    match key.key.get("kty") {
        Some(value) => Some(text(value, kty)),
        None => addition(key.key, "kty", &string_literal(kty)),
    }
}

/// `jwk-kty-unsupported`: the profile does not take keys of that type.
fn jwk_kty_unsupported<'c>(key: &TypedJwk<'c>) -> Option<Fault<'c>> {
    let types = key.profile.keys.types.as_deref()?;
    (!contains(types, key.kty)).then(|| Fault::at(Place::Value(key.key.get("kty").unwrap_or(key.key))))
}

fn jwk_kty_unsupported_words(key: &TypedJwk<'_>, _: &()) -> Words {
    let types = key.profile.keys.types.as_deref().unwrap_or_default();
    Words::new(
        format!(
            "the key has the type {}; {} takes {} for client keys",
            quoted(key.kty),
            key.profile.title,
            words(types, "and")
        ),
        format!("publish a key of the type {}", words(types, "or")),
    )
}

/// `jwk-member-missing`: the key lacks a member that its type requires (RFC 7518, section 6).
fn jwk_member_missing<'c>(key: &TypedJwk<'c>) -> Vec<Fault<'c, &'static str>> {
    let missing = jwk::required_members(key.kty).iter().filter(|name| key.key.get(name).is_none());
    missing.map(|name| Fault::at(Place::Value(key.key)).with(*name)).collect()
}

fn jwk_member_missing_words(key: &TypedJwk<'_>, name: &&str) -> Words {
    Words::new(
        format!("the {} key has no `{name}`, and is not a key without it", key.kty),
        "export the public key again, with all its members",
    )
}

/// `jwk-bad-base64url`: a number or coordinate of the key is not base64url (RFC 7518, section 2).
fn jwk_bad_base64url<'c>(key: &TypedJwk<'c>) -> Vec<Fault<'c, &'static str>> {
    let is_bad = |value: &Value<'_>| !value.as_str().is_some_and(jwk::is_base64url);
    let numbers = jwk::required_members(key.kty).iter().filter(|name| !matches!(**name, "crv" | "alg"));
    numbers
        .filter_map(|name| Some((*name, key.key.get(name).filter(is_bad)?)))
        .map(|(name, value)| Fault::at(Place::Value(value)).with(name))
        .collect()
}

fn jwk_bad_base64url_words(key: &TypedJwk<'_>, name: &&str) -> Words {
    Words::new(
        format!("`{name}` is not base64url: letters, digits, `-` and `_`, without padding"),
        "replace `+` by `-` and `/` by `_`, and remove `=` and white space",
    )
    .fix(key.key.get(name).and_then(in_base64url))
}

/// Writes base64 in the alphabet of URLs and without padding: the bytes are the same.
fn in_base64url(value: Value<'_>) -> Option<SpannedFix> {
    let characters = value.as_str()?.chars().filter(|one| !one.is_whitespace() && *one != '=');
    let written: String = characters
        .map(|one| match one {
            '+' => '-',
            '/' => '_',
            other => other,
        })
        .collect();
    let changes = vec![value.replacement(string_literal(&written))];
    jwk::is_base64url(&written).then(|| {
        SpannedFix::safe(format!("write `{}` in base64url", value.name().unwrap_or_default()), changes)
    })
}

/// `jwk-kid-missing`: the key has no `kid`.
fn jwk_kid_missing<'c>(key: &Jwk<'c>) -> Option<Fault<'c>> {
    key.key.get("kid").is_none().then(|| Fault::at(Place::Value(key.key)))
}

fn jwk_kid_missing_words(key: &Jwk<'_>, _: &()) -> Words {
    let then = match key.profile.keys.absent_kid {
        Some(AbsentKid::Thumbprint) => format!("{} calculates a thumbprint in its place", key.profile.title),
        Some(AbsentKid::None) | None => {
            "a server with several keys cannot know which one is meant".to_owned()
        }
    };
    Words::new(
        format!("the key has no `kid`: {then}"),
        "add a `kid` that is new with every key; the client names it in its assertions",
    )
    // The name that anybody can calculate from the key (RFC 7638).
    .fix(thumbprint::sha256(key.key).and_then(|kid| addition(key.key, "kid", &string_literal(&kid))))
}

/// `jwk-kid-pattern`: the `kid` does not have the form that the profile states.
fn jwk_kid_pattern<'c>(key: &Jwk<'c>) -> Option<Fault<'c, &'c str>> {
    let keys = &key.profile.keys;
    let value = key.key.get("kid")?;
    let text = value.as_str()?;
    let fits_length =
        keys.kid_length.is_none_or(|[least, most]| (least..=most).contains(&text.chars().count()));
    let is_base64url = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let fits_alphabet = match keys.kid_alphabet {
        Some(KidAlphabet::Base64url) => text.bytes().all(is_base64url),
        Some(KidAlphabet::Any) | None => true,
    };
    (!fits_length || !fits_alphabet).then(|| Fault::at(Place::Value(value)).with(text))
}

fn jwk_kid_pattern_words(key: &Jwk<'_>, kid: &&str) -> Words {
    let keys = &key.profile.keys;
    let characters = match keys.kid_alphabet {
        Some(KidAlphabet::Base64url) => "letters, digits, `-` and `_`",
        Some(KidAlphabet::Any) | None => "characters",
    };
    let form = match keys.kid_length {
        Some([least, most]) => format!("{least} to {most} {characters}"),
        None => format!("only {characters}"),
    };
    Words::new(
        format!("the kid is {}; {} states {form} for keys", quoted(kid), key.profile.title),
        "choose such a kid with the next key",
    )
}

/// `jwk-alg-unsupported`: the key is for an algorithm that the profile does not take.
fn jwk_alg_unsupported<'c>(key: &TypedJwk<'c>) -> Option<Fault<'c, &'c str>> {
    let algorithms = key.profile.keys.algorithms.as_deref()?;
    // A key for encryption has an algorithm for that.
    let value = key.key.get("alg").filter(|_| !jwk::is_for_encryption(key.key))?;
    let alg = value.as_str().filter(|alg| !contains(algorithms, alg))?;
    Some(Fault::at(Place::Value(value)).with(alg))
}

fn jwk_alg_unsupported_words(key: &TypedJwk<'_>, alg: &&str) -> Words {
    let algorithms = key.profile.keys.algorithms.as_deref().unwrap_or_default();
    Words::new(
        format!(
            "the key is for the algorithm {}; {} takes {} for client keys",
            quoted(alg),
            key.profile.title,
            words(algorithms, "and")
        ),
        format!("publish a key for {}", words(algorithms, "or")),
    )
}

/// `jwk-alg-missing`: an RSA key, which fits several algorithms, does not say for which it is.
fn jwk_alg_missing<'c>(key: &TypedJwk<'c>) -> Option<Fault<'c>> {
    let is_absent = key.kty == "RSA" && key.key.get("alg").is_none_or(|alg| alg.as_str().is_none());
    is_absent.then(|| Fault::at(Place::Value(key.key)))
}

fn jwk_alg_missing_words(key: &TypedJwk<'_>, _: &()) -> Words {
    let keys = &key.profile.keys;
    let then = match &keys.absent_alg {
        Some(alg) => format!("{} takes it to be for `{alg}`", key.profile.title),
        None => "servers may allow any algorithm that fits its type".to_owned(),
    };
    let listed = keys.algorithms.iter().flat_map(|algorithms| algorithms.iter());
    let mut usual = keys.absent_alg.iter().chain(listed).map(|alg| &**alg);
    let fitting = usual.find(|alg| jwk::fits(alg, key.kty, None) != Some(false));
    let help = match (fitting, &keys.algorithms) {
        (None, Some(algorithms)) => format!("publish a key for {}", words(algorithms, "or")),
        (fitting, _) => {
            let alg = fitting.unwrap_or("RS256");
            format!("add `\"alg\": \"{alg}\"`, or the algorithm that the client signs with")
        }
    };
    Words::new(format!("the key has no `alg`: {then}"), help)
}

/// The length of the RSA modulus in bits, and its value.
fn modulus<'c>(key: &TypedJwk<'c>) -> Option<(Value<'c>, usize)> {
    let value = key.key.get("n").filter(|_| key.kty == "RSA")?;
    Some((value, jwk::bits(value.as_str()?)?))
}

/// `jwk-rsa-small`: the RSA modulus is shorter than the profile takes.
fn jwk_rsa_small<'c>(key: &TypedJwk<'c>) -> Option<Fault<'c, [usize; 2]>> {
    let least = key.profile.limits.rsa_modulus_bits_min?;
    let (value, bits) = modulus(key)?;
    (bits < least).then(|| Fault::at(Place::Value(value)).with([bits, least]))
}

fn jwk_rsa_small_words(key: &TypedJwk<'_>, &[bits, least]: &[usize; 2]) -> Words {
    Words::new(
        format!("the RSA modulus has {bits} bits; {} wants at least {least}", key.profile.title),
        modulus_help(key),
    )
}

/// `jwk-rsa-large`: the RSA modulus is longer than the profile takes.
fn jwk_rsa_large<'c>(key: &TypedJwk<'c>) -> Option<Fault<'c, [usize; 2]>> {
    let most = key.profile.limits.rsa_modulus_bits_max?;
    let (value, bits) = modulus(key)?;
    (bits > most).then(|| Fault::at(Place::Value(value)).with([bits, most]))
}

fn jwk_rsa_large_words(key: &TypedJwk<'_>, &[bits, most]: &[usize; 2]) -> Words {
    Words::new(
        format!("the RSA modulus has {bits} bits; {} takes at most {most}", key.profile.title),
        modulus_help(key),
    )
}

fn modulus_help(key: &TypedJwk<'_>) -> String {
    match (key.profile.limits.rsa_modulus_bits_min, key.profile.limits.rsa_modulus_bits_max) {
        (Some(least), Some(most)) => format!("make a key of {least} to {most} bits"),
        (Some(least), None) => format!("make a key of at least {least} bits"),
        (None, Some(most)) => format!("make a key of at most {most} bits"),
        (None, None) => String::new(),
    }
}

include!(concat!(env!("OUT_DIR"), "/jwk.rs"));
