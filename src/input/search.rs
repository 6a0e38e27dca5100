//! What the user named becomes a list of things to read; directories become their files.

use std::ops::Range;

use crate::finding::{Failure, FailureKind, Input};

use super::argument::Argument;
use super::name::name_of;
use super::nearly_url;
use super::scope::Scope;
use super::target::Target;
use super::walk;

/// What there is to read, in the order in which the user named it.
#[derive(Debug)]
pub struct Targets {
    /// One thing to read after the other.
    pub list: Vec<Target>,
    /// The directories that were searched.
    pub searches: Vec<Search>,
}

/// A directory that was searched.
#[derive(Debug)]
pub struct Search {
    directory: String,
    /// Its files among the things to read.
    files: Range<usize>,
}

/// Most files of all directories of a run that are looked into.
const MAX_FILES: usize = 100_000;

/// Lists what to read.
pub fn expand(arguments: &[Argument], scope: &Scope) -> Targets {
    let (mut list, mut searches) = (Vec::new(), Vec::new());
    for argument in arguments {
        match argument.clone() {
            Argument::StandardInput => list.push(Target::StandardInput),
            Argument::Url(url) => list.push(match nearly_url::of_file(&url) {
                Some((path, failure)) => Target::Unread(path, failure),
                None => Target::Url(url),
            }),
            Argument::Directory(directory) => {
                let before = list.len();
                list.extend(walk::files(&directory, scope, MAX_FILES.saturating_sub(before)));
                searches.push(Search { directory: name_of(directory), files: before..list.len() });
            }
            Argument::File(path) if scope.is_forced() => list.extend(scope.admit(path)),
            Argument::File(path) => list.push(Target::File(path)),
            Argument::Special(path) => list.push(Target::File(path)),
        }
    }
    Targets { list, searches }
}

/// Drops what turned out to be nothing to lint from the results, one for each thing that was read. A directory in
/// which nothing was found gives a failure in its place, unless the scope was forced: then there may well be nothing.
pub fn found<T>(
    results: Vec<Option<T>>,
    searches: &[Search],
    scope: &Scope,
    failed: impl Fn(Input, Failure) -> T,
) -> Vec<T> {
    let is_fruitless = |search: &&Search| results[search.files.clone()].iter().all(Option::is_none);
    let fruitless: Vec<_> = searches.iter().filter(|_| !scope.is_forced()).filter(is_fruitless).collect();
    let mut found = Vec::new();
    let (mut results, mut passed) = (results.into_iter(), 0);
    for Search { directory, files } in fruitless {
        found.extend(results.by_ref().take(files.start - passed).flatten());
        found.push(failed(Input::file(directory.as_str()), no_document(directory, files.len(), scope)));
        passed = files.start;
    }
    found.extend(results.flatten());
    found
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
    Failure::new(FailureKind::NoDocument, format!("there is no client metadata in {directory}: {tried}")).with_help(
        "a document is a .json file, not ignored by git, with a client_id URL or two names of client metadata at its top level; name a file to have it checked whatever it holds, and see --show-files and --show-settings",
    )
}
