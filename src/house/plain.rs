//! A tree with spans as plain JSON.

use serde_json::{Map, Number, Value as Json};

use crate::json::{Kind, Value};

/// The value without its spans. Of several members with one name the last one counts, and a number that is too large for
/// a double is the largest one. Trees are no deeper than the parser allows.
pub fn plain(value: Value<'_>) -> Json {
    match value.kind() {
        Kind::Object => {
            let members = value.members().map(|member| (member.name.to_owned(), plain(member.value)));
            Json::Object(members.collect::<Map<_, _>>())
        }
        Kind::Array => Json::Array(value.elements().map(plain).collect()),
        Kind::String => Json::String(value.as_str().unwrap_or_default().to_owned()),
        Kind::Number => number(value.number_text().unwrap_or_default()),
        Kind::Bool => Json::Bool(value.as_bool().unwrap_or_default()),
        Kind::Null => Json::Null,
    }
}

fn number(text: &str) -> Json {
    let largest = if text.starts_with('-') { f64::MIN } else { f64::MAX };
    let number = serde_json::from_str::<Number>(text).ok().or_else(|| Number::from_f64(largest));
    number.map_or(Json::Null, Json::Number)
}
