//! The catalogue of rules: their ids, and the pages that describe them.
//!
//! The pages in `rules/` are the single source. The build script makes the enumeration [`Rule`] and
//! the table behind [`Rule::page`] of them, so a check cannot raise a rule that has no page.

use std::fmt;

use serde::{Serialize, Serializer};

include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));

/// What a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The client identifier URL.
    Url,
    /// The HTTP response, or the bytes that would be served.
    Response,
    /// The JSON document.
    Document,
    /// The key set behind `jwks_uri`.
    Keys,
    /// The configuration of this program.
    Config,
}

impl Part {
    /// The word that stands for the part in every format.
    pub const fn name(self) -> &'static str {
        match self {
            Part::Url => "url",
            Part::Response => "response",
            Part::Document => "document",
            Part::Keys => "keys",
            Part::Config => "config",
        }
    }
}

/// How a fact about a server is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// The vendor's documentation or source code says so.
    Documented,
    /// A recording of the server's own answer shows it.
    Recorded,
    /// It follows from something else, or is assumed where the sources are silent.
    Inferred,
}

impl Mark {
    /// The mark as a word.
    pub const fn name(self) -> &'static str {
        match self {
            Mark::Documented => "documented",
            Mark::Recorded => "recorded",
            Mark::Inferred => "inferred",
        }
    }
}

/// A document that a rule is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Its title: `RFC 9700`.
    pub title: &'static str,
    /// The section in it.
    pub section: Option<&'static str>,
    /// Its address.
    pub link: &'static str,
}

/// A rule's page: the single source of the words about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// The rule's id.
    pub id: &'static str,
    /// What the rule finds, as a noun phrase.
    pub title: &'static str,
    /// What the rule looks at.
    pub part: Part,
    /// The property it is about, if it is about one.
    pub property: Option<&'static str>,
    /// The version of this program that brought it.
    pub since: &'static str,
    /// How grave it is where the rule is about security: a number above 0 and up to 10 on the scale of CVSS.
    pub security_severity: Option<&'static str>,
    /// How it is known, by profile, for the servers that judge by it.
    pub marks: &'static [(&'static str, Mark)],
    /// Where it comes from, the primary source first.
    pub sources: &'static [Source],
    /// The page's text, Markdown.
    pub body: &'static str,
}

impl Page {
    /// How the rule is known of a profile's server; `None` where the profile only has it as advice.
    pub fn mark(&self, profile: &str) -> Option<Mark> {
        self.marks.iter().find(|(name, _)| *name == profile).map(|&(_, mark)| mark)
    }
}

impl Rule {
    /// The rule's page.
    pub fn page(self) -> &'static Page {
        &PAGES[self as usize]
    }

    /// The rule's stable id, kebab-case.
    pub fn id(self) -> &'static str {
        self.page().id
    }

    /// The rule of that id.
    pub fn from_id(id: &str) -> Option<Rule> {
        Rule::ALL.binary_search_by(|rule| rule.id().cmp(id)).ok().map(|index| Rule::ALL[index])
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}
