//! What holds for every document, tried on random ones.

use cimd::json::{Kind, ProblemKind, Repair, Tree, Value, repair};
use proptest::prelude::*;
use serde_json::Value as Json;

/// Any JSON value that is not too deep to be read.
fn json() -> impl Strategy<Value = Json> {
    let text = prop_oneof![any::<String>(), "[a-z~/\"\\\\]{0,4}"];
    let scalar = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        text.clone().prop_map(Json::from),
    ];
    scalar.prop_recursive(6, 64, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..20).prop_map(Json::from),
            prop::collection::vec((text.clone(), inner), 0..20)
                .prop_map(|members| Json::Object(members.into_iter().collect())),
        ]
    })
}

fn document() -> impl Strategy<Value = Vec<u8>> {
    (json(), any::<bool>()).prop_map(|(value, pretty)| {
        let text = if pretty { serde_json::to_vec_pretty(&value) } else { serde_json::to_vec(&value) };
        text.expect("a value can be written")
    })
}

/// A change to a document; positions are taken modulo its length.
#[derive(Clone, Debug)]
enum Edit {
    Replace(usize, u8),
    Insert(usize, String),
    Remove(usize, usize),
    Repeat(usize, usize),
    Cut(usize),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let piece = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\\u",
        "\\ud800",
        "'",
        "“",
        "`",
        "```",
        "//",
        "/*",
        "*/",
        "#",
        "\n",
        "\r",
        "\t",
        "0",
        "1",
        "-",
        "+",
        ".",
        "e",
        "=",
        ";",
        "true",
        "None",
        "NaN",
        "1e999",
        "\n<<<<<<< a\n",
        "\n=======\n",
        "\n>>>>>>> b\n",
        "\u{a0}",
        "\u{200b}",
        "\u{feff}",
        "\0",
        "<",
        "é",
    ]);
    let edit = prop_oneof![
        (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Edit::Replace(at, byte)),
        (any::<usize>(), piece).prop_map(|(at, piece)| Edit::Insert(at, piece.into())),
        (any::<usize>(), 1..8_usize).prop_map(|(at, length)| Edit::Remove(at, length)),
        (any::<usize>(), 1..16_usize).prop_map(|(at, length)| Edit::Repeat(at, length)),
        any::<usize>().prop_map(Edit::Cut),
    ];
    prop::collection::vec(edit, 1..5)
}

fn apply(edit: &Edit, bytes: &mut Vec<u8>) {
    let length = bytes.len();
    let place = |at: &usize| at % (length + 1);
    match edit {
        Edit::Replace(at, byte) => {
            if let Some(place) = bytes.get_mut(place(at)) {
                *place = *byte;
            }
        }
        Edit::Insert(at, piece) => {
            bytes.splice(place(at)..place(at), piece.bytes());
        }
        Edit::Remove(at, count) => {
            bytes.drain(place(at)..length.min(place(at) + count));
        }
        Edit::Repeat(at, count) => {
            bytes.extend_from_within(place(at)..length.min(place(at) + count));
        }
        Edit::Cut(at) => bytes.truncate(place(at)),
    }
}

/// The value as `serde_json` would have it, the last of several members of the
/// same name winning.
fn to_serde(value: Value<'_>) -> Json {
    match value.kind() {
        Kind::Null => Json::Null,
        Kind::Bool => value.as_bool().into(),
        // A number out of range stays the text that it is, and one with a slip in it, which was read as if it were not there.
        Kind::Number => {
            let text = value.number_text().expect("a number has a text");
            let text: String = text.chars().filter(char::is_ascii_graphic).collect();
            serde_json::from_str(&text).unwrap_or_else(|_| text.into())
        }
        Kind::String => value.as_str().into(),
        Kind::Array => value.elements().map(to_serde).collect(),
        Kind::Object => {
            value.members().map(|member| (member.name.to_owned(), to_serde(member.value))).collect()
        }
    }
}

fn has(tree: &Tree, kind: ProblemKind) -> bool {
    tree.problems().iter().any(|problem| problem.kind == kind)
}

/// Checks that `tree` and `serde_json` agree on what is JSON, apart from the
/// intended differences.
fn agree(bytes: &[u8], tree: &Tree) -> Result<(), TestCaseError> {
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match serde_json::from_slice::<Json>(body) {
        Ok(expected) => {
            prop_assert!(tree.is_json(), "refused: {:?}", tree.problems());
            prop_assert_eq!(tree.root().map(to_serde), Some(expected));
        }
        Err(error) if tree.is_json() => {
            let out_of_range = error.to_string().contains("number out of range");
            let intended = out_of_range || has(tree, ProblemKind::LoneSurrogate);
            prop_assert!(intended, "accepted: {error}");
        }
        Err(_) => {}
    }
    Ok(())
}

/// Removes the value that `pointer` leads to from its array or object.
fn remove(root: &mut Json, pointer: &str) {
    let (container, token) = pointer.rsplit_once('/').expect("it is not the root");
    match root.pointer_mut(container) {
        Some(Json::Array(elements)) => {
            elements.remove(token.parse().expect("it is an index"));
        }
        Some(Json::Object(members)) => {
            members.remove(&token.replace("~1", "/").replace("~0", "~"));
        }
        other => panic!("{other:?} contains nothing"),
    }
}

/// Checks that everything the tree says lies within the source, and that each
/// value lies within its container.
fn hangs_together(tree: &Tree) -> Result<(), TestCaseError> {
    let length = tree.source().len();
    prop_assert!(tree.problems().len() <= 100);
    for problem in tree.problems() {
        for span in [Some(problem.span), problem.related].into_iter().flatten() {
            prop_assert!(span.start <= span.end && span.end <= length);
        }
        prop_assert!(!problem.message().is_empty() && !problem.help().is_empty());
    }
    for value in tree.descendants() {
        let span = value.span();
        prop_assert!(span.start <= span.end && span.end <= length);
        for outer in [value.item_span(), value.removal_span()] {
            prop_assert!(outer.start <= span.start && span.end <= outer.end && outer.end <= length);
        }
        if let Some(parent) = value.parent().map(Value::span) {
            prop_assert!(parent.start <= span.start && span.end <= parent.end);
        }
    }
    Ok(())
}

/// The text with the changes of a repair made.
fn repaired(bytes: &[u8], repair: &Repair) -> Vec<u8> {
    let mut text = bytes.to_vec();
    for (span, new) in repair.edits.iter().rev() {
        text.splice(span.range(), new.bytes());
    }
    text
}

proptest! {
    #[test]
    fn json_is_read_as_it_was_written(value in json(), pretty: bool) {
        let bytes = if pretty {
            serde_json::to_vec_pretty(&value)?
        } else {
            serde_json::to_vec(&value)?
        };
        // Reading what was written takes care of the precision of numbers.
        let expected: Json = serde_json::from_slice(&bytes)?;
        let tree = Tree::parse(bytes);
        prop_assert_eq!(tree.problems(), []);
        prop_assert_eq!(tree.root().map(to_serde), Some(expected));
        prop_assert!(tree.duplicates().is_empty());
    }

    #[test]
    fn a_changed_document_is_judged_as_serde_json_does(
        mut bytes in document(),
        edits in edits(),
    ) {
        for edit in &edits {
            apply(edit, &mut bytes);
        }
        let tree = Tree::parse(bytes.clone());
        agree(&bytes, &tree)?;
        hangs_together(&tree)?;
    }

    #[test]
    fn any_bytes_can_be_read(bytes: Vec<u8>) {
        let tree = Tree::parse(bytes.clone());
        agree(&bytes, &tree)?;
        hangs_together(&tree)?;
    }

    #[test]
    fn a_repair_makes_json_of_a_broken_document(mut bytes in document(), edits in edits()) {
        for edit in &edits {
            apply(edit, &mut bytes);
        }
        let tree = Tree::parse(bytes.clone());
        if let Some(repair) = repair(&tree) {
            let mended = Tree::parse(repaired(&bytes, &repair));
            prop_assert!(mended.is_json());
            // Where the text has one reading, that is what is left.
            if repair.is_certain {
                prop_assert_eq!(mended.root().map(to_serde), tree.root().map(to_serde));
            }
        }
    }

    #[test]
    fn an_added_item_is_all_that_is_new(bytes in document(), name: String, number: u32) {
        let tree = Tree::parse(bytes.clone());
        for value in tree.descendants() {
            let number_text = number.to_string();
            let addition = value.addition(&name, &number_text).or_else(|| value.element_addition(&number_text));
            let Some((span, text)) = addition else { continue };
            let mut edited = bytes.clone();
            edited.splice(span.range(), text.into_bytes());
            let mut expected: Json = serde_json::from_slice(&bytes)?;
            match expected.pointer_mut(&value.pointer()) {
                Some(Json::Array(list)) => list.push(number.into()),
                Some(Json::Object(members)) => drop(members.insert(name.clone(), number.into())),
                other => prop_assert!(false, "{other:?}"),
            }
            prop_assert_eq!(serde_json::from_slice::<Json>(&edited)?, expected);
        }
    }

    #[test]
    fn the_span_of_a_value_holds_that_value(bytes in document()) {
        let tree = Tree::parse(bytes);
        for value in tree.descendants() {
            let again = Tree::parse(value.raw().to_vec());
            prop_assert!(again.is_json());
            prop_assert_eq!(again.root().map(to_serde), Some(to_serde(value)));
        }
    }

    #[test]
    fn a_document_without_an_item_is_the_same_but_for_that_item(bytes in document()) {
        let tree = Tree::parse(bytes.clone());
        for value in tree.descendants().skip(1) {
            let mut edited = bytes.clone();
            edited.drain(value.removal_span().range());
            let mut expected: Json = serde_json::from_slice(&bytes)?;
            remove(&mut expected, &value.pointer());
            prop_assert_eq!(serde_json::from_slice::<Json>(&edited)?, expected);
        }
    }

    #[test]
    fn a_pointer_leads_back_to_its_value(bytes in document()) {
        let tree = Tree::parse(bytes);
        for value in tree.descendants() {
            let found = tree.at(&value.pointer()).map(Value::span);
            prop_assert_eq!(found, Some(value.span()));
        }
    }
}
