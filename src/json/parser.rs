//! The parser: one pass over the bytes, no recursion.
//!
//! The functions here read correct JSON and, with `string` and `number`, are
//! all that runs for it. What they do not recognize goes to the other
//! submodules, which report it and return the [`Step`] at which correct reading
//! can go on. Each step consumes something, leads to one that does, or ends
//! the reading, and looks ahead a bounded distance only; that keeps the time
//! linear.

mod bare;
mod brackets;
mod bytes;
mod gap;
mod number;
mod outside;
mod quotes;
mod recover;
mod repair;
mod string;

use super::encoding::{self, BOM};
use super::node::{Key, Kind, MAX_OFFSET, Node, Token, narrow};
use super::problem::{Problem, ProblemKind, Problems, quote};
use super::source::Source;
use super::span::Span;
use bytes::is_word;

/// How many containers may be open at once; what `serde_json` allows.
const MAX_DEPTH: usize = 127;

/// How many bytes to look ahead to find out what the author meant.
const LOOK_AHEAD: usize = 1000;

/// What the parser makes of a document.
pub(super) struct Parsed {
    /// Values in document order, the root first.
    pub(super) nodes: Vec<Node>,
    pub(super) problems: Problems,
}

/// Reads a document, whatever it is.
pub(super) fn parse(source: &Source) -> Parsed {
    let mut parser = Parser::new(source);
    if parser.begin(source) {
        parser.read_all();
    }
    Parsed { nodes: parser.nodes, problems: parser.problems }
}

/// What to read next. It holds no more than a few bits, so that it is handed on in a register.
#[derive(Clone, Copy)]
enum Step {
    /// The outermost value.
    Root,
    /// An element, or the end of the array: `first` is whether this is in
    /// front of all elements rather than after a comma.
    Element { first: bool },
    /// A member, or the end of the object.
    Member { first: bool },
    /// The colon after the name at hand.
    Colon,
    /// The value of the member of the name at hand.
    MemberValue,
    /// A comma or the end of the array.
    AfterElement,
    /// A comma or the end of the object.
    AfterMember,
    /// The end of the document.
    AfterRoot,
    /// Nothing.
    Done,
}

/// What the parser is in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Root,
    Array,
    Object,
}

struct Parser<'s> {
    bytes: &'s [u8],
    /// Whether the bytes are UTF-8.
    is_text: bool,
    /// Offset of the next byte to read.
    at: usize,
    nodes: Vec<Node>,
    /// Index of the innermost open container. The parents of its node are the
    /// stack of the others.
    open: u32,
    /// How many containers are open.
    depth: usize,
    place: Place,
    /// The name at hand, where [`Step::Colon`] or [`Step::MemberValue`] is next.
    name: Token,
    /// Offset of the last comma between members or elements.
    comma: usize,
    problems: Problems,
    /// Whether the last problem may still show in what follows.
    unsettled: bool,
    /// Whether brackets were found not to pair up.
    unbalanced: bool,
    /// Whether a merge conflict has begun and not ended.
    in_conflict: bool,
}

impl<'s> Parser<'s> {
    fn new(source: &'s Source) -> Self {
        Self {
            bytes: source.bytes(),
            is_text: source.is_text(),
            at: 0,
            nodes: Vec::new(),
            open: 0,
            depth: 0,
            place: Place::Root,
            name: Token::NONE,
            comma: 0,
            problems: Problems::default(),
            unsettled: false,
            unbalanced: false,
            in_conflict: false,
        }
    }

    /// Looks at the encoding and the first bytes. Returns whether there is
    /// anything to read.
    fn begin(&mut self, source: &Source) -> bool {
        if self.bytes.len() > MAX_OFFSET {
            self.report(ProblemKind::TooLong, Span::at(0));
            return false;
        }
        if let Some(kind) = encoding::foreign(self.bytes) {
            self.report(kind, Span::at(0));
            return false;
        }
        if let Source::Bytes(bytes) = source
            && let Some((first, more)) = encoding::invalid_utf8(bytes)
        {
            let found = quote(bytes, first);
            let problem = Problem::new(ProblemKind::InvalidUtf8, first, found);
            self.problems.add(problem.repeated(more));
        }
        if let Some(rest) = self.bytes.strip_prefix(BOM) {
            self.at = BOM.len();
            // A second one is no mark: there it is out of place.
            if !rest.starts_with(BOM) {
                self.report(ProblemKind::Bom, Span::new(0, BOM.len()));
            }
        }
        // A guess that fits pretty-printed documents and is bounded for others.
        self.nodes.reserve(self.bytes.len().min(1 << 16) / 24 + 4);
        true
    }

    fn read_all(&mut self) {
        let mut step = Step::Root;
        while !self.problems.is_full() {
            step = match step {
                Step::Root => self.value(Token::NONE, step),
                Step::Element { first } => self.element(first),
                Step::Member { first } => self.member(first),
                Step::Colon => self.colon(self.name),
                Step::MemberValue => self.value(self.name, step),
                Step::AfterElement => self.after_element(),
                Step::AfterMember => self.after_member(),
                Step::AfterRoot => self.after_root(),
                Step::Done => break,
            };
        }
        while self.depth > 0 {
            self.leave(self.at);
        }
    }

    fn element(&mut self, first: bool) -> Step {
        self.skip_space();
        match self.peek() {
            b']' => {
                if !first {
                    self.report(ProblemKind::TrailingComma, self.comma_span());
                }
                self.close()
            }
            b',' => self.extra_comma(Step::Element { first }),
            _ => self.value(Token::NONE, Step::Element { first }),
        }
    }

    fn member(&mut self, first: bool) -> Step {
        self.skip_space();
        match self.peek() {
            b'"' => {
                let name = self.string();
                self.colon(name)
            }
            b'}' => {
                if !first {
                    self.report(ProblemKind::TrailingComma, self.comma_span());
                }
                self.close()
            }
            b',' => self.extra_comma(Step::Member { first }),
            _ => self.recover_name(first),
        }
    }

    fn colon(&mut self, name: Token) -> Step {
        self.skip_space();
        if self.peek() == b':' {
            self.at += 1;
            self.unsettled = false;
            self.value(name, Step::MemberValue)
        } else {
            self.recover_colon(name)
        }
    }

    /// Reads a value called `name`. If something was skipped first, returns
    /// `again`, the step to try anew.
    fn value(&mut self, name: Token, again: Step) -> Step {
        self.skip_space();
        match self.peek() {
            b'"' => {
                let value = self.string();
                self.push(Kind::String, value, name)
            }
            b'{' => self.open(Kind::Object, name),
            b'[' => self.open(Kind::Array, name),
            b'-' | b'0'..=b'9' => self.number(name),
            b't' => self.literal(b"true", Kind::Bool, name),
            b'f' => self.literal(b"false", Kind::Bool, name),
            b'n' => self.literal(b"null", Kind::Null, name),
            _ => self.recover_value(name, again),
        }
    }

    fn after_element(&mut self) -> Step {
        self.skip_space();
        match self.peek() {
            b',' => {
                self.pass_comma();
                Step::Element { first: false }
            }
            b']' => self.close(),
            _ => self.recover_after(Step::AfterElement),
        }
    }

    fn after_member(&mut self) -> Step {
        self.skip_space();
        match self.peek() {
            b',' => {
                self.pass_comma();
                self.member(false)
            }
            b'}' => self.close(),
            _ => self.recover_after(Step::AfterMember),
        }
    }

    fn after_root(&mut self) -> Step {
        self.skip_space();
        if self.at == self.bytes.len() { Step::Done } else { self.recover_end() }
    }

    fn number(&mut self, name: Token) -> Step {
        match number::end(self.bytes, self.at) {
            Some(end) if !self.is_word_at(end) => {
                let value = Token::bare(self.at, end);
                self.at = end;
                self.push(Kind::Number, value, name)
            }
            _ => self.bare_value(name),
        }
    }

    fn literal(&mut self, word: &[u8], kind: Kind, name: Token) -> Step {
        let end = self.at + word.len();
        if self.bytes[self.at..].starts_with(word) && !self.is_word_at(end) {
            let value = Token::bare(self.at, end);
            self.at = end;
            self.push(kind, value, name)
        } else {
            self.bare_value(name)
        }
    }

    /// Adds a value that has no content of its own.
    fn push(&mut self, kind: Kind, value: Token, name: Token) -> Step {
        let next = narrow(self.nodes.len() + 1);
        let key = match self.place {
            Place::Object if self.is_text && !name.is_escaped() => {
                Key::of(&self.bytes[name.content().range()])
            }
            _ => Key::UNKNOWN,
        };
        self.nodes.push(Node { value, name, key, parent: self.open, next, kind });
        self.after()
    }

    /// Adds a container, whose end is not known yet, and enters it.
    fn open(&mut self, kind: Kind, name: Token) -> Step {
        if self.depth == MAX_DEPTH {
            self.report(ProblemKind::TooDeep, Span::new(self.at, self.at + 1));
            return Step::Done;
        }
        let index = narrow(self.nodes.len());
        self.push(kind, Token::bare(self.at, self.at), name);
        self.at += 1;
        self.depth += 1;
        self.open = index;
        if kind == Kind::Object {
            self.place = Place::Object;
            Step::Member { first: true }
        } else {
            self.place = Place::Array;
            Step::Element { first: true }
        }
    }

    /// Leaves the innermost container with the bracket at hand.
    fn close(&mut self) -> Step {
        self.at += 1;
        self.unsettled = false;
        self.leave(self.at)
    }

    /// Ends the innermost container at `end`.
    fn leave(&mut self, end: usize) -> Step {
        let next = narrow(self.nodes.len());
        if let Some(node) = self.nodes.get_mut(self.open as usize) {
            node.value = node.value.ending(end, 0);
            node.next = next;
            self.open = node.parent;
        }
        self.depth = self.depth.saturating_sub(1);
        self.place = match self.nodes.get(self.open as usize) {
            Some(node) if self.depth > 0 && node.kind == Kind::Object => Place::Object,
            Some(_) if self.depth > 0 => Place::Array,
            _ => Place::Root,
        };
        self.after()
    }

    /// The step after a value.
    fn after(&self) -> Step {
        match self.place {
            Place::Root => Step::AfterRoot,
            Place::Array => Step::AfterElement,
            Place::Object => Step::AfterMember,
        }
    }

    fn pass_comma(&mut self) {
        self.comma = self.at;
        self.at += 1;
        self.unsettled = false;
    }

    fn comma_span(&self) -> Span {
        Span::new(self.comma, self.comma + 1)
    }

    /// The next byte. At the end it is NUL, which no step takes for its own.
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), b' ' | b'\n' | b'\t' | b'\r') {
            self.at += 1;
        }
    }

    /// What is left of the line at hand, blanks at its end aside.
    fn rest_of_line(&self) -> Span {
        let rest = &self.bytes[self.at..];
        let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let line = rest[..end.unwrap_or(rest.len())].trim_ascii_end();
        Span::new(self.at, self.at + line.len())
    }

    fn is_word_at(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(|byte| is_word(*byte))
    }

    /// Reports a problem, unless it is the trace of one reported before.
    #[cold]
    fn report(&mut self, kind: ProblemKind, span: Span) {
        self.report_quoting(kind, span, span);
    }

    /// Reports a problem whose message quotes `shown` instead of its span.
    #[cold]
    fn report_quoting(&mut self, kind: ProblemKind, span: Span, shown: Span) {
        if kind.is_aftermath() && self.unsettled || kind.is_imbalance() && self.unbalanced {
            return;
        }
        self.unbalanced |= kind.is_imbalance();
        if !self.problems.absorb(kind) {
            let found = quote(self.bytes, shown);
            self.problems.add(Problem::new(kind, span, found));
        }
    }
}
