//! Ways to mend a finding (section 3.55).

use std::collections::BTreeMap;

use serde_sarif::sarif::{self, ArtifactContent, ArtifactLocation};

use super::location::region;
use super::message::message;
use crate::finding::{Applicability, Edit, Fix};

/// The fix, which changes the artifact of that URI. Section 3.55 does not say whether a fix may be applied without
/// asking: that is a property.
pub fn fix(fix: &Fix, uri: &str) -> sarif::Fix {
    let change = sarif::ArtifactChange::builder()
        .artifact_location(ArtifactLocation::builder().uri(uri).build())
        .replacements(fix.edits.iter().map(replacement).collect::<Vec<_>>())
        .build();
    let applicability = match fix.applicability {
        Applicability::Safe => "safe",
        Applicability::Unsafe => "unsafe",
    };
    let properties = BTreeMap::from([("applicability".to_owned(), applicability.into())]);
    sarif::Fix::builder()
        .description(message(&fix.title))
        .artifact_changes(vec![change])
        .properties(sarif::PropertyBag::builder().additional_properties(properties).build())
        .build()
}

/// The new text stands as it is: it is applied, and not read.
fn replacement(edit: &Edit) -> sarif::Replacement {
    sarif::Replacement::builder()
        .deleted_region(region(Some(edit.range)))
        .inserted_content(ArtifactContent::builder().text(edit.content.as_str()).build())
        .build()
}
