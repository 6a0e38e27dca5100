//! Several values in one string, and values that were serialised twice.

use serde_json::Value as Json;

/// The JSON array, object or string that a string holds: a value that was serialised twice.
pub fn held_json(text: &str) -> Option<Json> {
    let text = text.trim();
    let is_json = text.starts_with(['[', '{', '"']);
    is_json.then(|| serde_json::from_str(text).ok()).flatten()
}

/// The strings of the JSON that a string holds, if it holds a list of them or a single one.
fn held_strings(text: &str) -> Option<Vec<String>> {
    match held_json(text)? {
        Json::String(only) => Some(vec![only]),
        Json::Array(list) => list.into_iter().map(|item| Some(item.as_str()?.to_owned())).collect(),
        _ => None,
    }
}

/// The words that a string holds: some write a list as `scope` is written, or with commas.
pub fn words(text: &str) -> Vec<String> {
    held_strings(text).unwrap_or_else(|| {
        let words = text.split(is_separator).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    })
}

/// The URIs that a string holds. A separator is one only where a scheme follows: commas and semicolons may stand in a
/// URI, and a space is a slip.
pub fn uris(text: &str) -> Vec<String> {
    held_strings(text).unwrap_or_else(|| {
        let mut uris = Vec::new();
        let (mut start, mut was_separator) = (0, false);
        for (at, character) in text.char_indices() {
            if was_separator && !is_separator(character) && begins_with_scheme(&text[at..]) {
                uris.push(&text[start..at]);
                start = at;
            }
            was_separator = is_separator(character);
        }
        uris.push(&text[start..]);
        uris.iter()
            .map(|uri| uri.trim_matches(is_separator).to_owned())
            .filter(|uri| !uri.is_empty())
            .collect()
    })
}

/// Whether a string holds one word and nothing around it.
pub fn is_single_word(text: &str) -> bool {
    matches!(&words(text)[..], [only] if only == text)
}

/// Whether a string holds one URI and nothing around it.
pub fn is_single_uri(text: &str) -> bool {
    matches!(&uris(text)[..], [only] if only == text)
}

fn is_separator(character: char) -> bool {
    character.is_whitespace() || matches!(character, ',' | ';')
}

/// Whether a text begins with a scheme and what follows one in a redirect URI: `https:/`.
fn begins_with_scheme(text: &str) -> bool {
    const MAX_SCHEME: usize = 64;
    let scheme = text
        .bytes()
        .take(MAX_SCHEME)
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte));
    let length = scheme.count();
    text.starts_with(|first: char| first.is_ascii_alphabetic()) && text[length..].starts_with(":/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_are_split_where_a_scheme_follows() {
        for (text, expected) in [
            ("https://a.example/cb", &["https://a.example/cb"][..]),
            ("https://a.example/cb,https://b.example/cb", &["https://a.example/cb", "https://b.example/cb"]),
            ("https://a.example/cb; com.example:/cb", &["https://a.example/cb", "com.example:/cb"]),
            (
                " https://a.example/cb\n https://b.example/cb ",
                &["https://a.example/cb", "https://b.example/cb"],
            ),
            ("https://a.example/cb?x=1,2;3", &["https://a.example/cb?x=1,2;3"]),
            ("https://a.example/a b", &["https://a.example/a b"]),
            ("https://a.example/?next=https://b.example/", &["https://a.example/?next=https://b.example/"]),
            (r#"["https://a.example/cb"]"#, &["https://a.example/cb"]),
            (r#""https://a.example/cb""#, &["https://a.example/cb"]),
            (" , ", &[]),
        ] {
            assert_eq!(uris(text), expected, "{text}");
        }
    }

    #[test]
    fn words_are_split_at_separators() {
        for text in ["a b", "a,b", "a;b", " a, b ", r#"["a","b"]"#] {
            assert_eq!(words(text), ["a", "b"], "{text}");
        }
        assert_eq!(held_json("{a}"), None);
    }
}
