//! What the client asks to be allowed.

use super::faults::Faults;
use super::view::MetadataView;
use crate::finding::{Fault, Place, Words};
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

include!(concat!(env!("OUT_DIR"), "/scopes.rs"));
