//! Where in a JSON text a place is, which is being written and may be broken in any way.

use std::ops::Range;

/// A place in a JSON text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonPlace {
    /// The names of the members around it, from the outside; an array has none.
    pub path: Vec<Option<String>>,
    /// What is written there.
    pub role: Role,
    /// The bytes of what stands there already, quotes included.
    pub token: Range<usize>,
}

/// What is written at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The name of a member.
    Name {
        /// Whether a colon follows.
        has_colon: bool,
    },
    /// A value.
    Value,
}

/// A container that is open.
struct Level {
    is_object: bool,
    /// The name before the next value.
    name: Option<String>,
    /// Whether a colon stands after that name.
    has_colon: bool,
}

/// The place at an offset; `None` where nothing can be written, such as between a value and its comma. Reads the text
/// up to there once.
pub fn place(text: &str, offset: usize) -> Option<JsonPlace> {
    let bytes = text.as_bytes();
    let mut levels: Vec<Level> = Vec::new();
    let mut at = 0;
    // Whether a value has ended, and no comma has come.
    let mut is_complete = false;
    while at < offset {
        let token = token(text, at);
        let is_word = !matches!(bytes[at], b'{' | b'}' | b'[' | b']' | b':' | b',') && !token.is_empty();
        if is_word && (offset < token.end || offset == token.end && !ends_with_quote(text, &token)) {
            return (!is_complete).then(|| here(text, &levels, token));
        }
        match bytes[at] {
            b'{' | b'[' => {
                levels.push(Level { is_object: bytes[at] == b'{', name: None, has_colon: false });
                is_complete = false;
            }
            b'}' | b']' => {
                levels.pop();
                is_complete = true;
            }
            b',' => {
                if let Some(level) = levels.last_mut() {
                    (level.name, level.has_colon) = (None, false);
                }
                is_complete = false;
            }
            b':' => {
                if let Some(level) = levels.last_mut() {
                    level.has_colon = true;
                }
                is_complete = false;
            }
            _ if is_word => match levels.last_mut().filter(|level| level.is_object && !level.has_colon) {
                Some(level) => {
                    level.name = Some(unquoted(&text[token.clone()]));
                    is_complete = true;
                }
                None => is_complete = true,
            },
            _ => {}
        }
        at = token.end.max(at + 1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    (!is_complete).then(|| here(text, &levels, offset..offset))
}

/// What begins at an offset: a string up to its quote or the end of its line, or a word.
fn token(text: &str, at: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    if bytes[at] == b'"' {
        let mut end = at + 1;
        while end < bytes.len() {
            match bytes[end] {
                b'"' => return at..end + 1,
                b'\n' | b'\r' => break,
                b'\\' => end += 2,
                _ => end += 1,
            }
        }
        return at..end.min(bytes.len());
    }
    let is_of_word = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-+.#$@".contains(byte) || *byte >= 0x80;
    at..at + bytes[at..].iter().take_while(|byte| is_of_word(byte)).count()
}

fn ends_with_quote(text: &str, token: &Range<usize>) -> bool {
    token.len() > 1 && text.as_bytes()[token.start] == b'"' && text.as_bytes()[token.end - 1] == b'"'
}

fn unquoted(token: &str) -> String {
    token.trim_matches('"').to_owned()
}

/// The place of a token inside those containers.
fn here(text: &str, levels: &[Level], token: Range<usize>) -> JsonPlace {
    // A string without its end goes on to the end of the line: only what looks like a word is taken for it.
    let is_open = text[token.clone()].starts_with('"') && !ends_with_quote(text, &token);
    let token = match is_open {
        false => token,
        true => {
            let rest = &text[token.start + 1..token.end];
            let end = rest.find([',', '}', ']', ' ', '\t']).unwrap_or(rest.len());
            token.start..token.start + 1 + end
        }
    };
    let is_name = levels.last().is_some_and(|level| level.is_object && !level.has_colon);
    let role = match is_name {
        true => Role::Name { has_colon: text[token.end..].trim_start().starts_with(':') },
        false => Role::Value,
    };
    let mut path: Vec<_> =
        levels.iter().map(|level| level.name.clone().filter(|_| level.is_object)).collect();
    if is_name {
        path.pop();
    }
    JsonPlace { path, role, token }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The place of the bar in a text.
    fn at(marked: &str) -> Option<(String, Role, String)> {
        let offset = marked.find('|').expect("a bar");
        let text = marked.replacen('|', "", 1);
        let JsonPlace { path, role, token } = place(&text, offset)?;
        let path: Vec<String> =
            path.into_iter().map(|name| name.unwrap_or_else(|| "[]".to_owned())).collect();
        Some((path.join("/"), role, text[token].to_owned()))
    }

    #[test]
    fn places_are_told() {
        const NAME: Role = Role::Name { has_colon: false };
        for (marked, expected) in [
            ("|", Some(("", Role::Value, ""))),
            ("{|}", Some(("", NAME, ""))),
            ("{\n  |\n}", Some(("", NAME, ""))),
            ("{\"a\": 1, |", Some(("", NAME, ""))),
            ("{\"cl|", Some(("", NAME, "\"cl"))),
            ("{\"cl|\"", Some(("", NAME, "\"cl\""))),
            ("{\"|\": 1}", Some(("", Role::Name { has_colon: true }, "\"\""))),
            ("{\"cl|\n  \"b\": 2}", Some(("", NAME, "\"cl"))),
            // Within a line it is read as JSON has it.
            ("{\"cl|, \"b\": 2}", Some(("", NAME, "\"cl, \""))),
            ("{cl|}", Some(("", NAME, "cl"))),
            ("{\"a\": |", Some(("a", Role::Value, ""))),
            ("{\"a\": \"x|\"", Some(("a", Role::Value, "\"x\""))),
            ("{\"a\": tr|", Some(("a", Role::Value, "tr"))),
            ("{\"a\": \"x\"|", None),
            ("{\"a\"|", None),
            ("{\"a\": [|", Some(("a/[]", Role::Value, ""))),
            ("{\"a\": [\"x\", \"|\"]}", Some(("a/[]", Role::Value, "\"\""))),
            ("[{\"a\": {\"b\": |", Some(("[]/a/b", Role::Value, ""))),
            ("{\"a\": {|", Some(("a", NAME, ""))),
            ("{\"a\\\"b\": |", Some(("a\\\"b", Role::Value, ""))),
            ("{\"é\": \"漢|😀\"", Some(("é", Role::Value, "\"漢😀\""))),
        ] {
            let found = at(marked);
            let found = found.as_ref().map(|(path, role, token)| (path.as_str(), *role, token.as_str()));
            assert_eq!(found, expected, "{marked}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[\\[\\]{}:,\"\\\\ a漢\\n]{0,30}") {
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                if let Some(place) = place(&text, offset) {
                    prop_assert!(text.get(place.token).is_some());
                }
            }
        }
    }
}
