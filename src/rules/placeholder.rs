//! Values that were not filled in.

use super::faults::Faults;
use super::view::{MemberView, MetadataView, stretch};
use crate::finding::{Entry, Fault, Words, quoted};
use crate::json::{Kind, Value};
use crate::metadata::host::loopback;
use crate::metadata::placeholder::{Placeholder, PlaceholderKind, in_name, in_url};
use crate::metadata::uri::Uri;
use crate::rule::Rule;

/// A value that was not filled in.
struct NotFilledIn<'c> {
    value: Value<'c>,
    placeholders: Vec<Placeholder<'c>>,
}

/// `placeholder`: a URL or a name holds what stands for a value.
fn placeholder<'c>(metadata: &MetadataView<'c>) -> Vec<Fault<'c, NotFilledIn<'c>>> {
    metadata.members.iter().flat_map(in_member).collect()
}

/// What stands for values in a member: one that holds URLs, or a name that people read.
fn in_member<'c>(member: &MemberView<'c>) -> Vec<Fault<'c, NotFilledIn<'c>>> {
    let name = member.name().split_once('#').map_or(member.name(), |(name, _)| name);
    let is_url = name == "client_id"
        || name.ends_with("_uri")
        || name.ends_with("_uris")
        || name.ends_with("_endpoint");
    let find = match name {
        _ if is_url => in_url,
        "client_name" | "organization_name" | "display_name" => in_name,
        _ => return Vec::new(),
    };
    let value = member.value();
    let values = if value.kind() == Kind::Array { value.elements().collect() } else { vec![value] };
    let found = values.into_iter().filter_map(|value| {
        let given = value.as_str()?;
        let mut placeholders = find(given.trim());
        placeholders.retain(|found| !is_pattern_of_ports(given, found.text));
        let (first, last) = (placeholders.first()?, placeholders.last()?);
        let place = stretch(value, given, first.start, last.end() - first.start);
        Some(Fault::at(place).with(NotFilledIn { value, placeholders }))
    });
    found.collect()
}

/// Whether `{port}` stands in the place of the port of a loopback host: a pattern, which means any port.
fn is_pattern_of_ports(uri: &str, text: &str) -> bool {
    let uri = Uri::split(uri.trim());
    let is_port = uri.authority.is_some_and(|authority| authority.port == Some(text));
    is_port && text.starts_with('{') && !text.starts_with("{{") && loopback(uri.host()).is_some()
}

fn placeholder_words(_: &MetadataView<'_>, NotFilledIn { value, placeholders }: &NotFilledIn<'_>) -> Words {
    let path = value.pointer();
    // `/redirect_uris/0` as `redirect_uris[0]`.
    let name = match path.trim_start_matches('/').split_once('/') {
        Some((list, index)) => format!("{list}[{index}]"),
        None => path.trim_start_matches('/').to_owned(),
    };
    let texts = listed(placeholders.iter().map(|placeholder| placeholder.text));
    let mut words = Words::new(
        format!("{name} is {}: {texts} was not filled in", quoted(value.as_str().unwrap_or_default())),
        help(placeholders),
    );
    words.entry = Some(Entry {
        lead: "not filled in:".to_owned(),
        item: name,
        group: texts.clone(),
        rank: 0,
        note: texts,
    });
    words
}

/// What to do, for each kind of placeholder that there is.
fn help(placeholders: &[Placeholder<'_>]) -> String {
    let of_kind =
        |kind| listed(placeholders.iter().filter(|found| found.kind == kind).map(|found| found.text));
    let variables = listed(placeholders.iter().filter_map(|found| match found.kind {
        PlaceholderKind::Variable(name) => Some(name),
        _ => None,
    }));
    let (missing, asked) = (of_kind(PlaceholderKind::NoValue), of_kind(PlaceholderKind::Words));
    let mut helps = Vec::new();
    if !variables.is_empty() {
        helps.push(format!(
            "give {variables} a value where the document is made, or put the value itself here"
        ));
    }
    if !missing.is_empty() {
        helps.push(format!(
            "{missing} is what programs print for a value that is not set: set it where the document is made"
        ));
    }
    if !asked.is_empty() {
        helps.push(format!("put the real value in the place of {asked}"));
    }
    helps.join("; ")
}

/// Quotes texts, each once.
fn listed<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut listed: Vec<String> = Vec::new();
    for text in texts.map(quoted) {
        if !listed.contains(&text) {
            listed.push(text);
        }
    }
    match listed.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => listed.concat(),
    }
}

include!(concat!(env!("OUT_DIR"), "/placeholder.rs"));
