//! The certificates of a key, and how long it may be used.

use super::faults::Faults;
use super::mending::removal;
use super::view::{Jwk, JwkView};
use crate::finding::{Fault, Place, Words, quoted};
use crate::json::Value;
use crate::metadata::certificate::Certificate;
use crate::metadata::date::Date;
use crate::metadata::jwk::decoded;
use crate::rule::Rule;

/// The first certificate of a key, which is that of the key itself, and where it stands.
fn own<'c>(key: &Jwk<'c>) -> Option<(Value<'c>, Certificate)> {
    let first = key.key.get("x5c")?.elements().next()?;
    Some((first, Certificate::read(first.as_str()?)?))
}

/// `jwk-x5c-key`: the first certificate is that of another key (RFC 7517, section 4.7).
fn jwk_x5c_key<'c>(key: &Jwk<'c>) -> Option<Fault<'c>> {
    let (place, certificate) = own(key)?;
    (certificate.is_of(key.key) == Some(false)).then(|| Fault::at(Place::Value(place)))
}

fn jwk_x5c_key_words(_: &Jwk<'_>, _: &()) -> Words {
    Words::new(
        "the first certificate of `x5c` holds another public key than the members of the key",
        "write the certificate of this key first, or remove `x5c`: the key is enough",
    )
}

/// `jwk-x5t-mismatch`: a thumbprint is not that of the first certificate (RFC 7517, sections 4.8 and 4.9).
fn jwk_x5t_mismatch<'c>(key: &Jwk<'c>) -> Vec<Fault<'c, &'static str>> {
    let Some((_, certificate)) = own(key) else { return Vec::new() };
    let thumbprints = [("x5t", certificate.sha1()), ("x5t#S256", certificate.sha256())];
    let is_other = |value: Value<'_>, expected: Vec<u8>| value.as_str().and_then(decoded) != Some(expected);
    thumbprints
        .into_iter()
        .filter_map(|(name, expected)| {
            Some((name, key.key.get(name).filter(|value| is_other(*value, expected))?))
        })
        .map(|(name, value)| Fault::at(Place::Value(value)).with(name))
        .collect()
}

fn jwk_x5t_mismatch_words(key: &Jwk<'_>, name: &&'static str) -> Words {
    let hash = if *name == "x5t" { "SHA-1" } else { "SHA-256" };
    Words::new(
        format!("`{name}` is not the {hash} of the first certificate of `x5c`, in base64url"),
        format!("calculate it again, or remove `{name}`: servers can do that themselves"),
    )
    .fix(key.key.get(name).map(removal))
}

/// `jwk-x5c-expired`: the first certificate is not valid at the time of the check (RFC 5280, section 4.1.2.5).
fn jwk_x5c_expired<'c>(key: &Jwk<'c>) -> Option<Fault<'c, String>> {
    let now = key.now?;
    let (place, certificate) = own(key)?;
    let why = if certificate.not_after < now {
        format!("ended on {}", Date::of_seconds(certificate.not_after))
    } else if now < certificate.not_before {
        format!("begins only on {}", Date::of_seconds(certificate.not_before))
    } else {
        return None;
    };
    Some(Fault::at(Place::Value(place)).with(why))
}

fn jwk_x5c_expired_words(_: &Jwk<'_>, why: &String) -> Words {
    Words::new(
        format!("the validity of the first certificate of `x5c` {why}"),
        "write a certificate that is valid, or remove `x5c`: the key is enough",
    )
}

/// What a key says of the time of its use.
enum Untimely<'c> {
    Ended(&'c str, u64),
    NotYet(&'c str, u64),
}

/// `jwk-exp`: the key says that it is not to be used now (OpenID Federation, section 8.7.2).
fn jwk_exp<'c>(key: &Jwk<'c>) -> Option<Fault<'c, Untimely<'c>>> {
    let now = key.now?;
    let seconds = |name| {
        let value = key.key.get(name)?;
        let text = value.number_text()?;
        Some((value, text, text.parse().ok()?))
    };
    if let Some((value, text, at)) = seconds("exp").filter(|(_, _, at)| *at <= now) {
        return Some(Fault::at(Place::Value(value)).with(Untimely::Ended(text, at)));
    }
    let (value, text, at) = seconds("nbf").filter(|(_, _, at)| *at > now)?;
    Some(Fault::at(Place::Value(value)).with(Untimely::NotYet(text, at)))
}

fn jwk_exp_words(_: &Jwk<'_>, untimely: &Untimely<'_>) -> Words {
    let (message, help) = match *untimely {
        Untimely::Ended(text, at) => (
            format!("`exp` of the key is {}: it ended on {}", quoted(text), Date::of_seconds(at)),
            "publish the key that is in use, and remove this one",
        ),
        Untimely::NotYet(text, at) => (
            format!(
                "`nbf` of the key is {}: it is not to be used before {}",
                quoted(text),
                Date::of_seconds(at)
            ),
            "publish the key that is in use beside this one",
        ),
    };
    Words::new(message, help)
}

include!(concat!(env!("OUT_DIR"), "/certificates.rs"));
