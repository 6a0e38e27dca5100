//! The syntax of JSON Pointer (RFC 6901): `/redirect_uris/0`.

use std::borrow::Cow;

/// The reference tokens of a JSON Pointer, decoded. A token that is not well formed is taken as it is.
pub fn pointer_tokens(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    pointer.split('/').skip(1).map(|token| unescape(token).unwrap_or(Cow::Borrowed(token)))
}

/// A member name as a reference token of a JSON Pointer: `a/b` becomes `a~1b`.
#[must_use]
pub fn escape_pointer_token(name: &str) -> Cow<'_, str> {
    if name.contains(['~', '/']) {
        Cow::Owned(name.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(name)
    }
}

/// Decodes `~0` and `~1` in a reference token; `None` if it has a `~` that is followed by anything else.
pub(super) fn unescape(token: &str) -> Option<Cow<'_, str>> {
    let mut parts = token.split('~');
    let first = parts.next()?;
    if first.len() == token.len() {
        return Some(Cow::Borrowed(token));
    }
    let mut name = String::from(first);
    for part in parts {
        let (character, rest) = match part.as_bytes().first()? {
            b'0' => ('~', &part[1..]),
            b'1' => ('/', &part[1..]),
            _ => return None,
        };
        name.push(character);
        name.push_str(rest);
    }
    Some(Cow::Owned(name))
}

/// Reads a reference token as an array index: `0`, or digits without leading zeros.
pub(super) fn array_index(token: &str) -> Option<usize> {
    let digits = token.bytes().all(|byte| byte.is_ascii_digit());
    let canonical = token == "0" || !token.starts_with('0');
    (digits && canonical).then(|| token.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_escaped_and_unescaped() {
        for (name, token) in
            [("", ""), ("plain", "plain"), ("a/b", "a~1b"), ("m~n", "m~0n"), ("~1/", "~01~1")]
        {
            assert_eq!(escape_pointer_token(name), token);
            assert_eq!(unescape(token).as_deref(), Some(name));
        }
        assert_eq!(unescape("b~"), None);
        assert_eq!(unescape("b~2"), None);
    }

    #[test]
    fn a_pointer_has_a_token_for_each_level() {
        let tokens = |pointer| pointer_tokens(pointer).collect::<Vec<_>>();
        assert_eq!(tokens(""), [""; 0]);
        assert_eq!(tokens("/"), [""]);
        assert_eq!(tokens("/a~1b/0/~01"), ["a/b", "0", "~1"]);
        assert_eq!(tokens("/a~2/~"), ["a~2", "~"], "not well formed");
    }

    #[test]
    fn an_index_has_one_spelling() {
        assert_eq!(array_index("0"), Some(0));
        assert_eq!(array_index("10"), Some(10));
        for token in ["", "00", "01", "-", "+1", "-1", "1.0", "99999999999999999999999"] {
            assert_eq!(array_index(token), None, "{token}");
        }
    }
}
