//! What resources and documents were in an earlier revision of the repository.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::files::ReadFile;
use crate::cli::usage::UsageError;
use crate::config::Config;
use crate::finding::quoted;
use crate::resource::read::{MAX_BYTES, named};
use crate::resource::{Resource, compare as compare_resources};

/// Tells each resource what it was in that revision, and whether its document has changed since.
pub fn compare(files: &mut [ReadFile], revision: &str, config: Option<&Config>) -> Result<(), UsageError> {
    let mut repositories: BTreeMap<PathBuf, Repository> = BTreeMap::new();
    for (input, file) in files {
        let (Some(path), Ok(file)) = (input.path(), file) else { continue };
        if file.resources.is_empty() {
            continue;
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let repository = match repositories.get(folder) {
            Some(repository) => repository,
            None => {
                let repository = Repository::around(folder, revision)?;
                repositories.entry(folder.to_owned()).or_insert(repository)
            }
        };
        // A file that was not there has no earlier resources.
        let Some(bytes) = repository.show(path)? else { continue };
        let Ok(earlier) = named(path, bytes) else { continue };
        let urls: BTreeSet<String> =
            file.resources.iter().filter_map(Resource::url).map(str::to_owned).collect();
        let mut changed = BTreeMap::new();
        for url in urls {
            if let Some(name) = changed_document(repository, config, &url)? {
                changed.insert(url, name);
            }
        }
        compare_resources(&mut file.resources, &earlier.resources, revision, |url| changed.get(url).cloned());
    }
    Ok(())
}

/// The document of that URL, if it lies in the repository and has changed since the revision.
fn changed_document(
    repository: &Repository,
    config: Option<&Config>,
    url: &str,
) -> Result<Option<String>, UsageError> {
    let Some(config) = config else { return Ok(None) };
    for relative in config.file.paths_of(url) {
        let path = config.directory().join(&relative);
        let Ok(now) = crate::files::whole(&path, MAX_BYTES) else { continue };
        // One that is new was never read by Auth0.
        if let Some(then) = repository.show(&path)?
            && then != now
        {
            return Ok(Some(relative.display().to_string()));
        }
    }
    Ok(None)
}

/// A repository at one revision.
struct Repository {
    /// The folder from which git is asked.
    folder: PathBuf,
    /// The top of the working tree, without links in it.
    top: PathBuf,
    /// The commit; `None` before the first one.
    commit: Option<String>,
}

impl Repository {
    /// The repository around a folder.
    fn around(folder: &Path, revision: &str) -> Result<Repository, UsageError> {
        let top =
            text(folder, &[OsStr::new("rev-parse"), OsStr::new("--show-toplevel")]).ok_or_else(|| {
                UsageError::new(format!("{} is in no git repository, and --base needs one", folder.display()))
                    .help("run it in the checkout, with git installed; or leave --base out")
            })?;
        let wanted = format!("{revision}^{{commit}}");
        let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted].map(OsStr::new);
        let commit = text(folder, &arguments);
        // A repository without commits has no HEAD: everything in it is new.
        if commit.is_none() && revision != "HEAD" {
            return Err(UsageError::new(format!("there is no revision {} in this repository", quoted(revision)))
                .help("name a commit, a branch or a tag that was fetched: a shallow checkout may lack it (fetch-depth: 0)"));
        }
        let top = PathBuf::from(top);
        let top = top.canonicalize().unwrap_or(top);
        Ok(Repository { folder: folder.to_owned(), top, commit })
    }

    /// A file as it was; `None` where it was not there.
    fn show(&self, path: &Path) -> Result<Option<Vec<u8>>, UsageError> {
        let Some(commit) = &self.commit else { return Ok(None) };
        let Ok(path) = path.canonicalize() else { return Ok(None) };
        let Ok(relative) = path.strip_prefix(&self.top) else { return Ok(None) };
        let mut object = std::ffi::OsString::from(format!("{commit}:"));
        object.push(relative);
        let size = text(&self.folder, &[OsStr::new("cat-file"), OsStr::new("-s"), &object]);
        let Some(size) = size.and_then(|size| size.parse::<usize>().ok()) else { return Ok(None) };
        if size > MAX_BYTES {
            return Err(UsageError::new(format!(
                "{} at that revision cannot be read: it has more than {} MiB",
                relative.display(),
                MAX_BYTES >> 20
            )));
        }
        Ok(output(&self.folder, &[OsStr::new("cat-file"), OsStr::new("blob"), &object]))
    }
}

/// What git prints, without the end of the line; `None` where it fails.
fn text(folder: &Path, arguments: &[&OsStr]) -> Option<String> {
    let printed = String::from_utf8(output(folder, arguments)?).ok()?;
    Some(printed.trim_end_matches(['\n', '\r']).to_owned())
}

fn output(folder: &Path, arguments: &[&OsStr]) -> Option<Vec<u8>> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        // A hook of git names its repository in a way that holds for the top folder only.
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .env_remove("GIT_INDEX_FILE")
        // Nothing is written into the repository.
        .env("GIT_OPTIONAL_LOCKS", "0")
        .output()
        .ok()?;
    output.status.success().then_some(output.stdout)
}
