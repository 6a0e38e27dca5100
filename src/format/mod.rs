//! The output formats: each turns a run into text.

pub mod client_cimd;
#[cfg(feature = "cli")]
pub mod compat;
#[cfg(feature = "cli")]
pub mod diff;
#[cfg(feature = "cli")]
pub(crate) mod evidence;
#[cfg(feature = "cli")]
pub(crate) mod explain;
pub mod github;
pub mod gitlab;
#[cfg(feature = "cli")]
pub mod human;
pub mod json;
#[cfg(feature = "cli")]
pub mod junit;
pub mod markdown;
mod place;
mod run;
mod sanitise;
#[cfg(feature = "cli")]
pub mod sarif;
pub mod short;
mod statistics;
mod verdict;

pub use place::Checkout;
pub use run::{Offer, Run, Summary};
pub use sanitise::sanitised;
pub use statistics::{RuleCount, statistics};
