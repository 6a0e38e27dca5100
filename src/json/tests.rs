//! Whole documents: what is accepted, and what is said about the rest.

use super::{ProblemKind as P, Tree};

/// A document, the problems in it with the text at each, and what of the tree
/// survives as a pointer and the text found there.
fn check(text: &str, problems: &[(P, &str)], survivors: &[(&str, &str)]) {
    let tree = Tree::parse(text.into());
    let found: Vec<_> =
        tree.problems().iter().map(|problem| (problem.kind, &text[problem.span.range()])).collect();
    assert_eq!(found, problems, "in {text}");
    for (pointer, expected) in survivors {
        let value = tree.at(pointer);
        let value = value.unwrap_or_else(|| panic!("nothing at {pointer} in {text}"));
        let content = value.as_str().unwrap_or_else(|| String::from_utf8_lossy(value.raw()));
        assert_eq!(content, *expected, "at {pointer} in {text}");
    }
}
