//! What the commands have in common that check something and report on it: settings, formats, what is accepted.

mod accepting;
mod arguments;
mod bound;
mod keeps;
mod outputs;
mod reports;
mod settings;

pub use accepting::{Accepted, accept};
pub use arguments::{Format, RunArguments};
pub use bound::Bound;
pub use keeps::Keeps;
pub use outputs::{check as check_outputs, check_file};
pub use settings::Settings;

use super::outcome::Outcome;
use super::output::write_error;
use super::usage::UsageError;
use crate::finding::Failure;
use crate::format::Run;

/// Refuses two formats for standard output.
pub fn check_formats(arguments: &RunArguments) -> Result<(), UsageError> {
    if arguments.format.iter().filter(|target| target.file.is_none()).count() > 1 {
        return Err(UsageError::new("two formats would go to standard output")
            .help("give all but one of them a file: --format json=report.json"));
    }
    Ok(())
}

/// Writes the reports of a run, and says what it comes to.
pub fn conclude(arguments: &RunArguments, settings: &Settings, run: &Run<'_>) -> Result<Outcome, UsageError> {
    reports::write(arguments, settings, run)?;
    Ok(outcome(settings, run))
}

/// The same where standard output has something else.
pub fn conclude_on_standard_error(arguments: &RunArguments, settings: &Settings, run: &Run<'_>) -> Outcome {
    reports::write_on_standard_error(arguments, run);
    outcome(settings, run)
}

/// Says on standard error which inputs could not be read, where nothing else is said of them.
pub fn note_failures<'f>(failures: impl Iterator<Item = &'f Failure>) -> Outcome {
    let mut outcome = Outcome::Clean;
    for failure in failures {
        write_error(UsageError::from(failure));
        outcome = Outcome::Failed;
    }
    outcome
}

fn outcome(settings: &Settings, run: &Run<'_>) -> Outcome {
    if run.reports.iter().any(|report| report.failure.is_some()) {
        Outcome::Failed
    } else if settings.fail_on().level().is_some_and(|lightest| run.worst() >= Some(lightest)) {
        Outcome::Findings
    } else {
        Outcome::Clean
    }
}
