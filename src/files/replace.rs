//! Changing a file that was read before.

use std::fs;
use std::io;
use std::path::Path;

use super::read::part;
use super::write::write;

/// Puts a new text in the place of the one that was read, if the file still holds that. Returns whether it does. A link stays,
/// and what it leads to is changed.
///
/// # Errors
///
/// It cannot be read or written. Then it holds what it did.
pub fn replace(path: &Path, old: &[u8], new: &[u8]) -> io::Result<bool> {
    let path = fs::canonicalize(path)?;
    let now = part(&path, old.len() + 1)?;
    if now.cut || now.bytes != old {
        return Ok(false);
    }
    write(&path, |out| out.write_all(new))?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_changed_meanwhile_stays() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.json");
        for (now, is_replaced) in [("old", true), ("older", false), ("ol", false), ("OLD", false)] {
            fs::write(&path, now).expect("it can be written");
            assert_eq!(replace(&path, b"old", b"new").expect("it can be read"), is_replaced, "{now}");
            let text = fs::read_to_string(&path).expect("it is there");
            assert_eq!(text, if is_replaced { "new" } else { now });
        }
    }
}
