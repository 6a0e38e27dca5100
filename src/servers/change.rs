//! The one change of a document that opens most doors: edits that the reasons suggest, each applied and asked again.

use serde_json::{Value, json};

use crate::json::pointer_tokens;
use crate::rule::Rule;
use crate::subject::Subject;

use super::answer::{Reason, Verdict};
use super::ask::{Question, Row};
use super::asked::Asked;

/// The largest document for which edits are tried, in bytes; each of them is read anew.
const MAX_BYTES: usize = 64 * 1024;

/// Most edits that are tried for one document.
const MOST_EDITS: usize = 24;

/// A change, and what it comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Change {
    /// What to do, in words: ``drop `/jwks` ``.
    pub what: String,
    /// The servers that take the document then, and did not before.
    pub opens: Vec<String>,
    /// The servers that took it, and do not then.
    pub closes: Vec<String>,
}

/// What to do at one place.
#[derive(Debug, Clone, PartialEq)]
enum Edit {
    Drop(String),
    Set(&'static str, Value),
}

/// The change after which most servers take the document; `None` unless it is one more at the least.
pub(super) fn best(subject: &Subject, question: &Question<'_>, rows: &[Row]) -> Option<Change> {
    let refusing: Vec<&Row> = rows.iter().filter(|row| row.prediction.verdict == Verdict::Refuse).collect();
    let body = subject.document.as_ref().filter(|body| !refusing.is_empty() && body.size <= MAX_BYTES)?;
    let document: Value = serde_json::from_slice(body.tree.source()).ok()?;
    let edits = edits(refusing.iter().flat_map(|row| &row.prediction.reasons));
    let mut best: Option<Change> = None;
    for edit in edits {
        let Some(changed) = edit.apply(&document) else { continue };
        // Of equal ones the first counts.
        let least = best.as_ref().map_or(0, Change::gain);
        if let Some(change) = outcome(&edit, &changed, subject, question, (rows, least)) {
            best = Some(change);
        }
    }
    best
}

impl Change {
    /// How many servers more take the document than before.
    fn gain(&self) -> usize {
        self.opens.len().saturating_sub(self.closes.len())
    }
}

fn edits<'r>(reasons: impl Iterator<Item = &'r Reason>) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    for reason in reasons {
        for edit in suggested(reason) {
            if edits.len() < MOST_EDITS && !edits.contains(&edit) {
                edits.push(edit);
            }
        }
    }
    edits
}

fn suggested(reason: &Reason) -> Vec<Edit> {
    let native = Edit::Set("application_type", json!("native"));
    let none = Edit::Set("token_endpoint_auth_method", json!("none"));
    let grants = Edit::Set("grant_types", json!(["authorization_code", "refresh_token"]));
    let mut edits = match reason.rule {
        Some(Rule::AuthMethodAbsent) => vec![none],
        Some(Rule::AuthMethodUnsupported | Rule::AuthMethodSharedSecret | Rule::AuthKeyMissing) => vec![none],
        Some(Rule::GrantTypesMissing | Rule::GrantUnsupported) => vec![grants],
        Some(
            Rule::RedirectUriCustomScheme
            | Rule::ApplicationTypeWebLocal
            | Rule::ApplicationTypeMissingLoopback,
        ) => vec![native],
        _ => Vec::new(),
    };
    // What a client is, and where it is sent, is not dropped.
    let is_needed = |pointer: &str| matches!(pointer, "" | "/client_id" | "/client_name" | "/redirect_uris");
    edits.extend(reason.pointer.iter().filter(|pointer| !is_needed(pointer)).cloned().map(Edit::Drop));
    edits
}

impl Edit {
    fn apply(&self, document: &Value) -> Option<Value> {
        let mut changed = document.clone();
        match self {
            Edit::Set(name, value) => {
                changed.as_object_mut()?.insert((*name).to_owned(), value.clone());
            }
            Edit::Drop(pointer) => {
                let (parent, _) = pointer.rsplit_once('/')?;
                let token = pointer_tokens(pointer).last()?.into_owned();
                match changed.pointer_mut(parent)? {
                    Value::Object(members) => drop(members.remove(&token)?),
                    Value::Array(elements) => {
                        let index: usize = token.parse().ok()?;
                        (index < elements.len()).then(|| elements.remove(index))?;
                    }
                    _ => return None,
                }
            }
        }
        Some(changed)
    }

    fn words(&self) -> String {
        match self {
            Edit::Drop(pointer) => format!("drop `{pointer}`"),
            Edit::Set(name, value) => format!("set `{name}` to `{value}`"),
        }
    }
}

/// What a change comes to, if more than `least` servers more take the document then. Those that take it already are asked
/// only where enough others would.
fn outcome(
    edit: &Edit,
    changed: &Value,
    subject: &Subject,
    question: &Question<'_>,
    (rows, least): (&[Row], usize),
) -> Option<Change> {
    let mut other = Subject::from_bytes(subject.input.clone(), changed.to_string().into_bytes());
    other.published.clone_from(&subject.published);
    other.retrieval.clone_from(&subject.retrieval);
    let asked = Asked::of(&other, question.policies);
    let takes = |verdict: Verdict| matches!(verdict, Verdict::Accept | Verdict::Degraded);
    let would_take =
        |row: &&Row| asked.as_ref().is_some_and(|asked| takes(row.server.predict(asked).verdict));
    let name = |row: &Row| row.server.name().to_owned();
    let (taking, others): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| takes(row.prediction.verdict));
    let opens: Vec<String> = others.into_iter().filter(would_take).map(name).collect();
    if opens.len() <= least {
        return None;
    }
    let closes = taking.into_iter().filter(|row| !would_take(row)).map(name).collect();
    let change = Change { what: edit.words(), opens, closes };
    (change.gain() > least).then_some(change)
}
