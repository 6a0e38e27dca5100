//! Lists: of origins, and empty ones.

use super::super::faults::Faults;
use super::super::view::{ResourceValueView, WrittenValue};
use crate::finding::{Fault, Words, quoted};
use crate::metadata::uri::Uri;
use crate::resource::{Content, Node};
use crate::rule::Rule;

/// The members that are lists of origins.
const ORIGINS: [&str; 2] = ["allowed_origins", "web_origins"];

fn is_empty_list(value: &WrittenValue<'_>) -> bool {
    matches!(&value.value().content, Content::List(elements) if elements.is_empty())
}

/// `resource-empty-list`: a list is empty, and is not sent.
fn resource_empty_list<'c>(value: &WrittenValue<'c>) -> Option<Fault<'c>> {
    let is_dropped =
        value.attribute.is_dropped_when_empty && value.form().is_managed() && !value.resource.has_unset;
    (is_dropped && is_empty_list(value)).then(|| Fault::at(value.value().place()))
}

fn resource_empty_list_words(value: &WrittenValue<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "{} is an empty list, which is not sent: the client keeps what it has",
            quoted(&value.called())
        ),
        "remove it: what an attribute had is taken from the client when the attribute goes",
    )
}

/// `resource-empty-list-refused`: a list is empty, and the API takes one with an entry at least.
fn resource_empty_list_refused<'c>(value: &WrittenValue<'c>) -> Option<Fault<'c>> {
    let is_refused = value.attribute.is_refused_when_empty && !value.form().is_managed();
    (is_refused && is_empty_list(value)).then(|| Fault::at(value.value().place()))
}

fn resource_empty_list_refused_words(value: &WrittenValue<'_>, _: &()) -> Words {
    Words::new(
        format!("{} is an empty list, and has to have an entry", quoted(&value.called())),
        "write `null` to unset it, or leave it out",
    )
}

fn origins<'c>(value: &WrittenValue<'c>) -> impl Iterator<Item = (&'c str, &'c Node)> {
    let is_origins = value.within.is_none() && ORIGINS.contains(&value.attribute.name);
    let elements = if is_origins { value.value().elements() } else { &[] };
    elements.iter().filter_map(|element| Some((element.as_str()?, element)))
}

/// `resource-origin-wildcard`: an origin is a pattern.
fn resource_origin_wildcard<'c>(value: &WrittenValue<'c>) -> Vec<Fault<'c, &'c str>> {
    let patterns = origins(value).filter(|(origin, _)| origin.contains(['*', '{', '}']));
    patterns.map(|(origin, node)| Fault::at(node.place()).with(origin)).collect()
}

fn resource_origin_wildcard_words(value: &WrittenValue<'_>, origin: &&str) -> Words {
    Words::new(
        format!(
            "{} has the pattern {}, and third-party clients have exact origins",
            quoted(&value.called()),
            quoted(origin)
        ),
        "write each origin out, such as `https://app.example.net`",
    )
}

/// `resource-origin-invalid`: an origin is not a URL.
fn resource_origin_invalid<'c>(value: &WrittenValue<'c>) -> Vec<Fault<'c, &'c str>> {
    let is_url = |origin: &str| {
        let uri = Uri::split(origin);
        uri.scheme.is_some() && uri.authority.is_some_and(|authority| !authority.host.is_empty())
    };
    let others = origins(value).filter(|(origin, _)| !origin.contains(['*', '{', '}']) && !is_url(origin));
    others.map(|(origin, node)| Fault::at(node.place()).with(origin)).collect()
}

fn resource_origin_invalid_words(value: &WrittenValue<'_>, origin: &&str) -> Words {
    Words::new(
        format!("{} has {}, which is not the URL of an origin", quoted(&value.called()), quoted(origin)),
        "write scheme and host, and the port if there is one, such as `https://app.example.net`",
    )
}

include!(concat!(env!("OUT_DIR"), "/resource_lists.rs"));
