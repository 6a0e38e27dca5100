//! The list of redirect URIs, and each entry as an entry of a list.

use std::collections::HashSet;

use super::super::faults::Faults;
use super::super::view::{MetadataView, RedirectEntry, RedirectUri, RedirectUriView};
use crate::finding::{Fault, Place, Words, quoted};
use crate::json::{Kind, Span, Value};
use crate::metadata::grants::{AUTHORIZATION_CODE, IMPLICIT};
use crate::metadata::uri;
use crate::rule::Rule;

/// `redirect-uris-missing`: a grant type needs a redirect URI, and there is none.
fn redirect_uris_missing<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, Missing<'c>>> {
    let grants = metadata.get("grant_types").into_iter().flat_map(Value::elements);
    let grant = grants
        .filter_map(|grant| grant.as_str())
        .find(|grant| matches!(*grant, AUTHORIZATION_CODE | IMPLICIT))?;
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
    let help = match list.as_str() {
        Some(text) => {
            // Some write a list as it is written in `scope`.
            let uris: Vec<String> = match text.split_ascii_whitespace().collect::<Vec<_>>()[..] {
                [] => vec![quoted(text).replace('`', "\"")],
                ref uris => uris.iter().take(8).map(|uri| quoted(uri).replace('`', "\"")).collect(),
            };
            format!("write `\"redirect_uris\": [{}]`", uris.join(", "))
        }
        None => "write an array of strings".to_owned(),
    };
    Words::new(
        format!("`redirect_uris` is {}; it must be an array of strings", list.kind().with_article()),
        help,
    )
}

/// `redirect-uri-type`: an entry is not a string.
fn redirect_uri_type<'c>(entry: &RedirectEntry<'c>) -> Option<Fault<'c>> {
    (entry.value.kind() != Kind::String).then(|| Fault::at(entry.place()))
}

fn redirect_uri_type_words(entry: &RedirectEntry<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "redirect_uris[{}] is {}; a redirect URI is a string",
            entry.index,
            entry.value.kind().with_article()
        ),
        "write the URI in double quotes, or remove the entry",
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
}

/// An entry, and how a URL parser writes it.
type Rewritten<'c> = (RedirectUri<'c>, String);

/// `redirect-uri-not-canonical`: libraries that parse the URI write it in another way, which is not in the list.
fn redirect_uri_not_canonical<'c>(metadata: &MetadataView<'c>) -> Vec<Fault<'c, Rewritten<'c>>> {
    let web = metadata.redirect_uris.iter().filter(|entry| entry.web().is_some());
    let rewritten: Vec<Rewritten<'c>> =
        web.filter_map(|entry| entry.uri().and_then(|uri| Some((*uri, uri::rewritten(&uri.uri)?)))).collect();
    if rewritten.is_empty() {
        return Vec::new();
    }
    let listed: HashSet<&str> =
        metadata.redirect_uris.iter().filter_map(|entry| Some(entry.uri()?.given)).collect();
    rewritten
        .into_iter()
        .filter(|(_, canonical)| !listed.contains(&**canonical))
        .map(|(uri, canonical)| Fault::at(uri.place()).with((uri, canonical)))
        .collect()
}

fn redirect_uri_not_canonical_words(_: &MetadataView<'_>, (uri, canonical): &Rewritten<'_>) -> Words {
    let canonical = quoted(canonical);
    Words::new(
        format!(
            "{}: many libraries send it as {canonical}, and servers compare character by character",
            uri.is()
        ),
        format!("write {canonical}, or list it as well"),
    )
}

include!(concat!(env!("OUT_DIR"), "/redirect_uris_list.rs"));
