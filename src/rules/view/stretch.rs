//! Places inside a string that is read without the white space around it.

use crate::finding::Place;
use crate::json::{Span, Value};

/// The place of some bytes of a string, counted from the end of the white space before it.
pub fn stretch<'c>(value: Value<'c>, given: &str, start: usize, length: usize) -> Place<'c> {
    let start = given.len() - given.trim_start().len() + start;
    Place::Within(value, Span { start, end: start + length })
}
