//! YAML: the events of a parser become values.

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError};

use super::super::declared::SyntaxFault;
use super::super::value::{Content, Entry, Node, Unknown};
use super::pointer::below;
use super::refusal::{Refusal, too_large};
use super::template::Templates;
use crate::json::Span;

/// Most values of one file.
const MAX_VALUES: usize = 200_000;

/// Most levels of lists and maps in one another.
const MAX_DEPTH: usize = 64;

/// The first document of a text, or what breaks the text. `None` where there is no value.
///
/// # Errors
///
/// It has more values, or more levels, than are read.
pub fn parse(text: &str) -> Result<Result<Option<Node>, SyntaxFault>, Refusal> {
    let mut options = Options::default();
    (options.flow_nesting_limit, options.block_nesting_limit) = (MAX_DEPTH, MAX_DEPTH);
    options.set_emit_comments(false);
    let mut parser = Parser::new_from_str_with_options(text, options);
    let mut builder = Builder { text, open: Vec::new(), root: None, count: 0 };
    while let Some(event) = parser.next_event() {
        match event {
            Ok((Event::DocumentEnd, _)) if builder.root.is_some() => break,
            Ok((event, span)) => builder.take(event, range(span))?,
            Err(error) => return broken(&error, text),
        }
    }
    Ok(Ok(builder.root))
}

fn broken(error: &ScanError, text: &str) -> Result<Result<Option<Node>, SyntaxFault>, Refusal> {
    if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
        return Err(too_large(&format!("{MAX_DEPTH} levels of lists and maps in one another")));
    }
    let start = error.marker().byte_offset().unwrap_or_default();
    if let Some(start) = indenting_tab(text, start) {
        return Ok(Err(SyntaxFault {
            span: Span { start, end: start + 1 },
            message: "a tab indents this line, and YAML is indented with spaces".to_owned(),
            help: "write spaces instead".to_owned(),
        }));
    }
    Ok(Err(SyntaxFault {
        span: Span { start, end: start },
        message: format!("the text is not YAML from here on: {}", error.kind()),
        help: "correct the indentation, the quotes or the brackets of this line or the one before it"
            .to_owned(),
    }))
}

/// The tab that indents the line of an offset, or the next one.
fn indenting_tab(text: &str, offset: usize) -> Option<usize> {
    let line = text.get(..offset)?.rfind('\n').map_or(0, |at| at + 1);
    let mut start = line;
    for line in text.get(line..)?.split_inclusive('\n').take(2) {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(at) = line[..indent].find('\t') {
            return Some(start + at);
        }
        start += line.len();
    }
    None
}

fn range(span: granit_parser::Span) -> Span {
    let offset = |marker: granit_parser::Marker| marker.byte_offset().unwrap_or_default();
    let start = offset(span.start);
    Span { start, end: offset(span.end).max(start) }
}

/// Makes values of events.
struct Builder<'t> {
    text: &'t str,
    /// The lists and maps that are not finished, with the name that comes next in a map.
    open: Vec<Open>,
    root: Option<Node>,
    count: usize,
}

struct Open {
    node: Node,
    name: Option<(String, Span)>,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Refusal> {
        let content = match event {
            Event::Scalar(value, style, _, ref tag) => {
                let is_string = tag.as_ref().and_then(|tag| tag.core_suffix()) == Some("str");
                if let Some(Open { node, name: name @ None }) = self.open.last_mut()
                    && matches!(node.content, Content::Map(_))
                {
                    *name = Some((value.into_owned(), span));
                    return Ok(());
                }
                self.scalar(&value, style, is_string, span)
            }
            Event::SequenceStart(..) => Content::List(Vec::new()),
            Event::MappingStart(..) => Content::Map(Vec::new()),
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(Open { mut node, .. }) = self.open.pop() {
                    node.span.end = self.trimmed(node.span.start, span.end);
                    self.put(node);
                }
                return Ok(());
            }
            Event::Alias(_) => Content::Unknown(Unknown::Alias),
            _ => return Ok(()),
        };
        self.count += 1;
        if self.count > MAX_VALUES {
            return Err(too_large(&format!("{MAX_VALUES} values of YAML")));
        }
        let is_open = matches!(content, Content::List(_) | Content::Map(_));
        let node = Node::new(span, self.pointer(), content);
        if is_open {
            self.open.push(Open { node, name: None });
        } else {
            self.put(node);
        }
        Ok(())
    }

    /// The pointer to what comes next. A name that is itself a list or a map has none.
    fn pointer(&self) -> String {
        match self.open.last() {
            None => String::new(),
            Some(Open { node, name }) => match (&node.content, name) {
                (Content::List(elements), _) => below(&node.pointer, &elements.len().to_string()),
                (_, Some((name, _))) => below(&node.pointer, name),
                _ => node.pointer.clone(),
            },
        }
    }

    fn put(&mut self, value: Node) {
        let Some(Open { node, name }) = self.open.last_mut() else {
            self.root.get_or_insert(value);
            return;
        };
        match &mut node.content {
            Content::List(elements) => elements.push(value),
            Content::Map(entries) => match name.take() {
                Some((name, name_span)) => entries.push(Entry::new(name, name_span, value)),
                // A name that is a list, a map or an alias.
                None => *name = Some((String::new(), value.span)),
            },
            _ => {}
        }
    }

    fn scalar(&self, value: &str, style: ScalarStyle, is_string: bool, span: Span) -> Content {
        if matches!(style, ScalarStyle::Plain) && !is_string {
            let content = plain(value);
            if !matches!(content, Content::Text { .. }) {
                return content;
            }
        }
        // Between the quotes the text is the same, unless something is escaped or folded.
        let quote = usize::from(!matches!(style, ScalarStyle::Plain));
        let start = span.start + quote;
        let is_verbatim = self.text.get(start..start + value.len()) == Some(value)
            && matches!(style, ScalarStyle::Plain | ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
        Templates::Pulumi.text(value, is_verbatim.then_some(start))
    }

    /// The end of a collection without the white space behind it: in block style, the parser sees what comes next.
    fn trimmed(&self, start: usize, end: usize) -> usize {
        let text = self.text.get(start..end).unwrap_or_default();
        start + text.trim_end().len()
    }
}

/// What a plain scalar is in YAML's core schema, and in Go's package yaml.v3, which Pulumi reads it with.
fn plain(value: &str) -> Content {
    match value {
        "" | "~" | "null" | "Null" | "NULL" => Content::Null,
        "true" | "True" | "TRUE" => Content::Bool(true),
        "false" | "False" | "FALSE" => Content::Bool(false),
        _ if is_number(value) => Content::Number(value.replace('_', "")),
        _ => Content::Text { text: value.to_owned(), start: None },
    }
}

fn is_number(value: &str) -> bool {
    let digits = value.strip_prefix(['-', '+']).unwrap_or(value);
    digits.starts_with(|first: char| first.is_ascii_digit() || first == '.')
        && digits.contains(|character: char| character.is_ascii_digit())
        && value.replace('_', "").parse::<f64>().is_ok()
}
