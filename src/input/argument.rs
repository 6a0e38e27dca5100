//! What the user names on the command line, or in a list.

use std::fs;
use std::path::{Path, PathBuf};

/// One input, told apart from others once: to ask what a path leads to takes as long as to open it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// `-`: standard input.
    Standard,
    /// A URL.
    Url(String),
    /// A directory.
    Directory(PathBuf),
    /// A regular file, or nothing that is there.
    File(PathBuf),
    /// A pipe, or something else that is neither.
    Special(PathBuf),
}

impl From<PathBuf> for Argument {
    fn from(path: PathBuf) -> Argument {
        if is_standard(&path) {
            return Argument::Standard;
        }
        if is_url(&path) {
            return Argument::Url(path.to_string_lossy().into_owned());
        }
        match fs::metadata(&path) {
            Ok(metadata) if metadata.is_dir() => Argument::Directory(path),
            Ok(metadata) if !metadata.is_file() => Argument::Special(path),
            _ => Argument::File(path),
        }
    }
}

/// Whether an argument stands for standard input.
pub fn is_standard(argument: &Path) -> bool {
    argument.as_os_str() == "-"
}

/// Whether an argument is a URL and no path.
fn is_url(argument: &Path) -> bool {
    argument.as_os_str().as_encoded_bytes().windows(3).any(|three| three == b"://")
}
