//! A resource beside the document behind its URL.

use std::collections::HashSet;

use super::super::faults::Faults;
use super::super::view::{DescribedResource, ResourceView};
use crate::finding::{Fault, Words, enumerated, quoted};
use crate::rule::Rule;

/// `resource-grant-not-in-document`: the resource asks for a grant that the document lacks.
fn resource_grant_not_in_document<'c>(resource: &DescribedResource<'c>) -> Vec<Fault<'c, &'c str>> {
    let documented: HashSet<&str> = resource.document.grant_types.iter().map(|grant| &**grant).collect();
    resource
        .texts("grant_types")
        .filter(|(grant, _)| !documented.contains(grant) && resource.form().is_written())
        .map(|(grant, node)| Fault::at(node.place()).with(grant))
        .collect()
}

fn resource_grant_not_in_document_words(resource: &DescribedResource<'_>, grant: &&str) -> Words {
    let document = resource.document;
    let grants: Vec<String> = document.grant_types.iter().map(|grant| quoted(grant)).collect();
    let has = if grants.is_empty() { "none".to_owned() } else { enumerated(&grants, "and") };
    Words::new(
        format!(
            "the resource asks for the grant {}, and {} has {has}: a refresh takes it away again",
            quoted(grant),
            quoted(&document.origin)
        ),
        format!("add {} to `grant_types` of the document, or remove it here", quoted(grant)),
    )
}

/// `resource-app-type-differs`: the resource sets another type than the document has.
fn resource_app_type_differs<'c>(resource: &DescribedResource<'c>) -> Option<Fault<'c, (&'c str, &'c str)>> {
    let value = &resource.input("app_type")?.value;
    let (own, documented) = (value.as_str()?, resource.document.app_type.as_deref()?);
    (own != documented && resource.form().is_written())
        .then(|| Fault::at(value.place()).with((own, documented)))
}

fn resource_app_type_differs_words(
    resource: &DescribedResource<'_>,
    (own, documented): &(&str, &str),
) -> Words {
    Words::new(
        format!(
            "`{}` is {}, and {} becomes {}: a refresh changes it back",
            resource.resource.called("app_type"),
            quoted(own),
            quoted(&resource.document.origin),
            quoted(documented)
        ),
        format!("write {}, or leave it out; else set `application_type` in the document", quoted(documented)),
    )
}

/// `resource-description-differs`: the resource describes the client in other words than the document.
fn resource_description_differs<'c>(resource: &DescribedResource<'c>) -> Option<Fault<'c>> {
    let value = &resource.input("description")?.value;
    let (own, documented) = (value.as_str()?, resource.document.description.as_deref()?);
    (own != documented).then(|| Fault::at(value.place()))
}

fn resource_description_differs_words(resource: &DescribedResource<'_>, _: &()) -> Words {
    let documented = resource.document.description.as_deref().unwrap_or_default();
    let own = resource.input("description").and_then(|entry| entry.value.as_str()).unwrap_or_default();
    Words::new(
        format!(
            "`{}` is {}, and {} has {}",
            resource.resource.called("description"),
            quoted(own),
            quoted(&resource.document.origin),
            quoted(documented)
        ),
        "write the same in both places",
    )
}

include!(concat!(env!("OUT_DIR"), "/resource_document.rs"));
