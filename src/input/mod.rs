//! What the user named becomes subjects: files, directories, standard input.

mod candidate;
mod read;
mod walk;

use std::path::{Path, PathBuf};

use crate::report::Failure;
use crate::subject::Subject;

/// One thing to read, in the order in which the user named it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// Standard input.
    Standard,
    /// A URL.
    Url(String),
    /// A file that the user named: it is always linted.
    File(PathBuf),
    /// A file found in a directory: it is linted if it looks like client metadata.
    Candidate(PathBuf),
    /// All files of a directory have been listed.
    EndOfDirectory(String),
}

impl Named {
    /// What to call it in reports.
    pub fn name(&self) -> String {
        match self {
            Named::Standard => "-".to_owned(),
            Named::Url(url) => url.clone(),
            Named::File(path) | Named::Candidate(path) => display(path),
            Named::EndOfDirectory(directory) => directory.clone(),
        }
    }

    /// Reads it. `None` where there is nothing to lint.
    ///
    /// # Errors
    ///
    /// It cannot be read.
    pub fn read(&self) -> Result<Option<Subject>, Failure> {
        match self {
            Named::Standard => read::standard_input(self.name()).map(Some),
            Named::Url(url) => Err(Failure {
                kind: "unsupported-input",
                message: format!("{url} is a URL, and this version reads files only"),
                help: Some("fetch it yourself and name the URL: curl URL | cimd lint --url URL -".to_owned()),
            }),
            Named::File(path) => read::file(self.name(), path).map(Some),
            Named::Candidate(path) => Ok(Some(read::file(self.name(), path)?)
                .filter(|subject| candidate::is_client_metadata(&subject.document))),
            Named::EndOfDirectory(_) => Ok(None),
        }
    }
}

/// Whether an argument stands for standard input.
pub fn is_standard(argument: &Path) -> bool {
    argument.as_os_str() == "-"
}

/// Lists what to read; directories become their files.
pub fn expand(arguments: &[PathBuf]) -> Vec<Named> {
    let mut named = Vec::with_capacity(arguments.len());
    for argument in arguments {
        let text = argument.to_string_lossy();
        if is_standard(argument) {
            named.push(Named::Standard);
        } else if text.contains("://") {
            named.push(Named::Url(text.into_owned()));
        } else if argument.is_dir() {
            named.extend(walk::json_files(argument).map(Named::Candidate));
            named.push(Named::EndOfDirectory(display(argument)));
        } else {
            named.push(Named::File(argument.clone()));
        }
    }
    named
}

/// The failure of a directory in which no document was found.
pub fn no_document(directory: &str) -> Failure {
    Failure {
        kind: "no-document",
        message: format!("there is no client metadata in {directory}"),
        help: Some(
            "a document is a .json file, not ignored by git, with a client_id URL or two names of client metadata at its top level; name a file to have it checked whatever it holds"
                .to_owned(),
        ),
    }
}

fn display(path: &Path) -> String {
    path.strip_prefix("./").unwrap_or(path).to_string_lossy().into_owned()
}
