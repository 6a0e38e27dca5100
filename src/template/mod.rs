//! A right document from a few answers.
//!
//! What a profile demands decides what stands in the document: members that its server would ignore are left out, those that
//! it requires are there. Nothing is made up: what has no right answer has to be given.

mod algorithm;
mod answers;
mod check;
mod document;
mod kind;

pub use algorithm::SigningAlgorithm;
pub use answers::{Answers, Question, default_redirect_uri, key_set_url};
pub use check::{faults, finished};
pub use document::document;
pub use kind::ClientKind;
