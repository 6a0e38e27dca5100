//! `cimd resource`: the resource that imports a document into Auth0.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::document::{self, SourceArguments};
use super::outcome::Outcome;
use super::output::{note, print};
use super::usage::UsageError;
use crate::auth0::Preview;
use crate::auth0::preview::Outcome as Answer;
use crate::auth0::writing::{self, Language};
use crate::finding::{Level, quoted};

#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct ResourceArguments {
    /// The document to write a resource for: an https URL, a file, or - for standard input
    #[arg(long, value_name = "DOCUMENT")]
    pub from: PathBuf,

    /// What to write
    #[arg(long = "as", value_name = "LANGUAGE", value_enum)]
    pub language: WrittenAs,

    /// The client's id in Auth0 (tpc_...), where it is registered already
    #[arg(long, value_name = "ID")]
    pub client_id: Option<String>,

    #[command(flatten)]
    pub source: SourceArguments,
}

/// The values of `--as`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WrittenAs {
    /// A resource of Auth0's Terraform provider
    Terraform,
    /// A resource in Pulumi's YAML
    PulumiYaml,
    /// The body of PATCH /api/v2/clients/{id}
    Patch,
}

const HELP: &str = "\
app_type and grant_types are left out: a refresh takes them from the document.

Exit codes:
  0  the resource was written
  1  Auth0 would refuse the document, so that nothing was written
  2  cimd could not do its job: wrong usage, a file that cannot be read";

/// Writes the resource of the document that the arguments name.
pub fn run(arguments: &ResourceArguments) -> Result<Outcome, UsageError> {
    let preview = Preview::of(document::read_from(&arguments.from, &arguments.source)?);
    if preview.is_valid() {
        let language = match arguments.language {
            WrittenAs::Terraform => Language::Terraform,
            WrittenAs::PulumiYaml => Language::PulumiYaml,
            WrittenAs::Patch => Language::Patch,
        };
        let text = writing::write(&preview, language, arguments.client_id.as_deref());
        print(|out| out.write_all(text.as_bytes()))?;
        return Ok(Outcome::Clean);
    }
    let faults = match &preview.outcome {
        Answer::UrlRefused(faults) | Answer::NotRetrieved(faults) => faults,
        Answer::Validated(validation) => &validation.violations,
    };
    let name = preview.report.input.name();
    let first = faults.first().map_or("see cimd lint", |fault| fault.as_str());
    let violations =
        preview.report.findings.iter().filter(|one| one.verdict == Some(Level::Violation)).count();
    note(&format!("nothing was written: Auth0 would refuse {}: {first}", quoted(name)));
    if violations > 1 {
        note(&format!("there are {} more violations: cimd lint {name}", violations - 1));
    }
    Ok(Outcome::Findings)
}
