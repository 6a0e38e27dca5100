//! JSON Pointers to what is read.

use crate::json::escape_pointer_token;

/// The pointer to a member or an element of what `pointer` leads to.
pub fn below(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", escape_pointer_token(name))
}
