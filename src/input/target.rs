//! One thing to read.

use std::io;
use std::path::{Path, PathBuf};

use super::carried::Carried;
use super::name::name_of;
use super::read;
use crate::finding::{Failure, Input};
use crate::subject::Body;

/// One thing to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Standard input.
    StandardInput,
    /// A URL.
    Url(String),
    /// A file that the user or the configuration names: it is linted whatever it holds.
    File(PathBuf),
    /// A file that was found in a directory: it is linted if it looks like client metadata.
    Candidate(PathBuf),
    /// A document that a list carries.
    Carried(Box<Carried>),
    /// A file that cannot be named so, or a directory that cannot be searched, and why.
    Unread(PathBuf, Failure),
}

impl Target {
    /// As reports name it.
    pub fn into_input(self) -> Input {
        match self {
            Target::StandardInput => Input::standard_input(),
            Target::Url(url) => Input::url(url),
            Target::Carried(carried) => carried.input(),
            Target::File(path) | Target::Candidate(path) | Target::Unread(path, _) => {
                Input::file(name_of(path))
            }
        }
    }

    /// The path of a file.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Target::File(path) | Target::Candidate(path) | Target::Unread(path, _) => Some(path),
            Target::StandardInput | Target::Url(_) | Target::Carried(_) => None,
        }
    }

    /// Reads a file or standard input.
    ///
    /// # Errors
    ///
    /// It cannot be read; the failure says why.
    pub(super) fn read(&self) -> Result<Body, Failure> {
        let body = match self {
            Target::Unread(_, failure) => return Err(failure.clone()),
            Target::Carried(carried) => return carried.body(),
            _ => match self.path() {
                Some(path) => read::file(path),
                None => read::standard_input(),
            },
        };
        body.map_err(|error| self.failure(&error))
    }

    /// That it cannot be read, and why.
    fn failure(&self, error: &io::Error) -> Failure {
        match self {
            Target::StandardInput => read::failure("standard input", error),
            _ => read::failure(self.clone().into_input().name(), error),
        }
    }
}
