//! The files of a directory.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::named::Named;
use super::scope::Scope;

/// Every file below a directory that is in scope, in the order of the bytes of their paths, as git lists them. What
/// `.gitignore` names is left out, in a repository or not; hidden directories are searched, since `.well-known` is
/// one.
pub fn files(directory: &Path, scope: &Scope) -> Vec<Named> {
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

/// Whether a path is that of a JSON file.
pub fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
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
