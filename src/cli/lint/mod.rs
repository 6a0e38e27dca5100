//! `cimd lint`.

mod arguments;
mod fixing;
mod pass;
mod watch;

pub use arguments::LintArguments;

use super::outcome::Outcome;
use super::usage::UsageError;

/// Lints what the arguments name: once, or again and again.
pub fn run(arguments: &LintArguments) -> Result<Outcome, UsageError> {
    if arguments.watch { watch::run(arguments) } else { pass::run(arguments) }
}
