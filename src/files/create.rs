//! Making several new files: all of them, or none.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use super::write::{USUAL_MODE, beside};

/// The permissions of a file that only its owner can read.
const PRIVATE_MODE: u32 = 0o600;

/// A file to be made.
#[derive(Debug, Clone, Copy)]
pub struct NewFile<'f> {
    /// Where.
    pub path: &'f Path,
    /// What is in it.
    pub content: &'f [u8],
    /// Whether only its owner can read it, from the moment on when it is there.
    pub is_private: bool,
}

/// Makes files. If one cannot be made, none is; where `replaces` is set, files that are there already are replaced, and those
/// that have been replaced stay so.
///
/// # Errors
///
/// The first file that cannot be made, and why. Without `replaces`, that is also one which is there already; with it, one
/// that is there and not a regular file.
pub fn create<'f>(files: &[NewFile<'f>], replaces: bool) -> Result<(), (&'f Path, io::Error)> {
    let staged: Vec<_> = files
        .iter()
        .map(|file| stage(file, replaces).map_err(|error| (file.path, error)))
        .collect::<Result<_, _>>()?;
    let mut made: Vec<&Path> = Vec::new();
    for (file, temporary) in files.iter().zip(staged) {
        let kept =
            if replaces { temporary.persist(file.path) } else { temporary.persist_noclobber(file.path) };
        if let Err(error) = kept {
            if !replaces {
                // Nothing can be done about one that cannot be removed either.
                made.iter().for_each(|path| drop(fs::remove_file(path)));
            }
            return Err((file.path, error.error));
        }
        made.push(file.path);
    }
    Ok(())
}

/// Writes the content under a temporary name.
fn stage(file: &NewFile<'_>, replaces: bool) -> io::Result<NamedTempFile> {
    if let Ok(metadata) = fs::symlink_metadata(file.path) {
        if !replaces {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        if metadata.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if !metadata.is_file() {
            return Err(io::Error::other("it is there, and not a regular file"));
        }
    }
    let mut temporary = beside(file.path, if file.is_private { PRIVATE_MODE } else { USUAL_MODE })?;
    temporary.write_all(file.content)?;
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file<'f>(path: &'f Path, content: &'f [u8]) -> NewFile<'f> {
        NewFile { path, content, is_private: false }
    }

    #[test]
    fn all_files_are_made_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let [first, second] = ["first", "second"].map(|name| folder.path().join(name));
        fs::write(&second, "old").unwrap();
        let files = [file(&first, b"one"), file(&second, b"two")];
        let (path, error) = create(&files, false).unwrap_err();
        assert_eq!((path, error.kind()), (&*second, io::ErrorKind::AlreadyExists));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        create(&files, true).unwrap();
        assert_eq!(fs::read(&first).unwrap(), b"one");
        assert_eq!(fs::read(&second).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn a_private_file_replaces_one_that_all_can_read() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        create(&[NewFile { is_private: true, ..file(&path, b"new") }], true).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
