//! Why no key could be made.

use std::fmt;

/// Why no key could be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyError {
    /// The operating system gave no random bytes.
    NoRandomness,
    /// The key cannot be encoded, which no key has been so far.
    NotEncoded,
}

impl fmt::Display for KeyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            KeyError::NoRandomness => "the operating system gives no random numbers",
            KeyError::NotEncoded => "the new key cannot be encoded",
        })
    }
}

impl std::error::Error for KeyError {}
