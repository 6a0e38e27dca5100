//! What one rule found at one place, independent of any output format.

use std::borrow::Cow;

use serde::Serialize;

use super::entry::Entry;
use super::fix::Fix;
use super::level::Level;
use super::range::Range;
use crate::rule::{Mark, Part, Rule};

/// Two strings that should be one, and the first place where they part.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Comparison {
    /// The fault without the strings, for formats that show them one above the other.
    pub headline: Cow<'static, str>,
    /// What the first string is, and the string: `("client_id", "https://A.example/c")`.
    pub left: (&'static str, String),
    /// The same of the second string.
    pub right: (&'static str, String),
    /// Index of the first differing character, in Unicode scalar values; the shorter one's length
    /// where it is a prefix of the longer one.
    pub at: usize,
    /// What kind of difference it is, in two or three words: `letter case`, `trailing slash`; or the two characters,
    /// where they may look alike: `U+0435 against U+0065`.
    pub kind: Cow<'static, str>,
}

/// Another place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Related {
    /// Where.
    pub range: Range,
    /// What is there, in a few words.
    pub note: String,
    /// JSON Pointer to the value, where it is one of which the finding says the same as of others.
    pub pointer: Option<String>,
}

impl Related {
    /// A place, and what is there.
    pub fn new(range: Range, note: impl Into<String>) -> Related {
        Related { range, note: note.into(), pointer: None }
    }
}

/// Why a finding does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Ignored {
    /// What accepts it.
    pub by: IgnoredBy,
    /// The reason that the user gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Ignored {
    /// The reason that the user gave, or else what accepts the finding.
    pub fn why(&self) -> &str {
        match (self.by, &self.reason) {
            (_, Some(reason)) => reason,
            (IgnoredBy::Configuration, None) => "accepted in the configuration",
            (IgnoredBy::Baseline, None) => "accepted in the baseline",
        }
    }
}

/// What accepts a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum IgnoredBy {
    /// An entry of the configuration file.
    Configuration,
    /// The baseline.
    Baseline,
}

/// What one rule found at one place of a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// The level the user sees: the profile's, unless `--level` names another.
    pub level: Level,
    /// The level at which the profile's server itself would report it; `None` for advice, which is
    /// ours alone.
    pub verdict: Option<Level>,
    /// False where it is hidden, as by `--level RULE=off`; it counts for the server's verdict all the same.
    pub shown: bool,
    /// Why it does not count where the user has accepted it: then it is shown only if that was asked for.
    pub ignored: Option<Ignored>,
    /// The part of the subject that is at fault.
    pub part: Part,
    /// JSON Pointer (RFC 6901) to the value at fault.
    pub pointer: Option<String>,
    /// Where in its source the fault lies, if it lies in a text at all.
    pub range: Option<Range>,
    /// Index of that text in [`Report::sources`](super::Report::sources).
    pub source: usize,
    /// Whether another finding of the verdict names the same cause: then lists of the verdict leave this one out.
    pub restated: bool,
    /// How the profile knows it; `None` where it does not say.
    pub mark: Option<Mark>,
    /// What is wrong with this value, quoting it.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// Both strings, where the fault is that two differ.
    pub comparison: Option<Box<Comparison>>,
    /// Other places that belong to it, in the same source.
    pub related: Vec<Related>,
    /// Ways to mend it that a program can apply.
    pub fixes: Vec<Fix>,
    /// What it says beside others of its rule, where they are gathered into one; of a gathered one, what the first of
    /// them says.
    pub entry: Option<Box<Entry>>,
    /// The servers that refuse the document for it, or take it in part, where the profile is made of models of servers.
    pub servers: Vec<Cow<'static, str>>,
    /// What it was gathered from; empty where it stands for itself.
    pub parts: Vec<Finding>,
}

impl Finding {
    /// Whether it is ours alone, and the profile's server would not report it.
    pub const fn is_advice(&self) -> bool {
        self.verdict.is_none()
    }

    /// What it was gathered from, or itself alone.
    pub fn each(&self) -> &[Finding] {
        if self.parts.is_empty() { std::slice::from_ref(self) } else { &self.parts }
    }

    /// How much memory it takes, roughly, in bytes.
    pub(super) fn size(&self) -> usize {
        let compared = self.comparison.as_ref().map_or(0, |both| both.left.1.len() + both.right.1.len());
        let related: usize =
            self.related.iter().map(|place| size_of::<Related>() + 2 * place.note.len()).sum();
        let edits = self.fixes.iter().flat_map(|fix| &fix.edits);
        let fixes: usize = edits.map(|edit| size_of::<Fix>() + edit.content.len()).sum();
        let parts: usize = self.parts.iter().map(Finding::size).sum();
        let entry = self.entry.as_ref().map_or(0, |entry| entry.size());
        let pointer = self.pointer.as_ref().map_or(0, String::len);
        // Each text is a piece of memory of its own, of which something is lost.
        let lost = 5 * size_of::<String>();
        let texts = self.message.len() + self.help.len() + pointer + lost;
        let servers = self.servers.len() * size_of::<Cow<'_, str>>();
        size_of::<Finding>() + texts + compared + related + fixes + entry + parts + servers
    }
}
