//! Where in a `cimd.toml` a place is, which is being written and may be broken in any way.

use std::ops::Range;

/// A place in a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TomlPlace {
    /// The table around it; empty at the top.
    pub table: String,
    /// The key whose value is written; `None` where a key is.
    pub key: Option<String>,
    /// The bytes of what stands there already, quotes included.
    pub token: Range<usize>,
}

/// What is read at a time.
enum Expected {
    /// A header or a key.
    Line,
    /// The value of a key, inside that many brackets.
    Value(usize),
}

/// The place at an offset; `None` in a comment, in a header, and after a value. Reads the text up to there once.
pub fn place(text: &str, offset: usize) -> Option<TomlPlace> {
    let bytes = text.as_bytes();
    let (mut table, mut key) = (String::new(), None);
    let mut expected = Expected::Line;
    let mut is_complete = false;
    let mut at = 0;
    let is_in = |token: &Range<usize>| {
        let is_closed =
            is_string(text, token) && token.len() > 1 && bytes[token.end - 1] == bytes[token.start];
        !token.is_empty() && (offset < token.end || offset == token.end && !is_closed)
    };
    while at < offset {
        let token = token(text, at);
        let mut next = token.end.max(at + 1);
        match (bytes[at], &mut expected) {
            (b'#', _) => {
                next = end_of_line(text, at);
                if offset <= next {
                    return None;
                }
            }
            (b'\n', Expected::Value(0)) => (expected, is_complete) = (Expected::Line, false),
            (b'\n', Expected::Line) => (key, is_complete) = (None, false),
            (b'[', Expected::Line) => {
                next = end_of_line(text, at);
                table = text[at..next]
                    .trim_matches(|one: char| one.is_whitespace() || "[]".contains(one))
                    .to_owned();
                if offset <= next {
                    return None;
                }
            }
            (b'=', Expected::Line) => (expected, is_complete) = (Expected::Value(0), false),
            (b'[' | b'{', Expected::Value(depth)) => (*depth, is_complete) = (*depth + 1, false),
            (b']' | b'}', Expected::Value(depth)) => (*depth, is_complete) = (depth.saturating_sub(1), true),
            (b',', Expected::Value(_)) => is_complete = false,
            _ if token.is_empty() => {}
            (_, Expected::Line) if is_in(&token) => {
                return (!is_complete).then_some(TomlPlace { table, key: None, token });
            }
            (_, Expected::Value(_)) if is_in(&token) => {
                return (!is_complete).then_some(TomlPlace { table, key, token });
            }
            (_, Expected::Line) => {
                key = Some(text[token].trim_matches(QUOTES).to_owned());
                is_complete = true;
            }
            (_, Expected::Value(_)) => is_complete = true,
        }
        at = next;
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    let key = key.filter(|_| matches!(expected, Expected::Value(_)));
    (!is_complete).then_some(TomlPlace { table, key, token: offset..offset })
}

const QUOTES: [char; 2] = ['"', '\''];

fn is_string(text: &str, token: &Range<usize>) -> bool {
    matches!(text.as_bytes().get(token.start), Some(b'"' | b'\''))
}

fn end_of_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end)
}

/// What begins at an offset: a string up to its quote or the end of its line, or a word.
fn token(text: &str, at: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let quote = bytes[at];
    if matches!(quote, b'"' | b'\'') {
        let mut end = at + 1;
        while end < bytes.len() {
            match bytes[end] {
                byte if byte == quote => return at..end + 1,
                b'\n' | b'\r' => break,
                b'\\' if quote == b'"' => end += 2,
                _ => end += 1,
            }
        }
        return at..end.min(bytes.len());
    }
    let is_of_word = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-+.:@".contains(byte) || *byte >= 0x80;
    at..at + bytes[at..].iter().take_while(|byte| is_of_word(byte)).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The place of the bar in a text.
    fn at(marked: &str) -> Option<(String, Option<String>, String)> {
        let offset = marked.find('|').expect("a bar");
        let text = marked.replacen('|', "", 1);
        let TomlPlace { table, key, token } = place(&text, offset)?;
        Some((table, key, text[token].to_owned()))
    }

    #[test]
    fn places_are_told() {
        for (marked, expected) in [
            ("|", Some(("", None, ""))),
            ("pro|", Some(("", None, "pro"))),
            ("profile = |", Some(("", Some("profile"), ""))),
            ("profile = \"au|\"", Some(("", Some("profile"), "\"au\""))),
            ("profile = \"au|\nignore = []", Some(("", Some("profile"), "\"au"))),
            ("profile = \"auth0\"|", None),
            ("profile = \"auth0\"\n|", Some(("", None, ""))),
            ("ignore = [\n  'a', # x\n  '|'\n]", Some(("", Some("ignore"), "''"))),
            ("ignore = [\n  'a',\n  |\n]", Some(("", Some("ignore"), ""))),
            ("# [levels]\n|", Some(("", None, ""))),
            ("# |", None),
            ("[lev|els]", None),
            ("[levels]\nredirect-|", Some(("levels", None, "redirect-"))),
            ("[levels]\n\"x\" = |", Some(("levels", Some("x"), ""))),
            ("[[ignores]]\nrule = 'r|'\nreason = 'é'", Some(("ignores", Some("rule"), "'r'"))),
            ("[[ignores]]\nreason = 'é漢'\nru|", Some(("ignores", None, "ru"))),
        ] {
            let found = at(marked);
            let found =
                found.as_ref().map(|(table, key, token)| (table.as_str(), key.as_deref(), token.as_str()));
            assert_eq!(found, expected, "{marked}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[\\[\\]{}=,#'\"\\\\ a漢\\n]{0,30}") {
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                if let Some(place) = place(&text, offset) {
                    prop_assert!(text.get(place.token).is_some());
                }
            }
        }
    }
}
