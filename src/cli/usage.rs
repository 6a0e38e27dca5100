//! Errors about the use of the program, made with the same care as findings.

use std::fmt;
use std::path::Path;

use crate::config::ConfigError;
use crate::finding::Failure;
use crate::format::sanitised;
use crate::input::{Argument, is_standard_input};
use crate::profile::ProfileError;

/// The program cannot do what it was asked to: what is wrong, and what to do.
#[derive(Debug)]
pub struct UsageError {
    message: String,
    help: Option<String>,
}

impl UsageError {
    /// An error that explains itself.
    pub fn new(message: impl Into<String>) -> UsageError {
        UsageError { message: message.into(), help: None }
    }

    /// Says what to do about it.
    pub fn help(mut self, help: impl Into<String>) -> UsageError {
        self.help = Some(help.into());
        self
    }

    /// The error without what a terminal shows beside it.
    pub fn for_editor(&self) -> String {
        let help = self.help.as_ref().map_or(String::new(), |help| format!("\nhelp: {help}"));
        format!("{}{help}", self.message)
    }

    /// Says of which argument or file the error is.
    pub fn of(mut self, what: &str) -> UsageError {
        self.message = format!("{what}: {}", self.message);
        self
    }
}

impl From<ProfileError> for UsageError {
    fn from(error: ProfileError) -> UsageError {
        UsageError { message: error.to_string(), help: error.help }
    }
}

impl From<Failure> for UsageError {
    fn from(failure: Failure) -> UsageError {
        UsageError::from(&failure)
    }
}

impl From<&Failure> for UsageError {
    fn from(failure: &Failure) -> UsageError {
        // A file's name with a line end in it makes no line of its own.
        UsageError { message: sanitised(&failure.message).into_owned(), help: failure.help.clone() }
    }
}

impl From<ConfigError> for UsageError {
    fn from(error: ConfigError) -> UsageError {
        UsageError { message: error.to_string(), help: error.help }
    }
}

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The lines of a message are ours; what is quoted in them may not be.
        let lines: Vec<_> = self.message.lines().map(sanitised).collect();
        writeln!(f, "error: {}", lines.join("\n  "))?;
        match &self.help {
            Some(help) => writeln!(f, "  help: {}", sanitised(help)),
            None => Ok(()),
        }
    }
}

/// Refuses standard input that is named twice: among the inputs, or as the list that names them.
pub fn check_standard_input(inputs: &[Argument], list: Option<&Path>) -> Result<(), UsageError> {
    let is_list = list.is_some_and(is_standard_input);
    let named = inputs.iter().filter(|&input| *input == Argument::StandardInput).count();
    if named + usize::from(is_list) > 1 {
        return Err(UsageError::new("standard input (-) is named twice").help("it can be read only once"));
    }
    Ok(())
}

/// Refuses `--url` where it says nothing: with several inputs, a URL or a directory.
pub fn check_url(url: Option<&str>, inputs: &[Argument]) -> Result<(), UsageError> {
    if url.is_none() {
        return Ok(());
    }
    let says = "--url says where the document of a file or of standard input is published";
    let wrong = |what: &str| UsageError::new(format!("{says}, and {what}"));
    if inputs.len() > 1 {
        return Err(wrong("several inputs are named").help(
            "lint them one by one, or without --url: then each document's own client_id is taken for it",
        ));
    }
    if inputs.iter().any(|input| matches!(input, Argument::Url(_))) {
        return Err(wrong("the input is a URL")
            .help("leave --url out: a document that is fetched is published where it was fetched"));
    }
    if inputs.iter().any(|input| matches!(input, Argument::Directory(_))) {
        return Err(wrong("the input is a directory").help("name the document in it"));
    }
    Ok(())
}
