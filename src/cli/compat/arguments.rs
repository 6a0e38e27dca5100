//! The arguments of `cimd compat`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::cli::groups::{ColorArguments, ConfigArguments, FetchingArguments, PublishedArguments};
use crate::cli::values::{jobs, server_name};
use crate::config::ServerName;

#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct CompatArguments {
    /// An https URL, a file, a directory (searched for such documents), or - for standard input
    #[arg(required_unless_present_any = ["inputs_from", "request", "list"], value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,

    /// Read more inputs from a file, one a line, or a JSON object a line that carries the document; - for standard input
    #[arg(long, value_name = "FILE")]
    pub inputs_from: Option<PathBuf>,

    #[command(flatten)]
    pub published: PublishedArguments,

    /// Ask this server only, or this profile: a name, or the path of a TOML file; repeatable; `all` adds all that come with
    /// cimd [default: `servers` in cimd.toml, or all]
    #[arg(long = "server", value_name = "NAME|FILE", value_delimiter = ',', value_parser = server_name)]
    pub servers: Vec<ServerName>,

    /// Will a request with this redirect URI be accepted? http://127.0.0.1:*/callback asks for any port
    #[arg(long, value_name = "URI", allow_hyphen_values = true)]
    pub redirect_uri: Option<String>,

    /// Take client_id, redirect_uri, scope, response_type and PKCE from an authorization request: the whole URL from the
    /// address bar, in quotes
    #[arg(long, value_name = "URL", conflicts_with_all = ["inputs", "inputs_from", "url", "redirect_uri"])]
    pub request: Option<String>,

    /// Set what an operator of a server may set; repeatable
    #[arg(long = "set", value_name = "SERVER.POLICY=VALUE")]
    pub settings: Vec<String>,

    /// Exit with 1 where this server refuses a document; repeatable [default: `require` in cimd.toml]
    #[arg(long, value_name = "SERVER", value_delimiter = ',', value_parser = server_name)]
    pub require: Vec<ServerName>,

    /// How many documents to read at the same time [default: the number of processors, 16 with URLs]
    #[arg(long, value_name = "N", value_parser = jobs)]
    pub jobs: Option<std::num::NonZero<usize>>,

    /// How to print
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "human")]
    pub format: CompatFormat,

    /// Write a page in Markdown for a repository: who takes the documents, and why others do not
    #[arg(long, value_name = "FILE", conflicts_with_all = ["request", "list"])]
    pub report: Option<PathBuf>,

    /// With --report: write nothing, and exit with 1 where the page is not what it would be
    #[arg(long, requires = "report")]
    pub check: bool,

    /// Say what an operator of the servers sets so that they take the documents, with a piece of their configuration
    #[arg(long, conflicts_with_all = ["redirect_uri", "request", "settings", "require", "report", "list"])]
    pub setup: bool,

    /// List the servers and what can be set, and stop
    #[arg(long)]
    pub list: bool,

    /// Print no notes on how documents are fetched
    #[arg(short, long)]
    pub quiet: bool,

    #[command(flatten)]
    pub coloring: ColorArguments,

    // A heading holds for whatever follows.
    #[command(flatten)]
    pub config: ConfigArguments,

    #[command(flatten)]
    pub fetching: FetchingArguments,
}

/// The formats of `cimd compat`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CompatFormat {
    /// A table
    Human,
    /// One versioned object
    Json,
    /// One object a document
    Jsonl,
    /// A table for a wiki or the summary of a job
    Markdown,
}

const HELP: &str = "\
Verdicts:
  accept    the document is taken as it is
  degraded  it is taken, but a grant, a method, a key or a redirect URI is dropped
  refuse    it is refused
  unknown   the document was not read, or what decides it is not published

Exit codes:
  0  everything was answered
  1  a server of --require refuses a document, or the page of --check is out of date
  2  cimd could not do its job: wrong usage, an input that cannot be read or reached";
