//! The arguments of `cimd lint`.

use std::path::PathBuf;

use clap::Args;

use crate::cli::groups::PublishedArguments;
use crate::cli::run::RunArguments;
use crate::cli::values::{jobs, server_name};
use crate::config::ServerName;

#[derive(Debug, Args)]
#[command(after_help = LINT_HELP)]
pub struct LintArguments {
    /// An https URL, a file, a directory (searched for such documents), or - for standard input
    #[arg(required_unless_present_any = ["inputs_from", "show_settings"], value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,

    /// Read more inputs from a file, one a line; - for standard input
    #[arg(long, value_name = "FILE")]
    pub inputs_from: Option<PathBuf>,

    #[command(flatten)]
    pub published: PublishedArguments,

    /// A refusal by this server is a violation too; repeatable [default: `require` in cimd.toml]
    #[arg(long, value_name = "SERVER", value_delimiter = ',', value_parser = server_name)]
    pub require: Vec<ServerName>,

    /// How many documents to check at the same time [default: the number of processors, 16 with URLs]
    #[arg(long, value_name = "N", value_parser = jobs)]
    pub jobs: Option<std::num::NonZero<usize>>,

    /// Lint again whenever a file changes, until Ctrl-C
    #[arg(long, conflicts_with_all = ["show_files", "show_settings", "write_baseline"])]
    pub watch: bool,

    /// With --show-files: also say which files are passed over, and why
    #[arg(long, requires = "show_files")]
    pub verbose: bool,

    #[command(flatten)]
    pub run: RunArguments,
}

const LINT_HELP: &str = "\
Exit codes:
  0  nothing at or above --fail-on
  1  findings at or above it
  2  cimd could not do its job: wrong usage or configuration, an input that cannot be read or
     reached; no document found, unless with --force-exclude
  With --watch: 2 if it cannot begin, else what the system makes of Ctrl-C (130 in shells).";
