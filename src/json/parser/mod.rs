//! The parser: one pass over the bytes, without recursion.
//!
//! `grammar` reads valid JSON, with `string` and `number`. Where it meets anything else, it calls `recover`, which
//! uses the remaining files to report the problem, and returns the [`Step`](state::Step) at which parsing goes on. Each
//! step consumes something, leads to a step that does, or ends the parsing, and looks ahead a bounded distance. This
//! keeps the time linear.
//!
//! Text that is not JSON is read a second time if the change of one character makes it JSON: then the parser is given the
//! changed text, and `mend` takes what it reads back to the places in the document.
//!
//! The files are methods of one [`Parser`](state::Parser). Each uses those above it in this list:
//!
//! - `state`: the parser and its basic operations
//! - `lookahead`: questions about the text at the current offset
//! - `number`: spelling of numbers
//! - `string`: strings in double quotes
//! - `quotes`: strings in other quotes
//! - `repair`: strings that end too early or too late
//! - `gap`: comments and the like between values
//! - `outside`: text around the document, or instead of it
//! - `brackets`: brackets that do not pair up
//! - `bare`: words without quotes
//! - `recover`: which of these applies
//! - `grammar`: valid JSON
//! - `strict`: valid JSON again, without keeping anything
//! - `slip`: which single character keeps a text from being JSON
//! - `mend`: documents with one slip

mod bare;
mod brackets;
mod gap;
mod grammar;
mod lookahead;
mod mend;
mod number;
mod outside;
mod quotes;
mod recover;
mod repair;
mod slip;
mod state;
mod strict;
mod string;

pub(super) use grammar::{Parsed, parse as parse_as_is};
pub(super) use mend::parse;
