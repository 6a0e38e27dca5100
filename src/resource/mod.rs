//! ClientCimd resources: what infrastructure code declares, and what it has recorded.
//!
//! Ten forms of text hold such a resource. Each has a reader of its own in `read`, which makes the same model of it: a
//! [`Resource`] with inputs and outputs that know where they stand, so that a rule is written once for all of them.

mod attributes;
mod declared;
mod form;
mod outputs;
#[cfg(feature = "cli")]
pub mod read;
mod relations;
mod value;

pub use attributes::{Attribute, Kind, OTHER_CLIENT_MEMBERS, attribute, names};
pub use declared::{Base, ClientDocument, Resource, ResourceFile, SyntaxFault, Twin};
pub use form::Form;
pub use outputs::{FIXED_OUTPUTS, RecordedValidation};
pub use relations::{compare, mark_twins};
pub use value::{Content, Entry, Node, Unknown, blocks};
