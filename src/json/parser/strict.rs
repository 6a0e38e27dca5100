//! Valid JSON, read token by token without keeping anything: how far a text is JSON.

use super::number;
use super::state::MAX_DEPTH;
use crate::json::escape::{self, Escape};

/// What may come next, and in which containers.
#[derive(Clone, Copy)]
pub(super) struct State {
    /// One bit for each open container, the innermost lowest: whether it is an object.
    objects: u128,
    depth: usize,
    expects: Expects,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Expects {
    Value,
    ElementOrEnd,
    Name,
    NameOrEnd,
    Colon,
    CommaOrEnd,
    Nothing,
}

/// A token, or why there is none.
pub(super) enum Next {
    Token {
        start: usize,
        end: usize,
        after: State,
    },
    /// The text ends, and may end here.
    End,
    /// The byte at `at` cannot follow what is in front of it. The token that it is in begins at `start`.
    Error {
        start: usize,
        at: usize,
    },
}

impl State {
    pub(super) const START: State = State { objects: 0, depth: 0, expects: Expects::Value };

    /// How many containers are open.
    pub(super) fn depth(self) -> usize {
        self.depth
    }

    /// Whether the next token is a value, or the end of an empty array.
    pub(super) fn expects_value(self) -> bool {
        matches!(self.expects, Expects::Value | Expects::ElementOrEnd)
    }

    /// The bracket that closes the innermost container.
    pub(super) fn closing_bracket(self) -> u8 {
        if self.is_in_object() { b'}' } else { b']' }
    }

    /// Reads the next token from `at` on.
    pub(super) fn next(self, bytes: &[u8], at: usize) -> Next {
        let rest = bytes.get(at..).unwrap_or_default();
        let start = at + rest.iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\t' | b'\r')).count();
        let Some(&first) = bytes.get(start) else {
            return match self.expects {
                Expects::Nothing => Next::End,
                _ => Next::Error { start, at: start },
            };
        };
        let Some(after) = self.after(first) else {
            return Next::Error { start, at: start };
        };
        match token_end(bytes, start) {
            Ok(end) => Next::Token { start, end, after },
            Err(at) => Next::Error { start, at },
        }
    }

    /// The state after a token that begins with `first`; `None` if no such token may come.
    fn after(self, first: u8) -> Option<State> {
        use Expects as E;
        let to = |expects| Some(State { expects, ..self });
        match (self.expects, first) {
            (E::Value | E::ElementOrEnd, b'[') => self.open(false),
            (E::Value | E::ElementOrEnd, b'{') => self.open(true),
            (E::Value | E::ElementOrEnd, b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n') => {
                Some(self.after_value())
            }
            (E::Name | E::NameOrEnd, b'"') => to(E::Colon),
            (E::Colon, b':') => to(E::Value),
            (E::CommaOrEnd, b',') => to(if self.is_in_object() { E::Name } else { E::Value }),
            (E::CommaOrEnd | E::ElementOrEnd | E::NameOrEnd, b']' | b'}') => {
                (first == self.closing_bracket()).then(|| self.close())
            }
            _ => None,
        }
    }

    fn is_in_object(self) -> bool {
        self.objects & 1 == 1
    }

    fn open(self, is_object: bool) -> Option<State> {
        let expects = if is_object { Expects::NameOrEnd } else { Expects::ElementOrEnd };
        let objects = self.objects << 1 | u128::from(is_object);
        (self.depth < MAX_DEPTH).then_some(State { objects, depth: self.depth + 1, expects })
    }

    fn close(self) -> State {
        State { objects: self.objects >> 1, depth: self.depth - 1, ..self }.after_value()
    }

    fn after_value(self) -> State {
        let expects = if self.depth == 0 { Expects::Nothing } else { Expects::CommaOrEnd };
        State { expects, ..self }
    }
}

/// Where the token at `start` ends, or the first byte that keeps it from being one.
fn token_end(bytes: &[u8], start: usize) -> Result<usize, usize> {
    match bytes[start] {
        b'"' => string_end(bytes, start + 1),
        b't' => word_end(bytes, start, b"true"),
        b'f' => word_end(bytes, start, b"false"),
        b'n' => word_end(bytes, start, b"null"),
        b'-' | b'0'..=b'9' => number::end(bytes, start).ok_or_else(|| {
            let is_part = |byte: &&u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
            start + bytes[start..].iter().take_while(is_part).count()
        }),
        _ => Ok(start + 1),
    }
}

fn word_end(bytes: &[u8], start: usize, word: &[u8]) -> Result<usize, usize> {
    let same = bytes[start..].iter().zip(word).take_while(|(one, other)| one == other).count();
    if same == word.len() { Ok(start + same) } else { Err(start + same) }
}

/// Where the string ends whose content goes on at `at`.
fn string_end(bytes: &[u8], mut at: usize) -> Result<usize, usize> {
    loop {
        match bytes.get(at) {
            Some(b'"') => return Ok(at + 1),
            Some(b'\\') => match escape::read(&bytes[at..]) {
                (Escape::Unknown, _) => return Err(at),
                (_, length) => at += length,
            },
            None | Some(0..0x20) => return Err(at),
            Some(_) => at += 1,
        }
    }
}
