//! `[[documents]]`: where the files of a repository are published.

use std::fmt::Write;
use std::path::{Component, Path, PathBuf};

use percent_encoding::percent_decode_str;

use super::error::ConfigError;
use super::file::{ConfigFile, DocumentEntry};
use super::place::slashed;

/// Most patterns with wildcards of a configuration.
const MAX_WILDCARDS: usize = 500;

/// How long they may be together, in KiB.
const MAX_WILDCARD_KIB: usize = 16;

/// Refuses more patterns than can be matched in time.
pub fn check_patterns(file: &ConfigFile, name: &str) -> Result<(), ConfigError> {
    let of_documents = file.documents.iter().map(|entry| entry.path.get_ref());
    let of_ignores = file.ignores.iter().filter_map(|entry| entry.path.as_ref());
    let patterns = file.include.iter().chain(&file.exclude).chain(of_documents).chain(of_ignores);
    let bytes: Vec<usize> = patterns.filter_map(|pattern| pattern.wildcard_bytes()).collect();
    let message = if bytes.len() > MAX_WILDCARDS {
        format!("there are more than {MAX_WILDCARDS} patterns with wildcards")
    } else if bytes.iter().sum::<usize>() > MAX_WILDCARD_KIB * 1024 {
        format!("the patterns with wildcards are together longer than {MAX_WILDCARD_KIB} KiB")
    } else {
        return Ok(());
    };
    let help = "name whole folders: a folder stands for everything in it".to_owned();
    Err(ConfigError { place: name.to_owned(), offset: None, message, help: Some(help) })
}

/// Refuses entries that would give several files one URL.
pub fn check(file: &ConfigFile, name: &str, text: &str) -> Result<(), ConfigError> {
    for entry in &file.documents {
        let url = entry.url.get_ref();
        if entry.path.get_ref().file().is_none() && !url.ends_with('/') {
            return Err(ConfigError::at(
                name,
                text,
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

    /// The paths, relative to the configuration's folder, of files that would be published at that URL. Whether there
    /// is such a file is not asked.
    pub fn paths_of(&self, url: &str) -> Vec<PathBuf> {
        let paths = self.documents.iter().filter_map(|entry| entry.path_of(url));
        paths.filter(|path| self.url_of(path).as_deref() == Some(url)).collect()
    }

    /// Whether the file of that path is named as a document, without wildcards.
    pub fn names_document(&self, path: &Path) -> bool {
        self.documents.iter().any(|entry| entry.path.get_ref().file() == Some(path))
    }
}

impl DocumentEntry {
    /// The path that would be published at that URL: the opposite of [`DocumentEntry::url_of`].
    fn path_of(&self, url: &str) -> Option<PathBuf> {
        let (pattern, own) = (self.path.get_ref(), self.url.get_ref());
        match pattern.file() {
            Some(file) if own == url => Some(file.to_owned()),
            _ => {
                let rest = url.strip_prefix(&**own).filter(|_| own.ends_with('/'))?;
                let rest = percent_decode_str(rest).decode_utf8().ok()?;
                let is_below = |part: Component<'_>| matches!(part, Component::Normal(_));
                let rest = Path::new(&*rest);
                rest.components().all(is_below).then(|| pattern.base().join(rest))
            }
        }
    }

    pub(super) fn url_of(&self, path: &Path) -> Option<String> {
        let (pattern, url) = (self.path.get_ref(), self.url.get_ref());
        if pattern.file() == Some(path) {
            return Some(url.clone());
        }
        let is_below = url.ends_with('/') && pattern.covers(path);
        let rest = is_below.then(|| path.strip_prefix(pattern.base()).ok())??;
        Some(url.clone() + &encoded(&slashed(rest)))
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
        let origin = "https://app.example.net/";
        for (path, prefix, file, expected) in [
            ("public/c.json", "https://x/c", "public/c.json", Some("https://x/c")),
            ("public/c.json", "https://x/c", "public/c.json/d", None),
            ("client", "https://app.example.net/client/", "client", Some("https://app.example.net/client/")),
            ("public", origin, "public/c.json", Some("https://app.example.net/c.json")),
            ("public/**/*.json", origin, "public/a/c.json", Some("https://app.example.net/a/c.json")),
            ("public/", origin, "public/c.json", Some("https://app.example.net/c.json")),
            ("*.json", origin, "c.json", Some("https://app.example.net/c.json")),
            (".", origin, "a/c.json", Some("https://app.example.net/a/c.json")),
            (
                "public/*.json",
                origin,
                "public/a b%é.json",
                Some("https://app.example.net/a%20b%25%C3%A9.json"),
            ),
            ("public/*.json", origin, "private/c.json", None),
        ] {
            assert_eq!(url(path, prefix, file).as_deref(), expected, "{path} {file}");
            let text = format!("[[documents]]\npath = '{path}'\nurl = '{prefix}'");
            let config = toml::from_str::<ConfigFile>(&text).unwrap();
            let paths = expected.map(|url| config.paths_of(url)).unwrap_or_default();
            assert_eq!(paths.contains(&PathBuf::from(file)), expected.is_some(), "{path} {file}");
        }
    }

    #[test]
    fn a_url_leads_to_no_file_outside() {
        let text = "[[documents]]\npath = 'public/'\nurl = 'https://app.example.net/'";
        let config = toml::from_str::<ConfigFile>(text).unwrap();
        for url in [
            "https://app.example.net/../c",
            "https://app.example.net/%2e%2e/c",
            "https://app.example.net//etc/passwd",
            "https://other.example.net/c",
        ] {
            assert!(config.paths_of(url).is_empty(), "{url}");
        }
    }
}
