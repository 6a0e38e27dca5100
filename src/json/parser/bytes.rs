//! What a byte can be; one look-up instead of several comparisons.

/// May stand in a string as it is: no quote, backslash or control character.
const PLAIN: u8 = 1;
/// May be part of a bare word or of a number, well spelled or not.
const WORD: u8 = 2;

static CLASSES: [u8; 256] = classes();

pub(super) fn is_plain(byte: u8) -> bool {
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
