//! Findings and reports, independent of any output format.

mod entry;
mod failure;
mod fault;
#[expect(clippy::module_inception, reason = "the module is named after its one type")]
mod finding;
mod fix;
mod gather;
mod input;
mod level;
mod quote;
mod range;
mod report;
mod tool;

pub use entry::Entry;
#[cfg(any(feature = "cli", feature = "fetch", feature = "resolver"))]
pub(crate) use failure::system_words;
pub use failure::{Failure, FailureKind};
pub use fault::{Fault, Place, SpannedFix, Words};
pub use finding::{Comparison, Finding, Ignored, IgnoredBy, Related};
pub use fix::{Applicability, Edit, Fix};
pub(crate) use gather::{gather, scatter};
pub use input::{Input, InputKind};
pub use level::Level;
pub use quote::quoted;
pub(crate) use quote::{MAX_QUOTED, enumerated, json_string, quoted_whole, truncated};
pub use range::Range;
pub use report::{Exchange, Listed, ListedResource, RecordedOutput, Report, SourceText};
pub use tool::{SCHEMA_VERSION, Tool};
