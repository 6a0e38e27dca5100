//! The documents that are open in the client.

use std::collections::{HashMap, VecDeque};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};
use url::Url;

use super::check::Checked;
use super::text::{Encoding, Text};

/// The largest text that is kept, in bytes.
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// What all texts together may have, in bytes.
const MAX_TOTAL: usize = 64 * 1024 * 1024;

/// Most documents that are open.
const MAX_OPEN: usize = 10_000;

/// How long a changed document waits for the next moment without a message.
const PATIENCE: Duration = Duration::from_millis(200);

/// A document that is open.
pub struct Document {
    /// Where it is stored, or would be: that decides what it is.
    pub path: PathBuf,
    /// Its version.
    pub version: i32,
    /// Its text; `None` where it is larger than what is kept.
    pub text: Option<Text>,
    /// What was found in it, since its last change.
    pub checked: Option<Checked>,
    /// Whether the client shows findings of it.
    pub is_shown: bool,
    /// Since when it has waited to be checked.
    waiting: Option<Instant>,
}

/// The documents that are open, and which of them are to be checked.
#[derive(Default)]
pub struct Documents {
    open: HashMap<String, (Uri, Document)>,
    waiting: VecDeque<Uri>,
    total: usize,
}

impl Documents {
    /// A document was opened.
    ///
    /// # Errors
    ///
    /// It is larger than what is kept; the error is for the user.
    pub fn open(&mut self, item: TextDocumentItem, encoding: Encoding) -> Result<(), String> {
        self.close(&item.uri);
        if self.open.len() >= MAX_OPEN {
            return Err(format!("{} is not checked: {MAX_OPEN} documents are open", item.uri.as_str()));
        }
        let Some(path) = path_of(&item.uri, &item.language_id) else { return Ok(()) };
        let document = Document {
            path,
            version: item.version,
            text: Some(Text::new(&item.text, encoding)),
            checked: None,
            is_shown: false,
            waiting: None,
        };
        self.total += item.text.len();
        self.open.insert(item.uri.as_str().to_owned(), (item.uri.clone(), document));
        self.bound(&item.uri)?;
        self.wait(&item.uri);
        Ok(())
    }

    /// A document was changed.
    ///
    /// # Errors
    ///
    /// Those of [`Documents::open`].
    pub fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: &[TextDocumentContentChangeEvent],
        encoding: Encoding,
    ) -> Result<(), String> {
        let Some((_, document)) = self.open.get_mut(uri.as_str()) else { return Ok(()) };
        document.version = version;
        document.checked = None;
        for change in changes {
            match &mut document.text {
                Some(text) => {
                    self.total -= text.len();
                    text.apply(change);
                    self.total += text.len();
                }
                // What was too large may be small again.
                None if change.range.is_none() => {
                    document.text = Some(Text::new(&change.text, encoding));
                    self.total += change.text.len();
                }
                None => {}
            }
        }
        self.bound(uri)?;
        self.wait(uri);
        Ok(())
    }

    /// A document was closed; whether findings of it are shown.
    pub fn close(&mut self, uri: &Uri) -> bool {
        let Some((_, document)) = self.open.remove(uri.as_str()) else { return false };
        self.total -= document.text.as_ref().map_or(0, Text::len);
        if document.waiting.is_some() {
            self.waiting.retain(|waiting| waiting != uri);
        }
        document.is_shown
    }

    /// A document that is open.
    pub fn get_mut(&mut self, uri: &Uri) -> Option<&mut Document> {
        self.open.get_mut(uri.as_str()).map(|(_, document)| document)
    }

    /// Has all documents checked anew.
    pub fn check_all(&mut self) {
        let all: Vec<Uri> = self.open.values().map(|(uri, _)| uri.clone()).collect();
        for uri in all {
            if let Some(document) = self.get_mut(&uri) {
                document.checked = None;
            }
            self.wait(&uri);
        }
    }

    /// Whether a document is to be checked.
    pub fn has_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Whether one has waited so long that it is to be checked although there are messages.
    pub fn is_overdue(&self) -> bool {
        let first = self.waiting.front().and_then(|uri| self.open.get(uri.as_str()));
        first.and_then(|(_, document)| document.waiting).is_some_and(|since| since.elapsed() > PATIENCE)
    }

    /// The document that has waited for the longest time.
    pub fn next(&mut self) -> Option<Uri> {
        let uri = self.waiting.pop_front()?;
        if let Some(document) = self.get_mut(&uri) {
            document.waiting = None;
        }
        Some(uri)
    }

    fn wait(&mut self, uri: &Uri) {
        if let Some((uri, document)) = self.open.get_mut(uri.as_str())
            && document.waiting.is_none()
        {
            document.waiting = Some(Instant::now());
            self.waiting.push_back(uri.clone());
        }
    }

    /// Drops a text that is too large to be kept.
    fn bound(&mut self, uri: &Uri) -> Result<(), String> {
        let total = self.total;
        let Some(document) = self.get_mut(uri) else { return Ok(()) };
        let Some(length) = document.text.as_ref().map(Text::len) else { return Ok(()) };
        if length <= MAX_BYTES && total <= MAX_TOTAL {
            return Ok(());
        }
        document.text = None;
        document.checked = None;
        self.total -= length;
        self.wait(uri);
        Err(format!("{} is not checked: it has {length} bytes", uri.as_str()))
    }
}

/// Where a document is stored. One that is not stored as a file lies in the current directory, under a name that its
/// language has; `None` for a language in which nothing is written that is checked.
fn path_of(uri: &Uri, language: &str) -> Option<PathBuf> {
    let file = Url::parse(uri.as_str()).ok().filter(|url| url.scheme() == "file");
    if let Some(path) = file.and_then(|url| url.to_file_path().ok()) {
        return Some(path);
    }
    let name = match language {
        "json" | "jsonc" | "jsonld" => "untitled.json",
        "terraform" | "opentofu" | "hcl" => "untitled.tf",
        "yaml" => "untitled.yaml",
        _ => return None,
    };
    Some(Path::new(name).to_owned())
}
