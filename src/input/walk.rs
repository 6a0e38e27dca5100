//! The JSON files of a directory.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

/// Every `.json` file below a directory in the order of their paths. What `.gitignore` names is left
/// out, in a repository or not; hidden directories are searched, since `.well-known` is one.
pub fn json_files(directory: &Path) -> impl Iterator<Item = PathBuf> {
    WalkBuilder::new(directory)
        .hidden(false)
        .require_git(false)
        .filter_entry(|entry| entry.file_name() != ".git")
        .sort_by_file_name(OsStr::cmp)
        .build()
        // What cannot be listed cannot be a candidate.
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .filter(|entry| is_json(entry.file_name()))
        .map(ignore::DirEntry::into_path)
}

fn is_json(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.len() > 5 && name[name.len() - 5..].eq_ignore_ascii_case(b".json")
}
