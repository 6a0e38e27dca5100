//! Names of members, and the values that are registered for them.

use std::collections::HashSet;

use super::json_place::{JsonPlace, Role, place};
use super::suggestion::{Suggestion, Suggestions};
use crate::format::markdown::inline;
use crate::metadata::members::{Definition, ValueKind, choices, description, readers};
use crate::profile::{Profile, contains};
use crate::subject::Subject;

/// What can stand at an offset of a document.
pub fn at(subject: &Subject, text: &str, offset: usize, profile: Option<&Profile>) -> Option<Suggestions> {
    let JsonPlace { path, role, token } = place(text, offset)?;
    // In an array of documents, one more level is around.
    let path = match path.as_slice() {
        [None, path @ ..] => path,
        path => path,
    };
    let list = match (role, path) {
        (Role::Name { has_colon }, []) => {
            let mut names = names(&written(text), has_colon, profile);
            let follows = text[token.end..].trim_start().starts_with('"');
            if follows && !has_colon {
                names.iter_mut().for_each(|name| name.after.push(','));
            }
            names
        }
        (Role::Value, [Some(name)]) => values(name, false, subject, profile),
        (Role::Value, [Some(name), None]) => values(name, true, subject, profile),
        _ => return None,
    };
    Some(Suggestions { replaces: token, list })
}

/// The members that the document does not have; first those that the profile requires, then those that most servers
/// read.
fn names(written: &HashSet<&str>, has_colon: bool, profile: Option<&Profile>) -> Vec<Suggestion> {
    let mut rows: Vec<&Definition> = Definition::all().filter(|row| !written.contains(row.name)).collect();
    let is_required = |name: &str| profile.is_some_and(|profile| profile.requires(name));
    rows.sort_by_key(|row| (!is_required(row.name), usize::MAX - readers(row.name).count()));
    rows.into_iter().map(|row| name(row, has_colon)).collect()
}

/// The names that have a colon behind them. The text is being written: a parser would miss those after an open quote.
fn written(text: &str) -> HashSet<&str> {
    let mut pieces = text.split('"').peekable();
    std::iter::from_fn(|| Some((pieces.next()?, pieces.peek().copied())))
        .filter(|(_, after)| after.is_some_and(|after| after.trim_start().starts_with(':')))
        .map(|(name, _)| name)
        .collect()
}

fn name(row: &Definition, has_colon: bool) -> Suggestion {
    let quoted = format!("\"{}\"", row.name);
    let (before, after) = match row.kind {
        _ if has_colon => ("", ""),
        ValueKind::String => (": \"", "\""),
        ValueKind::Strings => (": [\"", "\"]"),
        ValueKind::Object => (": {", "}"),
        ValueKind::Boolean => (": true", ""),
        ValueKind::Number => (": 0", ""),
        ValueKind::Any => (": ", ""),
    };
    let read: Vec<&str> = readers(row.name).collect();
    let read = match read.is_empty() {
        true => String::new(),
        false => format!("\n\nRead by {}.", inline(&read.join(", "))),
    };
    Suggestion {
        label: row.name.to_owned(),
        detail: Some(row.kind.with_article().to_owned()),
        documentation: description(row.name)
            .map(|sentence| format!("{}\n\nDefined in {}.{read}", inline(sentence), inline(row.source))),
        before: format!("{quoted}{before}"),
        after: after.to_owned(),
        filter: quoted,
        is_value: false,
    }
}

/// The values of a member, or of an element of its list: those that the profile's server takes, then the others that
/// are registered.
fn values(name: &str, in_list: bool, subject: &Subject, profile: Option<&Profile>) -> Vec<Suggestion> {
    let Some(row) = Definition::of(name) else { return Vec::new() };
    if name == "client_id" {
        let url = subject.published.iter();
        return url.map(|url| Suggestion::value(url, format!("\"{url}\""))).collect();
    }
    // One element may stand without its brackets while it is written.
    let brackets = if row.kind == ValueKind::Strings && !in_list { ("[", "]") } else { ("", "") };
    let taken = profile.and_then(|profile| Some((profile, profile.values_of(name)?)));
    let value = |value: &str| {
        let written = match row.kind {
            ValueKind::Boolean => value.to_owned(),
            _ => format!("{}\"{value}\"{}", brackets.0, brackets.1),
        };
        let detail = taken.map(|(profile, list)| match contains(list, value) {
            true => format!("{} takes it", profile.title),
            false => format!("{} does not take it", profile.title),
        });
        let filter = format!("{}{value}", if written.contains('"') { "\"" } else { "" });
        Suggestion { detail, filter, ..Suggestion::value(value, written) }
    };
    let listed = taken.map_or(&[][..], |(_, list)| list).iter().map(|value| &**value);
    let others = choices(name).iter().copied();
    let others = others.filter(|other| !taken.is_some_and(|(_, list)| contains(list, other)));
    listed.chain(others).map(value).collect()
}
