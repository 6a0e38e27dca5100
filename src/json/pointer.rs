//! JSON Pointer (RFC 6901): `/redirect_uris/0`.

use super::node::Kind;
use super::tree::Tree;
use super::value::Value;

/// Follows a JSON Pointer from the root of `tree`.
///
/// Returns none if the pointer is malformed or nothing is there. Where a name
/// is used more than once, the last member of that name is followed.
#[must_use]
pub fn resolve<'t>(tree: &'t Tree, pointer: &str) -> Option<Value<'t>> {
    let root = tree.root()?;
    if pointer.is_empty() {
        return Some(root);
    }
    pointer.strip_prefix('/')?.split('/').try_fold(root, follow)
}

/// The names and indices of a JSON Pointer, decoded.
pub fn pointer_tokens(pointer: &str) -> impl Iterator<Item = String> + '_ {
    pointer.split('/').skip(1).map(|token| unescape(token).unwrap_or_else(|| token.to_owned()))
}

fn follow<'t>(value: Value<'t>, segment: &str) -> Option<Value<'t>> {
    match value.kind() {
        Kind::Object if segment.contains('~') => value.get(&unescape(segment)?),
        Kind::Object => value.get(segment),
        Kind::Array => value.elements().nth(array_index(segment)?),
        _ => None,
    }
}

/// Reads `0` or a number without leading zeros.
fn array_index(segment: &str) -> Option<usize> {
    let digits = segment.bytes().all(|byte| byte.is_ascii_digit());
    let canonical = segment == "0" || !segment.starts_with('0');
    (digits && canonical).then(|| segment.parse().ok())?
}

/// Decodes `~0` and `~1`; none if a `~` is followed by anything else.
fn unescape(segment: &str) -> Option<String> {
    let mut parts = segment.split('~');
    let mut text = String::from(parts.next()?);
    for part in parts {
        let (character, rest) = match part.as_bytes().first()? {
            b'0' => ('~', &part[1..]),
            b'1' => ('/', &part[1..]),
            _ => return None,
        };
        text.push(character);
        text.push_str(rest);
    }
    Some(text)
}

/// The pointer from the root to `value`.
pub(super) fn to(value: Value<'_>) -> String {
    let mut path: Vec<_> = std::iter::successors(Some(value), |value| value.parent()).collect();
    path.pop();
    let mut pointer = String::new();
    for value in path.into_iter().rev() {
        pointer.push('/');
        match value.name() {
            Some(name) => push_escaped(&mut pointer, name),
            None => pointer.push_str(&index(value).to_string()),
        }
    }
    pointer
}

fn push_escaped(pointer: &mut String, name: &str) {
    for character in name.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            _ => pointer.push(character),
        }
    }
}

/// Which element of its array `value` is.
fn index(value: Value<'_>) -> usize {
    value.parent().map_or(0, |array| array.elements().take_while(|element| !element.is(value)).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_rfc() {
        let text = r#"{"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3,
            "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8}"#;
        let tree = Tree::parse(text.into());
        for (pointer, number) in [
            ("/", "0"),
            ("/a~1b", "1"),
            ("/c%d", "2"),
            ("/e^f", "3"),
            ("/g|h", "4"),
            ("/i\\j", "5"),
            ("/k\"l", "6"),
            ("/ ", "7"),
            ("/m~0n", "8"),
        ] {
            let value = tree.at(pointer).unwrap();
            assert_eq!(value.number_text(), Some(number), "{pointer}");
            assert_eq!(value.pointer(), pointer);
        }
        assert_eq!(tree.at("/foo/0").unwrap().as_str().unwrap(), "bar");
        assert_eq!(tree.at("").unwrap().kind(), Kind::Object);
        assert_eq!(tree.at("/foo/1").unwrap().pointer(), "/foo/1");
    }

    #[test]
    fn what_leads_nowhere_is_none() {
        let tree = Tree::parse(br#"{"a": [1], "b~": 2}"#.to_vec());
        for pointer in ["a", "/x", "/a/1", "/a/00", "/a/-", "/a/", "/a/+0", "/a/0/0", "/b~", "/b~2"] {
            assert!(tree.at(pointer).is_none(), "{pointer}");
        }
    }
}
