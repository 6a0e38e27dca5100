//! What many servers answer to one document, and what would help.

use crate::finding::{Failure, Input};
use crate::subject::Subject;

use super::answer::{Reason, Verdict};
use super::ask::{Question, Row, ask};
use super::change::{self, Change};

/// What all of them answer to one document.
#[derive(Debug)]
#[non_exhaustive]
pub struct Compatibility {
    /// What the user named.
    pub input: Input,
    /// Where it is published, if that is known.
    pub url: Option<String>,
    /// The document's own `client_id`.
    pub client_id: Option<String>,
    /// Why it could not be read or fetched.
    pub failure: Option<Failure>,
    /// The answers.
    pub rows: Vec<Row>,
    /// The one change that opens most doors, where there is one.
    pub change: Option<Change>,
}

impl Compatibility {
    /// Asks all servers.
    pub fn of(subject: &Subject, question: &Question<'_>) -> Compatibility {
        let rows = ask(subject, question);
        let change = question.with_change.then(|| change::best(subject, question, &rows)).flatten();
        Compatibility {
            input: subject.input.clone(),
            url: subject.published.clone(),
            client_id: subject.client_id().map(str::to_owned),
            failure: subject.failure.as_deref().cloned(),
            rows,
            change,
        }
    }

    /// That of an input that could not be read.
    pub fn failed(input: Input, failure: Failure) -> Compatibility {
        Compatibility {
            input,
            url: None,
            client_id: None,
            failure: Some(failure),
            rows: Vec::new(),
            change: None,
        }
    }

    /// How much memory it takes, roughly, in bytes.
    pub fn size(&self) -> usize {
        let reasons = self.rows.iter().flat_map(|row| &row.prediction.reasons);
        let texts = |reason: &Reason| {
            size_of::<Reason>() + reason.message.len() + reason.pointer.as_ref().map_or(0, String::len)
        };
        let uris = self.rows.iter().flat_map(|row| &row.prediction.redirect_uris);
        size_of::<Compatibility>()
            + self.rows.len() * size_of::<Row>()
            + reasons.map(texts).sum::<usize>()
            + uris.map(|uri| size_of::<String>() + uri.len()).sum::<usize>()
    }

    /// The servers with that verdict.
    pub fn with(&self, verdict: Verdict) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.prediction.verdict == verdict)
    }
}
