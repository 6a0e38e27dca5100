//! The arguments, and what `--help` says of them. Those of a command stand with the command.

use clap::{Parser, Subcommand};

use super::compat::CompatArguments;
use super::completions::CompletionsArguments;
use super::explain::ExplainArguments;
use super::init::InitArguments;
use super::lint::LintArguments;
use super::lsp::LspArguments;
use super::man::ManArguments;
use super::preview::PreviewArguments;
use super::refresh::RefreshArguments;
use super::resource::ResourceArguments;
use super::rules::RulesArguments;
#[cfg(feature = "serve-cases")]
use super::serve_cases::ServeCasesArguments;

/// Check OAuth Client ID Metadata Documents (CIMD)
///
/// With CIMD an OAuth client's client_id is an https URL, and the JSON at that URL describes the client. cimd says
/// what an authorization server would make of such a document, and what to do where it would refuse it.
#[derive(Debug, Parser)]
// The name is fixed: the one that the program was started by may be any text.
#[command(version, bin_name = "cimd", arg_required_else_help = true, max_term_width = 100, after_help = EXAMPLES)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  cimd lint https://app.example.net/client.json      a published document, with its keys
  cimd lint client.json                              a file, before it is published
  cimd lint --url https://app.example.net/c.json -   standard input, to be published there
  cimd lint .                                        every such document of a repository
  cimd lint . --format human --format sarif=r.sarif  a report for people, and one for code scanning
  cimd compat client.json                            which servers take it, and why others do not
  cimd init client.json                              a right document, from a few answers
  cimd preview client.json                           the client that it becomes in Auth0
  cimd resource infra/                               its resource in Terraform or Pulumi
  cimd explain redirect-uri-http                     why a rule is there, and how to satisfy it";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check documents
    Lint(Box<LintArguments>),
    /// Show which servers take a document, and whether a redirect URI works there
    Compat(Box<CompatArguments>),
    /// Write a document from a few answers
    Init(Box<InitArguments>),
    /// Show what Auth0's preview would answer: the client that a document becomes, and what is wrong with it
    Preview(Box<PreviewArguments>),

    /// Check ClientCimd resources in Terraform, Pulumi and requests to Auth0, or write one for a document
    Resource(Box<ResourceArguments>),
    /// Show what a refresh would change in a client that is registered in Auth0
    Refresh(Box<RefreshArguments>),
    /// Explain a rule, a member of the document, or what a server says
    Explain(ExplainArguments),
    /// List the rules with their level in a profile
    Rules(RulesArguments),
    /// Serve an editor: findings while typing, fixes, explanations and completions
    Lsp(LspArguments),
    /// Serve hostile documents on loopback for the tests of a server, and judge what it requests
    #[cfg(feature = "serve-cases")]
    ServeCases(ServeCasesArguments),
    /// Print a script with which a shell completes the arguments of cimd
    Completions(CompletionsArguments),
    /// Print the manual page, or write one for each command
    Man(ManArguments),
}
