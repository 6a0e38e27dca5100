//! A schema that was read, and how documents are held against it.

use std::collections::HashSet;

use super::chains;
use super::compiled::{About, Compiled, Violation};
use super::cost;
use super::graph::{Graph, SchemaFlaw};
use super::keywords::{FORMATS, REFERENCES, TYPES};
use super::plain::plain;
use crate::json::{Span, Tree, Value, pointer_tokens};
use crate::metadata::nearest;
use crate::toml_error::place;

/// The largest schema, in bytes.
const MAX_BYTES: usize = 256 * 1024;

/// Most violations of one document that are kept, of all that there are.
const MAX_VIOLATIONS: usize = 1_000;

/// Why a schema cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct HouseError {
    /// `file:line:column` of what is wrong.
    pub place: String,
    /// What is wrong there.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// House rules: a schema that was checked and compiled.
#[derive(Debug)]
pub struct House {
    file: String,
    tree: Tree,
    graph: Graph,
    compiled: Compiled,
}

/// What comes of holding a document against house rules.
#[derive(Debug)]
pub enum Held {
    /// What it breaks; nothing where it keeps all of them.
    Violations(Vec<Violation>),
    /// It would take more steps than there are.
    TooCostly,
}

/// What a schema says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text<'h> {
    /// Its `title`, or else its `description`.
    pub title: &'h str,
    /// Its `description`, where there is a `title` too.
    pub description: Option<&'h str>,
}

impl House {
    /// Reads and compiles a schema; `file` is what to call it.
    ///
    /// # Errors
    ///
    /// It is larger than 256 KiB, not JSON or not a JSON Schema, refers to anything but itself, or would never end.
    pub fn read(file: &str, bytes: Vec<u8>) -> Result<House, HouseError> {
        if bytes.len() > MAX_BYTES {
            return Err(HouseError {
                place: file.to_owned(),
                message: format!("the schema is larger than {} KiB", MAX_BYTES >> 10),
                help: Some("make it smaller".to_owned()),
            });
        }
        let tree = Tree::parse(bytes);
        let checked = check(&tree);
        let (graph, compiled) = checked.map_err(|SchemaFlaw { span, message, help }| HouseError {
            place: place(file, tree.source(), span.start),
            message,
            help,
        })?;
        Ok(House { file: file.to_owned(), tree, graph, compiled })
    }

    /// What to call the schema.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Holds a document against the rules; what it breaks is in the order of the schema, and each said once.
    pub fn hold(&self, document: Value<'_>) -> Held {
        if !cost::is_bearable(&self.graph, document) {
            return Held::TooCostly;
        }
        let mut seen = HashSet::new();
        let mut violations = self.compiled.violations(&plain(document));
        violations.retain(|violation| {
            let Violation { pointer, about, keyword, .. } = violation;
            seen.len() < MAX_VIOLATIONS && seen.insert((pointer.clone(), about.clone(), keyword.clone()))
        });
        Held::Violations(violations)
    }

    /// What the schema says of a violation: the nearest around the keyword that says something; of a member that is missing,
    /// what is said of that member.
    pub fn text(&self, violation: &Violation) -> Option<Text<'_>> {
        let way = self.way(&violation.way);
        if let (About::Missing(name), Some(schema)) = (&violation.about, way.last()) {
            let of_member = schema.get("properties").and_then(|members| members.get(name));
            if let Some(text) = of_member.and_then(text) {
                return Some(text);
            }
        }
        way.into_iter().rev().find_map(text)
    }

    /// `file:line:column` of the keyword.
    pub fn place(&self, violation: &Violation) -> String {
        let start = self.tree.at(&violation.keyword).map_or(0, |value| match value.member() {
            Some(member) => member.name_span.start,
            None => value.span().start,
        });
        place(&self.file, self.tree.source(), start)
    }

    /// The name of the keyword, and what stands there.
    pub fn keyword(&self, violation: &Violation) -> Option<(&str, Value<'_>)> {
        let value = self.tree.at(&violation.keyword)?;
        Some((value.name()?, value))
    }

    /// The schemas on the way to a keyword, from the outermost on.
    fn way(&self, way: &str) -> Vec<Value<'_>> {
        let mut schemas = Vec::new();
        let Some(mut at) = self.tree.root() else { return schemas };
        let is_schema = |value: Value<'_>| self.graph.numbers.contains_key(&value.span().start);
        for token in pointer_tokens(way) {
            if is_schema(at) {
                schemas.push(at);
            }
            let mut next = at.at(&format!("/{}", crate::json::escape_pointer_token(&token)));
            if REFERENCES.contains(&&*token) && is_schema(at) {
                let reference = next.and_then(Value::as_str);
                let target = reference.and_then(|text| self.graph.targets.get(text));
                next = target.and_then(|pointer| self.tree.at(pointer));
            }
            match next {
                Some(next) => at = next,
                None => break,
            }
        }
        schemas
    }
}

fn text(schema: Value<'_>) -> Option<Text<'_>> {
    let said = |name| schema.get(name).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
    match (said("title"), said("description")) {
        (Some(title), description) => Some(Text { title, description }),
        (None, Some(description)) => Some(Text { title: description, description: None }),
        (None, None) => None,
    }
}

fn check(tree: &Tree) -> Result<(Graph, Compiled), SchemaFlaw> {
    if let Some(problem) = tree.problems().first() {
        let message = format!("the schema is not JSON: {}", problem.message());
        return Err(SchemaFlaw { span: problem.span, message, help: Some(problem.help()) });
    }
    if let Some(twice) = tree.duplicates().first() {
        let message =
            format!("`{}` stands twice in this object, and only one of them would count", twice.name);
        let help = Some("remove one of them".to_owned());
        return Err(SchemaFlaw { span: twice.again, message, help });
    }
    let empty = || SchemaFlaw {
        span: Span { start: 0, end: 0 },
        message: "the schema is empty".to_owned(),
        help: None,
    };
    let root = tree.root().ok_or_else(empty)?;
    let graph = Graph::of(tree, root)?;
    chains::check(&graph)?;
    let compiled = Compiled::new(&plain(root)).map_err(|error| {
        let at = tree.at(&error.pointer).unwrap_or(root);
        unknown_word(at).unwrap_or_else(|| SchemaFlaw::new(at, error.message, None))
    })?;
    Ok((graph, compiled))
}

/// A type or a format that does not exist, where that is what is wrong.
fn unknown_word(at: Value<'_>) -> Option<SchemaFlaw> {
    let (name, word) = (at.name()?, at.as_str()?);
    let words = match name {
        "type" => &TYPES[..],
        "format" => &FORMATS[..],
        _ => return None,
    };
    let help = match nearest(word, words.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the {name}s are {}", words.join(", ")),
    };
    Some(SchemaFlaw::new(at, format!("there is no {name} `{word}`"), help))
}
