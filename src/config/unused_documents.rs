//! Entries of `[[documents]]` that are about nothing.

use std::path::PathBuf;

use super::config::Config;
use super::coverage::Coverage;
use super::file::DocumentEntry;
use super::remark::remark;
use crate::finding::{Finding, Level, Report, quoted};
use crate::rule::Rule;

/// Findings about entries that match nothing that was linted, although the run searched where it would lie. `level` is
/// how a rule is shown.
pub fn unused_documents(
    config: &Config,
    reports: &[Report],
    coverage: &Coverage<'_>,
    level: impl Fn(Rule) -> Option<Level>,
) -> Vec<Finding> {
    let Some(level) = level(Rule::ConfigDocumentUnused) else { return Vec::new() };
    let mut entries: Vec<_> =
        config.file.documents.iter().filter(|entry| coverage.includes(&entry.place(config))).collect();
    for path in reports.iter().filter_map(|report| config.path_of(report)) {
        if entries.is_empty() {
            break;
        }
        entries.retain(|entry| entry.url_of(&path).is_none());
    }
    entries.into_iter().map(|entry| entry.unused(config, level)).collect()
}

impl DocumentEntry {
    /// The file, or the folder in which everything lies that it matches, as an absolute path.
    fn place(&self, config: &Config) -> PathBuf {
        config.directory().join(self.path.get_ref().base())
    }

    fn unused(&self, config: &Config, level: Level) -> Finding {
        let (pattern, place) = (self.path.get_ref(), self.place(config));
        let path = quoted(pattern.text());
        let url = quoted(self.url.get_ref());
        let (message, help) = if pattern.file().is_none() || place.is_dir() {
            (
                format!("no document matches {path}, so none is checked for {url}"),
                "correct the pattern, which begins in the folder of this file; `cimd lint --show-files` lists what is found",
            )
        } else if place.is_file() {
            (
                format!("{path} was not linted: .gitignore leaves it out, or it is a symbolic link"),
                "name the file itself as an input too: then it is linted",
            )
        } else {
            (
                format!("no file lies at {path}, so no document is checked for {url}"),
                "correct the path, which begins in the folder of this file; or run cimd once the file is made",
            )
        };
        remark(Rule::ConfigDocumentUnused, level, config.range(self.path.span()), message, help)
    }
}
