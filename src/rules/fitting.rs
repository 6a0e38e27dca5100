//! What to write for a value of the wrong JSON type, where there is one reading of it.

use serde_json::Value as Json;

use crate::finding::json_string;
use crate::json::{Kind, Value};
use crate::metadata::members::ValueKind;
use crate::metadata::strings::{held_json, uris, words};

/// Most strings that a help lists.
const MAX_STRINGS: usize = 8;

/// What a message calls a value of the wrong type.
pub fn what(value: Value<'_>) -> &'static str {
    match value.as_str().and_then(held_json) {
        Some(_) => "a string that holds JSON, which was serialised twice",
        None => value.kind().with_article(),
    }
}

/// Whether a value is of the type of a member.
pub fn fits(value: Value<'_>, kind: ValueKind) -> bool {
    match kind {
        ValueKind::String => value.kind() == Kind::String,
        ValueKind::Boolean => value.kind() == Kind::Bool,
        ValueKind::Number => value.kind() == Kind::Number,
        ValueKind::Object => value.kind() == Kind::Object,
        ValueKind::Any => true,
        ValueKind::Strings => {
            value.kind() == Kind::Array && value.elements().all(|element| element.kind() == Kind::String)
        }
    }
}

/// JSON of the wanted type that says what the value says.
pub fn fitting(value: Value<'_>, kind: ValueKind) -> Option<String> {
    let text = value.as_str();
    if let Some(json) = text.and_then(held_json).filter(|json| is_of(json, kind)) {
        return Some(json.to_string());
    }
    let word = || text.or(value.number_text()).map(|text| text.trim().to_ascii_lowercase());
    match kind {
        ValueKind::Strings => list(&strings(value)?),
        ValueKind::String => match (value.number_text(), &*strings(value).unwrap_or_default()) {
            (Some(number), _) => Some(json_string(number)),
            (None, [only]) => Some(json_string(only)),
            // Scopes are one string with spaces between them (RFC 6749, section 3.3).
            (None, several) if value.name() == Some("scope") && !several.is_empty() => {
                Some(json_string(&several.join(" ")))
            }
            _ => None,
        },
        ValueKind::Boolean => match word()?.as_str() {
            "true" | "yes" | "1" => Some("true".to_owned()),
            "false" | "no" | "0" => Some("false".to_owned()),
            _ => None,
        },
        ValueKind::Number => {
            serde_json::from_str(&word()?).ok().map(|number: serde_json::Number| number.to_string())
        }
        ValueKind::Object | ValueKind::Any => None,
    }
}

/// A list of strings as JSON, unless it is empty or too long for a help.
pub fn list(strings: &[String]) -> Option<String> {
    let items: Vec<String> = strings.iter().map(|text| json_string(text)).collect();
    (1..=MAX_STRINGS).contains(&items.len()).then(|| format!("[{}]", items.join(", ")))
}

/// The strings of a value: those that a string holds, the elements of an array, the values of an object.
fn strings(value: Value<'_>) -> Option<Vec<String>> {
    let all = |values: &mut dyn Iterator<Item = Value<'_>>| {
        let texts = values.take(MAX_STRINGS + 1).map(|value| Some(value.as_str()?.to_owned()));
        texts.collect::<Option<Vec<String>>>()
    };
    let holds_uris = value.name().is_some_and(|name| name.ends_with("_uris"));
    match value.kind() {
        Kind::String => value.as_str().map(if holds_uris { uris } else { words }),
        Kind::Array => all(&mut value.elements()),
        Kind::Object => all(&mut value.members().map(|member| member.value)),
        _ => None,
    }
}

fn is_of(json: &Json, kind: ValueKind) -> bool {
    let are_strings = |list: &Vec<Json>| !list.is_empty() && list.iter().all(Json::is_string);
    match kind {
        ValueKind::String => json.is_string(),
        ValueKind::Strings => json.as_array().is_some_and(are_strings),
        ValueKind::Boolean => json.is_boolean(),
        ValueKind::Number => json.is_number(),
        ValueKind::Object => json.is_object(),
        ValueKind::Any => true,
    }
}
