//! A linter for OAuth Client ID Metadata Documents (CIMD): the JSON document that an OAuth client
//! publishes at the HTTPS URL which is its `client_id`.
//!
//! A [`Subject`] is one thing to lint: a document and what is known of where it is published. A
//! [`Linter`] holds it against a [`Profile`], what one authorization server demands, and gives a
//! [`Report`](finding::Report).
//!
//! ```
//! use cimd::{Linter, Profile, Subject};
//!
//! let document = br#"{
//!     "client_id": "https://app.example.net/client.json",
//!     "client_name": "Example",
//!     "redirect_uris": ["http://app.example.net/callback"],
//!     "grant_types": ["authorization_code"],
//!     "token_endpoint_auth_method": "none"
//! }"#;
//! let auth0 = Profile::named("auth0").expect("it is built in");
//! let report = Linter::new(auth0).lint(&Subject::from_bytes("client.json", document.to_vec()));
//!
//! assert_eq!(report.valid, Some(false));
//! assert_eq!(report.findings[0].rule.id(), "redirect-uri-http");
//! ```
//!
//! [`auth0`] goes further: the client that a document becomes in Auth0, and what a refresh would change.
//!
//! Without its default features the crate reads no files, opens no sockets and prints nothing.

/// The examples of docs/library.md, which run as tests.
#[cfg(doctest)]
#[doc = include_str!("../docs/library.md")]
struct LibraryPage;

pub mod auth0;
#[cfg(feature = "cli")]
pub mod cli;
pub mod client;
#[cfg(feature = "cli")]
pub mod config;
#[cfg(feature = "fetch")]
pub mod fetch;
#[cfg(feature = "cli")]
mod files;
pub mod finding;
pub mod fix;
pub mod format;
pub mod guard;
#[cfg(feature = "cli")]
mod input;
pub mod json;
mod lint;
pub mod metadata;
pub mod profile;
pub mod resource;
mod rule;
mod rules;
#[cfg(feature = "serve-cases")]
pub mod serve_cases;
pub mod server_text;
pub mod servers;
pub mod subject;

pub use lint::Linter;
pub use profile::Profile;
pub use rule::{Applicability, Mark, Page, Part, Rule, Source};
pub use subject::{Body, KeySet, Response, Subject};
