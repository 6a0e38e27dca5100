//! Reading bytes, never more than a document could have.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::finding::{Failure, FailureKind};
use crate::subject::Body;

/// No more than this is read of an input, in bytes: the largest limit of a known server.
pub const MAX_BYTES: usize = 512 * 1024;

/// Most documents are smaller than this, in bytes.
const USUAL_BYTES: usize = 16 * 1024;

/// The room into which one document after the other is read.
pub struct Room(Vec<u8>);

impl Default for Room {
    /// Room for most documents; larger ones are read all the same.
    fn default() -> Room {
        Room(vec![0; USUAL_BYTES])
    }
}

impl Room {
    /// Reads what there is, and no more than one byte above the bound: that there is more.
    fn read(&mut self, mut source: impl Read, is_regular: bool) -> io::Result<Vec<u8>> {
        let length = loop {
            match source.read(&mut self.0) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read?,
            }
        };
        let mut bytes = self.0[..length].to_vec();
        // A regular file that gives less than is asked for is at its end (POSIX, read); a pipe may have more soon.
        if length == self.0.len() || !is_regular {
            source.take((MAX_BYTES + 1 - length) as u64).read_to_end(&mut bytes)?;
        }
        Ok(bytes)
    }
}

/// What was read of an input, and nothing made of it yet.
pub struct Raw {
    bytes: Vec<u8>,
    /// How large the file says it is, in bytes; 0 where it was not asked.
    stored: usize,
}

impl Raw {
    /// Parses what was read.
    pub fn into_body(mut self) -> Body {
        let size = self.bytes.len().max(self.stored);
        let cut = self.bytes.len() > MAX_BYTES;
        self.bytes.truncate(MAX_BYTES);
        Body { size, cut, ..Body::whole(self.bytes) }
    }
}

/// Opens and reads a file of any kind, such as a pipe.
pub fn special_file(path: &Path, room: &mut Room) -> io::Result<Raw> {
    file(&File::open(path)?, false, room)
}

/// Reads a regular file.
pub fn regular_file(file: &File, room: &mut Room) -> io::Result<Raw> {
    self::file(file, true, room)
}

/// Reads standard input.
pub fn standard_input(room: &mut Room) -> io::Result<Raw> {
    Ok(Raw { bytes: room.read(io::stdin().lock(), false)?, stored: 0 })
}

fn file(file: &File, is_regular: bool, room: &mut Room) -> io::Result<Raw> {
    let bytes = room.read(file, is_regular)?;
    // Only of a file that is not read to its end its size is of interest; pipes and devices have none.
    let stored =
        if bytes.len() > MAX_BYTES { file.metadata().map_or(0, |metadata| metadata.len()) } else { 0 };
    Ok(Raw { bytes, stored: usize::try_from(stored).unwrap_or(usize::MAX) })
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
