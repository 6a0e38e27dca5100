//! Looking for the configuration file.

use std::path::{Path, PathBuf};

use super::place::absolute;

/// The name of the file.
pub const FILE_NAME: &str = "cimd.toml";

/// The configuration file of a folder: the one in it, or in the nearest folder above it, up to the top of
/// its repository.
pub fn find(directory: &Path) -> Option<PathBuf> {
    for folder in absolute(directory).ancestors() {
        let file = folder.join(FILE_NAME);
        if file.is_file() {
            return Some(file);
        }
        // In a worktree or a submodule it is a file.
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}
