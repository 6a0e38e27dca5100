//! The same mapping for people: each property, the field it becomes, and what is done to it on the way.

use std::collections::HashSet;

use crate::finding::quoted;
use crate::json::{Kind, Value};
use crate::metadata::authentication::{NONE, PRIVATE_KEY_JWT};
use crate::profile::contains;
use crate::subject::Subject;

use super::mapping::MappedFields;
use super::{keys, profile};

/// Auth0's fields in their order, and the properties they are made of.
pub const FIELDS: [(&str, &str); 9] = [
    ("client_id", "external_client_id"),
    ("client_name", "name"),
    ("redirect_uris", "callbacks"),
    ("logo_uri", "logo_uri"),
    ("description", "description"),
    ("grant_types", "grant_types"),
    ("application_type", "app_type"),
    ("token_endpoint_auth_method", "token_endpoint_auth_method"),
    ("jwks_uri", "jwks_uri"),
];

/// One property on its way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Row {
    /// The property, or what stands for it.
    pub property: String,
    /// Its value in the document; a list has one element a line.
    pub value: Vec<String>,
    /// The field that it becomes; `None` where it becomes none.
    pub field: Option<&'static str>,
    /// What is done to it; empty where nothing is.
    pub note: String,
}

/// What becomes of each property: the mapped ones in the order of Auth0's fields, then what is not stored.
pub fn of(subject: &Subject, mapped: &MappedFields) -> Vec<Row> {
    let Some(root) = subject.root().filter(|root| root.kind() == Kind::Object) else { return Vec::new() };
    let mut rows: Vec<Row> =
        FIELDS.iter().filter_map(|&(property, field)| row(subject, mapped, property, field)).collect();
    rows.extend(credentials(subject));
    if let Some(value) = subject.member("response_types") {
        rows.push(Row { note: "checked, not stored".to_owned(), ..Row::new("response_types", value) });
    }
    let mut seen = HashSet::new();
    for member in root.members().filter(|member| !profile().supports(member.name)) {
        if seen.insert(member.name) {
            let note = if member.name == "jwks" { "refused" } else { "ignored" };
            rows.push(Row { note: note.to_owned(), ..Row::new(member.name, member.value) });
        }
    }
    rows
}

impl Row {
    fn new(property: &str, value: Value<'_>) -> Row {
        let shown = |value: Value<'_>| match value.as_str() {
            Some(text) => text.to_owned(),
            None => String::from_utf8_lossy(value.raw()).into_owned(),
        };
        let value = match value.kind() {
            Kind::Array => value.elements().map(shown).collect(),
            _ => vec![shown(value)],
        };
        Row { property: property.to_owned(), value, field: None, note: String::new() }
    }

    fn missing(property: &str, field: &'static str, note: String) -> Row {
        Row { property: property.to_owned(), value: vec!["(missing)".to_owned()], field: Some(field), note }
    }
}

fn row(subject: &Subject, mapped: &MappedFields, property: &'static str, field: &'static str) -> Option<Row> {
    let becomes =
        |fate: Option<&str>| fate.map_or_else(not_taken, |fate| format!("becomes {}", quoted(fate)));
    let Some(value) = subject.member(property) else {
        return match field {
            "app_type" => {
                Some(Row::missing(property, field, format!("taken as `web`: {}", becomes(mapped.app_type))))
            }
            "token_endpoint_auth_method" => {
                Some(Row::missing(property, field, "taken as `none` (inferred)".to_owned()))
            }
            _ => None,
        };
    };
    let row = Row::new(property, value);
    let (is_taken, note) = match field {
        "external_client_id" => return Some(identity(row, mapped)),
        "name" => (mapped.name.is_some(), String::new()),
        "callbacks" => (mapped.callbacks.is_some(), String::new()),
        "logo_uri" => (mapped.logo_uri.is_some(), String::new()),
        "description" => (mapped.description.is_some(), String::new()),
        "grant_types" => (mapped.grant_types.is_some(), filtered(&row.value)),
        "app_type" if row.value.iter().any(|own| mapped.app_type == Some(own)) => (true, String::new()),
        "app_type" => (mapped.app_type.is_some(), becomes(mapped.app_type)),
        "token_endpoint_auth_method" => (mapped.token_endpoint_auth_method.is_some(), String::new()),
        _ if mapped.token_endpoint_auth_method == Some(NONE) => {
            let note = format!("only stored for `{PRIVATE_KEY_JWT}` (inferred)");
            return Some(Row { note, ..row });
        }
        _ => (mapped.jwks_uri.is_some(), String::new()),
    };
    Some(match is_taken {
        true => Row { field: Some(field), note, ..row },
        false => Row { note: not_taken(), ..row },
    })
}

fn not_taken() -> String {
    "not taken".to_owned()
}

/// The URL is the identity; what the document says of itself must be the same.
fn identity(row: Row, mapped: &MappedFields) -> Row {
    match &mapped.external_client_id {
        Some(url) if row.value.first() == Some(url) => Row { field: Some("external_client_id"), ..row },
        Some(url) => Row { note: format!("is not the URL {}", quoted(url)), ..row },
        None => Row { note: not_taken(), ..row },
    }
}

fn filtered(grants: &[String]) -> String {
    let supported = profile().grants.types.as_deref().unwrap_or_default();
    let left_out: Vec<String> =
        grants.iter().filter(|grant| !contains(supported, grant)).map(|grant| quoted(grant)).collect();
    if left_out.is_empty() { String::new() } else { format!("without {}", left_out.join(", ")) }
}

/// A row a key, or one that says that the keys are not known.
fn credentials(subject: &Subject) -> Vec<Row> {
    const FIELD: Option<&str> = Some("client_authentication_methods");
    if subject.key_set_url().is_none() {
        return Vec::new();
    }
    let row = |value: String, field, note: String| Row {
        property: "(key)".to_owned(),
        value: vec![value],
        field,
        note,
    };
    let Some(key_set) = &subject.key_set else {
        return vec![row("(not known)".to_owned(), FIELD, "the key set was not fetched".to_owned())];
    };
    let Some(keys) = keys::read(key_set) else {
        return vec![row("(none)".to_owned(), None, "the key set is refused".to_owned())];
    };
    let shown = |key: keys::Key| {
        let is_thumbprint = key.kid.is_some() && key.kid == key.thumbprint;
        let kid = key.kid.unwrap_or_else(|| "(without kid)".to_owned());
        match key.algorithm {
            Ok(alg) if is_thumbprint => row(kid, FIELD, format!("{alg}, named by its thumbprint")),
            Ok(alg) => row(kid, FIELD, alg),
            Err(why) => row(kid, None, format!("left out: {why}")),
        }
    };
    keys.into_iter().map(shown).collect()
}
