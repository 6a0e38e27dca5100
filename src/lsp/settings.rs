//! Which settings hold for a file: found and read as a run of `cimd lint` does it, and kept until a file changes.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::SystemTime;

use crate::config::{Config, find};
use crate::finding::Level;
use crate::input::{Scope, Sought};
use crate::lint::Linter;
use crate::rule::Rule;
use crate::servers::{ChosenProfile, Respondent};

/// Most configuration files that are kept.
const MAX_KEPT: usize = 100;

/// Where the configuration comes from.
#[derive(Debug, Clone)]
pub enum Configuration {
    /// `cimd.toml` in the folder of each file, or above it.
    Found,
    /// This file, for all.
    File(PathBuf),
    /// There is none.
    None,
}

/// What a configuration and the command line come to.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The configuration file, if there is one.
    pub config: Option<Config>,
    /// The profile.
    pub profile: ChosenProfile,
    /// Levels of rules that differ from the profile's; of several for a rule the last one holds.
    pub levels: Vec<(Rule, Option<Level>)>,
    /// The servers that must take every document.
    pub required: Vec<Respondent>,
    /// The file of the profile, where it is the user's own.
    pub profile_file: Option<PathBuf>,
}

impl Settings {
    /// The linter that they make.
    pub fn linter(&self) -> Linter<'_> {
        let levels = self.levels.iter().copied();
        levels.fold(self.profile.linter(), |linter, (rule, level)| linter.with_level(rule, level))
    }
}

/// What makes settings of a configuration.
///
/// # Errors
///
/// It names a profile that cannot be used; the error is for the user.
pub type Resolve<'r> = dyn Fn(Option<Config>) -> Result<Settings, String> + 'r;

/// Settings, and which files they are for.
pub struct Held {
    /// The settings.
    pub settings: Settings,
    /// Which files are documents.
    pub documents: Scope,
    /// Which files are looked into for resources.
    pub resources: Scope,
}

/// The settings that were read.
pub struct SettingsCache<'r> {
    configuration: Configuration,
    resolve: &'r Resolve<'r>,
    kept: HashMap<Option<PathBuf>, Kept>,
}

struct Kept {
    /// The files that were read, and what they were then.
    files: Vec<(PathBuf, Stamp)>,
    held: Rc<Result<Held, String>>,
}

/// When a file was changed and how long it is; `None` where it is not there.
type Stamp = Option<(SystemTime, u64)>;

impl<'r> SettingsCache<'r> {
    /// Nothing was read yet.
    pub fn new(configuration: Configuration, resolve: &'r Resolve<'r>) -> SettingsCache<'r> {
        SettingsCache { configuration, resolve, kept: HashMap::new() }
    }

    /// Reads everything anew from now on.
    pub fn forget(&mut self) {
        self.kept.clear();
    }

    /// What holds for the files of a folder.
    ///
    /// # Errors
    ///
    /// The configuration or the profile cannot be used; the error says why.
    pub fn of_folder(&mut self, folder: &Path) -> Rc<Result<Held, String>> {
        let file = match &self.configuration {
            Configuration::Found => find(folder),
            Configuration::File(file) => Some(file.clone()),
            Configuration::None => None,
        };
        if let Some(kept) = self.kept.get(&file)
            && kept.files.iter().all(|(path, then)| stamp(path) == *then)
        {
            return Rc::clone(&kept.held);
        }
        let kept = self.read(file.as_deref());
        let held = Rc::clone(&kept.held);
        if self.kept.len() >= MAX_KEPT {
            self.kept.clear();
        }
        self.kept.insert(file, kept);
        held
    }

    fn read(&self, file: Option<&Path>) -> Kept {
        // Taken before reading: what changes meanwhile is read again.
        let mut files: Vec<_> = file.iter().map(|path| ((*path).to_owned(), stamp(path))).collect();
        let config = file.map(Config::read).transpose().map_err(|error| match &error.help {
            Some(help) => format!("{error}\nhelp: {help}"),
            None => error.to_string(),
        });
        let settings = config.and_then(|config| (self.resolve)(config));
        if let Ok(Settings { profile_file: Some(path), .. }) = &settings {
            files.push((path.clone(), stamp(path)));
        }
        let held = settings.map(|settings| {
            let documents = Scope::new(settings.config.clone(), false);
            let resources = documents.clone().seeking(Sought::Resources);
            Held { settings, documents, resources }
        });
        Kept { files, held: Rc::new(held) }
    }
}

fn stamp(path: &Path) -> Stamp {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}
