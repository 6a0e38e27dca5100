//! `cimd lint`.

use std::collections::{HashMap, HashSet};
use std::env;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::num::NonZero;
use std::thread;

use super::accepting::accept;
use super::arguments::{Format, FormatTarget, LintArguments};
use super::fetching;
use super::parallel;
use super::progress::Progress;
use super::settings::Settings;
use super::terminal;
use super::usage::{self, UsageError};
use super::{Outcome, print};
use crate::config::top;
use crate::finding::{Failure, Input, Listed, Report};
use crate::format::{
    Checkout, Run, client_cimd, github, gitlab, human, json, junit, markdown, sanitised, sarif, short,
};
use crate::input::{self, Argument, Inputs, Named, Reader, Scope, Unread, read_list};
use crate::lint::Linter;

/// Threads where URLs are fetched: most of the time they wait.
const FETCHING_JOBS: usize = 16;

/// Lints what the arguments name.
pub fn run(arguments: &LintArguments) -> Result<Outcome, UsageError> {
    let (inputs, listed) = inputs(arguments)?;
    check_usage(arguments, &inputs)?;
    let settings = Settings::of(arguments, &inputs)?;
    let profile = settings.profile()?;
    if arguments.repository.show_settings {
        print(|out| settings.write(out, &arguments.levels))?;
        return Ok(Outcome::Clean);
    }
    let scope = Scope::new(settings.config.clone(), arguments.repository.force_exclude);
    let named = input::expand(&inputs, &scope);
    if arguments.repository.show_files {
        return show_files(named, &scope);
    }
    let mut linter = Linter::new(&profile);
    for (rule, level) in settings.levels(&arguments.levels) {
        linter = linter.with_level(rule, level);
    }

    let fetcher = fetching::fetcher(&arguments.fetching)?;
    if !arguments.quiet {
        fetching::note_delegated_guard(&fetcher);
    }
    let reader = Reader {
        fetcher: &fetcher,
        online: fetching::online(&arguments.fetching),
        published: arguments.published.url.as_deref(),
        scope: &scope,
    };
    let mut reports = lint_all(named, arguments, &reader, &linter);
    for report in &mut reports {
        report.listed = listed.get(&report.input).cloned().map(Box::new);
    }
    accept(&mut reports, arguments, &inputs, &settings, &linter)?;
    let run = Run { profile: &profile, reports };
    write_reports(arguments, &settings, &run)?;
    Ok(outcome(&settings, &run))
}

/// What the arguments name, and for the URLs that a file names, the line that does.
fn inputs(arguments: &LintArguments) -> Result<(Vec<Argument>, HashMap<Input, Listed>), UsageError> {
    let mut inputs: Vec<_> = arguments.inputs.iter().cloned().map(Argument::from).collect();
    let mut listed = HashMap::new();
    if let Some(list) = &arguments.inputs_from {
        let more = read_list(list).map_err(|error| {
            UsageError::new(format!("the list {} cannot be read: {error}", list.display()))
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
    if inputs.is_empty() && !arguments.repository.show_settings {
        return Err(
            UsageError::new("the list of inputs is empty").help("write one URL, file or directory a line")
        );
    }
    Ok((inputs, listed))
}

fn check_usage(arguments: &LintArguments, inputs: &[Argument]) -> Result<(), UsageError> {
    usage::check_url(arguments.published.url.as_deref(), inputs)?;
    let list_is_standard = arguments.inputs_from.as_deref().is_some_and(input::is_standard_input);
    let standard = inputs.iter().filter(|&input| *input == Argument::StandardInput);
    if standard.count() + usize::from(list_is_standard) > 1 {
        return Err(UsageError::new("standard input (-) is named twice").help("it can be read only once"));
    }
    if arguments.format.iter().filter(|target| target.file.is_none()).count() > 1 {
        return Err(UsageError::new("two formats would go to standard output")
            .help("give all but one of them a file: --format json=report.json"));
    }
    let mut files = HashSet::new();
    let twice =
        arguments.format.iter().filter_map(|target| target.file.as_ref()).find(|file| !files.insert(*file));
    if let Some(file) = twice {
        return Err(UsageError::new(format!("two formats would go to {}", file.display()))
            .help("give each of them a file of its own"));
    }
    Ok(())
}

/// Lists what would be linted.
fn show_files(Inputs { named, searches }: Inputs, scope: &Scope) -> Result<Outcome, UsageError> {
    let results = named.into_iter().map(|input| input::listed(input).transpose()).collect();
    let files = input::found(results, &searches, scope, |_, failure| Err(failure));
    print(|out| files.iter().flatten().try_for_each(|input| writeln!(out, "{}", sanitised(input.name()))))?;
    let failures: Vec<&Failure> = files.iter().filter_map(|file| file.as_ref().err()).collect();
    for failure in &failures {
        // Nothing can be done about a standard error that is closed.
        let _ = write!(io::stderr(), "{}", UsageError::from(*failure));
    }
    Ok(if failures.is_empty() { Outcome::Clean } else { Outcome::Failed })
}

/// Lints all inputs, in their order.
fn lint_all(
    Inputs { named, searches }: Inputs,
    arguments: &LintArguments,
    reader: &Reader<'_>,
    linter: &Linter<'_>,
) -> Vec<Report> {
    let fetches = reader.online == Some(true) || named.iter().any(|input| matches!(input, Named::Url(_)));
    let jobs = match arguments.jobs {
        Some(jobs) => jobs.get(),
        None if fetches => FETCHING_JOBS,
        None => thread::available_parallelism().map_or(1, NonZero::get),
    };
    let progress = Progress::new(named.len(), fetches && !arguments.quiet);
    let reports = parallel::map(named, jobs, |input| {
        let report = match reader.read(input) {
            Ok(subject) => subject.map(|subject| linter.lint(&subject)),
            Err(Unread { input, failure }) => Some(Report::failed(input, failure)),
        };
        progress.step();
        report
    });
    input::found(reports, &searches, reader.scope, Report::failed)
}

fn write_reports(arguments: &LintArguments, settings: &Settings, run: &Run<'_>) -> Result<(), UsageError> {
    let to_standard_output = |target: &&FormatTarget| target.file.is_none();
    let in_files = arguments.format.iter().filter(|target| !to_standard_output(target));
    // One that cannot be written takes nothing from the others.
    let written: Vec<_> = in_files.map(|target| write_file(target, arguments, settings, run)).collect();
    let format = match arguments.format.iter().find(to_standard_output) {
        Some(target) => Some(target.format),
        None if arguments.format.is_empty() => Some(Format::Human),
        None => None,
    };
    if let Some(format) = format {
        print(|out| write(out, format, arguments, settings, run, true))?;
    }
    if format != Some(Format::Human) {
        note_on_standard_error(arguments, run);
    }
    written.into_iter().collect()
}

/// Where standard output is for programs, people read on standard error.
fn note_on_standard_error(arguments: &LintArguments, run: &Run<'_>) {
    let mut text = String::new();
    for report in &run.reports {
        if let Some(failure) = &report.failure {
            text += &UsageError::from(&**failure).to_string();
        }
    }
    let all_in_files = arguments.format.iter().all(|target| target.file.is_some());
    if all_in_files && !arguments.quiet {
        text += &human::summary(run);
        text.push('\n');
    }
    // Nothing can be done about a standard error that is closed.
    let _ = io::stderr().write_all(text.as_bytes());
}

fn write_file(
    target: &FormatTarget,
    arguments: &LintArguments,
    settings: &Settings,
    run: &Run<'_>,
) -> Result<(), UsageError> {
    let Some(file) = &target.file else { return Ok(()) };
    let result = File::create(file).and_then(|file| {
        let mut out = BufWriter::new(file);
        write(&mut out, target.format, arguments, settings, run, false)?;
        out.flush()
    });
    result.map_err(|error| {
        UsageError::new(format!("the report {} cannot be written: {error}", file.display()))
            .help("name a file in a directory that exists and is writable")
    })
}

fn write(
    out: &mut dyn Write,
    format: Format,
    arguments: &LintArguments,
    settings: &Settings,
    run: &Run<'_>,
    on_terminal: bool,
) -> io::Result<()> {
    match format {
        Format::Human => {
            let mut style = terminal::style(arguments.coloring.color);
            style.color &= on_terminal;
            if arguments.statistics {
                human::write_statistics(out, run, &style, arguments.quiet)
            } else {
                human::write(out, run, &style, arguments.quiet)
            }
        }
        Format::Short => short::write(out, run),
        Format::Json => json::write(out, run, arguments.statistics),
        Format::Jsonl => json::write_lines(out, run),
        Format::ClientCimd => client_cimd::write(out, run),
        Format::Sarif => sarif::write(out, run, &checkout()),
        Format::Github => github::write(out, run, &checkout()),
        Format::Gitlab => gitlab::write(out, run, &checkout()),
        Format::Junit => junit::write(out, run, settings.fail_on().level(), &checkout()),
        Format::Markdown => markdown::write(out, run),
    }
}

/// The repository around the current directory; outside of any, that directory is its top.
fn checkout() -> Checkout {
    // Without one, paths stay as they were named.
    let current = env::current_dir().unwrap_or_default();
    Checkout::new(top(&current).unwrap_or(&current), &current)
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
