//! `cimd lint --watch`: linting again whenever a file changes.

mod snapshot;
mod waiting;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::arguments::LintArguments;
use super::pass;
use crate::cli::inputs::inputs;
use crate::cli::outcome::Outcome;
use crate::cli::output::{note, print, write_error};
use crate::cli::run::Format;
use crate::cli::usage::UsageError;
use crate::input::{Argument, is_standard_input};
use snapshot::Snapshot;
use waiting::Waiter;

/// How many changed files are named.
const MOST_NAMED: usize = 3;

/// Lints until the process is ended. What is wrong at the beginning is an error; what goes wrong later is said, and may be
/// mended by the next change.
pub fn run(arguments: &LintArguments) -> Result<Outcome, UsageError> {
    check(arguments)?;
    let mut waiter = Waiter::new();
    let mut seen = Snapshot::of(arguments);
    waiter.watch(seen.folders());
    pass::run(arguments)?;
    tell(arguments, "watching for changes; Ctrl-C ends");
    loop {
        let now = Snapshot::of(arguments);
        let changed = now.differences(&seen);
        if changed.is_empty() {
            waiter.wait();
            continue;
        }
        clear(arguments)?;
        tell(arguments, &said(&changed));
        waiter.watch(now.folders());
        seen = now;
        if let Err(error) = pass::run(arguments) {
            write_error(error);
        }
    }
}

/// Refuses what cannot be watched.
fn check(arguments: &LintArguments) -> Result<(), UsageError> {
    let is_list = arguments.inputs_from.as_deref().is_some_and(is_standard_input);
    let (inputs, _) = if is_list {
        Default::default()
    } else {
        inputs(&arguments.inputs, arguments.inputs_from.as_deref())?
    };
    if is_list || inputs.contains(&Argument::StandardInput) {
        return Err(UsageError::new(
            "--watch lints again when a file changes, and standard input is read only once",
        )
        .help("name files or directories"));
    }
    let is_watched = |input: &Argument| matches!(input, Argument::File(_) | Argument::Directory(_));
    if !inputs.iter().any(is_watched) {
        return Err(UsageError::new("--watch lints again when a file changes, and no file is named")
            .help("name files or directories; what is published at a URL does not tell when it changes"));
    }
    Ok(())
}

/// Begins on an empty screen, where people read; what is written to a file or a program stays as it is.
fn clear(arguments: &LintArguments) -> Result<(), UsageError> {
    let formats = &arguments.run.format;
    let is_for_people = formats.is_empty()
        || formats.iter().any(|target| target.file.is_none() && target.format == Format::Human);
    if is_for_people && io::stdout().is_terminal() {
        print(|out: &mut dyn Write| out.write_all(b"\x1b[2J\x1b[H"))?;
    }
    Ok(())
}

fn tell(arguments: &LintArguments, text: &str) {
    if !arguments.run.quiet {
        note(text);
    }
}

/// Names the files that changed.
fn said(changed: &[&Path]) -> String {
    let names: Vec<String> = changed.iter().take(MOST_NAMED).map(|path| shown(path)).collect();
    let more = changed.len() - names.len();
    let more = if more == 0 { String::new() } else { format!(" and {more} more") };
    format!("changed: {}{more}", names.join(", "))
}

fn shown(path: &Path) -> String {
    let current = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(current).map_or_else(|_| path.to_owned(), PathBuf::from).display().to_string()
}
