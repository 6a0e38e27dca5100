//! Parses any bytes with `cimd::json` and with `serde_json`: both must agree on what is JSON and on its values, apart
//! from the intended differences, and the tree must be consistent.

#![no_main]

use cimd::json::{Kind, LineIndex, ProblemKind, Span, Tree, Value};
use libfuzzer_sys::fuzz_target;
use serde_json::Value as Json;

fuzz_target!(|bytes: &[u8]| {
    let tree = Tree::parse(bytes.to_vec());
    compare(bytes, &tree);
    check_problems(&tree);
    check_values(&tree);
    for duplicate in tree.duplicates() {
        assert!(duplicate.first < duplicate.again);
    }
});

fn compare(bytes: &[u8], tree: &Tree) {
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match serde_json::from_slice::<Json>(body) {
        Ok(expected) => {
            assert!(tree.is_json(), "refused: {:?}", tree.problems());
            assert_eq!(tree.root().map(to_serde), Some(expected));
        }
        Err(error) if tree.is_json() => {
            let mut problems = tree.problems().iter();
            let lone = problems.any(|problem| problem.kind == ProblemKind::LoneSurrogate);
            let out_of_range = error.to_string().contains("number out of range");
            assert!(lone || out_of_range, "accepted: {error}");
        }
        Err(_) => {}
    }
}

fn check_problems(tree: &Tree) {
    let lines = LineIndex::new(tree.source());
    assert!(tree.problems().len() <= 100);
    for problem in tree.problems() {
        check_span(tree, problem.span);
        if let Some(related) = problem.related {
            check_span(tree, related);
        }
        assert!(!problem.message().is_empty() && !problem.help().is_empty());
        let position = lines.position(problem.span.start);
        let line = lines.line_span(position.line);
        assert!(line.start <= problem.span.start && position.column >= 1);
    }
}

fn check_values(tree: &Tree) {
    let mut last_start = 0;
    for value in tree.descendants() {
        let span = value.span();
        check_span(tree, span);
        check_span(tree, value.item_span());
        check_span(tree, value.removal_span());
        assert!(last_start <= span.start, "values are in document order");
        last_start = span.start;
        if let Some(parent) = value.parent().map(Value::span) {
            assert!(parent.start <= span.start && span.end <= parent.end);
        }
    }
    if !tree.duplicates().is_empty() {
        // A pointer cannot distinguish members of the same name.
        return;
    }
    // Finding the pointer of a value takes time in proportion to its array.
    for value in tree.descendants().take(200) {
        let found = tree.at(&value.pointer()).map(Value::span);
        assert_eq!(found, Some(value.span()));
    }
}

fn check_span(tree: &Tree, span: Span) {
    assert!(span.start <= span.end && span.end <= tree.source().len());
    if let Ok(text) = str::from_utf8(tree.source()) {
        assert!(text.get(span.range()).is_some(), "a span cuts a character");
    }
}

fn to_serde(value: Value<'_>) -> Json {
    match value.kind() {
        Kind::Null => Json::Null,
        Kind::Bool => value.as_bool().into(),
        Kind::Number => value
            .number_text()
            .and_then(|text| serde_json::from_str(text).ok())
            .expect("a number that serde_json reads"),
        Kind::String => value.as_str().into(),
        Kind::Array => value.elements().map(to_serde).collect(),
        Kind::Object => {
            value.members().map(|member| (member.name.to_owned(), to_serde(member.value))).collect()
        }
    }
}
