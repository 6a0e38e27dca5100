//! What stands between the delimiters of templates and builds.

use super::found::{MAX_FOUND, Placeholder, PlaceholderKind};

/// Longest text between delimiters, in bytes.
const MAX_NAME: usize = 64;

/// How a template marks a variable.
struct Delimiters {
    open: &'static str,
    close: &'static str,
    holds: Holds,
    asks: Asks,
}

/// What may stand between delimiters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// Any expression.
    Expression,
    /// A name or words.
    Name,
    /// A name in upper case, since the delimiters have other uses.
    UpperCase,
}

/// Who is asked for the value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    Program,
    Person,
}

const fn program(open: &'static str, close: &'static str, holds: Holds) -> Delimiters {
    Delimiters { open, close, holds, asks: Asks::Program }
}

const fn person(open: &'static str, close: &'static str) -> Delimiters {
    Delimiters { open, close, holds: Holds::Name, asks: Asks::Person }
}

/// Of two that begin alike, the longer one first.
static DELIMITERS: [Delimiters; 19] = [
    program("{{", "}}", Holds::Expression),
    program("{%", "%}", Holds::Expression),
    program("${", "}", Holds::Expression),
    program("#{", "}", Holds::Expression),
    program("$(", ")", Holds::Expression),
    program("<%", "%>", Holds::Expression),
    program("%(", ")s", Holds::Name),
    program("((", "))", Holds::Name),
    program("{", "}", Holds::Name),
    program("%7B", "%7D", Holds::Name),
    program("##", "##", Holds::Name),
    program("@@", "@@", Holds::Name),
    program("#", "#", Holds::UpperCase),
    program("@", "@", Holds::UpperCase),
    program("__", "__", Holds::UpperCase),
    person("<", ">"),
    person("%3C", "%3E"),
    person("[", "]"),
    person("%5B", "%5D"),
];

/// The variables in a text, in their order.
pub(super) fn variables(text: &str) -> Vec<Placeholder<'_>> {
    let mut found: Vec<Placeholder<'_>> = Vec::new();
    // Brackets in a query are parts of names: `?ids[]=1`.
    let query = text.find('?').unwrap_or(text.len());
    let mut next = 0;
    for (at, byte) in text.bytes().enumerate() {
        if at < next || !b"{$#<(%@_[".contains(&byte) {
            continue;
        }
        let placeholder = delimited(text, at)
            .or_else(|| between_percents(text, at))
            .or_else(|| after_dollar(text, at))
            .filter(|placeholder| at < query || !placeholder.text.starts_with('['));
        if let Some(placeholder) = placeholder {
            next = placeholder.end();
            found.push(placeholder);
            if found.len() == MAX_FOUND {
                break;
            }
        }
    }
    found
}

/// A variable between delimiters that begins at that offset.
fn delimited(text: &str, at: usize) -> Option<Placeholder<'_>> {
    DELIMITERS.iter().find_map(|delimiters| {
        let start = at + strip(&text[at..], delimiters.open)?;
        let length = find(&text[start..], delimiters.close)?;
        let name = text[start..start + length].trim_matches([' ', '=', '-']);
        let is_name = match delimiters.holds {
            Holds::Expression => has_letter(name) && !name.contains(['/', '{', '<']),
            Holds::Name => is_name(name),
            Holds::UpperCase => is_upper_case(name) && !continues_word(&text[..at]),
        };
        let text = &text[at..start + length + delimiters.close.len()];
        let kind = match delimiters.asks {
            Asks::Program => PlaceholderKind::Variable(name),
            Asks::Person if is_no_value(text) => PlaceholderKind::NoValue,
            Asks::Person => PlaceholderKind::Words,
        };
        is_name.then_some(Placeholder { start: at, text, kind })
    })
}

/// The length of a delimiter, if the text begins with it.
fn strip(text: &str, delimiter: &str) -> Option<usize> {
    let start = text.as_bytes().get(..delimiter.len())?;
    start.eq_ignore_ascii_case(delimiter.as_bytes()).then_some(delimiter.len())
}

/// Where a delimiter stands in the next bytes of a text.
fn find(text: &str, delimiter: &str) -> Option<usize> {
    let within = &text.as_bytes()[..text.len().min(MAX_NAME + delimiter.len())];
    within.windows(delimiter.len()).position(|window| window.eq_ignore_ascii_case(delimiter.as_bytes()))
}

/// `%NAME%`, where this cannot be two escapes.
fn between_percents(text: &str, at: usize) -> Option<Placeholder<'_>> {
    let rest = text[at..].strip_prefix('%')?;
    let length = find(rest, "%")?;
    let (name, after) = (&rest[..length], &rest[length + 1..]);
    let is_escape = |text: &str| text.len() >= 2 && text.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    let is_variable = name.len() >= 2 && is_identifier(name) && !(is_escape(name) && is_escape(after));
    is_variable.then(|| Placeholder {
        start: at,
        text: &text[at..at + length + 2],
        kind: PlaceholderKind::Variable(name),
    })
}

/// `$NAME`; in lower case only where a host begins, since a path may have such segments.
fn after_dollar(text: &str, at: usize) -> Option<Placeholder<'_>> {
    let rest = text[at..].strip_prefix('$')?;
    let length = rest.bytes().take(MAX_NAME).take_while(|&byte| is_word(byte)).count();
    let name = &rest[..length];
    let begins_host = text[..at].is_empty() || text[..at].ends_with("//");
    let is_variable = name.len() >= 2
        && (is_upper_case(name) || begins_host && is_identifier(name))
        && !continues_word(&text[..at]);
    is_variable.then(|| Placeholder {
        start: at,
        text: &text[at..=at + length],
        kind: PlaceholderKind::Variable(name),
    })
}

/// `[object Object]`, with or without escapes.
fn is_no_value(text: &str) -> bool {
    let folded = text.to_ascii_lowercase();
    folded.contains("object object") || folded.contains("object%20object")
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn has_letter(name: &str) -> bool {
    name.contains(|character: char| character.is_ascii_alphabetic())
}

/// A name, or words with spaces between them, which may be escaped.
fn is_name(name: &str) -> bool {
    // `[v1.x]` is an address of a kind that is still to be invented (RFC 3986, section 3.2.2).
    let is_future = name
        .strip_prefix(['v', 'V'])
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_hexdigit()) && rest.contains('.'));
    let name = name.replace("%20", " ");
    !is_future && has_letter(&name) && name.bytes().all(|byte| is_word(byte) || b" -.".contains(&byte))
}

/// A name as programs have them.
fn is_identifier(name: &str) -> bool {
    !name.starts_with(|first: char| first.is_ascii_digit()) && name.bytes().all(is_word) && has_letter(name)
}

fn is_upper_case(name: &str) -> bool {
    is_identifier(name) && name.len() >= 2 && !name.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// Whether a word goes on after the text.
fn continues_word(before: &str) -> bool {
    before.ends_with(|last: char| last.is_ascii_alphanumeric())
}
