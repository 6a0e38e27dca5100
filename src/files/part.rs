//! What was read of a source, up to a bound.

use std::io::{self, Read};

/// What was read of a source, up to a bound.
#[derive(Debug)]
pub struct Part {
    /// The bytes, no more than the bound.
    pub bytes: Vec<u8>,
    /// Whether there is more.
    pub cut: bool,
    /// How many bytes there are, as far as that is known: pipes and devices have no size.
    pub size: usize,
}

/// Most files are smaller than this, in bytes, and take one read.
const USUAL_BYTES: usize = 8 * 1024;

impl Part {
    /// Reads what there is up to `max` bytes, and one byte more, which tells that there is more. `start` was read
    /// already.
    pub(super) fn read(start: Vec<u8>, source: impl Read, max: usize) -> io::Result<Part> {
        let mut bytes = start;
        bytes.reserve(USUAL_BYTES);
        source.take((max + 1 - bytes.len()) as u64).read_to_end(&mut bytes)?;
        let (size, cut) = (bytes.len(), bytes.len() > max);
        bytes.truncate(max);
        Ok(Part { bytes, cut, size })
    }

    /// All of it.
    ///
    /// # Errors
    ///
    /// There is more than the bound.
    pub(super) fn whole(self) -> io::Result<Vec<u8>> {
        if !self.cut {
            return Ok(self.bytes);
        }
        let max = self.bytes.len() / 1024;
        let bound = if max >= 1024 { format!("{} MiB", max / 1024) } else { format!("{max} KiB") };
        Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            format!("it is larger than {bound}, and no more is read of such a file"),
        ))
    }
}
