//! Files of a directory that a search did not take for documents although they are close, and why.

use std::collections::HashSet;
use std::fmt;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::candidate::{self, Dismissal};
use super::name::name_of;
use super::read;
use super::scope::{LeftOut, Scope};
use super::target::Target;
use super::usual_names::{Naming, is_searched, naming};
use super::walk::{self, MAX_FILES};
use crate::files;
use crate::finding::{MAX_QUOTED, truncated};
use crate::json::Tree;

/// Most files and folders that are listed to find those that the search left out before it read them.
const MAX_ENTRIES: usize = 20_000;

/// Most files that are read for an error, and most of those that the search left out.
const MAX_READ: usize = 300;

/// How much is read of a file that the search left out, in bytes.
const MAX_BYTES: usize = 64 * 1024;

/// Most files that an error names.
const MAX_NAMED: usize = 5;

/// A file that was passed over.
#[derive(Debug)]
pub struct PassedOver {
    /// As reports would call it.
    pub name: String,
    /// Why it was passed over.
    pub reason: Reason,
}

/// Why a file was passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It was read.
    Content(Dismissal),
    /// It was left out by name or configuration.
    Scope(LeftOut),
    /// It was left out by `.gitignore` or the like.
    Ignored,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::Content(Dismissal::OtherKind(what)) => return write!(f, "looks like {what}"),
            Reason::Content(Dismissal::OpaqueId) => "`client_id` is not a URL",
            Reason::Content(Dismissal::OneMember) => "has only one member of client metadata",
            Reason::Content(Dismissal::NoMember) => "has no members of client metadata",
            Reason::Scope(LeftOut::Name) => "is not *.json or *.jsonld: name it or set `include`",
            Reason::Scope(LeftOut::Exclude) => "is excluded by cimd.toml",
            Reason::Scope(LeftOut::Include) => "is not in `include` of cimd.toml",
            Reason::Ignored => "is ignored by .gitignore or .ignore",
        })
    }
}

impl PassedOver {
    /// What a search of a directory passed over: every file that it read, and what is close of those it did not read.
    pub fn in_directory(directory: &Path, scope: &Scope) -> Vec<PassedOver> {
        in_directory(directory, scope, usize::MAX).into_iter().map(|(_, file)| file).collect()
    }
}

/// The files that are close, of a directory in which no document was found, and how many more there are.
pub fn summary(directory: &Path, scope: &Scope) -> Option<String> {
    let mut files = in_directory(directory, scope, MAX_READ);
    files.retain(|(is_close, _)| *is_close);
    let more = files.len().saturating_sub(MAX_NAMED);
    let named = files
        .iter()
        .take(MAX_NAMED)
        .map(|(_, PassedOver { name, reason })| format!("{} ({reason})", truncated(name, MAX_QUOTED, "…")));
    let named = named.collect::<Vec<_>>().join(", ");
    match more {
        _ if named.is_empty() => None,
        0 => Some(named),
        _ => Some(format!("{named}, and {more} more")),
    }
}

/// What was passed over in a directory, and whether it is close to a document; no more than `most` of the files that the search reads are read again.
fn in_directory(directory: &Path, scope: &Scope, most: usize) -> Vec<(bool, PassedOver)> {
    let targets = walk::files(directory, scope, MAX_FILES);
    let searched: HashSet<&Path> = targets.iter().filter_map(Target::path).collect();
    let is_candidate = |target: &&Target| matches!(target, Target::Candidate(_));
    let mut candidates: Vec<&Path> = targets.iter().filter(is_candidate).filter_map(Target::path).collect();
    // Where not all are read, those with a usual name come first.
    candidates.sort_by_key(|path| naming(path) == Naming::Silent);
    let mut files: Vec<_> = candidates.into_iter().take(most).filter_map(judged).collect();
    let mut left_out: Vec<(PathBuf, Reason)> = unfiltered(directory)
        .filter(|path| !searched.contains(&**path))
        .map(|path| {
            let reason = scope.decide(&path).map_or_else(Reason::Scope, |_| Reason::Ignored);
            (path, reason)
        })
        .collect();
    left_out.sort_by_key(|(path, _)| (naming(path) == Naming::Silent, !is_searched(path)));
    let left_out = left_out.into_iter().take(MAX_READ).filter(|(path, _)| is_close(path));
    files.extend(left_out.map(|(path, reason)| (true, passed_over(&path, reason))));
    files.sort_by(|(_, one), (_, other)| one.name.cmp(&other.name));
    files
}

/// What the search read, if that is not linted.
fn judged(path: &Path) -> Option<(bool, PassedOver)> {
    let naming = naming(path);
    // What cannot be read has an error of its own.
    let tree = read::file(path).ok()?.tree;
    let dismissal = candidate::judge(&tree, naming).err()?;
    let is_close = naming != Naming::Silent
        || match dismissal {
            Dismissal::OpaqueId | Dismissal::OneMember => true,
            Dismissal::OtherKind(_) => candidate::speaks_of_client(&tree),
            Dismissal::NoMember => false,
        };
    Some((is_close, passed_over(path, Reason::Content(dismissal))))
}

fn passed_over(path: &Path, reason: Reason) -> PassedOver {
    PassedOver { name: name_of(path), reason }
}

/// Whether a file that was left out would be a document.
fn is_close(path: &Path) -> bool {
    let Ok(part) = files::part(path, MAX_BYTES) else { return false };
    let is_json = is_searched(path) || part.bytes.trim_ascii_start().starts_with(b"{");
    is_json && candidate::judge(&Tree::parse(part.bytes), naming(path)).is_ok()
}

/// The files of a directory, whatever is said of them; those of packages that were installed are not.
fn unfiltered(directory: &Path) -> impl Iterator<Item = PathBuf> {
    WalkBuilder::new(directory)
        .standard_filters(false)
        .sort_by_file_name(Ord::cmp)
        .filter_entry(|entry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            entry.depth() == 0
                || !is_folder
                || (entry.file_name() != ".git" && entry.file_name() != "node_modules")
        })
        .build()
        .take(MAX_ENTRIES)
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .map(ignore::DirEntry::into_path)
}
