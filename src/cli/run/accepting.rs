//! Findings that do not count: what the configuration ignores, and what the baseline holds.

use std::path::Path;

use super::arguments::{AcceptingArguments, RunArguments};
use super::settings::Settings;
use crate::cli::fetching;
use crate::cli::output::note;
use crate::cli::usage::UsageError;
use crate::config::{Baseline, Checked, Config, Coverage, Date, Ignores, unused_documents};
use crate::files;
use crate::finding::Report;
use crate::input::{Argument, now};
use crate::lint::Linter;

/// Marks the findings that are accepted, and adds reports on the configuration and the baseline if there
/// is something to say of them.
pub fn accept(
    reports: &mut Vec<Report>,
    arguments: &RunArguments,
    inputs: &[Argument],
    settings: &Settings,
    linter: &Linter<'_>,
    checked: Checked,
) -> Result<(), UsageError> {
    let show = arguments.accepting.show_ignored;
    let directories = inputs.iter().filter_map(|input| match input {
        Argument::Directory(directory) => Some(directory.as_path()),
        _ => None,
    });
    let config = settings.config.as_ref();
    let coverage = Coverage::new(directories, config, fetching::online(&arguments.fetching)).of(checked);
    // They come last, so that the others are where the inputs are.
    let mut of_own_files = Vec::new();
    if let Some(config) = config {
        let mut ignores = Ignores::new(config, today());
        for report in reports.iter_mut() {
            ignores.apply(report, show);
        }
        let mut findings = ignores.judged(&coverage, |rule| linter.level(rule));
        if checked == Checked::Documents {
            findings.extend(unused_documents(config, reports, &coverage, |rule| linter.level(rule)));
        }
        of_own_files.extend(config.report(findings));
    }
    if let Some(file) = &arguments.accepting.baseline {
        let mut baseline = match arguments.accepting.write_baseline {
            true => write_baseline(file, reports, arguments.quiet)?,
            false => Baseline::read(file)?,
        };
        for report in reports.iter_mut() {
            baseline.apply(report, show);
        }
        of_own_files.extend(baseline.judged(&coverage, |rule| linter.level(rule)));
    }
    reports.extend(of_own_files);
    Ok(())
}

/// What accepts findings, for one document at a time: it does not matter then which entries are of use.
pub struct Accepted<'c> {
    config: Option<&'c Config>,
    baseline: Option<Baseline>,
}

impl<'c> Accepted<'c> {
    /// Reads what accepts the findings of a run; a baseline that is made anew accepts none of them.
    pub fn of(arguments: &RunArguments, settings: &'c Settings) -> Result<Accepted<'c>, UsageError> {
        let AcceptingArguments { baseline, write_baseline, .. } = &arguments.accepting;
        let baseline = baseline.as_deref().filter(|_| !write_baseline).map(Baseline::read).transpose()?;
        Ok(Accepted { config: settings.config.as_ref(), baseline })
    }

    /// Marks what is accepted of a report.
    pub fn apply(&self, report: &mut Report) {
        if let Some(config) = self.config {
            Ignores::new(config, today()).apply(report, false);
        }
        if let Some(baseline) = &self.baseline {
            baseline.clone().apply(report, false);
        }
    }
}

fn write_baseline(file: &Path, reports: &[Report], quiet: bool) -> Result<Baseline, UsageError> {
    let unread = reports.iter().find_map(|report| report.failure.as_ref());
    if let Some(failure) = unread {
        return Err(UsageError::new(format!("the baseline was not written: {}", failure.message))
            .help("a baseline of a part of the inputs would bring back the findings of the others"));
    }
    let baseline = Baseline::of(file, reports);
    if baseline.is_too_large() {
        return Err(UsageError::new("the baseline was not written: it would be larger than what is read")
            .help("accept findings by rule, with `ignores` in cimd.toml, or fix some first"));
    }
    files::write(file, |out| out.write_all(baseline.text().as_bytes())).map_err(|error| {
        UsageError::new(format!(
            "the baseline {} cannot be written: {}",
            file.display(),
            files::words(&error)
        ))
        .help("name a file in a directory that exists and is writable")
    })?;
    if !quiet {
        let name = file.display().to_string();
        let (count, plural) = (baseline.count(), if baseline.count() == 1 { "" } else { "s" });
        note(&format!("{name} accepts {count} finding{plural}"));
    }
    Ok(baseline)
}

/// The present day, UTC.
fn today() -> Date {
    Date::of_seconds(now())
}
