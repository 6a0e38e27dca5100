//! Things to read become subjects.

use std::io;

use super::candidate;
use super::fetched;
use super::folder::Folder;
use super::named::Named;
use super::read::{self, Raw, Room};
use super::scope::Scope;
use crate::fetch::Fetcher;
use crate::finding::{Failure, Input};
use crate::subject::{Body, Subject};

/// How inputs are read.
pub struct Reader<'r> {
    /// Where URLs are fetched.
    pub fetcher: &'r Fetcher,
    /// Whether linked resources are fetched; where the user did not say, they are for documents that were
    /// fetched themselves.
    pub online: Option<bool>,
    /// Where the document of a file or of standard input is published.
    pub published: Option<&'r str>,
    /// Where the files of a repository are published.
    pub scope: &'r Scope,
}

/// An input that cannot be read.
#[derive(Debug)]
pub struct Unread {
    /// The input.
    pub input: Input,
    /// Why it cannot be read.
    pub failure: Failure,
}

impl Reader<'_> {
    /// Reads inputs: opens all files, reads all of them, closes them, then makes a subject of one after the other. For
    /// many files that takes less time than to take turns. `None` where there is nothing to lint.
    ///
    /// # Errors
    ///
    /// An input cannot be read. That a URL cannot be fetched is no error here: the URL itself can be linted.
    pub fn read_all(&self, inputs: Vec<Named>) -> impl Iterator<Item = Result<Option<Subject>, Unread>> {
        let (mut folder, mut room) = (Folder::default(), Room::default());
        let opened: Vec<_> = inputs.iter().map(|input| input.open(&mut folder)).collect();
        let read = opened.iter().map(|file| Some(read::regular_file(file.as_ref()?, &mut room)));
        let read: Vec<_> = read.collect();
        drop(opened);
        inputs.into_iter().zip(read).map(move |(input, read)| self.subject(input, read, &mut room))
    }

    /// Makes a subject of what was read, or fetches it.
    fn subject(
        &self,
        input: Named,
        read: Option<io::Result<Raw>>,
        room: &mut Room,
    ) -> Result<Option<Subject>, Unread> {
        let is_url = matches!(input, Named::Url(_));
        let mut subject = match input {
            Named::Url(url) => Some(fetched::document(&url, self.fetcher)),
            // A pipe has its turn now, and so has what could not be opened while others were.
            _ => match read.unwrap_or_else(|| input.read(room)) {
                Ok(raw) => self.file(input, raw),
                Err(error) => {
                    let failure = input.failure(&error);
                    return Err(Unread { input: input.into_input(), failure });
                }
            },
        };
        if self.online.unwrap_or(is_url)
            && let Some(subject) = &mut subject
        {
            fetched::attach_key_set(subject, self.fetcher);
        }
        Ok(subject)
    }

    /// Makes a subject of a file or of standard input.
    fn file(&self, input: Named, raw: Raw) -> Option<Subject> {
        let document = Some(document(&input, raw)?);
        let published = self.published.map(str::to_owned).or_else(|| self.scope.url_of(input.path()?));
        Some(Subject { document, published, ..Subject::without_document(input.into_input()) })
    }
}

/// An input that would be linted; `None` where there is nothing to lint. Only candidates are
/// looked into, and nothing is fetched.
///
/// # Errors
///
/// A candidate cannot be read.
pub fn listed(input: Named) -> Result<Option<Input>, Failure> {
    if matches!(input, Named::Candidate(_)) {
        let raw = input.read(&mut Room::default()).map_err(|error| input.failure(&error))?;
        if document(&input, raw).is_none() {
            return Ok(None);
        }
    }
    Ok(Some(input.into_input()))
}

/// The document of a file, unless it is linted only if it looks like client metadata, and does not.
fn document(input: &Named, raw: Raw) -> Option<Box<Body>> {
    let body = Box::new(raw.into_body());
    let counts = !matches!(input, Named::Candidate(_)) || candidate::is_client_metadata(&body.tree);
    counts.then_some(body)
}
