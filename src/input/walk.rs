//! The files of a directory.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::scope::Scope;
use super::target::Target;

/// Every file below a directory that is in scope, in the order of the bytes of their paths, as git lists them. What
/// `.gitignore` names is left out, in a repository or not; hidden directories are searched, since `.well-known` is
/// one.
pub fn files(directory: &Path, scope: &Scope) -> Vec<Target> {
    let of_folders = scope.clone();
    let mut paths: Vec<PathBuf> = WalkBuilder::new(directory)
        .hidden(false)
        .require_git(false)
        .filter_entry(move |entry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            !is_folder || (entry.file_name() != ".git" && !of_folders.excludes_folder(entry.path()))
        })
        .build()
        // What cannot be listed cannot be a candidate.
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .map(|entry| entry.into_path())
        .collect();
    // Paths themselves are compared component by component.
    paths.sort_by(|one, other| one.as_os_str().cmp(other.as_os_str()));
    paths.into_iter().filter_map(|path| scope.admit(path)).collect()
}
