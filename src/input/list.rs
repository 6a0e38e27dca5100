//! A list of inputs: one a line, `#` begins a comment, empty lines are passed over.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Reads a list from a file, or from standard input for `-`.
///
/// # Errors
///
/// It cannot be read.
pub fn read_list(file: &Path) -> io::Result<Vec<PathBuf>> {
    let mut text = String::new();
    if super::is_standard(file) {
        io::stdin().lock().read_to_string(&mut text)?;
    } else {
        text = fs::read_to_string(file)?;
    }
    let lines = text.lines().map(str::trim);
    Ok(lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(PathBuf::from).collect())
}
