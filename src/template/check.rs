//! Answers held against the rules of a profile.

use super::answers::{Answers, Question};
use super::document::document;
use crate::finding::{Finding, Level, Report};
use crate::lint::Linter;
use crate::profile::Profile;
use crate::subject::{KeySet, Subject};

/// What is wrong with one answer, as the rules say it. Answers that it depends on are known already: those to the questions
/// before it.
pub fn faults(question: Question, answers: &Answers, profile: &Profile) -> Vec<Finding> {
    let report = lint(answers, profile, None);
    heavy(report).filter(|finding| Question::of(finding) == Some(question)).collect()
}

/// What is wrong with the finished document and its key set, whatever it is about: nothing, unless a profile demands what no
/// answer gives.
pub fn finished(answers: &Answers, profile: &Profile, key_set: Option<KeySet>) -> Vec<Finding> {
    heavy(lint(answers, profile, key_set)).collect()
}

fn lint(answers: &Answers, profile: &Profile, key_set: Option<KeySet>) -> Report {
    let text = document(answers, profile).into_bytes();
    let mut subject = Subject::from_bytes("document", text).published_at(&answers.url);
    subject.key_set = key_set.map(Box::new);
    Linter::new(profile).lint(&subject)
}

/// Violations and warnings.
fn heavy(report: Report) -> impl Iterator<Item = Finding> {
    report.findings.into_iter().filter(|finding| finding.shown && finding.level >= Level::Warning)
}
