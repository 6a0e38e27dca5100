//! Fixes that several rules make. Each is made of what stands in the document and in the profile; none invents a value.

use std::collections::HashSet;

use super::fitting::{fits, fitting};
use super::view::{MemberView, MetadataView};
use crate::finding::{SpannedFix, quoted};
use crate::json::{Kind, Member, Span, Value, string_literal};
use crate::metadata::host::{Host, is_unspecified, special_name, unreachable};
use crate::metadata::members::{Definition, ValueKind};
use crate::metadata::names;
use crate::metadata::secrets::secret_url;
use crate::metadata::strings::{held_json, is_single_uri, is_single_word};
use crate::metadata::uri::Uri;
use crate::rule::Applicability;

/// A change of the text: what is put in the place of which stretch.
pub type Change = (Span, String);

/// Removes a member, or an element of a list.
pub fn removal(item: Value<'_>) -> SpannedFix {
    SpannedFix::undecided(format!("remove {}", called(item)), vec![item.removal()])
}

/// Removes an element that the list has in front of it already: nothing is lost.
pub fn removal_of_copy(item: Value<'_>) -> SpannedFix {
    SpannedFix::safe(format!("remove the second {}", called(item)), vec![item.removal()])
}

/// Removes an element of a list in which others stay; else a single one is the whole list.
pub fn removal_beside_others(item: Value<'_>) -> Option<SpannedFix> {
    let list = item.parent().filter(|list| list.kind() == Kind::Array)?;
    list.elements().nth(1).map(|_| removal(item))
}

/// Removes a secret. That it has to be revoked, too, cannot be left out: the document was published.
pub fn removal_of_secret(item: Value<'_>) -> SpannedFix {
    let title = format!("remove {}, and take the secret out of use", called(item));
    SpannedFix::undecided(title, vec![item.removal()])
}

/// What a title calls an item of a container: the name of a member, the text of an element.
fn called(item: Value<'_>) -> String {
    match item.name().or(item.as_str()) {
        Some(text) => quoted(text),
        None => quoted(&String::from_utf8_lossy(item.raw())),
    }
}

/// The changes that remove several items of one container, in the order of the text; `None` if none would stay. Those that
/// stand beside one another are removed in one go, since their own removals overlap.
pub fn removals(items: &[Value<'_>]) -> Option<Vec<Change>> {
    let container = items.first()?.parent()?;
    let all: Vec<Value<'_>> = match container.kind() {
        Kind::Array => container.elements().collect(),
        _ => container.members().map(|member| member.value).collect(),
    };
    let removed: HashSet<usize> = items.iter().map(|item| item.span().start).collect();
    let is_removed = |value: &Value<'_>| removed.contains(&value.span().start);
    let mut changes = Vec::new();
    let mut kept: Option<Value<'_>> = None;
    let mut first: Option<Value<'_>> = None;
    for value in all {
        if is_removed(&value) {
            first.get_or_insert(value);
            continue;
        }
        if let Some(first) = first.take() {
            changes.push((Span::new(first.item_span().start, value.item_span().start), String::new()));
        }
        kept = Some(value);
    }
    let kept = kept?;
    if first.is_some() {
        let end = items.iter().map(|item| item.span().end).max().unwrap_or_default();
        changes.push((Span::new(kept.span().end, end), String::new()));
    }
    Some(changes)
}

/// Writes a string in the place of a value.
pub fn text(value: Value<'_>, text: &str) -> SpannedFix {
    SpannedFix::undecided(format!("write {}", quoted(text)), vec![value.replacement(string_literal(text))])
}

/// Writes a string in the place of an element, or removes the element where the list has that already.
pub fn text_once(value: Value<'_>, written: &str) -> SpannedFix {
    let others = value.parent().filter(|list| list.kind() == Kind::Array);
    let is_listed = |list: Value<'_>| list.elements().any(|other| other.as_str() == Some(written));
    match others.is_some_and(is_listed) {
        true => removal(value),
        false => text(value, written),
    }
}

/// Writes a word of an enumeration as it is spelt. That is safe where only letter case and separators differ.
pub fn spelling(value: Value<'_>, given: &str, meant: &str) -> SpannedFix {
    let fix = text_once(value, meant);
    if names::are_one(given, meant) { SpannedFix { applicability: Applicability::Safe, ..fix } } else { fix }
}

/// Writes other JSON in the place of a value.
pub fn json(value: Value<'_>, json: &str) -> SpannedFix {
    SpannedFix::undecided(format!("write {}", quoted(json)), vec![value.replacement(json)])
}

/// Adds a member at the end of an object.
pub fn addition(object: Value<'_>, name: &str, json: &str) -> Option<SpannedFix> {
    let change = object.addition(name, json)?;
    Some(SpannedFix::undecided(format!("add {}", quoted(&format!("\"{name}\": {json}"))), vec![change]))
}

/// Adds a string at the end of a list.
pub fn element(list: Value<'_>, text: &str) -> Option<SpannedFix> {
    let change = list.element_addition(&string_literal(text))?;
    Some(SpannedFix::undecided(format!("add {}", quoted(text)), vec![change]))
}

/// Gives a member another name. That is safe where only letter case and separators differ.
pub fn renaming(member: Member<'_>, name: &str) -> SpannedFix {
    let title = format!("rename {} to {}", quoted(member.name), quoted(name));
    let changes = vec![(member.name_span, string_literal(name))];
    match names::are_one(member.name, name) {
        true => SpannedFix::safe(title, changes),
        false => SpannedFix::undecided(title, changes),
    }
}

/// Renames a misspelt member, where the document has none of the right name: the first of those that mean it.
pub fn respelt(member: &MemberView<'_>, meant: &str) -> Option<SpannedFix> {
    let is_free = member.subject.member(meant).is_none();
    is_free
        .then(|| first_misspelt(member.value().parent()?, meant))
        .flatten()
        .filter(|first| first.name_span == member.member.name_span)
        .filter(|first| may_be(*first, meant, member.subject.published.as_deref()))
        .map(|first| renaming(first, meant))
}

/// Renames what stands under a misspelt name in the place of an absent member.
pub fn respelt_for(metadata: &MetadataView<'_>, absent: &str) -> Option<SpannedFix> {
    let first = first_misspelt(metadata.root, absent)?;
    may_be(first, absent, metadata.subject.published.as_deref()).then(|| renaming(first, absent))
}

fn first_misspelt<'c>(root: Value<'c>, meant: &str) -> Option<Member<'c>> {
    // A name among hundreds is not a slip.
    root.members().take(100).find(|member| names::meant(member.name) == Some(meant))
}

/// Whether the value can be that of the member: under its right name it would be refused else.
fn may_be(member: Member<'_>, name: &str, published: Option<&str>) -> bool {
    let fits = Definition::of(name).is_none_or(|row| fits(member.value, row.kind));
    let is_own = name != "client_id" || published.is_none_or(|url| member.value.as_str() == Some(url));
    fits && is_own
}

/// Writes a value in the type that it is to have. That is safe where there is one reading: a number or `true` in quotes, one
/// string in the place of a list of them, JSON that was serialised twice.
pub fn retyped(value: Value<'_>, kind: ValueKind) -> Option<SpannedFix> {
    let fix = json(value, &fitting(value, kind)?);
    let is_one = |text: &str| match value.name() {
        Some(name) if name.ends_with("_uris") => is_single_uri(text),
        _ => is_single_word(text),
    };
    let has_one_reading = match (value.as_str(), kind) {
        (Some(text), _) if held_json(text).is_some() => true,
        (Some(text), ValueKind::Strings) => is_one(text),
        (Some(text), ValueKind::Boolean) => {
            text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false")
        }
        (Some(_), ValueKind::Number) => true,
        (None, ValueKind::String) => matches!(value.kind(), Kind::Number | Kind::Array),
        _ => false,
    };
    Some(if has_one_reading { SpannedFix { applicability: Applicability::Safe, ..fix } } else { fix })
}

/// The same URL over https: where its host is a public one, and there is no port of plain http to be kept.
pub fn over_https(uri: &Uri<'_>) -> Option<String> {
    let authority = uri.authority.filter(|_| uri.has_scheme("http"))?;
    let host = Host::read(authority.host);
    let is_public = match &host {
        Host::Name(name) => name.contains('.') && special_name(name).is_none(),
        Host::Address(_) => unreachable(authority.host).is_none() && !is_unspecified(&host),
        Host::Unparsable(_) => false,
    };
    let has_port = authority.port.is_some_and(|port| !port.is_empty());
    (is_public && !has_port).then(|| format!("https{}", &uri.raw["http".len()..]))
}

/// The same URI without the user name before its host, which is not a secret.
pub fn without_userinfo(uri: &Uri<'_>) -> Option<String> {
    let userinfo = uri.userinfo().filter(|_| secret_url(uri.raw).is_none())?;
    let start = uri.offset_of(userinfo);
    Some(format!("{}{}", &uri.raw[..start], &uri.raw[start + userinfo.len() + 1..]))
}

/// The same URI without its fragment.
pub fn without_fragment<'u>(uri: &Uri<'u>) -> &'u str {
    uri.fragment.map_or(uri.raw, |fragment| &uri.raw[..uri.offset_of(fragment) - 1])
}
