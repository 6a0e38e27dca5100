//! Reading bytes, never more than a document could have.

use std::io;
use std::path::Path;

use super::nearly_url;
use crate::files::{self, Part};
use crate::finding::{Failure, FailureKind};
use crate::subject::Body;

/// No more than this is read of an input, in bytes: the largest limit of a known server.
pub const MAX_BYTES: usize = 512 * 1024;

/// Reads and parses a file of any kind, such as a pipe.
pub fn file(path: &Path) -> io::Result<Body> {
    files::part(path, MAX_BYTES).map(body)
}

/// Reads and parses standard input.
pub fn standard_input() -> io::Result<Body> {
    files::standard_input(MAX_BYTES).map(body)
}

fn body(Part { bytes, cut, size }: Part) -> Body {
    Body { size, cut, ..Body::whole(bytes) }
}

/// That an input of that name cannot be read, and why.
pub fn failure(name: &str, error: &io::Error) -> Failure {
    let reason = files::words(error);
    let failure = |kind| Failure::new(kind, format!("{name} cannot be read: {reason}"));
    match error.kind() {
        io::ErrorKind::NotFound => failure(FailureKind::NotFound).with_help(match nearly_url::meant(name) {
            Some(url) => format!("did you mean {url}? Else check the path"),
            None => "check the path; it is taken relative to the current directory".to_owned(),
        }),
        io::ErrorKind::PermissionDenied => {
            failure(FailureKind::PermissionDenied).with_help("give yourself the right to read it")
        }
        _ => failure(FailureKind::Unreadable),
    }
}
