//! Where the client's public keys are, and that the document publishes only public ones.

use super::faults::Faults;
use super::mending::{over_https, removal, removals, text, without_userinfo};
use super::method_fix::has_other_use;
use super::view::{DocumentJwkView, MetadataView, SecretPart};
use crate::finding::{Fault, Place, SpannedFix, Words, enumerated, quoted};
use crate::json::Value;
use crate::metadata::authentication::NONE;
use crate::metadata::host::unreachable;
use crate::metadata::jwk::{PRIVATE_MEMBERS, is_symmetric};
use crate::metadata::origin::origin;
use crate::metadata::uri::{Uri, can_be_fetched, https_url_fault};
use crate::profile::AbsentMethod;
use crate::rule::Rule;

/// `jwks-embedded`: the keys are inside the document.
fn jwks_embedded<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    metadata.get("jwks").map(|value| Fault::at(Place::Value(value)))
}

fn jwks_embedded_words(metadata: &MetadataView<'_>, _: &()) -> Words {
    let title = &metadata.profile.title;
    let message = if metadata.profile.forbids("jwks") || !metadata.profile.supports("jwks") {
        format!("`jwks` holds the keys inside the document, and {title} does not support that")
    } else {
        "`jwks` holds the keys inside the document, where they count towards its size and change with it"
            .to_owned()
    };
    let help = match metadata.get("jwks_uri") {
        Some(_) => "remove `jwks`, and keep `jwks_uri`",
        None => {
            "publish the key set as a file of its own on the same origin, and name it in `jwks_uri` instead"
        }
    };
    Words::new(message, help).fix(without_jwks(metadata))
}

/// Removes the key set, where the client has it elsewhere as well, or authenticates without a key.
fn without_jwks(metadata: &MetadataView<'_>) -> Option<SpannedFix> {
    let is_elsewhere = metadata.supported("jwks_uri").is_some();
    let is_public = match metadata.get("token_endpoint_auth_method") {
        Some(method) => method.as_str() == Some(NONE),
        None => metadata.profile.authentication.absent == AbsentMethod::None,
    };
    let needs_none = is_public && !has_other_use(metadata);
    metadata.get("jwks").filter(|_| is_elsewhere || needs_none).map(removal)
}

/// `jwks-uri-invalid`: nothing can be fetched from `jwks_uri`.
fn jwks_uri_invalid<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, (&'c str, &'static str)>> {
    let value = metadata.supported("jwks_uri")?;
    let text = value.as_str()?;
    let fault = https_url_fault(text.trim())?;
    Some(Fault::at(Place::Value(value)).with((text, fault)))
}

fn jwks_uri_invalid_words(metadata: &MetadataView<'_>, &(given, fault): &(&str, &str)) -> Words {
    let secure = over_https(&Uri::split(given.trim()));
    Words::new(
        format!("jwks_uri is {}: {fault}", quoted(given)),
        "write the https URL at which the public keys are published",
    )
    .fix(secure.and_then(|secure| Some(text(metadata.get("jwks_uri")?, &secure))))
}

/// `jwks-uri-userinfo`: a user name or password stands before the host of `jwks_uri`.
fn jwks_uri_userinfo<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    let keys = metadata
        .jwks_uri
        .filter(|keys| metadata.profile.supports("jwks_uri") && keys.uri.userinfo().is_some())?;
    Some(Fault::at(Place::Value(keys.value)))
}

fn jwks_uri_userinfo_words(metadata: &MetadataView<'_>, _: &()) -> Words {
    let uri = quoted(metadata.text("jwks_uri").unwrap_or_default());
    Words::new(
        format!(
            "jwks_uri is {uri}: it has a user name before the `@`, and the keys must be readable without a login"
        ),
        "remove everything between `//` and the host, the `@` too",
    )
    .fix(metadata.jwks_uri.and_then(|keys| Some(text(keys.value, &without_userinfo(&keys.uri)?))))
}

/// `jwks-uri-special-ip`: servers refuse to fetch from the host of `jwks_uri`.
fn jwks_uri_special_ip<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, String>> {
    let keys = metadata.jwks_uri?;
    let reason = unreachable(keys.uri.host())?;
    Some(Fault::at(Place::Value(keys.value)).with(reason))
}

fn jwks_uri_special_ip_words(metadata: &MetadataView<'_>, reason: &String) -> Words {
    let uri = quoted(metadata.text("jwks_uri").unwrap_or_default());
    Words::new(
        format!("jwks_uri is {uri}: {reason}, and servers refuse to fetch from there"),
        "publish the key set at a public host",
    )
}

/// `jwks-uri-cross-origin`: the key set of a client that signs is on another origin than the document.
fn jwks_uri_cross_origin<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, [String; 2]>> {
    let keys = metadata.jwks_uri.filter(|_| metadata.has_private_key())?;
    // Only an https URL has an origin to be compared with.
    let document = metadata.client_id_url().filter(|url| Uri::split(url).has_scheme("https"))?;
    let (own, document) = (origin(keys.uri.raw)?, origin(document)?);
    let differ = own != document;
    differ.then(|| {
        Fault::at(Place::Value(keys.value)).with([own.ascii_serialization(), document.ascii_serialization()])
    })
}

fn jwks_uri_cross_origin_words(metadata: &MetadataView<'_>, [own, document]: &[String; 2]) -> Words {
    let (own, document) = (quoted(own), quoted(document));
    Words::new(
        format!(
            "jwks_uri is on the origin {own}, and the document on {document}; {} wants them on one",
            metadata.profile.title
        ),
        format!("publish the key set under {document}"),
    )
}

/// `jwks-not-fetched`: the key set was not read.
fn jwks_not_fetched<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    let keys = metadata.jwks_uri.filter(|_| metadata.has_private_key())?;
    // What cannot be fetched is not fetched online either.
    if !can_be_fetched(keys.uri.raw) {
        return None;
    }
    // Why it could not be fetched, if that was tried, is a failure of the run.
    let was_tried = metadata.subject.key_set.is_some() || metadata.subject.failure.is_some();
    (!was_tried).then(|| Fault::at(Place::Value(keys.value)))
}

fn jwks_not_fetched_words(metadata: &MetadataView<'_>, _: &()) -> Words {
    let uri = quoted(metadata.text("jwks_uri").unwrap_or_default());
    Words::new(
        format!("the key set at {uri} was not fetched: its keys are unchecked"),
        "run with --online to fetch and check it too",
    )
}

/// `jwks-private-material`: the document publishes a private or symmetric key.
fn jwks_private_material<'c>(key: &DocumentJwkView<'c>) -> Option<Fault<'c, SecretPart<'c>>> {
    let secret = SecretPart::of(key.key)?;
    Some(Fault::at(secret.place()).with(secret))
}

fn jwks_private_material_words(key: &DocumentJwkView<'_>, secret: &SecretPart<'_>) -> Words {
    Words::new(
        format!("the document publishes {secret}"),
        "take the key out of use and make a new one: whoever fetched this document has it; publish public keys only",
    )
    .fix(public_part(key.key))
}

/// What only the private key can do.
const PRIVATE_OPERATIONS: [&str; 5] = ["sign", "decrypt", "unwrapKey", "deriveKey", "deriveBits"];

/// Removes the private part of a key, with the operations that are nothing without it; a symmetric key has no other part.
fn public_part(key: Value<'_>) -> Option<SpannedFix> {
    if is_symmetric(key) {
        let has_others = key.parent().is_some_and(|keys| keys.elements().nth(1).is_some());
        let change = has_others.then(|| key.removal())?;
        let title = "remove the key, and take it out of use";
        return Some(SpannedFix::undecided(title, vec![change]));
    }
    let is_private = |value: Value<'_>| value.as_str().is_some_and(|text| PRIVATE_OPERATIONS.contains(&text));
    let is_secret = |name: &str| PRIVATE_MEMBERS.contains(&name);
    let of_private = |name: &str, value: Value<'_>| name == "key_ops" && value.elements().any(is_private);
    let members =
        key.members().filter(|member| is_secret(member.name) || of_private(member.name, member.value));
    let members: Vec<Value<'_>> = members.map(|member| member.value).collect();
    let names: Vec<String> = members.iter().filter_map(|value| Some(quoted(value.name()?))).collect();
    let title = format!("remove {}, and take the key out of use", enumerated(&names, "and"));
    Some(SpannedFix::undecided(title, removals(&members)?))
}

include!(concat!(env!("OUT_DIR"), "/keys.rs"));
