//! Documents that a list carries: a line that is a JSON object has the document itself.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

use super::read::MAX_BYTES;
use crate::finding::{Failure, FailureKind, Input};
use crate::subject::Body;

/// A document that a line of a list carries, or what is wrong with the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// As reports name it: its `id`, or else `FILE:LINE`.
    pub name: String,
    /// Where it is published.
    pub url: Option<String>,
    document: Result<Arc<[u8]>, String>,
}

/// A line as it is written. Members of other names are the author's own.
#[derive(Deserialize)]
struct Line {
    id: Option<String>,
    url: Option<String>,
    document: Option<String>,
    document_base64: Option<String>,
}

impl Carried {
    /// Whether a line of a list is meant to carry a document.
    pub(super) fn is_meant(line: &str) -> bool {
        line.starts_with('{')
    }

    /// Reads a line; `place` is the file and the number of the line.
    pub(super) fn read(line: &str, place: String) -> Carried {
        let broken = |why: String| Carried { name: place.clone(), url: None, document: Err(why) };
        let Line { id, url, document, document_base64 } = match serde_json::from_str(line) {
            Ok(line) => line,
            Err(error) => return broken(format!("the line is not an object with a document: {error}")),
        };
        let document = match (document, document_base64) {
            (Some(text), None) => Ok(text.into_bytes().into()),
            (None, Some(text)) => match STANDARD.decode(text.as_bytes()) {
                Ok(bytes) => Ok(bytes.into()),
                Err(error) => Err(format!("`document_base64` is not base64: {error}")),
            },
            (None, None) => Err("the line has neither `document` nor `document_base64`".to_owned()),
            (Some(_), Some(_)) => Err("the line has both `document` and `document_base64`".to_owned()),
        };
        Carried { name: id.filter(|id| !id.is_empty()).unwrap_or(place), url, document }
    }

    /// As reports name it.
    pub fn input(&self) -> Input {
        Input::named(self.name.as_str())
    }

    /// The document, no more of it than is read of a file.
    ///
    /// # Errors
    ///
    /// The line is broken; the failure says how.
    pub(super) fn body(&self) -> Result<Body, Failure> {
        match &self.document {
            Ok(bytes) => {
                let (size, cut) = (bytes.len(), bytes.len() > MAX_BYTES);
                let read = &bytes[..size.min(MAX_BYTES)];
                Ok(Body { size, cut, ..Body::whole(read.to_vec()) })
            }
            Err(why) => Err(Failure::new(FailureKind::Unreadable, format!("{}: {why}", self.name)).with_help(
                "write {\"id\": \"…\", \"url\": \"https://…\", \"document\": \"…\"} on one line, or document_base64 for bytes that are not UTF-8",
            )),
        }
    }
}
