//! Terraform's configuration language.

use std::ops::Range;

use hcl_edit::Span as _;
use hcl_edit::expr::UnaryOperator;
use hcl_edit::expr::{Expression, ObjectKey};
use hcl_edit::structure::{Block, Body, Structure};
use hcl_edit::template::Element;

use super::super::declared::{Resource, ResourceFile, SyntaxFault};
use super::super::form::Form;
use super::super::value::{Content, Entry, Node, Unknown};
use super::hcl_bounds::{self, Seen};
use super::pointer::below;
use super::refusal::{Refusal, text, too_large};
use crate::json::Span;

/// Most bytes of one configuration file.
const MAX_HCL_BYTES: usize = 2 * 1024 * 1024;

/// The resource's type.
pub const TYPE: &str = "auth0_client_cimd";

/// What Terraform itself reads of any resource.
pub const META_ARGUMENTS: [&str; 7] =
    ["count", "for_each", "provider", "depends_on", "lifecycle", "connection", "provisioner"];

/// The resources of a configuration file.
pub fn read(bytes: Vec<u8>) -> Result<ResourceFile, Refusal> {
    if bytes.len() > MAX_HCL_BYTES {
        return Err(too_large(&format!("{} MiB of configuration", MAX_HCL_BYTES >> 20)));
    }
    let text = match text(bytes) {
        Ok(text) => text,
        Err(file) => return Ok(file),
    };
    match hcl_bounds::scan(&text) {
        Some(Seen::HugeObject) => return Err(too_large("10000 entries in one object")),
        Some(Seen::OpenString(start)) => {
            let fault = SyntaxFault {
                span: Span { start, end: start + 1 },
                message: "this string does not end on its line".to_owned(),
                help: "write the closing `\"`, or `\\n` for a line end in the string".to_owned(),
            };
            return Ok(ResourceFile {
                fault: Some(fault),
                source: text.into_bytes(),
                ..ResourceFile::default()
            });
        }
        None => {}
    }
    // Terraform takes a byte order mark, and the parser does not.
    let skipped = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let reader = Reader { text: &text, skipped };
    let (resources, fault) = match hcl_edit::parser::parse_body(&text[skipped..]) {
        Ok(body) => (reader.resources(&body), None),
        Err(error) => (Vec::new(), Some(reader.fault(&error))),
    };
    Ok(ResourceFile { resources, fault, source: text.into_bytes() })
}

struct Reader<'t> {
    text: &'t str,
    /// Bytes before what the parser was given.
    skipped: usize,
}

impl Reader<'_> {
    fn fault(&self, error: &hcl_edit::parser::Error) -> SyntaxFault {
        let start = (self.skipped + error.location().offset()).min(self.text.len());
        // It names what it expects in two lines.
        let message = error.message().replace('\n', "; ");
        SyntaxFault {
            span: Span { start, end: start },
            message: format!("the configuration cannot be read from here on: {message}"),
            help: "correct it; `terraform fmt` and `terraform validate` say more".to_owned(),
        }
    }

    fn span(&self, range: Option<Range<usize>>) -> Span {
        let Range { start, end } = range.unwrap_or_default();
        Span { start: self.skipped + start, end: self.skipped + end }
    }

    fn resources(&self, body: &Body) -> Vec<Resource> {
        let blocks = body.blocks().filter(|block| block.has_ident("resource"));
        let mut resources = Vec::new();
        for block in blocks {
            let [of_type, name] = block.labels.as_slice() else { continue };
            if of_type.as_str() != TYPE {
                continue;
            }
            let pointer = below(&format!("/resource/{TYPE}"), name.as_str());
            let address = format!("{TYPE}.{}", name.as_str());
            let (start, end) = (self.span(block.ident.span()).start, self.span(name.span()).end);
            let mut resource = Resource::new(Form::Terraform, address, Span { start, end }, &*pointer);
            resource.inputs = self.entries(&block.body, &pointer);
            let provider =
                block.body.get_attribute("provider").map(|attribute| self.span(attribute.value.span()));
            resource.provider = provider.and_then(|span| self.text.get(span.range())).map(str::to_owned);
            resource.inputs.retain(|entry| !META_ARGUMENTS.contains(&&*entry.name));
            resources.push(resource);
        }
        resources
    }

    /// Attributes and blocks of a body, in order.
    fn entries(&self, body: &Body, pointer: &str) -> Vec<Entry> {
        let entry = |structure: &Structure| match structure {
            Structure::Attribute(attribute) => {
                let name = attribute.key.to_string();
                let value = self.node(&attribute.value, below(pointer, &name));
                Some(Entry::new(name, self.span(attribute.key.span()), value))
            }
            Structure::Block(block) if block.has_ident("dynamic") => self.dynamic(block, pointer),
            Structure::Block(block) => {
                Some(self.block(block, block.ident.to_string(), self.span(block.ident.span()), pointer))
            }
        };
        body.iter().filter_map(entry).collect()
    }

    fn block(&self, block: &Block, name: String, name_span: Span, pointer: &str) -> Entry {
        let pointer = below(pointer, &name);
        let entries = self.entries(&block.body, &pointer);
        let value = Node::new(self.span(block.span()), pointer, Content::Map(entries));
        Entry { is_block: true, ..Entry::new(name, name_span, value) }
    }

    /// A block that an expression makes: what is written in its `content` is the same in each.
    fn dynamic(&self, block: &Block, pointer: &str) -> Option<Entry> {
        let [label] = block.labels.as_slice() else { return None };
        let (name, span) = (label.as_str().to_owned(), self.span(label.span()));
        match block.body.get_blocks("content").next() {
            Some(content) => Some(self.block(content, name, span, pointer)),
            None => {
                let content = Content::Unknown(Unknown::Expression);
                let value = Node::new(self.span(block.span()), below(pointer, &name), content);
                Some(Entry { is_block: true, ..Entry::new(name, span, value) })
            }
        }
    }

    fn node(&self, expression: &Expression, pointer: String) -> Node {
        let span = self.span(expression.span());
        let raw = || self.text.get(span.range()).unwrap_or_default();
        let content = match expression {
            Expression::Null(_) => Content::Null,
            Expression::Bool(value) => Content::Bool(**value),
            Expression::Number(_) => Content::Number(raw().to_owned()),
            Expression::String(value) => self.string(value, span),
            Expression::HeredocTemplate(heredoc) => match heredoc.template.as_single_element() {
                Some(Element::Literal(literal)) => Content::Text { text: literal.to_string(), start: None },
                None if heredoc.template.is_empty() => Content::Text { text: String::new(), start: None },
                _ => Content::Unknown(Unknown::Expression),
            },
            Expression::Array(array) => Content::List(
                array
                    .iter()
                    .enumerate()
                    .map(|(index, element)| self.node(element, below(&pointer, &index.to_string())))
                    .collect(),
            ),
            Expression::Object(object) => Content::Map(
                object.iter().filter_map(|(key, value)| self.entry(key, value.expr(), &pointer)).collect(),
            ),
            Expression::Parenthesis(inner) => self.node(inner.inner(), pointer.clone()).content,
            Expression::UnaryOp(operation) if *operation.operator.value() == UnaryOperator::Neg => {
                match self.node(&operation.expr, pointer.clone()).content {
                    Content::Number(number) => Content::Number(format!("-{number}")),
                    _ => Content::Unknown(Unknown::Expression),
                }
            }
            _ => Content::Unknown(Unknown::Expression),
        };
        Node { span, pointer, content }
    }

    fn string(&self, value: &str, span: Span) -> Content {
        let start = span.start + 1;
        let is_verbatim = self.text.get(start..start + value.len()) == Some(value);
        Content::Text { text: value.to_owned(), start: is_verbatim.then_some(start) }
    }

    /// An entry of an object; none where its name is an expression.
    fn entry(&self, key: &ObjectKey, value: &Expression, pointer: &str) -> Option<Entry> {
        let (name, span) = match key {
            ObjectKey::Ident(name) => (name.to_string(), name.span()),
            ObjectKey::Expression(Expression::String(name)) => (name.to_string(), name.span()),
            // A number or a boolean is a name as it is written.
            ObjectKey::Expression(other) => {
                let span = self.span(other.span());
                let is_plain = matches!(other, Expression::Number(_) | Expression::Bool(_));
                (self.text.get(span.range()).filter(|_| is_plain)?.to_owned(), other.span())
            }
        };
        let value = self.node(value, below(pointer, &name));
        // The parser does not say where a name without quotes stands: it stands before its value.
        let name_span = match span {
            Some(_) => self.span(span),
            None => self.name_before(&name, value.span),
        };
        Some(Entry::new(name, name_span, value))
    }

    fn name_before(&self, name: &str, value: Span) -> Span {
        let before = self.text.get(..value.start).unwrap_or_default();
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        match before[line..].rfind(name) {
            Some(at) => Span { start: line + at, end: line + at + name.len() },
            None => value,
        }
    }
}
