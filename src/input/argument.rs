//! What the user names on the command line, or in a list.

use std::fs;
use std::path::{Path, PathBuf};

use super::carried::Carried;
use crate::finding::InputKind;

/// One thing that the user named. What a path leads to is asked once, when the arguments are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// `-`: standard input.
    StandardInput,
    /// A URL.
    Url(String),
    /// A directory.
    Directory(PathBuf),
    /// A regular file, or nothing that is there.
    File(PathBuf),
    /// A pipe, or something else that is neither.
    Special(PathBuf),
    /// A document that a list carries.
    Carried(Box<Carried>),
}

impl From<PathBuf> for Argument {
    fn from(path: PathBuf) -> Argument {
        let text = path.to_string_lossy();
        match InputKind::of(&text) {
            InputKind::StandardInput => Argument::StandardInput,
            InputKind::Url => Argument::Url(text.into_owned()),
            _ => match fs::metadata(&path) {
                Ok(metadata) if metadata.is_dir() => Argument::Directory(path),
                Ok(metadata) if !metadata.is_file() => Argument::Special(path),
                _ => Argument::File(path),
            },
        }
    }
}

/// Whether an argument that names no URL stands for standard input.
pub fn is_standard_input(argument: &Path) -> bool {
    InputKind::of(&argument.to_string_lossy()) == InputKind::StandardInput
}
