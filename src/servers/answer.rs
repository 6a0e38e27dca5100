//! What a server answers.

use serde::Serialize;

use crate::finding::{MAX_QUOTED, truncated};
use crate::json::Value;
use crate::rule::{Mark, Rule};

/// Whether a server takes a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Verdict {
    /// It is taken as it is.
    Accept,
    /// It is taken, but a redirect URI, a grant, a method, a key or a requested scope is dropped.
    Degraded,
    /// It is refused.
    Refuse,
    /// What decides it is not published, or depends on a policy without a known default.
    Unknown,
}

impl Verdict {
    /// The word for it, as in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Accept => "accept",
            Verdict::Degraded => "degraded",
            Verdict::Refuse => "refuse",
            Verdict::Unknown => "unknown",
        }
    }
}

/// Why a server refuses a document, what it drops, or what is not known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reason {
    /// The rule that says so in general; `None` for what this server alone checks.
    pub rule: Option<Rule>,
    /// The JSON Pointer of the value; `None` for the client identifier URL and the response.
    pub pointer: Option<String>,
    /// What is wrong with the value there, in one sentence.
    pub message: String,
}

/// What a server says of a redirect URI that a request would have.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RedirectAnswer {
    /// Whether the request is accepted with it.
    pub verdict: Verdict,
    /// What it matches, or what differs from the nearest entry.
    pub message: String,
}

/// What a server is predicted to answer.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Prediction {
    /// Whether it takes the document.
    pub verdict: Verdict,
    /// The weakest mark that the verdict rests on.
    pub evidence: Mark,
    /// Why it refuses, or else what is not known, or else what it drops.
    pub reasons: Vec<Reason>,
    /// How the client authenticates there; `None` where it is refused.
    pub authentication_method: Option<String>,
    /// The redirect URIs that are registered there.
    pub redirect_uris: Vec<String>,
    /// Whether it is a native client there.
    pub is_native: bool,
    /// The policies that the verdict rests on.
    pub policies: Vec<&'static str>,
}

impl Prediction {
    /// That of a document which nothing gives an identifier.
    pub(super) fn without_identifier(evidence: Mark) -> Prediction {
        let mut answer = Answer::default();
        answer.refuse_document(
            Rule::ClientIdMissing,
            "the document has no `client_id`, and nothing says where it is published",
        );
        answer.finish(evidence, true)
    }
}

/// The longest message, in characters; quotations are shorter.
const MAX_MESSAGE: usize = 5 * MAX_QUOTED;

/// A message whose quotations are cut, each by itself, so that what is said of them stays.
fn short(message: String) -> String {
    if message.len() <= MAX_QUOTED {
        return message;
    }
    let parts: Vec<_> = message.split('`').map(|part| truncated(part, MAX_QUOTED, "…")).collect();
    truncated(&parts.join("`"), MAX_MESSAGE, "…").into_owned()
}

/// How many reasons of one server are kept.
const MOST_REASONS: usize = 100;

/// What a model has found so far.
#[derive(Debug, Default)]
pub(super) struct Answer {
    pub(super) refused: Vec<Reason>,
    pub(super) dropped: Vec<Reason>,
    pub(super) unknown: Vec<Reason>,
    pub(super) method: Option<String>,
    pub(super) redirect_uris: Vec<String>,
    pub(super) is_native: bool,
    pub(super) policies: Vec<&'static str>,
}

/// Keeps a reason, unless there are enough.
fn keep(
    reasons: &mut Vec<Reason>,
    rule: impl Into<Option<Rule>>,
    pointer: impl FnOnce() -> Option<String>,
    message: impl Into<String>,
) {
    if reasons.len() < MOST_REASONS {
        reasons.push(Reason { rule: rule.into(), pointer: pointer(), message: short(message.into()) });
    }
}

/// The document as a whole.
fn whole() -> Option<String> {
    Some(String::new())
}

impl Answer {
    /// Refuses the client identifier URL or the response.
    pub(super) fn refuse(&mut self, rule: impl Into<Option<Rule>>, message: impl Into<String>) {
        keep(&mut self.refused, rule, || None, message);
    }

    /// Refuses a value of the document.
    pub(super) fn refuse_at(
        &mut self,
        rule: impl Into<Option<Rule>>,
        value: Value<'_>,
        message: impl Into<String>,
    ) {
        keep(&mut self.refused, rule, || Some(value.pointer()), message);
    }

    /// Refuses the document for what it lacks, or as a whole.
    pub(super) fn refuse_document(&mut self, rule: impl Into<Option<Rule>>, message: impl Into<String>) {
        keep(&mut self.refused, rule, whole, message);
    }

    /// Notes that a value is dropped, and the document is taken without it.
    pub(super) fn drop_at(
        &mut self,
        rule: impl Into<Option<Rule>>,
        value: Value<'_>,
        message: impl Into<String>,
    ) {
        keep(&mut self.dropped, rule, || Some(value.pointer()), message);
    }

    /// Notes that the document is taken in part for what it lacks.
    pub(super) fn drop_document(&mut self, rule: impl Into<Option<Rule>>, message: impl Into<String>) {
        keep(&mut self.dropped, rule, whole, message);
    }

    /// Notes that nothing published says what the server does with the document as a whole.
    pub(super) fn unknown(&mut self, rule: impl Into<Option<Rule>>, message: impl Into<String>) {
        keep(&mut self.unknown, rule, || None, message);
    }

    /// Notes that nothing published says what the server does with a value.
    pub(super) fn unknown_at(
        &mut self,
        rule: impl Into<Option<Rule>>,
        value: Value<'_>,
        message: impl Into<String>,
    ) {
        keep(&mut self.unknown, rule, || Some(value.pointer()), message);
    }

    /// Notes that what was found rests on a policy of the operator's.
    pub(super) fn rests_on(&mut self, policy: &'static str) {
        if !self.policies.contains(&policy) {
            self.policies.push(policy);
        }
    }

    /// The prediction; without a document that was read, nothing is known where nothing was refused.
    pub(super) fn finish(self, evidence: Mark, has_document: bool) -> Prediction {
        let is_unread = !has_document && self.method.is_none();
        let (verdict, reasons) = if !self.refused.is_empty() {
            (Verdict::Refuse, self.refused)
        } else if is_unread || !self.unknown.is_empty() {
            (Verdict::Unknown, self.unknown)
        } else if !self.dropped.is_empty() {
            (Verdict::Degraded, self.dropped)
        } else {
            (Verdict::Accept, Vec::new())
        };
        let taken = matches!(verdict, Verdict::Accept | Verdict::Degraded);
        Prediction {
            verdict,
            evidence,
            reasons,
            authentication_method: self.method.filter(|_| taken),
            redirect_uris: self.redirect_uris,
            is_native: self.is_native,
            policies: self.policies,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_quotations_are_cut_and_what_follows_stays() {
        let message = short(format!("`{}`: it has a fragment", "a".repeat(5_000)));
        assert!(message.ends_with("…`: it has a fragment"), "{message}");
        assert!(short("`a".repeat(100_000)).chars().count() <= MAX_MESSAGE + 1);
        assert_eq!(short("`a` is short".to_owned()), "`a` is short");
    }
}
