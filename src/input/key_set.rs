//! Key sets in files, in place of the ones that documents link to.

use std::path::Path;

use crate::finding::{Failure, Input};
use crate::subject::KeySet;
use crate::subject::Response;

use super::name::name_of;
use super::read;

/// Reads a key set as if it had been served, faultlessly, under the file's name.
pub fn from_file(path: &Path) -> Result<KeySet, Failure> {
    let name = name_of(path);
    let body = read::file(path).map_err(|error| read::failure(&name, &error))?;
    let media_type = ("content-type".to_owned(), "application/jwk-set+json".to_owned());
    let retrieval = Response { url: name.clone(), status: 200, headers: vec![media_type] };
    Ok(KeySet { origin: Input::file(name), retrieval, body })
}
