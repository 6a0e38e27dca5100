//! Reading a body to its end, or to the bound.

use std::io::{self, Read};

use flate2::read::{MultiGzDecoder, ZlibDecoder};
use ureq::Body;
use ureq::http::Response;
use url::Url;

use super::error::{FetchError, named};
use crate::finding::{FailureKind, quoted};
use crate::subject;

/// No more is read of a body, in bytes after content decoding.
pub const MAX_BODY_BYTES: usize = 512 * 1024;

/// Reads and decodes a body; the flag says that it goes on. A compressed body is bounded before and after
/// decoding, so that a small one cannot grow without end.
pub fn read(
    response: Response<Body>,
    retrieval: &subject::Response,
    target: &Url,
) -> Result<(Vec<u8>, bool), FetchError> {
    let has_length =
        ["content-length", "transfer-encoding"].iter().any(|name| retrieval.header(name).is_some());
    let sent = bounded(response.into_body().into_reader())
        .map_err(|error| FetchError::from_body(target, error, has_length))?;
    let encoding = retrieval.header("content-encoding").unwrap_or("identity").trim().to_ascii_lowercase();
    let decoded = match encoding.as_str() {
        "" | "identity" => Ok(sent),
        "gzip" | "x-gzip" => bounded(MultiGzDecoder::new(&*sent)),
        "deflate" => bounded(ZlibDecoder::new(&*sent)),
        other => {
            let message = format!(
                "{} answers in the content encoding {}, though it was asked for none",
                named(target),
                quoted(other)
            );
            return Err(FetchError::new(FailureKind::Response, message)
                .with_help("turn compression off for this path, or have the server follow `Accept-Encoding`: what it compressed in advance goes only to those who ask for it"));
        }
    };
    let mut bytes = decoded.map_err(|error| {
        FetchError::new(
            FailureKind::Response,
            format!("the body of {} cannot be decoded: {error}", named(target)),
        )
    })?;
    let cut = bytes.len() > MAX_BODY_BYTES;
    bytes.truncate(MAX_BODY_BYTES);
    Ok((bytes, cut))
}

fn bounded(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // One byte more than fits tells that there is more.
    reader.take(MAX_BODY_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
