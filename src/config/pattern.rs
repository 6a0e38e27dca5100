//! Patterns for paths.

use std::path::Path;
use std::sync::OnceLock;

use globset::{Glob, GlobBuilder, GlobMatcher};
use serde::{Deserialize, Serialize};

use crate::finding::{MAX_QUOTED, truncated};

/// The longest pattern, in bytes.
const MAX_BYTES: usize = 1_000;

/// How many groups in braces a pattern may have.
const MAX_BRACES: usize = 10;

/// A glob for paths below the folder of the configuration file, such as `clients/**/*.json`. `*` stays
/// within a folder, `**` does not. A pattern that matches a folder stands for everything in it.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pattern {
    text: String,
    /// Nothing for the name of a file or folder, which is compared.
    glob: Option<Glob>,
    /// Made when it is first needed: it is large, and how many there are is known only at the end of the file.
    matcher: OnceLock<GlobMatcher>,
}

impl Pattern {
    /// Whether it matches a path, relative to the configuration's folder, or a folder above it.
    pub fn covers(&self, path: &Path) -> bool {
        path.ancestors().any(|above| !above.as_os_str().is_empty() && self.matches(above))
            // The configuration's folder itself.
            || self.plain().is_empty()
    }

    fn matches(&self, path: &Path) -> bool {
        match &self.glob {
            Some(glob) => self.matcher.get_or_init(|| glob.compile_matcher()).is_match(path),
            None => path == Path::new(self.plain()),
        }
    }

    /// How many bytes of a pattern with wildcards there are to match; nothing of another.
    pub(super) fn wildcard_bytes(&self) -> Option<usize> {
        self.glob.as_ref().map(|_| self.text.len())
    }

    /// The one file that it names, where it has no wildcards and does not name a folder.
    pub fn file(&self) -> Option<&Path> {
        let is_file = !self.text.ends_with('/') && !self.text.contains(WILDCARDS) && !self.plain().is_empty();
        is_file.then(|| Path::new(self.plain()))
    }

    /// The folders before the first wildcard.
    pub fn base(&self) -> &Path {
        let glob = self.plain();
        match glob.find(WILDCARDS) {
            None => Path::new(glob),
            Some(wildcard) => Path::new(&glob[..glob[..wildcard].rfind('/').unwrap_or(0)]),
        }
    }

    /// As it is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn plain(&self) -> &str {
        trimmed(&self.text)
    }
}

const WILDCARDS: [char; 5] = ['*', '?', '[', '{', '\\'];

/// The pattern without what does not change its meaning.
fn trimmed(text: &str) -> &str {
    let text = text.trim_end_matches('/');
    if text == "." { "" } else { text.strip_prefix("./").unwrap_or(text) }
}

impl TryFrom<String> for Pattern {
    type Error = String;

    fn try_from(text: String) -> Result<Pattern, String> {
        let wrong = |why: &str, help: &str| {
            let text = truncated(&text, MAX_QUOTED, "...");
            Err(format!("`{text}` is not a pattern: {why}\n{help}"))
        };
        if text.len() > MAX_BYTES {
            return wrong(&format!("it is longer than {MAX_BYTES} bytes"), "write several shorter patterns");
        }
        if text.matches('{').count() > MAX_BRACES {
            return wrong(&format!("it has more than {MAX_BRACES} braces"), "write several simpler patterns");
        }
        if text.is_empty() {
            return wrong("it is empty", "write `.` for the folder of the configuration file");
        }
        if text.starts_with('/') || text.split('/').any(|part| part == "..") {
            return wrong(
                "it leads out of the folder of the configuration file",
                "patterns start at that folder: `clients/*.json`",
            );
        }
        let glob = GlobBuilder::new(trimmed(&text)).literal_separator(true).build();
        match glob {
            Ok(glob) => {
                let glob = text.contains(WILDCARDS).then_some(glob);
                Ok(Pattern { text, glob, matcher: OnceLock::new() })
            }
            Err(error) => wrong(&error.kind().to_string(), "write a glob such as `clients/**/*.json`"),
        }
    }
}

impl From<Pattern> for String {
    fn from(pattern: Pattern) -> String {
        pattern.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(text: &str) -> Pattern {
        Pattern::try_from(text.to_owned()).unwrap()
    }

    #[test]
    fn a_folder_stands_for_what_is_in_it() {
        for (glob, path, covers) in [
            ("a/b.json", "a/b.json", true),
            ("./a/b.json", "a/b.json", true),
            ("b.json", "a/b.json", false),
            ("**/b.json", "a/b.json", true),
            ("**/b.json", "b.json", true),
            ("a", "a/b/c.json", true),
            ("a/", "a/b/c.json", true),
            ("a/*", "a/b/c.json", true),
            ("a/*.json", "a/b/c.json", false),
            ("*.json", "a/c.json", false),
            ("**/fixtures", "x/fixtures/c.json", true),
            (".", "x/c.json", true),
            ("a", "ab/c.json", false),
        ] {
            assert_eq!(pattern(glob).covers(Path::new(path)), covers, "{glob} {path}");
        }
    }

    #[test]
    fn what_is_fixed_is_known() {
        for (glob, base, is_file) in [
            ("a/b.json", "a/b.json", true),
            ("a/b/", "a/b", false),
            ("a/**/*.json", "a", false),
            ("a/b*/c.json", "a", false),
            ("*.json", "", false),
            (".", "", false),
        ] {
            assert_eq!(
                (pattern(glob).base(), pattern(glob).file().is_some()),
                (Path::new(base), is_file),
                "{glob}"
            );
        }
    }

    #[test]
    fn patterns_stay_in_their_folder() {
        for text in ["", "/a", "../a", "a/../b", "[", "{a"] {
            assert!(Pattern::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
