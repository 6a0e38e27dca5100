//! The configuration file `cimd.toml`: where it is found, what it says, and which findings it accepts.
//!
//! Nothing here reads the clock or the arguments: the day and what the command line says come from outside.

mod baseline;
#[expect(clippy::module_inception, reason = "the module is named after its main type")]
mod config;
mod coverage;
mod documents;
mod error;
mod file;
mod find;
mod ignores;
mod pattern;
mod place;
mod remark;
#[cfg(test)]
mod schema;
mod selector;
mod unused_documents;

pub use crate::metadata::date::Date;
pub use baseline::Baseline;
pub use config::Config;
pub use coverage::{Checked, Coverage};
pub use error::ConfigError;
pub use file::{ConfigFile, FailOn, IgnoreEntry, RuleId, ServerName, ShownLevel};
pub use find::{FILE_NAME, find, top};
pub use ignores::Ignores;
pub use pattern::Pattern;
pub use place::display;
pub use selector::Selector;
pub use unused_documents::unused_documents;
