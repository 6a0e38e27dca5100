//! House rules: a JSON Schema of the user's that documents are held against.
//!
//! A schema is checked before the crate `jsonschema` sees it (`graph`, `chains`), and each document before it is held against
//! the schema (`cost`), so that no schema takes more time than there is. Only `compiled` knows that crate.

mod chains;
mod compiled;
mod cost;
mod graph;
#[expect(clippy::module_inception, reason = "the module is named after its main type")]
mod house;
mod keywords;
mod plain;

pub use compiled::{About, Violation};
pub use house::{Held, House, Text};
