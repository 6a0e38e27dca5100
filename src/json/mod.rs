//! A JSON parser that keeps the position of everything it reads, goes on after an error, and explains errors in
//! terms of what the author probably meant.
//!
//! [`Tree::parse`] never fails. It accepts strict RFC 8259 and nothing more, so [`Tree::is_json`] is what any other
//! strict parser would say, with two known exceptions: a byte order mark and an unpaired surrogate escape are reported
//! but leave the document valid. Numbers are judged by their spelling alone; `1e400` is valid.
//!
//! Where the text is broken, the tree holds what could still be read, and [`Tree::problems`] names each cause once.
//! Parsing takes time linear in the length of the text, whatever the text is.
//!
//! The module depends on nothing but the standard library and serde's derives. Its files use one another in one
//! direction only: `repair` uses `tree`, which uses `value`, `duplicates` and `parser`; these use `arena`, `node` and `problems`; these use
//! `source`, `escape`, `encoding` and `span`.

mod arena;
mod compact;
mod duplicates;
mod encoding;
mod escape;
mod node;
mod parser;
mod pointer;
mod position;
mod problems;
mod repair;
mod source;
mod span;
#[cfg(test)]
mod tests;
mod tree;
mod value;

pub use compact::compact;
pub use duplicates::Duplicate;
pub use escape::string_literal;
pub use node::Kind;
pub use pointer::{escape_pointer_token, pointer_tokens};
pub use position::{LineIndex, Position, Utf16Position};
pub use problems::{Class, Expected, NumberFlaw, Problem, ProblemKind};
pub use repair::{Repair, repair};
pub use span::Span;
pub use tree::Tree;
pub use value::{Member, Value};
