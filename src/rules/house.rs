//! House rules: what of a document breaks the schema of a user's profile, as findings.

use super::faults::Faults;
use super::view::Document;
use crate::finding::{Place, Words, quoted, truncated};
use crate::house::{About, Held, House, Text, Violation};
use crate::json::{Kind, Value};
use crate::metadata::secrets::is_secret_name;
use crate::rule::Rule;

/// The longest text of a schema in a message, in characters.
const MAX_TEXT: usize = 500;

/// The longest value of a keyword in a help, in bytes.
const MAX_KEYWORD_VALUE: usize = 60;

/// Raises what of the document breaks the house rules of the profile. A document of which a part could not be read is not held
/// against them.
pub fn raise<'c>(document: &Document<'c>, faults: &mut Faults<'c>) {
    let Some(house) = document.profile.house.as_deref() else { return };
    if !faults.is_on(Rule::HouseSchema) || !document.is_complete() {
        return;
    }
    match house.hold(document.root) {
        Held::Violations(violations) => {
            for violation in violations {
                raise_one(document, house, violation, faults);
            }
        }
        Held::TooCostly => {
            faults.raise(Rule::HouseSchema, document.place(), || too_costly(house));
        }
    }
}

fn raise_one<'c>(document: &Document<'c>, house: &'c House, violation: Violation, faults: &mut Faults<'c>) {
    let value = document.root.at(&violation.pointer).unwrap_or(document.root);
    let place = match &violation.about {
        About::Unexpected(name) => match value.members().filter(|member| member.name == name).last() {
            Some(member) => Place::Name(member.name_span, member.value),
            None => Place::Value(value),
        },
        _ => Place::Value(value),
    };
    faults.raise_certain(Rule::HouseSchema, place, move || words(value, house, &violation));
}

fn words(value: Value<'_>, house: &House, violation: &Violation) -> Words {
    let keyword = house.keyword(violation);
    let name = keyword.map_or("schema", |(name, _)| name);
    let text = house.text(violation);
    let message = match text {
        Some(Text { title, .. }) => titled(&truncated(title.trim(), MAX_TEXT, "…"), value, violation),
        None => untitled(&format!("`{name}` of {}", house.file()), value, violation),
    };
    let stated = match keyword {
        Some((name, value)) if value.raw().len() <= MAX_KEYWORD_VALUE => {
            format!("`{name}` is `{}`", String::from_utf8_lossy(value.raw()))
        }
        _ => format!("`{name}` stands"),
    };
    let rule = format!("{stated} at {}", house.place(violation));
    let help = match text.and_then(|text| text.description) {
        Some(description) => format!("{} ({rule})", truncated(description.trim(), MAX_TEXT, "…")),
        None => rule,
    };
    Words::new(message, help)
}

/// What is wrong, in the words of the schema.
fn titled(title: &str, value: Value<'_>, violation: &Violation) -> String {
    match &violation.about {
        About::Missing(member) => format!("{title}: {} is missing", quoted(&within(value, member))),
        About::Unexpected(member) => format!("{title}: {} is not allowed", quoted(&within(value, member))),
        _ if value.parent().is_none() => title.to_owned(),
        _ => format!("{title}: `{}` is {}", called(value), shown(value)),
    }
}

/// What is wrong, where the schema says nothing of it.
fn untitled(rule: &str, value: Value<'_>, violation: &Violation) -> String {
    match &violation.about {
        About::Missing(member) => format!("{} is missing; {rule} wants it", quoted(&within(value, member))),
        About::Unexpected(member) => format!("{} is not allowed by {rule}", quoted(&within(value, member))),
        _ if value.parent().is_none() => format!("the document as a whole breaks {rule}"),
        _ => format!("`{}` is {}, which breaks {rule}", called(value), shown(value)),
    }
}

fn too_costly(house: &House) -> Words {
    Words::new(
        format!(
            "the document was not held against {}: that would take more than a million steps, or more than 400 schemas within one another",
            house.file()
        ),
        "make the document smaller, or the schema simpler: fewer schemas that refer to one another, shorter lists",
    )
}

/// A value of the document in a few words. What is secret is not repeated.
fn shown(value: Value<'_>) -> String {
    let is_secret = std::iter::successors(Some(value), |value| value.parent())
        .any(|value| value.name().is_some_and(|name| is_secret_name(name) || is_private_part(name)));
    match value.kind() {
        _ if is_secret => value.kind().with_article().to_owned(),
        Kind::String => quoted(value.as_str().unwrap_or_default()),
        Kind::Number | Kind::Bool | Kind::Null => quoted(&String::from_utf8_lossy(value.raw())),
        kind => kind.with_article().to_owned(),
    }
}

/// Whether it is the name of a private part of a key (RFC 7518, section 6).
fn is_private_part(name: &str) -> bool {
    matches!(name, "d" | "p" | "q" | "dp" | "dq" | "qi" | "oth" | "k")
}

/// A value as people write its place: `redirect_uris[0]`.
fn called(value: Value<'_>) -> String {
    let steps: Vec<Value<'_>> = std::iter::successors(Some(value), |value| value.parent()).collect();
    let mut name = String::new();
    for step in steps.into_iter().rev().skip(1) {
        match step.name() {
            Some(member) if name.is_empty() => name.push_str(member),
            Some(member) => {
                name.push('.');
                name.push_str(member);
            }
            None => {
                let pointer = step.pointer();
                let index = pointer.rsplit('/').next().unwrap_or_default();
                name.push_str(&format!("[{index}]"));
            }
        }
    }
    name
}

fn within(object: Value<'_>, member: &str) -> String {
    match object.parent() {
        None => member.to_owned(),
        Some(_) => format!("{}.{member}", called(object)),
    }
}
