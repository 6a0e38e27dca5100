//! What a person sees of the client: its name and description.

use super::faults::Faults;
use super::view::MetadataView;
use crate::finding::{Fault, Place, Words, quoted};
use crate::json::Value;
use crate::metadata::display::deceives;
use crate::rule::Rule;

const NAME: &str = "write the name that people are to see when they log in";

/// `client-name-missing`: the profile requires a name, and there is none or an empty one.
fn client_name_missing<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, bool>> {
    match metadata.get("client_name") {
        None if metadata.profile.requires("client_name") => {
            Some(Fault::absent_from(metadata.place()).with(false))
        }
        Some(value) if value.as_str() == Some("") => Some(Fault::at(Place::Value(value)).with(true)),
        _ => None,
    }
}

fn client_name_missing_words(metadata: &MetadataView<'_>, &is_empty: &bool) -> Words {
    if is_empty {
        return Words::new("`client_name` is empty", NAME);
    }
    let add = "add `\"client_name\"` with the name that people are to see when they log in";
    let help = metadata.misspelt("client_name").unwrap_or_else(|| add.to_owned());
    Words::new("`client_name` is missing", help)
}

/// The name, if it is a string.
fn name<'c>(metadata: &MetadataView<'c>) -> Option<(Value<'c>, &'c str)> {
    let value = metadata.get("client_name")?;
    Some((value, value.as_str()?))
}

/// `client-name-blank`: the name is only white space.
fn client_name_blank<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c>> {
    let (value, name) = name(metadata)?;
    (!name.is_empty() && name.trim().is_empty()).then(|| Fault::at(Place::Value(value)))
}

fn client_name_blank_words(_: &MetadataView<'_>, _: &()) -> Words {
    Words::new("`client_name` is only white space", NAME)
}

/// `client-name-angle-brackets`: the name contains `<` or `>`.
fn client_name_angle_brackets<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, &'c str>> {
    let (value, name) = name(metadata)?;
    name.contains(['<', '>']).then(|| Fault::at(Place::Value(value)).with(name))
}

fn client_name_angle_brackets_words(_: &MetadataView<'_>, name: &&str) -> Words {
    Words::new(
        format!("client_name is {}: servers may refuse a name that contains `<` or `>`", quoted(name)),
        "write the name without angle brackets",
    )
}

/// `client-name-unsafe`: the name contains a character that is invisible, or changes how the rest is shown.
fn client_name_unsafe<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, (&'c str, char)>> {
    let (value, name) = name(metadata)?;
    let character = name.chars().find(|&character| deceives(character))?;
    Some(Fault::at(Place::Value(value)).with((name, character)))
}

fn client_name_unsafe_words(_: &MetadataView<'_>, &(name, character): &(&str, char)) -> Words {
    Words::new(
        format!(
            "client_name is {}: it contains U+{:04X}, which is invisible or changes how the rest is shown",
            quoted(name),
            u32::from(character)
        ),
        "write the name with visible characters only",
    )
}

/// How long a description is, in the units that servers may count.
struct Length {
    characters: usize,
    units: usize,
    limit: usize,
}

/// The description and its length, where the profile reads and limits it.
fn description<'c>(metadata: &MetadataView<'c>) -> Option<(Value<'c>, Length)> {
    let limit = metadata.profile.limits.description_characters?;
    let value = metadata.supported("description")?;
    // A text has no more characters or code units than bytes.
    let text = value.as_str().filter(|text| text.len() > limit)?;
    Some((value, Length { characters: text.chars().count(), units: text.encode_utf16().count(), limit }))
}

/// `description-too-long`: the description has more characters than the profile takes.
fn description_too_long<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, Length>> {
    let (value, length) = description(metadata)?;
    (length.characters > length.limit).then(|| Fault::at(Place::Value(value)).with(length))
}

fn description_too_long_words(metadata: &MetadataView<'_>, length: &Length) -> Words {
    let Length { characters, limit, .. } = length;
    let help = match characters - limit {
        1 => "shorten it by one character".to_owned(),
        more => format!("shorten it by {more} characters"),
    };
    Words::new(
        format!("`description` has {characters} characters; {} takes {limit}", metadata.profile.title),
        help,
    )
}

/// `description-length-unit`: the description is too long only where UTF-16 code units are counted.
fn description_length_unit<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, Length>> {
    let (value, length) = description(metadata)?;
    let is_doubtful = length.units > length.limit && length.units > length.characters;
    is_doubtful.then(|| Fault::at(Place::Value(value)).with(length))
}

fn description_length_unit_words(metadata: &MetadataView<'_>, length: &Length) -> Words {
    let Length { characters, units, limit } = length;
    let title = &metadata.profile.title;
    Words::new(
        format!(
            "`description` has {characters} characters, but {units} UTF-16 code units: which of the two {title} compares with its limit of {limit} is not documented"
        ),
        match units - limit {
            1 => "shorten it by one code unit: most emoji have two".to_owned(),
            more => format!("shorten it by {more} code units: most emoji have two"),
        },
    )
}

include!(concat!(env!("OUT_DIR"), "/display.rs"));
