//! UTF-8 and other encodings.

use super::span::Span;

/// The byte order mark in UTF-8.
pub(super) const BOM: &[u8] = b"\xEF\xBB\xBF";

/// An encoding of Unicode that JSON does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WideEncoding {
    Utf16,
    Utf32,
}

/// Recognises UTF-16 and UTF-32 by the byte order mark or by the zero bytes in ASCII characters.
pub(super) fn wide_encoding(bytes: &[u8]) -> Option<WideEncoding> {
    // The mark of UTF-32LE starts with that of UTF-16LE, so the order matters.
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Some(WideEncoding::Utf32);
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Some(WideEncoding::Utf16);
    }
    match bytes.first_chunk::<4>()?.map(|byte| byte == 0) {
        [false, true, true, true] | [true, true, true, false] => Some(WideEncoding::Utf32),
        [false, true, false, true] | [true, false, true, false] => Some(WideEncoding::Utf16),
        _ => None,
    }
}

/// The first sequence of bytes that is not UTF-8, and how many more there are.
pub(super) fn invalid_utf8(bytes: &[u8]) -> Option<(Span, usize)> {
    let mut at = 0;
    let mut bad = bytes.utf8_chunks().filter_map(|chunk| {
        let start = at + chunk.valid().len();
        at = start + chunk.invalid().len();
        (start < at).then_some(Span::new(start, at))
    });
    let first = bad.next()?;
    Some((first, bad.count()))
}

/// The character at `at` and its length in bytes. Where the bytes are not UTF-8, no character and the length of the
/// invalid sequence. The length is 0 only at the end.
pub(super) fn char_at(bytes: &[u8], at: usize) -> (Option<char>, usize) {
    let rest = bytes.get(at..).unwrap_or_default();
    let window = &rest[..rest.len().min(4)];
    let Some(chunk) = window.utf8_chunks().next() else {
        return (None, 0);
    };
    match chunk.valid().chars().next() {
        Some(character) => (Some(character), character.len_utf8()),
        None => (None, chunk.invalid().len()),
    }
}

/// Whether a reader of the text would not see `character`, or would take it for a plain space.
pub(super) fn is_invisible(character: char) -> bool {
    character.is_control()
        || (character.is_whitespace() && character != ' ')
        || matches!(
            character,
            '\u{AD}'
                | '\u{61C}'
                | '\u{180E}'
                | '\u{200B}'..='\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf16_and_utf32_are_recognised_with_and_without_a_mark() {
        use WideEncoding::{Utf16, Utf32};
        for (bytes, kind) in [
            (&b"\xFF\xFE{\0}\0"[..], Some(Utf16)),
            (b"\xFE\xFF\0{\0}", Some(Utf16)),
            (b"{\0}\0", Some(Utf16)),
            (b"\0{\0}", Some(Utf16)),
            (b"\xFF\xFE\0\0{\0\0\0", Some(Utf32)),
            (b"\0\0\xFE\xFF\0\0\0{", Some(Utf32)),
            (b"{\0\0\0", Some(Utf32)),
            (b"\0\0\0{", Some(Utf32)),
            (b"{\0\"a", None),
            (b"\0\0\0\0", None),
            (b"{}", None),
        ] {
            assert_eq!(wide_encoding(bytes), kind, "{bytes:?}");
        }
    }

    #[test]
    fn bad_sequences_are_counted() {
        assert_eq!(invalid_utf8("grün".as_bytes()), None);
        assert_eq!(invalid_utf8(b"a\xFFb\xE2\x82c\x80"), Some((Span::new(1, 2), 2)));
    }

    #[test]
    fn characters_are_read_one_at_a_time() {
        assert_eq!(char_at("é".as_bytes(), 0), (Some('é'), 2));
        assert_eq!(char_at(b"\xE2\x82a", 0), (None, 2));
        assert_eq!(char_at(b"a", 1), (None, 0));
    }
}
