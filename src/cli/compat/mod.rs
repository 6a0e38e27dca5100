//! `cimd compat`: which servers take a document, and whether a redirect will work there.

mod arguments;
mod bound;
mod setup;

use std::io;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

pub use arguments::{CompatArguments, CompatFormat};
use bound::{MAX_BYTES, beyond_bound};

use super::configuration::configuration;
use super::inputs::{inputs, nothing_listed};
use super::outcome::Outcome;
use super::output::{note, print, write_error};
use super::respondents::{self, configured, respondents};
use super::run::check_file;
use super::terminal;
use super::usage::{self, UsageError};
use super::{fetching, parallel};
use crate::client::request::AuthorizationRequest;
use crate::config::{Config, ServerName};
use crate::files;
use crate::format::compat::{human, json, markdown};
use crate::format::human::Paint;
use crate::format::sanitised;
use crate::input::{self, Argument, Reader, Scope, Target, Targets, Unread};
use crate::servers::{Compatibility, Policies, Question, Respondent, SERVERS, Verdict, set_policy};
use crate::subject::Subject;

/// The largest page that is compared, in bytes.
const MAX_PAGE_BYTES: usize = 16 * 1024 * 1024;

/// Answers for the documents that the arguments name.
pub fn run(arguments: &CompatArguments) -> Result<Outcome, UsageError> {
    if arguments.list {
        let servers = servers(arguments, None)?;
        let paint = Paint::new(&terminal::style(arguments.coloring.color));
        print(|out| out.write_all(human::list(&servers, &paint).as_bytes()))?;
        return Ok(Outcome::Clean);
    }
    let mut policies = Policies::default();
    for setting in &arguments.settings {
        set_policy(&mut policies, setting).map_err(|error| {
            UsageError::new(format!("--set {setting}: {error}"))
                .help("cimd compat --list shows what can be set")
        })?;
    }
    let request = arguments.request.as_deref().map(request).transpose()?;
    let named_inputs: Vec<PathBuf> = match &request {
        Some(request) => vec![PathBuf::from(&request.client_id)],
        None => arguments.inputs.clone(),
    };
    let (inputs, _) = inputs(&named_inputs, arguments.inputs_from.as_deref())?;
    if inputs.is_empty() {
        return Err(nothing_listed());
    }
    usage::check_url(arguments.published.url.as_deref(), &inputs)?;
    usage::check_standard_input(&inputs, arguments.inputs_from.as_deref())?;
    let config = configuration(&arguments.config, &inputs)?;
    let required = required(&arguments.require, config.as_ref())?;
    let mut servers = servers(arguments, config.as_ref())?;
    if arguments.servers.is_empty() || !arguments.require.is_empty() {
        respondents::add(&mut servers, required.clone());
    }
    // Profiles stand first: behind the others they would be among those that are known from outside alone.
    servers.sort_by_key(|server| !matches!(server, Respondent::Own(_)));
    let redirect =
        request.as_ref().map_or(arguments.redirect_uri.clone(), |request| request.redirect_uri.clone());
    let fetcher = fetching::fetcher(&arguments.fetching)?;
    if !arguments.quiet {
        fetching::note_delegated_guard(&fetcher);
    }
    let configuration_file = config.as_ref().map(|config| config.path().to_owned());
    let scope = Scope::new(config, false);
    let reader = Reader {
        fetcher: &fetcher,
        // A key set that was not fetched counts as right.
        online: fetching::online(&arguments.fetching).or(Some(false)),
        published: arguments.published.url.as_deref(),
        scope: &scope,
    };
    let targets = input::expand(&inputs, &scope);
    if let Some(report) = arguments.report.as_deref().filter(|_| !arguments.check) {
        let read: Vec<_> = [
            ("the configuration", configuration_file.as_deref()),
            ("the file of --ca-certificate", arguments.fetching.ca_certificate.as_deref()),
        ]
        .into_iter()
        .chain(respondents::files(&servers))
        .collect();
        check_file(report, &read, arguments.inputs_from.as_deref(), &targets.list)?;
    }
    if arguments.setup {
        return setup::run(arguments, targets, &reader);
    }
    let question = Question {
        servers,
        policies: &policies,
        redirect_uri: redirect.clone(),
        with_change: is_single(&inputs),
    };
    let answers = answers(targets, &reader, &question, (request.as_ref(), arguments.jobs));
    let asked = redirect.as_deref();
    if let Some(file) = &arguments.report {
        let page = page(file, arguments.check, &answers, asked)?;
        return Ok(page.max(conclude(&answers, &required)));
    }
    let style = terminal::style(arguments.coloring.color);
    print(|out| match arguments.format {
        CompatFormat::Human => out.write_all(human::text(&answers, asked, &Paint::new(&style)).as_bytes()),
        CompatFormat::Json => json::write(out, &answers, asked),
        CompatFormat::Jsonl => json::write_lines(out, &answers, asked),
        CompatFormat::Markdown => markdown::write(out, &answers, asked),
    })?;
    if let Some(request) = &request {
        request.faults().iter().for_each(|fault| note(fault));
    }
    Ok(conclude(&answers, &required))
}

/// Whether there is one document, for which a change is looked for.
fn is_single(inputs: &[Argument]) -> bool {
    matches!(inputs, [one] if !matches!(one, Argument::Directory(_)))
}

/// The servers to ask: those of the arguments, or else of the configuration, or else all.
fn servers(arguments: &CompatArguments, config: Option<&Config>) -> Result<Vec<Respondent>, UsageError> {
    match config.filter(|config| !config.file.servers.is_empty()) {
        _ if !arguments.servers.is_empty() => respondents(&arguments.servers, Path::new("")),
        Some(config) => configured(&config.file.servers, config),
        None => Ok(SERVERS.iter().map(Respondent::from).collect()),
    }
}

/// The servers that must take every document: those of the arguments, or else of the configuration.
fn required(names: &[ServerName], config: Option<&Config>) -> Result<Vec<Respondent>, UsageError> {
    match config {
        Some(config) if names.is_empty() => configured(&config.file.require, config),
        _ => respondents(names, Path::new("")),
    }
}

fn request(text: &str) -> Result<AuthorizationRequest, UsageError> {
    AuthorizationRequest::parse(text)
        .map_err(|error| UsageError::new(format!("--request: {error}")).help(error.help))
}

fn answers(
    Targets { list, searches }: Targets,
    reader: &Reader<'_>,
    question: &Question<'_>,
    (request, jobs): (Option<&AuthorizationRequest>, Option<NonZero<usize>>),
) -> Vec<Compatibility> {
    let fetches = list.iter().any(|target| matches!(target, Target::Url(_)));
    let jobs = parallel::jobs(jobs, fetches);
    let kept = AtomicUsize::new(0);
    let results = parallel::map(list, jobs, |target| {
        let answer = match reader.read(target) {
            Ok(subject) => subject.map(|subject| {
                note_scopes(request, &subject);
                Compatibility::of(&subject, question)
            }),
            Err(Unread { input, failure }) => Some(Compatibility::failed(input, failure)),
        };
        answer.map(|answer| within_bound(answer, &kept))
    });
    input::found(results, &searches, reader.scope, Compatibility::failed)
}

/// The answer, unless those of the run take too much memory already.
fn within_bound(answer: Compatibility, kept: &AtomicUsize) -> Compatibility {
    let size = answer.size();
    if kept.fetch_add(size, Ordering::Relaxed).saturating_add(size) <= MAX_BYTES {
        return answer;
    }
    let failure = beyond_bound(&answer.input);
    Compatibility::failed(answer.input, failure)
}

/// Says which scopes of the request the document does not list.
fn note_scopes(request: Option<&AuthorizationRequest>, subject: &Subject) {
    let listed = subject.member("scope").and_then(|scope| scope.as_str());
    if let (Some(request), Some(listed)) = (request, listed) {
        for scope in request.scopes_beyond(listed) {
            note(&format!("the request asks for the scope `{scope}`, which the document does not list"));
        }
    }
}

/// Writes the page, or only compares it with the one that is there.
fn page(
    file: &Path,
    only_check: bool,
    answers: &[Compatibility],
    redirect: Option<&str>,
) -> Result<Outcome, UsageError> {
    let name = file.display();
    let mut page = Vec::new();
    let error = |what: &str, error: &io::Error| {
        UsageError::new(format!("the page {name} cannot be {what}: {}", files::words(error)))
    };
    markdown::page(&mut page, answers, redirect).map_err(|wrong| error("made", &wrong))?;
    if !only_check {
        return files::write(file, |out| out.write_all(&page)).map(|()| Outcome::Clean).map_err(|wrong| {
            error("written", &wrong).help("name a file in a directory that exists and is writable")
        });
    }
    let written = files::whole(file, MAX_PAGE_BYTES)
        .map_err(|wrong| error("read", &wrong).help("write it first, without --check"))?;
    if written == page {
        return Ok(Outcome::Clean);
    }
    write_error(format_args!(
        "{} is out of date: run the command without --check\n",
        sanitised(&name.to_string())
    ));
    Ok(Outcome::Findings)
}

/// Says what could not be read, and which required server refuses; the exit code of both.
fn conclude(answers: &[Compatibility], required: &[Respondent]) -> Outcome {
    let mut outcome = Outcome::Clean;
    for answer in answers {
        if let Some(failure) = &answer.failure {
            write_error(UsageError::from(failure));
            outcome = Outcome::Failed;
        }
        let refusing = answer.rows.iter().filter(|row| row.prediction.verdict == Verdict::Refuse);
        for row in refusing.filter(|row| required.iter().any(|server| server.name() == row.server.name())) {
            let name = answer.input.label();
            let server = sanitised(row.server.name());
            write_error(format_args!("{server} is required, and refuses {}\n", sanitised(name)));
            outcome = outcome.max(Outcome::Findings);
        }
    }
    outcome
}
