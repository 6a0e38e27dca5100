//! Fixes as code actions.

use std::collections::{BTreeMap, HashMap};

use lsp_types::{
    CodeAction, CodeActionContext, CodeActionKind, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use super::client::{Client, FIX_ALL};
use super::diagnostics::{diagnostic, range};
use super::text::Text;
use crate::finding::{Applicability, Edit, Finding};
use crate::format::sanitised;

/// The document that actions are for.
pub struct Target<'t> {
    /// Its address.
    pub uri: &'t Uri,
    /// Its version.
    pub version: i32,
    /// Its text.
    pub text: &'t Text,
    /// Who asks.
    pub client: &'t Client,
}

/// The actions for a stretch of a document: a fix for each finding that touches it, and all safe fixes at once.
pub fn actions(
    findings: &[Finding],
    at: lsp_types::Range,
    context: &CodeActionContext,
    target: &Target<'_>,
) -> Vec<CodeAction> {
    let is_wanted = |kind: &CodeActionKind| {
        context.only.as_ref().is_none_or(|only| only.iter().any(|wanted| covers(wanted, kind)))
    };
    let mut actions = Vec::new();
    if is_wanted(&CodeActionKind::QUICKFIX) {
        let touched = findings.iter().filter(|finding| touches(range(finding, target.text), at));
        actions.extend(touched.flat_map(|finding| fixes(finding, target)));
    }
    let safe = safe_edits(findings);
    if is_wanted(&FIX_ALL) && !safe.is_empty() {
        actions.push(CodeAction {
            title: "Apply all safe fixes of cimd".to_owned(),
            kind: Some(FIX_ALL),
            edit: Some(target.edit(safe)),
            ..CodeAction::default()
        });
    }
    actions
}

/// The edits of all safe fixes, but for those that overlap the ones before them.
fn safe_edits(findings: &[Finding]) -> Vec<&Edit> {
    let mut taken: BTreeMap<(usize, usize), &Edit> = BTreeMap::new();
    let fixes = findings.iter().flat_map(|finding| &finding.fixes);
    for fix in fixes.filter(|fix| fix.applicability == Applicability::Safe) {
        let is_free = |edit: &Edit| {
            let (start, end) = (edit.range.start.offset, edit.range.end.offset);
            let before = taken.range(..=(start, usize::MAX)).next_back();
            let after = taken.range((start, 0)..).next();
            before.is_none_or(|(&(from, to), _)| to <= start && from < start)
                && after.is_none_or(|(&(from, _), _)| from >= end && from > start)
        };
        if fix.edits.iter().all(is_free) {
            let place = |edit: &Edit| (edit.range.start.offset, edit.range.end.offset);
            taken.extend(fix.edits.iter().map(|edit| (place(edit), edit)));
        }
    }
    taken.into_values().collect()
}

/// An action for each fix of a finding. The first one is the one to take, if it is safe.
fn fixes<'f>(finding: &'f Finding, target: &'f Target<'_>) -> impl Iterator<Item = CodeAction> + 'f {
    finding.fixes.iter().enumerate().map(move |(index, fix)| {
        let is_safe = fix.applicability == Applicability::Safe;
        let note = if is_safe { "" } else { " (check the meaning)" };
        CodeAction {
            title: format!("{}{note} [{}]", sanitised(&fix.title), finding.rule),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![diagnostic(finding, target.text, target.uri, target.client)]),
            edit: Some(target.edit(fix.edits.iter().collect())),
            is_preferred: Some(index == 0 && is_safe),
            ..CodeAction::default()
        }
    })
}

impl Target<'_> {
    fn edit(&self, edits: Vec<&Edit>) -> WorkspaceEdit {
        let edits = edits.into_iter().map(|edit| {
            let range = self.text.range(edit.range.start.offset..edit.range.end.offset);
            TextEdit::new(range, edit.content.clone())
        });
        if !self.client.versioned_edits {
            // The type of the protocol's crate; no key of the map is changed.
            #[expect(
                clippy::mutable_key_type,
                reason = "the address of a document has a cell that is not hashed"
            )]
            let changes = HashMap::from([(self.uri.clone(), edits.collect())]);
            return WorkspaceEdit::new(changes);
        }
        let edit = TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier {
                uri: self.uri.clone(),
                version: Some(self.version),
            },
            edits: edits.map(OneOf::Left).collect(),
        };
        WorkspaceEdit {
            document_changes: Some(DocumentChanges::Edits(vec![edit])),
            ..WorkspaceEdit::default()
        }
    }
}

/// Whether a kind is asked for by itself or by one above it: `source.fixAll` covers `source.fixAll.cimd`.
fn covers(wanted: &CodeActionKind, kind: &CodeActionKind) -> bool {
    match kind.as_str().strip_prefix(wanted.as_str()) {
        Some(rest) => wanted.as_str().is_empty() || rest.is_empty() || rest.starts_with('.'),
        None => false,
    }
}

/// Whether two stretches have a place in common; the end of one may be the beginning of the other.
fn touches(one: lsp_types::Range, other: lsp_types::Range) -> bool {
    one.start <= other.end && other.start <= one.end
}
