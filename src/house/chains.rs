//! Schemas that apply others to the same value.

use super::graph::{Graph, SchemaFlaw};
use crate::json::Span;

/// Most schemas that apply one another to one value.
const MAX_CHAIN: usize = 64;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

/// Refuses schemas that apply themselves to the same value again, and chains that are too long to follow.
pub fn check(graph: &Graph) -> Result<(), SchemaFlaw> {
    let mut states = vec![State::New; graph.nodes.len()];
    for number in 0..graph.nodes.len() {
        follow(graph, number, &mut states, 0)?;
    }
    Ok(())
}

fn follow(graph: &Graph, number: usize, states: &mut [State], length: usize) -> Result<(), SchemaFlaw> {
    if states[number] == State::Done {
        return Ok(());
    }
    states[number] = State::Open;
    for &(to, reference) in &graph.nodes[number].same {
        if states[to] == State::Open {
            return Err(flaw(
                reference,
                "this reference leads back to itself without a step into the document, and would never end",
                "remove it, or put it below `properties`, `items` or the like",
            ));
        }
        if length == MAX_CHAIN {
            return Err(flaw(
                reference,
                &format!("more than {MAX_CHAIN} schemas apply one another to one value"),
                "put what they say into fewer schemas",
            ));
        }
        follow(graph, to, states, length + 1)?;
    }
    states[number] = State::Done;
    Ok(())
}

fn flaw(reference: Option<Span>, message: &str, help: &str) -> SchemaFlaw {
    let span = reference.unwrap_or(Span { start: 0, end: 0 });
    SchemaFlaw { span, message: message.to_owned(), help: Some(help.to_owned()) }
}
