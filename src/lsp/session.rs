//! What a session knows: the client, its documents, and the settings that hold for them.

use std::path::Path;
use std::rc::Rc;

use lsp_types::{PublishDiagnosticsParams, Uri};
use serde_json::Value;

use super::check::{Checked, Kind, check};
use super::client::Client;
use super::diagnostics::diagnostics;
use super::documents::Documents;
use super::settings::{Held, SettingsCache};
use super::text::Text;
use crate::profile::Profile;

/// What a session knows.
pub struct Session<'r> {
    /// The client.
    pub client: Client,
    /// The documents that it has opened.
    pub documents: Documents,
    /// The settings that hold for them.
    pub settings: SettingsCache<'r>,
}

/// A document that is open and was checked.
pub struct Current<'s> {
    /// Its version.
    pub version: i32,
    /// Its text.
    pub text: &'s Text,
    /// The settings that hold for it, or why there are none.
    pub held: Rc<Result<Held, String>>,
    /// What was found in it.
    pub checked: &'s Checked,
    /// Who asks.
    pub client: &'s Client,
}

impl Current<'_> {
    /// The profile that holds for it; `None` where its settings cannot be used.
    pub fn profile(&self) -> Option<&Profile> {
        self.held.as_ref().as_ref().ok().map(|held| held.settings.profile.profile())
    }
}

impl Session<'_> {
    /// The document as it is now, checked; `None` where it is not open, or too large.
    pub fn current(&mut self, uri: &Uri) -> Option<Current<'_>> {
        let document = self.documents.get_mut(uri)?;
        let text = document.text.as_ref()?;
        let held = self.settings.of_folder(document.path.parent().unwrap_or(Path::new("")));
        let path = &document.path;
        let checked = document.checked.get_or_insert_with(|| check(path, text, &held));
        Some(Current { version: document.version, text, checked, held, client: &self.client })
    }

    /// What is to be shown of a document, as the parameters of `textDocument/publishDiagnostics`; `None` where nothing
    /// is shown and nothing was.
    pub fn published(&mut self, uri: &Uri) -> Option<Value> {
        let is_ours = match self.current(uri) {
            Some(current) => {
                !matches!(current.checked.kind, Kind::Other) || current.checked.problem.is_some()
            }
            None => false,
        };
        let document = self.documents.get_mut(uri)?;
        if !is_ours && !document.is_shown {
            return None;
        }
        document.is_shown = is_ours;
        let found = match (&document.text, &document.checked) {
            (Some(text), Some(checked)) => diagnostics(checked, text, uri, &self.client),
            _ => Vec::new(),
        };
        let published = PublishDiagnosticsParams::new(uri.clone(), found, Some(document.version));
        serde_json::to_value(published).ok()
    }
}
