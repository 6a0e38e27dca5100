//! Values of a resource, whatever language they are written in.

use crate::finding::Place;
use crate::json::Span;

/// A value, and where it stands.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its bytes in the text, quotes and brackets included.
    pub span: Span,
    /// JSON Pointer to it. In Terraform's language that is the path that it has in Terraform's JSON syntax.
    pub pointer: String,
    /// What it is.
    pub content: Content,
}

/// What a value is.
#[derive(Debug, Clone)]
pub enum Content {
    /// Only known when the program runs, or hidden.
    Unknown(Unknown),
    /// Not set.
    Null,
    /// True or false.
    Bool(bool),
    /// A number as it is written.
    Number(String),
    /// A string.
    Text {
        /// Without quotes and escapes.
        text: String,
        /// Where its first byte stands, if the text is the same in the source.
        start: Option<usize>,
    },
    /// Values in order.
    List(Vec<Node>),
    /// Values with names, in order.
    Map(Vec<Entry>),
}

/// Why a value is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// A reference, a variable, a function or a template.
    Expression,
    /// A secret, of which the recording holds nothing readable.
    Secret,
    /// Known when the program has run.
    Later,
    /// An alias of YAML.
    Alias,
}

/// A value with its name.
#[derive(Debug, Clone)]
pub struct Entry {
    /// As it is written.
    pub name: String,
    /// Where the name stands.
    pub name_span: Span,
    /// The value.
    pub value: Node,
    /// Whether it is written as a block, where a language tells blocks from arguments.
    pub is_block: bool,
}

impl Node {
    /// A value at that place.
    pub fn new(span: Span, pointer: impl Into<String>, content: Content) -> Node {
        Node { span, pointer: pointer.into(), content }
    }

    /// Where it stands, for a finding.
    pub fn place(&self) -> Place<'_> {
        Place::Node { value: self.span, span: self.span, pointer: &self.pointer }
    }

    /// Where some bytes of its text stand, or else all of it.
    pub fn stretch(&self, from: usize, to: usize) -> Place<'_> {
        match self.content {
            Content::Text { start: Some(start), .. } => {
                let span = Span { start: start + from, end: start + to };
                Place::Node { value: self.span, span, pointer: &self.pointer }
            }
            _ => self.place(),
        }
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.content {
            Content::Text { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The number, where it is one that can be compared.
    pub fn as_number(&self) -> Option<f64> {
        match &self.content {
            Content::Number(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// Whether it is a value that is not known here.
    pub fn is_unknown(&self) -> bool {
        matches!(self.content, Content::Unknown(_))
    }

    /// Whether it is not set.
    pub fn is_null(&self) -> bool {
        matches!(self.content, Content::Null)
    }

    /// Its elements, if it is a list.
    pub fn elements(&self) -> &[Node] {
        match &self.content {
            Content::List(elements) => elements,
            _ => &[],
        }
    }

    /// Its entries, if it is a map.
    pub fn entries(&self) -> &[Entry] {
        match &self.content {
            Content::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The last entry of that name, if it is a map.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.entries().iter().rev().find(|entry| entry.name == name).map(|entry| &entry.value)
    }

    /// It as a sentence calls it: the value itself, where it is short.
    pub fn kind(&self) -> &'static str {
        match &self.content {
            Content::Unknown(_) => "an expression",
            Content::Null => "null",
            Content::Bool(_) => "a boolean",
            Content::Number(_) => "a number",
            Content::Text { .. } => "a string",
            Content::List(_) => "a list",
            Content::Map(_) => "a map",
        }
    }

    /// How many values in it are not known.
    pub fn unknown(&self) -> usize {
        match &self.content {
            Content::Unknown(_) => 1,
            Content::List(elements) => elements.iter().map(Node::unknown).sum(),
            Content::Map(entries) => entries.iter().map(|entry| entry.value.unknown()).sum(),
            _ => 0,
        }
    }
}

impl Entry {
    /// A value with its name, which is no block.
    pub fn new(name: impl Into<String>, name_span: Span, value: Node) -> Entry {
        Entry { name: name.into(), name_span, value, is_block: false }
    }

    /// Where the name stands, for a finding.
    pub fn name_place(&self) -> Place<'_> {
        Place::Node { value: self.value.span, span: self.name_span, pointer: &self.value.pointer }
    }
}

/// The blocks that a value is: itself, or the elements of its list.
pub fn blocks(value: &Node) -> impl Iterator<Item = &Node> {
    let itself = matches!(value.content, Content::Map(_)).then_some(value);
    let elements = value.elements().iter().filter(|element| matches!(element.content, Content::Map(_)));
    itself.into_iter().chain(elements)
}
