//! What is wrong with a configuration file, and in which line.

use std::fmt;
use std::ops::Range;

use crate::toml_error::{Refusal, place};

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
        let Refusal { offset, message, help } = Refusal::of(text, error);
        let place = offset.map_or_else(|| name.to_owned(), |offset| place(name, text.as_bytes(), offset));
        ConfigError { place, offset, message, help }
    }
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
                "cimd.toml:1:1: a list is wanted here, and not a table | values stand in brackets; a list of tables",
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
