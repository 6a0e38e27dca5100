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
//! Beyond that:
//!
//! - [`client`] has what follows from a document: typed metadata, which redirect URIs match, how the client authenticates,
//!   what people are to be shown, what changed.
//! - [`servers`] says which servers take a document, and [`auth0`] the client that it becomes in Auth0.
//! - `fetch` (feature `fetch`) gets documents as a careful server does, on the calling thread.
//! - `resolver` (feature `resolver`) gets an authorization server from a `client_id` to a client, asynchronously.
//!
//! Without its default features the crate reads no files, opens no sockets and prints nothing.

/// The examples of docs/library.md, which run as tests.
#[cfg(doctest)]
#[doc = include_str!("../docs/library.md")]
struct LibraryPage;

/// The examples of docs/resolver.md.
#[cfg(all(doctest, feature = "resolver"))]
#[doc = include_str!("../docs/resolver.md")]
struct ResolverPage;

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
mod house;
#[cfg(feature = "cli")]
mod input;
pub mod json;
#[cfg(feature = "cli")]
mod key_pair;
mod lint;
#[cfg(feature = "cli")]
pub mod lsp;
pub mod metadata;
pub mod profile;
#[cfg(feature = "resolver")]
pub mod resolver;
pub mod resource;
#[cfg(any(feature = "fetch", feature = "resolver"))]
mod retrieval;
mod rule;
mod rules;
#[cfg(test)]
mod schema_file;
#[cfg(feature = "serve-cases")]
pub mod serve_cases;
pub mod server_text;
pub mod servers;
pub mod subject;
pub mod template;
mod toml_error;

pub use lint::Linter;
pub use profile::Profile;
pub use rule::{Applicability, Mark, Page, Part, Rule, Source};
pub use subject::{Body, KeySet, Response, Subject};
