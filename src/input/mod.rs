//! What the user named becomes subjects: files, directories, standard input, URLs.

mod argument;
mod candidate;
mod fetched;
pub mod key_set;
mod list;
pub mod read;
mod scope;
mod walk;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::fetch::Fetcher;
use crate::report::Failure;
use crate::subject::Subject;

pub use argument::{Argument, is_standard};
pub use list::read_list;
use read::{Raw, Room};
pub use scope::Scope;
use scope::Verdict;

/// One thing to read, in the order in which the user named it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// Standard input.
    Standard,
    /// A URL.
    Url(String),
    /// A file that the user named: it is always linted.
    File(PathBuf),
    /// The same, and it is no regular file: a pipe, say.
    Special(PathBuf),
    /// A file found in a directory: it is linted if it looks like client metadata.
    Candidate(PathBuf),
    /// A file that the configuration names as a document: it is always linted.
    Declared(PathBuf),
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
    /// Where the files of a repository are published.
    pub scope: &'r Scope,
}

impl Named {
    /// What to call it in reports.
    pub fn name(&self) -> String {
        match self {
            Named::Url(name) | Named::EndOfDirectory(name) => name.clone(),
            _ => self.path().map_or_else(|| "-".to_owned(), display),
        }
    }

    /// The path of a file.
    fn path(&self) -> Option<&Path> {
        match self {
            Named::File(path) | Named::Special(path) | Named::Candidate(path) | Named::Declared(path) => {
                Some(path)
            }
            Named::Standard | Named::Url(_) | Named::EndOfDirectory(_) => None,
        }
    }
}

impl Reader<'_> {
    /// Reads inputs: first all of their bytes, then makes a subject of one after the other, which for many files takes
    /// less time than to take turns. `None` where there is nothing to lint.
    ///
    /// # Errors
    ///
    /// An input cannot be read. That a URL cannot be fetched is no error here: the URL itself can be linted.
    pub fn read_all(&self, inputs: &[Named]) -> impl Iterator<Item = Result<Option<Subject>, Failure>> {
        let mut room = Room::default();
        let raw: Vec<_> = inputs.iter().map(|input| raw(input, &mut room)).collect();
        raw.into_iter().zip(inputs).map(|(raw, input)| Ok(self.subject(input, raw?)))
    }

    /// Makes a subject of what was read, or fetches it.
    fn subject(&self, input: &Named, raw: Option<Raw>) -> Option<Subject> {
        let mut subject = match input {
            Named::Url(url) => fetched::document(url, self.fetcher),
            Named::Candidate(_) => candidate(raw?)?,
            _ => raw?.into_subject(),
        };
        let published = || self.published.map(str::to_owned).or_else(|| self.scope.url_of(input.path()?));
        subject.published = subject.published.or_else(published);
        if self.online.unwrap_or(matches!(input, Named::Url(_))) {
            fetched::attach_key_set(&mut subject, self.fetcher);
        }
        Some(subject)
    }
}

/// The name of an input that would be linted; `None` where there is nothing to lint. Only candidates are
/// looked into, and nothing is fetched.
///
/// # Errors
///
/// A candidate cannot be read.
pub fn listed(input: &Named) -> Result<Option<String>, Failure> {
    match input {
        Named::EndOfDirectory(_) => Ok(None),
        Named::Candidate(_) => {
            Ok(raw(input, &mut Room::default())?.and_then(candidate).map(|subject| subject.input))
        }
        _ => Ok(Some(input.name())),
    }
}

/// Reads an input that is no URL.
fn raw(input: &Named, room: &mut Room) -> Result<Option<Raw>, Failure> {
    match input {
        Named::Standard => read::standard_input(input.name(), room).map(Some),
        Named::File(path) | Named::Candidate(path) | Named::Declared(path) => {
            read::regular_file(input.name(), path, room).map(Some)
        }
        Named::Special(path) => read::special_file(input.name(), path, room).map(Some),
        Named::Url(_) | Named::EndOfDirectory(_) => Ok(None),
    }
}

/// Makes a subject of a file that is linted only if it looks like client metadata.
fn candidate(raw: Raw) -> Option<Subject> {
    let subject = raw.into_subject();
    let is_metadata = |subject: &Subject| {
        subject.document.as_ref().is_some_and(|body| candidate::is_client_metadata(&body.tree))
    };
    Some(subject).filter(is_metadata)
}

/// Lists what to read; directories become their files.
pub fn expand(arguments: &[Argument], scope: &Scope) -> Vec<Named> {
    let mut named = Vec::with_capacity(arguments.len());
    for argument in arguments {
        match argument.clone() {
            Argument::Standard => named.push(Named::Standard),
            Argument::Url(url) => named.push(Named::Url(url)),
            Argument::Directory(directory) => {
                let files = walk::files(&directory, scope).into_iter();
                named.extend(files.filter_map(|(path, verdict)| in_scope(path, verdict)));
                named.push(Named::EndOfDirectory(display(&directory)));
            }
            Argument::File(path) if scope.is_forced() => {
                let verdict = scope.judge(&path);
                named.extend(in_scope(path, verdict));
            }
            Argument::File(path) => named.push(Named::File(path)),
            Argument::Special(path) => named.push(Named::Special(path)),
        }
    }
    named
}

fn in_scope(path: PathBuf, verdict: Verdict) -> Option<Named> {
    match verdict {
        Verdict::Excluded => None,
        Verdict::Candidate => Some(Named::Candidate(path)),
        Verdict::Declared => Some(Named::Declared(path)),
    }
}

/// Drops what turned out to be nothing to lint. A directory in which nothing was found gives a failure in its
/// place, unless the scope was forced: then there may well be nothing.
pub fn found<T>(
    named: &[Named],
    mut results: Vec<Option<T>>,
    scope: &Scope,
    failed: impl Fn(String, Failure) -> T,
) -> Vec<T> {
    // How many files of the present directory were tried, and whether there was anything to lint.
    let (mut tried, mut any) = (0, false);
    for (input, result) in named.iter().zip(&mut results) {
        match input {
            Named::Candidate(_) | Named::Declared(_) => {
                tried += 1;
                any |= result.is_some();
                continue;
            }
            Named::EndOfDirectory(directory) if !any && !scope.is_forced() => {
                *result = Some(failed(directory.clone(), no_document(directory, tried, scope)));
            }
            _ => {}
        }
        (tried, any) = (0, false);
    }
    #[expect(
        clippy::filter_map_identity,
        reason = "unlike `flatten`, it collects in place: there may be many"
    )]
    results.into_iter().filter_map(|result| result).collect()
}

/// The failure of a directory in which no document was found.
fn no_document(directory: &str, tried: usize, scope: &Scope) -> Failure {
    let (file, files) = if scope.is_narrowed() {
        ("file that the configuration includes", "files that the configuration includes")
    } else {
        (".json file", ".json files")
    };
    let tried = match tried {
        0 => format!("no {file} lies in it"),
        1 => format!("1 {file} was tried"),
        _ => format!("{tried} {files} were tried"),
    };
    Failure {
        kind: "no-document",
        message: format!("there is no client metadata in {directory}: {tried}"),
        help: Some(
            "a document is a .json file, not ignored by git, with a client_id URL or two names of client metadata at its top level; name a file to have it checked whatever it holds, and see --show-files and --show-settings"
                .to_owned(),
        ),
    }
}

/// What to call a file. What lies in `.` needs no `./` before its name, but `.` itself is one, `./-` is no
/// standard input, and `.//a` no file of the root.
fn display(path: &Path) -> String {
    let text = path.to_str().map_or_else(|| path.to_string_lossy(), Cow::Borrowed);
    let plain = text.strip_prefix("./").map(|rest| rest.trim_start_matches('/'));
    plain.filter(|name| !matches!(*name, "" | "-")).unwrap_or(&text).to_owned()
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
            assert_eq!(display(Path::new(path)), name);
        }
    }
}
