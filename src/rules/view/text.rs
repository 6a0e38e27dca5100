//! The text of the document.

use super::sees::{Sees, sees_itself};
use crate::profile::Profile;
use crate::subject::Body;

sees_itself!(TextView);

/// The text of the document, and the tree that was made of it.
#[derive(Debug, Clone, Copy)]
pub struct TextView<'c> {
    pub profile: &'c Profile,
    pub body: &'c Body,
}
