//! Whether two names are those of one file.

use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// What a file is, whatever it is called: the same for all links to it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FileId {
    /// A file that is there, as the system numbers it.
    #[cfg(unix)]
    There {
        /// The device.
        device: u64,
        /// The number on that device.
        inode: u64,
    },
    /// A place where a file can be made; on systems that number no files, also the place of one.
    Place(PathBuf),
}

impl FileId {
    /// The file at a path, or that can be made there. `None` for what many can read and write without harm, such as
    /// `/dev/null`.
    pub fn of(path: &Path) -> Option<FileId> {
        match fs::metadata(path) {
            Ok(metadata) => FileId::of_metadata(&metadata, path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => FileId::of_place(path),
            Err(_) => None,
        }
    }

    /// The file that standard input is redirected from.
    pub fn of_standard_input() -> Option<FileId> {
        FileId::of_stream(io::stdin())
    }

    /// The file that standard output is redirected to.
    pub fn of_standard_output() -> Option<FileId> {
        FileId::of_stream(io::stdout())
    }

    #[cfg(unix)]
    fn of_metadata(metadata: &Metadata, _: &Path) -> Option<FileId> {
        use std::os::unix::fs::{FileTypeExt, MetadataExt};

        let kind = metadata.file_type();
        let counts = kind.is_file() || kind.is_fifo() || kind.is_block_device();
        counts.then(|| FileId::There { device: metadata.dev(), inode: metadata.ino() })
    }

    #[cfg(not(unix))]
    fn of_metadata(metadata: &Metadata, path: &Path) -> Option<FileId> {
        metadata.is_file().then(|| path.canonicalize().ok().map(FileId::Place)).flatten()
    }

    /// A place where no file is yet: the folder, however it is reached, and the name in it.
    fn of_place(path: &Path) -> Option<FileId> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).canonicalize().ok()?;
        let name = path.file_name()?;
        // There, names that differ in case are names of one file.
        let folds_case = cfg!(any(windows, target_vendor = "apple"));
        let name =
            if folds_case { OsString::from(name.to_string_lossy().to_lowercase()) } else { name.into() };
        Some(FileId::Place(folder.join(name)))
    }

    /// The regular file behind a stream of the process.
    #[cfg(unix)]
    fn of_stream(stream: impl std::os::fd::AsFd) -> Option<FileId> {
        let file = fs::File::from(stream.as_fd().try_clone_to_owned().ok()?);
        let metadata = file.metadata().ok().filter(Metadata::is_file)?;
        FileId::of_metadata(&metadata, Path::new(""))
    }

    #[cfg(not(unix))]
    fn of_stream<S>(_: S) -> Option<FileId> {
        None
    }
}
