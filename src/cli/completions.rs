//! `cimd completions`: what a shell needs to complete the arguments.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, Args, Command, ValueHint};

use super::outcome::Outcome;
use super::output::print;
use super::run::Format;
use super::usage::UsageError;
use crate::metadata::members::Definition;
use crate::rule::{Part, Rule};

#[derive(Debug, Args)]
pub struct CompletionsArguments {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// Prints the script for a program.
pub fn run(arguments: &CompletionsArguments, program: Command) -> Result<Outcome, UsageError> {
    let mut command = program
        .mut_subcommands(|command| command.mut_args(completed))
        .mut_subcommand("lint", |lint| lint.mut_arg("format", |format| format.value_parser(formats())));
    let name = command.get_name().to_owned();
    // Its generator panics where it cannot write, as when `head` reads it: so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, name, &mut script);
    print(|out| out.write_all(&script))?;
    Ok(Outcome::Clean)
}

/// Says what an argument's value can be. Only the shell is told: `--help` would list every rule.
fn completed(argument: Arg) -> Arg {
    match argument.get_id().as_str() {
        "topic" => argument.value_parser(topics()),
        "select" | "ignore" => argument.value_parser(rules()),
        // The inputs are left to the shell, which knows file names best.
        "inputs" | "input" => argument,
        "part" => argument.value_parser(PossibleValuesParser::new(Part::ALL.map(Part::name))),
        "out" => argument.value_hint(ValueHint::DirPath),
        "profile" => argument.value_hint(ValueHint::FilePath),
        _ if argument.get_value_hint() == ValueHint::AnyPath => argument.value_hint(ValueHint::FilePath),
        _ if argument.get_action().takes_values() => argument.value_hint(ValueHint::Other),
        _ => argument,
    }
}

fn rules() -> PossibleValuesParser {
    let value = |rule: &Rule| PossibleValue::new(rule.id()).help(rule.page().title);
    PossibleValuesParser::new(Rule::ALL.iter().map(value))
}

/// Rules and members; what servers say has no end.
fn topics() -> PossibleValuesParser {
    let rules = Rule::ALL.iter().map(|rule| PossibleValue::new(rule.id()).help(rule.page().title));
    let members =
        Definition::all().map(|row| PossibleValue::new(row.name).help("A member of client metadata"));
    PossibleValuesParser::new(rules.chain(members))
}

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(Format::ALL.iter().map(|(name, _)| *name))
}
