//! The configuration file of a run.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::groups::ConfigArguments;
use super::usage::UsageError;
use crate::config::{Config, find};
use crate::input::Argument;

/// Finds and reads the configuration that holds for the inputs, if there is one.
pub fn configuration(arguments: &ConfigArguments, inputs: &[Argument]) -> Result<Option<Config>, UsageError> {
    Ok(configuration_file(arguments, inputs)?.map(|file| Config::read(&file)).transpose()?)
}

/// Finds that configuration, whatever is in it.
pub fn configuration_file(
    arguments: &ConfigArguments,
    inputs: &[Argument],
) -> Result<Option<PathBuf>, UsageError> {
    match &arguments.config {
        _ if arguments.no_config => Ok(None),
        Some(file) => Ok(Some(file.clone())),
        None => configuration_of(inputs),
    }
}

/// The configuration file of the inputs. One that has none of its own goes along with the others.
fn configuration_of(inputs: &[Argument]) -> Result<Option<PathBuf>, UsageError> {
    // Inputs of one folder have one configuration: it is looked for once.
    let mut folders: BTreeSet<&Path> = inputs.iter().map(folder).collect();
    if inputs.is_empty() {
        folders.insert(Path::new(""));
    }
    let files: BTreeSet<PathBuf> = folders.into_iter().filter_map(find).collect();
    let mut files = files.into_iter();
    match (files.next(), files.next()) {
        (Some(one), Some(other)) => Err(UsageError::new(format!(
            "the inputs have different configurations: {} and {}",
            one.display(),
            other.display()
        ))
        .help("lint them in runs of their own, or say which one holds with --config")),
        (file, _) => Ok(file),
    }
}

/// The folder from which on a configuration is looked for.
fn folder(input: &Argument) -> &Path {
    match input {
        Argument::StandardInput | Argument::Url(_) | Argument::Carried(_) => Path::new(""),
        Argument::Directory(directory) => directory,
        Argument::File(path) | Argument::Special(path) => path.parent().unwrap_or(Path::new("")),
    }
}
