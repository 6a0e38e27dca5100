//! What a pass depends on, as it was at one moment.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::cli::configuration::{configuration, configuration_file};
use crate::cli::inputs::inputs;
use crate::cli::lint::arguments::LintArguments;
use crate::cli::run::Settings;
use crate::files::FileId;
use crate::input::{self, Argument, Scope};

/// A file, as far as it tells that it has changed. One that an editor puts in the place of another is another one.
#[derive(Debug, PartialEq, Eq)]
struct State {
    size: u64,
    modified: Option<SystemTime>,
    id: Option<FileId>,
}

/// A folder whose changes matter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Folder {
    /// Where it is.
    pub path: PathBuf,
    /// Whether what lies deeper matters as well.
    pub recursive: bool,
}

/// The files that a pass reads, and the folders in which others may appear.
#[derive(Debug)]
pub struct Snapshot {
    files: BTreeMap<PathBuf, Option<State>>,
    folders: BTreeSet<Folder>,
}

impl Snapshot {
    /// Looks at everything that the arguments lead to. What cannot be read is not there.
    pub fn of(arguments: &LintArguments) -> Snapshot {
        let list = arguments.inputs_from.as_deref();
        // Where the list cannot be read, what is named beside it still counts.
        let inputs = inputs(&arguments.inputs, list).or_else(|_| inputs(&arguments.inputs, None));
        let inputs = inputs.map(|(inputs, _)| inputs).unwrap_or_default();
        let (mut files, mut folders) = (BTreeSet::new(), BTreeSet::new());
        for input in &inputs {
            match input {
                Argument::Directory(path) => {
                    folders.insert(Folder { path: path.clone(), recursive: true });
                }
                Argument::File(path) => {
                    folders.insert(folder_of(path));
                }
                _ => {}
            }
        }
        for path in settings_files(arguments, &inputs).into_iter().chain(list.map(Path::to_owned)) {
            folders.insert(folder_of(&path));
            files.insert(path);
        }
        let config = configuration(&arguments.run.repository.config, &inputs).ok().flatten();
        let scope = Scope::new(config, arguments.run.repository.force_exclude);
        let targets = input::expand(&inputs, &scope).list;
        files.extend(targets.iter().filter_map(|target| target.path().map(Path::to_owned)));
        let written: Vec<FileId> = written(arguments);
        let states = files.into_iter().map(|path| (state(&path), path));
        // What a pass writes itself is no change, though it may lie among its inputs.
        let is_written = |state: &Option<State>| {
            state.as_ref().and_then(|state| state.id.as_ref()).is_some_and(|id| written.contains(id))
        };
        let files =
            states.filter(|(state, _)| !is_written(state)).map(|(state, path)| (path, state)).collect();
        Snapshot { files, folders }
    }

    /// The folders whose changes matter.
    pub fn folders(&self) -> &BTreeSet<Folder> {
        &self.folders
    }

    /// The files that are not as they were in another snapshot.
    pub fn differences<'s>(&'s self, earlier: &'s Snapshot) -> Vec<&'s Path> {
        let changed = self.files.iter().filter(|(path, state)| earlier.files.get(*path) != Some(*state));
        let gone = earlier.files.iter().filter(|(path, _)| !self.files.contains_key(*path));
        changed.chain(gone).map(|(path, _)| &**path).collect()
    }
}

fn folder_of(file: &Path) -> Folder {
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty());
    Folder { path: parent.unwrap_or(Path::new(".")).to_owned(), recursive: false }
}

/// The files beside the inputs that decide what a pass says.
fn settings_files(arguments: &LintArguments, inputs: &[Argument]) -> Vec<PathBuf> {
    let run = &arguments.run;
    let config = configuration_file(&run.repository.config, inputs).ok().flatten();
    let profile = Settings::of(run, inputs).ok().and_then(|settings| settings.profile_file());
    let (baseline, certificate) = (run.accepting.baseline.clone(), run.fetching.ca_certificate.clone());
    [config, profile, baseline, certificate].into_iter().flatten().collect()
}

/// The files that a pass writes.
fn written(arguments: &LintArguments) -> Vec<FileId> {
    arguments.run.format.iter().filter_map(|target| FileId::of(target.file.as_deref()?)).collect()
}

fn state(path: &Path) -> Option<State> {
    let metadata = fs::metadata(path).ok()?;
    Some(State { size: metadata.len(), modified: metadata.modified().ok(), id: FileId::of(path) })
}
