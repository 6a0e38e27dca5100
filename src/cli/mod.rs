//! The command line: arguments in, exit code out. Only this module prints.

mod accepting;
mod answer;
mod arguments;
mod completions;
mod document;
mod explain;
mod fetching;
mod lint;
mod man;
mod parallel;
mod preview;
mod progress;
mod refresh;
mod rules;
mod settings;
mod terminal;
mod usage;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use usage::UsageError;

use crate::format::sanitised;

/// What a run came to, as an exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Nothing at or above `--fail-on`.
    Clean = 0,
    /// Findings at or above it.
    Findings = 1,
    /// The tool could not do its job.
    Failed = 2,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(outcome as u8)
    }
}

/// Runs the program with the process's arguments.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match arguments.command {
        Command::Lint(arguments) => lint::run(&arguments),
        Command::Preview(arguments) => preview::run(&arguments),
        Command::Refresh(arguments) => refresh::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    };
    match result {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            // Nothing can be done about a standard error that is closed.
            let _ = write!(io::stderr(), "{error}");
            Outcome::Failed.into()
        }
    }
}

/// Says something on standard error, where people read while programs read standard output.
fn note(text: &str) {
    // Nothing can be done about a standard error that is closed.
    let _ = writeln!(io::stderr(), "note: {}", sanitised(text));
}

/// Runs what prints to standard output. A reader that has seen enough, as in `cimd rules | head`, is no
/// failure.
fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), UsageError> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(UsageError::new(format!("standard output cannot be written: {error}")))
        }
        _ => Ok(()),
    }
}
