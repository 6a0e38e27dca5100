//! `--format client-cimd`: the validation shape of Auth0's ClientCimd resource.

use std::io::{self, Write};

use super::Run;
use crate::auth0::Validation;

/// Writes an array with one element an input, `null` for one that could not be read.
///
/// # Errors
///
/// Whatever writing fails with.
pub fn write(out: &mut dyn Write, run: &Run<'_>) -> io::Result<()> {
    let documents = run.reports.iter().filter(|report| report.is_document());
    let validations: Vec<Option<Validation>> = documents.map(Validation::of).collect();
    super::json::write_pretty(out, &validations)
}
