//! The schemas of a file, and which of them apply to what.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;

use super::keywords::{DIALECTS, Holds, On, REFERENCES, keyword, looks_again, names};
use crate::json::{Kind, Span, Tree, Value};
use crate::metadata::nearest;

/// Most schemas within a file. Compiling many that refer to one another takes time.
const MAX_SCHEMAS: usize = 2_000;

/// Most patterns of a schema. Compiling each takes time and memory.
const MAX_PATTERNS: usize = 200;

/// The longest pattern, in bytes.
const MAX_PATTERN_BYTES: usize = 1_000;

/// What is wrong with a schema at one place.
#[derive(Debug)]
pub struct SchemaFlaw {
    pub span: Span,
    pub message: String,
    pub help: Option<String>,
}

impl SchemaFlaw {
    pub fn new(at: Value<'_>, message: String, help: impl Into<Option<String>>) -> SchemaFlaw {
        SchemaFlaw { span: at.span(), message, help: help.into() }
    }
}

/// A schema, by the numbers of those that it applies.
#[derive(Debug, Default)]
pub struct Node {
    /// What its own keywords cost, in steps.
    pub steps: u64,
    /// How many keywords it has.
    pub keywords: u64,
    /// Whether it has a pattern, which costs more the longer the text is.
    pub has_pattern: bool,
    /// Whether it compares the elements of an array with each other.
    pub is_unique: bool,
    /// Whether it looks at everything again.
    pub looks_again: bool,
    /// Those for the value itself; where a reference leads to one, with the span of that.
    pub same: Vec<(usize, Option<Span>)>,
    /// Those for members by name.
    pub members: HashMap<String, usize>,
    /// Those for every member.
    pub each_member: Vec<usize>,
    /// Those for the name of every member.
    pub each_name: Vec<usize>,
    /// Those for every element.
    pub each_element: Vec<usize>,
}

/// The schemas of a file.
#[derive(Debug, Default)]
pub struct Graph {
    /// The first is the file's own.
    pub nodes: Vec<Node>,
    /// The number of a schema, by where it begins.
    pub numbers: HashMap<usize, usize>,
    /// The JSON Pointers of what references lead to.
    pub targets: HashMap<String, String>,
}

impl Graph {
    /// Reads the schemas of a file.
    pub fn of(tree: &Tree, root: Value<'_>) -> Result<Graph, SchemaFlaw> {
        let mut reader = Reader::new(tree, root);
        reader.number(root);
        while !reader.queue.is_empty() || !reader.references.is_empty() {
            while let Some(schema) = reader.queue.pop() {
                reader.visit(schema)?;
            }
            for (number, reference) in std::mem::take(&mut reader.references) {
                let target = reader.target(reference)?;
                let text = reference.as_str().unwrap_or_default();
                reader.graph.targets.insert(text.to_owned(), target.pointer());
                let target = reader.number(target);
                reader.graph.nodes[number].same.push((target, Some(reference.span())));
            }
        }
        Ok(reader.graph)
    }
}

struct Reader<'t> {
    tree: &'t Tree,
    root: Value<'t>,
    graph: Graph,
    /// Schemas that have a number, and are not read yet.
    queue: Vec<Value<'t>>,
    /// References that are not followed yet, and the schemas that they stand in.
    references: Vec<(usize, Value<'t>)>,
    anchors: HashMap<&'t str, Value<'t>>,
    patterns: usize,
}

impl<'t> Reader<'t> {
    fn new(tree: &'t Tree, root: Value<'t>) -> Reader<'t> {
        Reader {
            tree,
            root,
            graph: Graph::default(),
            queue: Vec::new(),
            references: Vec::new(),
            anchors: HashMap::new(),
            patterns: 0,
        }
    }

    fn number(&mut self, schema: Value<'t>) -> usize {
        let next = self.graph.nodes.len();
        let number = *self.graph.numbers.entry(schema.span().start).or_insert(next);
        if number == next {
            self.graph.nodes.push(Node { steps: 1, ..Node::default() });
            self.queue.push(schema);
        }
        number
    }

    fn visit(&mut self, schema: Value<'t>) -> Result<(), SchemaFlaw> {
        if !matches!(schema.kind(), Kind::Object | Kind::Bool) {
            let message = format!("{} is not a schema", schema.kind().with_article());
            return Err(SchemaFlaw::new(
                schema,
                message,
                "a schema is an object, `true` or `false`".to_owned(),
            ));
        }
        let number = self.number(schema);
        if number >= MAX_SCHEMAS {
            let message = format!("the file has more than {MAX_SCHEMAS} schemas, one within another");
            return Err(SchemaFlaw::new(schema, message, "put what they say into fewer schemas".to_owned()));
        }
        for member in schema.members() {
            let value = member.value;
            match member.name {
                "$schema" => check_dialect(value)?,
                "$id" => self.identifier(schema, value)?,
                "$anchor" | "$dynamicAnchor" => self.anchor(value.as_str(), schema),
                "pattern" => {
                    self.pattern(value.as_str(), value.span())?;
                    self.graph.nodes[number].has_pattern = true;
                }
                "patternProperties" => {
                    value.members().try_for_each(|one| self.pattern(Some(one.name), one.name_span))?;
                }
                "uniqueItems" => self.graph.nodes[number].is_unique = true,
                name if REFERENCES.contains(&name) && value.kind() == Kind::String => {
                    self.references.push((number, value));
                }
                _ => {}
            }
            let Some((holds, on)) = keyword(member.name) else {
                check_unknown(member.name, member.name_span)?;
                continue;
            };
            let node = &mut self.graph.nodes[number];
            node.looks_again |= looks_again(member.name);
            node.keywords += 1;
            node.steps += 1 + count(value, holds);
            self.hold(number, value, holds, on);
        }
        Ok(())
    }

    /// Takes the schemas that a keyword holds.
    fn hold(&mut self, number: usize, value: Value<'t>, holds: Holds, on: On) {
        let is_schema = |value: &Value<'_>| matches!(value.kind(), Kind::Object | Kind::Bool);
        match (holds, value.kind()) {
            (Holds::Plain, _) => {}
            (Holds::Named, _) => {
                for member in value.members().filter(|member| is_schema(&member.value)) {
                    let to = self.number(member.value);
                    let node = &mut self.graph.nodes[number];
                    if on == On::Member {
                        node.members.insert(member.name.to_owned(), to);
                    }
                    node.apply(on, to);
                }
            }
            (Holds::Schemas, Kind::Array) => {
                for element in value.elements() {
                    let to = self.number(element);
                    self.graph.nodes[number].apply(on, to);
                }
            }
            (Holds::Schemas, _) => {
                let to = self.number(value);
                self.graph.nodes[number].apply(on, to);
            }
        }
    }

    fn anchor(&mut self, name: Option<&'t str>, schema: Value<'t>) {
        if let Some(name) = name {
            self.anchors.entry(name).or_insert(schema);
        }
    }

    /// `$id` names the whole file, or a schema in it by `#name` (drafts 06 and 07).
    fn identifier(&mut self, schema: Value<'t>, value: Value<'t>) -> Result<(), SchemaFlaw> {
        let Some(text) = value.as_str() else { return Ok(()) };
        match text.strip_prefix('#') {
            Some(name) => self.anchor(Some(name), schema),
            None if schema.span() != self.root.span() => {
                return Err(SchemaFlaw::new(
                    value,
                    format!("`$id` is `{text}`: a schema within the file cannot have a URL of its own"),
                    "remove it, and refer to the schema by its place: `#/$defs/name`".to_owned(),
                ));
            }
            None => {}
        }
        Ok(())
    }

    fn pattern(&mut self, pattern: Option<&str>, span: Span) -> Result<(), SchemaFlaw> {
        self.patterns += 1;
        let (message, help) = if pattern.is_some_and(|pattern| pattern.len() > MAX_PATTERN_BYTES) {
            (format!("this pattern is longer than {MAX_PATTERN_BYTES} bytes"), "make it shorter")
        } else if self.patterns > MAX_PATTERNS {
            (
                format!("the schema has more than {MAX_PATTERNS} patterns"),
                "list what is allowed with `enum`, or make one pattern of several",
            )
        } else {
            return Ok(());
        };
        Err(SchemaFlaw { span, message, help: Some(help.to_owned()) })
    }

    /// The schema that a reference leads to.
    fn target(&self, reference: Value<'t>) -> Result<Value<'t>, SchemaFlaw> {
        let text = reference.as_str().unwrap_or_default();
        let keyword = reference.name().unwrap_or("$ref");
        let Some(fragment) = text.strip_prefix('#') else {
            return Err(SchemaFlaw::new(
                reference,
                format!("`{keyword}` is `{text}`: house rules refer to no other file and to no URL"),
                "copy that schema into `$defs`, and refer to it there: `#/$defs/name`".to_owned(),
            ));
        };
        let fragment = percent_decode_str(fragment).decode_utf8_lossy();
        let found = match &*fragment {
            "" => Some(self.root),
            pointer if pointer.starts_with('/') => self.tree.at(pointer),
            name => self.anchors.get(name).copied(),
        };
        found.ok_or_else(|| {
            let message = format!("`{keyword}` is `{text}`, and there is no such schema in the file");
            SchemaFlaw::new(reference, message, self.nearest_target(&fragment))
        })
    }

    fn nearest_target(&self, fragment: &str) -> Option<String> {
        let definitions = ["$defs", "definitions"].iter().flat_map(|&table| {
            let named = self.root.get(table).into_iter().flat_map(Value::members);
            named.map(move |member| (table, member.name))
        });
        let definitions: Vec<_> = definitions.take(500).collect();
        let wanted = fragment.rsplit('/').next().unwrap_or_default();
        let near = nearest(wanted, definitions.iter().map(|(_, name)| *name));
        match near.and_then(|near| definitions.iter().find(|(_, name)| *name == near)) {
            Some((table, name)) => Some(format!("did you mean `#/{table}/{name}`?")),
            None if definitions.is_empty() => Some("the file has no `$defs`".to_owned()),
            None => {
                let names = definitions.iter().take(10).map(|(table, name)| format!("`#/{table}/{name}`"));
                Some(format!("there are {}", names.collect::<Vec<_>>().join(", ")))
            }
        }
    }
}

impl Node {
    fn apply(&mut self, on: On, to: usize) {
        match on {
            On::Nothing | On::Member => {}
            On::Same => self.same.push((to, None)),
            On::EachMember => self.each_member.push(to),
            On::EachName => self.each_name.push(to),
            On::EachElement => self.each_element.push(to),
        }
    }
}

/// How many values a keyword compares a value with, roughly.
fn count(value: Value<'_>, holds: Holds) -> u64 {
    fn within(value: Value<'_>) -> u64 {
        let members = value.members().map(|member| within(member.value));
        1 + value.elements().map(within).chain(members).sum::<u64>()
    }
    match holds {
        Holds::Plain => within(value),
        Holds::Named => value.members().count() as u64,
        Holds::Schemas => 0,
    }
}

fn check_dialect(value: Value<'_>) -> Result<(), SchemaFlaw> {
    let text = value.as_str().unwrap_or_default();
    if DIALECTS.contains(&text.trim_end_matches('#')) {
        return Ok(());
    }
    let help = format!("write one of {}", DIALECTS.map(|dialect| format!("`{dialect}`")).join(", "));
    Err(SchemaFlaw::new(
        value,
        format!("`$schema` is `{text}`, which is not a dialect that is read here"),
        help,
    ))
}

/// Refuses what is nearly a keyword: it would say nothing. Other names are annotations.
fn check_unknown(name: &str, span: Span) -> Result<(), SchemaFlaw> {
    match nearest(name, names()) {
        Some(near) => Err(SchemaFlaw {
            span,
            message: format!("there is no keyword `{name}`"),
            help: Some(format!("did you mean `{near}`? A name of your own begins with `x-`")),
        }),
        None => Ok(()),
    }
}
