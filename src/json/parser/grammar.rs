//! Valid JSON.

use std::collections::BTreeMap;

use super::number;
use super::state::{Parser, Step};
use crate::json::encoding::{self, BOM, WideEncoding};
use crate::json::node::{Kind, Node, Token};
use crate::json::problems::{Problem, ProblemKind, Problems, quote};
use crate::json::source::Source;
use crate::json::span::Span;

/// The greatest length of a document in bytes.
const MAX_LENGTH: usize = 512 * 1024 * 1024;

/// What the parser finds in a document.
pub(in crate::json) struct Parsed {
    /// The values in document order, the root first.
    pub(in crate::json) nodes: Vec<Node>,
    /// The texts of strings and names that differ from the source, by the offset of the token.
    pub(in crate::json) texts: BTreeMap<u32, Box<str>>,
    pub(in crate::json) problems: Problems,
    /// The change of one character that makes the document JSON, if there is one.
    pub(in crate::json) slip: Option<(Span, String)>,
    /// Whether the document was read to its end.
    is_read: bool,
}

impl Parsed {
    /// Whether the document is a text that is not JSON.
    pub(super) fn can_be_mended(&self) -> bool {
        self.is_read && self.problems.break_grammar()
    }
}

/// Parses a document as it is, with so many containers inside one another at most.
pub(in crate::json) fn parse(source: &Source, max_depth: usize) -> Parsed {
    let mut parser = Parser::new(source.bytes(), max_depth);
    let is_read = parser.begin(source);
    if is_read {
        parser.read_all();
    }
    Parsed { nodes: parser.nodes, texts: BTreeMap::new(), problems: parser.problems, slip: None, is_read }
}

impl Parser<'_> {
    /// Checks the length and the encoding, and skips a byte order mark. Returns whether there is anything to read.
    fn begin(&mut self, source: &Source) -> bool {
        if self.bytes.len() >= MAX_LENGTH {
            self.report(ProblemKind::TooLong, Span::at(0));
            return false;
        }
        if let Some(encoding) = encoding::wide_encoding(self.bytes) {
            let kind = match encoding {
                WideEncoding::Utf16 => ProblemKind::Utf16,
                WideEncoding::Utf32 => ProblemKind::Utf32,
            };
            self.report(kind, Span::at(0));
            return false;
        }
        if let Source::Bytes(bytes) = source
            && let Some((first, more)) = encoding::invalid_utf8(bytes)
        {
            let problem = Problem::new(ProblemKind::InvalidUtf8, first, quote(bytes, first));
            self.problems.add(problem.repeated(more));
        }
        if let Some(rest) = self.bytes.strip_prefix(BOM) {
            self.at = BOM.len();
            // If there are two, the second one is an invisible character out of place, and that is reported.
            if !rest.starts_with(BOM) {
                self.report(ProblemKind::Bom, Span::new(0, BOM.len()));
            }
        }
        true
    }

    fn read_all(&mut self) {
        let mut step = Step::Root;
        while !self.problems.is_full() {
            step = match step {
                Step::Root => self.value(None, step),
                Step::Element => self.element(),
                Step::Member => self.member(),
                Step::Colon(name) => self.colon(name),
                Step::MemberValue(name) => self.value(Some(name), step),
                Step::AfterElement => self.after_element(),
                Step::AfterMember => self.after_member(),
                Step::AfterRoot => self.after_root(),
                Step::Done => break,
            };
        }
        while !self.open.is_empty() {
            self.leave(self.at);
        }
    }

    fn element(&mut self) -> Step {
        self.skip_space();
        match self.peek() {
            Some(b']') => self.close_after_comma(),
            Some(b',') => self.extra_comma(Step::Element),
            _ => self.value(None, Step::Element),
        }
    }

    fn member(&mut self) -> Step {
        self.skip_space();
        match self.peek() {
            Some(b'"') => Step::Colon(self.string()),
            Some(b'}') => self.close_after_comma(),
            Some(b',') => self.extra_comma(Step::Member),
            _ => self.recover_name(),
        }
    }

    /// Leaves the innermost container where another item may come.
    fn close_after_comma(&mut self) -> Step {
        if let Some(comma) = self.comma {
            self.report(ProblemKind::TrailingComma, Span::new(comma, comma + 1));
        }
        self.close()
    }

    fn colon(&mut self, name: Token) -> Step {
        self.skip_space();
        if self.peek() == Some(b':') {
            self.at += 1;
            self.recovering = false;
            Step::MemberValue(name)
        } else {
            self.recover_colon(name)
        }
    }

    /// Reads a value, which is that of a member if it has a name. If only something in front of the value was skipped,
    /// returns `again`, the step that leads here once more.
    fn value(&mut self, name: Option<Token>, again: Step) -> Step {
        self.skip_space();
        match self.peek() {
            Some(b'"') => {
                let value = self.string();
                self.push(Kind::String, value, name)
            }
            Some(b'{') => self.open(Kind::Object, name),
            Some(b'[') => self.open(Kind::Array, name),
            Some(b'-' | b'0'..=b'9') => match number::end(self.bytes, self.at) {
                Some(end) => self.scalar(end, Kind::Number, name),
                None => self.bare_value(name),
            },
            Some(b't') => self.literal("true", Kind::Bool, name),
            Some(b'f') => self.literal("false", Kind::Bool, name),
            Some(b'n') => self.literal("null", Kind::Null, name),
            _ => self.recover_value(name, again),
        }
    }

    fn literal(&mut self, word: &str, kind: Kind, name: Option<Token>) -> Step {
        if self.bytes[self.at..].starts_with(word.as_bytes()) {
            self.scalar(self.at + word.len(), kind, name)
        } else {
            self.bare_value(name)
        }
    }

    /// Reads the number or literal that ends at `end`, unless a longer word is there.
    fn scalar(&mut self, end: usize, kind: Kind, name: Option<Token>) -> Step {
        if self.is_word_at(end) {
            return self.bare_value(name);
        }
        let value = Token::unquoted(Span::new(self.at, end));
        self.at = end;
        self.push(kind, value, name)
    }

    fn after_element(&mut self) -> Step {
        self.skip_space();
        match self.peek() {
            Some(b',') => {
                self.pass_comma();
                Step::Element
            }
            Some(b']') => self.close(),
            _ => self.recover_after_item(Step::AfterElement),
        }
    }

    fn after_member(&mut self) -> Step {
        self.skip_space();
        match self.peek() {
            Some(b',') => {
                self.pass_comma();
                Step::Member
            }
            Some(b'}') => self.close(),
            _ => self.recover_after_item(Step::AfterMember),
        }
    }

    fn after_root(&mut self) -> Step {
        self.skip_space();
        if self.at == self.bytes.len() { Step::Done } else { self.recover_after_root() }
    }
}
