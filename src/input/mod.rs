//! What the user named becomes subjects: files, directories, standard input, URLs.

mod candidate;
mod fetched;
pub mod key_set;
mod list;
pub mod read;
mod walk;

use std::path::{Path, PathBuf};

use crate::fetch::Fetcher;
use crate::report::Failure;
use crate::subject::Subject;

pub use list::read_list;

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

/// How inputs are read.
pub struct Reader<'r> {
    /// Where URLs are fetched.
    pub fetcher: &'r Fetcher,
    /// Whether linked resources are fetched; where the user did not say, they are for documents that were
    /// fetched themselves.
    pub online: Option<bool>,
    /// Where the document of a file or of standard input is published.
    pub published: Option<&'r str>,
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
}

impl Reader<'_> {
    /// Reads an input. `None` where there is nothing to lint.
    ///
    /// # Errors
    ///
    /// It cannot be read. That a URL cannot be fetched is no error here: the URL itself can be linted.
    pub fn read(&self, input: &Named) -> Result<Option<Subject>, Failure> {
        let name = input.name();
        let mut subject = match input {
            Named::Standard => read::standard_input(name)?,
            Named::Url(url) => fetched::document(url, self.fetcher),
            Named::File(path) => read::file(name, path)?,
            Named::Candidate(path) => {
                let subject = read::file(name, path)?;
                if !subject.document.as_ref().is_some_and(|body| candidate::is_client_metadata(&body.tree)) {
                    return Ok(None);
                }
                subject
            }
            Named::EndOfDirectory(_) => return Ok(None),
        };
        subject.published = subject.published.or_else(|| self.published.map(str::to_owned));
        if self.online.unwrap_or(matches!(input, Named::Url(_))) {
            fetched::attach_key_set(&mut subject, self.fetcher);
        }
        Ok(Some(subject))
    }
}

/// Whether an argument stands for standard input.
pub fn is_standard(argument: &Path) -> bool {
    argument.as_os_str() == "-"
}

/// Whether an argument is a URL and no path.
pub fn is_url(argument: &Path) -> bool {
    argument.to_string_lossy().contains("://")
}

/// Lists what to read; directories become their files.
pub fn expand(arguments: &[PathBuf]) -> Vec<Named> {
    let mut named = Vec::with_capacity(arguments.len());
    for argument in arguments {
        if is_standard(argument) {
            named.push(Named::Standard);
        } else if is_url(argument) {
            named.push(Named::Url(argument.to_string_lossy().into_owned()));
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
    let text = path.to_string_lossy();
    // `.` itself is a name; what lies in it needs no `./` before its own.
    text.strip_prefix("./").filter(|rest| !rest.is_empty()).unwrap_or(&text).to_owned()
}
