//! Looking for the configuration file, and for the top of a repository.

use std::fs;
use std::path::{Path, PathBuf};

use super::place::absolute;

/// The name of the file.
pub const FILE_NAME: &str = "cimd.toml";

/// The configuration file of a folder: the one in it, or in the nearest folder above it, up to the top of
/// its repository.
pub fn find(directory: &Path) -> Option<PathBuf> {
    for folder in absolute(directory).ancestors() {
        let file = folder.join(FILE_NAME);
        // A pipe of that name is one, too: reading it fails, and that is said.
        if fs::metadata(&file).is_ok_and(|metadata| !metadata.is_dir()) {
            return Some(file);
        }
        if is_top(folder) {
            return None;
        }
    }
    None
}

/// The top of the repository that a folder, an absolute path, lies in.
pub fn top(directory: &Path) -> Option<&Path> {
    directory.ancestors().find(|folder| is_top(folder))
}

fn is_top(folder: &Path) -> bool {
    // In a worktree or a submodule it is a file.
    folder.join(".git").exists()
}
