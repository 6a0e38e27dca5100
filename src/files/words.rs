//! Why a file cannot be read or written, in words instead of error numbers.

use std::io::{self, ErrorKind};

use crate::finding::system_words;

/// The reason in words, in the middle of a sentence.
pub fn words(error: &io::Error) -> String {
    // What is ours, or another library's, is in words already.
    if let Some(own) = error.get_ref() {
        return own.to_string();
    }
    let words = match error.kind() {
        ErrorKind::NotFound => "there is no such file",
        ErrorKind::PermissionDenied => "permission is denied",
        ErrorKind::IsADirectory => "it is a directory",
        ErrorKind::NotADirectory => "a part of its path is not a directory",
        ErrorKind::ReadOnlyFilesystem => "the file system can only be read",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full",
        ErrorKind::InvalidFilename => "the system takes no file of that name",
        _ => return system_words(error),
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_reason_has_a_number() {
        for number in 1..120 {
            let words = words(&io::Error::from_raw_os_error(number));
            assert!(!words.is_empty() && !words.contains("os error"), "{number}: {words}");
        }
        assert_eq!(words(&io::Error::other("it is a pipe")), "it is a pipe");
        assert_eq!(words(&ErrorKind::NotFound.into()), "there is no such file");
    }
}
