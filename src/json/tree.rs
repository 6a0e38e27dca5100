//! A parsed document.

use std::num::NonZeroU32;

use super::duplicates::{self, Duplicate};
use super::escape;
use super::names::Names;
use super::node::{Kind, Node, Token, narrow};
use super::parser;
use super::pointer;
use super::problem::Problem;
use super::source::Source;
use super::value::Value;

/// A document: its bytes, the values found in them, and what is wrong.
#[derive(Debug)]
pub struct Tree {
    source: Source,
    nodes: Vec<Node>,
    /// The texts of the strings and names that do not stand in the source as they read.
    decoded: Vec<Box<str>>,
    names: Option<Names>,
    problems: Vec<Problem>,
    is_json: bool,
}

impl Tree {
    /// Reads `bytes`. Always gives a tree; what is wrong with the text is in
    /// [`Tree::problems`].
    #[must_use]
    pub fn parse(bytes: Vec<u8>) -> Self {
        let source = Source::new(bytes);
        let mut parsed = parser::parse(&source);
        let decoded = decode(&source, &mut parsed.nodes);
        let mut tree = Self {
            source,
            nodes: parsed.nodes,
            decoded,
            names: None,
            is_json: !parsed.problems.break_grammar(),
            problems: parsed.problems.into_sorted(),
        };
        tree.names = Names::of(&tree);
        tree
    }

    /// The bytes of the document, which all spans refer to.
    #[must_use]
    pub fn source(&self) -> &[u8] {
        self.source.bytes()
    }

    /// Gives the bytes back.
    #[must_use]
    pub fn into_source(self) -> Vec<u8> {
        self.source.into_bytes()
    }

    /// The outermost value; none if no value could be read.
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

    /// Whether everything in the document is in the tree, so that a member the
    /// tree lacks is one the author left out.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.is_json
    }

    /// All values in document order, each container before its content.
    pub fn descendants(&self) -> impl Iterator<Item = Value<'_>> {
        (0..narrow(self.nodes.len())).map(|index| Value::new(self, index))
    }

    /// The value a JSON Pointer leads to; see [`resolve`](super::resolve).
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<Value<'_>> {
        pointer::resolve(self, pointer)
    }

    /// The member names that an object has used before, 1,000 at most, in document order of
    /// the objects. Found anew on each call.
    #[must_use]
    pub fn duplicates(&self) -> Vec<Duplicate<'_>> {
        duplicates::find(self)
    }

    pub(super) fn node(&self, index: u32) -> &Node {
        &self.nodes[index as usize]
    }

    pub(super) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The names of the outermost object, where they can be looked up.
    pub(super) fn names(&self) -> Option<&Names> {
        self.names.as_ref()
    }

    /// The decoded text of a string or name.
    pub(super) fn text(&self, token: Token) -> &str {
        match token.decoded {
            Some(number) => &self.decoded[number.get() as usize - 1],
            None => self.source.text(token.content().range()).unwrap_or_default(),
        }
    }
}

/// Decodes the strings and names that have escapes or are not UTF-8. Each node keeps the number of its text.
fn decode(source: &Source, nodes: &mut [Node]) -> Vec<Box<str>> {
    let mut decoded = Vec::new();
    let mut decode = |token: &mut Token| {
        let range = token.content().range();
        if token.is_escaped() {
            decoded.push(escape::decode(&source.text_lossy(range)).into());
        } else if !source.is_text() && source.text(range.clone()).is_none() {
            decoded.push(source.text_lossy(range).into());
        } else {
            return;
        }
        token.decoded = NonZeroU32::new(narrow(decoded.len()));
    };
    for node in nodes {
        decode(&mut node.name);
        if node.kind == Kind::String {
            decode(&mut node.value);
        }
    }
    decoded
}
