//! JSON without the white space between its tokens.

use super::value::Value;

/// The value as it is written, without white space outside of strings. The value is one of a text that is JSON.
#[must_use]
pub fn compact(value: Value<'_>) -> String {
    let mut text = Vec::with_capacity(value.raw().len());
    let (mut in_string, mut is_escaped) = (false, false);
    for &byte in value.raw() {
        if in_string || !byte.is_ascii_whitespace() {
            text.push(byte);
        }
        in_string ^= byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
    }
    String::from_utf8_lossy(&text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Tree;

    #[test]
    fn only_white_space_outside_of_strings_goes() {
        let text = "{ \"a b\" :\t[ 1 , \"x \\\" y\\\\\" ],\r\n \"c\": { } }";
        let tree = Tree::parse(text.into());
        assert_eq!(compact(tree.root().unwrap()), r#"{"a b":[1,"x \" y\\"],"c":{}}"#);
    }
}
