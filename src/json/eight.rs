//! Eight bytes looked at together, in one machine word.
//!
//! The functions that look for bytes set the high bit of each byte that is one of them. Above the lowest byte
//! found others may be set too, so only [`first`] may be asked of what they return, or whether there is any.

const ONES: u64 = u64::MAX / 0xff;

/// The eight bytes from `at` on, if there are so many.
pub(super) fn at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map(|eight| u64::from_le_bytes(*eight))
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

/// Which of the eight is the first that was found; 8 if none was.
pub(super) fn first(found: u64) -> usize {
    found.trailing_zeros() as usize / 8
}
