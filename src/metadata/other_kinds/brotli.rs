//! Text that brotli has compressed, which begins with no mark: it is told by trying.

use std::io::Read;

use brotli_decompressor::Decompressor;

/// How much is decoded, in bytes: the beginning tells enough.
const MOST: u64 = 4 * 1024;

/// Whether bytes are a stream of brotli (RFC 7932) that holds JSON or a page.
pub(super) fn holds_text(bytes: &[u8]) -> bool {
    // What begins like JSON is JSON in another encoding.
    if matches!(bytes.first(), None | Some(b'{' | b'[' | b'"' | b'<')) {
        return false;
    }
    let mut text = Vec::new();
    let decoded = Decompressor::new(bytes, MOST as usize).take(MOST).read_to_end(&mut text);
    let is_utf8 = std::str::from_utf8(&text).map_or_else(|error| error.error_len().is_none(), |_| true);
    decoded.is_ok() && is_utf8 && matches!(text.trim_ascii_start().first(), Some(b'{' | b'[' | b'<'))
}
