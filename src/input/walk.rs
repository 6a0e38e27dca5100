//! The files of a directory.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::scope::{Scope, Verdict};

/// Every file below a directory that is in scope, in the order of the bytes of their paths, as git lists them. What
/// `.gitignore` names is left out, in a repository or not; hidden directories are searched, since `.well-known` is
/// one.
pub fn files(directory: &Path, scope: &Scope) -> Vec<(PathBuf, Verdict)> {
    let of_folders = scope.clone();
    let mut files: Vec<_> = WalkBuilder::new(directory)
        .hidden(false)
        .require_git(false)
        .filter_entry(move |entry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            entry.file_name() != ".git" && !(is_folder && of_folders.excludes_folder(entry.path()))
        })
        .build()
        // What cannot be listed cannot be a candidate.
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .map(|entry| (scope.judge(entry.path()), entry.into_path()))
        .filter(|(verdict, _)| *verdict != Verdict::Excluded)
        .map(|(verdict, path)| (path, verdict))
        .collect();
    // Paths themselves are compared component by component, which takes much longer.
    files.sort_unstable_by(|(one, _), (other, _)| one.as_os_str().cmp(other.as_os_str()));
    files
}

/// Whether a file has the name of a JSON file.
pub fn is_json(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.len() > 5 && name[name.len() - 5..].eq_ignore_ascii_case(b".json")
}
