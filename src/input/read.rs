//! Reading bytes, never more than a document could have.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::report::Failure;
use crate::subject::{Body, Subject};

/// No more than this is read of an input, in bytes: the largest limit of a known server.
pub const MAX_BYTES: usize = 512 * 1024;

/// Reads a file.
pub fn file(name: String, path: &Path) -> Result<Subject, Failure> {
    let failed = |error: io::Error| failure(&name, &error);
    let file = File::open(path).map_err(failed)?;
    // Pipes and devices have no size, and are read until they end.
    let stored = file.metadata().map_or(0, |metadata| usize::try_from(metadata.len()).unwrap_or(usize::MAX));
    let bytes = if (1..=MAX_BYTES).contains(&stored) { whole(file, stored) } else { bounded(file) };
    let bytes = bytes.map_err(failed)?;
    Ok(subject(name, bytes, stored))
}

/// Reads standard input.
pub fn standard_input(name: String) -> Result<Subject, Failure> {
    let bytes = bounded(io::stdin().lock()).map_err(|error| failure("standard input", &error))?;
    Ok(subject(name, bytes, 0))
}

/// `stored` is how large the file says it is; pipes and devices say nothing.
fn subject(name: String, mut bytes: Vec<u8>, stored: usize) -> Subject {
    let size = bytes.len().max(stored);
    let cut = bytes.len() > MAX_BYTES;
    bytes.truncate(MAX_BYTES);
    let body = Body { size, cut, ..Body::whole(bytes) };
    Subject { document: Some(body), ..Subject::without_document(name) }
}

/// Reads as many bytes as a file says it has, and does not ask whether there are more.
fn whole(mut file: File, size: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; size];
    let mut filled = 0;
    while filled < size {
        match file.read(&mut bytes[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    bytes.truncate(filled);
    Ok(bytes)
}

fn bounded(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
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
