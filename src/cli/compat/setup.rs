//! `cimd compat --setup`: what an operator sets so that servers take the documents.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::arguments::{CompatArguments, CompatFormat};
use super::bound::{MAX_BYTES, beyond_bound};
use crate::cli::outcome::Outcome;
use crate::cli::output::{print, write_error};
use crate::cli::usage::UsageError;
use crate::cli::{parallel, terminal};
use crate::config::ServerName;
use crate::format::compat::setup;
use crate::format::human::Paint;
use crate::input::{self, Reader, Target, Targets, Unread};
use crate::servers::{Server, Setups, named, with_setup};

/// Answers for the documents of the targets.
pub fn run(
    arguments: &CompatArguments,
    Targets { list, searches }: Targets,
    reader: &Reader<'_>,
) -> Result<Outcome, UsageError> {
    let servers = servers(&arguments.servers)?;
    let fetches = list.iter().any(|target| matches!(target, Target::Url(_)));
    let jobs = parallel::jobs(arguments.jobs, fetches);
    let kept = AtomicUsize::new(0);
    let results = parallel::map(list, jobs, |target| match reader.read(target) {
        Ok(subject) => subject.map(|subject| within_bound(Setups::of(&subject, &servers), &kept)),
        Err(Unread { input, failure }) => Some(Setups::failed(input, failure)),
    });
    let answers = input::found(results, &searches, reader.scope, Setups::failed);
    let style = terminal::style(arguments.coloring.color);
    print(|out| match arguments.format {
        CompatFormat::Human => out.write_all(setup::human(&answers, &Paint::new(&style)).as_bytes()),
        CompatFormat::Json => setup::write(out, &answers),
        CompatFormat::Jsonl => setup::write_lines(out, &answers),
        CompatFormat::Markdown => setup::markdown(out, &answers),
    })?;
    let failures = answers.iter().filter_map(|answer| answer.failure.as_ref());
    let mut outcome = Outcome::Clean;
    for failure in failures {
        write_error(UsageError::from(failure));
        outcome = Outcome::Failed;
    }
    Ok(outcome)
}

/// The answer, unless those of the run take too much memory already.
fn within_bound(answer: Setups, kept: &AtomicUsize) -> Setups {
    let size = answer.size();
    if kept.fetch_add(size, Ordering::Relaxed).saturating_add(size) <= MAX_BYTES {
        return answer;
    }
    Setups::failed(answer.input.clone(), beyond_bound(&answer.input))
}

/// The servers of those names, of which it is known what to set; all of these without a name.
fn servers(names: &[ServerName]) -> Result<Vec<&'static Server>, UsageError> {
    let known = || with_setup().filter_map(named);
    let mut servers = Vec::new();
    for name in names {
        match name {
            ServerName::Server(name) | ServerName::Profile(name) => {
                let server = known().find(|server| server.name == name);
                servers.push(server.ok_or_else(|| unknown_setup(name))?);
            }
            _ => servers.extend(known()),
        }
    }
    Ok(if names.is_empty() { known().collect() } else { servers })
}

fn unknown_setup(name: &str) -> UsageError {
    let known: Vec<&str> = with_setup().collect();
    UsageError::new(format!("what an operator of {name} sets is not known here"))
        .help(format!("it is known of {}", known.join(", ")))
}
