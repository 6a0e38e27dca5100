//! Printing to standard output and standard error.

use std::fmt::Display;
use std::io::{self, Write};

use super::usage::UsageError;
use crate::files;
use crate::format::sanitised;

/// Says something on standard error, where people read while programs read standard output.
pub fn note(text: &str) {
    write_error(format_args!("note: {}\n", sanitised(text)));
}

/// Writes something to standard error that is safe to print. Nothing can be done about a standard error that is
/// closed.
pub fn write_error(text: impl Display) {
    let _ = write!(io::stderr(), "{text}");
}

/// Runs what prints to standard output. A reader that has seen enough, as in `cimd rules | head`, is no
/// failure.
pub fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), UsageError> {
    files::until_closed(io::stdout().lock(), write).map_err(|error| {
        UsageError::new(format!("standard output cannot be written: {}", files::words(&error)))
    })
}
