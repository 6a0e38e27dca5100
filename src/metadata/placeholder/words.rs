//! Words that ask for a value, and what programs write for none.

use super::found::{MAX_FOUND, Placeholder, PlaceholderKind};
use crate::metadata::uri::Uri;

/// What `your` comes before in a placeholder: in a host or path, and in a name.
const THINGS: [&str; 33] = [
    "account",
    "api",
    "app",
    "application",
    "backend",
    "callback",
    "client",
    "company",
    "deployed",
    "deployment",
    "domain",
    "frontend",
    "host",
    "hostname",
    "id",
    "instance",
    "mcp",
    "name",
    "org",
    "organization",
    "project",
    "server",
    "service",
    "site",
    "subdomain",
    "tenant",
    "tld",
    "tool",
    "url",
    "user",
    "username",
    "web",
    "website",
];

/// What a made-up host is called after `my`.
const MY: [&str; 4] = ["company", "domain", "subdomain", "website"];

/// Words that ask in one word, in upper case.
const CRIES: [&str; 4] = ["FIXME", "PLACEHOLDER", "TBD", "TODO"];

/// The first and second word of a request.
const REQUESTS: [(&str, &[&str]); 4] = [
    ("change", &["me", "this"]),
    ("fill", &["in", "me"]),
    ("insert", &["here", "me", "your"]),
    ("replace", &["me", "this", "with"]),
];

/// What a program writes for a value that it does not have.
const NO_VALUE: [&str; 5] = ["undefined", "null", "None", "nil", "NaN"];

/// The parts of a URL that ask for a value.
pub(super) fn asks_in_url(url: &str) -> Vec<Placeholder<'_>> {
    let uri = Uri::split(url);
    let host = uri.host();
    let mut found = Vec::new();
    let found_at = |text: &'_ str, kind| (uri.offset_of(text), text.len(), kind);
    if let Some(at) = host.find("process.env.").or_else(|| host.find("import.meta.env.")) {
        found.push(found_at(&host[at..], PlaceholderKind::Words));
    } else {
        let is_single = !host.contains('.');
        let labels = host.split('.');
        found.extend(labels.filter_map(|label| Some(found_at(label, of_label(label, is_single)?))));
        if let Some(last) = host.rsplit('.').next().filter(|last| !is_single && *last == "tld") {
            found.push(found_at(last, PlaceholderKind::Words));
        }
    }
    found.extend(
        uri.scheme.filter(|scheme| is_request(scheme)).map(|scheme| found_at(scheme, PlaceholderKind::Words)),
    );
    let port = uri.authority.and_then(|authority| authority.port);
    found.extend(
        port.into_iter()
            .filter(|port| NO_VALUE.contains(port))
            .map(|port| found_at(port, PlaceholderKind::NoValue)),
    );
    found.extend(
        uri.segments().filter_map(|segment| Some(found_at(segment, of_segment(segment)?))).take(MAX_FOUND),
    );
    let placeholder = |(start, length, kind): (usize, usize, _)| Placeholder {
        start,
        text: &url[start..start + length],
        kind,
    };
    found.into_iter().map(placeholder).collect()
}

/// What one label of a host asks for.
fn of_label(label: &str, is_single: bool) -> Option<PlaceholderKind<'static>> {
    // Programs write hosts in lower case.
    let is_no_value = NO_VALUE.iter().any(|word| label.eq_ignore_ascii_case(word)) || ends_undefined(label);
    let is_upper_case =
        label.len() > 2 && label.bytes().all(|byte| byte.is_ascii_uppercase() || b"_-".contains(&byte));
    let is_name_of_value = is_upper_case
        && (label.contains('_') || is_single && THINGS.iter().any(|thing| label.eq_ignore_ascii_case(thing)));
    if is_no_value {
        Some(PlaceholderKind::NoValue)
    } else {
        (is_name_of_value || is_request(label)).then_some(PlaceholderKind::Words)
    }
}

/// What one segment of a path asks for.
fn of_segment(segment: &str) -> Option<PlaceholderKind<'static>> {
    let stem = segment.split_once('.').map_or(segment, |(stem, _)| stem);
    if NO_VALUE.contains(&stem) || ends_undefined(stem) {
        Some(PlaceholderKind::NoValue)
    } else {
        is_request(stem).then_some(PlaceholderKind::Words)
    }
}

/// Whether a missing value was put after something else.
fn ends_undefined(part: &str) -> bool {
    part.strip_suffix("undefined")
        .is_some_and(|before| before.ends_with(|last: char| last.is_ascii_alphanumeric()))
}

/// Whether a label, a segment or a name asks a person for a value.
fn is_request(part: &str) -> bool {
    const MAX_BYTES: usize = 64;
    if part.len() > MAX_BYTES {
        return false;
    }
    let words: Vec<&str> = part.split([' ', '-', '_']).filter(|word| !word.is_empty()).collect();
    let [first, rest @ ..] = words.as_slice() else { return false };
    let is = |word: &str, other: &str| word.eq_ignore_ascii_case(other);
    let is_thing = |word: &&str| THINGS.iter().any(|thing| is(word, thing));
    let is_crying = CRIES.contains(first) || first.len() > 2 && first.bytes().all(|byte| byte == b'X');
    let asks = |word: &str, second: &str| {
        REQUESTS.iter().any(|(verb, seconds)| is(word, verb) && seconds.iter().any(|other| is(second, other)))
    };
    let Some(second) = rest.first() else {
        let after = |prefix: &str| strip(first, prefix);
        let is_joined = REQUESTS.iter().any(|(verb, _)| after(verb).is_some_and(|second| asks(verb, second)));
        return is_crying
            || is_joined
            || after("your").is_some_and(|thing| is_thing(&thing))
            || after("my").is_some_and(|thing| MY.iter().any(|other| is(thing, other)));
    };
    let is_constant = part.contains('_') && !part.bytes().any(|byte| byte.is_ascii_lowercase());
    let last = rest.last().unwrap_or(second);
    is_crying && !part.contains(' ')
        || asks(first, second)
        || is(first, "insert") && is(last, "here")
        || is(first, "your") && (is_constant || is_thing(last))
        || is(first, "my") && rest.len() == 1 && MY.iter().any(|thing| is(second, thing))
}

fn strip<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// The whole of a name, if it asks for a name.
pub(super) fn asks_in_name(name: &str) -> Option<Placeholder<'_>> {
    let text = name.trim();
    let whole = |kind| Some(Placeholder { start: name.find(text).unwrap_or_default(), text, kind });
    if NO_VALUE.contains(&text) {
        return whole(PlaceholderKind::NoValue);
    }
    let mut words = text.split([' ', '-', '_']);
    let is_thing = |word: &str| THINGS.iter().any(|thing| word.eq_ignore_ascii_case(thing));
    let is_label = text.split([' ', '-', '_']).count() > 1
        && words.clone().next_back().is_some_and(|last| last.eq_ignore_ascii_case("name"))
        && words.all(|word| is_thing(word) || word.eq_ignore_ascii_case("your"));
    let is_todo = CRIES.iter().any(|cry| text.strip_prefix(cry).is_some_and(|rest| rest.starts_with(':')));
    if is_label || is_todo || is_request(text) { whole(PlaceholderKind::Words) } else { None }
}

/// Whether what stands between brackets is about the name of something.
pub(super) fn names_something(text: &str) -> bool {
    let words =
        text.split(|character: char| !character.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.take(8).collect();
    let is = |word: &str, other: &str| word.eq_ignore_ascii_case(other);
    let last_is_thing =
        words.last().is_some_and(|last| THINGS.iter().any(|thing| is(last, thing)) || is(last, "object"));
    last_is_thing && words.len() > 1
        || words.first().is_some_and(|first| is(first, "your") || is(first, "insert"))
}
