//! What a helper is given, and what it finds.

use crate::rule::Mark;
use crate::subject::Subject;

/// A sentence, and how it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Statement {
    /// What to set, or what to know.
    pub text: String,
    /// How it is known.
    pub mark: Mark,
    /// Where it was read.
    pub source: &'static str,
}

/// A piece of a server's own configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Snippet {
    /// Where it goes, and what to replace in it.
    pub title: String,
    /// The language that it is in: `json`, `python`; `text` for a form.
    pub language: &'static str,
    /// Its text.
    pub text: String,
    /// How the names in it are known.
    pub mark: Mark,
    /// Where they were read.
    pub source: &'static str,
}

/// A document, and the URL that is its client identifier.
pub(super) struct Document<'s> {
    pub(super) subject: &'s Subject,
    pub(super) identifier: &'s str,
}

/// What a helper finds.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) statements: Vec<Statement>,
    pub(super) snippets: Vec<Snippet>,
    /// The same settings for the model: policies with their values.
    pub(super) policies: Vec<(&'static str, String)>,
}

impl Plan {
    /// Adds a sentence.
    pub(super) fn say(&mut self, text: impl Into<String>, mark: Mark, source: &'static str) {
        self.statements.push(Statement { text: text.into(), mark, source });
    }
}

impl Document<'_> {
    /// The strings of a member that is a string or a list of them, each with its place: `redirect_uris[0]`.
    pub(super) fn strings(&self, name: &str) -> Vec<(String, &str)> {
        let Some(value) = self.subject.member(name) else { return Vec::new() };
        if let Some(text) = value.as_str() {
            return vec![(name.to_owned(), text)];
        }
        let elements = value.elements().take(MOST_ENTRIES).enumerate();
        elements.filter_map(|(index, value)| Some((format!("{name}[{index}]"), value.as_str()?))).collect()
    }

    /// The size of the document in bytes, where it was read.
    pub(super) fn size(&self) -> Option<usize> {
        self.subject.document.as_ref().map(|body| body.size)
    }
}

/// Most entries of a list that are looked at.
pub(super) const MOST_ENTRIES: usize = 100;
