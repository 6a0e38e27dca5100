//! The description, and the metadata of a client.

use super::super::faults::Faults;
use super::super::view::{ResourceValueView, ResourceView, WrittenResource, WrittenValue};
use crate::finding::{Fault, Words, quoted};
use crate::resource::{Entry, Form};
use crate::rule::Rule;

/// The longest description: bytes for the provider, characters for the API.
const MAX_DESCRIPTION: usize = 140;

/// Most entries of `client_metadata`.
const MAX_ENTRIES: usize = 10;

/// The longest name or value of `client_metadata`, in characters.
const MAX_LENGTH: usize = 255;

/// What a name of `client_metadata` may have beside letters and digits.
const SIGNS: &str = ":,-+=_*?\"/\\()<>@\t ";

fn description<'c>(value: &WrittenValue<'c>) -> Option<&'c str> {
    value.value().as_str().filter(|_| value.within.is_none() && value.attribute.name == "description")
}

/// `resource-description-bytes`: the description has more bytes than the provider takes.
fn resource_description_bytes<'c>(value: &WrittenValue<'c>) -> Option<Fault<'c>> {
    let text = description(value).filter(|_| value.form().is_managed())?;
    (text.len() > MAX_DESCRIPTION).then(|| Fault::at(value.value().place()))
}

fn resource_description_bytes_words(value: &WrittenValue<'_>, _: &()) -> Words {
    let text = value.value().as_str().unwrap_or_default();
    let (bytes, characters) = (text.len(), text.chars().count());
    let also = if bytes == characters { String::new() } else { format!(" ({characters} characters)") };
    Words::new(
        format!(
            "{} has {bytes} bytes{also}, and Auth0's Terraform provider takes {MAX_DESCRIPTION}",
            quoted(&value.called())
        ),
        "shorten it; characters that are not ASCII count two to four times",
    )
}

/// `resource-description-characters`: the description has more characters than the API takes.
fn resource_description_characters<'c>(value: &WrittenValue<'c>) -> Option<Fault<'c, usize>> {
    let text = description(value).filter(|_| !value.form().is_managed())?;
    let characters = text.chars().count();
    (characters > MAX_DESCRIPTION).then(|| Fault::at(value.value().place()).with(characters))
}

fn resource_description_characters_words(value: &WrittenValue<'_>, characters: &usize) -> Words {
    Words::new(
        format!(
            "{} has {characters} characters, and Auth0's Management API takes {MAX_DESCRIPTION}",
            quoted(&value.called())
        ),
        "shorten it",
    )
}

/// The entries of `client_metadata`.
fn entries<'c>(resource: &WrittenResource<'c>) -> &'c [Entry] {
    resource.input("client_metadata").map_or(&[], |entry| entry.value.entries())
}

/// `resource-metadata-count`: there are more entries than the API takes.
fn resource_metadata_count<'c>(resource: &WrittenResource<'c>) -> Option<Fault<'c, usize>> {
    let set = || entries(resource).iter().filter(|entry| !entry.value.is_null());
    let first = set().nth(MAX_ENTRIES)?;
    Some(Fault::at(first.name_place()).with(set().count()))
}

fn resource_metadata_count_words(resource: &WrittenResource<'_>, count: &usize) -> Words {
    Words::new(
        format!(
            "`{}` has {count} entries, and Auth0's Management API takes {MAX_ENTRIES}",
            resource.resource.called("client_metadata")
        ),
        "remove some, or put several of them into one value",
    )
}

/// `resource-metadata-length`: a name or a value is longer than the API takes.
fn resource_metadata_length<'c>(
    resource: &WrittenResource<'c>,
) -> Vec<Fault<'c, (&'c str, &'static str, usize)>> {
    let long = |text: &str| Some(text.chars().count()).filter(|length| *length > MAX_LENGTH);
    let mut faults = Vec::new();
    for entry in entries(resource) {
        if let Some(length) = long(&entry.name) {
            faults.push(Fault::at(entry.name_place()).with((&*entry.name, "name", length)));
        }
        if let Some(length) = entry.value.as_str().and_then(long) {
            faults.push(Fault::at(entry.value.place()).with((&*entry.name, "value", length)));
        }
    }
    faults
}

fn resource_metadata_length_words(
    _: &WrittenResource<'_>,
    (name, what, length): &(&str, &'static str, usize),
) -> Words {
    let subject = match *what {
        "name" => format!("the name {}", quoted(name)),
        _ => format!("the value of {}", quoted(name)),
    };
    Words::new(
        format!("{subject} has {length} characters, and Auth0's Management API takes {MAX_LENGTH}"),
        "shorten it, or keep it elsewhere",
    )
}

/// `resource-metadata-name`: a name has a character that the API does not take.
fn resource_metadata_name<'c>(resource: &WrittenResource<'c>) -> Vec<Fault<'c, (&'c str, Option<char>)>> {
    let foreign = |name: &str| name.chars().find(|one| !one.is_ascii_alphanumeric() && !SIGNS.contains(*one));
    entries(resource)
        .iter()
        .map(|entry| (entry, foreign(&entry.name)))
        .filter(|(entry, foreign)| {
            foreign.is_some() || entry.name.is_empty() && resource.form() == Form::Patch
        })
        .map(|(entry, foreign)| Fault::at(entry.name_place()).with((&*entry.name, foreign)))
        .collect()
}

fn resource_metadata_name_words(_: &WrittenResource<'_>, (name, foreign): &(&str, Option<char>)) -> Words {
    let wrong = match foreign {
        Some(foreign) => format!("the name {} has {}", quoted(name), quoted(&foreign.to_string())),
        None => "a name is empty".to_owned(),
    };
    Words::new(
        format!(
            "{wrong}, and names in the metadata of a client have letters and digits of ASCII, spaces and :,-+=_*?\"/\\()<>@"
        ),
        "write `_` or `-` instead",
    )
}

include!(concat!(env!("OUT_DIR"), "/resource_metadata.rs"));
