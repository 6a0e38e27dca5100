//! Writing the resource that imports a document into Auth0.

use std::path::Path;

use clap::ValueEnum;

use crate::auth0::Preview;
use crate::auth0::preview::Outcome as Answer;
use crate::auth0::writing::{self, Language};
use crate::cli::document::{self, Source};
use crate::cli::outcome::Outcome;
use crate::cli::output::{note, print};
use crate::cli::usage::UsageError;
use crate::finding::{Level, quoted};

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

/// Writes the resource of the document that the arguments name.
pub fn run(
    document: &Path,
    language: WrittenAs,
    client_id: Option<&str>,
    source: &Source<'_>,
) -> Result<Outcome, UsageError> {
    let preview = Preview::of(document::read_from(document, source)?);
    if preview.is_valid() {
        let language = match language {
            WrittenAs::Terraform => Language::Terraform,
            WrittenAs::PulumiYaml => Language::PulumiYaml,
            WrittenAs::Patch => Language::Patch,
        };
        let text = writing::write(&preview, language, client_id);
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
