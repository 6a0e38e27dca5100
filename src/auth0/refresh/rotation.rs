//! Two states of a key set.

use serde::Serialize;

use crate::auth0::keys::Key;
use crate::finding::quoted;

use super::refusal::{Cause, Refusal};

/// What became of the keys, each named by its `kid`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Rotation {
    /// The same key as before.
    pub unchanged: Vec<String>,
    /// New keys.
    pub added: Vec<String>,
    /// Keys that are not there any more. What Auth0 does with their credentials is not documented.
    pub removed: Vec<String>,
    /// The same key for another algorithm. What Auth0 does then is not documented.
    pub changed_algorithm: Vec<String>,
    /// Another key under a known `kid`: it is refused, and the old key is kept (documented).
    pub replaced: Vec<String>,
}

impl Rotation {
    /// Compares two states. Keys that Auth0 does not take are not credentials; but whatever takes the `kid` of
    /// one that is replaces it.
    pub(super) fn between(earlier: &[Key], now: &[Key]) -> Rotation {
        let credentials: Vec<(&str, &Key)> =
            named(earlier).filter(|(_, key)| key.algorithm.is_ok()).collect();
        let mut rotation = Rotation::default();
        for (kid, key) in named(now) {
            // A kid may have stood in the set twice.
            let mut namesakes =
                credentials.iter().filter(|(old, _)| *old == kid).map(|(_, old)| old).peekable();
            let is_new = namesakes.peek().is_none();
            let same = namesakes.find(|old| old.thumbprint == key.thumbprint);
            let list = match (same, &key.algorithm) {
                (None, _) if !is_new => &mut rotation.replaced,
                (_, Err(_)) => continue,
                (None, Ok(_)) => &mut rotation.added,
                (Some(old), algorithm) if old.algorithm == *algorithm => &mut rotation.unchanged,
                (Some(_), Ok(_)) => &mut rotation.changed_algorithm,
            };
            list.push(kid.to_owned());
        }
        let is_gone = |kid: &str| {
            [&rotation.unchanged, &rotation.changed_algorithm, &rotation.replaced]
                .iter()
                .all(|list| !list.iter().any(|other| other == kid))
        };
        let removed = credentials.iter().map(|(kid, _)| *kid).filter(|kid| is_gone(kid));
        rotation.removed = removed.map(str::to_owned).collect();
        rotation
    }

    /// Whether there is any difference.
    pub fn changes_anything(&self) -> bool {
        let Rotation { unchanged: _, added, removed, changed_algorithm, replaced } = self;
        [added, removed, changed_algorithm, replaced].iter().any(|list| !list.is_empty())
    }

    pub(super) fn refusals(&self) -> impl Iterator<Item = Refusal> {
        self.replaced.iter().map(|kid| {
            let message = format!(
                "another key is published under the kid {}, which is registered: Auth0 refuses it and keeps the old key; publish it under a new kid",
                quoted(kid)
            );
            Refusal { cause: Cause::Key, message }
        })
    }
}

fn named(keys: &[Key]) -> impl Iterator<Item = (&str, &Key)> {
    keys.iter().filter_map(|key| Some((key.kid.as_deref()?, key)))
}
