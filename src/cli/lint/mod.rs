//! `cimd lint`.

mod arguments;

use std::collections::HashMap;
use std::num::NonZero;
use std::thread;

pub use arguments::LintArguments;

use super::fetching;
use super::outcome::Outcome;
use super::output::{print, write_error};
use super::parallel;
use super::progress::Progress;
use super::run::{self, Bound, Keeps, Settings, accept};
use super::usage::{self, UsageError};
use crate::config::Checked;
use crate::files;
use crate::finding::{Input, Listed, Report};
use crate::format::{Run, sanitised};
use crate::input::{self, Argument, PassedOver, Reader, Scope, Target, Targets, Unread, read_list};
use crate::lint::Linter;

/// Threads where URLs are fetched: most of the time they wait.
const FETCHING_JOBS: usize = 16;

/// Lints what the arguments name.
pub fn run(arguments: &LintArguments) -> Result<Outcome, UsageError> {
    let (inputs, listed) = inputs(arguments)?;
    check_usage(arguments, &inputs)?;
    let settings = Settings::of(&arguments.run, &inputs)?;
    let profile = settings.profile()?;
    if arguments.run.repository.show_settings {
        print(|out| settings.write(out, &arguments.run.levels))?;
        return Ok(Outcome::Clean);
    }
    let scope = Scope::new(settings.config.clone(), arguments.run.repository.force_exclude);
    let targets = input::expand(&inputs, &scope);
    if arguments.run.repository.show_files {
        return show_files(targets, &scope, arguments.verbose);
    }
    run::check_outputs(&arguments.run, arguments.inputs_from.as_deref(), &settings, &targets.list)?;
    let linter = settings.linter(&profile, &arguments.run.levels);
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
    let keeps = Keeps::of(&arguments.run, &settings);
    let mut reports = lint_all(targets, arguments, &reader, &linter, keeps);
    for report in &mut reports {
        report.listed = listed.get(&report.input).cloned().map(Box::new);
    }
    accept(&mut reports, &arguments.run, &inputs, &settings, &linter, Checked::Documents)?;
    run::conclude(&arguments.run, &settings, &Run::new(&profile, reports))
}

/// What the arguments name, and for the URLs that a file names, the line that does.
fn inputs(arguments: &LintArguments) -> Result<(Vec<Argument>, HashMap<Input, Listed>), UsageError> {
    let mut inputs: Vec<_> = arguments.inputs.iter().cloned().map(Argument::from).collect();
    let mut listed = HashMap::new();
    if let Some(list) = &arguments.inputs_from {
        let more = read_list(list).map_err(|error| {
            UsageError::new(format!("the list {} cannot be read: {}", list.display(), files::words(&error)))
        })?;
        for (input, line) in more {
            if let Argument::Url(url) = &input
                && !input::is_standard_input(list)
            {
                listed.entry(Input::url(url.as_str())).or_insert(line);
            }
            inputs.push(input);
        }
    }
    if inputs.is_empty() && !arguments.run.repository.show_settings {
        return Err(
            UsageError::new("the list of inputs is empty").help("write one URL, file or directory a line")
        );
    }
    Ok((inputs, listed))
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
    linter: &Linter<'_>,
    keeps: Keeps,
) -> Vec<Report> {
    let fetches = reader.online == Some(true) || list.iter().any(|target| matches!(target, Target::Url(_)));
    let jobs = match arguments.jobs {
        Some(jobs) => jobs.get(),
        None if fetches => FETCHING_JOBS,
        None => thread::available_parallelism().map_or(1, NonZero::get),
    };
    let bound = Bound::of(&arguments.run.format);
    let progress = Progress::new(list.len(), fetches && !arguments.run.quiet);
    let reports = parallel::map(list, jobs, |target| {
        let report = match reader.read(target) {
            Ok(subject) => subject.map(|subject| linter.lint(&subject)),
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
