//! Member names that are used more than once in an object.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::span::Span;
use super::value::Value;

/// How many duplicates are listed at most.
const MAX_LISTED: usize = 1_000;

/// A member name that the same object has used before.
#[derive(Clone, Debug)]
pub struct Duplicate<'t> {
    /// The name, decoded. Its spelling may differ in escapes from one place to the other.
    pub name: &'t str,
    /// Where the object uses the name first.
    pub first: Span,
    /// Where it uses the name again.
    pub again: Span,
    /// The object.
    pub object: Value<'t>,
}

/// Finds the duplicates in the objects among `values`.
pub(super) fn find<'t>(values: impl Iterator<Item = Value<'t>>) -> Vec<Duplicate<'t>> {
    let mut found = Vec::new();
    for object in values {
        let mut seen = HashMap::with_capacity(object.members().count());
        for member in object.members() {
            match seen.entry(member.name) {
                Entry::Vacant(place) => {
                    place.insert(member.name_span);
                }
                Entry::Occupied(_) if found.len() == MAX_LISTED => return found,
                Entry::Occupied(first) => found.push(Duplicate {
                    name: member.name,
                    first: *first.get(),
                    again: member.name_span,
                    object,
                }),
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Tree;

    fn found(text: &str) -> Vec<(String, usize, usize)> {
        let tree = Tree::parse(text.into());
        let duplicates = tree.duplicates().into_iter();
        duplicates.map(|found| (found.name.to_owned(), found.first.start, found.again.start)).collect()
    }

    #[test]
    fn names_are_compared_decoded_and_inside_one_object() {
        let text = r#"{"a":1,"\u0061":2,"a":3}"#;
        assert_eq!(found(text), [("a".into(), 1, 7), ("a".into(), 1, 18)]);
        assert_eq!(found(r#"{"a":{"a":1},"b":[{"a":1},{"a":2}]}"#), []);
        assert_eq!(found(r#"[{"":1,"":2}]"#), [(String::new(), 2, 7)]);
    }

    #[test]
    fn the_list_is_bounded() {
        let members = vec!["\"a\":0"; MAX_LISTED + 10].join(",");
        assert_eq!(found(&format!("{{{members}}}")).len(), MAX_LISTED);
        let objects = vec!["{\"a\":0,\"a\":0}"; MAX_LISTED + 10].join(",");
        assert_eq!(found(&format!("[{objects}]")).len(), MAX_LISTED);
    }
}
