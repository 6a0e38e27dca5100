//! The fields of a client, compared with what the document says.

use std::collections::HashSet;

use serde::Serialize;

use crate::auth0::mapping::MappedFields;
use crate::auth0::registered::Registered;
use crate::auth0::translation::FIELDS;
use crate::rule::Mark;
use crate::subject::Subject;

/// Fields that an administrator can also set by hand (documented); what was set so is lost when the document
/// says otherwise.
const SET_BY_HAND: [&str; 3] = ["description", "grant_types", "app_type"];

/// Fields that a refresh overwrites by Auth0's documentation; that it overwrites the others too is inferred.
const OVERWRITTEN: [&str; 2] = ["grant_types", "app_type"];

/// The value of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum FieldValue {
    /// A string.
    Text(String),
    /// An array of strings, of which the order means nothing.
    List(Vec<String>),
}

/// A field that would get another value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Change {
    /// Auth0's name of it.
    pub field: &'static str,
    /// What the client has.
    pub registered: Option<FieldValue>,
    /// What the document says.
    pub document: FieldValue,
    /// What would be lost of a field that can also be set by hand in Auth0.
    pub lost: Vec<String>,
    /// How it is known that a refresh overwrites the field.
    pub known: Mark,
}

/// A stored value that the document does not have any more, or never had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Kept {
    /// Auth0's name of the field.
    pub field: &'static str,
    /// What the client has.
    pub registered: FieldValue,
    /// How it is known that a refresh leaves it alone.
    pub known: Mark,
}

impl FieldValue {
    /// What it holds, one line each.
    pub fn lines(&self) -> &[String] {
        match self {
            FieldValue::Text(text) => std::slice::from_ref(text),
            FieldValue::List(items) => items,
        }
    }

    /// Those of its lines that another value does not have.
    pub fn lines_beside<'v>(&'v self, other: Option<&FieldValue>) -> Vec<&'v String> {
        let others: HashSet<&String> = other.map_or(&[][..], FieldValue::lines).iter().collect();
        self.lines().iter().filter(|line| !others.contains(line)).collect()
    }

    fn is_same(&self, other: &FieldValue) -> bool {
        self.lines_beside(Some(other)).is_empty() && other.lines_beside(Some(self)).is_empty()
    }
}

/// The properties that the document lacks.
pub fn absent_properties(subject: &Subject) -> Vec<&'static str> {
    let lacks = |property: &str| subject.member(property).is_none();
    FIELDS.iter().map(|&(property, _)| property).filter(|property| lacks(property)).collect()
}

/// The fields of which the document says something else.
pub fn changes(client: &Registered, mapped: &MappedFields) -> Vec<Change> {
    let change = |field: &'static str| {
        let (registered, document) = (stored(client, field), said(mapped, field)?);
        if registered.as_ref().is_some_and(|registered| registered.is_same(&document)) {
            return None;
        }
        let lost = match &registered {
            Some(registered) if SET_BY_HAND.contains(&field) => {
                registered.lines_beside(Some(&document)).into_iter().cloned().collect()
            }
            _ => Vec::new(),
        };
        let known = if OVERWRITTEN.contains(&field) { Mark::Documented } else { Mark::Inferred };
        Some(Change { field, registered, document, lost, known })
    };
    FIELDS.iter().filter_map(|&(_, field)| change(field)).collect()
}

/// The stored values of which the document says nothing.
pub fn kept(client: &Registered, mapped: &MappedFields, lacks: &[&str]) -> Vec<Kept> {
    let absent =
        FIELDS.iter().filter(|(property, field)| lacks.contains(property) && said(mapped, field).is_none());
    let kept = absent.filter_map(|&(_, field)| {
        let registered =
            stored(client, field).filter(|value| value.lines().iter().any(|line| !line.is_empty()))?;
        Some(Kept { field, registered, known: Mark::Inferred })
    });
    kept.collect()
}

fn stored(client: &Registered, field: &str) -> Option<FieldValue> {
    let text = |text: &Option<String>| text.clone().map(FieldValue::Text);
    let list = |list: &Option<Vec<String>>| list.clone().map(FieldValue::List);
    match field {
        "name" => text(&client.name),
        "callbacks" => list(&client.callbacks),
        "logo_uri" => text(&client.logo_uri),
        "description" => text(&client.description),
        "grant_types" => list(&client.grant_types),
        "app_type" => text(&client.app_type),
        "token_endpoint_auth_method" => text(&client.token_endpoint_auth_method),
        "jwks_uri" => text(&client.jwks_uri),
        // The URL is not a field that could change: it says which client is meant.
        _ => None,
    }
}

fn said(mapped: &MappedFields, field: &str) -> Option<FieldValue> {
    let text = |text: Option<&str>| text.map(|text| FieldValue::Text(text.to_owned()));
    let list = |list: &Option<Vec<String>>| list.clone().map(FieldValue::List);
    match field {
        "name" => text(mapped.name.as_deref()),
        "callbacks" => list(&mapped.callbacks),
        "logo_uri" => text(mapped.logo_uri.as_deref()),
        "description" => text(mapped.description.as_deref()),
        "grant_types" => list(&mapped.grant_types),
        "app_type" => text(mapped.app_type),
        "token_endpoint_auth_method" => text(mapped.token_endpoint_auth_method),
        "jwks_uri" => text(mapped.jwks_uri.as_deref()),
        _ => None,
    }
}
