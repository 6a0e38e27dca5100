//! `[[documents]]`: where the files of a repository are published.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::coverage::Coverage;
use super::file::{ConfigFile, DocumentEntry};
use super::place::slashed;
use super::remark::remark;
use super::{Config, ConfigError};
use crate::finding::{Finding, Level, Report, quoted};
use crate::rule::Rule;

/// Refuses entries that would give several files one URL.
pub fn check(config: &Config) -> Result<(), ConfigError> {
    for entry in &config.file.documents {
        let url = entry.url.get_ref();
        if entry.path.get_ref().file().is_none() && !url.ends_with('/') {
            return Err(config.error(
                entry.url.span(),
                format!("`{url}` would be the URL of every file that the pattern matches"),
                Some(
                    "end it in `/`: what follows the fixed folders of the pattern is appended; or name one file"
                        .to_owned(),
                ),
            ));
        }
    }
    Ok(())
}

impl ConfigFile {
    /// The URL at which the file of that path, relative to the configuration's folder, is published.
    pub fn url_of(&self, path: &Path) -> Option<String> {
        self.documents.iter().find_map(|entry| entry.url_of(path))
    }

    /// Whether the file of that path is named as a document, without wildcards.
    pub fn names_document(&self, path: &Path) -> bool {
        self.documents.iter().any(|entry| entry.path.get_ref().file() == Some(path))
    }
}

impl DocumentEntry {
    fn url_of(&self, path: &Path) -> Option<String> {
        let (pattern, url) = (self.path.get_ref(), self.url.get_ref());
        if pattern.file() == Some(path) {
            return Some(url.clone());
        }
        let is_below = url.ends_with('/') && pattern.covers(path);
        let rest = is_below.then(|| path.strip_prefix(pattern.base()).ok())??;
        Some(url.clone() + &encoded(&slashed(rest)))
    }
}

/// Findings about entries that match nothing that was linted, although the run searched where it would lie. `level` is
/// how a rule is shown.
pub fn unused(
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

/// A path as it stands in a URL: what has no place there is percent-encoded.
fn encoded(path: &str) -> String {
    let mut url = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/".contains(&byte) {
            url.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(url, "%{byte:02X}");
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(path: &str, url: &str, file: &str) -> Option<String> {
        let text = format!("[[documents]]\npath = '{path}'\nurl = '{url}'");
        toml::from_str::<ConfigFile>(&text).unwrap().url_of(Path::new(file))
    }

    #[test]
    fn a_file_has_its_url_and_a_pattern_a_prefix() {
        let origin = "https://app.example.com/";
        for (path, prefix, file, expected) in [
            ("public/c.json", "https://x/c", "public/c.json", Some("https://x/c")),
            ("public/c.json", "https://x/c", "public/c.json/d", None),
            ("client", "https://app.example.com/client/", "client", Some("https://app.example.com/client/")),
            ("public", origin, "public/c.json", Some("https://app.example.com/c.json")),
            ("public/**/*.json", origin, "public/a/c.json", Some("https://app.example.com/a/c.json")),
            ("public/", origin, "public/c.json", Some("https://app.example.com/c.json")),
            ("*.json", origin, "c.json", Some("https://app.example.com/c.json")),
            (".", origin, "a/c.json", Some("https://app.example.com/a/c.json")),
            (
                "public/*.json",
                origin,
                "public/a b%é.json",
                Some("https://app.example.com/a%20b%25%C3%A9.json"),
            ),
            ("public/*.json", origin, "private/c.json", None),
        ] {
            assert_eq!(url(path, prefix, file).as_deref(), expected, "{path} {file}");
        }
    }
}
