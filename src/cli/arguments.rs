//! The arguments, and what `--help` says of them.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::preview::PreviewArguments;
use super::refresh::RefreshArguments;
use super::terminal::ColorChoice;
use crate::config::{FailOn, Selector};
use crate::fetch::{Policy, Proxy, Resolve};
use crate::finding::Level;
use crate::metadata::nearest;
use crate::profile::{level_or_off, unknown_rule};
use crate::rule::Rule;

/// Check OAuth Client ID Metadata Documents (CIMD)
///
/// With CIMD an OAuth client's client_id is an https URL, and the JSON at that URL describes the client. cimd says
/// what an authorization server would make of such a document, and what to do where it would refuse it.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, max_term_width = 100, after_help = EXAMPLES)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  cimd lint https://app.example.com/client.json      a published document, with its keys
  cimd lint client.json                              a file, before it is published
  cimd lint --url https://app.example.com/c.json -   standard input, to be published there
  cimd lint .                                        every such document of a repository
  cimd lint . --format human --format sarif=r.sarif  a report for people, and one for code scanning
  cimd preview client.json                           the client that it becomes in Auth0
  cimd explain redirect-uri-http                     why a rule is there, and how to satisfy it";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check documents
    Lint(Box<LintArguments>),
    /// Show what Auth0's preview would answer: the client that a document becomes, and what is wrong with it
    Preview(Box<PreviewArguments>),
    /// Show what a refresh would change in a client that is registered in Auth0
    Refresh(Box<RefreshArguments>),
    /// Explain a rule: what it checks, why, and how to satisfy it
    Explain(ExplainArguments),
    /// List every rule with its level in a profile
    Rules(RulesArguments),
    /// Print a script with which a shell completes the arguments of cimd
    Completions(CompletionsArguments),
    /// Print the manual page, or write one for each command
    Man(ManArguments),
}

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
    #[arg(long, value_name = "N")]
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

/// Where a document is published.
#[derive(Debug, Args)]
pub struct PublishedArguments {
    /// The URL where the document is (to be) published; without it, the document's own client_id is taken for it
    #[arg(long, value_name = "URL", allow_hyphen_values = true)]
    pub url: Option<String>,
}

/// Colours on standard output.
#[derive(Debug, Args)]
pub struct ColorArguments {
    /// When to colour
    #[arg(long, value_name = "WHEN", value_enum, default_value = "auto")]
    pub color: ColorChoice,
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

/// Which configuration holds.
#[derive(Debug, Args)]
#[command(next_help_heading = "Configuration")]
pub struct ConfigArguments {
    /// The configuration file [default: cimd.toml in the folder of the input or above it, within its repository]
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub config: Option<PathBuf>,

    /// Look for no configuration file
    #[arg(long)]
    pub no_config: bool,
}

/// The configuration, and which files of a repository are meant.
#[derive(Debug, Args)]
#[command(next_help_heading = "Configuration")]
pub struct RepositoryArguments {
    #[command(flatten)]
    pub config: ConfigArguments,

    /// Leave named files out as a directory search does: what is excluded or no client metadata. For hooks,
    /// which name the files of a commit
    #[arg(long)]
    pub force_exclude: bool,

    /// List what would be linted, and stop
    #[arg(long, conflicts_with = "show_settings")]
    pub show_files: bool,

    /// Show the settings that would be used, and stop
    #[arg(long)]
    pub show_settings: bool,
}

/// How documents and key sets are fetched.
#[derive(Debug, Args)]
#[command(next_help_heading = "Fetching")]
pub struct FetchingArguments {
    /// Do not fetch what a document links to (jwks_uri); the default for files
    #[arg(long, conflicts_with = "online")]
    pub offline: bool,

    /// Fetch what a document links to (jwks_uri); the default for URLs
    #[arg(long)]
    pub online: bool,

    /// Time for one exchange, from looking up the name to the last byte
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    pub timeout: Duration,

    /// Trust the certificates of a PEM file too
    #[arg(long, value_name = "FILE")]
    pub ca_certificate: Option<PathBuf>,

    /// Connect to these addresses instead of looking the host up; repeatable
    #[arg(long = "resolve", value_name = "HOST:PORT:ADDRESS[,ADDRESS]")]
    pub resolves: Vec<Resolve>,

    /// Let private and other special-use addresses be connected to
    #[arg(long)]
    pub allow_private_network: bool,

    /// Go through a proxy, which then resolves names and guards addresses
    #[arg(long, value_name = "URL", value_parser = Policy::read_proxy)]
    pub proxy: Option<Proxy>,
}

fn seconds(text: &str) -> Result<Duration, String> {
    match text.parse::<f64>() {
        Ok(seconds) if seconds > 0.0 && seconds <= 3_600.0 => Ok(Duration::from_secs_f64(seconds)),
        _ => Err("write a number of seconds above 0 and up to 3600".to_owned()),
    }
}

const LINT_HELP: &str = "\
Exit codes:
  0  nothing at or above --fail-on
  1  findings at or above it
  2  cimd could not do its job: wrong usage or configuration, an input that cannot be read or
     reached; no document found, unless with --force-exclude";

#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// The rule's id, as findings show it in brackets
    #[arg(value_name = "RULE", value_parser = rule)]
    pub rule: Rule,

    /// What only this profile says: a built-in one, or a TOML file [default: every built-in one]
    #[arg(long, value_name = "NAME|FILE")]
    pub profile: Option<String>,

    #[command(flatten)]
    pub coloring: ColorArguments,
}

#[derive(Debug, Args)]
pub struct RulesArguments {
    /// How to list them
    #[arg(long, value_enum, default_value = "human")]
    pub format: RulesFormat,

    /// Whose levels to show: a built-in profile, or a TOML file [default: auth0]
    #[arg(long, value_name = "NAME|FILE", conflicts_with = "all_profiles")]
    pub profile: Option<String>,

    /// Show what every built-in profile says; with --format json
    #[arg(long)]
    pub all_profiles: bool,
}

#[derive(Debug, Args)]
pub struct CompletionsArguments {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct ManArguments {
    /// Write cimd.1, cimd-lint.1, ... to this directory; it is made if need be
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// The formats of `cimd rules`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    /// A table.
    Human,
    /// One versioned object.
    Json,
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

fn rule_level(text: &str) -> Result<(Rule, Option<Level>), String> {
    let (id, level) = text.split_once('=').ok_or("write RULE=LEVEL, such as `property-unsupported=off`")?;
    let level = level_or_off(level).map_err(|error| with_help(error.message, error.help))?;
    Ok((rule(id)?, level))
}

fn rule(id: &str) -> Result<Rule, String> {
    Rule::from_id(id).ok_or_else(|| {
        let error = unknown_rule(id);
        with_help(error.message, error.help)
    })
}

fn with_help(message: String, help: Option<String>) -> String {
    match help {
        Some(help) => format!("{message}; {help}"),
        None => message,
    }
}
