//! `cimd resource`: checks ClientCimd resources of infrastructure code, or writes one for a document.

mod arguments;
mod documents;
mod earlier;
mod files;
mod writing;

pub use arguments::ResourceArguments;

use super::outcome::Outcome;
use super::output::print;
use super::run::{self, Bound, Keeps, Settings, accept};
use super::usage::{self, UsageError};
use crate::config::Checked;
use crate::finding::Report;
use crate::format::{Run, sanitised};
use crate::input::{self, Argument, Scope, Sought};
use crate::subject::Subject;
use files::ReadFile;

/// Checks the resources that the arguments name, or writes one.
pub fn run(arguments: &ResourceArguments) -> Result<Outcome, UsageError> {
    if let (Some(document), Some(language)) = (&arguments.writing.from, arguments.writing.language) {
        let client_id = arguments.writing.client_id.as_deref();
        return writing::run(document, language, client_id, &arguments.source());
    }
    let inputs: Vec<_> = arguments.inputs.iter().cloned().map(Argument::from).collect();
    check_usage(arguments, &inputs)?;
    let settings = Settings::of(&arguments.run, &inputs)?;
    let chosen = settings.profile(arguments.run.server_choice())?;
    let profile = chosen.profile();
    if arguments.run.repository.show_settings {
        print(|out| settings.write(out, &arguments.run.levels))?;
        return Ok(Outcome::Clean);
    }
    let force = arguments.run.repository.force_exclude;
    let scope = Scope::new(settings.config.clone(), force).seeking(Sought::Resources);
    let targets = input::expand(&inputs, &scope);
    run::check_outputs(&arguments.run, None, &settings, profile, &targets.list)?;
    let mut files = files::read(targets, &scope);
    if arguments.run.repository.show_files {
        return show_files(&files);
    }
    let linter = settings.linter(&chosen, &arguments.run.levels);
    files::find_twins(&mut files);
    let documents = documents::Documents::new(settings.config.as_ref(), &arguments.run, &linter)?;
    let of_documents = documents.attach(&mut files);
    if let Some(revision) = &arguments.base {
        earlier::compare(&mut files, revision, settings.config.as_ref())?;
    }
    let keeps = Keeps::of(&arguments.run, &settings);
    let bound = Bound::of(&arguments.run.format);
    let mut reports: Vec<Report> = Vec::new();
    let of_files = files.into_iter().map(|(input, file)| match file {
        Ok(file) => linter.lint(&Subject::of_resources(input, file)),
        Err(failure) => Report::failed(input, failure),
    });
    for mut report in of_files.chain(of_documents) {
        keeps.apply(&mut report);
        reports.extend(bound.keep(report).map(|report| *report));
    }
    reports.extend(bound.failure().map(|report| *report));
    accept(&mut reports, &arguments.run, &inputs, &settings, &linter, Checked::Resources)?;
    run::conclude(&arguments.run, &settings, &Run::new(profile, reports))
}

fn check_usage(arguments: &ResourceArguments, inputs: &[Argument]) -> Result<(), UsageError> {
    if let Some(Argument::Url(url)) = inputs.iter().find(|input| matches!(input, Argument::Url(_))) {
        return Err(UsageError::new(format!("{url} is a URL, and resources are read from files"))
            .help("to write a resource for the document at a URL: cimd resource --from URL --as terraform"));
    }
    usage::check_standard_input(inputs, None)?;
    if arguments.writing.published.url.is_some() {
        return Err(UsageError::new("--url says where the document of --from is published")
            .help("leave it out: a resource names the URL of its document"));
    }
    run::check_formats(&arguments.run)
}

/// Lists the files that hold resources.
fn show_files(files: &[ReadFile]) -> Result<Outcome, UsageError> {
    let readable = files.iter().filter(|(_, file)| file.is_ok());
    print(|out| {
        readable.map(|(input, _)| input).try_for_each(|input| writeln!(out, "{}", sanitised(input.name())))
    })?;
    Ok(run::note_failures(files.iter().filter_map(|(_, file)| file.as_ref().err())))
}
