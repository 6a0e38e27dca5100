//! Values that were not filled in.

use super::faults::Faults;
use super::view::{MemberView, stretch};
use crate::finding::{Entry, Fault, Words, enumerated, quoted};
use crate::metadata::host::loopback;
use crate::metadata::placeholder::{Placeholder, PlaceholderKind, in_name, in_url};
use crate::metadata::uri::Uri;
use crate::rule::Rule;

/// A value that was not filled in.
struct NotFilledIn<'c> {
    text: &'c str,
    index: Option<usize>,
    placeholders: Vec<Placeholder<'c>>,
}

/// `placeholder`: a URL or a name holds what stands for a value.
fn placeholder<'c>(member: &MemberView<'c>) -> Vec<Fault<'c, NotFilledIn<'c>>> {
    let find = match member.plain_name() {
        _ if member.holds_urls() => in_url,
        "client_name" | "organization_name" | "display_name" => in_name,
        _ => return Vec::new(),
    };
    let found = member.each().filter_map(|(index, value)| {
        let text = value.as_str()?;
        let mut placeholders = find(text.trim());
        placeholders.retain(|found| !is_pattern_of_ports(text, found.text));
        let (first, last) = (placeholders.first()?, placeholders.last()?);
        let place = stretch(value, text, first.start, last.end() - first.start);
        Some(Fault::at(place).with(NotFilledIn { text, index, placeholders }))
    });
    found.collect()
}

/// Whether `{port}` stands in the place of the port of a loopback host: a pattern, which means any port.
fn is_pattern_of_ports(uri: &str, text: &str) -> bool {
    let uri = Uri::split(uri.trim());
    let is_port = uri.authority.is_some_and(|authority| authority.port == Some(text));
    is_port && text.starts_with('{') && !text.starts_with("{{") && loopback(uri.host()).is_some()
}

fn placeholder_words(member: &MemberView<'_>, seen: &NotFilledIn<'_>) -> Words {
    let name = member.called(seen.index);
    let texts = listed(seen.placeholders.iter().map(|placeholder| placeholder.text));
    let message = match seen.placeholders.as_slice() {
        [only] if only.text == seen.text => format!("{name} is {texts}, which was not filled in"),
        _ => format!("{name} is {}: {texts} was not filled in", quoted(seen.text)),
    };
    let mut words = Words::new(message, help(&seen.placeholders));
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
    enumerated(&listed, "and")
}

include!(concat!(env!("OUT_DIR"), "/placeholder.rs"));
