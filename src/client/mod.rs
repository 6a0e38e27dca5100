//! What follows from a document for its client: who it is, what it says of itself, which redirect URIs match, how it
//! authenticates, what people are to be shown, and what changed since they were.
//!
//! Nothing here fetches anything, and nothing judges a document: that is what a [`Linter`](crate::Linter) does.
//!
//! ```
//! use cimd::client::{ClientIdUrl, ClientMetadata, Consent};
//! use cimd::json::Tree;
//!
//! let id: ClientIdUrl = "https://app.example.net/client.json".parse()?;
//! let document = br#"{
//!     "client_id": "https://app.example.net/client.json",
//!     "client_name": "Bank\u202e of Example",
//!     "redirect_uris": ["http://127.0.0.1/callback"]
//! }"#;
//! let tree = Tree::parse(document.to_vec());
//! let metadata = ClientMetadata::read(tree.root().expect("it is JSON"))?;
//!
//! let consent = Consent::new(&id, &metadata);
//! assert_eq!(consent.host, "app.example.net");
//! assert_eq!(consent.name.as_deref(), Some("Bank of Example"));
//! assert!(consent.is_loopback_only);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod change;
mod consent;
mod digest;
mod id;
mod metadata;
pub mod methods;
pub mod redirect;
pub mod request;

pub use change::{Change, ChangeKind, changes};
pub use consent::Consent;
pub use digest::cimd_digest;
pub use id::{ClientIdUrl, ClientIdUrlError};
pub use metadata::{ClientMetadata, MetadataError};
