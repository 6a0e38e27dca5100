//! What a person sees of the client: its name and description.

use super::faults::Faults;
use super::mending::{removal, respelt_for, text};
use super::view::MetadataView;
use crate::finding::{Fault, Place, SpannedFix, Words, quoted};
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
        let is_required = metadata.profile.requires("client_name");
        let empty = metadata.get("client_name").filter(|_| !is_required);
        return Words::new("`client_name` is empty", NAME).fix(empty.map(removal));
    }
    let add = "add `\"client_name\"` with the name that people are to see when they log in";
    let help = metadata.misspelt("client_name").unwrap_or_else(|| add.to_owned());
    Words::new("`client_name` is missing", help).fix(respelt_for(metadata, "client_name"))
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

fn client_name_angle_brackets_words(metadata: &MetadataView<'_>, name: &&str) -> Words {
    Words::new(
        format!("client_name is {}: servers may refuse a name that contains `<` or `>`", quoted(name)),
        "write the name without angle brackets",
    )
    .fix(renamed(metadata, &without_tags(name)))
}

/// The name without elements of HTML, and without angle brackets that are none.
fn without_tags(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, behind)) = rest.split_once('<') {
        text.push_str(before);
        let is_tag = behind.starts_with(|one: char| one == '/' || one.is_ascii_alphabetic());
        rest = behind.split_once('>').filter(|_| is_tag).map_or(behind, |(_, behind)| behind);
    }
    text.push_str(rest);
    text.retain(|one| one != '>');
    // What is all in angle brackets is not an element.
    if text.trim().is_empty() { name.replace(['<', '>'], "") } else { text }
}

/// Writes a name, if there is anything to be seen in it.
fn renamed(metadata: &MetadataView<'_>, written: &str) -> Option<SpannedFix> {
    let written = written.trim();
    (!written.is_empty()).then(|| Some(text(metadata.get("client_name")?, written))).flatten()
}

/// `client-name-unsafe`: the name contains a character that is invisible, or changes how the rest is shown.
fn client_name_unsafe<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, (&'c str, char)>> {
    let (value, name) = name(metadata)?;
    let character = name.chars().find(|&character| deceives(character))?;
    Some(Fault::at(Place::Value(value)).with((name, character)))
}

fn client_name_unsafe_words(metadata: &MetadataView<'_>, &(name, character): &(&str, char)) -> Words {
    Words::new(
        format!(
            "client_name is {}: it contains U+{:04X}, which is invisible or changes how the rest is shown",
            quoted(name),
            u32::from(character)
        ),
        "write the name with visible characters only",
    )
    .fix(renamed(metadata, &visible(name)))
}

/// The name with spaces in the place of tabs and line ends, and without the other characters that deceive.
fn visible(name: &str) -> String {
    let characters = name.chars().map(|one| if matches!(one, '\t' | '\n' | '\r') { ' ' } else { one });
    characters.filter(|&one| !deceives(one)).collect()
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
