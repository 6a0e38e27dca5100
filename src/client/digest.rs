//! A name for the very bytes of a document.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// The `cimd_digest` of a document (draft-mcguinness-oauth-cimd-sw-stmt-01): SHA-256 of the body after its content
/// coding is removed, in base64url without padding. Nothing is normalised: a byte order mark and a line end count.
///
/// A body that was not read to its end has none.
///
/// ```
/// assert_eq!(cimd::client::cimd_digest(b""), "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU");
/// ```
pub fn cimd_digest(body: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(body))
}
