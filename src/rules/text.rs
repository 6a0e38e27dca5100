//! The text of the document: its size, and whether it is one JSON object.

use super::faults::Faults;
use super::view::TextView;
use crate::finding::{Fault, Place, SpannedFix, Words, quoted};
use crate::json::{Duplicate, Kind, Span, Value, compact};
use crate::metadata::other_kinds::{WITHOUT_BRACKETS, of_element, of_string};
use crate::rule::Rule;

const SHORTEN: &str =
    "shorten it: inline images, long scopes and keys weigh most, and white space counts too";

/// The largest size that is read, in bytes. A text too large to be read to its end is too large for every server.
fn limit(text: &TextView<'_>) -> usize {
    let unlimited = if text.body.cut { text.body.tree.source().len() } else { usize::MAX };
    text.profile.limits.document_bytes.unwrap_or(unlimited)
}

/// `http-body-too-large`: the document is larger than the profile's limit.
fn http_body_too_large<'c>(text: &TextView<'c>) -> Option<Fault<'c>> {
    (text.body.size > limit(text)).then(|| Fault::at(Place::Outside))
}

fn http_body_too_large_words(text: &TextView<'_>, _: &()) -> Words {
    let (size, limit, title) = (text.body.size, limit(text), &text.profile.title);
    let size = if text.body.cut { format!("{size} bytes or more") } else { format!("{size} bytes") };
    Words::new(format!("the document has {size}; {title} reads at most {limit}"), SHORTEN)
        .fix(compacted(text))
}

/// Takes the white space out of a document that is short enough without it.
fn compacted(text: &TextView<'_>) -> Option<SpannedFix> {
    let root = text.body.tree.root().filter(|_| !text.body.cut && text.body.tree.is_json())?;
    let compact = compact(root);
    let saved = root.span().len() - compact.len();
    let title = format!("take {saved} bytes of white space out of it");
    let is_enough = text.body.size - saved <= limit(text);
    is_enough.then(|| SpannedFix::undecided(title, vec![root.replacement(compact)]))
}

/// `http-body-near-limit`: the document takes more than four fifths of the profile's limit.
fn http_body_near_limit<'c>(text: &TextView<'c>) -> Option<Fault<'c>> {
    let (size, limit) = (text.body.size, limit(text));
    (size <= limit && size > limit / 5 * 4).then(|| Fault::at(Place::Outside))
}

fn http_body_near_limit_words(text: &TextView<'_>, _: &()) -> Words {
    let (size, limit, title) = (text.body.size, limit(text), &text.profile.title);
    // A limit in kilobytes may be meant in thousands.
    let thousands = limit / 1024 * 1000;
    let message = if limit.is_multiple_of(1024) && size > thousands {
        let kilobytes = limit / 1024;
        format!(
            "the document has {size} bytes: {title} reads {kilobytes} KB, which may mean {limit} bytes or {thousands}"
        )
    } else {
        format!("the document has {size} of the {limit} bytes that {title} reads")
    };
    Words::new(message, SHORTEN)
}

/// `doc-duplicate-key`: an object uses a name twice.
fn doc_duplicate_key<'c>(text: &TextView<'c>) -> Vec<Fault<'c, Duplicate<'c>>> {
    if text.body.cut {
        return Vec::new();
    }
    // Both sides of a merge conflict have been read.
    let is_garbled = |span| text.body.tree.problems().iter().any(|problem| problem.garbles(span));
    let duplicates = text.body.tree.duplicates().into_iter();
    duplicates
        .filter(|duplicate| !is_garbled(duplicate.again))
        .map(|duplicate| Fault::at(Place::Text(duplicate.again)).with(duplicate))
        .collect()
}

fn doc_duplicate_key_words(_: &TextView<'_>, duplicate: &Duplicate<'_>) -> Words {
    let name = quoted(duplicate.name);
    Words::new(
        format!(
            "{name} is given here a second time: most servers read the last one, some the first, and some refuse both"
        ),
        format!("keep one {name}"),
    )
    .related(duplicate.first, "the first one")
    .fix(without_copy(duplicate))
}

/// Removes a member whose name all have the same value: whichever of them is read, nothing changes.
fn without_copy(duplicate: &Duplicate<'_>) -> Option<SpannedFix> {
    let mut members = duplicate.object.members().filter(|member| member.name == duplicate.name);
    let first = members.next()?;
    let (mut again, mut are_same) = (None, true);
    for member in members {
        are_same &= member.value.raw() == first.value.raw();
        again = again.or(Some(member).filter(|member| member.name_span == duplicate.again));
    }
    let again = again.filter(|_| are_same)?;
    let title = format!("remove the second {}", quoted(duplicate.name));
    Some(SpannedFix::safe(title, vec![again.value.removal()]))
}

/// `doc-not-object`: the document is JSON, but not an object.
fn doc_not_object<'c>(text: &TextView<'c>) -> Option<Fault<'c>> {
    let root = text.body.tree.root().filter(|root| root.kind() != Kind::Object)?;
    // Of a text that is not JSON it is not known what it was meant to be.
    text.body.tree.is_json().then(|| Fault::at(Place::Value(root)))
}

fn doc_not_object_words(text: &TextView<'_>, _: &()) -> Words {
    let Some(root) = text.body.tree.root() else { return Words::default() };
    let of_first = || root.elements().next().and_then(of_element);
    let kind = root.as_str().map_or_else(of_first, of_string);
    let holds_object = root.elements().next().is_some_and(|first| first.kind() == Kind::Object);
    let (what, help) = match kind {
        Some(kind) => (format!(": this is {}", kind.what), kind.help),
        None => (
            "; client metadata is a JSON object".to_owned(),
            if holds_object {
                WITHOUT_BRACKETS
            } else {
                "publish a JSON object: `{ \"client_id\": ..., ... }`"
            },
        ),
    };
    Words::new(format!("the document is {}{what}", root.kind().with_article()), help)
        .fix(without_brackets(root))
}

/// Removes the brackets around an object that is the only element.
fn without_brackets(root: Value<'_>) -> Option<SpannedFix> {
    let mut elements = root.elements();
    let only = elements.next().filter(|only| only.get("client_id").is_some() && elements.next().is_none())?;
    let (outer, inner) = (root.span(), only.span());
    let around = [Span::new(outer.start, inner.start), Span::new(inner.end, outer.end)];
    let changes = around.into_iter().map(|span| (span, String::new())).collect();
    Some(SpannedFix::undecided("remove the brackets around the object", changes))
}

include!(concat!(env!("OUT_DIR"), "/text.rs"));
