//! The arguments of `cimd lint`.

use std::path::PathBuf;

use clap::Args;

use crate::cli::groups::{ColorArguments, ConfigArguments, FetchingArguments, PublishedArguments};
use crate::cli::values::{jobs, rule_level};
use crate::config::{FailOn, Selector};
use crate::finding::Level;
use crate::metadata::nearest;
use crate::rule::Rule;

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

    /// Whose rules to check: a built-in profile, or a TOML file [default: auth0]
    #[arg(long, value_name = "NAME|FILE")]
    pub profile: Option<String>,

    /// How to report, and to which file; repeatable, one of them to standard output
    ///
    /// human: for people. short: a line a finding. json: one versioned object. jsonl: one object a document.
    /// client-cimd: the validations of Auth0's ClientCimd resource. sarif: for code scanning. github: annotations of
    /// GitHub Actions. gitlab: a Code Quality report. junit: a test report. markdown: the summary of a job.
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = format_target)]
    pub format: Vec<FormatTarget>,

    /// The lightest level that makes the exit code 1 [default: violation]
    #[arg(long, value_name = "LEVEL", value_enum)]
    pub fail_on: Option<FailOn>,

    /// Show a rule at another level (violation, warning, hint), or not at all (off); repeatable
    #[arg(long = "level", value_name = "RULE=LEVEL", value_parser = rule_level)]
    pub levels: Vec<(Rule, Option<Level>)>,

    /// Show how many findings each rule has: human shows it instead of the findings, json beside them
    #[arg(long)]
    pub statistics: bool,

    /// How many documents to check at the same time [default: the number of processors, 16 with URLs]
    #[arg(long, value_name = "N", value_parser = jobs)]
    pub jobs: Option<std::num::NonZero<usize>>,

    #[command(flatten)]
    pub coloring: ColorArguments,

    /// Print findings only, no summary
    #[arg(short, long)]
    pub quiet: bool,

    // A heading holds for whatever follows.
    #[command(flatten)]
    pub accepting: AcceptingArguments,

    #[command(flatten)]
    pub repository: RepositoryArguments,

    #[command(flatten)]
    pub fetching: FetchingArguments,
}

/// Which findings count.
#[derive(Debug, Args)]
#[command(next_help_heading = "Which findings count")]
pub struct AcceptingArguments {
    /// Show only these rules, or families of rules such as client-id-url
    #[arg(long, value_name = "RULE[,..]", value_delimiter = ',')]
    pub select: Option<Vec<Selector>>,

    /// Do not show these rules, or families of rules
    #[arg(long, value_name = "RULE[,..]", value_delimiter = ',')]
    pub ignore: Option<Vec<Selector>>,

    /// Accept the findings in a baseline
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,

    /// Make the baseline anew of the findings of this run
    #[arg(long, requires = "baseline")]
    pub write_baseline: bool,

    /// Show findings that the configuration or the baseline accepts; they do not count
    #[arg(long)]
    pub show_ignored: bool,
}

/// The configuration, and which files of a repository are meant.
#[derive(Debug, Args)]
#[command(next_help_heading = "Configuration")]
pub struct RepositoryArguments {
    #[command(flatten)]
    pub config: ConfigArguments,

    /// Leave named files out as a directory search does: what is excluded or not client metadata. For hooks,
    /// which name the files of a commit
    #[arg(long)]
    pub force_exclude: bool,

    /// List what would be linted, and stop
    #[arg(long, conflicts_with = "show_settings")]
    pub show_files: bool,

    /// With --show-files: also say which files are passed over, and why
    #[arg(long, requires = "show_files")]
    pub verbose: bool,

    /// Show the settings that would be used, and stop
    #[arg(long)]
    pub show_settings: bool,
}

const LINT_HELP: &str = "\
Exit codes:
  0  nothing at or above --fail-on
  1  findings at or above it
  2  cimd could not do its job: wrong usage or configuration, an input that cannot be read or
     reached; no document found, unless with --force-exclude";

/// The formats of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Human,
    Short,
    Json,
    Jsonl,
    ClientCimd,
    Sarif,
    Github,
    Gitlab,
    Junit,
    Markdown,
}

impl Format {
    pub const ALL: [(&'static str, Format); 10] = [
        ("human", Format::Human),
        ("short", Format::Short),
        ("json", Format::Json),
        ("jsonl", Format::Jsonl),
        ("client-cimd", Format::ClientCimd),
        ("sarif", Format::Sarif),
        ("github", Format::Github),
        ("gitlab", Format::Gitlab),
        ("junit", Format::Junit),
        ("markdown", Format::Markdown),
    ];
}

/// A format and the file it goes to; standard output without one.
#[derive(Debug, Clone)]
pub struct FormatTarget {
    pub format: Format,
    pub file: Option<PathBuf>,
}

fn format_target(text: &str) -> Result<FormatTarget, String> {
    let (name, file) = match text.split_once('=') {
        Some((_, "")) => return Err("a file name must follow the `=`".to_owned()),
        Some((name, file)) => (name, Some(PathBuf::from(file))),
        None => (text, None),
    };
    let names = || Format::ALL.iter().map(|(name, _)| *name);
    match Format::ALL.iter().find(|(known, _)| *known == name) {
        Some(&(_, format)) => Ok(FormatTarget { format, file }),
        None => Err(match nearest(name, names()) {
            Some(near) => format!("there is no format `{name}`; did you mean `{near}`?"),
            None => {
                format!("there is no format `{name}`; there are {}", names().collect::<Vec<_>>().join(", "))
            }
        }),
    }
}
