//! The files that are written: the document, its key set beside it, and the private key.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::arguments::InitArguments;
use crate::cli::usage::UsageError;
use crate::files::{self, FileId, NewFile};
use crate::finding::enumerated;
use crate::input::Argument;
use crate::key_pair::KeyPair;

/// Where everything goes.
pub struct Files {
    /// The document.
    pub document: PathBuf,
    /// The key set, where there is a key.
    pub key_set: PathBuf,
    /// The private key, where there is one.
    pub private_key: PathBuf,
}

/// Refuses a target that is no file to be written.
pub fn check_target(target: &Argument) -> Result<(), UsageError> {
    match target {
        Argument::Url(url) => {
            Err(UsageError::new(format!("`{url}` is a URL, and the document is written to a file"))
                .help("name a file, and the URL with --url"))
        }
        Argument::Directory(directory) => {
            let document = directory.join("client.json");
            Err(UsageError::new(format!("{} is a directory", directory.display()))
                .help(format!("name the file: {}", document.display())))
        }
        _ => Ok(()),
    }
}

impl Files {
    /// Where the arguments have them. The private key is not beside the document, whose folder is published as a whole,
    /// unless the document is in the current directory.
    pub fn of(arguments: &InitArguments) -> Files {
        Files {
            document: arguments.file.clone(),
            key_set: arguments.file.with_file_name("jwks.json"),
            private_key: arguments.keys.private_key.clone().unwrap_or_else(|| "private-key.pem".into()),
        }
    }

    fn paths(&self, with_key: bool) -> Vec<&Path> {
        let all = [&*self.document, &*self.key_set, &*self.private_key];
        all[..if with_key { 3 } else { 1 }].to_vec()
    }

    /// Refuses files that are one, and files that are there already unless they are to be replaced.
    pub fn check(&self, with_key: bool, force: bool) -> Result<(), UsageError> {
        let paths = self.paths(with_key);
        for (index, path) in paths.iter().enumerate() {
            let id = FileId::of(path);
            if let Some(other) = paths[..index].iter().find(|other| id.is_some() && FileId::of(other) == id) {
                return Err(UsageError::new(format!(
                    "{} and {} are one file, and two are written",
                    other.display(),
                    path.display()
                ))
                .help("name another file for the document, or for the private key with --private-key"));
            }
        }
        let is_there = |path: &&&Path| fs::symlink_metadata(path).is_ok();
        let there: Vec<_> = paths.iter().filter(is_there).map(|path| path.display().to_string()).collect();
        if there.is_empty() || force { Ok(()) } else { Err(is_there_already(&there)) }
    }

    /// Writes all of them, or none.
    pub fn write(
        &self,
        document: &str,
        key: Option<(&str, &KeyPair)>,
        force: bool,
    ) -> Result<(), UsageError> {
        let file = |path, content, is_private| NewFile { path, content, is_private };
        let mut list = vec![file(&*self.document, document.as_bytes(), false)];
        if let Some((key_set, key)) = key {
            list.push(file(&self.key_set, key_set.as_bytes(), false));
            list.push(file(&self.private_key, key.private_pem.as_bytes(), true));
        }
        files::create(&list, force).map_err(|(path, error)| {
            let path = path.display().to_string();
            if error.kind() == ErrorKind::AlreadyExists {
                return is_there_already(&[path]);
            }
            UsageError::new(format!("{path} cannot be written: {}", files::words(&error)))
                .help("name a file in a directory that exists and is writable")
        })
    }
}

fn is_there_already(names: &[String]) -> UsageError {
    let verb = if names.len() == 1 { "is" } else { "are" };
    UsageError::new(format!("{} {verb} there already; nothing was written", enumerated(names, "and")))
        .help("name another file, or replace what is there with --force")
}
