//! The arguments of the commands that check something and report on it.

use std::path::PathBuf;

use clap::Args;

use crate::cli::chosen_profile::ServerChoice;
use crate::cli::groups::{ColorArguments, ConfigArguments, FetchingArguments};
use crate::cli::values::rule_level;
use crate::config::{FailOn, Selector};
use crate::finding::Level;
use crate::metadata::nearest;
use crate::rule::Rule;

/// What to check against, and how to report.
#[derive(Debug, Args)]
pub struct RunArguments {
    /// Whose rules to check: a built-in profile, a server of `cimd compat`, everywhere, or a TOML file [default: auth0]
    #[arg(long, value_name = "NAME|FILE")]
    pub profile: Option<String>,

    /// With --profile everywhere: only these servers count; repeatable [default: those that `cimd compat --list` marks]
    #[arg(long, value_name = "SERVER", value_delimiter = ',')]
    pub servers: Vec<String>,

    /// With a profile of servers: set what an operator of a server may set; repeatable
    #[arg(long = "set", value_name = "SERVER.POLICY=VALUE")]
    pub settings: Vec<String>,

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

impl RunArguments {
    /// What is said of servers.
    pub fn server_choice(&self) -> ServerChoice<'_> {
        ServerChoice { servers: &self.servers, settings: &self.settings }
    }
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

    /// Leave named files out as a directory search does: what is excluded, or nothing to check. For hooks, which name
    /// the files of a commit
    #[arg(long)]
    pub force_exclude: bool,

    /// List what would be linted, and stop
    #[arg(long, conflicts_with = "show_settings")]
    pub show_files: bool,

    /// Show the settings that would be used, and stop
    #[arg(long)]
    pub show_settings: bool,
}

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
