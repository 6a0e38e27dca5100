//! What the user named becomes a list of things to read; directories become their files.

use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::finding::{Failure, FailureKind, Input};

use super::argument::Argument;
use super::name::name_of;
use super::nearly_url;
use super::passed_over;
use super::scope::{Scope, Sought};
use super::target::Target;
use super::walk::{self, MAX_FILES};

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
    path: PathBuf,
    /// Its files among the things to read.
    files: Range<usize>,
}

impl Search {
    /// Where it began.
    pub fn directory(&self) -> &Path {
        &self.path
    }
}

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
                searches.push(Search {
                    directory: name_of(&*directory),
                    path: directory,
                    files: before..list.len(),
                });
            }
            Argument::File(path) if scope.is_forced() => list.extend(scope.admit(path)),
            Argument::File(path) => list.push(Target::File(path)),
            Argument::Special(path) => list.push(Target::File(path)),
            Argument::Carried(carried) => list.push(Target::Carried(carried)),
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
    for search in fruitless {
        let Search { directory, files, .. } = search;
        found.extend(results.by_ref().take(files.start - passed).flatten());
        found.push(failed(Input::file(directory.as_str()), no_document(search, scope)));
        passed = files.start;
    }
    found.extend(results.flatten());
    found
}

/// The failure of a directory in which no document was found.
fn no_document(Search { directory, path, files }: &Search, scope: &Scope) -> Failure {
    let tried = match (files.len(), scope.is_narrowed()) {
        (0, true) => "no file that the configuration includes lies in it".to_owned(),
        (0, false) => "no file that may be a document lies in it".to_owned(),
        (1, _) => "1 file was tried".to_owned(),
        (tried, _) => format!("{tried} files were tried"),
    };
    if scope.sought() == Sought::Resources {
        let message = format!("there is no ClientCimd resource in {directory}");
        return Failure::new(FailureKind::NoDocument, message).with_help(
            "a resource is one of the type auth0_client_cimd in Terraform, or auth0:ClientCimd in Pulumi; what .gitignore names is not searched; a file of another kind is read if it is named",
        );
    }
    let passed_over = match passed_over::summary(path, scope) {
        Some(summary) => format!("; passed over: {summary}"),
        None => String::new(),
    };
    let message = format!("there is no client metadata in {directory}: {tried}{passed_over}");
    Failure::new(FailureKind::NoDocument, message).with_help(
        "a document is a file *.json or *.jsonld, or one in .well-known without an extension, not ignored by git, with a client_id URL or two names of client metadata at its top level; name a file to have it checked whatever it holds, and see --show-files --verbose and --show-settings",
    )
}
