//! What Auth0's endpoints that preview and register a document would answer.

use serde::Serialize;

use crate::finding::{Finding, Level, Report};
use crate::lint::Linter;
use crate::rule::{Part, Rule};
use crate::subject::Subject;

use super::mapping::MappedFields;
use super::profile;
use super::translation::{self, Row};
use super::validation::Validation;

/// The endpoint that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Endpoint {
    /// `POST /api/v2/clients/cimd/preview`.
    Preview,
    /// `POST /api/v2/clients/cimd/register`.
    Register,
}

/// How far Auth0 would come with a document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// The URL breaks a rule, so that nothing is fetched.
    UrlRefused(Vec<String>),
    /// The URL gives no document.
    NotRetrieved(Vec<String>),
    /// The document was read.
    Validated(Validation),
}

/// What Auth0 would make of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Preview {
    /// The client that the document becomes.
    pub mapped_fields: MappedFields,
    /// How each property becomes a field.
    pub translation: Vec<Row>,
    /// How far Auth0 would come.
    pub outcome: Outcome,
    /// Whether the document names a key set that was not read.
    pub keys_are_unknown: bool,
    /// The scopes that the document asks for; Auth0 does not store them.
    pub scope: Option<String>,
    /// All findings, our advice included.
    pub report: Report,
}

/// The body of an answer; [`Answer::status`] is the HTTP status it comes with.
///
/// The members and their order are recorded for documents that were read, documented for the others. Not
/// known is the body of an answer with status 400: [`Refusal`] is our own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Answer<'p> {
    /// The preview of a document that was read.
    Previewed {
        /// The client that it becomes. That it is there for documents with violations is inferred.
        mapped_fields: &'p MappedFields,
        /// What is wrong with the document.
        validation: &'p Validation,
        /// The client's id in Auth0, where it is registered already.
        #[serde(skip_serializing_if = "Option::is_none")]
        client_id: Option<&'p str>,
    },
    /// The preview of a document that could not be retrieved.
    NotRetrieved {
        /// Why; the words are ours.
        errors: &'p [String],
        /// The client's id in Auth0, where it is registered already. That it is there is inferred.
        #[serde(skip_serializing_if = "Option::is_none")]
        client_id: Option<&'p str>,
    },
    /// The client that was registered.
    Registered {
        /// Its id in Auth0, which cannot be known of a client that is new.
        #[serde(skip_serializing_if = "Option::is_none")]
        client_id: Option<&'p str>,
        /// Its fields.
        mapped_fields: &'p MappedFields,
        /// What the document's author should know.
        validation: &'p Validation,
    },
    /// An answer with status 400.
    Refused {
        /// What stands in place of a body that is not known.
        cimd: Refusal<'p>,
    },
}

/// Why a request is answered with status 400.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Refusal<'p> {
    /// The HTTP status.
    pub status: u16,
    /// What kind of fault it is.
    pub reason: Reason,
    /// The faults; the words are ours.
    pub messages: &'p [String],
    /// Says that this is not an answer of Auth0.
    pub note: &'static str,
}

/// The kinds of faults that are answered with status 400.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Reason {
    /// The URL breaks a rule.
    Url,
    /// The document could not be retrieved.
    NotRetrieved,
    /// The document breaks a rule.
    NotApplied,
}

const NO_ANSWER: &str = "Auth0 answers with this HTTP status, as documented; the body of its answer is not public, and this one is cimd's own";

impl Preview {
    /// Works out what Auth0 would make of a subject.
    pub fn of(subject: Subject) -> Preview {
        let mapped_fields = MappedFields::of(&subject);
        let translation = translation::of(&subject, &mapped_fields);
        let has_document = subject.document.is_some();
        let keys_are_unknown =
            subject.key_set_url().is_some() && subject.key_set.is_none() && subject.failure.is_none();
        let scope = subject.member("scope").and_then(|value| Some(value.as_str()?.to_owned()));
        let report = Linter::new(profile()).lint(&subject);
        Preview {
            scope,
            outcome: outcome(&report, has_document),
            mapped_fields,
            translation,
            keys_are_unknown,
            report,
        }
    }

    /// Whether Auth0 would take the document.
    pub fn is_valid(&self) -> bool {
        matches!(&self.outcome, Outcome::Validated(validation) if validation.valid)
    }

    /// What an endpoint would answer; `client_id` is the client's id in Auth0, where it is registered
    /// already.
    pub fn answer<'p>(&'p self, endpoint: Endpoint, client_id: Option<&'p str>) -> Answer<'p> {
        let mapped_fields = &self.mapped_fields;
        match (&self.outcome, endpoint) {
            (Outcome::UrlRefused(messages), _) => Answer::refused(Reason::Url, messages),
            (Outcome::NotRetrieved(errors), Endpoint::Preview) => Answer::NotRetrieved { errors, client_id },
            (Outcome::NotRetrieved(errors), Endpoint::Register) => {
                Answer::refused(Reason::NotRetrieved, errors)
            }
            (Outcome::Validated(validation), Endpoint::Preview) => {
                Answer::Previewed { mapped_fields, validation, client_id }
            }
            (Outcome::Validated(validation), Endpoint::Register) if !validation.valid => {
                Answer::refused(Reason::NotApplied, &validation.violations)
            }
            (Outcome::Validated(validation), Endpoint::Register) => {
                Answer::Registered { client_id, mapped_fields, validation }
            }
        }
    }
}

impl<'p> Answer<'p> {
    fn refused(reason: Reason, messages: &'p [String]) -> Answer<'p> {
        Answer::Refused { cimd: Refusal { status: 400, reason, messages, note: NO_ANSWER } }
    }

    /// The HTTP status: documented; 200 and 201 are recorded too.
    pub fn status(&self) -> u16 {
        match self {
            Answer::Previewed { .. } | Answer::NotRetrieved { .. } => 200,
            Answer::Registered { client_id: Some(_), .. } => 200,
            Answer::Registered { client_id: None, .. } => 201,
            Answer::Refused { cimd } => cimd.status,
        }
    }
}

/// A broken URL is refused before anything is fetched, and what cannot be read has no validation: documented.
/// Which of the two channels takes a redirect, a size and a text that is not a JSON object is inferred.
fn outcome(report: &Report, has_document: bool) -> Outcome {
    let refused = |is_meant: fn(&Finding) -> bool| -> Vec<&Finding> {
        let violations = report.findings.iter().filter(|finding| finding.verdict == Some(Level::Violation));
        violations.filter(|&finding| is_meant(finding)).collect()
    };
    let of_url = refused(|finding| finding.part == Part::Url);
    if !of_url.is_empty() {
        return Outcome::UrlRefused(of_url.into_iter().map(|finding| finding.message.clone()).collect());
    }
    let failure = report.failure.as_ref().map(|failure| failure.message.clone());
    let of_retrieval = refused(|finding| finding.part == Part::Response || is_unreadable(finding.rule));
    if !of_retrieval.is_empty() || !has_document {
        return Outcome::NotRetrieved(of_retrieval.into_iter().map(in_full).chain(failure).collect());
    }
    // Here it is the key set that could not be fetched: that this is a violation is inferred.
    let mut validation = Validation::saying(report.valid == Some(true), report);
    validation.violations.extend(failure);
    Outcome::Validated(validation)
}

fn is_unreadable(rule: Rule) -> bool {
    matches!(rule, Rule::DocNotJson | Rule::DocNotUtf8 | Rule::DocTooDeep | Rule::DocNotObject)
}

/// Messages about a place in the text say nothing without it.
fn in_full(finding: &Finding) -> String {
    match (finding.rule, finding.range) {
        (Rule::DocNotJson, Some(range)) => {
            let start = range.start;
            format!(
                "the document is not JSON: line {}, column {}: {}",
                start.line, start.column, finding.message
            )
        }
        _ => finding.message.clone(),
    }
}
