//! Answers of Auth0's Management API in files.

use std::path::Path;

use super::usage::UsageError;
use crate::input::{self, read};
use crate::subject::Body;

/// Reads and parses such a file, or standard input; `name` is the option with its value, as errors call it.
pub fn read(file: &Path, name: &str) -> Result<Body, UsageError> {
    let (source, read) = if input::is_standard_input(file) {
        ("standard input".into(), read::standard_input())
    } else {
        (file.to_string_lossy(), read::file(file))
    };
    let body = read.map_err(|error| read::failure(&source, &error))?;
    if body.cut {
        return Err(UsageError::new("it is larger than an answer of Auth0 could be").of(name));
    }
    Ok(body)
}
