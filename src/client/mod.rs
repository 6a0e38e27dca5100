//! What follows from a document for its client: which redirect URIs match, and how it authenticates.

pub mod methods;
pub mod redirect;
pub mod request;
