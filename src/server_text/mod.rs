//! Texts with which servers refuse a document, and what causes them.
//!
//! The texts stand in `rules/server-texts.toml`; the build script makes the table of them.

mod found;
mod pattern;

use serde::Serialize;

use crate::rule::{Mark, Rule, Source};

pub use found::{Found, find, nearest};

/// A text that a server is known to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ServerText {
    /// The server's name, for people.
    pub server: &'static str,
    /// The text, or a part of it; `{name}` stands for what varies.
    pub text: &'static str,
    /// What causes it, the most frequent cause first.
    pub causes: &'static [Cause],
    /// How it is known that the server says so.
    pub mark: Mark,
    /// Where it was seen.
    pub source: Source,
}

/// A cause of such a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Cause {
    /// What is wrong, as a clause.
    pub says: &'static str,
    /// The rules that find it; none where the document does not show it.
    pub rules: &'static [Rule],
}

impl ServerText {
    /// Every text, server by server.
    pub fn all() -> &'static [ServerText] {
        &TEXTS
    }
}

include!(concat!(env!("OUT_DIR"), "/server_texts.rs"));

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn texts_are_told_apart_and_have_words() {
        let mut seen = BTreeSet::new();
        for text in ServerText::all() {
            assert!(seen.insert((text.server, text.text)), "{}: {} is there twice", text.server, text.text);
            assert!(text.source.link.starts_with("https://"), "{}: {}", text.text, text.source.link);
            assert!(text.text.trim() == text.text && !text.text.contains("  "), "{:?}", text.text);
            for cause in text.causes {
                assert!(
                    !cause.says.is_empty() && !cause.says.ends_with('.'),
                    "{}: {}",
                    text.text,
                    cause.says
                );
            }
        }
        let servers: BTreeSet<&str> = ServerText::all().iter().map(|text| text.server).collect();
        assert!(servers.len() >= 15 && seen.len() >= 150, "{} texts of {servers:?}", seen.len());
    }
}
