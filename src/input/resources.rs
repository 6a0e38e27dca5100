//! Files of resources, and the documents behind them.

use super::read;
use super::target::Target;
use crate::auth0::Preview;
use crate::config::Config;
use crate::files::{self, Part};
use crate::finding::{Failure, FailureKind};
use crate::resource::read::{MAX_BYTES, Refusal, found, mentions_resource, named};
use crate::resource::{ClientDocument, ResourceFile};
use crate::subject::Subject;

/// Reads the resources of a file or of standard input; `None` for a file that was found in a directory and holds none.
///
/// # Errors
///
/// It cannot be read, is larger than what is read, or was made by a program that is not known here.
pub fn read(target: &Target) -> Result<Option<ResourceFile>, Failure> {
    let name = match target {
        Target::Unread(_, failure) => return Err(failure.clone()),
        Target::StandardInput => "standard input".to_owned(),
        _ => target.clone().into_input().name().to_owned(),
    };
    let part = match target.path() {
        Some(path) => files::part(path, MAX_BYTES),
        None => files::standard_input(MAX_BYTES),
    };
    let Part { bytes, cut, .. } = part.map_err(|error| read::failure(&name, &error))?;
    let path = target.path().unwrap_or_else(|| std::path::Path::new(""));
    let is_found = matches!(target, Target::Candidate(_));
    if cut {
        // A file that was found is one of many; a large one of another kind is none of ours.
        if is_found && !mentions_resource(&bytes) {
            return Ok(None);
        }
        let message = format!("{name} cannot be read: it has more than {} MiB", MAX_BYTES >> 20);
        return Err(Failure::new(FailureKind::Unreadable, message)
            .with_help("name the files that hold the resources"));
    }
    let file = if is_found { found(path, bytes) } else { named(path, bytes).map(Some) };
    file.map_err(|Refusal { message, help }| {
        Failure::new(FailureKind::Unreadable, format!("{name} cannot be read: {message}")).with_help(help)
    })
}

/// What Auth0 makes of the file of the repository that is published at that URL, as the configuration has it.
pub fn in_repository(config: &Config, url: &str) -> Option<ClientDocument> {
    let path = config.file.paths_of(url).into_iter().map(|path| config.directory().join(path));
    let path = path.into_iter().find(|path| path.is_file())?;
    let body = read::file(&path).ok()?;
    let name = config.relative(&path).unwrap_or(path).display().to_string();
    let subject = Subject { document: Some(Box::new(body)), ..Subject::without_document(name) };
    Some(ClientDocument::from(&Preview::of(subject.published_at(url))))
}
