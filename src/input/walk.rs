//! The files of a directory.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::{DirEntry, Error, WalkBuilder};

use super::ignore_files::{IgnoreFiles, Unusable};
use super::name::name_of;
use super::scope::Scope;
use super::target::Target;
use crate::files;
use crate::finding::{Failure, FailureKind};

/// Most files of all directories of a run that are looked into.
pub const MAX_FILES: usize = 100_000;

/// Every file below a directory that is in scope, in the order of the bytes of their paths, as git lists them. What
/// `.gitignore` names is left out, in a repository or not; hidden directories are searched, since `.well-known` is
/// one. A directory that cannot be searched stands among the files, and so does one with more than `most` files.
pub fn files(directory: &Path, scope: &Scope, most: usize) -> Vec<Target> {
    let ignore_files = match IgnoreFiles::begin(directory) {
        Ok(ignore_files) => ignore_files,
        Err(unusable) => return vec![unsearched(directory.to_owned(), unusable)],
    };
    let search = Arc::new(Mutex::new(Search { ignore_files, unsearched: Vec::new() }));
    let (of_folders, filter) = (scope.clone(), Arc::clone(&search));
    let walk = WalkBuilder::new(directory)
        .hidden(false)
        .require_git(false)
        .filter_entry(move |entry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            !is_folder
                || (entry.file_name() != ".git"
                    && !of_folders.excludes_folder(entry.path())
                    && locked(&filter).enters(entry))
        })
        .build();
    let mut targets = Vec::new();
    for entry in walk {
        if targets.len() == most {
            targets.push(too_many(directory, most));
            break;
        }
        match entry {
            Ok(entry) => {
                if entry.file_type().is_some_and(|kind| kind.is_file()) {
                    targets.extend(scope.admit(entry.into_path()));
                }
            }
            Err(error) => targets.extend(unlisted(&error)),
        }
    }
    targets.append(&mut locked(&search).unsearched);
    // Paths themselves are compared component by component.
    targets.sort_by(|one, other| text(one).cmp(&text(other)));
    targets
}

/// The path of a file as a text.
fn text(target: &Target) -> Option<&OsStr> {
    target.path().map(Path::as_os_str)
}

/// That a directory has more files than are looked into.
fn too_many(directory: &Path, most: usize) -> Target {
    let message = format!(
        "{} has more than {most} files that may be documents, and the others were not looked into",
        name_of(directory)
    );
    let failure = Failure::new(FailureKind::Unreadable, message)
        .with_help("name a directory inside it, or leave some out with `exclude` in cimd.toml");
    Target::Unread(directory.to_owned(), failure)
}

/// What is known of a search beside the files that it finds.
struct Search {
    ignore_files: IgnoreFiles,
    unsearched: Vec<Target>,
}

impl Search {
    /// Whether a folder is searched.
    fn enters(&mut self, folder: &DirEntry) -> bool {
        match self.ignore_files.enter(folder.path()) {
            Ok(()) => true,
            Err(unusable) => {
                self.unsearched.push(unsearched(folder.path().to_owned(), unusable));
                false
            }
        }
    }
}

/// What is known of a search stays usable if a thread panicked.
fn locked(search: &Mutex<Search>) -> std::sync::MutexGuard<'_, Search> {
    search.lock().unwrap_or_else(PoisonError::into_inner)
}

fn unsearched(folder: PathBuf, Unusable { file, error }: Unusable) -> Target {
    let message =
        format!("{} cannot be searched: {}: {}", name_of(&*folder), name_of(file), files::words(&error));
    let failure = Failure::new(FailureKind::Unreadable, message)
        .with_help("put that file right, or leave the directory out with `exclude` in cimd.toml");
    Target::Unread(folder, failure)
}

/// A directory that cannot be listed. What is gone by now is nothing to list, and faults in a `.gitignore` are passed
/// over, as git does.
fn unlisted(error: &Error) -> Option<Target> {
    let Error::WithPath { path, err } = error else { return None };
    let Error::WithDepth { depth, err } = &**err else { return None };
    let reason = err.io_error()?;
    if *depth > 0 && reason.kind() == io::ErrorKind::NotFound {
        return None;
    }
    let name = name_of(path);
    let failure = if reason.kind() == io::ErrorKind::PermissionDenied {
        Failure::new(
            FailureKind::PermissionDenied,
            format!("{name} cannot be searched: permission is denied"),
        )
        .with_help("give yourself the right to list it, or leave it out with `exclude` in cimd.toml")
    } else {
        // The error of the search says the path once more.
        let of_system = reason.get_ref().and_then(|error| error.source());
        let of_system = of_system.and_then(|error| error.downcast_ref::<io::Error>());
        let reason = files::words(of_system.unwrap_or(reason));
        Failure::new(FailureKind::Unreadable, format!("{name} cannot be searched: {reason}"))
            .with_help("leave it out with `exclude` in cimd.toml")
    };
    Some(Target::Unread(path.clone(), failure))
}
