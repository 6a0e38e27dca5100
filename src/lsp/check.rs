//! Checking the text of a file: the same findings as `cimd lint` and `cimd resource` have.

use std::path::Path;

use super::settings::{Held, Settings};
use super::text::Text;
use crate::config::{Config, Coverage, Date, FILE_NAME, Ignores};
use crate::finding::{Finding, Report};
use crate::input::resources::in_repository;
use crate::input::{Scope, now, opened, read};
use crate::resource::read::{Refusal, found};
use crate::resource::{Form, ResourceFile, mark_twins};
use crate::servers;
use crate::subject::{Body, Subject};

/// What a file is, and what was found in it.
#[derive(Debug, Default)]
pub struct Checked {
    /// What it is.
    pub kind: Kind,
    /// The findings that count, each at its own place.
    pub findings: Vec<Finding>,
    /// Why it was not checked, or not as a whole.
    pub problem: Option<Problem>,
}

/// What a file is.
#[derive(Debug, Default)]
pub enum Kind {
    /// Nothing that is checked.
    #[default]
    Other,
    /// A document.
    Document(Box<Subject>),
    /// A file with resources.
    Resources(Box<Subject>),
    /// The configuration.
    Configuration,
}

/// Why a file could not be checked.
#[derive(Debug)]
pub struct Problem {
    /// Where in it that is, in bytes, if it is in it.
    pub offset: Option<usize>,
    /// What is wrong, and what to do.
    pub message: String,
}

/// Checks the text of the file at that path, which need not be stored.
pub fn check(path: &Path, text: &Text, held: &Result<Held, String>) -> Checked {
    if path.file_name().is_some_and(|name| name == FILE_NAME) {
        return configuration(path, text, held);
    }
    let held = match held {
        Ok(held) => held,
        Err(message) => return unchecked(path, text, message),
    };
    match opened(path, &held.documents, || body(text)) {
        Some(subject) => document(subject, &held.settings),
        None => resources(path, text, held),
    }
}

/// As much of a text as is read of a file.
fn body(text: &Text) -> Body {
    let (size, bytes) = (text.len(), text.bytes(read::MAX_BYTES));
    Body { size, cut: bytes.len() < size, ..Body::whole(bytes) }
}

fn document(subject: Subject, settings: &Settings) -> Checked {
    let linter = settings.linter();
    let refused = servers::refused(&subject, &settings.required, &linter);
    let report = linter.lint_adding(&subject, refused);
    let findings = accepted(report, settings.config.as_ref());
    Checked { kind: Kind::Document(Box::new(subject)), findings, problem: None }
}

fn resources(path: &Path, text: &Text, held: &Held) -> Checked {
    if held.resources.decide(path).is_err() {
        return Checked::default();
    }
    let mut file = match found(path, text.bytes(usize::MAX)) {
        Ok(Some(file)) => file,
        Ok(None) => return Checked::default(),
        Err(Refusal { message, help }) => {
            let message = format!("the resources cannot be read: {message}\nhelp: {help}");
            return Checked { problem: Some(Problem { offset: None, message }), ..Checked::default() };
        }
    };
    let name = path.to_string_lossy();
    mark_twins(file.resources.iter_mut().map(|resource| (&*name, resource)));
    let settings = &held.settings;
    if let Some(config) = &settings.config {
        attach_documents(&mut file, config);
    }
    let subject = Subject::of_resources(&*name, file);
    let findings = accepted(settings.linter().lint(&subject), settings.config.as_ref());
    Checked { kind: Kind::Resources(Box::new(subject)), findings, problem: None }
}

/// Tells resources of their documents, where these lie in the repository.
fn attach_documents(file: &mut ResourceFile, config: &Config) {
    // A request to register is about nothing that exists already.
    for resource in file.resources.iter_mut().filter(|resource| resource.form != Form::Request) {
        resource.document = resource.url().and_then(|url| in_repository(config, url)).map(Box::new);
    }
}

/// The findings that count, each at its own place.
fn accepted(mut report: Report, config: Option<&Config>) -> Vec<Finding> {
    if let Some(config) = config {
        Ignores::new(config, today()).apply(&mut report, false);
    }
    report.shown().flat_map(Finding::each).cloned().collect()
}

/// The configuration itself: what is wrong with it, and which of its entries have expired.
fn configuration(path: &Path, text: &Text, held: &Result<Held, String>) -> Checked {
    let checked = Checked { kind: Kind::Configuration, ..Checked::default() };
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let text = String::from_utf8_lossy(&text.bytes(read::MAX_BYTES)).into_owned();
    match Config::from_toml(FILE_NAME, folder, text) {
        Err(error) => {
            let help = error.help.map_or(String::new(), |help| format!("\nhelp: {help}"));
            let message = error.message + &help;
            Checked { problem: Some(Problem { offset: error.offset, message }), ..checked }
        }
        Ok(config) => {
            let Ok(held) = held else { return checked };
            let linter = held.settings.linter();
            let ignores = Ignores::new(&config, today());
            // Nothing was searched, so nothing is known to be unused.
            let findings = ignores.judged(&Coverage::default(), |rule| linter.level(rule));
            Checked { findings, ..checked }
        }
    }
}

/// A file that would be a document, if the configuration could be used.
fn unchecked(path: &Path, text: &Text, message: &str) -> Checked {
    let Some(subject) = opened(path, &Scope::default(), || body(text)) else { return Checked::default() };
    let problem = Problem { offset: None, message: format!("this document was not checked: {message}") };
    Checked { kind: Kind::Document(Box::new(subject)), findings: Vec::new(), problem: Some(problem) }
}

fn today() -> Date {
    Date::of_seconds(now())
}
