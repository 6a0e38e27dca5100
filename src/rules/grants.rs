//! Grant types and response types.

use crate::finding::quoted;
use crate::json::{Kind, Value};
use crate::metadata::grants::{AUTHORIZATION_CODE, meant};
use crate::profile::{Profile, contains};
use crate::rule::Rule;
use crate::subject::Subject;

use super::{Complaint, Findings, Place, misspelt};

/// Checks `grant_types`, `response_types` and how they fit together.
pub fn check(root: Value<'_>, subject: &Subject, profile: &Profile, findings: &mut Findings<'_>) {
    let grants = subject.property("grant_types");
    match grants {
        None if profile.requires("grant_types") => {
            missing(Place::Value(root), "missing", subject, profile, findings)
        }
        Some(list) if list.kind() == Kind::Array && list.elements().next().is_none() => {
            missing(Place::Value(list), "empty", subject, profile, findings);
        }
        Some(list) => grant_types(list, profile, findings),
        None => {}
    }
    if let Some(list) = subject.property("response_types") {
        response_types(list, grants, profile, findings);
    }
}

fn missing(place: Place<'_>, what: &str, subject: &Subject, profile: &Profile, findings: &mut Findings<'_>) {
    findings.raise_missing(Rule::GrantTypesMissing, || {
        Complaint::new(
            place,
            if what == "missing" {
                format!("`grant_types` is missing; {} requires it, though the standard has a default", profile.title)
            } else {
                format!("`grant_types` is {what}; {} requires one grant type at least", profile.title)
            },
            misspelt("grant_types", subject).filter(|_| what == "missing").unwrap_or_else(|| {
                "write `\"grant_types\": [\"authorization_code\", \"refresh_token\"]`, or the one of them that the client uses".to_owned()
            }),
        )
    });
}

fn grant_types(list: Value<'_>, profile: &Profile, findings: &mut Findings<'_>) {
    let Some(supported) = profile.values.grant_types.as_deref() else { return };
    // Other types of values have been reported.
    if list.kind() != Kind::Array || list.elements().any(|element| element.kind() != Kind::String) {
        return;
    }
    let server = &profile.title;
    let names = || supported.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and ");
    let is_supported = |value: &Value<'_>| value.as_str().is_some_and(|grant| contains(supported, &grant));
    if !list.elements().any(|value| is_supported(&value)) {
        findings.raise(Rule::GrantTypesUnsupported, || {
            let found: Vec<String> =
                list.elements().take(8).filter_map(|value| value.as_str().map(|v| quoted(&v))).collect();
            let help = match list.elements().find_map(|value| meant(&value.as_str()?)) {
                Some(meant) if contains(supported, meant) => format!("did you mean `{meant}`?"),
                _ => format!("list one of {} at least", names()),
            };
            Complaint::new(
                Place::Value(list),
                format!("grant_types has {}, and {server} supports only {}", found.join(", "), names()),
                help,
            )
        });
        return;
    }
    for value in list.elements().filter(|value| !is_supported(value)) {
        findings.raise(Rule::GrantUnsupported, || {
            let grant = value.as_str().unwrap_or_default();
            let help = match meant(&grant) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("nothing needs to be done: the document is taken without it; at {server} the client cannot use this grant"),
            };
            Complaint::new(
                Place::Value(value),
                format!("{server} ignores the grant type {}: it supports only {}", quoted(&grant), names()),
                help,
            )
        });
    }
}

fn response_types(
    list: Value<'_>,
    grants: Option<Value<'_>>,
    profile: &Profile,
    findings: &mut Findings<'_>,
) {
    let is_implicit =
        |response_type: &str| response_type.split(' ').any(|word| matches!(word, "token" | "id_token"));
    let mut implicit = false;
    for value in list.elements() {
        let Some(response_type) = value.as_str().filter(|response_type| is_implicit(response_type)) else {
            continue;
        };
        implicit = true;
        findings.raise(Rule::ResponseTypeToken, || {
            Complaint::new(
                Place::Value(value),
                format!(
                    "response_types has {}: {} answers it with `unsupported_response_type` at login",
                    quoted(&response_type),
                    profile.title
                ),
                "use `code`, the authorization code flow with PKCE",
            )
        });
    }
    // A list that is missing, empty or of other values has a finding of its own, and nothing fits it.
    let is_list = |list: Value<'_>| {
        list.elements().next().is_some() && list.elements().all(|element| element.kind() == Kind::String)
    };
    let Some(grants) = grants.filter(|&grants| is_list(grants)) else { return };
    if list.kind() != Kind::Array || list.elements().any(|element| element.kind() != Kind::String) {
        return;
    }
    match (find(list, "code"), find(grants, AUTHORIZATION_CODE)) {
        (Some(code), None) => findings.raise(Rule::GrantResponseMismatch, || {
            Complaint::new(
                Place::Value(code),
                "response_types has `code`, but grant_types lacks `authorization_code`: the two stand for one flow",
                "add `authorization_code` to grant_types, or remove `code` here",
            )
            .related(grants.span(), "grant_types")
        }),
        (None, Some(_)) if !implicit => findings.raise(Rule::ResponseTypeCodeMissing, || {
            Complaint::new(
                Place::Value(list),
                "grant_types has `authorization_code`, but response_types lacks `code`: the two stand for one flow",
                "add `code`, or leave response_types out: its default is `code`",
            )
            .related(grants.span(), "grant_types")
        }),
        _ => {}
    }
}

fn find<'t>(list: Value<'t>, wanted: &str) -> Option<Value<'t>> {
    list.elements().find(|element| element.as_str().is_some_and(|text| text == wanted))
}
