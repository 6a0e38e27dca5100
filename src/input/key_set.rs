//! Key sets in files, in place of the ones that documents link to.

use std::path::Path;

use crate::report::Failure;
use crate::retrieval::Retrieval;
use crate::subject::{Body, KeySet};

use super::read::{self, Room};

/// Reads a key set as if it had been served, faultlessly, under the file's name.
pub fn from_file(path: &Path) -> Result<KeySet, Failure> {
    let name = super::display(path);
    let document = read::special_file(name.clone(), path, &mut Room::default())?.into_subject().document;
    let media_type = ("content-type".to_owned(), "application/jwk-set+json".to_owned());
    Ok(KeySet {
        retrieval: Retrieval { url: name, status: 200, headers: vec![media_type] },
        body: document.unwrap_or_else(|| Body::whole(Vec::new())),
    })
}
