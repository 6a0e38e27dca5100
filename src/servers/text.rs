//! The text of a document as the JSON readers of servers take it.

use std::ops::Deref;

use crate::json::{Kind, ProblemKind, Tree, Value};

/// The reader of a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// `JSON.parse` on text whose bytes that are not UTF-8 were replaced.
    JavaScript {
        /// What becomes of a byte order mark.
        bom: Bom,
        /// What becomes of bytes that are not UTF-8.
        utf8: Utf8,
    },
    /// Python's `json.loads` on bytes.
    Python,
    /// The crate serde_json, into a struct that has these members and keeps or ignores the rest.
    Serde(&'static [&'static str]),
}

/// What becomes of a byte order mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bom {
    /// It is dropped.
    Dropped,
    /// It is an error.
    Refused,
}

/// What becomes of bytes that are not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Utf8 {
    /// They are replaced by U+FFFD.
    Replaced,
    /// They are an error.
    Strict,
}

/// A text that was read: the tree as it is, or one of the text as this reader sees it.
pub(super) enum Text<'a> {
    /// The tree of the document.
    Same(&'a Tree),
    /// Another one.
    Other(Box<Tree>),
}

impl Deref for Text<'_> {
    type Target = Tree;

    fn deref(&self) -> &Tree {
        match self {
            Text::Same(tree) => tree,
            Text::Other(tree) => tree,
        }
    }
}

/// How many levels Python's reader takes before it meets the bound on recursion, nearly.
const PYTHON_DEPTH: usize = 990;

/// The text as a reader sees it; `None` where it is an error to it.
pub(super) fn read(tree: &Tree, dialect: Dialect) -> Option<Text<'_>> {
    let plain = tree.problems().is_empty();
    let text = if plain { Text::Same(tree) } else { reread(tree, dialect)? };
    let is_taken = match dialect {
        Dialect::Serde(members) => numbers_are_finite(&text) && no_member_is_repeated(&text, members),
        _ => true,
    };
    is_taken.then_some(text)
}

fn reread(tree: &Tree, dialect: Dialect) -> Option<Text<'_>> {
    let has = |kinds: &[ProblemKind]| tree.problems().iter().any(|problem| kinds.contains(&problem.kind));
    let has_bad_bytes = has(&[ProblemKind::InvalidUtf8, ProblemKind::Utf16, ProblemKind::Utf32]);
    let text = match dialect {
        Dialect::Serde(_) => return None,
        Dialect::JavaScript { utf8: Utf8::Strict, .. } if has_bad_bytes => return None,
        Dialect::JavaScript { .. } if has_bad_bytes => {
            let replaced = String::from_utf8_lossy(tree.source()).into_owned();
            Text::Other(Box::new(Tree::parse_deep(replaced.into_bytes())))
        }
        Dialect::Python if has_bad_bytes => {
            Text::Other(Box::new(Tree::parse_deep(python_text(tree.source())?.into_bytes())))
        }
        _ if has(&[ProblemKind::TooDeep]) => Text::Other(Box::new(Tree::parse_deep(tree.source().to_vec()))),
        _ => Text::Same(tree),
    };
    let takes = |kind: ProblemKind| match kind {
        ProblemKind::LoneSurrogate => true,
        ProblemKind::Bom => !matches!(dialect, Dialect::JavaScript { bom: Bom::Refused, .. }),
        ProblemKind::NotFinite => dialect == Dialect::Python && only_python_numbers(&text),
        _ => false,
    };
    let is_read = text.problems().iter().all(|problem| takes(problem.kind));
    let is_shallow = dialect != Dialect::Python || depth(&text) < PYTHON_DEPTH;
    (is_read && is_shallow).then_some(text)
}

/// Whether every number that is not finite is spelled as Python spells it.
fn only_python_numbers(tree: &Tree) -> bool {
    let numbers = tree.descendants().filter(|value| value.kind() == Kind::Number);
    numbers.map(|number| number.raw()).all(|raw| {
        matches!(raw, b"NaN" | b"Infinity" | b"-Infinity")
            || !raw.iter().any(|byte| matches!(byte, b'n' | b'N' | b'i' | b'I'))
    })
}

fn depth(tree: &Tree) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    let mut in_string = false;
    let mut bytes = tree.source().iter();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => in_string = !in_string,
            b'\\' if in_string => drop(bytes.next()),
            b'[' | b'{' if !in_string => {
                open += 1;
                deepest = deepest.max(open);
            }
            b']' | b'}' if !in_string => open = open.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// What Python's reader decodes bytes to: it finds UTF-16 and UTF-32 by the zeros among the first four.
fn python_text(bytes: &[u8]) -> Option<String> {
    let units = |wide: Wide, bytes: &[u8]| match wide {
        Wide::Utf16 { little } => {
            let read = |pair: &[u8]| {
                let pair = [pair[0], pair[1]];
                if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
            };
            let chunks = bytes.chunks_exact(2);
            let is_whole = chunks.remainder().is_empty();
            let units: Vec<u16> = chunks.map(read).collect();
            String::from_utf16(&units).ok().filter(|_| is_whole)
        }
        Wide::Utf32 { little } => {
            let read = |four: &[u8]| {
                let four = [four[0], four[1], four[2], four[3]];
                char::from_u32(if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) })
            };
            let chunks = bytes.chunks_exact(4);
            let is_whole = chunks.remainder().is_empty();
            chunks.map(read).collect::<Option<String>>().filter(|_| is_whole)
        }
    };
    match bytes {
        [0, 0, 0xfe, 0xff, rest @ ..] => units(Wide::Utf32 { little: false }, rest),
        [0xff, 0xfe, 0, 0, rest @ ..] => units(Wide::Utf32 { little: true }, rest),
        [0xfe, 0xff, rest @ ..] => units(Wide::Utf16 { little: false }, rest),
        [0xff, 0xfe, rest @ ..] => units(Wide::Utf16 { little: true }, rest),
        [0, 0, ..] => units(Wide::Utf32 { little: false }, bytes),
        [0, _, ..] => units(Wide::Utf16 { little: false }, bytes),
        [_, 0, 0, 0, ..] => units(Wide::Utf32 { little: true }, bytes),
        [_, 0, ..] => units(Wide::Utf16 { little: true }, bytes),
        _ => String::from_utf8(bytes.to_vec()).ok(),
    }
}

#[derive(Clone, Copy)]
enum Wide {
    Utf16 { little: bool },
    Utf32 { little: bool },
}

/// Whether every number is one of a double's range.
fn numbers_are_finite(tree: &Tree) -> bool {
    tree.descendants()
        .filter_map(|value| value.number_text())
        .all(|text| text.parse::<f64>().is_ok_and(f64::is_finite))
}

/// Whether a string has half of a surrogate pair; a tree holds U+FFFD in its place.
pub(super) fn has_lone_surrogate(value: Value<'_>) -> bool {
    value.kind() == Kind::String && serde_json::from_slice::<String>(value.raw()).is_err()
}

/// Whether none of those members is there twice.
fn no_member_is_repeated(tree: &Tree, members: &[&str]) -> bool {
    let Some(root) = tree.root() else { return true };
    let mut seen = Vec::new();
    for member in root.members().filter(|member| members.contains(&member.name)) {
        if seen.contains(&member.name) {
            return false;
        }
        seen.push(member.name);
    }
    true
}
