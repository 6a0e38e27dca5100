//! What can be wrong with a JSON text.

mod kind;
mod list;
mod problem;
mod quote;
mod wording;

pub use kind::{Class, Expected, NumberFlaw, ProblemKind};
pub(super) use list::Problems;
pub(super) use problem::Doubt;
pub use problem::Problem;
pub(super) use quote::quote;
