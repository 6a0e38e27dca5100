//! What a PATCH may carry.

use super::super::faults::Faults;
use super::super::view::{ResourceValueView, SetValue};
use crate::finding::{Fault, Words, quoted};
use crate::metadata::nearest;
use crate::resource::{Form, OTHER_CLIENT_MEMBERS, names};
use crate::rule::Rule;

fn of_patch<'v, 'c>(value: &'v SetValue<'c>) -> Option<&'v SetValue<'c>> {
    Some(value).filter(|value| value.form() == Form::Patch && value.within.is_none())
}

/// Whether a PATCH of a client that was imported cannot change it.
fn is_refused(value: &SetValue<'_>) -> bool {
    let name = &*value.entry.name;
    let is_fixed = value.attribute.is_some_and(|attribute| {
        attribute.is_output || matches!(attribute.name, "external_client_id" | "external_client_id_version")
    });
    is_fixed || OTHER_CLIENT_MEMBERS.contains(&name)
}

/// `resource-patch-member`: a member cannot be changed by a PATCH of such a client.
fn resource_patch_member<'c>(value: &SetValue<'c>) -> Option<Fault<'c>> {
    let value = of_patch(value)?;
    is_refused(value).then(|| Fault::at(value.entry.name_place()))
}

fn resource_patch_member_words(value: &SetValue<'_>, _: &()) -> Words {
    let name = &*value.entry.name;
    let (why, help) = match name {
        "external_client_id" | "external_client_id_version" => (
            "a client keeps the URL that it was registered with",
            "remove it; to import another document, register its URL",
        ),
        "third_party_security_mode" | "is_first_party" => ("it is immutable", "remove it"),
        "name" | "callbacks" | "logo_uri" | "jwks_uri" | "token_endpoint_auth_method" => {
            ("it comes from the document", "remove it, change the document, and refresh the client")
        }
        _ => (
            "it is none of those that can be changed of a client that was imported from a document",
            "remove it",
        ),
    };
    Words::new(format!("the body sets {}: {why}", quoted(name)), help)
}

/// `resource-patch-unknown`: a member is not one of a client.
fn resource_patch_unknown<'c>(value: &SetValue<'c>) -> Option<Fault<'c>> {
    let value = of_patch(value)?;
    (value.attribute.is_none() && !is_refused(value)).then(|| Fault::at(value.entry.name_place()))
}

fn resource_patch_unknown_words(value: &SetValue<'_>, _: &()) -> Words {
    let known: Vec<String> = names(None, Form::Patch).collect();
    let name = &*value.entry.name;
    let help = match nearest(name, known.iter().map(|known| &**known)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "remove it: the body is closed, so that an unknown member has the request refused".to_owned(),
    };
    Words::new(format!("{} is not known as a member of a client", quoted(name)), help)
}

include!(concat!(env!("OUT_DIR"), "/resource_patch.rs"));
