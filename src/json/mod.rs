//! JSON as strangers write it: a parser that keeps every position, reads on
//! after an error, and says in plain words what is wrong.
//!
//! [`Tree::parse`] never fails. It reads strict RFC 8259 and nothing more, so
//! [`Tree::is_json`] means what any other parser would say, with two known
//! leniencies: a byte order mark and the escape of half a surrogate pair are
//! reported but leave the document JSON. A number is judged by its spelling
//! alone; `1e400` is JSON.
//!
//! Where the text is broken the tree holds what could still be read, and
//! [`Tree::problems`] names each cause once. Reading takes time linear in the
//! length of the text, whatever the text is.
//!
//! The module depends on nothing but the standard library.

mod duplicates;
mod eight;
mod encoding;
mod escape;
mod names;
mod node;
mod parser;
mod pointer;
mod position;
mod problem;
mod source;
mod span;
#[cfg(test)]
mod tests;
mod tree;
mod value;

pub use duplicates::Duplicate;
pub use node::Kind;
pub use pointer::{pointer_tokens, resolve};
pub use position::{LineIndex, Position};
pub use problem::{Class, Expected, NumberFlaw, Problem, ProblemKind};
pub use span::Span;
pub use tree::Tree;
pub use value::{Member, Value};
