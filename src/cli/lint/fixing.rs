//! `--fix` and `--diff`: documents are fixed first, and linted as they are then.

use super::arguments::FixArguments;
use crate::cli::outcome::Outcome;
use crate::cli::output::{note, print, write_error};
use crate::cli::parallel;
use crate::cli::run::Accepted;
use crate::cli::usage::UsageError;
use crate::files;
use crate::finding::{Input, Report};
use crate::fix::{Fixed, Made, fix};
use crate::format::{diff, sanitised};
use crate::input::{Reader, Target, Targets, Unread};
use crate::lint::Linter;
use crate::subject::Subject;

/// Most fixes of a file that are named.
const MAX_NAMED: usize = 4;

/// What fixing needs.
pub(super) struct Fixing<'f> {
    pub arguments: &'f FixArguments,
    /// Fetches nothing of what documents link to.
    pub reader: &'f Reader<'f>,
    pub linter: &'f Linter<'f>,
    /// Findings that are accepted are not fixed.
    pub accepted: &'f Accepted<'f>,
    pub quiet: bool,
    pub jobs: usize,
}

/// What was done.
pub(super) enum Done {
    /// Files hold their fixed texts, and are linted next.
    Files(Outcome),
    /// What would be changed was shown.
    Shown(Outcome),
    /// The fixed text of standard input was printed; this is left to report of it.
    StandardInput(Box<Report>),
}

/// A document and what became of it.
struct Document {
    target: Target,
    input: Input,
    before: Vec<u8>,
    fixed: Fixed,
}

impl Fixing<'_> {
    /// Does what was asked for before anything is linted.
    pub fn run(&self, targets: &Targets) -> Result<Done, UsageError> {
        if self.arguments.diff {
            return Ok(Done::Shown(self.show(targets.list.clone())?));
        }
        if !self.arguments.fix {
            return Ok(Done::Files(Outcome::Clean));
        }
        match targets.list.as_slice() {
            [Target::StandardInput] => self.fix_standard_input(),
            list if list.contains(&Target::StandardInput) => Err(UsageError::new(
                "standard input cannot be fixed together with files: its text is the output",
            )
            .help("give it a run of its own: `cimd lint --fix -`")),
            list => Ok(Done::Files(self.fix_files(list))),
        }
    }

    /// Fixes all files in place. What is wrong with one of them keeps no other from being fixed.
    fn fix_files(&self, targets: &[Target]) -> Outcome {
        let outcomes = parallel::map(targets.to_vec(), self.jobs, |target| {
            if let Target::Url(url) = &target {
                note(&format!("{url} is not a file, and is not fixed"));
            }
            if target.path().is_none() {
                return Outcome::Clean;
            }
            match self.document(target) {
                Ok(Some(document)) if !document.fixed.made.is_empty() => self.save(&document),
                // What cannot be read is reported when it is linted.
                _ => Outcome::Clean,
            }
        });
        outcomes.into_iter().max().unwrap_or(Outcome::Clean)
    }

    fn save(&self, document: &Document) -> Outcome {
        let Some(path) = document.target.path() else { return Outcome::Clean };
        let name = document.input.name();
        match files::replace(path, &document.before, &document.fixed.text) {
            Ok(true) => {
                if !self.quiet {
                    note(&format!("fixed {name}: {}", made(&document.fixed.made)));
                }
                Outcome::Clean
            }
            Ok(false) => {
                let error =
                    UsageError::new(format!("{name} was changed while it was checked; it is not fixed"));
                write_error(error.help("run the command again"));
                Outcome::Failed
            }
            Err(error) => {
                let error = UsageError::new(format!("{name} cannot be written: {}", files::words(&error)));
                write_error(error.help("nothing in it was changed"));
                Outcome::Failed
            }
        }
    }

    /// Prints the fixed text of standard input.
    fn fix_standard_input(&self) -> Result<Done, UsageError> {
        let fixed = match self.document(Target::StandardInput) {
            Ok(Some(Document { fixed, .. })) => fixed,
            Ok(None) => {
                return Err(UsageError::new(
                    "standard input has more than is read of a document; it is not fixed",
                ));
            }
            Err(unread) => return Err(UsageError::from(&unread.failure)),
        };
        print(|out| out.write_all(&fixed.text))?;
        Ok(Done::StandardInput(Box::new(fixed.report)))
    }

    /// Prints what fixing would change.
    fn show(&self, targets: Vec<Target>) -> Result<Outcome, UsageError> {
        let documents = parallel::map(targets, self.jobs, |target| {
            let document = match target {
                Target::Url(_) | Target::Carried(_) => return Ok(None),
                target => self.document(target)?,
            };
            Ok(document.map(|document| {
                let name = document.input.name();
                (diff::unified(name, &document.before, &document.fixed.text), document.fixed.made.len())
            }))
        });
        let (mut outcome, mut count, mut files) = (Outcome::Clean, 0, 0);
        for document in documents {
            match document {
                Ok(Some((diff, made))) if !diff.is_empty() => {
                    print(|out| out.write_all(diff.as_bytes()))?;
                    outcome = outcome.max(Outcome::Findings);
                    (count, files) = (count + made, files + 1);
                }
                Ok(_) => {}
                Err(Unread { failure, .. }) => {
                    write_error(UsageError::from(&failure));
                    outcome = Outcome::Failed;
                }
            }
        }
        if !self.quiet {
            note(&match (count, files) {
                (0, _) => "there is nothing to fix".to_owned(),
                (count, 1) => format!("would make {}", fixes(count)),
                (count, files) => format!("would make {} in {files} files", fixes(count)),
            });
        }
        Ok(outcome)
    }

    /// Reads a document and fixes it; `None` where there is none, or where only its beginning was read.
    fn document(&self, target: Target) -> Result<Option<Document>, Unread> {
        let Some(subject) = self.reader.read(target.clone())? else { return Ok(None) };
        let Subject { input, published, document, read_at, .. } = subject;
        let Some(body) = document.filter(|body| !body.cut) else { return Ok(None) };
        let before = body.tree.into_source();
        let subject = |text: Vec<u8>| Subject {
            published: published.clone(),
            read_at,
            ..Subject::from_bytes(input.clone(), text)
        };
        let lint = |subject: &Subject| {
            let mut report = self.linter.lint(subject);
            self.accepted.apply(&mut report);
            report
        };
        let fixed = fix(before.clone(), self.arguments.up_to(), subject, lint);
        Ok(Some(Document { target, input, before, fixed }))
    }
}

/// What was fixed, in words.
fn made(made: &[Made]) -> String {
    let mut named: Vec<&str> = made.iter().take(MAX_NAMED).map(|made| &*made.title).collect();
    let more = match made.len().saturating_sub(MAX_NAMED) {
        0 => None,
        more => Some(format!("{} more", fixes(more))),
    };
    named.extend(more.as_deref());
    sanitised(&named.join("; ")).into_owned()
}

fn fixes(count: usize) -> String {
    if count == 1 { "1 fix".to_owned() } else { format!("{count} fixes") }
}
