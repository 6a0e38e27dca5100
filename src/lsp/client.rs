//! What the client can do, and what the server says that it does.

use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions,
    HoverProviderCapability, SaveOptions, ServerCapabilities, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
};
use serde_json::Value;

use super::text::Encoding;

/// The kind of the action that applies all safe fixes.
pub const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.cimd");

/// What the client can do, as far as it makes a difference. Only this is read of its capabilities: whatever else stands
/// there, in whatever form, is no reason not to serve it.
#[derive(Debug, Clone, Default)]
pub struct Client {
    /// How it counts the characters of a line.
    pub encoding: Encoding,
    /// Whether an edit may name the version of the document that it is for.
    pub versioned_edits: bool,
    /// Whether a diagnostic may name other places.
    pub related_places: bool,
    /// Whether completions may have places to go on at.
    pub snippets: bool,
    /// Whether explanations may be Markdown.
    pub markdown: bool,
    /// Whether it watches files if it is asked to.
    pub watches_files: bool,
}

impl Client {
    /// Reads the parameters of `initialize`.
    pub fn of(parameters: &Value) -> Client {
        let capability = |path: &str| parameters.pointer(&format!("/capabilities/{path}"));
        let is = |path: &str| capability(path).and_then(Value::as_bool) == Some(true);
        let words = |path: &str| {
            let list = capability(path).and_then(Value::as_array);
            list.into_iter().flatten().filter_map(Value::as_str).collect::<Vec<_>>()
        };
        let formats = words("textDocument/hover/contentFormat");
        Client {
            encoding: Encoding::negotiated(words("general/positionEncodings")),
            versioned_edits: is("workspace/workspaceEdit/documentChanges"),
            related_places: is("textDocument/publishDiagnostics/relatedInformation"),
            snippets: is("textDocument/completion/completionItem/snippetSupport"),
            markdown: formats.is_empty() || formats.contains(&"markdown"),
            watches_files: is("workspace/didChangeWatchedFiles/dynamicRegistration"),
        }
    }

    /// What the server does for it.
    pub fn server(&self) -> ServerCapabilities {
        ServerCapabilities {
            position_encoding: Some(self.encoding.kind()),
            text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions {
                    include_text: Some(false),
                })),
                ..TextDocumentSyncOptions::default()
            })),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            completion_provider: Some(CompletionOptions {
                trigger_characters: Some(vec!["\"".to_owned()]),
                ..CompletionOptions::default()
            }),
            code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
                code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, FIX_ALL]),
                ..CodeActionOptions::default()
            })),
            ..ServerCapabilities::default()
        }
    }
}
