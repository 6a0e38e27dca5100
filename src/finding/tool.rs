//! What every JSON output says of itself: the version of its shape, and the program that wrote it.

use serde::Serialize;

/// Version of the shape of every JSON output. Members may join within a version; none leaves or changes its meaning.
pub const SCHEMA_VERSION: u32 = 1;

/// The program, as outputs name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Tool {
    name: &'static str,
    version: &'static str,
}

impl Tool {
    /// This program.
    pub const THIS: Tool = Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };
}
