//! Reading bytes, never more than a document could have.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::report::Failure;
use crate::subject::{Body, Subject};

/// No more than this is read of an input, in bytes: the largest limit of a known server.
pub const MAX_BYTES: usize = 512 * 1024;

/// Most documents are smaller than this, in bytes.
const USUAL_BYTES: usize = 8 * 1024;

/// Reads a file.
pub fn file(name: String, path: &Path) -> Result<Subject, Failure> {
    let failed = |error: io::Error| failure(&name, &error);
    let file = File::open(path).map_err(failed)?;
    let bytes = bounded(&file).map_err(failed)?;
    // Only of a file that is not read to its end its size is of interest; pipes and devices have none.
    let stored =
        if bytes.len() > MAX_BYTES { file.metadata().map_or(0, |metadata| metadata.len()) } else { 0 };
    Ok(subject(name, bytes, usize::try_from(stored).unwrap_or(usize::MAX)))
}

/// Reads standard input.
pub fn standard_input(name: String) -> Result<Subject, Failure> {
    let bytes = bounded(io::stdin().lock()).map_err(|error| failure("standard input", &error))?;
    Ok(subject(name, bytes, 0))
}

/// `stored` is how large the file says it is; 0 where it does not say so.
fn subject(name: String, mut bytes: Vec<u8>, stored: usize) -> Subject {
    let size = bytes.len().max(stored);
    let cut = bytes.len() > MAX_BYTES;
    bytes.truncate(MAX_BYTES);
    let body = Body { size, cut, ..Body::whole(bytes) };
    Subject { document: Some(body), ..Subject::without_document(name) }
}

fn bounded(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(USUAL_BYTES);
    // One byte more than fits tells that there is more.
    source.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn failure(name: &str, error: &io::Error) -> Failure {
    let (kind, help) = match error.kind() {
        io::ErrorKind::NotFound => {
            ("not-found", Some("check the path; it is taken relative to the current directory"))
        }
        io::ErrorKind::PermissionDenied => ("permission-denied", Some("give yourself the right to read it")),
        _ => ("unreadable", None),
    };
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission is denied".to_owned(),
        _ => error.to_string(),
    };
    Failure { kind, message: format!("{name} cannot be read: {reason}"), help: help.map(str::to_owned) }
}
