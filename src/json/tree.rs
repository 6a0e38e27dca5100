//! A parsed document.

use super::arena::Arena;
use super::duplicates::{self, Duplicate};
use super::node::Node;
use super::parser::{self, Parsed};
use super::problems::Problem;
use super::source::Source;
use super::span::Span;
use super::value::Value;

/// A document: its bytes, the values found in them, and what is wrong with the text.
#[derive(Debug)]
pub struct Tree {
    arena: Arena,
    problems: Vec<Problem>,
    is_json: bool,
    /// See [`Tree::slip`].
    slip: Option<(Span, String)>,
}

impl Tree {
    /// Parses `bytes`. This never fails: what is wrong with the text is listed in [`Tree::problems`].
    #[must_use]
    pub fn parse(bytes: Vec<u8>) -> Self {
        let source = Source::new(bytes);
        let parsed = parser::parse(&source);
        Self::of(source, parsed)
    }

    /// Parses `bytes` as a reader does that sets no bound on depth, without a guess at what a broken text means.
    #[must_use]
    pub fn parse_deep(bytes: Vec<u8>) -> Self {
        let source = Source::new(bytes);
        let parsed = parser::parse_as_is(&source, usize::MAX);
        Self::of(source, parsed)
    }

    fn of(source: Source, parsed: Parsed) -> Self {
        Self {
            arena: Arena::new(source, parsed.nodes, parsed.texts),
            is_json: !parsed.problems.break_grammar(),
            slip: parsed.slip,
            problems: parsed.problems.into_sorted(),
        }
    }

    /// The bytes of the document, which all spans refer to.
    #[must_use]
    pub fn source(&self) -> &[u8] {
        self.arena.source()
    }

    /// Gives the bytes back.
    #[must_use]
    pub fn into_source(self) -> Vec<u8> {
        self.arena.into_source()
    }

    /// The outermost value; `None` if no value could be read.
    #[must_use]
    pub fn root(&self) -> Option<Value<'_>> {
        self.descendants().next()
    }

    /// What is wrong with the text, in document order, at most 100 entries.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether the document is JSON: no problem breaks the grammar.
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.is_json
    }

    /// Whether everything that the author wrote is in the tree, although the text may not be JSON: a member that the
    /// tree lacks is one that the author left out.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.problems.iter().all(|problem| problem.kind.loses_nothing())
    }

    /// The change of one character that makes the text JSON, where it was read as if that were made.
    pub(super) fn slip(&self) -> Option<&(Span, String)> {
        self.slip.as_ref()
    }

    pub(super) fn nodes(&self) -> &[Node] {
        self.arena.nodes()
    }

    /// All values in document order, each container in front of its content.
    pub fn descendants(&self) -> impl Iterator<Item = Value<'_>> {
        (0..self.arena.nodes().len()).map(|index| Value::new(&self.arena, index))
    }

    /// The value that a JSON Pointer leads to from the root; see [`Value::at`].
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<Value<'_>> {
        self.root()?.at(pointer)
    }

    /// The member names that an object has used before, at most 1,000, ordered by object. They are searched for on
    /// each call.
    #[must_use]
    pub fn duplicates(&self) -> Vec<Duplicate<'_>> {
        duplicates::find(self.descendants())
    }
}
