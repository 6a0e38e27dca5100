//! The document's own `client_id`, and whether it is the URL the document is published at.

use std::borrow::Cow;

use super::faults::Faults;
use super::view::MetadataView;
use crate::finding::{Comparison, Fault, Place, Words, quoted};
use crate::json::Value;
use crate::metadata::uri::difference;
use crate::rule::Rule;

/// `client-id-missing`: there is no `client_id`.
fn client_id_missing<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    metadata.get("client_id").is_none().then(|| Fault::absent_from(metadata.place()))
}

fn client_id_missing_words(metadata: &MetadataView<'_>, _: &()) -> Words {
    let help = metadata.misspelt("client_id").unwrap_or_else(|| match &metadata.subject.published {
        Some(url) => format!("add `\"client_id\": \"{url}\"`"),
        None => "add `\"client_id\"` with the https URL at which the document is published".to_owned(),
    });
    Words::new("`client_id` is missing", help)
}

/// `client-id-not-string`: `client_id` is not a string, or it is empty.
fn client_id_not_string<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, Value<'c>>> {
    let value = metadata.get("client_id")?;
    let is_fine = value.as_str().is_some_and(|text| !text.is_empty());
    (!is_fine).then(|| Fault::at(Place::Value(value)).with(value))
}

fn client_id_not_string_words(_: &MetadataView<'_>, value: &Value<'_>) -> Words {
    let what = match value.as_str() {
        Some(_) => "empty".to_owned(),
        None => format!("{}, not a string", value.kind().with_article()),
    };
    Words::new(
        format!("`client_id` is {what}"),
        "write the https URL at which the document is published, in double quotes",
    )
}

/// The characters in which two texts differ first, where that cannot be seen: they may look alike, or like nothing.
fn lookalikes(own: &str, published: &str, at: usize) -> Option<String> {
    let [own, published] = [own, published].map(|text| text.chars().nth(at));
    let is_seen = |character: Option<char>| character.is_none_or(|character| character.is_ascii_graphic());
    let name = |character: Option<char>| match character {
        Some(character) => format!("U+{:04X}", u32::from(character)),
        None => "the end".to_owned(),
    };
    let differs = !is_seen(own) || !is_seen(published);
    differs.then(|| format!("{} against {}", name(own), name(published)))
}

/// `client-id-mismatch`: `client_id` is not the URL that the document is published at.
fn client_id_mismatch<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, [&'c str; 2]>> {
    let value = metadata.get("client_id")?;
    let own = value.as_str().filter(|own| !own.is_empty())?;
    let published = metadata.subject.published.as_deref()?;
    (own != published).then(|| Fault::at(Place::Value(value)).with([own, published]))
}

fn client_id_mismatch_words(_: &MetadataView<'_>, &[own, published]: &[&str; 2]) -> Words {
    let at = own.chars().zip(published.chars()).take_while(|(one, other)| one == other).count();
    let kind = match difference(own, published) {
        named @ "white space" => named.into(),
        named => lookalikes(own, published, at).map_or(named.into(), Cow::Owned),
    };
    Words::new(
        format!(
            "client_id is {}, but the document is published at {}: they differ from character {} on ({kind})",
            quoted(own),
            quoted(published),
            at + 1
        ),
        "servers compare the two character by character; write client_id exactly as the URL is requested",
    )
    .comparing(Comparison {
        headline: "client_id is not the URL that this document is published at",
        left: ("client_id", own.to_owned()),
        right: ("published", published.to_owned()),
        at,
        kind,
    })
}

include!(concat!(env!("OUT_DIR"), "/client_id.rs"));
