//! Outputs that were recorded, beside what they should be.

use super::super::faults::Faults;
use super::super::view::{RecordedResource, ResourceView};
use crate::finding::{Fault, Words, enumerated, quoted};
use crate::resource::{ClientDocument, Content, FIXED_OUTPUTS, Node, RecordedValidation};
use crate::rule::Rule;

/// `resource-output-unexpected`: an output has a value that no client has which was imported from a document.
fn resource_output_unexpected<'c>(
    resource: &RecordedResource<'c>,
) -> Vec<Fault<'c, (&'static str, &'static str)>> {
    FIXED_OUTPUTS
        .into_iter()
        .filter_map(|(name, expected)| {
            let value = &resource.resource.output(name)?.value;
            (value.word()? != expected).then(|| Fault::at(value.place()).with((name, expected)))
        })
        .collect()
}

fn resource_output_unexpected_words(
    resource: &RecordedResource<'_>,
    (name, expected): &(&'static str, &'static str),
) -> Words {
    let given = resource.resource;
    let found = given.output(name).and_then(|entry| entry.value.word()).unwrap_or_default();
    let help = match *name {
        "external_metadata_type" => {
            "the client was not imported from a document: manage it with the resource for clients"
        }
        _ => "look at the client in Auth0: it is not a third-party client with enhanced security",
    };
    Words::new(
        format!("the recorded `{}` is {}, and should be `{expected}`", given.called(name), quoted(&found)),
        help,
    )
}

/// `resource-validation-failed`: Auth0 found the document invalid.
fn resource_validation_failed<'c>(resource: &RecordedResource<'c>) -> Option<Fault<'c, Vec<&'c str>>> {
    let recorded = resource.resource.recorded_validation()?;
    (recorded.valid == Some(false) || !recorded.violations.is_empty())
        .then(|| Fault::at(recorded.node.place()).with(recorded.violations))
}

fn resource_validation_failed_words(resource: &RecordedResource<'_>, violations: &Vec<&str>) -> Words {
    let said: Vec<String> = violations.iter().map(|text| quoted(text)).collect();
    let said = if said.is_empty() { String::new() } else { format!(": {}", enumerated(&said, "and")) };
    Words::new(
        format!(
            "Auth0 recorded that the document of {} is not valid{said}",
            quoted(&resource.resource.address)
        ),
        match resource.resource.url() {
            Some(url) => format!("correct the document, and see `cimd lint {url}`"),
            None => "correct the document".to_owned(),
        },
    )
}

/// `resource-validation-differs`: what was recorded of the validation differs from what the document gives now.
fn resource_validation_differs<'c>(resource: &RecordedResource<'c>) -> Option<Fault<'c, String>> {
    let document = resource.resource.document.as_deref()?;
    let recorded = resource.resource.recorded_validation()?;
    let difference = difference(&recorded, document)?;
    Some(Fault::at(recorded.node.place()).with(difference))
}

fn difference(recorded: &RecordedValidation<'_>, document: &ClientDocument) -> Option<String> {
    if let (Some(then), Some(now)) = (recorded.valid, document.valid)
        && then != now
    {
        let word = |valid: bool| if valid { "valid" } else { "not valid" };
        return Some(format!(
            "the recorded document was {}, and {} is {}",
            word(then),
            document.origin,
            word(now)
        ));
    }
    // Of the warnings one is known word by word: the others are compared by nobody.
    let is_known = |text: &&str| text.starts_with("Ignoring unsupported properties");
    let then: Vec<&str> = recorded.warnings.iter().copied().filter(|text| is_known(text)).collect();
    let now: Vec<&str> = document.warnings.iter().map(|text| &**text).filter(|text| is_known(text)).collect();
    (then != now).then(|| match (then.first(), now.first()) {
        (Some(then), Some(now)) => {
            format!("the recorded warning is {}, and now it is {}", quoted(then), quoted(now))
        }
        (Some(then), None) => format!("the recorded warning {} no longer holds", quoted(then)),
        (None, now) => format!("the warning {} was not recorded", quoted(now.copied().unwrap_or_default())),
    })
}

fn resource_validation_differs_words(_: &RecordedResource<'_>, difference: &String) -> Words {
    Words::new(
        difference.clone(),
        "refresh the state; if it stays so, the document that is published differs from this one",
    )
}

/// `resource-output-differs`: a recorded output differs from what the document says.
fn resource_output_differs<'c>(
    resource: &RecordedResource<'c>,
) -> Vec<Fault<'c, (&'static str, String, String)>> {
    let Some(document) = resource.resource.document.as_deref() else { return Vec::new() };
    let mut faults = Vec::new();
    let single =
        [("name", &document.name), ("logo_uri", &document.logo_uri), ("jwks_uri", &document.jwks_uri)];
    for (name, now) in single {
        let Some(value) = resource.resource.output(name).map(|entry| &entry.value) else { continue };
        let Some(then) = value.word() else { continue };
        if let Some(now) = now.as_ref().filter(|now| **now != then) {
            faults.push(Fault::at(value.place()).with((name, then, now.clone())));
        }
    }
    if let Some(value) = resource.resource.output("callbacks").map(|entry| &entry.value)
        && let Content::List(elements) = &value.content
        && elements.iter().all(|element| element.as_str().is_some())
    {
        let mut then: Vec<&str> = elements.iter().filter_map(Node::as_str).collect();
        let mut now: Vec<&str> = document.callbacks.iter().map(|callback| &**callback).collect();
        then.sort_unstable();
        now.sort_unstable();
        if then != now {
            faults.push(Fault::at(value.place()).with(("callbacks", then.join(", "), now.join(", "))));
        }
    }
    faults
}

fn resource_output_differs_words(
    resource: &RecordedResource<'_>,
    (name, then, now): &(&'static str, String, String),
) -> Words {
    let given = resource.resource;
    let origin = given.document.as_ref().map(|document| document.origin.clone()).unwrap_or_default();
    Words::new(
        format!(
            "the recorded `{}` is {}, and {} gives {}",
            given.called(name),
            quoted(then),
            quoted(&origin),
            quoted(now)
        ),
        format!(
            "raise `{}` and apply, so that Auth0 reads the document again",
            given.called("external_client_id_version")
        ),
    )
}

include!(concat!(env!("OUT_DIR"), "/resource_recorded.rs"));
