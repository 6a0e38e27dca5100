//! Redirect URIs, and the application type that decides which of them are taken.

mod doubtful;
mod entry;
mod repeated;

use crate::finding::quoted;
use crate::json::{Kind, Value};
use crate::metadata::grants::{AUTHORIZATION_CODE, IMPLICIT};
use crate::metadata::uri::Uri;
use crate::profile::Profile;
use crate::rule::Rule;
use crate::subject::Subject;

use super::application_type::ApplicationType;
use super::{Complaint, Findings, Place, misspelt};
use doubtful::{Doubtful, doubtful};
use entry::{Entry, Reach};

/// Checks `redirect_uris` and `application_type`.
pub fn check(root: Value<'_>, subject: &Subject, profile: &Profile, findings: &mut Findings<'_>) {
    let application_type = ApplicationType::read(subject, profile, findings);
    let Some(list) = subject.property("redirect_uris") else {
        missing(Place::Value(root), subject, findings);
        return;
    };
    if list.kind() != Kind::Array {
        shape(list, findings);
        return;
    }
    if list.elements().next().is_none() {
        missing(Place::Value(list), subject, findings);
    }
    let (doubtful, length) = doubtful(list);
    let mut loopbacks = Vec::new();
    for Doubtful { index, value, first } in doubtful {
        let text = value.as_str();
        let Some(text) = text else {
            findings.raise(Rule::RedirectUriType, || {
                let what = value.kind().with_article();
                Complaint::new(
                    Place::Value(value),
                    format!("redirect_uris[{index}] is {what}; a redirect URI is a string"),
                    "write the URI in double quotes, or remove the entry",
                )
            });
            continue;
        };
        if let Some(first) = first {
            findings.raise(Rule::RedirectUriDuplicate, || {
                Complaint::new(
                    Place::Value(value),
                    format!("redirect_uris[{index}] is {}, which stands in the list already", quoted(&text)),
                    "remove one of them",
                )
                .related(first.span(), "the first one")
            });
            continue;
        }
        let entry = Entry { index, value, uri: Uri::split(&text) };
        if entry.check(profile, findings) != Reach::Elsewhere {
            loopbacks.push(value);
        }
    }
    if !loopbacks.is_empty() {
        let all_are = loopbacks.len() == length;
        application_type.with_loopback(&loopbacks, all_are, profile, findings);
    }
}

fn missing(place: Place<'_>, subject: &Subject, findings: &mut Findings<'_>) {
    let grant = subject.property("grant_types").and_then(|grants| {
        grants.elements().find_map(|grant| {
            grant.as_str().filter(|grant| matches!(&**grant, AUTHORIZATION_CODE | IMPLICIT))
        })
    });
    let Some(grant) = grant else { return };
    findings.raise_missing(Rule::RedirectUrisMissing, || {
        let what = if matches!(place, Place::Value(value) if value.kind() == Kind::Array) {
            "empty"
        } else {
            "missing"
        };
        let help = match misspelt("redirect_uris", subject) {
            Some(help) => format!("{help}, and let it hold an array"),
            None if what == "empty" => "list every URI that the client wants answers at".to_owned(),
            None => "add `\"redirect_uris\"` with every URI that the client wants answers at".to_owned(),
        };
        Complaint::new(
            place,
            format!("`redirect_uris` is {what}, and the grant type `{grant}` needs one"),
            help,
        )
    });
}

fn shape(list: Value<'_>, findings: &mut Findings<'_>) {
    findings.raise(Rule::RedirectUrisShape, || {
        let help = match list.as_str() {
            Some(text) => format!("write `\"redirect_uris\": [{}]`", quoted(&text).replace('`', "\"")),
            None => "write an array of strings".to_owned(),
        };
        Complaint::new(
            Place::Value(list),
            format!("`redirect_uris` is {}; it must be an array of strings", list.kind().with_article()),
            help,
        )
    });
}
