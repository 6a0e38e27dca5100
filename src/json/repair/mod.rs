//! What to change so that a broken text becomes JSON.
//!
//! A text with [one slip](super::parser) is mended by that one change. In any other text the tokens that were read stay, and
//! are spelled as JSON wants them; of what is between two tokens only white space and the comma or colon that belongs there
//! are left. Each file uses those in front of it: `edits`, `gap`, `token`, `walk`.

mod edits;
mod gap;
mod token;
mod walk;

use super::problems::{Problem, ProblemKind};
use super::span::Span;
use super::tree::Tree;

/// The longest text that a repair is looked for, in bytes: a second tree of the text is made to see that it holds.
const MAX_BYTES: usize = 128 * 1024;

/// Changes of a text that make it JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What is put in the place of which stretch, in the order of the text and without overlap.
    pub edits: Vec<(Span, String)>,
    /// Whether the text has no other reading.
    pub is_certain: bool,
}

/// Finds the changes that make a text JSON. `None` if it is JSON, and where what its author meant is anybody's guess. The text
/// with these changes is parsed to see that they hold.
#[must_use]
pub fn repair(tree: &Tree) -> Option<Repair> {
    let source = tree.source();
    if tree.is_json() || source.len() > MAX_BYTES {
        return None;
    }
    let problems = || tree.problems().iter().filter(|problem| problem.kind.breaks_grammar());
    let is_certain = problems().all(|problem| is_certain(problem, source));
    let has_reading = || problems().all(|problem| is_certain_or_likely(problem, source));
    let edits = match tree.slip() {
        Some(slip) => vec![slip.clone()],
        None if has_reading() => walk::edits(tree)?,
        None => return None,
    };
    let mended = edits::apply(source, &edits);
    Tree::parse(mended).is_json().then_some(Repair { edits, is_certain })
}

fn is_certain_or_likely(problem: &Problem, source: &[u8]) -> bool {
    is_certain(problem, source) || is_likely(problem.kind)
}

/// Whether a text with this problem has one reading.
fn is_certain(problem: &Problem, source: &[u8]) -> bool {
    use ProblemKind as P;
    match problem.kind {
        P::Comment
        | P::InvisibleCharacter
        | P::CodeFence
        | P::TrailingComma
        | P::ExtraComma
        | P::MissingComma
        | P::MissingColon
        | P::EqualsInsteadOfColon
        | P::WrongQuotes
        | P::UnquotedName
        | P::WrongLiteral => true,
        // Brackets that are missing at the very end.
        P::Unclosed => problem.span.start >= source.trim_ascii_end().len(),
        _ => false,
    }
}

/// Whether a text with a problem of this kind was probably read as its author meant it.
fn is_likely(kind: ProblemKind) -> bool {
    use ProblemKind as P;
    matches!(
        kind,
        P::LeadingText
            | P::TrailingContent
            | P::UnexpectedClose
            | P::MismatchedClose
            | P::Unclosed
            | P::EscapedQuotes
            | P::UnquotedString
            | P::MissingOpeningQuote
            | P::ControlCharacter
            | P::UnterminatedString
            | P::UnescapedQuote
            | P::BadEscape
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, is_certain: bool, expected: &str) {
        let repair = super::repair(&Tree::parse(text.into())).expect("there is a repair");
        let mended = edits::apply(text.as_bytes(), &repair.edits);
        assert_eq!((String::from_utf8(mended).unwrap().as_str(), repair.is_certain), (expected, is_certain));
        assert!(repair.edits.is_sorted_by(|one, other| one.0.end <= other.0.start), "{:?}", repair.edits);
    }

    #[test]
    fn punctuation_is_mended() {
        check("{\"a\": 1,}", true, "{\"a\": 1}");
        check("{\"a\": 1,, \"b\": [1,],}", true, "{\"a\": 1, \"b\": [1]}");
        check("{\n  \"a\": 1\n  \"b\": [1 2]\n}\n", true, "{\n  \"a\": 1,\n  \"b\": [1, 2]\n}\n");
        check("{\"a\" = 1, \"b\" => 2, \"c\" 3}", true, "{\"a\" : 1, \"b\" : 2, \"c\": 3}");
    }

    #[test]
    fn comments_go_with_their_line() {
        check(
            "// head\n{\n  // one\n  \"a\": 1, // two\n  /* three */ \"b\": 2 # four\n}\n// end\n",
            true,
            "{\n  \"a\": 1,\n  \"b\": 2\n}\n",
        );
        check("{\"a\": /* , */ 1, <!-- x --> \"b\": 2}", true, "{\"a\": 1, \"b\": 2}");
        check("{\"a\": 1, // x, y: \"z\"\r\n \"b\": 2, //\r\n}", true, "{\"a\": 1,\r\n \"b\": 2\r\n}");
    }

    #[test]
    fn strings_and_words_are_spelled_as_json_wants_them() {
        check(
            "{'a': 'it\\'s \"x\"\\n', b: True, “c”: None}",
            true,
            "{\"a\": \"it's \\\"x\\\"\\n\", \"b\": true, \"c\": null}",
        );
        check("{\"a\": x y, \"b\": 'z'}", false, "{\"a\": \"x y\", \"b\": \"z\"}");
        check("{\"a\": \"1\t2\", 'b': 3}", false, "{\"a\": \"1\\t2\", \"b\": 3}");
    }

    #[test]
    fn brackets_are_closed_at_the_end() {
        check("{\"a\": [1, {\"b\": 2", true, "{\"a\": [1, {\"b\": 2}]}");
        check("{\n  \"a\": {\n    \"b\": [1]\n", true, "{\n  \"a\": {\n    \"b\": [1]\n  }\n}\n");
        check("{\"a\": 1}}", false, "{\"a\": 1}");
    }

    #[test]
    fn what_is_not_a_document_stays_as_it_is() {
        for text in [
            "",
            "<html></html>",
            "a: 1\nb: 2\n",
            "{\"a\": 1} {\"b\": 2}",
            "{\"a\": , \"b\": 1}",
            "404 Not Found",
        ] {
            assert_eq!(repair(&Tree::parse(text.into())), None, "{text}");
        }
    }
}
