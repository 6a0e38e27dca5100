//! One thing to lint: what the user named, the facts of the response, the document, its keys.

mod response;
#[expect(clippy::module_inception, reason = "the module is named after its main type")]
mod subject;

pub use response::{Response, is_json_type};
pub use subject::{Body, KeySet, Subject};
