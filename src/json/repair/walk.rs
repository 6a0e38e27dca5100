//! The tokens of a tree in the order of the text, and the gaps between them.

use super::edits::Edits;
use crate::json::encoding::BOM;
use crate::json::node::{Kind, Node, narrow};
use crate::json::span::Span;
use crate::json::tree::Tree;

/// The changes that leave of a text what was read of it. `None` if nothing was.
pub(super) fn edits(tree: &Tree) -> Option<Vec<(Span, String)>> {
    let source = tree.source();
    let nodes = tree.nodes();
    let root = nodes.first()?;
    let begin = if source.starts_with(BOM) { BOM.len() } else { 0 };
    let mut walk = Walk { edits: Edits::new(source), at: begin, open: Vec::new() };
    walk.edits.empty(Span::new(begin, root.value.span().start));
    walk.at = root.value.span().start;
    for (index, node) in nodes.iter().enumerate() {
        walk.close_up_to(node.parent, nodes);
        walk.item(narrow(index), node);
    }
    walk.close_up_to(None, nodes);
    walk.edits.empty(Span::new(walk.at, source.len()));
    Some(walk.edits.into_list())
}

struct Walk<'s> {
    edits: Edits<'s>,
    /// The end of the last token.
    at: usize,
    /// The open containers, and whether each has an item already.
    open: Vec<(u32, bool)>,
}

impl Walk<'_> {
    /// Passes a value, or the beginning of a container, with its name and what is in front of it.
    fn item(&mut self, index: u32, node: &Node) {
        let comma = match self.open.last_mut() {
            Some((_, has_items)) => std::mem::replace(has_items, true).then_some(b','),
            None => None,
        };
        if let Some(name) = node.name {
            self.pass_gap(name.span().start, comma);
            self.edits.spell_string(name);
            self.at = name.span().end;
            self.pass_gap(node.value.span().start, Some(b':'));
        } else {
            self.pass_gap(node.value.span().start, comma);
        }
        match node.kind {
            Kind::Array | Kind::Object => {
                self.at = node.value.span().start + 1;
                self.open.push((index, false));
            }
            Kind::String => {
                self.edits.spell_string(node.value);
                self.at = node.value.span().end;
            }
            kind => {
                self.edits.spell_word(node.value, kind);
                self.at = node.value.span().end;
            }
        }
    }

    /// Ends the open containers that are not around the next item.
    fn close_up_to(&mut self, parent: Option<u32>, nodes: &[Node]) {
        while let Some((container, _)) = self.open.last().copied()
            && Some(container) != parent
        {
            self.close(&nodes[container as usize]);
            self.open.pop();
        }
    }

    fn close(&mut self, container: &Node) {
        let bracket = if container.kind == Kind::Array { "]" } else { "}" };
        let end = container.value.span().end;
        let last = Span::new((end - 1).max(self.at), end);
        match self.edits.source.get(last.range()) {
            Some([b']' | b'}']) => {
                self.pass_gap(last.start, None);
                if self.edits.source[last.start] != bracket.as_bytes()[0] {
                    self.edits.replace(last, bracket);
                }
            }
            _ => {
                let gap = Span::new(self.at, end.max(self.at));
                // White space stays behind the bracket.
                if !self.edits.source[gap.range()].trim_ascii().is_empty() {
                    self.pass_gap(gap.end, None);
                }
                let bracket = self.own_line(container, self.at) + bracket;
                self.edits.replace(Span::at(self.at), &bracket);
                return;
            }
        }
        self.at = end.max(self.at);
    }

    /// What stands in front of a closing bracket that is added: where the container has lines of its own, a line end and
    /// the indentation of the line on which it begins.
    fn own_line(&self, container: &Node, end: usize) -> String {
        let start = container.value.span().start;
        let source = self.edits.source;
        if !source[start..end].contains(&b'\n') {
            return String::new();
        }
        let line = source[..start].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let indent = source[line..start].iter().take_while(|byte| matches!(byte, b' ' | b'\t'));
        let line_end = if source[start..end].windows(2).any(|pair| pair == b"\r\n") { "\r\n" } else { "\n" };
        line_end.chars().chain(indent.map(|byte| char::from(*byte))).collect()
    }

    fn pass_gap(&mut self, until: usize, wanted: Option<u8>) {
        self.edits.clean(Span::new(self.at, until.max(self.at)), wanted);
        self.at = until.max(self.at);
    }
}
