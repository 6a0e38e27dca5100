//! Eight bytes looked at together, in one machine word.
//!
//! [`less`] and [`equal`] set the high bit of each byte that is one of those looked for. Above the lowest byte
//! found others may be set too: only the first of them can be told.

const ONES: u64 = u64::MAX / 0xff;

/// Where the first byte from `from` on stands that `look` finds among eight.
pub(super) fn find(bytes: &[u8], from: usize, look: impl Fn(u64) -> u64) -> Option<usize> {
    let mut at = from;
    while let Some(eight) = bytes.get(at..)?.first_chunk() {
        let found = look(u64::from_le_bytes(*eight));
        if found != 0 {
            return Some(at + first(found));
        }
        at += 8;
    }
    // Spaces make eight bytes of those that are left.
    let rest = &bytes[at..];
    let mut eight = [b' '; 8];
    eight[..rest.len()].copy_from_slice(rest);
    let place = first(look(u64::from_le_bytes(eight)));
    (place < rest.len()).then_some(at + place)
}

/// Which of the eight is the first that was found; 8 if none was.
fn first(found: u64) -> usize {
    found.trailing_zeros() as usize / 8
}

/// Looks for bytes less than `limit`, which is at most 128.
pub(super) fn less(eight: u64, limit: u8) -> u64 {
    // Such a byte borrows from its high bit, unless that was set.
    eight.wrapping_sub(ONES * u64::from(limit)) & !eight & (ONES << 7)
}

/// Looks for a byte.
pub(super) fn equal(eight: u64, byte: u8) -> u64 {
    less(eight ^ (ONES * u64::from(byte)), 1)
}
