//! Requests and notifications about documents, by their methods.

use std::path::Path;

use lsp_server::ErrorCode;
use lsp_types::{
    CodeActionParams, CompletionParams, DidChangeTextDocumentParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, HoverParams, Uri,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::actions::{Target, actions};
use super::completion::completions;
use super::hover::hover;
use super::session::Session;
use crate::config::FILE_NAME;

/// Why a request is not answered.
#[derive(Debug)]
pub struct Refusal {
    /// As the protocol has it.
    pub code: ErrorCode,
    /// In words.
    pub message: String,
}

impl Refusal {
    /// A refusal.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Refusal {
        Refusal { code, message: message.into() }
    }
}

/// Answers a request.
///
/// # Errors
///
/// It is not known here, or not of the form that the protocol gives it.
pub fn answer(session: &mut Session<'_>, method: &str, parameters: Value) -> Result<Value, Refusal> {
    match method {
        "textDocument/codeAction" => {
            let CodeActionParams { text_document, range, context, .. } = read(method, parameters)?;
            let uri = &text_document.uri;
            let found = session.current(uri).map(|current| {
                let target =
                    Target { uri, version: current.version, text: current.text, client: current.client };
                actions(&current.checked.findings, range, &context, &target)
            });
            Ok(written(&found.unwrap_or_default()))
        }
        "textDocument/hover" => {
            let HoverParams { text_document_position_params: at, .. } = read(method, parameters)?;
            let current = session.current(&at.text_document.uri);
            Ok(written(&current.and_then(|current| hover(&current, at.position))))
        }
        "textDocument/completion" => {
            let CompletionParams { text_document_position: at, .. } = read(method, parameters)?;
            let current = session.current(&at.text_document.uri);
            Ok(written(&current.map_or_else(Vec::new, |current| completions(&current, at.position))))
        }
        _ => Err(Refusal::new(ErrorCode::MethodNotFound, format!("`{method}` is not known here"))),
    }
}

/// Takes a notification; the documents of which nothing is to be shown any more.
///
/// # Errors
///
/// It is not of the form that the protocol gives it, or a document is not checked; the error is for the client's log.
pub fn take(session: &mut Session<'_>, method: &str, parameters: Value) -> Result<Vec<Uri>, String> {
    let read_error = |refusal: Refusal| refusal.message;
    let encoding = session.client.encoding;
    match method {
        "textDocument/didOpen" => {
            let DidOpenTextDocumentParams { text_document } = read(method, parameters).map_err(read_error)?;
            session.documents.open(text_document, encoding)?;
        }
        "textDocument/didChange" => {
            let DidChangeTextDocumentParams { text_document, content_changes } =
                read(method, parameters).map_err(read_error)?;
            session.documents.change(
                &text_document.uri,
                text_document.version,
                &content_changes,
                encoding,
            )?;
        }
        "textDocument/didClose" => {
            let DidCloseTextDocumentParams { text_document } =
                read(method, parameters).map_err(read_error)?;
            if session.documents.close(&text_document.uri) {
                return Ok(vec![text_document.uri]);
            }
        }
        "textDocument/didSave" => {
            let DidSaveTextDocumentParams { text_document, .. } =
                read(method, parameters).map_err(read_error)?;
            let is_configuration = Path::new(text_document.uri.path().as_str()).ends_with(FILE_NAME);
            if is_configuration {
                session.settings.forget();
                session.documents.check_all();
            }
        }
        "workspace/didChangeWatchedFiles" | "workspace/didChangeConfiguration" => {
            session.settings.forget();
            session.documents.check_all();
        }
        _ => {}
    }
    Ok(Vec::new())
}

/// Parameters of the form that a method has.
fn read<T: DeserializeOwned>(method: &str, parameters: Value) -> Result<T, Refusal> {
    serde_json::from_value(parameters).map_err(|error| {
        Refusal::new(ErrorCode::InvalidParams, format!("the parameters of `{method}` are not right: {error}"))
    })
}

/// An answer as JSON.
fn written(answer: &impl serde::Serialize) -> Value {
    // These types have no maps with keys that are not strings, which alone cannot be written.
    serde_json::to_value(answer).unwrap_or_default()
}
