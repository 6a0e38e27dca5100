//! Reading a body to its end, or to the bound.

use std::io::{self, Read};
use std::time::{Duration, Instant};

use brotli_decompressor::Decompressor;
use flate2::read::{MultiGzDecoder, ZlibDecoder};
use ureq::Body;
use ureq::http::Response;
use url::Url;

use super::error::{FetchError, named};
use crate::finding::{FailureKind, quoted};
use crate::subject;

/// No more is read of a body, in bytes after content decoding.
pub const MAX_BODY_BYTES: usize = 512 * 1024;

/// How much is read of what comes with an error, in bytes.
const MAX_ERROR_BYTES: usize = 16 * 1024;

/// How much of a body is given to the decoder of brotli at a time, in bytes. What it keeps itself is bounded by the format:
/// 16 MiB, the most that one block of it may hold (RFC 7932, section 9.2).
const BROTLI_BUFFER: usize = 4 * 1024;

/// How long is waited for it.
const MAX_ERROR_TIME: Duration = Duration::from_secs(2);

/// Reads the beginning of the page that comes with an error, which says what answered. It is only for the words: what
/// cannot be read of it is left out.
pub fn beginning(response: Response<Body>, retrieval: &subject::Response) -> Vec<u8> {
    let (begun, mut reader) = (Instant::now(), response.into_body().into_reader());
    let (mut sent, mut buffer) = (Vec::new(), [0; 4 * 1024]);
    while sent.len() < MAX_ERROR_BYTES && begun.elapsed() < MAX_ERROR_TIME {
        match reader.read(&mut buffer) {
            Ok(count) if count > 0 => sent.extend_from_slice(&buffer[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            _ => break,
        }
    }
    let encoding = retrieval.header("content-encoding").unwrap_or_default().trim().to_ascii_lowercase();
    let mut page = Vec::new();
    let most = MAX_ERROR_BYTES as u64;
    // What was cut does not decode to its end.
    let _ = match encoding.as_str() {
        "gzip" | "x-gzip" => MultiGzDecoder::new(&*sent).take(most).read_to_end(&mut page),
        "deflate" => ZlibDecoder::new(&*sent).take(most).read_to_end(&mut page),
        "br" => Decompressor::new(&*sent, BROTLI_BUFFER).take(most).read_to_end(&mut page),
        _ => (&*sent).take(most).read_to_end(&mut page),
    };
    page
}

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
        "br" => bounded(Decompressor::new(&*sent, BROTLI_BUFFER)),
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
