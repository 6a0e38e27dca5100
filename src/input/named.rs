//! One thing to read.

use std::io;
use std::path::{Path, PathBuf};

use super::read;
use crate::finding::{Failure, Input};
use crate::subject::Body;

/// One thing to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// Standard input.
    StandardInput,
    /// A URL.
    Url(String),
    /// A file that the user named: it is always linted.
    File(PathBuf),
    /// A file found in a directory: it is linted if it looks like client metadata.
    Candidate(PathBuf),
    /// A file that the configuration names as a document: it is always linted.
    Declared(PathBuf),
}

impl Named {
    /// As reports name it.
    pub fn into_input(self) -> Input {
        match self {
            Named::StandardInput => Input::standard_input(),
            Named::Url(url) => Input::url(url),
            Named::File(path) | Named::Candidate(path) | Named::Declared(path) => Input::file(name_of(path)),
        }
    }

    /// The path of a file.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Named::File(path) | Named::Candidate(path) | Named::Declared(path) => Some(path),
            Named::StandardInput | Named::Url(_) => None,
        }
    }

    /// Reads a file or standard input.
    pub(super) fn read(&self) -> io::Result<Body> {
        match self.path() {
            Some(path) => read::file(path),
            None => read::standard_input(),
        }
    }

    /// That it cannot be read, and why.
    pub(super) fn failure(&self, error: &io::Error) -> Failure {
        match self {
            Named::StandardInput => read::failure("standard input", error),
            _ => read::failure(self.clone().into_input().name(), error),
        }
    }
}

/// What to call a file. What lies in `.` needs no `./` before its name, but `.` itself is one, `./-` is no
/// standard input, and `.//a` no file of the root.
pub(super) fn name_of(path: impl Into<PathBuf>) -> String {
    let path = path.into().into_os_string().into_string();
    let mut name = path.unwrap_or_else(|path| path.to_string_lossy().into_owned());
    if let Some(rest) = name.strip_prefix("./") {
        let plain = rest.trim_start_matches('/');
        if !matches!(plain, "" | "-") {
            name.drain(..name.len() - plain.len());
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_no_meaning() {
        for (path, name) in [
            ("./a.json", "a.json"),
            (".//a/b.json", "a/b.json"),
            ("a//b.json", "a//b.json"),
            ("./-", "./-"),
            (".", "."),
            ("./", "./"),
            ("../a.json", "../a.json"),
            (".well-known/a.json", ".well-known/a.json"),
        ] {
            assert_eq!(name_of(path), name);
        }
    }
}
