//! Linting what the arguments name, once.

use super::arguments::LintArguments;
use super::fixing::{Done, Fixing};
use crate::cli::fetching;
use crate::cli::inputs::{inputs, nothing_listed};
use crate::cli::outcome::Outcome;
use crate::cli::output::{print, write_error};
use crate::cli::parallel;
use crate::cli::progress::Progress;
use crate::cli::run::{self, Accepted, Bound, Keeps, Settings, accept};
use crate::cli::usage::{self, UsageError};
use crate::config::Checked;
use crate::finding::Report;
use crate::format::{Run, sanitised};
use crate::input::{self, Argument, PassedOver, Reader, Scope, Target, Targets, Unread};
use crate::lint::Linter;
use crate::servers::{self, Respondent};

/// Lints what the arguments name.
pub fn run(arguments: &LintArguments) -> Result<Outcome, UsageError> {
    let (inputs, listed) = inputs(&arguments.inputs, arguments.inputs_from.as_deref())?;
    if inputs.is_empty() && !arguments.run.repository.show_settings {
        return Err(nothing_listed());
    }
    check_usage(arguments, &inputs)?;
    let mut settings = Settings::of(&arguments.run, &inputs)?;
    settings.require(&arguments.require);
    let chosen = settings.profile(arguments.run.server_choice())?;
    let profile = chosen.profile();
    if arguments.run.repository.show_settings {
        print(|out| settings.write(out, &arguments.run.levels))?;
        return Ok(Outcome::Clean);
    }
    let scope = Scope::new(settings.config.clone(), arguments.run.repository.force_exclude);
    let targets = input::expand(&inputs, &scope);
    if arguments.run.repository.show_files {
        return show_files(targets, &scope, arguments.verbose);
    }
    run::check_outputs(&arguments.run, arguments.inputs_from.as_deref(), &settings, profile, &targets.list)?;
    let linter = settings.linter(&chosen, &arguments.run.levels);
    let fetcher = fetching::fetcher(&arguments.run.fetching)?;
    if !arguments.run.quiet {
        fetching::note_delegated_guard(&fetcher);
    }
    let reader = Reader {
        fetcher: &fetcher,
        online: fetching::online(&arguments.run.fetching),
        published: arguments.published.url.as_deref(),
        scope: &scope,
    };
    let fixing = Fixing {
        arguments: &arguments.fixing,
        reader: &Reader { online: Some(false), ..reader },
        linter: &linter,
        accepted: &Accepted::of(&arguments.run, &settings)?,
        quiet: arguments.run.quiet,
        jobs: parallel::jobs(arguments.jobs, false),
    };
    let fixed = match fixing.run(&targets)? {
        Done::Files(outcome) => outcome,
        Done::Shown(outcome) => return Ok(outcome),
        Done::StandardInput(report) => {
            let run = Run::new(profile, vec![*report]).offering(arguments.fixing.offer());
            return Ok(run::conclude_on_standard_error(&arguments.run, &settings, &run));
        }
    };
    let keeps = Keeps::of(&arguments.run, &settings);
    let required = settings.required()?;
    let mut reports = lint_all(targets, arguments, &reader, (&linter, &required), keeps);
    for report in &mut reports {
        report.listed = listed.get(&report.input).cloned().map(Box::new);
    }
    accept(&mut reports, &arguments.run, &inputs, &settings, &linter, Checked::Documents)?;
    let run = Run::new(profile, reports).offering(arguments.fixing.offer());
    Ok(run::conclude(&arguments.run, &settings, &run)?.max(fixed))
}

fn check_usage(arguments: &LintArguments, inputs: &[Argument]) -> Result<(), UsageError> {
    usage::check_url(arguments.published.url.as_deref(), inputs)?;
    usage::check_standard_input(inputs, arguments.inputs_from.as_deref())?;
    run::check_formats(&arguments.run)
}

/// Lists what would be linted, and on standard error, if it is asked for, what would not.
fn show_files(
    Targets { list, searches }: Targets,
    scope: &Scope,
    verbose: bool,
) -> Result<Outcome, UsageError> {
    let results = list.into_iter().map(|target| input::listed(target).transpose()).collect();
    let files = input::found(results, &searches, scope, |_, failure| Err(failure));
    print(|out| files.iter().flatten().try_for_each(|input| writeln!(out, "{}", sanitised(input.name()))))?;
    if verbose {
        for search in &searches {
            for PassedOver { name, reason } in PassedOver::in_directory(search.directory(), scope) {
                write_error(format_args!("passed over: {}: {reason}\n", sanitised(&name)));
            }
        }
    }
    Ok(run::note_failures(files.iter().filter_map(|file| file.as_ref().err())))
}

/// Lints all inputs, in their order.
fn lint_all(
    Targets { list, searches }: Targets,
    arguments: &LintArguments,
    reader: &Reader<'_>,
    (linter, required): (&Linter<'_>, &[Respondent]),
    keeps: Keeps,
) -> Vec<Report> {
    let fetches = reader.online == Some(true) || list.iter().any(|target| matches!(target, Target::Url(_)));
    let jobs = parallel::jobs(arguments.jobs, fetches);
    let bound = Bound::of(&arguments.run.format);
    let progress = Progress::new(list.len(), fetches && !arguments.run.quiet);
    let reports = parallel::map(list, jobs, |target| {
        let report = match reader.read(target) {
            Ok(subject) => subject
                .map(|subject| linter.lint_adding(&subject, servers::refused(&subject, required, linter))),
            Err(Unread { input, failure }) => Some(Report::failed(input, failure)),
        };
        progress.step();
        let mut report = report?;
        keeps.apply(&mut report);
        Some(bound.keep(report))
    });
    let failed = |input, failure| Some(Box::new(Report::failed(input, failure)));
    let found = input::found(reports, &searches, reader.scope, failed);
    found.into_iter().flatten().chain(bound.failure()).map(|report| *report).collect()
}
