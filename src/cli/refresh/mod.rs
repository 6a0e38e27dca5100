//! `cimd refresh`: what a refresh would change in a registered client.

mod human;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::answer::{AnswerArguments, AnswerFormat};
use super::document::{self, DocumentArguments};
use super::outcome::Outcome;
use super::saved;
use super::usage::UsageError;
use crate::auth0::refresh::{EarlierKeys, Verdict};
use crate::auth0::{Refresh, Registered};
use crate::input::{self, key_set};

#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct RefreshArguments {
    /// The registered client: the answer of GET /api/v2/clients/{id} in a file; - for standard input
    #[arg(long, value_name = "CLIENT.json")]
    pub registered: PathBuf,

    /// The key set of the last import or refresh, to see which keys are new
    #[arg(long, value_name = "FILE")]
    pub registered_jwks: Option<PathBuf>,

    /// What makes the exit code 1
    #[arg(long, value_name = "WHEN", value_enum, default_value = "refusal")]
    pub fail_on: FailOn,

    #[command(flatten)]
    pub answer: AnswerArguments,

    #[command(flatten)]
    pub document: DocumentArguments,
}

/// The values of `--fail-on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Auth0 would refuse the refresh
    Refusal,
    /// It would refuse it, or change anything
    Change,
}

const HELP: &str = "\
How a refresh is known to work:
  documented  app_type and grant_types are overwritten with the document's values
  documented  a new key under a kid that is registered is refused, and the old key kept
  inferred    other properties of the document win over the stored values too
  inferred    a property that the document lacks leaves the stored value alone, and so do
              settings that no document has

Exit codes:
  0  the refresh would go through
  1  Auth0 would refuse it or, with --fail-on change, it would change the client
  2  cimd could not do its job: wrong usage, a file that cannot be read or that holds no CIMD client";

/// Compares what the arguments name.
pub fn run(arguments: &RefreshArguments) -> Result<Outcome, UsageError> {
    arguments.answer.check()?;
    if input::is_standard_input(&arguments.registered) && input::is_standard_input(&arguments.document.input)
    {
        return Err(UsageError::new("standard input (-) is named twice").help("it can be read only once"));
    }
    let client = registered(&arguments.registered)?;
    let earlier = arguments.registered_jwks.as_deref().map(earlier_keys).transpose()?;
    let refresh = Refresh::of(&client, earlier.as_ref(), document::read(&arguments.document)?);
    match arguments.answer.format() {
        AnswerFormat::Human => arguments.answer.print_human(|paint| human::text(&refresh, paint))?,
        AnswerFormat::Json => arguments.answer.print_json(&refresh)?,
    }
    Ok(match (refresh.verdict, arguments.fail_on) {
        (Verdict::Refused, _) | (Verdict::Changed, FailOn::Change) => Outcome::Findings,
        (Verdict::Changed, FailOn::Refusal) | (Verdict::Unchanged, _) => Outcome::Clean,
    })
}

fn registered(file: &Path) -> Result<Registered, UsageError> {
    let name = format!("--registered {}", file.display());
    let body = saved::read(file, &name)?;
    Registered::read(&body.tree).map_err(|error| UsageError::new(error.message).help(error.help).of(&name))
}

fn earlier_keys(file: &Path) -> Result<EarlierKeys, UsageError> {
    EarlierKeys::read(&key_set::from_file(file)?).ok_or_else(|| {
        UsageError::new("it is not a key set from which Auth0 would have taken keys")
            .help(
                "give the JSON that jwks_uri served: an object with `keys`, public keys only, at most 12 KB",
            )
            .of(&format!("--registered-jwks {}", file.display()))
    })
}
