//! What it costs to hold a document against a schema, before that is done.
//!
//! Schemas that refer to each other can look at one value so often that it would never end. Here each schema meets each value
//! once, and what that costs is remembered.

use std::collections::HashMap;

use super::graph::{Graph, Node};
use crate::json::{Kind, Value};

/// Most steps for one document: a schema that meets a value, or a keyword that compares it.
pub const MAX_STEPS: u64 = 1_000_000;

/// Most schemas that are open at a time, one within another: each takes some of the stack.
const MAX_DEPTH: u32 = 400;

/// How many bytes of a text a pattern reads in a step.
const BYTES_A_STEP: u64 = 16;

/// How many bytes of a value are copied in a step.
const COPIED_BYTES_A_STEP: u64 = 64;

/// Whether a document can be held against the schemas in no more than [`MAX_STEPS`].
pub fn is_bearable(graph: &Graph, document: Value<'_>) -> bool {
    let mut meter = Meter { graph, known: HashMap::new(), looked_up: 0 };
    meter.of(0, document, 0).is_some_and(|cost| cost.steps <= MAX_STEPS)
}

/// What one schema costs at one value, with all that it applies.
#[derive(Clone, Copy)]
struct Cost {
    steps: u64,
    /// How many schemas are open at a time.
    depth: u32,
}

struct Meter<'g> {
    graph: &'g Graph,
    /// By schema, and by where the value begins.
    known: HashMap<(usize, usize), Cost>,
    looked_up: u64,
}

impl<'g> Meter<'g> {
    /// The cost; `None` if there is no bearing it.
    fn of(&mut self, number: usize, value: Value<'_>, open: u32) -> Option<Cost> {
        self.looked_up += 1;
        if self.looked_up > MAX_STEPS || open > MAX_DEPTH {
            return None;
        }
        let key = (number, value.span().start);
        if let Some(&cost) = self.known.get(&key) {
            return (open + cost.depth <= MAX_DEPTH).then_some(cost);
        }
        let node: &'g Node = &self.graph.nodes[number];
        let mut cost = Cost { steps: own_steps(node, value), depth: 0 };
        let mut add = |meter: &mut Meter<'g>, number: usize, value: Value<'_>| {
            let other = meter.of(number, value, open + 1)?;
            cost.steps = cost.steps.saturating_add(other.steps);
            cost.depth = cost.depth.max(other.depth + 1);
            (cost.steps <= MAX_STEPS).then_some(())
        };
        for &(to, _) in &node.same {
            add(self, to, value)?;
        }
        for member in value.members() {
            let named = node.members.get(member.name);
            for &to in named.into_iter().chain(&node.each_member).chain(&node.each_name) {
                add(self, to, member.value)?;
            }
        }
        for element in value.elements() {
            for &to in &node.each_element {
                add(self, to, element)?;
            }
        }
        if node.looks_again {
            let within = value.elements().count() + value.members().count();
            cost.steps = cost.steps.saturating_mul(1 + within as u64);
        }
        self.known.insert(key, cost);
        Some(cost)
    }
}

/// What the keywords of a schema itself cost at a value.
fn own_steps(node: &Node, value: Value<'_>) -> u64 {
    let bytes = value.raw().len() as u64;
    let is_read =
        node.has_pattern && value.kind() == Kind::String || node.is_unique && value.kind() == Kind::Array;
    let read = if is_read { bytes / BYTES_A_STEP } else { 0 };
    // Each keyword that a value breaks below `anyOf` or `oneOf` keeps a copy of it.
    node.steps + read + node.keywords * (bytes / COPIED_BYTES_A_STEP)
}
