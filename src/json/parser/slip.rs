//! Which single character keeps a text from being JSON.
//!
//! The first place where the text is not JSON, and the tokens in front of it, are where one character too many, too few or
//! exchanged for another can show. [`find`] tries to drop, add or exchange one at each of these places, the likeliest first,
//! until the text is JSON from there on. The number of trials is bounded, and so is the distance each of them looks ahead.

use std::collections::VecDeque;

use super::strict::{Next, State};
use crate::json::encoding::{BOM, char_at};
use crate::json::span::Span;

/// How many tokens in front of the first error are tried.
const TOKENS_BACK: usize = 8;

/// How many bytes behind the first error must be JSON after the change.
const LOOK_AHEAD: usize = 4096;

/// How far in front of the first error a change can be.
const LOOK_BACK: usize = 16 * 1024;

/// How many places in one string are tried.
const PLACES_IN_STRING: usize = 16;

/// The characters that hold a document together.
const PUNCTUATION: &[u8] = b",:[]{}\"";

/// A change of one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) at: usize,
    /// The length of the character that is dropped; 0 if none is.
    pub(super) removed: usize,
    /// What is put in its place.
    pub(super) added: Option<u8>,
}

impl Edit {
    fn insert(at: usize, added: u8) -> Edit {
        Edit { at, removed: 0, added: Some(added) }
    }

    /// What the change puts in the place of which stretch.
    pub(super) fn as_replacement(self) -> (Span, String) {
        let added = self.added.map(char::from).into_iter().collect();
        (Span::new(self.at, self.at + self.removed), added)
    }

    /// The part of `bytes` from `start` to `end` with the change made.
    pub(super) fn apply(self, bytes: &[u8], start: usize, end: usize) -> Vec<u8> {
        let added = self.added.as_slice();
        [&bytes[start..self.at], added, &bytes[self.at + self.removed..end]].concat()
    }
}

/// Finds the one change that makes `bytes` JSON, at least around the first error. `None` if they are JSON, and if no change
/// of one character is enough.
pub(super) fn find(bytes: &[u8]) -> Option<Edit> {
    let trace = Trace::of(bytes)?;
    let mut candidates = trace.candidates();
    candidates.sort_by_key(|candidate| candidate.cost);
    candidates.into_iter().find(|candidate| trace.is_mended_by(candidate)).map(|candidate| candidate.edit)
}

/// A token and the state in front of it.
#[derive(Clone, Copy)]
struct Token {
    start: usize,
    end: usize,
    before: State,
}

/// A change to try.
struct Candidate {
    /// Lower is likelier.
    cost: u8,
    /// Where to begin to read, and the state there.
    from: usize,
    state: State,
    edit: Edit,
}

/// What was read up to the first error.
struct Trace<'s> {
    bytes: &'s [u8],
    /// The last tokens in front of the error.
    tokens: VecDeque<Token>,
    /// By depth: the last value.
    values: Vec<Token>,
    /// By depth: the last opening bracket.
    openings: Vec<Token>,
    /// The last opening bracket of an array directly in an array.
    nested: Option<Token>,
    /// Where the indentation suggests that a container was to end, and the state there.
    dedent: Option<(usize, State)>,
    /// What could not be read: it begins at `start`, and the first wrong byte is at `end`.
    error: Token,
}

impl<'s> Trace<'s> {
    /// Reads up to the first error; `None` if there is none.
    fn of(bytes: &'s [u8]) -> Option<Self> {
        let mut at = if bytes.starts_with(BOM) { BOM.len() } else { 0 };
        let mut before = State::START;
        let error = Token { start: at, end: at, before };
        let mut trace = Trace {
            bytes,
            tokens: VecDeque::with_capacity(TOKENS_BACK),
            values: Vec::new(),
            openings: Vec::new(),
            nested: None,
            dedent: None,
            error,
        };
        let mut indents: Vec<usize> = Vec::new();
        let mut indent = 0;
        loop {
            match before.next(bytes, at) {
                Next::End => return None,
                Next::Error { start, at } => {
                    trace.error = Token { start, end: at, before };
                    return Some(trace);
                }
                Next::Token { start, end, after } => {
                    let gap = &bytes[at..start];
                    let is_first = gap.iter().rposition(|byte| *byte == b'\n');
                    if let Some(line_end) = is_first {
                        indent = gap.len() - line_end;
                        trace.note_dedent(Token { start, end, before }, indent, &indents);
                    }
                    trace.note(Token { start, end, before }, after);
                    indents.truncate(before.depth());
                    if after.depth() > before.depth() {
                        indents.push(indent);
                    }
                    (at, before) = (end, after);
                }
            }
        }
    }

    /// Remembers a token.
    fn note(&mut self, token: Token, after: State) {
        let depth = token.before.depth();
        if token.before.expects_value() && self.bytes[token.start] != b']' {
            // A value follows its container, so that there is one at each depth.
            self.values.truncate(depth);
            self.values.push(token);
        }
        if after.depth() > depth {
            self.openings.truncate(depth);
            self.openings.push(token);
            if self.bytes[token.start] == b'[' && depth > 0 && token.before.closing_bracket() == b']' {
                self.nested = Some(token);
            }
        }
        if self.tokens.len() == TOKENS_BACK {
            self.tokens.pop_front();
        }
        self.tokens.push_back(token);
    }

    /// Remembers the first token of a line that is not further in than the line on which its container begins.
    fn note_dedent(&mut self, token: Token, indent: usize, indents: &[usize]) {
        let is_closing = matches!(self.bytes[token.start], b']' | b'}');
        let depth = token.before.depth();
        if self.dedent.is_some()
            || is_closing
            || depth < 2
            || indents.get(depth - 1).is_none_or(|outer| indent > *outer)
        {
            return;
        }
        let place = match self.tokens.back() {
            Some(last) if self.bytes[last.start] == b',' => *last,
            _ => token,
        };
        self.dedent = Some((place.start, place.before));
    }

    /// Whether the text is JSON with the change, to its end or as far as is looked.
    fn is_mended_by(&self, candidate: &Candidate) -> bool {
        let Candidate { from, mut state, edit, .. } = *candidate;
        if self.error.end - from > LOOK_BACK {
            return false;
        }
        let end = self.bytes.len().min(self.error.end + LOOK_AHEAD);
        let text = edit.apply(self.bytes, from, end);
        let mut at = 0;
        loop {
            match state.next(&text, at) {
                Next::Token { end, after, .. } => (at, state) = (end, after),
                Next::End => return true,
                // The longest escape has 12 bytes, and may be cut.
                Next::Error { at, .. } => return end < self.bytes.len() && at + 12 > text.len(),
            }
        }
    }

    /// The changes to try.
    fn candidates(&self) -> Vec<Candidate> {
        let mut all = Candidates { bytes: self.bytes, list: Vec::new() };
        self.at_error(&mut all);
        let mut strings = 0;
        for token in self.tokens.iter().rev() {
            match self.bytes[token.start] {
                b'"' => {
                    strings += 1;
                    if strings <= 3 {
                        all.around_string(*token);
                    }
                    if strings == 1 {
                        all.in_string(*token, token.end - 1);
                    }
                }
                b't' | b'f' | b'n' | b'-' | b'0'..=b'9' => {
                    all.add(6, *token, Edit::insert(token.start, b'"'));
                    if token.end - token.start == 1 {
                        // A digit beside a string is not an entry of its own.
                        let is_beside_string = self.bytes.get(self.error.start) == Some(&b'"');
                        all.drop_or_exchange(if is_beside_string { 4 } else { 9 }, 11, *token, token.start);
                    }
                }
                b'[' | b'{' if !self.is_list(token.start) => all.drop_or_exchange(9, 11, *token, token.start),
                _ => all.drop_or_exchange(11, 11, *token, token.start),
            }
            self.missing_brackets(*token, &mut all);
        }
        self.far_away(&mut all);
        all.list
    }

    /// Changes at the first wrong byte and directly in front of it.
    fn at_error(&self, all: &mut Candidates<'_>) {
        let Token { start, end, before } = self.error;
        // The change may join what is in front of it and behind it, as in `12x3`.
        let last = *self.tokens.back().unwrap_or(&Token { start, end: start, before });
        let is_word_at = |at: usize| self.bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
        if !(is_word_at(start) && start > 0 && last.end == start && is_word_at(start - 1)) {
            for added in *b",:" {
                all.add(5, last, Edit::insert(last.end, added));
            }
        }
        // A list of one is more likely to have been no list.
        let is_one = self
            .tokens
            .iter()
            .nth_back(1)
            .is_some_and(|token| self.bytes[token.start] == b'[' && !self.is_list(token.start));
        for bracket in *b"]}" {
            all.add(if is_one { 10 } else { 7 }, last, Edit::insert(last.end, bracket));
        }
        for bracket in *b"[{" {
            all.add(7, last, Edit::insert(start, bracket));
        }
        if self.bytes.get(start) == Some(&b'"') && start < end {
            all.around_string(self.error);
            all.in_string(self.error, end);
            let removed = char_at(self.bytes, end).1;
            all.add(7, self.error, Edit { at: end, removed, added: Some(b'"') });
            all.add(8, self.error, Edit { at: end, removed, added: None });
            return;
        }
        let is_word = char_at(self.bytes, start).0.is_some_and(char::is_alphanumeric);
        all.add(if is_word { 6 } else { 9 }, last, Edit::insert(start, b'"'));
        let is_lone_digit = self.bytes.get(start).is_some_and(u8::is_ascii_digit)
            && !self.bytes.get(start + 1).is_some_and(u8::is_ascii_digit);
        let follows_string = self.bytes[..last.end].ends_with(b"\"");
        all.drop_or_exchange(if is_lone_digit && follows_string { 4 } else { 8 }, 7, last, end);
        if start < end {
            all.drop_or_exchange(9, 10, last, end - 1);
            all.drop_or_exchange(9, 10, last, start);
        }
        if before.expects_value() {
            self.in_word(all);
        }
    }

    /// A letter of `true`, `false` or `null` may be missing or wrong.
    fn in_word(&self, all: &mut Candidates<'_>) {
        let Token { start, end, .. } = self.error;
        for word in [&b"true"[..], b"false", b"null"] {
            if let Some((&letter, _)) =
                word.strip_prefix(&self.bytes[start..end]).and_then(<[u8]>::split_first)
            {
                all.add(5, self.error, Edit::insert(end, letter));
                let removed = char_at(self.bytes, end).1;
                all.add(5, self.error, Edit { at: end, removed, added: Some(letter) });
            }
        }
    }

    /// A bracket may be missing in front of a token or behind it.
    fn missing_brackets(&self, token: Token, all: &mut Candidates<'_>) {
        // What is read from `token` on is read in the state in front of it.
        for bracket in *b"[{" {
            let is_list = self.bytes[token.start] == b'"' && self.is_list(token.start);
            let cost = if is_list && bracket == b'[' { 6 } else { 12 };
            all.add(cost, token, Edit::insert(token.start, bracket));
        }
        for bracket in *b"]}" {
            // An object in front of another one is more likely to end than to hold it without a name.
            let cost = if self.bytes.get(self.error.end) == Some(&b'{') { 6 } else { 10 };
            all.add(cost, token, Edit::insert(token.end, bracket));
        }
    }

    /// Brackets further away.
    fn far_away(&self, all: &mut Candidates<'_>) {
        let depth = self.error.before.depth();
        for outer in [depth, depth.saturating_sub(1)] {
            if let Some(token) = self.values.get(outer) {
                self.missing_brackets(*token, all);
            }
            if let Some(token) = self.openings.get(outer.wrapping_sub(1)) {
                // Documents are not put into lists; but a list that is not closed could be one.
                let drop = if token.before.depth() == 0 { 5 } else { 12 };
                all.drop_or_exchange(drop, 12, *token, token.start);
            }
        }
        if let Some(token) = self.nested {
            all.drop_or_exchange(5, 12, token, token.start);
        }
        if let Some((at, state)) = self.dedent.filter(|_| self.error.start == self.bytes.len()) {
            let edit = Edit::insert(at, state.closing_bracket());
            all.add(6, Token { start: at, end: at, before: state }, edit);
        }
    }

    /// Whether the value at `start` seems to be a list: it begins with a line of its own, or belongs to a member whose name is
    /// a plural.
    fn is_list(&self, start: usize) -> bool {
        if matches!(self.bytes[start + 1..], [b'\n' | b'\r', ..]) {
            return true;
        }
        let before = self.bytes[..start].trim_ascii_end();
        let name = before.strip_suffix(b":").map(<[u8]>::trim_ascii_end);
        name.is_some_and(|name| name.ends_with(b"s\""))
    }
}

/// The changes to try, as they are collected.
struct Candidates<'s> {
    bytes: &'s [u8],
    list: Vec<Candidate>,
}

impl Candidates<'_> {
    /// Adds a change at `token` or inside it.
    fn add(&mut self, cost: u8, token: Token, edit: Edit) {
        self.list.push(Candidate { cost, from: token.start.min(edit.at), state: token.before, edit });
    }

    /// Tries to drop the character at `at`, or to put another in its place.
    fn drop_or_exchange(&mut self, drop: u8, exchange: u8, token: Token, at: usize) {
        let removed = char_at(self.bytes, at).1;
        if removed == 0 {
            return;
        }
        self.add(drop, token, Edit { at, removed, added: None });
        for &added in PUNCTUATION.iter().filter(|added| **added != self.bytes[at]) {
            self.add(exchange, token, Edit { at, removed, added: Some(added) });
        }
    }

    /// One of the quotes of a string may be one too many, or stand in the place of something else.
    fn around_string(&mut self, token: Token) {
        self.drop_or_exchange(8, 10, token, token.start);
        if token.end > token.start + 1 && self.bytes.get(token.end - 1) == Some(&b'"') {
            self.drop_or_exchange(9, 10, token, token.end - 1);
        }
    }

    /// A string that goes on to `end` may have been meant to end before, or have a backslash too many.
    fn in_string(&mut self, token: Token, end: usize) {
        let content = &self.bytes[token.start + 1..end.max(token.start + 1)];
        let base = token.start + 1;
        let is_stop = |at: &usize| matches!(content.get(*at), None | Some(b',' | b':' | b']' | b'}'));
        let mut stops: Vec<usize> = (1..=content.len()).filter(is_stop).collect();
        stops.push(content.trim_ascii_end().len());
        if stops.len() > PLACES_IN_STRING {
            stops.drain(PLACES_IN_STRING / 2..stops.len() - PLACES_IN_STRING / 2);
        }
        for stop in stops.into_iter().filter(|stop| *stop > 0) {
            self.add(6, token, Edit::insert(base + stop, b'"'));
            // The character in front of the place may be there instead of the quote.
            let at = content[..stop].iter().rposition(|byte| !matches!(byte, 0x80..0xC0)).unwrap_or(0);
            let last = char_at(content, at).0;
            let is_text = last.is_some_and(|last| last.is_alphanumeric() || "/._-)!?=".contains(last));
            let edit = Edit { at: base + at, removed: stop - at, added: Some(b'"') };
            self.add(if is_text { 7 } else { 5 }, token, edit);
        }
        let backslashes = content.iter().enumerate().filter(|(_, byte)| **byte == b'\\');
        for (at, _) in backslashes.take(PLACES_IN_STRING) {
            self.add(5, token, Edit { at: base + at, removed: 1, added: None });
        }
    }
}
