//! Keys in a key set, as far as servers look at them.

use crate::json::{Kind, Value};

/// The members of a key that are private.
pub(super) const PRIVATE: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/// The array `keys` of a key set whose elements are objects.
pub(super) fn keys(set: Value<'_>) -> Option<Vec<Value<'_>>> {
    let keys = set.get("keys").filter(|keys| keys.kind() == Kind::Array)?;
    let keys: Vec<Value<'_>> = keys.elements().collect();
    keys.iter().all(|key| key.kind() == Kind::Object).then_some(keys)
}

/// A member that is a string with one character or more.
pub(super) fn text<'t>(key: Value<'t>, name: &str) -> Option<&'t str> {
    key.get(name)?.as_str().filter(|text| !text.is_empty())
}

/// Whether all those members are strings with one character or more.
pub(super) fn has(key: Value<'_>, names: &[&str]) -> bool {
    names.iter().all(|name| text(key, name).is_some())
}
