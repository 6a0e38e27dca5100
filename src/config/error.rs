//! What is wrong with a configuration file, and in which line.

use std::fmt;
use std::ops::Range;

use crate::json::LineIndex;
use crate::metadata::nearest;

/// Why a configuration file, or a baseline, cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConfigError {
    /// `file:line:column`, as far as it is known.
    pub place: String,
    /// The same as an offset in the file, in bytes.
    pub offset: Option<usize>,
    /// What is wrong there.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl std::error::Error for ConfigError {}

impl ConfigError {
    /// An error about a stretch of a file.
    pub fn at(
        name: &str,
        text: &str,
        span: Range<usize>,
        message: String,
        help: Option<String>,
    ) -> ConfigError {
        ConfigError {
            place: place(name, text.as_bytes(), span.start),
            offset: Some(span.start),
            message,
            help,
        }
    }

    /// The error of a text that toml and serde refused.
    pub fn from_toml(name: &str, text: &str, error: &toml::de::Error) -> ConfigError {
        let offset = error.span().map(|span| {
            // A fault in a list has the span of the whole list, which may have many lines.
            let quoted = quoted(error.message()).next().map(|word| format!("\"{word}\""));
            let within = quoted.and_then(|word| text.get(span.clone())?.find(&word)).unwrap_or(0);
            span.start + within
        });
        let (message, help) = explained(error.message());
        let place = offset.map_or_else(|| name.to_owned(), |offset| place(name, text.as_bytes(), offset));
        ConfigError { place, offset, message, help }
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

/// A value of another type than is wanted: of tables and lists TOML's own words, and how they are written.
fn wrong_type(message: &str) -> (String, Option<String>) {
    let found = message.trim_start_matches("invalid type: ");
    let Some((found, wanted)) = found.split_once(", expected ") else { return (message.to_owned(), None) };
    let help = match (found, wanted) {
        ("map", "a sequence") => {
            Some("a list of tables has double brackets: `[[ignores]]`, `[[documents]]`".to_owned())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ConfigFile;

    fn error(text: &str) -> String {
        let error = toml::from_str::<ConfigFile>(text).map(|_| ()).map_err(|error| {
            let error = ConfigError::from_toml("cimd.toml", text, &error);
            format!("{error} | {}", error.help.as_deref().unwrap_or_default())
        });
        error.err().unwrap_or_default()
    }

    #[test]
    fn unknown_names_are_placed_and_suggested() {
        for (text, expected) in [
            ("\nprofle = 'x'", "cimd.toml:2:1: there is no key `profle` | did you mean `profile`?"),
            (
                "fail-on = 'warn'",
                "cimd.toml:1:11: there is no value `warn` | the values that can stand here are",
            ),
            ("fail-on = 'warnin'", "did you mean `warning`?"),
            (
                "[levels]\nredirect-uri-htp = 'off'",
                "cimd.toml:2:1: there is no rule `redirect-uri-htp` | did you mean `redirect-uri-http`?",
            ),
            (
                "[levels]\nredirect-uri-http = 'of'",
                "cimd.toml:2:21: there is no value `of` | did you mean `off`?",
            ),
            (
                "select = [\n  \"client-id\",\n  \"redirect-urls\",\n]",
                "cimd.toml:3:3: there is no rule and no family of rules `redirect-urls`",
            ),
            (
                "[[ignores]]\nrule = 'redirect-uri'\nreason = 'x'",
                "cimd.toml:2:8: `redirect-uri` is a family of rules, and one rule is wanted here | name each",
            ),
            (
                "[ignores]\nrule = 'doc-bom'\nreason = 'x'",
                "cimd.toml:1:1: a list is wanted here, and not a table | a list of tables has double brackets",
            ),
            (
                "[[levels]]\nx = 1",
                "cimd.toml:1:1: a table is wanted here, and not a list | a table has single",
            ),
            (
                "select = 'doc'",
                "cimd.toml:1:10: a list is wanted here, and not string \"doc\" | put it in brackets: `[\"doc\"]`",
            ),
            ("profile = 5", "cimd.toml:1:11: a string is wanted here, and not integer `5`"),
            ("[levels]\ndoc-bom = false", "cimd.toml:2:11: a word in quotation marks is wanted here"),
            ("exclude = [\n\"[\"]", "cimd.toml:2:1: `[` is not a pattern"),
            ("\n[[ignores]]\nrule = 'redirect-uri-http'", "cimd.toml:2:1: the key `reason` is missing here"),
            (
                "[[ignores]]\nrule = 'redirect-uri-http'\nreason = ' '",
                "cimd.toml:3:10: the reason is empty | say why",
            ),
            (
                "[[ignores]]\nrule = 'redirect-uri-http'\nreason = 'x'\nexpires = '2026-02-30'",
                "cimd.toml:4:11: `2026-02-30` is not a date | write",
            ),
            (
                "[[ignores]]\nrule = 'redirect-uri-http'\nreason = 'x'\npointer = 'a'",
                "cimd.toml:4:11: `a` is not a JSON Pointer",
            ),
            ("profile = ", "cimd.toml:1:11: "),
        ] {
            assert!(error(text).contains(expected), "{text}: {}", error(text));
        }
    }
}
