//! `cimd completions`: what a shell needs to complete the arguments.

use clap::CommandFactory;

use super::arguments::{Arguments, CompletionsArguments};
use super::usage::UsageError;
use super::{Outcome, print};

/// Prints the script.
pub fn run(arguments: &CompletionsArguments) -> Result<Outcome, UsageError> {
    let mut command = Arguments::command();
    let name = command.get_name().to_owned();
    // Its generator panics where it cannot write, as when `head` reads it: so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, name, &mut script);
    print(|out| out.write_all(&script))?;
    Ok(Outcome::Clean)
}
