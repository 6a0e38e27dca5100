//! Where a finding lies, in the terms of a CI server: a file of the repository, or none.

use std::path::{Component, Path, PathBuf};

use super::sanitised;
use crate::finding::{Finding, InputKind, Range, Report};

/// The repository that a run is about: CI servers name files from its top on, wherever the run was started.
#[derive(Debug, Clone, Default)]
pub struct Checkout {
    top: PathBuf,
    current: PathBuf,
}

impl Checkout {
    /// The repository at `top`, for a run in the directory `current`; both are absolute.
    pub fn new(top: impl Into<PathBuf>, current: impl Into<PathBuf>) -> Checkout {
        Checkout { top: top.into(), current: current.into() }
    }

    /// A file's path as the repository spells it: from its top on, with `/` between the names, and without
    /// detours. What lies elsewhere is named from the top on where it was named by a relative path, else from the
    /// root of its file system.
    pub(super) fn path(&self, name: &str) -> String {
        let path = self.names(name).join("/");
        // The top itself has a name too.
        if path.is_empty() { ".".to_owned() } else { sanitised(&path).into_owned() }
    }

    /// The names on that path.
    pub(super) fn names(&self, name: &str) -> Vec<String> {
        let path = Path::new(name);
        let (top, whole) = (names(&self.top), names(&self.current.join(path)));
        let shared = top.iter().zip(&whole).take_while(|(one, other)| one == other).count();
        if shared < top.len() && path.has_root() {
            return whole;
        }
        let up = top[shared..].iter().map(|_| "..".to_owned());
        up.chain(whole[shared..].iter().cloned()).collect()
    }
}

/// The names on a path, without the root and without detours. Links are not followed.
fn names(path: &Path) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for component in path.components() {
        match component {
            Component::Prefix(_) | Component::RootDir | Component::CurDir => {}
            Component::ParentDir if names.last().is_some_and(|name| name != "..") => {
                names.pop();
            }
            // Nothing lies above the root.
            Component::ParentDir if path.has_root() => {}
            Component::ParentDir => names.push("..".to_owned()),
            Component::Normal(name) => names.push(name.to_string_lossy().into_owned()),
        }
    }
    names
}

/// A place in a file that CI servers can show something at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Anchor<'r> {
    /// The file, as the user named it.
    pub file: &'r str,
    /// Where in it.
    pub range: Option<Range>,
}

/// The places of one report. What was fetched lies in no file: a key set is shown at the `jwks_uri` of its document,
/// a URL in the line of the list that named it.
pub(super) struct Places<'r> {
    report: &'r Report,
}

impl<'r> Places<'r> {
    pub fn of(report: &'r Report) -> Places<'r> {
        Places { report }
    }

    /// Where a finding is shown; `None` for standard input, and for a URL that was named by no file.
    pub fn of_finding(&self, finding: &Finding) -> Option<Anchor<'r>> {
        let input = self.of_input()?;
        if self.report.input.path().is_none() {
            return Some(input);
        }
        let range = if finding.source > 0 { self.report.key_set_named_at } else { finding.range };
        Some(Anchor { range, ..input })
    }

    /// Where something is shown that is about the whole input.
    pub fn of_input(&self) -> Option<Anchor<'r>> {
        let input = &self.report.input;
        if input.kind() == InputKind::File {
            return Some(Anchor { file: input.name(), range: None });
        }
        let line = self.report.listed.as_ref()?;
        Some(Anchor { file: &line.file, range: Some(line.range) })
    }
}

/// What follows the scheme of a URL.
pub(super) fn without_scheme(url: &str) -> &str {
    url.split_once("://").map_or(url, |(_, rest)| rest)
}

/// The place as compilers write it, `client.json:4:21`; the name alone of what lies in no text.
pub(super) fn written(report: &Report, finding: &Finding) -> String {
    let name = report.source_name(finding);
    // Made safe as a whole: together with a colon of ours, a name may begin a command.
    match finding.range {
        Some(range) => sanitised(&format!("{name}:{}:{}", range.start.line, range.start.column)).into_owned(),
        None => sanitised(name).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn files_are_named_from_the_top_of_the_repository() {
        let below = Checkout::new("/home/me/project", "/home/me/project/web");
        for (name, expected) in [
            ("a.json", "web/a.json"),
            ("./a/../b.json", "web/b.json"),
            ("../c.json", "c.json"),
            ("../../other/d.json", "../other/d.json"),
            ("/home/me/project/web/a.json", "web/a.json"),
            ("/home/me/./other/../project/e.json", "e.json"),
            ("/home/me/projects/f.json", "home/me/projects/f.json"),
            ("/../g.json", "g.json"),
            ("..", "."),
            ("a\u{1b}.json", "web/a<U+001B>.json"),
        ] {
            assert_eq!(below.path(name), expected, "{name}");
        }
        // It is not known where the run is.
        assert_eq!(Checkout::default().path("./a/../../b.json"), "../b.json");
    }

    #[cfg(windows)]
    #[test]
    fn drives_and_backslashes_go() {
        let checkout = Checkout::new("C:\\work", "C:\\work\\web");
        assert_eq!(checkout.path("clients\\a.json"), "web/clients/a.json");
        assert_eq!(checkout.path("C:\\work\\a.json"), "a.json");
        assert_eq!(checkout.path("D:\\clients\\a.json"), "clients/a.json");
    }
}
