//! Why a refresh would be refused.

use serde::Serialize;

/// What a refusal is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Cause {
    /// The URL breaks a rule.
    Url,
    /// The document could not be retrieved.
    NotRetrieved,
    /// The document breaks a rule.
    Document,
    /// The document is not the one that the client was imported from.
    ClientId,
    /// A key has been replaced under its old `kid`.
    Key,
}

/// Why a refresh would be refused; the words are ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Refusal {
    /// What it is about.
    pub cause: Cause,
    /// What is wrong.
    pub message: String,
}
