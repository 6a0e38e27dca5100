//! Reading bytes, never more than a document could have.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::finding::{Failure, FailureKind};
use crate::subject::Body;

/// No more than this is read of an input, in bytes: the largest limit of a known server.
pub const MAX_BYTES: usize = 512 * 1024;

/// Most documents are smaller than this, in bytes, and take one read.
const USUAL_BYTES: usize = 8 * 1024;

/// Reads and parses a file of any kind, such as a pipe.
pub fn file(path: &Path) -> io::Result<Body> {
    let file = File::open(path)?;
    let bytes = bounded(&file)?;
    // Only of a file that is not read to its end its size is of interest; pipes and devices have none.
    let stored =
        if bytes.len() > MAX_BYTES { file.metadata().map_or(0, |metadata| metadata.len()) } else { 0 };
    Ok(body(bytes, usize::try_from(stored).unwrap_or(usize::MAX)))
}

/// Reads and parses standard input.
pub fn standard_input() -> io::Result<Body> {
    Ok(body(bounded(io::stdin().lock())?, 0))
}

/// Reads what there is, and no more than one byte above the bound, which tells that there is more.
fn bounded(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(USUAL_BYTES);
    source.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Parses what was read of something that says it has `stored` bytes.
fn body(mut bytes: Vec<u8>, stored: usize) -> Body {
    let size = bytes.len().max(stored);
    let cut = bytes.len() > MAX_BYTES;
    bytes.truncate(MAX_BYTES);
    Body { size, cut, ..Body::whole(bytes) }
}

/// That an input of that name cannot be read, and why.
pub fn failure(name: &str, error: &io::Error) -> Failure {
    let failure = |kind, reason: &str| Failure::new(kind, format!("{name} cannot be read: {reason}"));
    match error.kind() {
        io::ErrorKind::NotFound => failure(FailureKind::NotFound, "there is no such file")
            .with_help("check the path; it is taken relative to the current directory"),
        io::ErrorKind::PermissionDenied => failure(FailureKind::PermissionDenied, "permission is denied")
            .with_help("give yourself the right to read it"),
        _ => failure(FailureKind::Unreadable, &error.to_string()),
    }
}
