//! Reading a body to its end, or to the bound.

use std::io::{self, Read};
use std::time::{Duration, Instant};

use ureq::Body;
use ureq::http::Response;
use url::Url;

use super::failures;
use crate::retrieval::{self, FetchError, MAX_BODY_BYTES};
use crate::subject;

/// How much is read of what comes with an error, in bytes.
const MAX_ERROR_BYTES: usize = 16 * 1024;

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
    retrieval::beginning(&sent, retrieval, MAX_ERROR_BYTES)
}

/// Reads and decodes a body; the flag says that it goes on.
pub fn read(
    response: Response<Body>,
    retrieval: &subject::Response,
    target: &Url,
) -> Result<(Vec<u8>, bool), FetchError> {
    let has_length =
        ["content-length", "transfer-encoding"].iter().any(|name| retrieval.header(name).is_some());
    let mut sent = Vec::new();
    // One byte more than fits tells that there is more.
    let reader = response.into_body().into_reader().take(MAX_BODY_BYTES as u64 + 1).read_to_end(&mut sent);
    reader.map_err(|error| failures::of_body(target, error, has_length))?;
    retrieval::decoded(sent, retrieval, target, MAX_BODY_BYTES)
}
