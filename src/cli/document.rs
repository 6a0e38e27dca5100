//! The one document that `preview` and `refresh` are about.

use std::path::{Path, PathBuf};

use clap::Args;

use super::configuration::configuration;
use super::fetching;
use super::groups::{ConfigArguments, FetchingArguments, PublishedArguments};
use super::output::note;
use super::usage::{self, UsageError};
use crate::finding::FailureKind;
use crate::input::{self, Argument, Reader, Scope, key_set};
use crate::subject::Subject;

#[derive(Debug, Args)]
pub struct DocumentArguments {
    /// An https URL, a file, or - for standard input
    #[arg(value_name = "INPUT")]
    pub input: PathBuf,

    #[command(flatten)]
    pub source: SourceArguments,
}

/// What is known of a document beside its text.
#[derive(Debug, Args)]
pub struct SourceArguments {
    #[command(flatten)]
    pub published: PublishedArguments,

    /// Take the key set from a file, and do not fetch jwks_uri
    #[arg(long, value_name = "FILE", conflicts_with = "online")]
    pub jwks: Option<PathBuf>,

    // A heading holds for whatever follows.
    #[command(flatten)]
    pub config: ConfigArguments,

    #[command(flatten)]
    pub fetching: FetchingArguments,
}

/// What is known of a document beside its text, by whatever arguments.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    pub url: Option<&'a str>,
    pub jwks: Option<&'a Path>,
    pub config: &'a ConfigArguments,
    pub fetching: &'a FetchingArguments,
}

/// Reads the document, and its key set as far as that is wanted. Of the configuration only counts where the document
/// is published: Auth0 knows no other settings of ours.
pub fn read(arguments: &DocumentArguments) -> Result<Subject, UsageError> {
    let SourceArguments { published, jwks, config, fetching } = &arguments.source;
    read_from(
        &arguments.input,
        &Source { url: published.url.as_deref(), jwks: jwks.as_deref(), config, fetching },
    )
}

/// The same of an input that another argument names.
pub fn read_from(document: &Path, source: &Source<'_>) -> Result<Subject, UsageError> {
    let url = source.url;
    let inputs = &[Argument::from(document.to_owned())];
    usage::check_url(url, inputs)?;
    if let [Argument::Directory(directory)] = inputs {
        return Err(UsageError::new(format!("{} is a directory", directory.display()))
            .help("name one document: a URL, a file, or - for standard input"));
    }
    let fetcher = fetching::fetcher(source.fetching)?;
    fetching::note_delegated_guard(&fetcher);
    let online = match source.jwks {
        Some(_) => Some(false),
        None => fetching::online(source.fetching),
    };
    let scope = Scope::new(configuration(source.config, inputs)?, false);
    let reader = Reader { fetcher: &fetcher, online, published: url, scope: &scope };
    let mut subject = None;
    for target in input::expand(inputs, &scope).list {
        subject = reader.read(target).map_err(|unread| unread.failure)?;
    }
    // What is not a directory is always read.
    let mut subject =
        subject.unwrap_or_else(|| Subject::without_document(document.to_string_lossy().into_owned()));
    // Auth0 would answer about a host that cannot be reached; a build that reaches none could not do its job.
    if let Some(failure) = &subject.failure
        && failure.kind == FailureKind::NoNetwork
    {
        return Err(failure.as_ref().into());
    }
    if let Some(file) = source.jwks {
        let key_set = key_set::from_file(file)?;
        if subject.key_set_url().is_some() {
            subject.key_set = Some(Box::new(key_set));
        } else {
            note("--jwks has no effect: the document names no key set for private_key_jwt");
        }
    }
    Ok(subject)
}
