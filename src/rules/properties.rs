//! The members of the document: which a server reads, and the types of their values.

use std::collections::{HashMap, HashSet};

use crate::finding::quoted;
use crate::json::{Duplicate, Kind, Member, Span, Value};
use crate::metadata::names::{self, ValueKind};
use crate::profile::Profile;
use crate::rule::Rule;
use crate::subject::Subject;

use super::{Complaint, Findings, Place};

/// Members whose types have rules of their own.
const TYPED_ELSEWHERE: [&str; 3] = ["client_id", "redirect_uris", "jwks"];

/// Checks every member's name and type.
pub fn check(
    root: Value<'_>,
    duplicates: &[Duplicate<'_>],
    subject: &Subject,
    profile: &Profile,
    findings: &mut Findings<'_>,
) {
    let overruled = if duplicates.is_empty() { HashSet::new() } else { overruled(root) };
    for member in root.members().filter(|member| !overruled.contains(&member.name_span)) {
        if profile.supports(&member.name) {
            value_type(&member, profile, findings);
        } else if member.name != "jwks" {
            unsupported(&member, subject, profile, findings);
        }
    }
    for name in ["grant_types", "response_types"] {
        duplicate_items(subject.property(name), name, findings);
    }
}

/// Names of members that a later one of the same name overrules: servers read the last.
fn overruled(root: Value<'_>) -> HashSet<Span> {
    let last: HashMap<_, _> = root.members().map(|member| (member.name, member.name_span)).collect();
    root.members()
        .filter(|member| last.get(&member.name) != Some(&member.name_span))
        .map(|member| member.name_span)
        .collect()
}

/// Members whose own rule says more than that a server ignores them.
const BETTER_GONE: [&str; 3] = ["client_secret", "client_secret_expires_at", "registration_access_token"];

fn unsupported(member: &Member<'_>, subject: &Subject, profile: &Profile, findings: &mut Findings<'_>) {
    findings.raise_ignored(&member.name, || {
        let (name, server) = (quoted(&member.name), &profile.title);
        // A name that is there already was not meant a second time.
        let meant = names::meant(&member.name).filter(|meant| subject.property(meant).is_none());
        let (message, help) = match meant {
            Some(meant) => (
                format!("{server} ignores {name}, which is no registered client metadata"),
                format!("did you mean `{meant}`?"),
            ),
            None if BETTER_GONE.contains(&&*member.name) => (
                format!("{server} ignores {name}"),
                "remove it: it has no place in a published document".to_owned(),
            ),
            None if names::registered(&member.name).is_some() => (
                format!("{server} ignores {name}"),
                format!("it stays without effect at {server}; keep it for other servers, or remove it"),
            ),
            None if names::is_server_metadata(&member.name) => (
                format!("{server} ignores {name}, which describes an authorization server and no client"),
                "remove it, unless something else reads it".to_owned(),
            ),
            None => (
                format!("{server} ignores {name}, which is no registered client metadata"),
                "remove it, unless something else reads it".to_owned(),
            ),
        };
        Complaint::new(Place::Name(member.name_span, member.value), message, help)
    });
}

fn value_type(member: &Member<'_>, profile: &Profile, findings: &mut Findings<'_>) {
    let Some(registered) = names::registered(&member.name) else { return };
    let value = member.value;
    if fits(value, registered.kind) || TYPED_ELSEWHERE.contains(&registered.name) {
        return;
    }
    let wrong = match registered.kind {
        ValueKind::Strings if value.kind() == Kind::Array => {
            value.elements().find(|element| element.kind() != Kind::String).unwrap_or(value)
        }
        _ => value,
    };
    findings.raise(Rule::PropertyType, || {
        let name = &member.name;
        let (what, wanted) = (wrong.kind().with_article(), wanted(registered.kind));
        let message = if wrong.span() == value.span() {
            format!("`{name}` is {what}; it must be {wanted}")
        } else {
            format!("`{name}` holds {what}; it must be {wanted}")
        };
        let help = match (registered.kind, value.as_str()) {
            (ValueKind::Strings, Some(text)) => {
                let items: Vec<String> = text.split_whitespace().map(|word| format!("\"{word}\"")).collect();
                if items.is_empty() || items.len() > 8 {
                    "write an array of strings".to_owned()
                } else {
                    format!("write {}", quoted(&format!("[{}]", items.join(", "))))
                }
            }
            _ if value.kind() == Kind::Null && !profile.requires(name) => {
                format!("remove the member, or give {} a value that is {wanted}", profile.title)
            }
            _ => format!("write {wanted}"),
        };
        Complaint::new(Place::Value(wrong), message, help)
    });
}

fn fits(value: Value<'_>, kind: ValueKind) -> bool {
    match kind {
        ValueKind::String => value.kind() == Kind::String,
        ValueKind::Boolean => value.kind() == Kind::Bool,
        ValueKind::Number => value.kind() == Kind::Number,
        ValueKind::Object => value.kind() == Kind::Object,
        ValueKind::Strings => {
            value.kind() == Kind::Array && value.elements().all(|element| element.kind() == Kind::String)
        }
    }
}

fn wanted(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::String => "a string",
        ValueKind::Boolean => "true or false",
        ValueKind::Number => "a number",
        ValueKind::Object => "an object",
        ValueKind::Strings => "an array of strings",
    }
}

fn duplicate_items(array: Option<Value<'_>>, name: &str, findings: &mut Findings<'_>) {
    let Some(array) = array else { return };
    // There are not that many grant types: where a list goes on, it is about something else.
    for (index, element) in array.elements().take(100).enumerate() {
        let Some(text) = element.as_str() else { continue };
        let is_text = |earlier: Value<'_>| earlier.as_str().is_some_and(|earlier| earlier == text);
        if array.elements().take(index).any(is_text) {
            findings.raise(Rule::PropertyDuplicateItems, || {
                Complaint::new(
                    Place::Value(element),
                    format!("`{name}` holds {} twice", quoted(&text)),
                    "remove one of them",
                )
            });
        }
    }
}
