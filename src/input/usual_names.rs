//! What the files are called in which documents usually lie.

use std::ffi::OsStr;
use std::path::{self, Path};

/// What the name of a file says of its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// It is a name for client metadata, and for nothing else.
    Certain,
    /// It is a usual name, and other files have it, too.
    Usual,
    /// It says nothing.
    Silent,
}

/// Names for client metadata.
const CERTAIN: [&str; 3] = ["client-metadata.json", "oauth-client-metadata.json", "clientid.jsonld"];

/// Names that other files have, too.
const USUAL: [&str; 1] = ["client.json"];

/// How the names of files and folders in the folder for well-known locations (RFC 8615) begin.
const WELL_KNOWN_BEGINNING: &str = "oauth-client";

/// Extensions of files with JSON.
const EXTENSIONS: [&str; 2] = ["json", "jsonld"];

/// Whether a search looks into a file of that name: JSON, or a file in `.well-known` without an extension.
pub fn is_searched(path: &Path) -> bool {
    match path.extension() {
        Some(extension) => EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known)),
        None => path.file_name().is_some() && in_well_known(path),
    }
}

/// What the name of a file says of its content.
pub fn naming(path: &Path) -> Naming {
    let Some(name) = path.file_name().and_then(OsStr::to_str) else { return Naming::Silent };
    let is_one_of = |names: &[&str]| names.iter().any(|known| name.eq_ignore_ascii_case(known));
    if is_one_of(&CERTAIN) {
        Naming::Certain
    } else if is_one_of(&USUAL) {
        Naming::Usual
    } else if !is_searched(path) {
        Naming::Silent
    } else if begins(name) && in_well_known(path) {
        Naming::Certain
    } else if below_client_folder(path) {
        Naming::Usual
    } else {
        Naming::Silent
    }
}

/// Whether a name begins as those of clients do in the folder for well-known locations.
fn begins(name: &str) -> bool {
    name.get(..WELL_KNOWN_BEGINNING.len())
        .is_some_and(|begin| begin.eq_ignore_ascii_case(WELL_KNOWN_BEGINNING))
}

/// Whether a file lies anywhere below a folder for well-known locations, however it is named.
fn in_well_known(path: &Path) -> bool {
    let is_below = |path: &Path| folders(path).any(|folder| folder == ".well-known");
    is_below(path) || path::absolute(path).is_ok_and(|path| is_below(&path))
}

/// Whether a file lies in a folder such as `.well-known/oauth-client`.
fn below_client_folder(path: &Path) -> bool {
    folders(path).any(|folder| folder.to_str().is_some_and(begins)) && in_well_known(path)
}

fn folders(path: &Path) -> impl Iterator<Item = &OsStr> {
    path.parent().into_iter().flat_map(Path::iter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_json_files_are_told_by_their_paths() {
        for path in [
            "a.json",
            "./a.JSON",
            "a/b.json",
            ".a.json",
            "é.json",
            "json.json",
            "a.jsonld",
            ".well-known/a",
            "a/.well-known/b/c",
        ] {
            assert!(is_searched(Path::new(path)), "{path}");
        }
        for path in [
            "",
            ".json",
            "a/.json",
            "json",
            "a/json",
            "a.jsonc",
            "a.json5",
            "a.json.bak",
            "ajson",
            ".well-known",
            "a/.well-known/b.txt",
            "well-known/a",
        ] {
            assert!(!is_searched(Path::new(path)), "{path}");
        }
    }

    #[test]
    fn usual_names_are_known() {
        for (path, expected) in [
            ("a/client-metadata.json", Naming::Certain),
            ("OAuth-Client-Metadata.json", Naming::Certain),
            ("clientid.jsonld", Naming::Certain),
            (".well-known/oauth-client", Naming::Certain),
            ("a/.well-known/oauth-client-metadata.json", Naming::Certain),
            ("client.json", Naming::Usual),
            (".well-known/oauth-client/default", Naming::Usual),
            (".well-known/oauth-authorization-server", Naming::Silent),
            (".well-known/oauth-client.html", Naming::Silent),
            ("oauth-client.json", Naming::Silent),
            ("package.json", Naming::Silent),
        ] {
            assert_eq!(naming(Path::new(path)), expected, "{path}");
        }
    }
}
