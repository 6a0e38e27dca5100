//! What Auth0 makes of a document: the client that its fields become, the answers of the endpoints that
//! preview and register it, and what a refresh would change.
//!
//! Each fact is *documented* (Auth0's documentation, the description of its Management API, the source of its
//! Terraform provider), *recorded* (answers of the real API in the test suites of Auth0's SDKs), or
//! *inferred* where both are silent. Where a message is not known from these, the words are ours.

mod client_document;
mod keys;
pub mod mapping;
pub mod prerequisites;
pub mod preview;
pub mod refresh;
pub mod registered;
mod saved;
pub mod tenant;
pub mod translation;
mod validation;
pub mod writing;

pub use mapping::MappedFields;
pub use prerequisites::prerequisites;
pub use preview::{Answer, Endpoint, Preview};
pub use refresh::Refresh;
pub use registered::Registered;
pub use tenant::Tenant;
pub use validation::Validation;

use crate::profile::Profile;

/// The profile behind every answer here.
pub fn profile() -> &'static Profile {
    Profile::named("auth0").expect("the build makes it of rules/profiles/auth0.toml")
}
