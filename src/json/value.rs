//! Views of the values in a tree.

use std::fmt;

use super::node::{Key, Kind, Node};
use super::pointer;
use super::span::Span;
use super::tree::Tree;

/// A value in a [`Tree`]; a handle that is cheap to copy.
#[derive(Clone, Copy)]
pub struct Value<'t> {
    tree: &'t Tree,
    index: u32,
}

/// A member of an object.
#[derive(Clone, Copy, Debug)]
pub struct Member<'t> {
    /// The name, decoded.
    pub name: &'t str,
    /// Where the name stands, quotes included.
    pub name_span: Span,
    /// The value.
    pub value: Value<'t>,
}

impl<'t> Value<'t> {
    pub(super) fn new(tree: &'t Tree, index: u32) -> Self {
        Self { tree, index }
    }

    /// What kind of value it is. A value that is misspelled has the kind its
    /// author meant: `True` is a [`Kind::Bool`].
    #[must_use]
    pub fn kind(self) -> Kind {
        self.node().kind
    }

    /// Where the value stands: quotes, brackets and braces included.
    #[must_use]
    pub fn span(self) -> Span {
        self.node().value.span()
    }

    /// The bytes of [`Value::span`].
    #[must_use]
    pub fn raw(self) -> &'t [u8] {
        &self.tree.source()[self.span().range()]
    }

    /// The decoded text of a string; none for other kinds. Bytes that are not UTF-8 and halves of surrogate pairs
    /// read as U+FFFD.
    #[must_use]
    pub fn as_str(self) -> Option<&'t str> {
        let node = self.node();
        (node.kind == Kind::String).then(|| self.tree.text(node.value))
    }

    /// Whether this is a string that stands in the source just as it reads, so
    /// that an offset into the text, counted from past the opening quote, is
    /// an offset into the source.
    #[must_use]
    pub fn is_verbatim_string(self) -> bool {
        self.kind() == Kind::String && self.node().value.decoded.is_none()
    }

    /// The truth value; none for other kinds.
    #[must_use]
    pub fn as_bool(self) -> Option<bool> {
        (self.kind() == Kind::Bool).then(|| matches!(self.raw(), [b't' | b'T', ..]))
    }

    /// A number as it is written; none for other kinds.
    #[must_use]
    pub fn number_text(self) -> Option<&'t str> {
        match self.kind() {
            Kind::Number => str::from_utf8(self.raw()).ok(),
            _ => None,
        }
    }

    /// The elements of an array; nothing for other kinds.
    pub fn elements(self) -> impl Iterator<Item = Value<'t>> + Clone {
        self.children(Kind::Array)
    }

    /// The members of an object in document order, duplicates included;
    /// nothing for other kinds.
    pub fn members(self) -> impl Iterator<Item = Member<'t>> + Clone {
        self.children(Kind::Object).map(move |value| Member {
            name: self.tree.text(value.node().name),
            name_span: value.node().name.span(),
            value,
        })
    }

    /// The values of an object's members.
    pub(super) fn member_values(self) -> impl Iterator<Item = Value<'t>> + Clone {
        self.children(Kind::Object)
    }

    /// The value of the last member called `name`, which is the one that
    /// counts for `JSON.parse`.
    #[must_use]
    pub fn get(self, name: &str) -> Option<Value<'t>> {
        if let Some(names) = self.tree.names().filter(|_| self.index == 0) {
            return names.get(name, self.tree).map(|index| Value::new(self.tree, index));
        }
        let key = Key::of(name.as_bytes());
        self.children(Kind::Object).filter(|value| value.is_named(name, key)).last()
    }

    /// Whether this is the value of a member of that decoded name, which has that key.
    fn is_named(self, name: &str, key: Key) -> bool {
        let node = self.node();
        if node.key == key {
            // What has a key is in the source as it reads.
            self.tree.source()[node.name.content().range()] == *name.as_bytes()
        } else {
            node.key == Key::UNKNOWN && self.tree.text(node.name) == name
        }
    }

    /// Whether both are values of members of the same decoded name.
    pub(super) fn shares_name_with(self, other: Value<'_>) -> bool {
        let (own, theirs) = (self.node(), other.node());
        own.key.may_be(theirs.key) && self.tree.text(own.name) == other.tree.text(theirs.name)
    }

    /// The array or object this value is in; none for the root.
    #[must_use]
    pub fn parent(self) -> Option<Value<'t>> {
        (self.index > 0).then(|| Value::new(self.tree, self.node().parent))
    }

    /// The name of the member this is the value of; none for elements and for
    /// the root.
    #[must_use]
    pub fn name(self) -> Option<&'t str> {
        let object = self.parent()?.kind() == Kind::Object;
        object.then(|| self.tree.text(self.node().name))
    }

    /// The JSON Pointer (RFC 6901) from the root to this value. At or below a
    /// member whose name is used again it does not lead back here, since it
    /// follows the last member of that name.
    #[must_use]
    pub fn pointer(self) -> String {
        pointer::to(self)
    }

    /// Whether both are the same place in the same tree.
    pub(super) fn is(self, other: Value<'_>) -> bool {
        std::ptr::eq(self.tree, other.tree) && self.index == other.index
    }

    fn node(self) -> &'t Node {
        self.tree.node(self.index)
    }

    fn children(self, kind: Kind) -> impl Iterator<Item = Value<'t>> + Clone {
        let end = if self.kind() == kind { self.node().next } else { 0 };
        let child = move |index: u32| (index < end).then(|| Value::new(self.tree, index));
        std::iter::successors(child(self.index + 1), move |value| child(value.node().next))
    }
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Value")
            .field("kind", &self.kind())
            .field("span", &self.span())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Tree {
        Tree::parse(text.into())
    }

    #[test]
    fn values_tell_what_they_are() {
        let tree = tree(r#"[null, true, false, -1.5e3, "x", [], {}]"#);
        let kinds: Vec<_> = tree.root().unwrap().elements().map(Value::kind).collect();
        assert_eq!(
            kinds,
            [Kind::Null, Kind::Bool, Kind::Bool, Kind::Number, Kind::String, Kind::Array, Kind::Object]
        );
        assert_eq!(tree.at("/1").unwrap().as_bool(), Some(true));
        assert_eq!(tree.at("/2").unwrap().as_bool(), Some(false));
        assert_eq!(tree.at("/3").unwrap().number_text(), Some("-1.5e3"));
        assert_eq!(tree.at("/4").unwrap().raw(), br#""x""#);
        assert_eq!(tree.at("/4").unwrap().number_text(), None);
    }

    #[test]
    fn strings_and_names_are_decoded() {
        let tree = tree(r#"{"plain": "text", "esc\u0061ped": "a\nb"}"#);
        let members: Vec<_> = tree.root().unwrap().members().collect();
        assert_eq!(members[0].name, "plain");
        assert!(members[0].value.is_verbatim_string());
        assert_eq!(members[1].name, "escaped");
        assert_eq!(members[1].value.as_str().unwrap(), "a\nb");
        assert!(!members[1].value.is_verbatim_string());
    }

    #[test]
    fn bytes_that_are_not_utf8_become_replacement_characters() {
        let tree = Tree::parse(b"{\"a\": \"x\xFFy\", \"b\": \"z\"}".to_vec());
        assert_eq!(tree.at("/a").unwrap().as_str().unwrap(), "x\u{fffd}y");
        assert!(!tree.at("/a").unwrap().is_verbatim_string());
        assert!(tree.at("/b").unwrap().is_verbatim_string());
    }

    #[test]
    fn names_that_are_not_utf8_are_found_decoded() {
        let tree = Tree::parse(b"{\"a\xFF\": 1, \"a\xFE\": 2}".to_vec());
        assert_eq!(tree.root().unwrap().get("a\u{fffd}").unwrap().number_text(), Some("2"));
        assert_eq!(tree.duplicates().len(), 1);
    }

    #[test]
    fn the_last_member_of_a_name_counts() {
        let tree = tree(r#"{"a": 1, "b": 2, "\u0061": 3}"#);
        let root = tree.root().unwrap();
        assert_eq!(root.get("a").unwrap().number_text(), Some("3"));
        assert!(root.get("c").is_none());
    }

    #[test]
    fn values_know_their_surroundings() {
        let tree = tree(r#"{"a": [1, {"b": 2}]}"#);
        let inner = tree.at("/a/1/b").unwrap();
        assert_eq!(inner.name().unwrap(), "b");
        assert_eq!(inner.parent().unwrap().pointer(), "/a/1");
        assert!(inner.parent().unwrap().name().is_none());
        assert!(tree.root().unwrap().parent().is_none());
    }
}
