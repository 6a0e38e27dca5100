//! The files that say what a search leaves out. The crate `ignore` reads them to their end, whatever they are: so they
//! are looked at before.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::files;

/// The largest of these files, in bytes.
const MAX_BYTES: usize = 256 * 1024;

/// The longest pattern, in bytes: paths are not longer.
const MAX_PATTERN_BYTES: usize = 4096;

/// How deep braces may be nested in a pattern.
const MAX_BRACES: usize = 10;

/// Most patterns that hold for one folder: its own, and those of all folders above it.
const MAX_PATTERNS: usize = 5_000;

/// The same in bytes, of those that have wildcards: each byte takes half a kilobyte of memory.
const MAX_WILDCARD_BYTES: usize = 32 * 1024;

/// What a pattern takes beside its bytes.
const EACH: usize = 8;

/// The largest file that leads from a worktree to its repository, in bytes.
const MAX_LINK_BYTES: usize = 8 * 1024;

/// How many patterns hold for the folders of a search.
#[derive(Debug, Default)]
pub struct IgnoreFiles {
    /// The patterns of the folders above the one where the search begins.
    above: Patterns,
    /// The patterns of a folder and those above it, where it has some of its own.
    folders: HashMap<PathBuf, Patterns>,
}

/// How much there is to match.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Patterns {
    count: usize,
    wildcard_bytes: usize,
}

/// A file that cannot be used, and why.
#[derive(Debug)]
pub struct Unusable {
    /// The file.
    pub file: PathBuf,
    /// Why it cannot be used.
    pub error: io::Error,
}

impl IgnoreFiles {
    /// Looks at the files of a directory where a search begins, and of those above it.
    pub fn begin(directory: &Path) -> Result<IgnoreFiles, Unusable> {
        let mut files = IgnoreFiles::default();
        if let Ok(whole) = directory.canonicalize() {
            for folder in whole.ancestors().skip(1) {
                files.above = files.with(folder, files.above)?;
            }
        }
        files.enter(directory)?;
        Ok(files)
    }

    /// Looks at the files of a folder.
    pub fn enter(&mut self, folder: &Path) -> Result<(), Unusable> {
        let above = folder.ancestors().skip(1).find_map(|above| self.folders.get(above).copied());
        let above = above.unwrap_or(self.above);
        let whole = self.with(folder, above)?;
        if whole != above {
            self.folders.insert(folder.to_owned(), whole);
        }
        Ok(())
    }

    /// The patterns with those of a folder.
    fn with(&self, folder: &Path, mut sum: Patterns) -> Result<Patterns, Unusable> {
        let mut add = |file: PathBuf| match patterns(&file) {
            Ok(more) => {
                sum.count += more.count;
                sum.wildcard_bytes += more.wildcard_bytes;
                let what = if sum.count > MAX_PATTERNS {
                    format!("more than {MAX_PATTERNS} patterns")
                } else if sum.wildcard_bytes > MAX_WILDCARD_BYTES {
                    format!("patterns with wildcards that are longer than {MAX_WILDCARD_BYTES} bytes")
                } else {
                    return Ok(());
                };
                let message = format!("with those of the folders above it, it has {what}");
                Err(Unusable { file, error: io::Error::other(message) })
            }
            Err(error) => Err(Unusable { file, error }),
        };
        add(folder.join(".ignore"))?;
        add(folder.join(".gitignore"))?;
        if let Some(git) = common_directory(folder)? {
            add(git.join("info/exclude"))?;
        }
        Ok(sum)
    }
}

/// How many patterns a file has; none where there is no file.
fn patterns(file: &Path) -> io::Result<Patterns> {
    let Some(text) = content(file, MAX_BYTES)? else { return Ok(Patterns::default()) };
    let mut patterns = Patterns::default();
    for (index, line) in text.split(|&byte| byte == b'\n').enumerate() {
        let wrong = |what: String| Err(io::Error::other(format!("the pattern in line {} {what}", index + 1)));
        if line.is_empty() || line.starts_with(b"#") {
            continue;
        }
        if line.len() > MAX_PATTERN_BYTES {
            return wrong(format!("is longer than {MAX_PATTERN_BYTES} bytes"));
        }
        if line.iter().filter(|&&byte| byte == b'{').count() > MAX_BRACES {
            return wrong(format!("has more than {MAX_BRACES} braces"));
        }
        patterns.count += 1;
        if line.iter().any(|byte| b"*?[{\\".contains(byte)) {
            patterns.wildcard_bytes += line.len() + EACH;
        }
    }
    Ok(patterns)
}

/// The bytes of a regular file; `None` where nothing is to be read.
fn content(file: &Path, max: usize) -> io::Result<Option<Vec<u8>>> {
    match fs::metadata(file) {
        Ok(metadata) if metadata.is_file() => files::whole(file, max).map(Some),
        // As git and `ignore` do.
        Ok(metadata) if metadata.is_dir() => Ok(None),
        Ok(_) => Err(io::Error::other("it is not a regular file")),
        Err(_) => Ok(None),
    }
}

/// The directory that a repository's worktrees have in common, as `ignore` finds it.
fn common_directory(folder: &Path) -> Result<Option<PathBuf>, Unusable> {
    let git = folder.join(".git");
    match fs::metadata(&git) {
        Ok(metadata) if metadata.is_file() => {}
        Ok(metadata) if metadata.is_dir() => return Ok(Some(git)),
        _ => return Ok(None),
    }
    let Some(line) = first_line(git)? else { return Ok(None) };
    let Some(directory) = line.strip_prefix("gitdir: ").map(PathBuf::from) else { return Ok(None) };
    let Some(line) = first_line(directory.join("commondir"))? else { return Ok(None) };
    Ok(Some(if line.starts_with('.') { directory.join(line) } else { PathBuf::from(line) }))
}

fn first_line(file: PathBuf) -> Result<Option<String>, Unusable> {
    match content(&file, MAX_LINK_BYTES) {
        Ok(text) => {
            let text = text.and_then(|text| String::from_utf8(text).ok());
            Ok(text.and_then(|text| text.lines().next().map(str::to_owned)))
        }
        Err(error) => Err(Unusable { file, error }),
    }
}
