//! `cimd preview`: what Auth0's preview would answer.

mod human;
mod notes;
mod tenant;

use clap::Args;

use super::answer::{AnswerArguments, AnswerFormat};
use super::document::{self, DocumentArguments};
use super::outcome::Outcome;
use super::output::note;
use super::usage::UsageError;
use crate::auth0::{Endpoint, Preview, prerequisites};
use crate::finding::InputKind;
use tenant::TenantArguments;

#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct PreviewArguments {
    /// Show the answer of the endpoint that registers the client
    #[arg(long)]
    pub register: bool,

    /// The client's id in Auth0 (tpc_...), where it is registered already
    #[arg(long, value_name = "ID", value_parser = client_id)]
    pub client_id: Option<String>,

    #[command(flatten)]
    pub answer: AnswerArguments,

    #[command(flatten)]
    pub tenant: TenantArguments,

    #[command(flatten)]
    pub document: DocumentArguments,
}

const HELP: &str = "\
The answer:
  mapped_fields, validation  the document was read: what becomes of it, and whether Auth0 would
                             take it
  errors                     the document could not be retrieved, or is not a JSON object
  cimd                       Auth0 would answer with HTTP status 400: the URL breaks a rule or,
                             with --register, the document cannot be retrieved or breaks one. The
                             body of that answer is not public: what stands in cimd is our own
  All texts but the warning about unsupported properties are ours.

Exit codes:
  0  Auth0 would take the document
  1  it would not
  2  cimd could not do its job: wrong usage, a file that cannot be read";

/// Both of a client's identifiers are called client_id somewhere.
fn client_id(text: &str) -> Result<String, String> {
    if text.is_empty() || InputKind::of(text) == InputKind::Url {
        return Err(
            "write Auth0's own id of the client, which begins with tpc_; the URL is the input".to_owned()
        );
    }
    Ok(text.to_owned())
}

/// Previews the document that the arguments name.
pub fn run(arguments: &PreviewArguments) -> Result<Outcome, UsageError> {
    arguments.answer.check()?;
    let tenant = arguments.tenant.read()?;
    let preview = Preview::of(document::read(&arguments.document)?);
    let endpoint = if arguments.register { Endpoint::Register } else { Endpoint::Preview };
    let answer = preview.answer(endpoint, arguments.client_id.as_deref());
    let needed = prerequisites(&preview, &tenant, arguments.client_id.as_deref());
    match arguments.answer.format() {
        AnswerFormat::Human => {
            arguments.answer.print_human(|paint| human::text(&preview, &answer, endpoint, &needed, paint))?;
        }
        AnswerFormat::Json => {
            arguments.answer.print_json(&answer)?;
            notes::notes(&preview, &answer).iter().for_each(|text| note(text));
            notes::missing(&needed).for_each(|text| note(&text));
        }
    }
    Ok(if preview.is_valid() { Outcome::Clean } else { Outcome::Findings })
}
