//! From values of JSON to the types of members.

use serde_json::{Map, Number, Value as Json};

use crate::json::{self, Value};

/// A type that a member can have.
pub trait Kind: Sized {
    /// The value, if it is of that type.
    fn read(value: Value<'_>) -> Option<Self>;
}

impl Kind for String {
    fn read(value: Value<'_>) -> Option<String> {
        value.as_str().map(str::to_owned)
    }
}

impl Kind for Vec<String> {
    fn read(value: Value<'_>) -> Option<Vec<String>> {
        let is_array = value.kind() == json::Kind::Array;
        is_array.then(|| value.elements().map(String::read).collect()).flatten()
    }
}

impl Kind for bool {
    fn read(value: Value<'_>) -> Option<bool> {
        value.as_bool()
    }
}

impl Kind for Number {
    fn read(value: Value<'_>) -> Option<Number> {
        value.number_text()?.parse().ok()
    }
}

impl Kind for Map<String, Json> {
    fn read(value: Value<'_>) -> Option<Map<String, Json>> {
        match Json::read(value)? {
            Json::Object(map) => Some(map),
            _ => None,
        }
    }
}

impl Kind for Json {
    fn read(value: Value<'_>) -> Option<Json> {
        // Strict JSON; a tree is at most 127 levels deep, which is what the reader takes.
        serde_json::from_slice(value.raw()).ok()
    }
}
