//! Runs the program somewhere in a repository, and not at its top.

use std::process::{Command, Stdio};

use crate::runner::{Folder, Ran};

/// Runs the program in a folder below.
pub fn run_below(folder: &Folder, below: &str, arguments: &[&str]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_cimd"))
        .args(arguments)
        .current_dir(folder.path().join(below))
        .stdin(Stdio::null())
        .output();
    Ran::from(output.expect("the program runs"))
}
