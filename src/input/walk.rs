//! The files of a directory.

use std::path::{Path, is_separator};

use ignore::WalkBuilder;

use super::named::Named;
use super::scope::Scope;

/// What the names of JSON files end in.
const ENDING: &[u8; 5] = b".json";

/// Every file below a directory that is in scope, in the order of the bytes of their paths, as git lists them. What
/// `.gitignore` names is left out, in a repository or not; hidden directories are searched, since `.well-known` is
/// one.
pub fn files(directory: &Path, scope: &Scope) -> Vec<Named> {
    let of_folders = scope.clone();
    let mut files: Vec<_> = WalkBuilder::new(directory)
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
        .filter_map(|entry| scope.admit(entry.into_path()))
        .collect();
    // Paths themselves are compared component by component, which takes much longer.
    files.sort_unstable_by(|one, other| {
        one.path().map(Path::as_os_str).cmp(&other.path().map(Path::as_os_str))
    });
    files
}

/// Whether the file at a path has the name of a JSON file. To take the name out of the path would take longer.
pub fn is_json(path: &Path) -> bool {
    let bytes = path.as_os_str().as_encoded_bytes();
    let Some((name, ending)) = bytes.split_last_chunk::<5>() else { return false };
    let is_named = name.last().is_some_and(|&before| !is_separator(before.into()));
    is_named && ending.eq_ignore_ascii_case(ENDING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_json_files_are_told_by_their_paths() {
        for path in ["a.json", "./a.JSON", "a/b.json", ".a.json", "é.json", "json.json"] {
            assert!(is_json(Path::new(path)), "{path}");
        }
        for path in ["", ".json", "a/.json", "json", "a/json", "a.jsonc", "a.json5", "a.json.bak", "ajson"] {
            assert!(!is_json(Path::new(path)), "{path}");
        }
    }
}
