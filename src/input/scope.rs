//! Which files of a repository are meant, and where they are published: what the configuration says of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::target::Target;
use crate::config::{Config, Pattern};

/// Which files are looked at. Without a configuration these are all `.json` files.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    config: Option<Arc<Config>>,
    /// Whether files that the user named are treated as if they were found in a directory.
    force: bool,
}

impl Scope {
    /// The scope of a configuration. `force` has it decide on named files too.
    pub fn new(config: Option<Config>, force: bool) -> Scope {
        Scope { config: config.map(Arc::new), force }
    }

    /// Whether it decides on files that the user named.
    pub fn is_forced(&self) -> bool {
        self.force
    }

    /// Whether more than the names of files decides.
    pub fn is_narrowed(&self) -> bool {
        let file = self.config.as_ref().map(|config| &config.file);
        file.is_some_and(|file| !file.include.is_empty() || !file.exclude.is_empty())
    }

    /// The file as something to read, unless it is left out.
    pub fn admit(&self, path: PathBuf) -> Option<Target> {
        let Some((config, relative)) = self.place(&path) else {
            return is_json(&path).then_some(Target::Candidate(path));
        };
        let covers = |patterns: &[Pattern]| patterns.iter().any(|pattern| pattern.covers(&relative));
        let file = &config.file;
        if covers(&file.exclude) {
            return None;
        }
        if file.names_document(&relative) {
            return Some(Target::File(path));
        }
        let is_included = if file.include.is_empty() { is_json(&path) } else { covers(&file.include) };
        is_included.then_some(Target::Candidate(path))
    }

    /// Whether a folder is left out with everything in it.
    pub fn excludes_folder(&self, path: &Path) -> bool {
        self.config.as_ref().is_some_and(|config| config.excludes(path))
    }

    /// Where a file is published, if the configuration says so.
    pub fn url_of(&self, path: &Path) -> Option<String> {
        let (config, relative) = self.place(path)?;
        config.file.url_of(&relative)
    }

    /// The configuration and the path as its patterns see it, if it has a say.
    fn place(&self, path: &Path) -> Option<(&Config, PathBuf)> {
        let config = self.config.as_deref()?;
        let file = &config.file;
        let is_silent = file.include.is_empty() && file.exclude.is_empty() && file.documents.is_empty();
        if is_silent { None } else { Some((config, config.relative(path)?)) }
    }
}

/// Whether a path is that of a JSON file.
fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_json_files_are_told_by_their_paths() {
        for path in ["a.json", "./a.JSON", "a/b.json", ".a.json", "é.json", "json.json"] {
            assert!(is_json(Path::new(path)), "{path}");
        }
        for path in ["", ".json", "a/.json", "json", "a/json", "a.jsonc", "a.json5", "a.json.bak", "ajson"] {
            assert!(!is_json(Path::new(path)), "{path}");
        }
    }
}
