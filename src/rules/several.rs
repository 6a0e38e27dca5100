//! Several values in one string.

use super::faults::Faults;
use super::fitting::list;
use super::view::MemberView;
use crate::finding::{Fault, Place, SpannedFix, Words, quoted, quoted_whole};
use crate::json::{Kind, Value, string_literal};
use crate::metadata::strings::{held_json, uris};
use crate::rule::Rule;

/// A string in the place of one URI, and the URIs that it holds.
struct Several<'c> {
    value: Value<'c>,
    text: &'c str,
    index: Option<usize>,
    uris: Vec<String>,
}

/// `uris-in-one-string`: a string holds several URIs, or JSON that holds them.
fn uris_in_one_string<'c>(member: &MemberView<'c>) -> Vec<Fault<'c, Several<'c>>> {
    // A string in the place of a list is of the wrong type, which is told with what it holds.
    let is_list_in_string = member.value().kind() == Kind::String && member.name().ends_with("_uris");
    if !member.holds_urls() || is_list_in_string {
        return Vec::new();
    }
    let found = member.each().filter_map(|(index, value)| {
        let text = value.as_str()?;
        let uris = uris(text);
        let is_several = uris.len() > 1 || !uris.is_empty() && held_json(text).is_some();
        is_several.then(|| Fault::at(Place::Value(value)).with(Several { value, text, index, uris }))
    });
    found.collect()
}

fn uris_in_one_string_words(member: &MemberView<'_>, seen: &Several<'_>) -> Words {
    let Several { text, index, uris, .. } = seen;
    let what = match (uris.len(), held_json(text)) {
        (_, Some(_)) => "it holds JSON, which was serialised twice".to_owned(),
        (count, None) => format!("it holds {count} URIs"),
    };
    let written = list(uris).and_then(|list| quoted_whole(list.trim_matches(['[', ']'])));
    let help = match (written, index) {
        (Some(written), _) if uris.len() == 1 => format!("write {written}"),
        (Some(written), Some(_)) => format!("make each a string of its own: {written}"),
        (None, Some(_)) => "make each a string of its own".to_owned(),
        (_, None) if member.name() == "client_id" => {
            "write the one URL at which the document is published".to_owned()
        }
        (_, None) => "keep one of them".to_owned(),
    };
    Words::new(format!("{} is {}: {what}", member.called(*index), quoted(text)), help).fix(split(seen))
}

/// Makes each URI a string of its own. A single one, which was serialised twice, has one reading.
fn split(seen: &Several<'_>) -> Option<SpannedFix> {
    let strings: Vec<String> = seen.uris.iter().map(|uri| string_literal(uri)).collect();
    let changes = vec![seen.value.replacement(strings.join(", "))];
    match &seen.uris[..] {
        [only] => Some(SpannedFix::safe(format!("write {}", quoted(only)), changes)),
        uris => seen.index.map(|_| {
            SpannedFix::undecided(
                format!("make each of the {} URIs a string of its own", uris.len()),
                changes,
            )
        }),
    }
}

include!(concat!(env!("OUT_DIR"), "/several.rs"));
