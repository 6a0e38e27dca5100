//! The arguments of `cimd resource`.

use std::path::PathBuf;

use clap::Args;

use super::writing::WrittenAs;
use crate::cli::document::Source;
use crate::cli::groups::PublishedArguments;
use crate::cli::run::RunArguments;

#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct ResourceArguments {
    /// A file with resources, a directory (searched for such files), or - for standard input
    #[arg(required_unless_present_any = ["from", "show_settings"], conflicts_with = "from", value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,

    /// Compare with a revision of the git repository: report documents that have changed since while their version in
    /// the resource has not
    #[arg(long, value_name = "REVISION", conflicts_with = "from")]
    pub base: Option<String>,

    #[command(flatten)]
    pub run: RunArguments,

    #[command(flatten)]
    pub writing: WritingArguments,
}

/// Writing a resource.
#[derive(Debug, Args)]
#[command(next_help_heading = "Writing a resource")]
pub struct WritingArguments {
    /// Write the resource for this document: an https URL, a file, or - for standard input
    #[arg(long, value_name = "DOCUMENT", requires = "language")]
    pub from: Option<PathBuf>,

    /// What to write
    #[arg(long = "as", value_name = "LANGUAGE", value_enum, requires = "from")]
    pub language: Option<WrittenAs>,

    /// The client's id in Auth0 (tpc_...), where it is registered already
    #[arg(long, value_name = "ID", requires = "from")]
    pub client_id: Option<String>,

    #[command(flatten)]
    pub published: PublishedArguments,

    /// Take the key set from a file, and do not fetch jwks_uri
    #[arg(long, value_name = "FILE", conflicts_with = "online", requires = "from")]
    pub jwks: Option<PathBuf>,
}

impl ResourceArguments {
    /// How the document of `--from` is read.
    pub fn source(&self) -> Source<'_> {
        Source {
            url: self.writing.published.url.as_deref(),
            jwks: self.writing.jwks.as_deref(),
            config: &self.run.repository.config,
            fetching: &self.run.fetching,
        }
    }
}

const HELP: &str = "\
Resources are read in Terraform configuration (HCL and JSON), plans and states, Pulumi YAML, previews
and stacks, and in bodies of PATCH, preview and register requests to Auth0's Management API. With
--online, the documents behind them are fetched, linted, and compared with the resources.

A resource that is written lacks app_type and grant_types: a refresh takes them from the document.

Exit codes:
  0  nothing at or above --fail-on; with --from, the resource was written
  1  findings at or above it; with --from, Auth0 would refuse the document
  2  cimd could not do its job: wrong usage or configuration, an input that cannot be read or
     reached; no resource found in a directory, unless with --force-exclude";
