//! What every fetcher shares, whatever it fetches with: what is asked for, how much is read, how a body is decoded, what
//! failures are called, and how a response becomes something to lint.

mod decoding;
mod error;
mod fetched;
mod target;
mod tls;

pub use decoding::{beginning, decoded};
pub use error::FetchError;
pub use fetched::Fetched;
pub use target::target;

/// No more is read of a body, in bytes after content decoding.
pub const MAX_BODY_BYTES: usize = 512 * 1024;

/// Largest header section of a response, in bytes.
pub const MAX_HEADER_BYTES: usize = 16 * 1024;

/// What is asked for in `Accept`.
pub const ACCEPT: &str = "application/json, application/*+json;q=0.9, */*;q=0.1";

/// What requests call the program.
pub const USER_AGENT: &str = concat!("cimd/", env!("CARGO_PKG_VERSION"));
