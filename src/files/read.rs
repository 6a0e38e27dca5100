//! Reading files of any kind, never more than a bound, and without waiting for what never comes.

use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::path::Path;

use super::part::Part;

/// Reads a file of any kind up to `max` bytes.
///
/// # Errors
///
/// It cannot be read, or is a pipe that no program writes to.
pub fn part(path: &Path, max: usize) -> io::Result<Part> {
    if is_standard_input(path) {
        return standard_input(max);
    }
    let file = open(path)?;
    let metadata = file.metadata()?;
    let start = if metadata.is_file() { Vec::new() } else { begin(&file, &metadata, path)? };
    let part = Part::read(start, &file, max)?;
    let stored = if part.cut { usize::try_from(metadata.len()).unwrap_or(usize::MAX) } else { 0 };
    Ok(Part { size: part.size.max(stored), ..part })
}

/// Reads standard input up to `max` bytes.
///
/// # Errors
///
/// It cannot be read.
pub fn standard_input(max: usize) -> io::Result<Part> {
    Part::read(Vec::new(), io::stdin().lock(), max)
}

/// Reads a file to its end.
///
/// # Errors
///
/// It cannot be read, is a pipe that no program writes to, or has more than `max` bytes.
pub fn whole(path: &Path, max: usize) -> io::Result<Vec<u8>> {
    part(path, max)?.whole()
}

/// Reads a file of text, or standard input where there is no path, to its end.
///
/// # Errors
///
/// Those of [`whole`], and that it is not UTF-8.
pub fn text(path: Option<&Path>, max: usize) -> io::Result<String> {
    let bytes = match path {
        Some(path) => whole(path, max)?,
        None => standard_input(max)?.whole()?,
    };
    String::from_utf8(bytes).map_err(|error| {
        let message = format!("it is not UTF-8 from byte {} on", error.utf8_error().valid_up_to());
        io::Error::new(io::ErrorKind::InvalidData, message)
    })
}

/// Whether a path is the system's name of standard input. A socket, which standard input may be, cannot be opened by
/// that name.
fn is_standard_input(path: &Path) -> bool {
    cfg!(unix) && ["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"].iter().any(|name| path == Path::new(name))
}

#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    // Without this, opening a pipe waits until a program writes to it.
    let flags = rustix::fs::OFlags::NONBLOCK.bits();
    OpenOptions::new().read(true).custom_flags(flags.cast_signed()).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}

/// Reads the beginning of a pipe, to see whether a program writes to it; from then on, reading waits.
#[cfg(unix)]
fn begin(file: &File, metadata: &Metadata, path: &Path) -> io::Result<Vec<u8>> {
    use std::io::Read;
    use std::os::unix::fs::FileTypeExt;

    let mut start = Vec::new();
    if metadata.file_type().is_fifo() {
        let mut buffer = [0; 4096];
        match read_some(file, &mut buffer) {
            Ok(0) if has_name(path) => {
                return Err(io::Error::other("it is a pipe, and no program writes to it"));
            }
            Ok(count) => start.extend_from_slice(&buffer[..count]),
            // A program has opened it and not written yet.
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    super::write::wait_for_others(file)?;
    return Ok(start);

    fn read_some(mut file: &File, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match file.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => return result,
            }
        }
    }
}

/// Whether a pipe has a name of its own. What a shell passes as `/dev/fd/N` has none: it may be empty.
#[cfg(unix)]
fn has_name(path: &Path) -> bool {
    path.canonicalize().is_ok_and(|path| !path.starts_with("/dev/fd"))
}

#[cfg(not(unix))]
fn begin(_: &File, _: &Metadata, _: &Path) -> io::Result<Vec<u8>> {
    Ok(Vec::new())
}
