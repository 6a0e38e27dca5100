//! Resources beside others, and beside what they were.

use super::super::faults::Faults;
use super::super::view::{EarlierResource, RepeatedResource, ResourceView};
use crate::finding::{Fault, Place, Words, quoted};
use crate::resource::Resource;
use crate::rule::Rule;

/// `resource-url-repeated`: two resources have one URL, and so manage one client.
fn resource_url_repeated<'c>(resource: &RepeatedResource<'c>) -> Option<Fault<'c>> {
    Some(Fault::at(resource.input("external_client_id")?.value.place()))
}

fn resource_url_repeated_words(resource: &RepeatedResource<'_>, _: &()) -> Words {
    let twin = resource.twin;
    let file = twin.file.as_ref().map(|file| format!(" in {}", quoted(file))).unwrap_or_default();
    Words::new(
        format!(
            "{} has the same URL as {}{file}: both manage one client, and destroying either deletes it",
            quoted(&resource.resource.address),
            quoted(&twin.address)
        ),
        "remove one of the two, or give it the URL of another document",
    )
}

/// The place of the version, or else of the URL.
fn version_place(resource: &Resource) -> Place<'_> {
    let entry = resource.input("external_client_id_version").or_else(|| resource.input("external_client_id"));
    entry.map_or_else(|| resource.place(), |entry| entry.value.place())
}

/// `resource-version-not-raised`: the document has changed, and its version in the resource has not.
fn resource_version_not_raised<'c>(resource: &EarlierResource<'c>) -> Option<Fault<'c, &'c str>> {
    let file = resource.base.changed_document.as_deref()?;
    let given = resource.resource;
    // A version that cannot be read may well have changed.
    (!given.has_unknown_version() && given.version() == resource.base.version)
        .then(|| Fault::at(version_place(given)).with(file))
}

fn resource_version_not_raised_words(resource: &EarlierResource<'_>, file: &&str) -> Words {
    let given = resource.resource;
    let name = given.called("external_client_id_version");
    let (was, next) = match given.version() {
        Some(version) => (format!("is still {version}"), version + 1.0),
        None => ("is not set".to_owned(), 1.0),
    };
    Words::new(
        format!(
            "the document {} has changed since {}, and `{name}` {was}: Auth0 does not read the document again",
            quoted(file),
            quoted(&resource.base.revision)
        ),
        format!("set `{name}` to {next}"),
    )
}

/// `resource-version-lowered`: the version went down.
fn resource_version_lowered<'c>(resource: &EarlierResource<'c>) -> Option<Fault<'c, (f64, f64)>> {
    let now = resource.resource.version()?;
    let then = resource.base.version?;
    (now < then).then(|| Fault::at(version_place(resource.resource)).with((then, now)))
}

fn resource_version_lowered_words(resource: &EarlierResource<'_>, (then, now): &(f64, f64)) -> Words {
    let name = resource.resource.called("external_client_id_version");
    Words::new(
        format!("`{name}` went from {then} to {now} since {}", quoted(&resource.base.revision)),
        format!(
            "set `{name}` to {}: a version is only raised, so that the number tells which is newer",
            then + 1.0
        ),
    )
}

include!(concat!(env!("OUT_DIR"), "/resource_versions.rs"));
