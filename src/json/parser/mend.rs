//! Documents with one slip: what they are without it, and what the slip is.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use super::grammar::{self, Parsed};
use super::slip::{self, Edit};
use super::state::{MAX_DEPTH, Parser};
use crate::json::arena::decoded_text;
use crate::json::encoding::is_invisible;
use crate::json::escape;
use crate::json::node::{Kind, Node, Token, narrow};
use crate::json::problems::{Doubt, Problem, ProblemKind, quote};
use crate::json::source::Source;
use crate::json::span::Span;

/// The longest text that is mended, in bytes: while it is, two trees of it are in memory.
const MAX_MENDED_BYTES: usize = 128 * 1024;

/// Parses a document. If one character keeps it from being JSON, it is read as if that were mended.
pub(in crate::json) fn parse(source: &Source) -> Parsed {
    let as_is = grammar::parse(source, MAX_DEPTH);
    if !as_is.can_be_mended() || source.bytes().len() > MAX_MENDED_BYTES {
        return as_is;
    }
    let Some(edit) = slip::find(source.bytes()) else {
        return as_is;
    };
    let bytes = source.bytes();
    let edited = Source::new(edit.apply(bytes, 0, bytes.len()));
    Mending { bytes, edited: &edited, edit, touched: None, texts: BTreeMap::new() }.finish(as_is)
}

/// The string that an edit is in.
#[derive(Clone, Copy)]
struct Touched {
    /// Where it is in the source.
    token: Token,
    part: Part,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    OpeningQuote,
    ClosingQuote,
    Content,
}

/// Takes what was read from an edited text back to the source.
struct Mending<'s> {
    bytes: &'s [u8],
    edited: &'s Source,
    edit: Edit,
    touched: Option<Touched>,
    /// The texts of strings and names that differ from the source, by the offset of the token.
    texts: BTreeMap<u32, Box<str>>,
}

impl Mending<'_> {
    fn finish(mut self, mut as_is: Parsed) -> Parsed {
        let mut parsed = grammar::parse(self.edited, MAX_DEPTH);
        let related = self.bracket(&parsed.nodes);
        for node in &mut parsed.nodes {
            node.value = self.token(node.value, node.kind == Kind::String);
            node.name = node.name.map(|name| self.token(name, true));
            node.comma = node.comma.and_then(|comma| self.comma(comma));
        }
        parsed.problems.move_spans(|span| {
            Span::new(self.start(span.start), self.end(span.end).max(self.start(span.start)))
        });
        let doubt = self.doubt(&parsed.nodes);
        let slip = self.edit.as_replacement();
        match as_is.problems.only() {
            Some(only) if self.says_it_all(only) && self.is_same(&as_is.nodes, &parsed.nodes, only.kind) => {
                as_is.problems.doubt_only(doubt);
                as_is.slip = Some(slip);
                return as_is;
            }
            _ => {}
        }
        // A byte that is not UTF-8 may itself be the slip.
        let encoding = as_is.problems.of_encoding().filter(|_| parsed.problems.of_encoding().is_none());
        let problem = encoding.cloned().unwrap_or_else(|| self.problem(related));
        parsed.problems.add(problem.doubting(doubt));
        parsed.texts = self.texts;
        parsed.slip = Some(slip);
        // Behind what was looked at there may be more that is wrong.
        if parsed.problems.len() <= as_is.problems.len() { parsed } else { as_is }
    }

    /// The offset in the source of what begins at `at` in the edited text.
    fn start(&self, at: usize) -> usize {
        let Edit { at: place, removed, added } = self.edit;
        if at < place || (at == place && added.is_some()) { at } else { at + removed - added.iter().len() }
    }

    /// The offset in the source of what ends at `at` in the edited text.
    fn end(&self, at: usize) -> usize {
        let Edit { at: place, removed, added } = self.edit;
        if at <= place { at } else { at + removed - added.iter().len() }
    }

    /// The comma in front of an item; `None` if it is only in the edited text.
    fn comma(&self, comma: NonZeroU32) -> Option<NonZeroU32> {
        let at = comma.get() as usize;
        let is_missing = at == self.edit.at && self.edit.added.is_some() && self.edit.removed == 0;
        (!is_missing).then(|| NonZeroU32::new(narrow(self.start(at)))).flatten()
    }

    fn token(&mut self, token: Token, is_string: bool) -> Token {
        let Span { start, end } = token.span();
        let (at, is_added) = (self.edit.at, self.edit.added.is_some());
        let mut moved = Token { start: narrow(self.start(start)), end: narrow(self.end(end)), ..token };
        let is_inside = if is_added { start <= at && at < end } else { start < at && at < end };
        if !is_inside || !is_string {
            return moved;
        }
        let quote = u8::try_from(self.edit.removed).unwrap_or(0);
        let part = match (is_added, at) {
            (true, at) if at == start => {
                moved.open_quote = quote;
                Part::OpeningQuote
            }
            (true, at) if at == end - 1 => {
                moved.close_quote = quote;
                Part::ClosingQuote
            }
            _ => {
                self.texts.insert(moved.start, decoded_text(self.edited, token));
                moved.is_decoded = true;
                Part::Content
            }
        };
        self.touched = Some(Touched { token: moved, part });
        moved
    }

    /// The opening bracket of the container that the edit closes, in the source.
    fn bracket(&self, edited: &[Node]) -> Option<Span> {
        let closed = self.edit.added.filter(|added| matches!(added, b']' | b'}'))?;
        let is_closed = |node: &&Node| {
            matches!((node.kind, closed), (Kind::Array, b']') | (Kind::Object, b'}'))
                && node.value.span().end == self.edit.at + 1
        };
        let start = self.start(edited.iter().rfind(is_closed)?.value.span().start);
        Some(Span::new(start, start + 1))
    }

    /// What may have been meant otherwise: the string with the slip, or the member whose brackets had it.
    fn doubt(&self, nodes: &[Node]) -> Doubt {
        if let Some(touched) = self.touched {
            return Doubt::At(touched.token.span());
        }
        let Edit { at, removed, added } = self.edit;
        if added.is_none() && self.bytes[at] == b'"' {
            // In the place of the quote there may have been a character of the string beside it.
            let is_beside = |token: &Token| token.span().start == at + removed || token.span().end == at;
            let mut tokens = nodes.iter().flat_map(|node| [Some(node.value), node.name]).flatten();
            return tokens.find(is_beside).map_or(Doubt::Nothing, |token| Doubt::At(token.span()));
        }
        let is_bracket = |byte: &u8| matches!(byte, b'[' | b']' | b'{' | b'}');
        let is_dropped = self.bytes[at..at + removed].first().is_some_and(is_bracket);
        if !is_dropped && !added.as_ref().is_some_and(is_bracket) {
            return Doubt::Nothing;
        }
        let behind = at + removed + spaces(&self.bytes[at + removed..]);
        let mut members = nodes.iter().filter(|node| node.parent == Some(0)).map(|node| node.value.span());
        let last = members.clone().rfind(|span| span.start <= at);
        let member = members.find(|span| span.start > at && span.start == behind).or(last);
        member.map_or(Doubt::Nothing, Doubt::At)
    }

    /// Whether the only problem of the text as it is describes the slip well.
    fn says_it_all(&self, only: &Problem) -> bool {
        use ProblemKind as P;
        let is_near =
            only.span.start <= self.edit.at + self.edit.removed + 1 && self.edit.at <= only.span.end + 1;
        let is_apt = matches!(
            only.kind,
            P::InvisibleCharacter
                | P::TrailingComma
                | P::ExtraComma
                | P::MissingComma
                | P::MissingColon
                | P::EqualsInsteadOfColon
                | P::ColonInArray
                | P::LeadingText
                | P::TrailingContent
                | P::UnexpectedClose
                | P::WrongQuotes
                | P::UnquotedName
                | P::MissingOpeningQuote
                | P::WrongLiteral
                | P::BadNumber(_)
                | P::ControlCharacter
                | P::UnterminatedString
                | P::BadEscape
        );
        let is_exchange = only.kind == P::UnterminatedString && self.edit.removed > 0;
        is_near && is_apt && !is_exchange && only.more() == 0
    }

    /// Whether the text as it is was read in the same way as with the edit. A control character may stay in its string.
    fn is_same(&self, as_is: &[Node], mended: &[Node], kind: ProblemKind) -> bool {
        let slip = self.touched.map(|touched| touched.token.start);
        let slip = slip.filter(|_| kind == ProblemKind::ControlCharacter);
        let text = |token: Token| match self.texts.get(&token.start).filter(|_| token.is_decoded) {
            Some(text) => text.as_bytes().to_vec(),
            None => {
                let text = &self.bytes[token.content().range()];
                if token.has_escapes {
                    escape::decode(&String::from_utf8_lossy(text)).into_bytes()
                } else {
                    text.to_vec()
                }
            }
        };
        let is_same_text =
            |(one, other): (Token, Token)| slip == Some(other.start) || text(one) == text(other);
        let is_same = |(one, other): (&Node, &Node)| {
            one.kind == other.kind
                && one.parent == other.parent
                && one.name.is_some() == other.name.is_some()
                && one.name.zip(other.name).is_none_or(is_same_text)
                && (one.kind != Kind::String || is_same_text((one.value, other.value)))
        };
        as_is.len() == mended.len() && as_is.iter().zip(mended).all(is_same)
    }

    /// The slip.
    fn problem(&self, related: Option<Span>) -> Problem {
        let Edit { at, removed, added } = self.edit;
        let here = Span::new(at, at + removed);
        let (kind, span, shown) = match (added, removed) {
            (None, _) => (self.dropped(), here, here),
            (Some(b'"'), 0) => self.missing_quote(),
            (Some(added), 0) => {
                let mut next = Parser::new(self.bytes, MAX_DEPTH);
                next.at = at + spaces(&self.bytes[at..]);
                let kind = match added {
                    b',' => ProblemKind::MissingComma,
                    b':' => ProblemKind::MissingColon,
                    b']' | b'}' => {
                        let found = char::from(added).to_string();
                        let problem = Problem::new(ProblemKind::Unclosed, here, found);
                        return match related {
                            Some(related) => problem.related_to(related),
                            None => problem,
                        };
                    }
                    _ => ProblemKind::Missing(char::from(added)),
                };
                (kind, here, next.next_piece())
            }
            (Some(added), _) => (self.exchanged(added), here, here),
        };
        Problem::new(kind, span, quote(self.bytes, shown))
    }

    /// A quote that is missing.
    fn missing_quote(&self) -> (ProblemKind, Span, Span) {
        let at = self.edit.at;
        match self.touched {
            Some(Touched { token, part: Part::OpeningQuote }) => {
                (ProblemKind::MissingOpeningQuote, token.span(), token.span())
            }
            Some(Touched { token, .. }) => (ProblemKind::UnterminatedString, token.span(), token.span()),
            None => (ProblemKind::Missing('"'), Span::at(at), Span::at(at)),
        }
    }

    /// What a character is that has to go.
    fn dropped(&self) -> ProblemKind {
        let Edit { at, removed, .. } = self.edit;
        let dropped = &self.bytes[at..at + removed];
        let rest = &self.bytes[at + removed..];
        let next = rest.get(spaces(rest));
        let is_in_string = self.touched.is_some_and(|touched| touched.part == Part::Content);
        match dropped {
            b"," if !is_in_string && matches!(next, Some(b']' | b'}')) => ProblemKind::TrailingComma,
            b"," if !is_in_string => ProblemKind::ExtraComma,
            b"]" | b"}" => ProblemKind::UnexpectedClose,
            b"[" | b"{" => ProblemKind::UnmatchedOpen,
            b"\"" if is_in_string => ProblemKind::StrayQuote,
            b"\\" if is_in_string && self.bytes.get(at + 1) != Some(&b'"') => ProblemKind::BadEscape,
            [0..0x20] if is_in_string => ProblemKind::ControlCharacter,
            _ => {
                let text = String::from_utf8_lossy(dropped);
                if text.chars().all(is_invisible) {
                    ProblemKind::InvisibleCharacter
                } else {
                    ProblemKind::Stray
                }
            }
        }
    }

    /// What a character is that stands in the place of `added`.
    fn exchanged(&self, added: u8) -> ProblemKind {
        match (self.bytes[self.edit.at], added) {
            (b']', b'}') | (b'}', b']') => ProblemKind::MismatchedClose,
            (b'=', b':') => ProblemKind::EqualsInsteadOfColon,
            _ => ProblemKind::Exchanged(char::from(added)),
        }
    }
}

/// How much white space is in front of `bytes`.
fn spaces(bytes: &[u8]) -> usize {
    bytes.len() - bytes.trim_ascii_start().len()
}
