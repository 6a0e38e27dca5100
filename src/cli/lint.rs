//! `cimd lint`.

use std::env;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use super::arguments::{Format, FormatTarget, LintArguments};
use super::fetching;
use super::parallel;
use super::progress::Progress;
use super::terminal;
use super::usage::{self, UsageError};
use super::{Outcome, print};
use crate::input::{self, Named, Reader, read_list};
use crate::lint::Linter;
use crate::profile::{Profile, unknown_profile};
use crate::report::{Report, Run, client_cimd, human, json, sarif, short};

/// Threads where URLs are fetched: most of the time they wait.
const FETCHING_JOBS: usize = 16;

/// Lints what the arguments name.
pub fn run(arguments: &LintArguments) -> Result<Outcome, UsageError> {
    let inputs = inputs(arguments)?;
    check_usage(arguments, &inputs)?;
    let own_profile;
    let profile = match Profile::named(&arguments.profile) {
        Some(profile) => profile,
        None => {
            own_profile = read_profile(&arguments.profile)?;
            &own_profile
        }
    };
    let mut linter = Linter::new(profile);
    for &(rule, level) in &arguments.levels {
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
    };
    let reports = lint_all(&inputs, arguments, &reader, &linter);
    let run = Run { profile, reports };
    write_reports(arguments, &run)?;
    Ok(outcome(arguments, &run))
}

fn inputs(arguments: &LintArguments) -> Result<Vec<PathBuf>, UsageError> {
    let mut inputs = arguments.inputs.clone();
    if let Some(list) = &arguments.inputs_from {
        let more = read_list(list).map_err(|error| {
            UsageError::new(format!("the list {} cannot be read: {error}", list.display()))
        })?;
        inputs.extend(more);
    }
    if inputs.is_empty() {
        return Err(
            UsageError::new("the list of inputs is empty").help("write one URL, file or directory a line")
        );
    }
    Ok(inputs)
}

fn check_usage(arguments: &LintArguments, inputs: &[PathBuf]) -> Result<(), UsageError> {
    usage::check_url(arguments.published.url.as_deref(), inputs)?;
    let list_is_standard = arguments.inputs_from.as_deref().is_some_and(input::is_standard);
    if inputs.iter().filter(|input| input::is_standard(input)).count() + usize::from(list_is_standard) > 1 {
        return Err(UsageError::new("standard input (-) is named twice").help("it can be read only once"));
    }
    if arguments.format.iter().filter(|target| target.file.is_none()).count() > 1 {
        return Err(UsageError::new("two formats would go to standard output")
            .help("give all but one of them a file: --format json=report.json"));
    }
    Ok(())
}

fn read_profile(name: &str) -> Result<Profile, UsageError> {
    let looks_like_file = name.ends_with(".toml") || name.contains(['/', '\\']) || Path::new(name).exists();
    if !looks_like_file {
        return Err(unknown_profile(name).into());
    }
    let text = fs::read_to_string(name)
        .map_err(|error| UsageError::new(format!("the profile {name} cannot be read: {error}")))?;
    let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
    Profile::from_toml(&stem, &text).map_err(|error| UsageError::from(error).of(&format!("profile {name}")))
}

/// Lints all inputs, in their order.
fn lint_all(
    inputs: &[PathBuf],
    arguments: &LintArguments,
    reader: &Reader<'_>,
    linter: &Linter<'_>,
) -> Vec<Report> {
    let named = input::expand(inputs);
    let fetches = reader.online == Some(true) || named.iter().any(|input| matches!(input, Named::Url(_)));
    let jobs = match arguments.jobs {
        Some(jobs) => jobs.get(),
        None if fetches => FETCHING_JOBS,
        None => thread::available_parallelism().map_or(1, NonZero::get),
    };
    let progress = Progress::new(named.len(), fetches && !arguments.quiet);
    let reports = parallel::map(&named, jobs, |input| {
        let report = match reader.read(input) {
            Ok(subject) => subject.map(|subject| linter.lint(subject)),
            Err(failure) => Some(Report::failed(input.name(), failure)),
        };
        progress.step();
        report
    });
    with_empty_directories(&named, reports)
}

/// Drops what turned out to be no such document, and reports the directories that had none.
fn with_empty_directories(named: &[Named], reports: Vec<Option<Report>>) -> Vec<Report> {
    let mut kept: Vec<Report> = Vec::with_capacity(reports.len());
    let mut found_before = 0;
    for (input, report) in named.iter().zip(reports) {
        kept.extend(report);
        if let Named::EndOfDirectory(directory) = input
            && kept.len() == found_before
        {
            kept.push(Report::failed(directory.clone(), input::no_document(directory)));
        }
        if !matches!(input, Named::Candidate(_)) {
            found_before = kept.len();
        }
    }
    kept
}

fn write_reports(arguments: &LintArguments, run: &Run<'_>) -> Result<(), UsageError> {
    let to_standard_output = |target: &&FormatTarget| target.file.is_none();
    for target in arguments.format.iter().filter(|target| !to_standard_output(target)) {
        write_file(target, arguments, run)?;
    }
    let format = match arguments.format.iter().find(to_standard_output) {
        Some(target) => Some(target.format),
        None if arguments.format.is_empty() => Some(Format::Human),
        None => None,
    };
    if let Some(format) = format {
        print(|out| write(out, format, arguments, run, true))?;
    }
    if format != Some(Format::Human) {
        note_on_standard_error(arguments, run);
    }
    Ok(())
}

/// Where standard output is for programs, people read on standard error.
fn note_on_standard_error(arguments: &LintArguments, run: &Run<'_>) {
    let mut text = String::new();
    for report in &run.reports {
        if let Some(failure) = &report.failure {
            text += &UsageError::new(&failure.message).maybe_help(failure.help.as_deref()).to_string();
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

fn write_file(target: &FormatTarget, arguments: &LintArguments, run: &Run<'_>) -> Result<(), UsageError> {
    let Some(file) = &target.file else { return Ok(()) };
    let result = File::create(file).and_then(|file| {
        let mut out = BufWriter::new(file);
        write(&mut out, target.format, arguments, run, false)?;
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
    run: &Run<'_>,
    on_terminal: bool,
) -> io::Result<()> {
    match format {
        Format::Human => {
            let mut style = terminal::style(arguments.coloring.color);
            style.color &= on_terminal;
            human::write(out, run, &style, arguments.quiet)
        }
        Format::Short => short::write(out, run),
        Format::Json => json::write(out, run),
        Format::Jsonl => json::write_lines(out, run),
        Format::ClientCimd => client_cimd::write(out, run),
        Format::Sarif => {
            // Without one, only absolute paths are named differently.
            let directory = env::current_dir().unwrap_or_default();
            sarif::write(out, run, &directory)
        }
    }
}

fn outcome(arguments: &LintArguments, run: &Run<'_>) -> Outcome {
    if run.reports.iter().any(|report| report.failure.is_some()) {
        Outcome::Failed
    } else if arguments.fail_on.level().is_some_and(|lightest| run.worst() >= Some(lightest)) {
        Outcome::Findings
    } else {
        Outcome::Clean
    }
}
