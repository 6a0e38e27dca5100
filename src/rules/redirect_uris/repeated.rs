//! Entries that stand in the list already.

use std::collections::{HashMap, hash_map};

use crate::json::Value;

/// Up to this many entries, comparing those that look alike beats a map.
const FEW: usize = 32;

/// A number less than 2048 that differs for most URIs that differ.
fn digest(text: &str) -> usize {
    let eight_from = |at: usize| {
        text.as_bytes()
            .get(at..)
            .and_then(|rest| rest.first_chunk())
            .map_or(0, |eight| u64::from_le_bytes(*eight))
    };
    // Some of the host, and some of the path.
    let (host, path) = (eight_from("https://".len()), eight_from(text.len() / 2));
    let some = host ^ path.rotate_left(23) ^ eight_from(text.len() / 4 * 3).rotate_left(47);
    // The highest bits of a product are made of all bits of its factors.
    ((some ^ text.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 53) as usize
}

/// The entries that were seen before.
#[derive(Default)]
pub struct Seen<'t> {
    /// A bit for each digest that the first entries have.
    digests: [u64; 32],
    /// All entries, where there are more.
    all: HashMap<&'t str, Value<'t>>,
}

impl<'t> Seen<'t> {
    /// The first entry of the same text, if there was one before.
    pub fn first(
        &mut self,
        list: Value<'t>,
        index: usize,
        text: &'t str,
        value: Value<'t>,
    ) -> Option<Value<'t>> {
        if index < FEW {
            let digest = digest(&text);
            let (word, bit) = (&mut self.digests[digest / 64], 1 << (digest % 64));
            if *word & bit == 0 {
                *word |= bit;
                return None;
            }
            return list.elements().take(index).find(|earlier| earlier.as_str() == Some(text));
        }
        if self.all.is_empty() {
            for earlier in list.elements().take(FEW) {
                earlier.as_str().map(|text| self.all.entry(text).or_insert(earlier));
            }
        }
        match self.all.entry(text) {
            hash_map::Entry::Occupied(first) => Some(*first.get()),
            hash_map::Entry::Vacant(place) => {
                place.insert(value);
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::doubtful;
    use super::*;
    use crate::json::Tree;

    #[test]
    fn repeated_entries_are_found_in_short_and_long_lists() {
        for length in [3, FEW, FEW + 1, 100] {
            let mut uris: Vec<String> =
                (0..length).map(|n| format!("https://app.example.com/{n}/cb")).collect();
            uris[length - 1] = uris[1].clone();
            // It is the text that counts, and not how it is spelled.
            let list = format!("{uris:?}").replacen("/1/cb", "\\u002f1/cb", 1);
            let tree = Tree::parse(list.into_bytes());
            let doubtful = doubtful(tree.root().expect("it is JSON")).0;
            let repeated: Vec<usize> =
                doubtful.iter().filter(|d| d.first.is_some()).map(|d| d.index).collect();
            assert_eq!(repeated, [length - 1], "{length}");
        }
    }
}
