//! What a tree is made of: the source, the nodes and the decoded texts.

use std::collections::BTreeMap;

use super::escape;
use super::node::{Kind, Node, Token};
use super::source::Source;

/// The source with the nodes that were read from it.
#[derive(Debug)]
pub(super) struct Arena {
    source: Source,
    nodes: Vec<Node>,
    /// The texts of those strings and names that have escapes or are not UTF-8, by the offset of the token.
    decoded: BTreeMap<u32, Box<str>>,
}

impl Arena {
    /// `decoded` has the texts of the tokens that are marked as decoded already.
    pub(super) fn new(source: Source, mut nodes: Vec<Node>, mut decoded: BTreeMap<u32, Box<str>>) -> Self {
        for node in &mut nodes {
            if let Some(name) = &mut node.name {
                decode(&source, name, &mut decoded);
            }
            if node.kind == Kind::String {
                decode(&source, &mut node.value, &mut decoded);
            }
        }
        Self { source, nodes, decoded }
    }

    pub(super) fn source(&self) -> &[u8] {
        self.source.bytes()
    }

    pub(super) fn into_source(self) -> Vec<u8> {
        self.source.into_bytes()
    }

    pub(super) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The decoded text of a string or name.
    pub(super) fn text(&self, token: Token) -> &str {
        if token.is_decoded {
            &self.decoded[&token.start]
        } else {
            self.source.text(token.content()).unwrap_or_default()
        }
    }
}

/// Adds the text of `token` to `decoded`, unless it can be borrowed from the source.
fn decode(source: &Source, token: &mut Token, decoded: &mut BTreeMap<u32, Box<str>>) {
    let content = token.content();
    if token.is_decoded {
        return;
    }
    if !token.has_escapes && source.text(content).is_some() {
        return;
    }
    decoded.insert(token.start, decoded_text(source, *token));
    token.is_decoded = true;
}

/// The text of a string or name that cannot be borrowed from the source.
pub(super) fn decoded_text(source: &Source, token: Token) -> Box<str> {
    let text = source.text_lossy(token.content());
    if token.has_escapes { escape::decode(&text).into() } else { text.into() }
}
