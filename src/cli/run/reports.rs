//! Writing the reports of a run, each format to where it is wanted.

use std::env;
use std::io::{self, Write};

use super::arguments::{Format, FormatTarget, RunArguments};
use super::settings::Settings;
use crate::cli::output::{print, write_error};
use crate::cli::terminal;
use crate::cli::usage::UsageError;
use crate::config::top;
use crate::files;
use crate::format::human::Style;
use crate::format::{Checkout, Run, client_cimd, github, gitlab, human, json, junit, markdown, sarif, short};

/// Writes the run in all formats that were asked for.
pub fn write(arguments: &RunArguments, settings: &Settings, run: &Run<'_>) -> Result<(), UsageError> {
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
        print(|out| write_format(out, format, arguments, settings, run, true))?;
    }
    note_on_standard_error(arguments, run);
    written.into_iter().collect()
}

/// Writes the run for people on standard error, since standard output has something else.
pub fn write_on_standard_error(arguments: &RunArguments, run: &Run<'_>) {
    let mut text = Vec::new();
    let style = Style { color: false, ..terminal::style(arguments.coloring.color) };
    // Writing to memory cannot fail.
    let _ = human::write(&mut text, run, &style, arguments.quiet);
    write_error(String::from_utf8_lossy(&text));
}

/// Says on standard error what could not be read, and what the run comes to if only files were written.
fn note_on_standard_error(arguments: &RunArguments, run: &Run<'_>) {
    let mut text = String::new();
    for report in &run.reports {
        if let Some(failure) = &report.failure {
            text += &UsageError::from(&**failure).to_string();
        }
    }
    let all_in_files = arguments.format.iter().all(|target| target.file.is_some());
    let is_one_failure = matches!(run.reports.as_slice(), [report] if report.failure.is_some());
    if all_in_files && !arguments.format.is_empty() && !arguments.quiet && !is_one_failure {
        text += &human::summary(run);
        text.push('\n');
    }
    write_error(text);
}

fn write_file(
    target: &FormatTarget,
    arguments: &RunArguments,
    settings: &Settings,
    run: &Run<'_>,
) -> Result<(), UsageError> {
    let Some(file) = &target.file else { return Ok(()) };
    let result = files::write(file, |out| write_format(out, target.format, arguments, settings, run, false));
    result.map_err(|error| {
        UsageError::new(format!("the report {} cannot be written: {}", file.display(), files::words(&error)))
            .help("name a file in a directory that exists and is writable")
    })
}

fn write_format(
    out: &mut dyn Write,
    format: Format,
    arguments: &RunArguments,
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
