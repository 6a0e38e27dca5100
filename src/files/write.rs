//! Writing files: whole, or not at all.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// What makes the text of a file.
type Content<'c> = &'c mut dyn FnMut(&mut dyn Write) -> io::Result<()>;

/// Writes a file. Whatever happens, a regular file is then the old one or the whole new one, with the permissions of
/// the old one; a link to one is replaced. Anything else, such as a pipe or `/dev/stdout`, is written in place.
///
/// # Errors
///
/// It cannot be written. That the reader of a pipe has closed it is not an error.
pub fn write(path: &Path, mut content: impl FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    match fs::metadata(path) {
        _ if is_descriptor(path) => in_place(path, &mut content),
        Ok(metadata) if metadata.is_dir() => {
            Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a directory"))
        }
        Ok(metadata) if !metadata.is_file() => in_place(path, &mut content),
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => replaced(path, &mut content),
    }
}

/// Runs what writes to a stream. A reader that closes early, as in `cimd rules | head`, is not a failure.
///
/// # Errors
///
/// It cannot be written.
pub fn until_closed(
    out: impl Write,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut out = UntilClosed { out: BufWriter::new(out), closed: false };
    let result = content(&mut out).and_then(|()| out.flush());
    // Formats may wrap the error.
    if out.closed { Ok(()) } else { result }
}

/// A stream that remembers that its reader has closed it.
struct UntilClosed<W> {
    out: W,
    closed: bool,
}

impl<W> UntilClosed<W> {
    fn noted<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        self.closed |= result.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe);
        result
    }
}

impl<W: Write> Write for UntilClosed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.out.write(bytes);
        self.noted(result)
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let result = self.out.write_all(bytes);
        self.noted(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.out.flush();
        self.noted(result)
    }
}

/// Writes to a temporary file in the same folder, which then takes the name.
fn replaced(path: &Path, content: Content<'_>) -> io::Result<()> {
    let old = fs::symlink_metadata(path).ok().filter(Metadata::is_file);
    if old.is_some() {
        // A file that may not be written may not be replaced either.
        OpenOptions::new().write(true).open(path)?;
    }
    let mut temporary = beside(path, USUAL_MODE)?;
    let mut out = BufWriter::new(temporary.as_file_mut());
    content(&mut out)?;
    out.flush()?;
    drop(out);
    if let Some(old) = old {
        take_over(temporary.as_file(), &old)?;
    }
    temporary.as_file().sync_all()?;
    temporary.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// The permissions of a file that is made, from which the system takes those of the process's mask.
pub(super) const USUAL_MODE: u32 = 0o666;

/// Makes a temporary file in the folder of another file. It has those permissions from the beginning; systems other than
/// Unix have their own.
pub(super) fn beside(path: &Path, mode: u32) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".cimd-").suffix(".tmp");
    let permissions = permissions(mode);
    if let Some(permissions) = &permissions {
        builder.permissions(permissions.clone());
    }
    // The error of the library repeats the name of the temporary file.
    builder.tempfile_in(folder).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            io::Error::new(error.kind(), format!("there is no directory {}", folder.display()))
        }
        kind => kind.into(),
    })
}

#[cfg(unix)]
fn permissions(mode: u32) -> Option<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn permissions(_: u32) -> Option<fs::Permissions> {
    None
}

/// Gives a new file the permissions of the one that it replaces.
fn take_over(file: &File, old: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        // Where the owner is another, only a privileged process can keep it.
        let _ = fchown(file, Some(old.uid()), Some(old.gid()));
    }
    file.set_permissions(old.permissions())
}

/// Whether a path is the system's name of an open file of this process: it can be written, and not be replaced.
#[cfg(unix)]
fn is_descriptor(path: &Path) -> bool {
    let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
    let is_link = || fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink());
    folder.is_some_and(|folder| {
        folder.starts_with("/proc")
            || folder == Path::new("/dev/fd")
            || folder == Path::new("/dev") && is_link()
    })
}

#[cfg(not(unix))]
fn is_descriptor(_: &Path) -> bool {
    false
}

fn in_place(path: &Path, content: Content<'_>) -> io::Result<()> {
    match path.to_str() {
        Some("/dev/stdout" | "/dev/fd/1" | "/proc/self/fd/1") => until_closed(io::stdout().lock(), content),
        Some("/dev/stderr" | "/dev/fd/2" | "/proc/self/fd/2") => until_closed(io::stderr().lock(), content),
        _ => until_closed(open(path)?, content),
    }
}

#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    let flags = rustix::fs::OFlags::NONBLOCK.bits();
    // Behind the number of an open file may be a regular one, which has a beginning already.
    let file =
        OpenOptions::new().append(true).custom_flags(flags.cast_signed()).open(path).map_err(|error| {
            let is_unread = error.raw_os_error() == Some(rustix::io::Errno::NXIO.raw_os_error());
            if is_unread { io::Error::other("no program reads from it") } else { error }
        })?;
    wait_for_others(&file)?;
    Ok(file)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().append(true).open(path)
}

/// Has reading and writing wait until the other side of a pipe is ready. Opening it did not wait, so that a
/// pipe without another side does not hang.
#[cfg(unix)]
pub(super) fn wait_for_others(file: &File) -> io::Result<()> {
    let flags = rustix::fs::fcntl_getfl(file)?;
    Ok(rustix::fs::fcntl_setfl(file, flags - rustix::fs::OFlags::NONBLOCK)?)
}
