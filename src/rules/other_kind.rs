//! Files that are something else than a client's metadata.

use super::faults::Faults;
use super::view::MetadataView;
use crate::finding::{Fault, Words, quoted};
use crate::metadata::other_kinds::{OtherKind, of_object};
use crate::rule::Rule;

/// `doc-other-kind`: by its names, the object is not a client's metadata.
fn doc_other_kind<'c>(metadata: &MetadataView<'c>) -> Option<Fault<'c, OtherKind<'c>>> {
    let kind = of_object(metadata.root)?;
    Some(Fault::at(metadata.place()).with(kind))
}

fn doc_other_kind_words(_: &MetadataView<'_>, kind: &OtherKind<'_>) -> Words {
    let about = kind.about.map(quoted).unwrap_or_default();
    Words::new(
        format!("this is {}, and not a client's metadata", kind.what),
        kind.help.replacen("{}", &about, 1),
    )
}

include!(concat!(env!("OUT_DIR"), "/other_kind.rs"));
