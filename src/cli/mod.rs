//! The command line: arguments in, exit code out. Only this module prints.

mod answer;
mod arguments;
mod chosen_profile;
mod compat;
mod completions;
mod configuration;
mod document;
mod explain;
mod fetching;
mod groups;
mod init;
mod inputs;
mod lint;
mod lsp;
mod man;
mod outcome;
mod output;
mod parallel;
mod preview;
mod profiles;
mod progress;
mod refresh;
mod refusal;
mod resource;
mod respondents;
mod rules;
mod run;
mod saved;
#[cfg(feature = "serve-cases")]
mod serve_cases;
mod terminal;
mod usage;
mod values;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use arguments::{Arguments, Command};
use outcome::Outcome;

/// Runs the program with the process's arguments.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return refusal::print(error),
    };
    let result = match arguments.command {
        Command::Lint(arguments) => lint::run(&arguments),
        Command::Compat(arguments) => compat::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::Preview(arguments) => preview::run(&arguments),
        Command::Resource(arguments) => resource::run(&arguments),
        Command::Refresh(arguments) => refresh::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
        Command::Lsp(arguments) => lsp::run(&arguments),
        #[cfg(feature = "serve-cases")]
        Command::ServeCases(arguments) => serve_cases::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments, Arguments::command()),
        Command::Man(arguments) => man::run(&arguments, Arguments::command()),
    };
    let outcome = result.unwrap_or_else(|error| {
        output::write_error(error);
        Outcome::Failed
    });
    outcome.into()
}
