//! The arguments of `cimd lint`.

use std::path::PathBuf;

use clap::Args;

use crate::cli::groups::PublishedArguments;
use crate::cli::run::RunArguments;
use crate::cli::values::{jobs, server_name};
use crate::config::ServerName;
use crate::format::Offer;
use crate::rule::Applicability;

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

    #[command(flatten)]
    pub fixing: FixArguments,
}

/// Which fixes are made, and whether the files are changed.
#[derive(Debug, Args)]
#[command(next_help_heading = "Fixes")]
pub struct FixArguments {
    /// Fix what has one reading, in the files; from standard input, the fixed document goes to standard output
    #[arg(long)]
    pub fix: bool,

    /// Also make fixes that need a decision: with --fix or --diff; alone, show them
    #[arg(long)]
    pub unsafe_fixes: bool,

    /// Show what --fix would change, and change nothing; the exit code is 1 if there is anything
    #[arg(long, conflicts_with_all = ["format", "write_baseline", "statistics"])]
    pub diff: bool,
}

impl FixArguments {
    /// Which fixes are made.
    pub fn up_to(&self) -> Applicability {
        if self.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe }
    }

    /// Which fixes are offered after the run.
    pub fn offer(&self) -> Offer {
        match (self.fix, self.unsafe_fixes) {
            (false, false) => Offer::Safe,
            (false, true) => Offer::All,
            (true, false) => Offer::Rest,
            (true, true) => Offer::Nothing,
        }
    }
}

const LINT_HELP: &str = "\
Exit codes:
  0  nothing at or above --fail-on
  1  findings at or above it
  2  cimd could not do its job: wrong usage or configuration, an input that cannot be read or
     reached; no document found, unless with --force-exclude
  With --watch: 2 if it cannot begin, else what the system makes of Ctrl-C (130 in shells).";
