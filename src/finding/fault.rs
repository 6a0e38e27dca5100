//! What a check finds: a place, and what was seen there. The words come later, and only if they are needed.

use super::entry::Entry;
use super::finding::Comparison;
use crate::json::{Span, Value};
use crate::rule::Applicability;

/// Where in the subject something is wrong.
#[derive(Debug, Clone, Copy)]
pub enum Place<'s> {
    /// Nowhere in a text: the URL as the user gave it, or the response as a whole.
    Outside,
    /// A stretch of the text.
    Text(Span),
    /// A value.
    Value(Value<'s>),
    /// A stretch inside a string, in bytes of the decoded string.
    Within(Value<'s>, Span),
    /// A member whose name is at fault: the span of the name, and its value.
    Name(Span, Value<'s>),
    /// A value, a name or a stretch of a string in a text that is not a document, and the JSON Pointer to it.
    Node {
        /// The whole value.
        value: Span,
        /// What is at fault: the value, its name or a stretch of it.
        span: Span,
        /// What leads to the value.
        pointer: &'s str,
    },
}

/// What one check found at one place.
#[derive(Debug, Clone, Copy)]
pub struct Fault<'s, D = ()> {
    /// Where it is.
    pub place: Place<'s>,
    /// The fact within the rule, where a profile may know it in a way of its own.
    pub fact: Option<&'static str>,
    /// Whether something is absent: then nothing is said where a part of the text could not be read.
    pub absent: bool,
    /// What was seen there, for the words.
    pub seen: D,
}

impl<'s> Fault<'s> {
    /// A fault at that place.
    pub fn at(place: Place<'s>) -> Fault<'s> {
        Fault { place, fact: None, absent: false, seen: () }
    }

    /// That something is absent from what stands at that place.
    pub fn absent_from(place: Place<'s>) -> Fault<'s> {
        Fault { absent: true, ..Fault::at(place) }
    }

    /// Adds what was seen.
    pub fn with<D>(self, seen: D) -> Fault<'s, D> {
        Fault { place: self.place, fact: self.fact, absent: self.absent, seen }
    }
}

impl<D> Fault<'_, D> {
    /// Names the fact within the rule; the rule's page lists it.
    pub fn fact(mut self, fact: &'static str) -> Self {
        self.fact = Some(fact);
        self
    }
}

/// What is said of a fault.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// What is wrong with this value, quoting it.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// Both strings, where the fault is that two differ.
    pub comparison: Option<Comparison>,
    /// Other places in the same text, and what is there.
    pub related: Vec<(Span, String)>,
    /// Ways to mend it.
    pub fixes: Vec<SpannedFix>,
    /// What is said of it beside others of its rule, where they are gathered into one finding.
    pub entry: Option<Entry>,
}

/// A way to mend a fault, in byte offsets of the text.
#[derive(Debug, Clone)]
pub struct SpannedFix {
    /// What it does: ``write `none` ``.
    pub title: String,
    /// Whether it may be applied without asking.
    pub applicability: Applicability,
    /// What is put in the place of which stretch of the text.
    pub edits: Vec<(Span, String)>,
}

impl SpannedFix {
    /// A fix that keeps the meaning, or that there is no other reading than.
    pub fn safe(title: impl Into<String>, edits: Vec<(Span, String)>) -> SpannedFix {
        SpannedFix { title: title.into(), applicability: Applicability::Safe, edits }
    }

    /// A fix that a person has to decide on.
    pub fn undecided(title: impl Into<String>, edits: Vec<(Span, String)>) -> SpannedFix {
        SpannedFix { title: title.into(), applicability: Applicability::Unsafe, edits }
    }
}

impl Words {
    /// Says what is wrong, and what to do about it.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Words {
        Words { message: message.into(), help: help.into(), ..Words::default() }
    }

    /// Says what an entry says, which is gathered with others of its rule.
    pub fn gathered(entry: Entry, help: impl Into<String>) -> Words {
        Words { message: entry.sentence(), help: help.into(), entry: Some(entry), ..Words::default() }
    }

    /// The same with what is to be done about its cause, which nothing else mends.
    pub fn explained(self, cause: Words) -> Words {
        Words { help: cause.help, fixes: cause.fixes, ..self }
    }

    /// Adds the two strings that differ.
    pub fn comparing(mut self, comparison: Comparison) -> Words {
        self.comparison = Some(comparison);
        self
    }

    /// Adds another place that belongs to the fault.
    pub fn related(mut self, span: Span, note: impl Into<String>) -> Words {
        self.related.push((span, note.into()));
        self
    }

    /// Adds a way to mend it, if there is one.
    pub fn fix(mut self, fix: impl Into<Option<SpannedFix>>) -> Words {
        self.fixes.extend(fix.into());
        self
    }
}
