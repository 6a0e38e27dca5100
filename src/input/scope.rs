//! Which files of a repository are meant, and where they are published: what the configuration says of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::target::Target;
use super::usual_names::is_searched;
use crate::config::{Config, Pattern};

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    /// The configuration names it: it is linted whatever it holds.
    Named,
    /// It is linted if it looks like client metadata.
    Candidate,
}

/// What leaves a file out before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// Its name is not that of a file that is searched.
    Name,
    /// `exclude` of the configuration.
    Exclude,
    /// `include` of the configuration, which does not cover it.
    Include,
}

/// Which files are looked at. Without a configuration these are the files with JSON, by their names.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    config: Option<Arc<Config>>,
    /// Whether files that the user named are treated as if they were found in a directory.
    force: bool,
    sought: Sought,
}

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sought {
    /// Client metadata.
    #[default]
    Documents,
    /// Resources of infrastructure code, in files of any name.
    Resources,
}

impl Scope {
    /// The scope of a configuration. `force` has it decide on named files too.
    pub fn new(config: Option<Config>, force: bool) -> Scope {
        Scope { config: config.map(Arc::new), force, sought: Sought::Documents }
    }

    /// The same for something else that is looked for.
    pub fn seeking(self, sought: Sought) -> Scope {
        Scope { sought, ..self }
    }

    /// What is looked for.
    pub fn sought(&self) -> Sought {
        self.sought
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
        match self.decide(&path) {
            Ok(Admission::Named) => Some(Target::File(path)),
            Ok(Admission::Candidate) => Some(Target::Candidate(path)),
            Err(_) => None,
        }
    }

    /// Whether a file is read, by its name.
    ///
    /// # Errors
    ///
    /// It is not; the error says what leaves it out.
    pub fn decide(&self, path: &Path) -> Result<Admission, LeftOut> {
        if self.sought == Sought::Resources {
            let is_excluded = self.config.as_ref().is_some_and(|config| config.excludes(path));
            return if is_excluded { Err(LeftOut::Exclude) } else { Ok(Admission::Candidate) };
        }
        let by_name = || if is_searched(path) { Ok(Admission::Candidate) } else { Err(LeftOut::Name) };
        let Some((config, relative)) = self.place(path) else { return by_name() };
        let covers = |patterns: &[Pattern]| patterns.iter().any(|pattern| pattern.covers(&relative));
        let file = &config.file;
        if covers(&file.exclude) {
            Err(LeftOut::Exclude)
        } else if file.names_document(&relative) {
            Ok(Admission::Named)
        } else if file.include.is_empty() {
            by_name()
        } else if covers(&file.include) {
            Ok(Admission::Candidate)
        } else {
            Err(LeftOut::Include)
        }
    }

    /// Whether a folder is left out with everything in it.
    pub fn excludes_folder(&self, path: &Path) -> bool {
        // What Terraform has downloaded is code of others.
        let is_downloaded = self.sought == Sought::Resources && path.ends_with(".terraform");
        is_downloaded || self.config.as_ref().is_some_and(|config| config.excludes(path))
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
