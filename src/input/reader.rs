//! Things to read become subjects.

use std::path::Path;

use super::candidate;
use super::clock::now;
#[cfg(feature = "fetch")]
use super::fetched::{self, Fetcher};
use super::scope::Scope;
use super::target::Target;
#[cfg(not(feature = "fetch"))]
use super::unfetched::{self as fetched, Fetcher};
use super::usual_names::naming;
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
    /// Reads an input, or fetches it. `None` where there is nothing to lint.
    ///
    /// # Errors
    ///
    /// It cannot be read. That a URL cannot be fetched is not an error here: the URL itself can be linted.
    pub fn read(&self, target: Target) -> Result<Option<Subject>, Unread> {
        let is_url = matches!(target, Target::Url(_));
        let subject = match target {
            Target::Url(url) => Some(fetched::document(&url, self.fetcher)),
            _ => self.file(target)?,
        };
        let Some(subject) = subject else { return Ok(None) };
        let mut subject = subject.read_at(now());
        if self.online.unwrap_or(is_url) {
            fetched::attach_key_set(&mut subject, self.fetcher);
        }
        Ok(Some(subject))
    }

    /// Reads a file or standard input.
    fn file(&self, target: Target) -> Result<Option<Subject>, Unread> {
        let document = match document(&target) {
            Ok(Some(body)) => Some(Box::new(body)),
            Ok(None) => return Ok(None),
            Err(failure) => return Err(Unread { input: target.into_input(), failure }),
        };
        let configured = || match &target {
            Target::Carried(carried) => carried.url.clone(),
            _ => self.scope.url_of(target.path()?),
        };
        let published = self.published.map(str::to_owned).or_else(configured);
        Ok(Some(Subject { document, published, ..Subject::without_document(target.into_input()) }))
    }
}

/// The document of a file that is open in an editor, as a search of its directory would take it; `None` where there is
/// nothing to lint. Whether `.gitignore` leaves it out is not asked: somebody has opened it.
pub fn opened(path: &Path, scope: &Scope, read: impl FnOnce() -> Body) -> Option<Subject> {
    let target = scope.admit(path.to_owned())?;
    let body = read();
    if let Target::Candidate(path) = &target {
        candidate::judge(&body.tree, naming(path)).ok()?;
    }
    let published = scope.url_of(path);
    let subject = Subject::without_document(target.into_input()).read_at(now());
    Some(Subject { document: Some(Box::new(body)), published, ..subject })
}

/// An input that would be linted; `None` where there is nothing to lint. Only candidates are
/// looked into, and nothing is fetched.
///
/// # Errors
///
/// A candidate cannot be read.
pub fn listed(target: Target) -> Result<Option<Input>, Failure> {
    match &target {
        Target::Candidate(_) if document(&target)?.is_none() => Ok(None),
        Target::Unread(_, failure) => Err(failure.clone()),
        _ => Ok(Some(target.into_input())),
    }
}

/// Reads the document of a file or of standard input; `None` for a candidate that does not look like client metadata.
fn document(target: &Target) -> Result<Option<Body>, Failure> {
    let body = target.read()?;
    let counts = match target {
        Target::Candidate(path) => candidate::judge(&body.tree, naming(path)).is_ok(),
        _ => true,
    };
    Ok(counts.then_some(body))
}
