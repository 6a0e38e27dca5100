//! What bytes can be.

use crate::json::eight::{equal, find, less};

/// Where the bytes from `at` on end that may stand in a string as they are: no quote, backslash or control
/// character.
pub(super) fn end_of_plain(bytes: &[u8], at: usize) -> usize {
    let others = |eight| less(eight, b' ') | equal(eight, b'"') | equal(eight, b'\\');
    find(bytes, at, others).unwrap_or(bytes.len().max(at))
}

/// Whether a byte may be part of a bare word or of a number, well spelled or not.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'+' | b'-' | b'.')
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
                let is_plain = byte >= 0x20 && !matches!(byte, b'"' | b'\\');
                let expected = if is_plain { 20 } else { at };
                assert_eq!(end_of_plain(&bytes, 0), expected, "{byte} at {at}");
            }
        }
        assert_eq!(end_of_plain(b"abc", 0), 3);
        assert_eq!(end_of_plain(b"abc", 7), 7);
    }
}
