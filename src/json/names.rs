//! The members of the outermost object by their names: that is where most are looked for.

use super::node::{Key, Kind};
use super::tree::Tree;

/// A power of two, and more than there are members: a search ends at a free slot.
const SLOTS: usize = 32;

/// Objects with so many members, or more, are searched one by one.
const MANY: usize = 24;

/// A hash table of the members of the outermost object.
#[derive(Debug)]
pub(super) struct Names {
    /// Indices of the members' values; 0, the object itself, where there is none.
    slots: [u16; SLOTS],
    /// Whether a name is used again.
    repeat: bool,
}

impl Names {
    /// Reads the names of the outermost object. None if it is no object, has many members, or has names that would
    /// have to be decoded.
    pub(super) fn of(tree: &Tree) -> Option<Self> {
        let object = tree.nodes().first().filter(|root| root.kind == Kind::Object)?;
        let mut names = Self { slots: [0; SLOTS], repeat: false };
        let mut index = 1;
        for _ in 0..MANY {
            if index >= object.next {
                return Some(names);
            }
            let node = tree.node(index);
            if node.key == Key::UNKNOWN {
                return None;
            }
            let slot = names.slot(&tree.source()[node.name.content().range()], node.key, tree);
            names.repeat |= names.slots[slot] > 0;
            // The last member of a name is the one that counts.
            names.slots[slot] = u16::try_from(index).ok()?;
            index = node.next;
        }
        None
    }

    /// The index of the value of the last member of that name.
    pub(super) fn get(&self, name: &str, tree: &Tree) -> Option<u32> {
        let name = name.as_bytes();
        let index = self.slots[self.slot(name, Key::of(name), tree)];
        (index > 0).then(|| index.into())
    }

    /// Whether every name is used once.
    pub(super) fn are_distinct(&self) -> bool {
        !self.repeat
    }

    /// The slot of that name, or the free one in which it belongs.
    fn slot(&self, name: &[u8], key: Key, tree: &Tree) -> usize {
        let is_named = |index: u16| {
            let node = tree.node(index.into());
            node.key == key && tree.source()[node.name.content().range()] == *name
        };
        let mut slot = key.spread() % SLOTS;
        while self.slots[slot] > 0 && !is_named(self.slots[slot]) {
            slot = (slot + 1) % SLOTS;
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(names: impl Iterator<Item = String>) -> Tree {
        let members: Vec<String> =
            names.enumerate().map(|(at, name)| format!("\"{name}\": [{at}]")).collect();
        Tree::parse(format!("{{{}}}", members.join(", ")).into_bytes())
    }

    #[test]
    fn members_are_found_in_objects_of_any_size() {
        for size in [0, 1, MANY - 1, MANY, SLOTS, 200] {
            let tree = object((0..size).map(|at| format!("member_{at}")));
            assert_eq!(Names::of(&tree).is_some(), size < MANY, "{size}");
            let root = tree.root().expect("there is an object");
            for at in 0..size {
                let value = root.get(&format!("member_{at}")).expect("it is there");
                assert_eq!(value.raw(), format!("[{at}]").as_bytes(), "{size}");
            }
            assert!(root.get(&format!("member_{size}")).is_none() && root.get("").is_none());
            assert!(tree.duplicates().is_empty());
        }
    }

    #[test]
    fn the_last_member_of_a_name_counts() {
        for others in [0, MANY] {
            let names = ["a", "b", "", "a", ""].map(str::to_owned).into_iter();
            let tree = object(names.chain((0..others).map(|at| format!("member_{at}"))));
            let root = tree.root().expect("there is an object");
            assert_eq!(root.get("a").map(|value| value.raw()), Some(&b"[3]"[..]));
            assert_eq!(root.get("b").map(|value| value.raw()), Some(&b"[1]"[..]));
            assert_eq!(root.get("").map(|value| value.raw()), Some(&b"[4]"[..]));
            assert_eq!(tree.duplicates().len(), 2);
        }
    }

    #[test]
    fn names_that_are_spelled_with_escapes_are_found() {
        let tree = Tree::parse(br#"{"a": 1, "\u0062": 2, "\u0061": 3}"#.to_vec());
        let root = tree.root().expect("there is an object");
        assert!(Names::of(&tree).is_none());
        assert_eq!(root.get("a").and_then(|value| value.number_text()), Some("3"));
        assert_eq!(root.get("b").and_then(|value| value.number_text()), Some("2"));
        assert_eq!(tree.duplicates().len(), 1);
    }
}
