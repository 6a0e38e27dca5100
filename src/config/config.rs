//! A configuration file that was read.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::documents;
use super::error::ConfigError;
use super::file::ConfigFile;
use super::find::FILE_NAME;
use super::place::{self, absolute, folder_of};
use crate::files;
use crate::finding;
use crate::finding::{Finding, Report, SourceText};
use crate::json::LineIndex;
use crate::toml_error;

/// The largest configuration file, in bytes.
const MAX_BYTES: usize = 256 * 1024;

/// A configuration file that was read and makes sense.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Config {
    /// What to call it in messages and reports.
    pub name: String,
    /// What it says.
    pub file: ConfigFile,
    /// Where it was read.
    path: PathBuf,
    /// The folder it lies in, absolute: its paths and patterns start there.
    directory: PathBuf,
    text: String,
}

impl Config {
    /// Reads a configuration file.
    ///
    /// # Errors
    ///
    /// It cannot be read, or does not make sense; the error names the line.
    pub fn read(path: &Path) -> Result<Config, ConfigError> {
        let name = place::display(path);
        let bytes = files::whole(path, MAX_BYTES).map_err(|error| ConfigError {
            place: name.clone(),
            offset: None,
            message: format!("the configuration cannot be read: {}", files::words(&error)),
            help: Some("name a TOML file, or leave it out with --no-config".to_owned()),
        })?;
        let text = String::from_utf8(bytes).map_err(|error| ConfigError {
            place: toml_error::place(&name, error.as_bytes(), error.utf8_error().valid_up_to()),
            offset: Some(error.utf8_error().valid_up_to()),
            message: "the configuration is not UTF-8 from here on".to_owned(),
            help: Some("save the file as UTF-8; TOML has no other encoding".to_owned()),
        })?;
        Ok(Config { path: path.to_owned(), ..Config::from_toml(&name, folder_of(path), text)? })
    }

    /// Makes a configuration of the text of a file that lies in `directory`, an absolute path.
    ///
    /// # Errors
    ///
    /// The text is not TOML, or says something that has no meaning here; the error names the line and
    /// suggests what may be meant.
    pub fn from_toml(name: &str, directory: PathBuf, text: String) -> Result<Config, ConfigError> {
        let file: ConfigFile =
            toml::from_str(&text).map_err(|error| ConfigError::from_toml(name, &text, &error))?;
        let config = Config { name: name.to_owned(), file, path: directory.join(FILE_NAME), directory, text };
        documents::check_patterns(&config.file, name)?;
        documents::check(&config.file, name, &config.text)?;
        Ok(config)
    }

    /// The file itself.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder it lies in.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// The path of a file as the patterns of this configuration see it; `None` for a file that lies
    /// elsewhere.
    pub fn relative(&self, path: &Path) -> Option<PathBuf> {
        absolute(path).strip_prefix(&self.directory).ok().map(Path::to_owned)
    }

    /// The same for the input of a report; `None` also for URLs and standard input.
    pub fn path_of(&self, report: &Report) -> Option<PathBuf> {
        report.input.path().and_then(|path| self.relative(path))
    }

    /// Whether a directory search leaves out what lies at that path.
    pub fn excludes(&self, path: &Path) -> bool {
        self.relative(path).is_some_and(|path| self.file.exclude.iter().any(|pattern| pattern.covers(&path)))
    }

    /// An error about a stretch of the file.
    pub fn error(&self, span: Range<usize>, message: String, help: Option<String>) -> ConfigError {
        ConfigError::at(&self.name, &self.text, span, message, help)
    }

    /// The report on this file, if there are findings about it.
    pub fn report(&self, mut findings: Vec<Finding>) -> Option<Report> {
        findings.sort_by_key(|finding| finding.range.map(|range| range.start.offset));
        let file = || SourceText::new(self.name.as_str(), self.text.as_str());
        (!findings.is_empty()).then(|| Report::of_configuration(file(), findings))
    }

    /// A stretch of the file, for findings about it.
    pub(super) fn range(&self, span: Range<usize>) -> finding::Range {
        let lines = LineIndex::new(self.text.as_bytes());
        finding::Range::between(&lines, span.start, span.end)
    }
}
