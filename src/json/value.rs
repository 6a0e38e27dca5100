//! Views of the values in a tree.

use std::fmt;

use super::arena::Arena;
use super::escape::string_literal;
use super::node::{Kind, Node};
use super::pointer::{array_index, escape_pointer_token, unescape};
use super::span::Span;

/// A value in a [`Tree`](super::Tree); a handle that is cheap to copy.
#[derive(Clone, Copy)]
pub struct Value<'t> {
    arena: &'t Arena,
    index: usize,
}

/// A member of an object.
#[derive(Clone, Copy, Debug)]
pub struct Member<'t> {
    /// The name, decoded.
    pub name: &'t str,
    /// Where the name is, quotes included.
    pub name_span: Span,
    /// The value.
    pub value: Value<'t>,
}

impl<'t> Value<'t> {
    pub(super) fn new(arena: &'t Arena, index: usize) -> Self {
        Self { arena, index }
    }

    /// What kind of value it is. A misspelled value has the kind its author meant: `True` is a [`Kind::Bool`].
    #[must_use]
    pub fn kind(self) -> Kind {
        self.node().kind
    }

    /// Where the value is: quotes, brackets and braces included.
    #[must_use]
    pub fn span(self) -> Span {
        self.node().value.span()
    }

    /// The bytes of [`Value::span`].
    #[must_use]
    pub fn raw(self) -> &'t [u8] {
        &self.arena.source()[self.span().range()]
    }

    /// Where the whole item is: for the value of a member, from the start of the name to the end of the value; for
    /// an array element and for the root, the [span](Value::span) of the value.
    #[must_use]
    pub fn item_span(self) -> Span {
        let value = self.node().value;
        let first = self.node().name.unwrap_or(value);
        Span::new(first.span().start, value.span().end)
    }

    /// What to delete in order to remove the [item](Value::item_span) from its container.
    ///
    /// - If another item follows: the item, the comma behind it, and the white space up to what comes next.
    /// - For the last item: the comma in front of it, and everything from there to the end of the item.
    /// - For the only item, and for the root: the item, with the trailing comma if there is one.
    ///
    /// Removing one item from valid JSON leaves valid JSON (unless the item is the root). In a broken text a comma may
    /// be missing, and comments may be between the items: a comment between the item and the comma that is deleted
    /// is deleted with them, other comments stay.
    ///
    /// The spans of the last item and of the one in front of it overlap.
    #[must_use]
    pub fn removal_span(self) -> Span {
        let Span { start, end } = self.item_span();
        if let Some(next) = self.next_sibling() {
            let separator_end = next.comma().map_or(end, |comma| comma + 1);
            return Span::new(start, self.skip_space(separator_end));
        }
        if let Some(comma) = self.comma() {
            return Span::new(comma, end);
        }
        let behind = self.skip_space(end);
        let has_trailing_comma = self.parent().is_some() && self.arena.source().get(behind) == Some(&b',');
        Span::new(start, if has_trailing_comma { behind + 1 } else { end })
    }

    /// The change that removes the [item](Value::item_span) from its container.
    #[must_use]
    pub fn removal(self) -> (Span, String) {
        (self.removal_span(), String::new())
    }

    /// The change that puts other JSON in the place of the value.
    #[must_use]
    pub fn replacement(self, json: impl Into<String>) -> (Span, String) {
        (self.span(), json.into())
    }

    /// The change that adds a member at the end of an object, spaced like the members in front of it; `None` for other
    /// kinds.
    #[must_use]
    pub fn addition(self, name: &str, json: &str) -> Option<(Span, String)> {
        let member = format!("{}: {json}", string_literal(name));
        let last = self.members().last().map(|member| member.value);
        (self.kind() == Kind::Object).then(|| self.added(last, member))
    }

    /// The change that adds an element at the end of an array, spaced like the elements in front of it; `None` for other
    /// kinds.
    #[must_use]
    pub fn element_addition(self, json: &str) -> Option<(Span, String)> {
        (self.kind() == Kind::Array).then(|| self.added(self.elements().last(), json.to_owned()))
    }

    fn added(self, last: Option<Value<'t>>, item: String) -> (Span, String) {
        let Some(last) = last else { return (Span::at(self.span().start + 1), item) };
        // What stands in front of an item is what its neighbours have, too.
        let item_start = last.item_span().start;
        let source = &self.arena.source()[self.span().start + 1..item_start];
        let space = source.len() - source.trim_ascii_end().len();
        let space = String::from_utf8_lossy(&source[source.len() - space..]).into_owned();
        let is_only = source.trim_ascii_end().is_empty();
        let space = if is_only && !space.contains('\n') { " ".to_owned() } else { space };
        (Span::at(last.span().end), format!(",{space}{item}"))
    }

    /// The decoded text of a string; `None` for other kinds. Each sequence of bytes that is not UTF-8 and each
    /// unpaired surrogate escape becomes U+FFFD.
    #[must_use]
    pub fn as_str(self) -> Option<&'t str> {
        let node = self.node();
        (node.kind == Kind::String).then(|| self.arena.text(node.value))
    }

    /// Whether this is a string whose decoded text is the same as its source text, so that an offset into the text,
    /// counted from behind the opening quote, is an offset into the source.
    #[must_use]
    pub fn is_verbatim_string(self) -> bool {
        self.kind() == Kind::String && !self.node().value.is_decoded
    }

    /// The truth value; `None` for other kinds.
    #[must_use]
    pub fn as_bool(self) -> Option<bool> {
        (self.kind() == Kind::Bool).then(|| matches!(self.raw(), [b't' | b'T', ..]))
    }

    /// A number as it is written; `None` for other kinds.
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

    /// The members of an object in document order, duplicates included; nothing for other kinds.
    pub fn members(self) -> impl Iterator<Item = Member<'t>> + Clone {
        self.children(Kind::Object).filter_map(Value::member)
    }

    /// The value of the last member of that name, which is the one that `JSON.parse` takes. Compares all names of the
    /// object on each call.
    #[must_use]
    pub fn get(self, name: &str) -> Option<Value<'t>> {
        self.members().filter(|member| member.name == name).last().map(|member| member.value)
    }

    /// The array or object this value is in; `None` for the root.
    #[must_use]
    pub fn parent(self) -> Option<Value<'t>> {
        let parent = self.node().parent?;
        Some(Value::new(self.arena, parent as usize))
    }

    /// The name of the member this is the value of; `None` for elements and for the root.
    #[must_use]
    pub fn name(self) -> Option<&'t str> {
        self.node().name.map(|name| self.arena.text(name))
    }

    /// The member this is the value of; `None` for elements and for the root.
    #[must_use]
    pub fn member(self) -> Option<Member<'t>> {
        let name = self.node().name?;
        Some(Member { name: self.arena.text(name), name_span: name.span(), value: self })
    }

    /// The JSON Pointer (RFC 6901) from the root to this value. At or below a member whose name is used again, it does
    /// not lead back here, because it leads to the last member of that name.
    #[must_use]
    pub fn pointer(self) -> String {
        let mut path: Vec<_> = std::iter::successors(Some(self), |value| value.parent()).collect();
        path.pop();
        let mut pointer = String::new();
        for value in path.into_iter().rev() {
            pointer.push('/');
            match value.name() {
                Some(name) => pointer.push_str(&escape_pointer_token(name)),
                None => pointer.push_str(&value.position_in_array().to_string()),
            }
        }
        pointer
    }

    /// The value that a JSON Pointer leads to from here. `None` if the pointer is malformed or leads nowhere. Where a
    /// name is used more than once, the pointer leads to the last member of that name.
    #[must_use]
    pub fn at(self, pointer: &str) -> Option<Value<'t>> {
        if pointer.is_empty() {
            return Some(self);
        }
        pointer.strip_prefix('/')?.split('/').try_fold(self, |value, token| match value.kind() {
            Kind::Object => value.get(&unescape(token)?),
            Kind::Array => value.elements().nth(array_index(token)?),
            _ => None,
        })
    }

    /// How many elements of the array are in front of this one.
    fn position_in_array(self) -> usize {
        let elements = self.parent().into_iter().flat_map(Value::elements);
        elements.take_while(|element| element.index < self.index).count()
    }

    /// The offset of the comma in front of the item.
    fn comma(self) -> Option<usize> {
        Some(self.node().comma?.get() as usize)
    }

    fn next_sibling(self) -> Option<Value<'t>> {
        let next = self.node().next;
        (next < self.parent()?.node().next).then(|| Value::new(self.arena, next as usize))
    }

    /// The values directly in this one, if it is of that kind.
    fn children(self, kind: Kind) -> impl Iterator<Item = Value<'t>> + Clone {
        let end = if self.kind() == kind { self.node().next as usize } else { 0 };
        let child = move |index| (index < end).then(|| Value::new(self.arena, index));
        std::iter::successors(child(self.index + 1), move |sibling| child(sibling.node().next as usize))
    }

    /// The offset of the first byte from `at` on that is not white space.
    fn skip_space(self, at: usize) -> usize {
        let rest = &self.arena.source()[at..];
        at + rest.iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\t' | b'\r')).count()
    }

    fn node(self) -> &'t Node {
        &self.arena.nodes()[self.index]
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
    use crate::json::Tree;

    fn tree(text: &str) -> Tree {
        Tree::parse(text.into())
    }

    #[test]
    fn values_have_kinds() {
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
        assert_eq!(members[1].value.as_str(), Some("a\nb"));
        assert!(!members[1].value.is_verbatim_string());
    }

    #[test]
    fn bytes_that_are_not_utf8_become_replacement_characters() {
        let tree = Tree::parse(b"{\"a\": \"x\xFFy\", \"b\": \"z\", \"c\": \"\\n\xFF\"}".to_vec());
        assert_eq!(tree.at("/a").unwrap().as_str(), Some("x\u{fffd}y"));
        assert!(!tree.at("/a").unwrap().is_verbatim_string());
        assert_eq!(tree.at("/b").unwrap().as_str(), Some("z"));
        assert!(tree.at("/b").unwrap().is_verbatim_string());
        assert_eq!(tree.at("/c").unwrap().as_str(), Some("\n\u{fffd}"));
    }

    #[test]
    fn names_are_compared_decoded() {
        let tree = Tree::parse(b"{\"a\xFF\": 1, \"a\xFE\": 2, \"\\u0062\": 3}".to_vec());
        assert_eq!(tree.root().unwrap().get("a\u{fffd}").unwrap().number_text(), Some("2"));
        assert_eq!(tree.root().unwrap().get("b").unwrap().number_text(), Some("3"));
    }

    #[test]
    fn the_last_member_of_a_name_counts() {
        let tree = tree(r#"{"a": 1, "b": 2, "\u0061": 3}"#);
        let root = tree.root().unwrap();
        assert_eq!(root.get("a").unwrap().number_text(), Some("3"));
        assert!(root.get("c").is_none());
        assert!(root.get("").is_none());
    }

    #[test]
    fn values_know_their_surroundings() {
        let tree = tree(r#"{"a": [1, {"b": 2}]}"#);
        let inner = tree.at("/a/1/b").unwrap();
        assert_eq!(inner.name(), Some("b"));
        assert_eq!(inner.parent().unwrap().pointer(), "/a/1");
        assert_eq!(inner.parent().unwrap().at("/b").unwrap().pointer(), "/a/1/b");
        assert_eq!(inner.parent().unwrap().name(), None);
        assert!(tree.root().unwrap().parent().is_none());
    }

    #[test]
    fn pointers_lead_to_values() {
        let text = r#"{"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3,
            "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8}"#;
        let tree = tree(text);
        for (pointer, number) in [
            ("/", "0"),
            ("/a~1b", "1"),
            ("/c%d", "2"),
            ("/e^f", "3"),
            ("/g|h", "4"),
            ("/i\\j", "5"),
            ("/k\"l", "6"),
            ("/ ", "7"),
            ("/m~0n", "8"),
        ] {
            let value = tree.at(pointer).unwrap();
            assert_eq!(value.number_text(), Some(number), "{pointer}");
            assert_eq!(value.pointer(), pointer);
        }
        assert_eq!(tree.at("/foo/0").unwrap().as_str(), Some("bar"));
        assert_eq!(tree.at("").unwrap().kind(), Kind::Object);
        assert_eq!(tree.at("/foo/1").unwrap().pointer(), "/foo/1");
    }

    #[test]
    fn pointers_that_lead_nowhere() {
        let tree = tree(r#"{"a": [1], "b~": 2}"#);
        for pointer in ["a", "/x", "/a/1", "/a/00", "/a/-", "/a/", "/a/+0", "/a/0/0", "/b~", "/b~2"] {
            assert!(tree.at(pointer).is_none(), "{pointer}");
        }
    }

    #[test]
    fn an_item_is_a_member_with_its_name_or_an_element() {
        let text = r#"{"a" : [1, {"b": "c"}], 'd': e}"#;
        let tree = tree(text);
        for (pointer, item) in [
            ("", text),
            ("/a", r#""a" : [1, {"b": "c"}]"#),
            ("/a/0", "1"),
            ("/a/1", r#"{"b": "c"}"#),
            ("/a/1/b", r#""b": "c""#),
            ("/d", "'d': e"),
        ] {
            assert_eq!(&text[tree.at(pointer).unwrap().item_span().range()], item, "{pointer}");
        }
    }

    /// Checks what is left of `text` after the removal of each item of its root in turn.
    #[track_caller]
    fn check_removal(text: &str, expected: &[&str]) {
        let tree = tree(text);
        let root = tree.root().unwrap();
        let items: Vec<_> = root.elements().chain(root.members().map(|member| member.value)).collect();
        let left: Vec<_> = items
            .into_iter()
            .map(|item| {
                let Span { start, end } = item.removal_span();
                text[..start].to_owned() + &text[end..]
            })
            .collect();
        assert_eq!(left, expected, "{text}");
    }

    #[test]
    fn an_item_is_removed_with_one_comma() {
        check_removal("[]", &[]);
        check_removal("[1]", &["[]"]);
        check_removal("[ 1 ]", &["[  ]"]);
        check_removal("[1,2,3]", &["[2,3]", "[1,3]", "[1,2]"]);
        check_removal("[1 , 2 , 3 ]", &["[2 , 3 ]", "[1 , 3 ]", "[1 , 2  ]"]);
        check_removal("[[1, 2], {\"a\": 3}]", &["[{\"a\": 3}]", "[[1, 2]]"]);
        check_removal("{\"a\": 1}", &["{}"]);
        check_removal("{\"a\": 1, \"b\": [2, 3]}", &["{\"b\": [2, 3]}", "{\"a\": 1}"]);
        check_removal(
            "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}\n",
            &[
                "{\n  \"b\": 2,\n  \"c\": 3\n}\n",
                "{\n  \"a\": 1,\n  \"c\": 3\n}\n",
                "{\n  \"a\": 1,\n  \"b\": 2\n}\n",
            ],
        );
        let root = tree("[1]");
        assert_eq!(root.root().unwrap().removal_span().range(), 0..3);
    }

    #[test]
    fn an_item_of_a_broken_text_is_removed_with_one_comma() {
        check_removal("[1,]", &["[]"]);
        check_removal("[1 ,\n]", &["[\n]"]);
        check_removal("[1, 2,]", &["[2,]", "[1,]"]);
        check_removal("[1,, 2]", &["[, 2]", "[1]"]);
        check_removal("[,1]", &["[,]"]);
        check_removal("[1 2]", &["[2]", "[1 ]"]);
        check_removal("{\"a\": 1; \"b\": 2}", &["{\"b\": 2}", "{\"a\": 1}"]);
        check_removal("[1, 2", &["[2", "[1"]);
        check_removal("[1,", &["["]);
        check_removal("{\"a\": [1, \"b\": 2}", &["{\"b\": 2}", "{\"a\": [1}"]);
    }

    #[test]
    fn comments_stay_unless_they_are_in_front_of_the_removed_comma() {
        check_removal("[1, /* b, */ 2]", &["[/* b, */ 2]", "[1]"]);
        check_removal("[1 /* a, */, 2 /* b */]", &["[2 /* b */]", "[1 /* a, */ /* b */]"]);
        check_removal("[1, // a,\n 2 // b\n]", &["[// a,\n 2 // b\n]", "[1 // b\n]"]);
        check_removal("[1 /* a */]", &["[ /* a */]"]);
    }
}
