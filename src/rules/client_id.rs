//! The document's own `client_id`, and whether it is the URL the document is published at.

use std::borrow::Cow;

use super::faults::Faults;
use super::mending::{addition, respelt_for, text};
use super::view::MetadataView;
use crate::finding::{Comparison, Fault, Place, SpannedFix, Words, json_string, quoted, quoted_whole};
use crate::json::{Value, string_literal};
use crate::metadata::code_points::unlike;
use crate::metadata::uri::difference;
use crate::rule::Rule;

/// `client-id-missing`: there is no `client_id`.
fn client_id_missing<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    metadata.get("client_id").is_none().then(|| Fault::absent_from(metadata.place()))
}

fn client_id_missing_words(metadata: &MetadataView<'_>, _: &()) -> Words {
    let published = metadata.subject.published.as_deref();
    let member = published.and_then(|url| quoted_whole(&format!("\"client_id\": {}", json_string(url))));
    let help = metadata.misspelt("client_id").unwrap_or_else(|| match member {
        Some(member) => format!("add {member}"),
        None => "add `\"client_id\"` with the https URL at which the document is published".to_owned(),
    });
    let add = || addition(metadata.root, "client_id", &string_literal(published?));
    Words::new("`client_id` is missing", help).fix(respelt_for(metadata, "client_id").or_else(add))
}

/// `client-id-not-string`: `client_id` is not a string, or it is empty.
fn client_id_not_string<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, Value<'c>>> {
    let value = metadata.get("client_id")?;
    let is_fine = value.as_str().is_some_and(|text| !text.is_empty());
    (!is_fine).then(|| Fault::at(Place::Value(value)).with(value))
}

fn client_id_not_string_words(metadata: &MetadataView<'_>, value: &Value<'_>) -> Words {
    let what = match value.as_str() {
        Some(_) => "empty".to_owned(),
        None => format!("{}, not a string", value.kind().with_article()),
    };
    Words::new(
        format!("`client_id` is {what}"),
        "write the https URL at which the document is published, in double quotes",
    )
    .fix(as_published(metadata))
}

/// Writes the URL at which the document is published, where that is known.
fn as_published(metadata: &MetadataView<'_>) -> Option<SpannedFix> {
    Some(text(metadata.get("client_id")?, metadata.subject.published.as_deref()?))
}

/// `client-id-mismatch`: `client_id` is not the URL that the document is published at.
fn client_id_mismatch<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, [&'c str; 2]>> {
    let value = metadata.get("client_id")?;
    let own = value.as_str().filter(|own| !own.is_empty())?;
    let published = metadata.subject.published.as_deref()?;
    (own != published).then(|| Fault::at(Place::Value(value)).with([own, published]))
}

fn client_id_mismatch_words(metadata: &MetadataView<'_>, &[own, published]: &[&str; 2]) -> Words {
    let write = quoted_whole(published).map(|published| format!("write {published}"));
    if metadata.profile.identifiers.is_own(own) {
        return Words::new(
            format!(
                "client_id is {}, an id that {} itself gives to a client, and not the URL of the document",
                quoted(own),
                metadata.profile.title
            ),
            write.unwrap_or_else(|| "write the URL at which the document is published".to_owned()),
        )
        .fix(as_published(metadata));
    }
    let at = own.chars().zip(published.chars()).take_while(|(one, other)| one == other).count();
    let kind = match unlike(own, published, at) {
        Some(code_points) => Cow::Owned(format!("{}: {code_points}", difference(own, published))),
        None => Cow::Borrowed(difference(own, published)),
    };
    Words::new(
        format!(
            "client_id is {}, but the document is published at {}: they differ from character {} on ({kind})",
            quoted(own),
            quoted(published),
            at + 1
        ),
        format!(
            "servers compare the two character by character; {}",
            write.unwrap_or_else(|| "write client_id exactly as the URL is requested".to_owned())
        ),
    )
    .comparing(Comparison {
        headline: "client_id is not the URL that this document is published at".into(),
        left: ("client_id", own.to_owned()),
        right: ("published", published.to_owned()),
        at,
        kind,
    })
    .fix(as_published(metadata))
}

include!(concat!(env!("OUT_DIR"), "/client_id.rs"));
