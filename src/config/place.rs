//! Paths of the user, as absolute ones and as names.

use std::env;
use std::path::{Component, Path, PathBuf};

/// The path from the root on, without `.` and `..`; the empty path is the current directory. Links are not followed:
/// what a path is called is what patterns and baselines speak of.
pub fn absolute(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::with_capacity(whole.as_os_str().len());
    for component in whole.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            _ => plain.push(component),
        }
    }
    plain
}

/// The folder that a file lies in, as an absolute path.
pub fn folder_of(file: &Path) -> PathBuf {
    let mut folder = absolute(file);
    folder.pop();
    folder
}

/// What to call a file: its path from the current directory on, where it lies below.
pub fn display(path: &Path) -> String {
    let below = env::current_dir().ok().and_then(|current| path.strip_prefix(current).ok());
    slashed(below.unwrap_or(path))
}

/// The way from one absolute folder to an absolute path; the path itself where there is none.
pub fn way(from: &Path, to: &Path) -> PathBuf {
    let shared = from.components().zip(to.components()).take_while(|(one, other)| one == other).count();
    if shared == 0 {
        return to.to_owned();
    }
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(to.components().skip(shared)).collect()
}

/// A path with `/` between its parts, whatever the system's own separator.
pub fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn ways_lead_up_and_down() {
        for (from, to, expected) in [
            ("/a/b", "/a/b/c.json", "c.json"),
            ("/a/b", "/a/c/d.json", "../c/d.json"),
            ("/", "/a.json", "a.json"),
            ("/a", "/a", ""),
        ] {
            assert_eq!(way(Path::new(from), Path::new(to)), Path::new(expected));
        }
    }

    #[test]
    fn dots_are_taken_out() {
        assert_eq!(absolute(Path::new("/a/./b/../c")), Path::new("/a/c"));
        assert_eq!(absolute(Path::new("")), env::current_dir().expect("it is there"));
    }
}
