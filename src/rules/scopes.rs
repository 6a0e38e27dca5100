//! What the client asks to be allowed.

use super::faults::Faults;
use super::mending;
use super::view::{MetadataView, stretch};
use crate::finding::{Fault, Place, Words, quoted};
use crate::metadata::permission;
use crate::profile::{List, words};
use crate::rule::Rule;

/// `scope-required-missing`: the document does not ask for a scope that the profile requires.
fn scope_required_missing<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, List>> {
    let required = metadata.profile.scopes.required.as_deref()?;
    let value = metadata.get("scope")?;
    let asked: Vec<&str> = value.as_str()?.split_ascii_whitespace().collect();
    let missing: List = required.iter().filter(|scope| !asked.contains(&&***scope)).cloned().collect();
    (!missing.is_empty()).then(|| Fault::at(Place::Value(value)).with(missing))
}

fn scope_required_missing_words(metadata: &MetadataView<'_>, missing: &List) -> Words {
    Words::new(
        format!("`scope` lacks {}, which {} requires", words(missing, "and"), metadata.profile.title),
        format!("add {}", words(missing, "and")),
    )
    .fix(metadata.get("scope").and_then(|value| {
        let asked = value.as_str()?.split_ascii_whitespace();
        let all: Vec<&str> = missing.iter().map(|scope| &**scope).chain(asked).collect();
        Some(mending::text(value, &all.join(" ")))
    }))
}

/// `scope-refused`: the document asks for scopes that such clients do not get.
fn scope_refused<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, List>> {
    let refused = metadata.profile.scopes.refused.as_deref()?;
    let value = metadata.get("scope")?;
    let asked: Vec<&str> = value.as_str()?.split_ascii_whitespace().collect();
    let found: List = refused.iter().filter(|scope| asked.contains(&&***scope)).cloned().collect();
    (!found.is_empty()).then(|| Fault::at(Place::Value(value)).with(found))
}

fn scope_refused_words(metadata: &MetadataView<'_>, found: &List) -> Words {
    let (title, them) = (&metadata.profile.title, if found.len() == 1 { "it" } else { "them" });
    Words::new(
        format!("scope has {}: {title} does not grant {them} to such clients", words(found, "and")),
        "ask for scopes of an API instead; keep it for other servers",
    )
}

/// `scope-permission`: a scope has the name of a permission of the AT Protocol, and not its form (AT Protocol: Permissions).
fn scope_permission<'c>(metadata: &MetadataView<'c>) -> Vec<Fault<'c, (&'c str, String)>> {
    let Some(value) = metadata.supported("scope") else { return Vec::new() };
    let text = value.as_str().unwrap_or_default();
    let scopes = text.split(' ').filter(|scope| !scope.is_empty());
    scopes
        .filter_map(|scope| Some((scope, permission::fault(scope)?)))
        .map(|(scope, fault)| {
            let start = scope.as_ptr() as usize - text.as_ptr() as usize;
            Fault::at(stretch(value, text, start, scope.len())).with((scope, fault))
        })
        .collect()
}

fn scope_permission_words(_: &MetadataView<'_>, (scope, fault): &(&str, String)) -> Words {
    Words::new(
        format!("`scope` has {}: {fault}", quoted(scope)),
        "write the permission as its specification has it, or remove it",
    )
}

include!(concat!(env!("OUT_DIR"), "/scopes.rs"));
