//! The language server, as a client of it meets it.

#[path = "../../support/language_client.rs"]
mod language_client;

mod configuration;
mod documents;
mod hostile;
mod requests;

use serde_json::{Value, json};

use crate::runner::Folder;
use language_client::{LanguageClient, uri};

/// What Visual Studio Code can do, as far as it matters.
fn capabilities() -> Value {
    json!({
        "textDocument": {
            "publishDiagnostics": { "relatedInformation": true },
            "completion": { "completionItem": { "snippetSupport": true } },
            "hover": { "contentFormat": ["markdown", "plaintext"] },
        },
        "workspace": {
            "workspaceEdit": { "documentChanges": true },
            "didChangeWatchedFiles": { "dynamicRegistration": true },
        },
    })
}

/// A client in that folder.
fn client(folder: &Folder) -> LanguageClient {
    LanguageClient::initialized(folder.path(), &[], capabilities())
}

/// The rules of diagnostics.
fn rules(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().filter_map(|diagnostic| diagnostic["code"].as_str()).collect()
}

/// A position as the protocol has it.
fn position(line: usize, character: usize) -> Value {
    json!({ "line": line, "character": character })
}

/// The position of a piece of a text, in UTF-16, and that many bytes of ASCII into it.
fn place_of(text: &str, piece: &str, into: usize) -> Value {
    let before = &text[..text.find(piece).expect("it is there") + into];
    let line = before.rsplit('\n').next().expect("there is one");
    position(before.matches('\n').count(), line.encode_utf16().count())
}

/// A text with the edits of a code action, whose positions are in UTF-16.
fn edited(text: &str, action: &Value) -> String {
    let edit = &action["edit"];
    let edits = match edit.get("documentChanges") {
        Some(changes) => &changes[0]["edits"],
        None => edit["changes"].as_object().and_then(|all| all.values().next()).expect("a document"),
    };
    let offset = |position: &Value| {
        let number = |name: &str| usize::try_from(position[name].as_u64().expect("a number")).expect("small");
        let start: usize = text.split_inclusive('\n').take(number("line")).map(str::len).sum();
        let units = number("character");
        let mut seen = 0;
        let line = text[start..].char_indices().find(|(_, character)| {
            let is_there = seen >= units;
            seen += character.len_utf16();
            is_there
        });
        line.map_or(text.len(), |(at, _)| start + at)
    };
    let mut edits: Vec<_> = edits
        .as_array()
        .expect("a list")
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            let new = edit["newText"].as_str().expect("a text").to_owned();
            (offset(&range["start"]), offset(&range["end"]), new)
        })
        .collect();
    // From the end on, so that what is before stays where it is.
    edits.sort_by_key(|(start, ..)| std::cmp::Reverse(*start));
    let mut new = text.to_owned();
    for (start, end, content) in edits {
        new.replace_range(start..end, &content);
    }
    new
}
