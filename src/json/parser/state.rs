//! The parser and its basic operations.

use std::num::NonZeroU32;

use crate::json::node::{Kind, Node, Token, narrow};
use crate::json::problems::{Problem, ProblemKind, Problems, quote};
use crate::json::span::Span;

/// How many bytes to look ahead to find out what the author meant.
pub(super) const LOOK_AHEAD: usize = 1000;

/// How many containers may be open at once; `serde_json` allows the same number.
pub(super) const MAX_DEPTH: usize = 127;

/// What to read next.
#[derive(Clone, Copy)]
pub(super) enum Step {
    /// The outermost value.
    Root,
    /// An element, or the end of the array.
    Element,
    /// A member, or the end of the object.
    Member,
    /// The colon after this name.
    Colon(Token),
    /// The value of the member of this name.
    MemberValue(Token),
    /// A comma, or the end of the array.
    AfterElement,
    /// A comma, or the end of the object.
    AfterMember,
    /// The end of the document.
    AfterRoot,
    /// Nothing: parsing ends.
    Done,
}

/// What the parser is directly in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Root,
    Array,
    Object,
}

pub(super) struct Parser<'s> {
    pub(super) bytes: &'s [u8],
    /// Offset of the next byte to read.
    pub(super) at: usize,
    /// The values read so far, in document order.
    pub(super) nodes: Vec<Node>,
    /// Indices of the open containers, the innermost last.
    pub(super) open: Vec<u32>,
    /// Offset of the comma in front of the next item, if there is one.
    pub(super) comma: Option<usize>,
    pub(super) problems: Problems,
    /// Whether what is found next may be a consequence of the last problem.
    pub(super) recovering: bool,
    /// Whether it is known that brackets do not pair up.
    pub(super) unbalanced: bool,
    /// Whether a merge conflict has begun and not ended.
    pub(super) in_conflict: bool,
    /// How many containers may be open at once.
    max_depth: usize,
}

impl<'s> Parser<'s> {
    pub(super) fn new(bytes: &'s [u8], max_depth: usize) -> Self {
        Self {
            bytes,
            at: 0,
            nodes: Vec::new(),
            open: Vec::new(),
            comma: None,
            problems: Problems::default(),
            recovering: false,
            unbalanced: false,
            in_conflict: false,
            max_depth,
        }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub(super) fn skip_space(&mut self) {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    pub(super) fn pass_comma(&mut self) {
        self.comma = Some(self.at);
        self.at += 1;
        self.recovering = false;
    }

    /// The open containers, innermost first.
    pub(super) fn open_nodes(&self) -> impl Iterator<Item = &Node> {
        self.open.iter().rev().map(|index| &self.nodes[*index as usize])
    }

    /// The index of the innermost open container.
    pub(super) fn innermost(&self) -> Option<u32> {
        self.open.last().copied()
    }

    pub(super) fn place(&self) -> Place {
        match self.open_nodes().next().map(|container| container.kind) {
            None => Place::Root,
            Some(Kind::Object) => Place::Object,
            Some(_) => Place::Array,
        }
    }

    /// Adds a value that has no content of its own.
    pub(super) fn push(&mut self, kind: Kind, value: Token, name: Option<Token>) -> Step {
        self.nodes.push(Node {
            kind,
            value,
            name,
            comma: self.comma.take().and_then(|comma| NonZeroU32::new(narrow(comma))),
            parent: self.innermost(),
            next: narrow(self.nodes.len() + 1),
        });
        self.after_value()
    }

    /// Adds a container, whose end is not known yet, and enters it.
    pub(super) fn open(&mut self, kind: Kind, name: Option<Token>) -> Step {
        let bracket = Span::new(self.at, self.at + 1);
        if self.open.len() == self.max_depth {
            self.report(ProblemKind::TooDeep, bracket);
            return Step::Done;
        }
        self.push(kind, Token::unquoted(bracket), name);
        self.open.push(narrow(self.nodes.len() - 1));
        self.at = bracket.end;
        if kind == Kind::Object { Step::Member } else { Step::Element }
    }

    /// Leaves the innermost container with the bracket at the current offset.
    pub(super) fn close(&mut self) -> Step {
        self.at += 1;
        self.comma = None;
        self.recovering = false;
        self.leave(self.at)
    }

    /// Leaves the innermost container, which ends at `end`.
    pub(super) fn leave(&mut self, end: usize) -> Step {
        if let Some(container) = self.open.pop() {
            let next = narrow(self.nodes.len());
            let node = &mut self.nodes[container as usize];
            node.value = node.value.ending_at(end, 0);
            node.next = next;
        }
        self.after_value()
    }

    /// The step after a value.
    pub(super) fn after_value(&self) -> Step {
        match self.place() {
            Place::Root => Step::AfterRoot,
            Place::Array => Step::AfterElement,
            Place::Object => Step::AfterMember,
        }
    }

    /// Reports a problem, unless it is probably a consequence of one that was reported before.
    pub(super) fn report(&mut self, kind: ProblemKind, span: Span) {
        self.report_quoting(kind, span, span);
    }

    /// Reports a problem whose message quotes `shown` instead of its span.
    pub(super) fn report_quoting(&mut self, kind: ProblemKind, span: Span, shown: Span) {
        let is_consequence = kind.may_be_consequence() && self.recovering;
        let is_repeated = kind.is_imbalance() && self.unbalanced;
        if is_consequence || is_repeated {
            return;
        }
        self.unbalanced |= kind.is_imbalance();
        if !self.problems.count(kind) {
            let found = quote(self.bytes, shown);
            self.problems.add(Problem::new(kind, span, found));
        }
    }
}
