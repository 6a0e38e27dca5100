//! What stands at a place: a member or its value, an attribute of a resource, a rule in the configuration.

mod attribute;
mod configured;
mod document;
mod explanation;
mod finding;

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use super::check::Kind;
use super::session::Current;

/// Explains what stands at a position, and what was found there.
pub fn hover(current: &Current<'_>, position: Position) -> Option<Hover> {
    let offset = current.text.offset(position);
    let profile = current.profile();
    let explained = match &current.checked.kind {
        Kind::Document(subject) => document::at(subject, offset, profile),
        Kind::Resources(subject) => attribute::at(subject, offset),
        Kind::Configuration => configured::at(&text(current), offset, profile),
        Kind::Other => return None,
    };
    let found = finding::at(&current.checked.findings, offset);
    let range = explained.as_ref().map(|explained| current.text.range(explained.range.clone()));
    let parts: Vec<String> = found.into_iter().chain(explained.map(|explained| explained.markdown)).collect();
    if parts.is_empty() {
        return None;
    }
    let kind = if current.client.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    let contents = HoverContents::Markup(MarkupContent { kind, value: parts.join("\n\n---\n\n") });
    Some(Hover { contents, range })
}

/// The text of the configuration.
fn text(current: &Current<'_>) -> String {
    String::from_utf8_lossy(&current.text.bytes(usize::MAX)).into_owned()
}
