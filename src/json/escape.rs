//! Backslash escapes in strings.

/// What an escape means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Escape {
    /// A character.
    Char(char),
    /// `\uD800` to `\uDFFF` without the other half of the pair, which is not a character.
    LoneSurrogate,
    /// Not a JSON escape.
    Unknown,
}

/// Reads the escape at the start of `bytes`, which begin with a backslash. Returns it with its length in bytes, which
/// is at least 1.
pub(super) fn read(bytes: &[u8]) -> (Escape, usize) {
    let character = match bytes.get(1) {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return read_unicode(bytes),
        _ => return (Escape::Unknown, unknown_length(bytes)),
    };
    (Escape::Char(character), 2)
}

/// A text as a JSON string: only what has to be is escaped (RFC 8259, section 7).
#[must_use]
pub fn string_literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for character in text.chars() {
        match character {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            _ => push_in_string(&mut literal, character),
        }
    }
    literal.push('"');
    literal
}

/// Adds a character to the content of a string; control characters are escaped.
pub(super) fn push_in_string(content: &mut String, character: char) {
    match character {
        '\n' => content.push_str("\\n"),
        '\r' => content.push_str("\\r"),
        '\t' => content.push_str("\\t"),
        '\0'..' ' => content.push_str(&format!("\\u{:04x}", u32::from(character))),
        _ => content.push(character),
    }
}

/// Decodes the escapes of `text`. An unpaired surrogate becomes U+FFFD; an unknown escape loses its backslash.
pub(super) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(backslash) = rest.find('\\') {
        let (before, escape) = rest.split_at(backslash);
        decoded.push_str(before);
        let (meaning, mut length) = read(escape.as_bytes());
        match meaning {
            Escape::Char(character) => decoded.push(character),
            Escape::LoneSurrogate => decoded.push(char::REPLACEMENT_CHARACTER),
            Escape::Unknown => length = 1,
        }
        rest = escape.get(length..).unwrap_or_default();
    }
    decoded.push_str(rest);
    decoded
}

fn read_unicode(bytes: &[u8]) -> (Escape, usize) {
    let Some(first) = hex4(bytes) else {
        return (Escape::Unknown, unknown_length(bytes));
    };
    if let Some(character) = char::from_u32(first) {
        return (Escape::Char(character), 6);
    }
    let second = bytes.get(6..).and_then(hex4);
    match (first, second) {
        (0xD800..0xDC00, Some(second @ 0xDC00..0xE000)) => {
            let code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
            let character = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
            (Escape::Char(character), 12)
        }
        _ => (Escape::LoneSurrogate, 6),
    }
}

/// The code unit of `\uXXXX` at the start of `bytes`.
fn hex4(bytes: &[u8]) -> Option<u32> {
    let digits = bytes.get(..6)?.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |code, digit| Some(code << 4 | char::from(*digit).to_digit(16)?))
}

/// How many bytes to report as the unknown escape: `\q`, `\u12`, `\x41`.
fn unknown_length(bytes: &[u8]) -> usize {
    let digits = match bytes.get(1) {
        None | Some(0..0x20) => return 1,
        Some(b'u') => 4,
        Some(b'x') => 2,
        Some(_) => 0,
    };
    let hex = bytes[2..].iter().take(digits).take_while(|byte| byte.is_ascii_hexdigit());
    // The character after the backslash may be several bytes long.
    let tail = bytes[2..].iter().take_while(|byte| matches!(byte, 0x80..0xC0));
    2 + hex.count() + if bytes[1] < 0x80 { 0 } else { tail.take(3).count() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_escape_of_the_grammar() {
        assert_eq!(decode(r#"\"\\\/\b\f\n\r\t\u0041"#), "\"\\/\u{8}\u{c}\n\r\tA");
        assert_eq!(decode(r"a\ud83d\ude00b"), "a😀b");
    }

    #[test]
    fn an_unpaired_surrogate_becomes_the_replacement_character() {
        assert_eq!(decode(r"\ud83d!"), "\u{fffd}!");
        assert_eq!(decode(r"\ude00\ud83d"), "\u{fffd}\u{fffd}");
        assert_eq!(decode(r"\ud83d\u0041"), "\u{fffd}A");
        assert_eq!(decode(r"\ud83d\ud83d\ude00"), "\u{fffd}😀");
    }

    #[test]
    fn an_unknown_escape_loses_its_backslash() {
        assert_eq!(decode(r"\q \u12 \é"), "q u12 é");
        assert_eq!(decode("end\\"), "end");
    }

    #[test]
    fn an_unknown_escape_is_reported_as_a_whole() {
        for (text, length) in [(r"\q", 2), (r"\u12z", 4), (r"\x414", 4), ("\\é!", 3), ("\\", 1)] {
            assert_eq!(read(text.as_bytes()), (Escape::Unknown, length), "{text}");
        }
    }
}
