//! What is wrong with a TOML file of the user, in words, and in which line.

use crate::json::LineIndex;
use crate::metadata::nearest;

/// What toml and serde refused of a text, in our words.
pub struct Refusal {
    /// Where it begins, in bytes; `None` where that is not known.
    pub offset: Option<usize>,
    /// What is wrong there.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Refusal {
    /// What an error says of a text.
    pub fn of(text: &str, error: &toml::de::Error) -> Refusal {
        let offset = error.span().map(|span| {
            // A fault in a list has the span of the whole list, which may have many lines.
            let quoted = quoted(error.message()).next().map(|word| format!("\"{word}\""));
            let within = quoted.and_then(|word| text.get(span.clone())?.find(&word)).unwrap_or(0);
            span.start + within
        });
        let (message, help) = explained(error.message());
        Refusal { offset, message, help }
    }
}

/// `file:line:column` of an offset in a file's text.
pub fn place(name: &str, text: &[u8], offset: usize) -> String {
    let position = LineIndex::new(text).position(offset);
    format!("{name}:{}:{}", position.line, position.column)
}

/// What stands between backticks.
fn quoted(message: &str) -> impl Iterator<Item = &str> {
    message.split('`').skip(1).step_by(2)
}

/// The message in our words, and help. Of unknown names serde says what it found and what it expected,
/// each between backticks; our own types put the help in a line of its own.
fn explained(message: &str) -> (String, Option<String>) {
    let kind = match message {
        _ if message.starts_with("unknown field") => "key",
        _ if message.starts_with("unknown variant") => "value",
        _ if message.starts_with("missing field") => {
            let name = quoted(message).next().unwrap_or_default();
            return (format!("the key `{name}` is missing here"), None);
        }
        _ if message.starts_with("invalid type: ") => return wrong_type(message),
        _ if message.starts_with("invalid value: integer ") => {
            let found = quoted(message).next().unwrap_or_default();
            return (format!("a whole number that is not negative is wanted here, and not `{found}`"), None);
        }
        _ if message.starts_with("invalid length ") => return wrong_length(message),
        "wanted string or table" => return ("a word in quotation marks is wanted here".to_owned(), None),
        _ => {
            return match message.split_once('\n') {
                Some((message, help)) => (message.to_owned(), Some(help.to_owned())),
                None => (message.to_owned(), None),
            };
        }
    };
    let mut words = quoted(message);
    let found = words.next().unwrap_or_default();
    let expected: Vec<&str> = words.collect();
    let help = match nearest(found, expected.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the {kind}s that can stand here are {}", expected.join(", ")),
    };
    (format!("there is no {kind} `{found}`"), Some(help))
}

/// A list of another length than is wanted.
fn wrong_length(message: &str) -> (String, Option<String>) {
    let lengths = message.trim_start_matches("invalid length ").split_once(", expected an array of length ");
    match lengths {
        Some((found, wanted)) => {
            (format!("a list of {wanted} values is wanted here, and this has {found}"), None)
        }
        None => (message.to_owned(), None),
    }
}

/// A value of another type than is wanted: of tables and lists TOML's own words, and how they are written.
fn wrong_type(message: &str) -> (String, Option<String>) {
    let found = message.trim_start_matches("invalid type: ");
    let Some((found, wanted)) = found.split_once(", expected ") else { return (message.to_owned(), None) };
    let help = match (found, wanted) {
        ("map", "a sequence") => {
            Some("values stand in brackets; a list of tables has double brackets: `[[ignores]]`".to_owned())
        }
        ("sequence", "a map") => Some("a table has single brackets: `[levels]`".to_owned()),
        (text, "a sequence") => {
            text.strip_prefix("string ").map(|text| format!("put it in brackets: `[{text}]`"))
        }
        _ => None,
    };
    let in_toml = |word: &str| match word {
        "map" | "a map" => "a table".to_owned(),
        "sequence" | "a sequence" => "a list".to_owned(),
        other => other.to_owned(),
    };
    (format!("{} is wanted here, and not {}", in_toml(wanted), in_toml(found)), help)
}
