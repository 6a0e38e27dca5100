//! What can stand at a place: names of members and their values in a document, keys and values in the configuration.

mod configured;
mod json_place;
mod members;
mod suggestion;
mod toml_place;

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, Documentation, InsertTextFormat, MarkupContent,
    MarkupKind, Position, TextEdit,
};

use super::check::Kind;
use super::session::Current;
use suggestion::{Suggestion, Suggestions};

/// What can stand at a position.
pub fn completions(current: &Current<'_>, position: Position) -> Vec<CompletionItem> {
    let offset = current.text.offset(position);
    let text = String::from_utf8_lossy(&current.text.bytes(usize::MAX)).into_owned();
    let suggestions = match &current.checked.kind {
        Kind::Document(subject) => members::at(subject, &text, offset, current.profile()),
        Kind::Configuration => configured::at(&text, offset),
        Kind::Resources(_) | Kind::Other => None,
    };
    let Some(Suggestions { replaces, list }) = suggestions else { return Vec::new() };
    let range = current.text.range(replaces);
    list.into_iter().enumerate().map(|(index, suggestion)| item(suggestion, index, range, current)).collect()
}

fn item(
    suggestion: Suggestion,
    index: usize,
    range: lsp_types::Range,
    current: &Current<'_>,
) -> CompletionItem {
    let Suggestion { label, detail, documentation, before, after, filter, is_value } = suggestion;
    // Where to go on at is between the two parts.
    let (new_text, format) = match current.client.snippets && !after.is_empty() {
        true => (format!("{}$0{}", escaped(&before), escaped(&after)), InsertTextFormat::SNIPPET),
        false => (before + &after, InsertTextFormat::PLAIN_TEXT),
    };
    let kind = if current.client.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    CompletionItem {
        label,
        kind: Some(if is_value { CompletionItemKind::VALUE } else { CompletionItemKind::PROPERTY }),
        detail,
        documentation: documentation.map(|value| Documentation::MarkupContent(MarkupContent { kind, value })),
        // Those that most servers take come first.
        sort_text: Some(format!("{index:04}")),
        filter_text: Some(filter),
        insert_text_format: Some(format),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text })),
        ..CompletionItem::default()
    }
}

/// A text in which nothing is a place of a snippet.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}
