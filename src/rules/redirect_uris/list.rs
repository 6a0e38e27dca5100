//! The list of redirect URIs, and each entry as an entry of a list.

use std::collections::HashSet;

use super::super::faults::Faults;
use super::super::fitting::{fitting, what};
use super::super::view::{MetadataView, RedirectEntry, RedirectUri, RedirectUriView};
use crate::finding::{Applicability, Fault, Place, SpannedFix, Words, quoted, quoted_whole};
use crate::json::{Kind, Span, Value};
use crate::metadata::grants::{AUTHORIZATION_CODE, IMPLICIT};
use crate::metadata::members::ValueKind;
use crate::metadata::uri;
use crate::rule::Rule;

/// `redirect-uris-missing`: a grant type needs a redirect URI, and there is none.
fn redirect_uris_missing<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, Missing<'c>>> {
    let profile = metadata.profile;
    let grant = match metadata.get("grant_types") {
        // Where the grants must be stated, it is not known what they are to be.
        None if profile.requires("grant_types") => return None,
        None => AUTHORIZATION_CODE,
        Some(list) => {
            let needs_one = |grant: &&str| matches!(*grant, AUTHORIZATION_CODE | IMPLICIT);
            list.elements().filter_map(Value::as_str).find(needs_one)?
        }
    };
    match metadata.get("redirect_uris") {
        None => Some(Fault::absent_from(metadata.place()).with(Missing { grant, is_empty: false })),
        Some(list) if list.kind() == Kind::Array && list.elements().next().is_none() => {
            Some(Fault::absent_from(Place::Value(list)).with(Missing { grant, is_empty: true }))
        }
        Some(_) => None,
    }
}

/// Which grant type needs a redirect URI, and whether there is an empty list.
struct Missing<'c> {
    grant: &'c str,
    is_empty: bool,
}

fn redirect_uris_missing_words(metadata: &MetadataView<'_>, missing: &Missing<'_>) -> Words {
    let what = if missing.is_empty { "empty" } else { "missing" };
    let help = match metadata.misspelt("redirect_uris") {
        Some(help) => format!("{help}, and let it hold an array"),
        None if missing.is_empty => "list every URI at which the client wants answers".to_owned(),
        None => "add `\"redirect_uris\"` with every URI at which the client wants answers".to_owned(),
    };
    Words::new(format!("`redirect_uris` is {what}, and the grant type `{}` needs one", missing.grant), help)
}

/// `redirect-uris-shape`: the value is not an array.
fn redirect_uris_shape<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, Value<'c>>> {
    let list = metadata.get("redirect_uris").filter(|list| list.kind() != Kind::Array)?;
    Some(Fault::at(Place::Value(list)).with(list))
}

fn redirect_uris_shape_words(_: &MetadataView<'_>, list: &Value<'_>) -> Words {
    let written = fitting(*list, ValueKind::Strings).and_then(|list| quoted_whole(&list));
    let help = match written {
        Some(written) => format!("write {written}"),
        None => "write an array of strings: each redirect URI in double quotes".to_owned(),
    };
    Words::new(format!("`redirect_uris` is {}; it must be an array of strings", what(*list)), help)
}

/// `redirect-uri-type`: an entry is not a string.
fn redirect_uri_type<'c>(entry: &RedirectEntry<'c>) -> Option<Fault<'c>> {
    (entry.value.kind() != Kind::String).then(|| Fault::at(entry.place()))
}

fn redirect_uri_type_words(entry: &RedirectEntry<'_>, _: &()) -> Words {
    let written = fitting(entry.value, ValueKind::String).and_then(|uri| quoted_whole(&uri));
    let help = match written {
        Some(written) => format!("write {written}"),
        None => "write the URI in double quotes, or remove the entry".to_owned(),
    };
    Words::new(
        format!("{} is {}; a redirect URI is a string", entry.name(), entry.value.kind().with_article()),
        help,
    )
}

/// `redirect-uri-duplicate`: an entry is in the list already.
fn redirect_uri_duplicate<'c>(uri: &RedirectUri<'c>) -> Option<Fault<'c, Span>> {
    let first = uri.first?.span();
    Some(Fault::at(uri.place()).with(first))
}

fn redirect_uri_duplicate_words(uri: &RedirectUri<'_>, &first: &Span) -> Words {
    Words::new(format!("{}, which is in the list already", uri.is()), "remove one of them")
        .related(first, "the first one")
        .fix(SpannedFix {
            title: "remove it".to_owned(),
            applicability: Applicability::Safe,
            edits: vec![(uri.value.removal_span(), String::new())],
        })
}

/// `redirect-uri-not-canonical`: libraries that parse the URI write it in another way.
fn redirect_uri_not_canonical<'c>(metadata: &MetadataView<'c>) -> Vec<Fault<'c, NotCanonical<'c>>> {
    let redirects = &metadata.0.redirect_uris;
    let is_native = metadata.is_native();
    // A URI that the profile refuses for this kind of client is refused in any spelling.
    let is_refused = |class| !metadata.profile.redirect_uris.takes(class, is_native);
    let others = redirects.iter().filter(|entry| !entry.class().is_some_and(is_refused));
    let rewritten: Vec<_> = others
        .filter_map(RedirectUriView::web)
        .filter_map(|web| {
            let uri: &RedirectUri<'_> = web;
            Some(NotCanonical { uri: *uri, canonical: uri::rewritten(&web.uri, &web.host)? })
        })
        .collect();
    if rewritten.is_empty() {
        return Vec::new();
    }
    // Where both spellings are registered, it does not matter which of them is sent.
    let registered: HashSet<&str> = redirects.iter().filter_map(|entry| Some(entry.uri()?.given)).collect();
    let alone = rewritten.into_iter().filter(|seen| !registered.contains(&*seen.canonical));
    alone.map(|seen| Fault::at(seen.uri.place()).with(seen)).collect()
}

/// A redirect URI, and how libraries write it.
struct NotCanonical<'c> {
    uri: RedirectUri<'c>,
    canonical: String,
}

fn redirect_uri_not_canonical_words(_: &MetadataView<'_>, seen: &NotCanonical<'_>) -> Words {
    let help = match quoted_whole(&seen.canonical) {
        Some(canonical) => format!("write {canonical}, or list it as well"),
        None => "write it as libraries do, or list that as well".to_owned(),
    };
    Words::new(
        format!(
            "{}: many libraries send it as {}, and servers compare character by character",
            seen.uri.is(),
            quoted(&seen.canonical)
        ),
        help,
    )
}

include!(concat!(env!("OUT_DIR"), "/redirect_uris_list.rs"));
