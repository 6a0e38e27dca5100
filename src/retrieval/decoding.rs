//! Content codings that a server may apply unasked, within bounds.

use std::io::{self, Read};

use brotli_decompressor::Decompressor;
use flate2::read::{MultiGzDecoder, ZlibDecoder};
use url::Url;

use super::error::{FetchError, named};
use crate::finding::{FailureKind, quoted};
use crate::subject::Response;

/// How much of a body is given to the decoder of brotli at a time, in bytes. What it keeps itself is bounded by the format:
/// 16 MiB, the most that one block of it may hold (RFC 7932, section 9.2).
const BROTLI_BUFFER: usize = 4 * 1024;

/// The body as it is meant, no more than `most` bytes; the flag says that it goes on. A compressed body is bounded
/// before and after decoding, so that a small one cannot grow without end.
///
/// # Errors
///
/// The content coding is not known, or the body is not in it.
pub fn decoded(
    sent: Vec<u8>,
    retrieval: &Response,
    target: &Url,
    most: usize,
) -> Result<(Vec<u8>, bool), FetchError> {
    let decoded = match coding(retrieval).as_str() {
        "" | "identity" => Ok(sent),
        "gzip" | "x-gzip" => bounded(MultiGzDecoder::new(&*sent), most),
        "deflate" => bounded(ZlibDecoder::new(&*sent), most),
        "br" => bounded(Decompressor::new(&*sent, BROTLI_BUFFER), most),
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
    let cut = bytes.len() > most;
    bytes.truncate(most);
    Ok((bytes, cut))
}

/// The same of the beginning of a body, as far as it can be decoded.
pub fn beginning(sent: &[u8], retrieval: &Response, most: usize) -> Vec<u8> {
    let mut page = Vec::new();
    let limit = most as u64;
    // What was cut does not decode to its end.
    let _ = match coding(retrieval).as_str() {
        "gzip" | "x-gzip" => MultiGzDecoder::new(sent).take(limit).read_to_end(&mut page),
        "deflate" => ZlibDecoder::new(sent).take(limit).read_to_end(&mut page),
        "br" => Decompressor::new(sent, BROTLI_BUFFER).take(limit).read_to_end(&mut page),
        _ => sent.take(limit).read_to_end(&mut page),
    };
    page
}

fn coding(retrieval: &Response) -> String {
    retrieval.header("content-encoding").unwrap_or_default().trim().to_ascii_lowercase()
}

fn bounded(reader: impl Read, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // One byte more than fits tells that there is more.
    reader.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
