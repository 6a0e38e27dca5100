//! Fixes of values in infrastructure code. One is made only in what a person writes, and only where the characters of the
//! text are those of the value.

use super::super::view::WrittenValue;
use crate::finding::{SpannedFix, quoted};
use crate::json::Span;
use crate::metadata::names;
use crate::resource::{Content, Form, Node};

/// A change of the text: what is put in the place of which stretch.
type Change = (Span, String);

/// Writes a word of an enumeration, which is safe where only letter case and separators differ.
pub fn spelling(value: &WrittenValue<'_>, given: &str, meant: &str) -> Option<SpannedFix> {
    let node = value.each().find(|node| node.as_str() == Some(given))?;
    let change = in_quotes(value, node, meant)?;
    let title = format!("write {}", quoted(meant));
    Some(match names::are_one(given, meant) {
        true => SpannedFix::safe(title, vec![change]),
        false => SpannedFix::undecided(title, vec![change]),
    })
}

/// Writes the boolean that is taken in the place of the other one.
pub fn boolean(value: &WrittenValue<'_>, taken: bool) -> Option<SpannedFix> {
    let written = taken.to_string();
    let node = value.value();
    let change = match node.content {
        Content::Bool(_) => is_source(value).then(|| (node.span, written.clone())),
        _ => in_quotes(value, node, &written),
    };
    Some(SpannedFix::undecided(format!("write `{written}`"), vec![change?]))
}

/// Takes the quotes from a boolean or a number.
pub fn without_quotes(value: &WrittenValue<'_>) -> Option<SpannedFix> {
    let node = value.value();
    let text = node.as_str().filter(|_| is_source(value) && is_quoted(node))?;
    let has_one_reading = matches!(text, "true" | "false") || text.parse::<u32>().is_ok();
    has_one_reading.then(|| {
        SpannedFix::safe(format!("write `{text}`, without quotes"), vec![(node.span, text.to_owned())])
    })
}

/// Makes a list of the one string that stands in its place.
pub fn as_list(value: &WrittenValue<'_>) -> Option<SpannedFix> {
    let node = value.value();
    let text = node.as_str().filter(|_| is_source(value) && is_quoted(node))?;
    let Span { start, end } = node.span;
    let changes = vec![(Span::at(start), "[".to_owned()), (Span::at(end), "]".to_owned())];
    Some(SpannedFix::safe(format!("write a list: `[\"{}\"]`", text.escape_default()), changes))
}

/// Another text between the quotes of a string, or in the place of one without.
fn in_quotes(value: &WrittenValue<'_>, node: &Node, written: &str) -> Option<Change> {
    match &node.content {
        Content::Text { text, start: Some(start) } if is_source(value) => {
            Some((Span::new(*start, start + text.len()), written.to_owned()))
        }
        _ => None,
    }
}

/// Whether a string stands between quotes, as it is.
fn is_quoted(node: &Node) -> bool {
    let Content::Text { text, start: Some(start) } = &node.content else { return false };
    *start == node.span.start + 1 && start + text.len() + 1 == node.span.end
}

/// Whether a person writes the file: a plan, a preview or a stack is what a program has written.
fn is_source(value: &WrittenValue<'_>) -> bool {
    !matches!(value.form(), Form::Plan | Form::State | Form::Preview | Form::Stack)
}
