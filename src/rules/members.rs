//! The members of the document: which ones the profile asks for, and the types of their values.

use super::faults::Faults;
use super::fitting::{fits, fitting, what};
use super::mending::{addition, json, removal, removal_of_copy, removal_of_secret, respelt_for, retyped};
use super::view::{MemberView, MetadataView};
use crate::finding::{Fault, Place, SpannedFix, Words, quoted, quoted_whole};
use crate::json::{Kind, Value};
use crate::metadata::members::{Definition, URL_MEMBERS, ValueKind};
use crate::metadata::secrets::is_secret_name;
use crate::profile::contains;
use crate::rule::Rule;

/// `property-forbidden`: the profile refuses a document with this member.
fn property_forbidden<'c>(member: &MemberView<'c>) -> Option<Fault<'c>> {
    member.profile.forbids(member.name()).then(|| Fault::at(member.name_place()))
}

fn property_forbidden_words(member: &MemberView<'_>, _: &()) -> Words {
    Words::new(
        format!("{} does not take a document with {}", member.profile.title, quoted(member.name())),
        "remove it",
    )
    .fix(without_forbidden(member))
}

/// Removes a member, unless the client authenticates with what stands in it.
fn without_forbidden(member: &MemberView<'_>) -> Option<SpannedFix> {
    match member.name() {
        "jwks" | "jwks_uri" => None,
        name if is_secret_name(name) => Some(removal_of_secret(member.value())),
        _ => Some(removal(member.value())),
    }
}

/// Members whose absence has a rule of its own.
const MISSED_ELSEWHERE: [&str; 4] = ["client_id", "client_name", "grant_types", "redirect_uris"];

/// `property-missing`: the profile refuses a document without this member.
fn property_missing<'c>(metadata: &MetadataView<'c>) -> Vec<Fault<'c, String>> {
    let required = metadata.profile.members.required.as_deref().unwrap_or_default().iter();
    let missing =
        required.filter(|name| !MISSED_ELSEWHERE.contains(&&***name) && metadata.get(name).is_none());
    missing.map(|name| Fault::absent_from(metadata.place()).with(name.to_string())).collect()
}

fn property_missing_words(metadata: &MetadataView<'_>, name: &String) -> Words {
    let add = || match Definition::of(name).map(|row| row.kind.with_article()) {
        Some(kind) => format!("add `\"{name}\"`, {kind}"),
        None => format!("add `\"{name}\"`"),
    };
    Words::new(
        format!("`{name}` is missing; {} requires it", metadata.profile.title),
        metadata.misspelt(name).unwrap_or_else(add),
    )
    .fix(respelt_for(metadata, name).or_else(|| truth(metadata, name)))
}

/// Adds a member that the profile wants to be true, so that there is nothing to choose.
fn truth(metadata: &MetadataView<'_>, name: &str) -> Option<SpannedFix> {
    let wanted = metadata.profile.members.are_true.as_deref().unwrap_or_default();
    let is_chosen = contains(wanted, name) && metadata.misspelt(name).is_none();
    is_chosen.then(|| addition(metadata.root, name, "true")).flatten()
}

/// Members whose types have rules of their own.
const TYPED_ELSEWHERE: [&str; 3] = ["client_id", "redirect_uris", "jwks"];

/// A value of the wrong type.
struct WrongType<'c> {
    /// The value that is wrong: that of the member, or an element of its list.
    wrong: Value<'c>,
    kind: ValueKind,
}

/// `property-not-true`: a member that the profile wants to be true is not.
fn property_not_true<'c>(member: &MemberView<'c>) -> Option<Fault<'c>> {
    let wanted = member.profile.members.are_true.as_deref()?;
    let is_false = member.value().as_bool() == Some(false);
    (is_false && contains(wanted, member.name())).then(|| Fault::at(Place::Value(member.value())))
}

fn property_not_true_words(member: &MemberView<'_>, _: &()) -> Words {
    Words::new(
        format!("`{}` is false, and {} requires it to be true", member.name(), member.profile.title),
        "write `true`",
    )
    .fix(json(member.value(), "true"))
}

/// `property-type`: the value has another JSON type than the one registered.
fn property_type<'c>(member: &MemberView<'c>) -> Option<Fault<'c, WrongType<'c>>> {
    let definition = member.definition.filter(|row| !TYPED_ELSEWHERE.contains(&row.name))?;
    let (value, kind) = (member.value(), definition.kind);
    if !member.is_supported || value.kind() == Kind::Null || fits(value, kind) {
        return None;
    }
    let wrong = match kind {
        ValueKind::Strings if value.kind() == Kind::Array => {
            value.elements().find(|element| element.kind() != Kind::String).unwrap_or(value)
        }
        _ => value,
    };
    Some(Fault::at(Place::Value(wrong)).fact("listed").with(WrongType { wrong, kind }))
}

fn property_type_words(member: &MemberView<'_>, &WrongType { wrong, kind }: &WrongType<'_>) -> Words {
    let (name, value) = (member.name(), member.value());
    let is_whole = wrong.span() == value.span();
    // A wrong element of a list should have been a string.
    let written = if is_whole { fitting(value, kind) } else { fitting(wrong, ValueKind::String) };
    let (verb, wanted) = (if is_whole { "is" } else { "holds" }, kind.with_article());
    let help = match written.as_deref().and_then(quoted_whole) {
        Some(written) => format!("write {written}"),
        None if is_whole => format!("write {wanted}"),
        None => "write a string in its place, or remove it".to_owned(),
    };
    let fix = if is_whole { retyped(value, kind) } else { retyped(wrong, ValueKind::String) };
    Words::new(format!("`{name}` {verb} {}; it must be {wanted}", what(wrong)), help).fix(fix)
}

/// `property-null`: the value is null, which stands for nothing in client metadata.
fn property_null<'c>(member: &MemberView<'c>) -> Option<Fault<'c, ValueKind>> {
    let definition = member.definition.filter(|row| !NULL_ELSEWHERE.contains(&row.name))?;
    let is_null =
        member.is_supported && member.value().kind() == Kind::Null && definition.kind != ValueKind::Any;
    is_null.then(|| Fault::at(Place::Value(member.value())).fact("listed").with(definition.kind))
}

fn property_null_words(member: &MemberView<'_>, &kind: &ValueKind) -> Words {
    let (name, wanted) = (member.name(), kind.with_article());
    let help = match member.profile.requires(name) {
        true => format!("write {wanted}"),
        false => format!("remove the member, or give it a value that is {wanted}"),
    };
    let is_needed = member.profile.requires(name) || MISSED_THEN.contains(&name);
    Words::new(format!("`{name}` is null; it must be {wanted}"), help)
        .fix((!is_needed).then(|| removal(member.value())))
}

/// Members whose absence is another fault, in some documents at least.
const MISSED_THEN: [&str; 3] = ["application_type", "grant_types", "token_endpoint_auth_method"];

/// Members that have a rule of their own for null: the identifier, the redirect URIs, and secrets.
const NULL_ELSEWHERE: [&str; 5] =
    ["client_id", "redirect_uris", "client_secret", "client_secret_expires_at", "registration_access_token"];

/// Members of which an empty value is judged by rules of their own.
const EMPTY_ELSEWHERE: [&str; 11] = [
    "application_type",
    "client_id",
    "client_name",
    "grant_types",
    "jwks",
    "redirect_uris",
    "response_types",
    "software_statement",
    "subject_type",
    "token_endpoint_auth_method",
    "token_endpoint_auth_signing_alg",
];

/// `property-empty`: the value is an empty string, array or object.
fn property_empty<'c>(member: &MemberView<'c>) -> Option<Fault<'c, &'static str>> {
    let value = member.value();
    let definition = member.definition.filter(|_| member.is_supported)?;
    let is_elsewhere = EMPTY_ELSEWHERE.contains(&definition.name)
        || URL_MEMBERS.contains(&definition.name)
        || is_secret_name(definition.name);
    let empty = match value.kind() {
        _ if is_elsewhere => return None,
        Kind::String if value.as_str() == Some("") => "an empty string",
        Kind::Array if value.elements().next().is_none() => "an empty array",
        Kind::Object if value.members().next().is_none() => "an empty object",
        _ => return None,
    };
    fits(value, definition.kind).then(|| Fault::at(Place::Value(value)).with(empty))
}

fn property_empty_words(member: &MemberView<'_>, empty: &&'static str) -> Words {
    Words::new(
        format!("`{}` is {empty}, which says nothing, and some servers refuse it", member.name()),
        "remove it, or give it a value",
    )
    .fix((!member.profile.requires(member.name())).then(|| removal(member.value())))
}

/// Lists whose elements have no order and no number.
const SETS: [&str; 2] = ["grant_types", "response_types"];

/// `property-duplicate-items`: a list has an element twice.
fn property_duplicate_items<'c>(member: &MemberView<'c>) -> Vec<Fault<'c, &'c str>> {
    if !SETS.contains(&member.name()) {
        return Vec::new();
    }
    let mut seen = std::collections::HashSet::new();
    let texts = member.value().elements().filter_map(|element| Some((element, element.as_str()?)));
    texts
        .filter(|&(_, text)| !seen.insert(text))
        .map(|(element, text)| Fault::at(Place::Value(element)).with(text))
        .collect()
}

fn property_duplicate_items_words(member: &MemberView<'_>, text: &&str) -> Words {
    let mut copies = member.value().elements().filter(|element| element.as_str() == Some(*text));
    Words::new(format!("`{}` holds {} twice", member.name(), quoted(text)), "remove one of them")
        .fix(copies.nth(1).map(removal_of_copy))
}

include!(concat!(env!("OUT_DIR"), "/members.rs"));
