//! `cimd lsp`: the language server on standard input and output.

use std::io;
use std::path::Path;

use clap::Args;

use super::chosen_profile::ServerChoice;
use super::groups::ConfigArguments;
use super::outcome::Outcome;
use super::run::Settings;
use super::usage::UsageError;
use super::values::rule_level;
use crate::config::Config;
use crate::files;
use crate::finding::Level;
use crate::lsp::{self, Configuration, Ending};
use crate::rule::Rule;

#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct LspArguments {
    /// Whose rules to check: a built-in profile, or a TOML file [default: `profile` in cimd.toml, or auth0]
    #[arg(long, value_name = "NAME|FILE")]
    pub profile: Option<String>,

    /// Show a rule at another level (violation, warning, hint), or not at all (off); repeatable
    #[arg(long = "level", value_name = "RULE=LEVEL", value_parser = rule_level)]
    pub levels: Vec<(Rule, Option<Level>)>,

    /// Speak on standard input and output, as is always done; many editors ask for it
    #[arg(long)]
    pub stdio: bool,

    #[command(flatten)]
    pub config: ConfigArguments,
}

const HELP: &str = "\
An editor starts it, and asks it for findings while a document is written, for fixes, explanations and
completions. Documents, files with ClientCimd resources and cimd.toml are checked; all other files are
left alone, and nothing is fetched.

Exit codes:
  0  the editor has shut it down
  1  the editor left without doing so
  2  cimd could not do its job: wrong usage, or messages that cannot be told apart";

/// Serves one editor.
pub fn run(arguments: &LspArguments) -> Result<Outcome, UsageError> {
    let resolve = |config: Option<Config>| settings(config, arguments).map_err(|error| error.for_editor());
    // What was asked for on the command line is refused there.
    if arguments.profile.is_some() {
        settings(None, arguments)?;
    }
    match lsp::serve(io::stdin(), io::stdout(), configuration(&arguments.config), &resolve) {
        Ending::ShutDown => Ok(Outcome::Clean),
        Ending::Abandoned => Ok(Outcome::Findings),
        Ending::Broken(error) => {
            Err(UsageError::new(format!("what the editor sends cannot be read: {}", files::words(&error)))
                .help("start `cimd lsp` from an editor: it speaks the Language Server Protocol"))
        }
    }
}

fn configuration(arguments: &ConfigArguments) -> Configuration {
    match &arguments.config {
        _ if arguments.no_config => Configuration::None,
        Some(file) => Configuration::File(absolute(file)),
        None => Configuration::Found,
    }
}

fn absolute(file: &Path) -> std::path::PathBuf {
    std::path::absolute(file).unwrap_or_else(|_| file.to_owned())
}

/// What a configuration and the command line come to, as for `cimd lint`.
fn settings(config: Option<Config>, arguments: &LspArguments) -> Result<lsp::Settings, UsageError> {
    let settings = Settings::over(config, arguments.profile.as_deref());
    let profile = settings.profile(ServerChoice::NONE)?;
    Ok(lsp::Settings {
        profile,
        levels: settings.levels(&arguments.levels),
        required: settings.required()?,
        profile_file: settings.profile_file(),
        config: settings.config,
    })
}
