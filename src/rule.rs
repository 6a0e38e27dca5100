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
#[non_exhaustive]
pub enum Part {
    /// The client identifier URL.
    Url,
    /// The HTTP response, or the bytes that would be served.
    Response,
    /// The JSON document.
    Document,
    /// The key set behind `jwks_uri`.
    Keys,
    /// A ClientCimd resource of infrastructure code.
    Resource,
    /// The configuration of this program.
    Config,
}

impl Part {
    /// Every part, in the order in which a document is met: where it is, how it comes, what it says.
    pub const ALL: [Part; 6] =
        [Part::Url, Part::Response, Part::Document, Part::Keys, Part::Resource, Part::Config];

    /// What the part is, in a few words.
    pub const fn description(self) -> &'static str {
        match self {
            Part::Url => "the client identifier URL",
            Part::Response => "the HTTP response, and the bytes in it",
            Part::Document => "the JSON document",
            Part::Keys => "the key set",
            Part::Resource => "ClientCimd resources of infrastructure code",
            Part::Config => "cimd.toml and the baseline",
        }
    }

    /// The part of that name.
    pub fn from_name(name: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.name() == name)
    }

    /// The word that stands for the part in every format.
    pub const fn name(self) -> &'static str {
        match self {
            Part::Url => "url",
            Part::Response => "response",
            Part::Document => "document",
            Part::Keys => "keys",
            Part::Resource => "resource",
            Part::Config => "config",
        }
    }
}

/// How a fact about a server is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Mark {
    /// The vendor's documentation, or the specification, says so.
    Documented,
    /// The server's source code was read.
    Source,
    /// A recording of the server's own answer shows it.
    Recorded,
    /// The server was run.
    Tested,
    /// It follows from something else, or is assumed where the sources are silent.
    Inferred,
}

impl Mark {
    /// Every mark.
    pub const ALL: [Mark; 5] = [Mark::Documented, Mark::Source, Mark::Recorded, Mark::Tested, Mark::Inferred];

    /// The mark as a word.
    pub const fn name(self) -> &'static str {
        match self {
            Mark::Documented => "documented",
            Mark::Source => "source",
            Mark::Recorded => "recorded",
            Mark::Tested => "tested",
            Mark::Inferred => "inferred",
        }
    }

    /// How weak the evidence is; 0 is that of a server whose code was run.
    pub(crate) fn weakness(self) -> u8 {
        match self {
            Mark::Tested => 0,
            Mark::Recorded => 1,
            Mark::Source => 2,
            Mark::Documented => 3,
            Mark::Inferred => 4,
        }
    }

    /// The mark of that name.
    pub fn from_name(name: &str) -> Option<Mark> {
        Mark::ALL.into_iter().find(|mark| mark.name() == name)
    }
}

/// Whether a fix may be applied without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// It keeps the meaning, or there is only one reading.
    Safe,
    /// A person has to decide.
    Unsafe,
}

impl Applicability {
    /// The word that stands for it in every format.
    pub const fn name(self) -> &'static str {
        match self {
            Applicability::Safe => "safe",
            Applicability::Unsafe => "unsafe",
        }
    }
}

/// A document that a rule is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Source {
    /// Its title: `RFC 9700`.
    pub title: &'static str,
    /// The section in it.
    pub section: Option<&'static str>,
    /// Its address.
    pub link: &'static str,
}

/// A rule's page: the single source of the words about it. It speaks of no server; what a server does is in its
/// [`Profile`](crate::Profile).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Page {
    /// The rule's id.
    pub id: &'static str,
    /// What the rule finds, as a noun phrase.
    pub title: &'static str,
    /// What the rule looks at.
    pub part: Part,
    /// The member of the document that it is about, if it is about one.
    pub member: Option<&'static str>,
    /// The version of this program that brought it.
    pub since: &'static str,
    /// How grave it is where the rule is about security: a number above 0 and up to 10, the base score of
    /// `security_vector`.
    pub security_severity: Option<&'static str>,
    /// The CVSS 3.1 vector of that number.
    pub security_vector: Option<&'static str>,
    /// Whether it is about a published secret: nothing supersedes such a rule.
    pub secret: bool,
    /// What raises it, where it has no function in `src/rules/`: `parser`, `schema` or `config`.
    pub raised_by: Option<&'static str>,
    /// The file of `src/rules/` that its function stands in, without the extension: `redirect_uris/scheme`.
    pub family: Option<&'static str>,
    /// What its function is given: `redirect-uri`.
    pub sees: Option<&'static str>,
    /// The rules that say no more than this one at the same value, or inside it.
    pub supersedes: &'static [Rule],
    /// Whether it is the cause of those that it supersedes, as far as they are about the same stretch of the value: one
    /// that is heavier stays, and takes the help of this one.
    pub explains: bool,
    /// Whether its fixes may be applied without asking; both where that depends on the value. Empty where a program cannot
    /// mend what it finds.
    pub fixes: &'static [Applicability],
    /// Facts within the rule that a profile can know in different ways.
    pub facts: &'static [&'static str],
    /// Where it comes from, the primary source first.
    pub sources: &'static [Source],
    /// The page's text, Markdown.
    pub body: &'static str,
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
