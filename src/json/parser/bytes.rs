//! What bytes can be; one look-up, or one look at eight of them, instead of several comparisons.

use crate::json::eight;

/// May stand in a string as it is: no quote, backslash or control character.
const PLAIN: u8 = 1;
/// May be part of a bare word or of a number, well spelled or not.
const WORD: u8 = 2;

static CLASSES: [u8; 256] = classes();

/// Where the bytes from `at` on that may stand in a string as they are end.
pub(super) fn end_of_plain(bytes: &[u8], mut at: usize) -> usize {
    while let Some(eight) = eight::at(bytes, at) {
        let others = eight::less(eight, b' ') | eight::equal(eight, b'"') | eight::equal(eight, b'\\');
        if others != 0 {
            return at + eight::first(others);
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(|byte| is_plain(*byte)) {
        at += 1;
    }
    at
}

fn is_plain(byte: u8) -> bool {
    CLASSES[usize::from(byte)] & PLAIN != 0
}

pub(super) fn is_word(byte: u8) -> bool {
    CLASSES[usize::from(byte)] & WORD != 0
}

const fn classes() -> [u8; 256] {
    let mut classes = [0; 256];
    let mut byte = 0_u8;
    loop {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            classes[byte as usize] |= PLAIN;
        }
        if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'+' | b'-' | b'.') {
            classes[byte as usize] |= WORD;
        }
        if byte == u8::MAX {
            return classes;
        }
        byte += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_byte_that_is_not_plain_is_found_wherever_it_stands() {
        for byte in 0..=u8::MAX {
            for at in 0..20 {
                let mut bytes = [b'a'; 21];
                bytes[at] = byte;
                bytes[20] = b'"';
                let expected = if is_plain(byte) { 20 } else { at };
                assert_eq!(end_of_plain(&bytes, 0), expected, "{byte} at {at}");
            }
        }
        assert_eq!(end_of_plain(b"abc", 0), 3);
        assert_eq!(end_of_plain(b"abc", 7), 7);
    }
}
