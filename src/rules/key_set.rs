//! The key set behind `jwks_uri` as a whole: how it was served, and how its keys go together.

use std::collections::HashMap;

use super::answer;
use super::faults::Faults;
use super::mending::removal;
use super::view::{FetchedKeySet, JsonKeySet, KeyList, KeySetView, ServedKeySet};
use crate::finding::{Fault, Place, SpannedFix, Words, quoted};
use crate::json::{Kind, Span, Value};
use crate::metadata::jwk::is_for_encryption;
use crate::metadata::other_kinds::{describes_client, of_object};
use crate::metadata::thumbprint;
use crate::rule::Rule;
use crate::subject::is_json_type;

/// `jwks-uri-fetch`: `jwks_uri` does not answer with status 200.
fn jwks_uri_fetch<'c>(fetched: &FetchedKeySet<'c>) -> Option<Fault<'c>> {
    (fetched.key_set.retrieval.status != 200).then(|| Fault::at(Place::Outside))
}

fn jwks_uri_fetch_words(fetched: &FetchedKeySet<'_>, _: &()) -> Words {
    let response = &fetched.key_set.retrieval;
    let (status, url) = (response.status, quoted(&response.url));
    let message = match response.header("location").filter(|_| response.is_redirect()) {
        Some(location) => format!(
            "jwks_uri {url} answers with status {status}, a redirect to {}; servers do not follow redirects here",
            quoted(location)
        ),
        None => format!("jwks_uri {url} answers with status {status}; only status 200 gives keys"),
    };
    let help = match response.is_redirect() {
        true => "serve the key set itself at this URL, with status 200, or write the URL that it leads to in `jwks_uri`".to_owned(),
        false => answer::help(response, answer::page(&fetched.key_set.body), "the key set"),
    };
    Words::new(message, help)
}

/// `jwks-content-type`: the key set is not served as JSON.
fn jwks_content_type<'c>(served: &ServedKeySet<'c>) -> Option<Fault<'c, String>> {
    let media_type = served.key_set.retrieval.media_type().unwrap_or_default();
    // What is something else in the place of the keys is not a key set that is served in the wrong way.
    let is_fine = is_json_type(&media_type) || served.key_set.body.is_other();
    (!is_fine).then(|| Fault::at(Place::Outside).with(media_type))
}

fn jwks_content_type_words(served: &ServedKeySet<'_>, media_type: &String) -> Words {
    let what = if media_type.is_empty() {
        "without a Content-Type".to_owned()
    } else {
        format!("as {}", quoted(media_type))
    };
    Words::new(
        format!("the key set at {} is served {what}", quoted(&served.key_set.retrieval.url)),
        "serve it as `application/jwk-set+json` or `application/json`",
    )
}

/// `jwks-too-large`: the key set is larger than the profile's limit.
fn jwks_too_large<'c>(served: &ServedKeySet<'c>) -> Option<Fault<'c, usize>> {
    let limit = served.profile.limits.key_set_bytes?;
    (served.key_set.body.size > limit).then(|| Fault::at(Place::Outside).with(limit))
}

fn jwks_too_large_words(served: &ServedKeySet<'_>, limit: &usize) -> Words {
    let body = &served.key_set.body;
    let more = if body.cut { " or more" } else { "" };
    Words::new(
        format!(
            "the key set at {} has {} bytes{more}; {} reads at most {limit}",
            quoted(&served.key_set.retrieval.url),
            body.size,
            served.profile.title
        ),
        "publish only the keys in use, without certificates",
    )
}

/// What to publish in the place of something else.
const PUBLISH_KEYS: &str =
    "publish `{ \"keys\": [ ... ] }` with the public keys inside, and name its URL in `jwks_uri`";

/// `jwks-type`: the JSON is not a key set (RFC 7517, section 5).
fn jwks_type<'c>(json: &JsonKeySet<'c>) -> Option<Fault<'c>> {
    let keys = json.root.get("keys").filter(|keys| keys.kind() == Kind::Array);
    let is_set = keys.is_some_and(|keys| keys.elements().all(|key| key.kind() == Kind::Object));
    let wrong = keys.and_then(|keys| keys.elements().find(|key| key.kind() != Kind::Object));
    let place = wrong.or_else(|| json.root.get("keys")).unwrap_or(json.root);
    (!is_set).then(|| Fault::at(Place::Value(place)))
}

fn jwks_type_words(json: &JsonKeySet<'_>, _: &()) -> Words {
    let root = json.root;
    if root.get("keys").is_none() && describes_client(root) {
        return Words::new(
            format!("{} is the client's document itself, and not a key set", json.name()),
            PUBLISH_KEYS,
        );
    }
    let own = root.get("jwks_uri").and_then(Value::as_str);
    if let Some(kind) = of_object(root).filter(|_| root.get("kty").is_none() && root.get("keys").is_none()) {
        let help = match own.filter(|_| root.get("issuer").is_some()) {
            Some(url) => {
                format!("its own `jwks_uri` is {}: if these are the client's keys, write that", quoted(url))
            }
            None if kind.what.starts_with("an error answer") => {
                "check the URL in `jwks_uri`: the server answers with an error in the place of the keys"
                    .to_owned()
            }
            None => PUBLISH_KEYS.to_owned(),
        };
        return Words::new(format!("{} is {}, and not a key set", json.name(), kind.what), help);
    }
    let what = match root.kind() {
        Kind::Array => "it is an array; the array of keys belongs into an object",
        Kind::Object if root.get("kty").is_some() => "it is a single key",
        Kind::Object if root.get("keys").is_none() => "it has no member `keys`",
        Kind::Object => "`keys` is not an array of objects",
        _ => "it is not an object",
    };
    let fix = match root.kind() {
        Kind::Array if root.elements().all(|key| key.kind() == Kind::Object) => {
            wrapped(root, "{\"keys\": ", "}")
        }
        Kind::Object if root.get("kty").is_some() && root.get("keys").is_none() => {
            wrapped(root, "{\"keys\": [", "]}")
        }
        _ => None,
    };
    Words::new(
        format!("{} is not a key set: {what}", json.name()),
        "publish `{ \"keys\": [ ... ] }` with the public keys inside",
    )
    .fix(fix)
}

/// Puts what a value is into a key set.
fn wrapped(value: Value<'_>, before: &str, after: &str) -> Option<SpannedFix> {
    let Span { start, end } = value.span();
    let changes = vec![(Span::at(start), before.to_owned()), (Span::at(end), after.to_owned())];
    let has_keys = value.kind() == Kind::Object || value.elements().next().is_some();
    has_keys.then(|| SpannedFix::safe("put it into a key set: `{\"keys\": [ ... ]}`", changes))
}

/// `jwks-empty`: there is no key, and the client needs one.
fn jwks_empty<'c>(list: &KeyList<'c>) -> Option<Fault<'c>> {
    let is_empty = list.keys.elements().next().is_none();
    (is_empty && list.is_needed).then(|| Fault::at(Place::Value(list.keys)))
}

fn jwks_empty_words(_: &KeyList<'_>, _: &()) -> Words {
    Words::new("the key set is empty", "publish the public key that the client signs with")
}

/// `jwks-empty-unused`: there is no key, and the client does not authenticate with one.
fn jwks_empty_unused<'c>(list: &KeyList<'c>) -> Option<Fault<'c>> {
    let is_empty = list.keys.elements().next().is_none();
    (is_empty && !list.is_needed).then(|| Fault::at(Place::Value(list.keys)))
}

fn jwks_empty_unused_words(list: &KeyList<'_>, _: &()) -> Words {
    let member = if list.is_inline { "jwks" } else { "jwks_uri" };
    Words::new(
        "the key set is empty",
        format!("remove `{member}`: the client does not authenticate with a key"),
    )
    .fix(list.is_inline.then(|| removal(list.root)))
}

/// `jwk-kid-duplicate`: two keys have one `kid`.
fn jwk_kid_duplicate<'c>(list: &KeyList<'c>) -> Vec<Fault<'c, (&'c str, Span)>> {
    let mut first: HashMap<&str, Value<'_>> = HashMap::new();
    let kids = list.keys.elements().filter_map(|key| key.get("kid"));
    kids.filter_map(|kid| {
        let text = kid.as_str()?;
        let earlier = *first.entry(text).or_insert(kid);
        (earlier.span() != kid.span()).then(|| Fault::at(Place::Value(kid)).with((text, earlier.span())))
    })
    .collect()
}

fn jwk_kid_duplicate_words(_: &KeyList<'_>, &(kid, first): &(&str, Span)) -> Words {
    Words::new(
        format!(
            "the kid {} is used in the key set already: which of the two keys is meant cannot be known",
            quoted(kid)
        ),
        "give every key a kid of its own",
    )
    .related(first, "the first one")
}

/// How many keys are for signatures.
fn usable(list: &KeyList<'_>) -> usize {
    list.keys.elements().filter(|&key| !is_for_encryption(key)).count()
}

/// `jwk-use-enc-auth`: every key is for encryption.
fn jwk_use_enc_auth<'c>(list: &KeyList<'c>) -> Option<Fault<'c>> {
    let has_keys = list.keys.elements().next().is_some();
    (has_keys && usable(list) == 0 && list.is_needed).then(|| Fault::at(Place::Value(list.keys)))
}

fn jwk_use_enc_auth_words(_: &KeyList<'_>, _: &()) -> Words {
    Words::new(
        "every key is for encryption (`\"use\": \"enc\"`): none can verify the client's signature",
        "publish the public key that the client signs with; its `use` is `sig`, if it has one",
    )
}

/// `jwks-single-key-rotation`: there is one key, and no next one.
fn jwks_single_key_rotation<'c>(list: &KeyList<'c>) -> Option<Fault<'c>> {
    let is_single = list.keys.elements().count() == 1;
    (is_single && list.is_needed).then(|| Fault::at(Place::Value(list.keys)))
}

fn jwks_single_key_rotation_words(_: &KeyList<'_>, _: &()) -> Words {
    Words::new(
        "the key set has one key: when it is replaced, servers that keep the old key set refuse the client",
        "publish the next key beside the one in use before it signs, and remove the old one after servers have fetched both",
    )
}

/// `jwk-use-missing-mixed`: there are keys for encryption, and a key does not say what it is for (OpenID Connect Dynamic
/// Client Registration, section 2).
fn jwk_use_missing_mixed<'c>(list: &KeyList<'c>) -> Vec<Fault<'c>> {
    if !list.keys.elements().any(is_for_encryption) {
        return Vec::new();
    }
    let without = list.keys.elements().filter(|key| key.get("use").is_none());
    without.map(|key| Fault::at(Place::Value(key))).collect()
}

fn jwk_use_missing_mixed_words(_: &KeyList<'_>, _: &()) -> Words {
    Words::new(
        "the key has no `use`, and the key set has keys for encryption: it may be taken for one of them",
        "add `\"use\": \"sig\"` to the keys that the client signs with",
    )
}

/// `jwk-duplicate-key`: a key is there twice (RFC 7638).
fn jwk_duplicate_key<'c>(list: &KeyList<'c>) -> Vec<Fault<'c, (Span, Span)>> {
    let mut first: HashMap<String, Value<'_>> = HashMap::new();
    let keys = list.keys.elements().filter_map(|key| Some((key, thumbprint::sha256(key)?)));
    keys.filter_map(|(key, thumbprint)| {
        let earlier = *first.entry(thumbprint).or_insert(key);
        let is_copy = earlier.span() != key.span();
        is_copy.then(|| Fault::at(Place::Value(key)).with((earlier.span(), key.span())))
    })
    .collect()
}

fn jwk_duplicate_key_words(list: &KeyList<'_>, &(first, again): &(Span, Span)) -> Words {
    let copy = list.keys.elements().find(|key| key.span() == again);
    let fix = copy.map(|key| SpannedFix::undecided("remove the second of the two", vec![key.removal()]));
    Words::new(
        "the key set has this key already, under another name or with other members",
        "remove one of them",
    )
    .related(first, "the first one")
    .fix(fix)
}

/// `jwks-too-many`: there are more keys for signatures than the profile's limit.
fn jwks_too_many<'c>(list: &KeyList<'c>) -> Option<Fault<'c, [usize; 2]>> {
    let (most, usable) = (list.profile.limits.keys?, usable(list));
    (usable > most).then(|| Fault::at(Place::Value(list.keys)).with([usable, most]))
}

fn jwks_too_many_words(list: &KeyList<'_>, &[usable, most]: &[usize; 2]) -> Words {
    Words::new(
        format!(
            "the key set has {usable} keys for signatures; the limit of {} is {most} for a client",
            list.profile.title
        ),
        "publish the key in use, and the next one while it is being introduced",
    )
}

include!(concat!(env!("OUT_DIR"), "/key_set.rs"));
