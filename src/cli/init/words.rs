//! What rules say of answers, in their own words.

use super::complete::Complete;
use crate::cli::usage::UsageError;
use crate::finding::{Finding, Input};
use crate::profile::Profile;
use crate::subject::{Body, KeySet, Response};
use crate::template::{Answers, Question, faults, finished, key_set_url};

/// What is wrong with an answer; `None` where nothing is.
pub fn of_answer(question: Question, answers: &Answers, profile: &Profile) -> Option<String> {
    let said = said(question, answers, profile);
    (!said.is_empty()).then(|| said.join("\n"))
}

/// Refuses answers that are not right: all of them at once, each with its argument.
pub fn check(complete: &Complete, questions: &[Question]) -> Result<(), UsageError> {
    let Complete { answers, profile, .. } = complete;
    let of = |&question: &Question| {
        let said = said(question, answers, profile).into_iter();
        said.map(move |words| format!("{}: {words}", flag(question)))
    };
    refuse(questions.iter().flat_map(of).collect(), profile)
}

/// Refuses a document that its profile has something against, which no answer could have been refused for.
pub fn check_finished(complete: &Complete, key_set: Option<&str>) -> Result<(), UsageError> {
    let Complete { answers, profile, .. } = complete;
    let key_set = key_set.map(|text| as_published(text, key_set_url(&answers.url)));
    refuse(finished(answers, profile, key_set).iter().map(words).collect(), profile)
}

/// What is wrong with an answer that no rule speaks of.
fn unruled(question: Question, answers: &Answers) -> Option<String> {
    match question {
        Question::Url if answers.kind.has_key() && key_set_url(&answers.url) == answers.url => Some(format!(
            "`{}` is the URL of the key set, which is published beside the document; give the document another name",
            answers.url
        )),
        Question::Name if answers.name.trim().is_empty() => {
            Some("the name is blank; users see it when they log in".to_owned())
        }
        _ => None,
    }
}

/// All that is wrong with an answer.
fn said(question: Question, answers: &Answers, profile: &Profile) -> Vec<String> {
    match unruled(question, answers) {
        Some(words) => vec![words],
        None => faults(question, answers, profile).iter().map(words).collect(),
    }
}

fn refuse(lines: Vec<String>, profile: &Profile) -> Result<(), UsageError> {
    match &*lines {
        [] => Ok(()),
        [line] => Err(UsageError::new(line.as_str())),
        lines => Err(UsageError::new(format!(
            "{} findings under {}; nothing was written\n{}",
            lines.len(),
            profile.title,
            lines.join("\n")
        ))),
    }
}

fn words(finding: &Finding) -> String {
    let help = if finding.help.is_empty() { String::new() } else { format!("; {}", finding.help) };
    format!("{}{help} [{}]", finding.message, finding.rule.id())
}

fn flag(question: Question) -> &'static str {
    match question {
        Question::Url => "--url",
        Question::Name => "--name",
        Question::RedirectUris => "--redirect-uri",
    }
}

/// A key set as if it had been served, faultlessly.
fn as_published(text: &str, url: String) -> KeySet {
    let media_type = ("content-type".to_owned(), "application/json".to_owned());
    KeySet {
        origin: Input::url(url.as_str()),
        retrieval: Response { url, status: 200, headers: vec![media_type] },
        body: Body::whole(text.as_bytes().to_vec()),
    }
}
