//! The members of client metadata: where each is defined, of what type it is, and who reads it.

mod choices;
mod definitions;
mod descriptions;
mod links;
mod readers;
#[cfg(test)]
mod schema;
mod usage;

pub use choices::choices;
pub use definitions::{Definition, URL_LISTS, URL_MEMBERS, ValueKind};
pub use descriptions::description;
pub use links::link;
pub use readers::readers;
pub use usage::Usage;
