//! What is taken, and does not do what it says.

use super::super::faults::Faults;
use super::super::view::{ManagedResource, ResourceValueView, ResourceView, WrittenValue};
use crate::finding::{Fault, Words, quoted};
use crate::resource::Form;
use crate::rule::Rule;

/// `resource-overwritten`: a refresh takes the value from the document.
fn resource_overwritten<'c>(value: &WrittenValue<'c>) -> Option<Fault<'c>> {
    let is_overwritten = value.within.is_none() && matches!(value.attribute.name, "app_type" | "grant_types");
    let is_empty = value.value().elements().is_empty() && value.value().as_str().is_none();
    (is_overwritten && !is_empty).then(|| Fault::at(value.entry.name_place()))
}

fn resource_overwritten_words(value: &WrittenValue<'_>, _: &()) -> Words {
    let member = match value.attribute.name {
        "app_type" => "application_type",
        other => other,
    };
    Words::new(
        format!("a refresh of the client overwrites {} with what the document says", quoted(&value.called())),
        format!("leave it out, and set `{member}` in the document"),
    )
}

/// `resource-permanent-difference`: the client has a value that the configuration does not set, and that cannot be taken
/// from it: every plan shows the change again.
fn resource_permanent_difference<'c>(resource: &ManagedResource<'c>) -> Vec<Fault<'c, &'static str>> {
    if resource.form() == Form::Stack || resource.resource.is_open {
        return Vec::new();
    }
    let of_document = |name: &str| {
        let document = resource.resource.document.as_ref();
        name == "description" && document.is_some_and(|document| document.description.is_some())
    };
    let had =
        |name: &str| resource.resource.previous(name).is_some_and(|entry| entry.value.as_str() != Some(""));
    ["description", "require_proof_of_possession"]
        .into_iter()
        .filter(|name| resource.input(name).is_none() && (had(name) || of_document(name)))
        .map(|name| Fault::absent_from(resource.place()).with(name))
        .collect()
}

fn resource_permanent_difference_words(resource: &ManagedResource<'_>, name: &&'static str) -> Words {
    let (given, called) = (resource.resource, resource.resource.called(name));
    let whose = if given.previous(name).is_some() { "the client" } else { "the document" };
    Words::new(
        format!(
            "{} has no `{called}`, and {whose} has one: every plan shows a change that is never made",
            quoted(&given.address)
        ),
        format!("set `{called}` to the same value, or ignore its changes"),
    )
}

/// `resource-discovery-methods-useless`: the methods need a setting that this resource does not have.
fn resource_discovery_methods_useless<'c>(value: &WrittenValue<'c>) -> Option<Fault<'c>> {
    let is_useless = value.attribute.name == "organization_discovery_methods" && value.form().is_managed();
    (is_useless && !value.value().elements().is_empty()).then(|| Fault::at(value.entry.name_place()))
}

fn resource_discovery_methods_useless_words(value: &WrittenValue<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "{} needs `organization_require_behavior` as `pre_login_prompt`, which this resource cannot set",
            quoted(&value.called())
        ),
        "remove it, or set the behavior with the Management API",
    )
}

/// `resource-organization-unsupported`: a setting of organizations that third-party clients are documented not to have.
fn resource_organization_unsupported<'c>(value: &WrittenValue<'c>) -> Option<Fault<'c>> {
    let is_of_organizations =
        matches!(value.attribute.name, "organization_usage" | "organization_require_behavior");
    is_of_organizations.then(|| Fault::at(value.entry.name_place()))
}

fn resource_organization_unsupported_words(value: &WrittenValue<'_>, _: &()) -> Words {
    Words::new(
        format!(
            "{} may be refused: Auth0's API description has organizations for first-party clients only, its documentation has them for third-party clients that opt in",
            quoted(&value.called())
        ),
        "leave it out, or try it on a tenant for tests first",
    )
}

include!(concat!(env!("OUT_DIR"), "/resource_traps.rs"));
