//! Member names used more than once in the same object.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::names::Names;
use super::node::Kind;
use super::span::Span;
use super::tree::Tree;
use super::value::{Member, Value};

/// Up to this many members, comparing all pairs beats building a map.
const FEW: usize = 16;

/// No more are listed than anybody would read.
const MAX_LISTED: usize = 1_000;

/// A member name that the same object has used before.
#[derive(Clone, Debug)]
pub struct Duplicate<'t> {
    /// The name, decoded; it may be spelled with other escapes at each place.
    pub name: &'t str,
    /// Where the name stands first.
    pub first: Span,
    /// Where it stands again.
    pub again: Span,
    /// The object.
    pub object: Value<'t>,
}

pub(super) fn find(tree: &Tree) -> Vec<Duplicate<'_>> {
    let mut found = Vec::new();
    // The outermost object, whose names may be known to differ, comes first.
    let known = tree.names().is_some_and(Names::are_distinct);
    for object in tree.descendants().skip(known.into()).filter(|value| value.kind() == Kind::Object) {
        if object.member_values().nth(FEW).is_none() {
            compare_pairs(object, &mut found);
        } else {
            use_map(object, &mut found);
        }
        if found.len() >= MAX_LISTED {
            break;
        }
    }
    found.truncate(MAX_LISTED);
    found
}

fn compare_pairs<'t>(object: Value<'t>, found: &mut Vec<Duplicate<'t>>) {
    for (index, value) in object.member_values().enumerate() {
        let mut before = object.member_values().take(index);
        if let Some(first) = before.find(|earlier| earlier.shares_name_with(value)) {
            // Names are only decoded where there is something to say of them.
            let mut members = object.members();
            let first_name =
                members.clone().find(|member| member.value.is(first)).map(|member| member.name_span);
            if let (Some(first), Some(member)) = (first_name, members.nth(index)) {
                found.push(duplicate(object, first, member));
            }
        }
    }
}

fn use_map<'t>(object: Value<'t>, found: &mut Vec<Duplicate<'t>>) {
    let mut seen = HashMap::new();
    for member in object.members() {
        match seen.entry(member.name) {
            Entry::Occupied(_) if found.len() >= MAX_LISTED => return,
            Entry::Occupied(first) => found.push(duplicate(object, *first.get(), member)),
            Entry::Vacant(place) => {
                place.insert(member.name_span);
            }
        }
    }
}

fn duplicate<'t>(object: Value<'t>, first: Span, member: Member<'t>) -> Duplicate<'t> {
    Duplicate { name: member.name, first, again: member.name_span, object }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, usize, usize)> {
        Tree::parse(text.into())
            .duplicates()
            .into_iter()
            .map(|d| (d.name.to_owned(), d.first.start, d.again.start))
            .collect()
    }

    #[test]
    fn names_are_compared_decoded_and_within_one_object() {
        let text = r#"{"a":1,"\u0061":2,"a":3}"#;
        assert_eq!(found(text), [("a".into(), 1, 7), ("a".into(), 1, 18)]);
        assert_eq!(found(r#"{"a":{"a":1},"b":[{"a":1},{"a":2}]}"#), []);
    }

    #[test]
    fn large_objects_give_the_same_answer() {
        let names = (0..40).map(|n| format!(r#""n{n}":0"#)).collect::<Vec<_>>().join(",");
        assert_eq!(found(&format!("{{{names}}}")), []);
        let again = 1 + names.len() + 1;
        assert_eq!(found(&format!(r#"{{{names},"n0":1}}"#)), [("n0".into(), 1, again)]);
    }
}
