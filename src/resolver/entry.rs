//! What a cache keeps of a client.

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use super::bounds::Bounds;
use super::client::Client;
use super::stored::Stored;

/// The form in which entries are written down. An entry of another form is not read.
const VERSION: u32 = 1;

/// What a cache keeps of a client: the responses that brought its document and its keys. It says nothing of a verdict:
/// whoever takes an entry out of a cache holds the document against its own profile.
///
/// Cheap to clone. What keeps entries outside of the process writes them as [bytes](Entry::to_bytes).
#[derive(Clone)]
pub struct Entry {
    kept: Arc<Kept>,
}

struct Kept {
    record: Record,
    /// What the resolver of that number has made of it.
    client: OnceLock<(u64, Arc<Client>)>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Record {
    version: u32,
    /// The response that brought the document.
    pub(super) document: Stored,
    /// The response that brought its key set.
    pub(super) key_set: Option<Stored>,
}

/// Why bytes are not an entry.
#[derive(Debug)]
pub struct EntryError(String);

impl Entry {
    pub(super) fn new(document: Stored, key_set: Option<Stored>) -> Entry {
        Entry::of(Record { version: VERSION, document, key_set })
    }

    fn of(record: Record) -> Entry {
        Entry { kept: Arc::new(Kept { record, client: OnceLock::new() }) }
    }

    /// The entry as bytes, which are text in UTF-8.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Strings and numbers can always be written.
        serde_json::to_vec(&self.kept.record).unwrap_or_default()
    }

    /// Reads what [`to_bytes`](Entry::to_bytes) has written.
    ///
    /// Whoever can write into the place where entries are kept can say what a client is, so it has to be as well guarded
    /// as the server itself.
    ///
    /// # Errors
    ///
    /// The bytes are something else, or of another version of this crate.
    pub fn from_bytes(bytes: &[u8]) -> Result<Entry, EntryError> {
        let record: Record = serde_json::from_slice(bytes).map_err(|error| EntryError(error.to_string()))?;
        if record.version != VERSION {
            return Err(EntryError(format!("it has version {}, and {VERSION} is read", record.version)));
        }
        Ok(Entry::of(record))
    }

    /// Roughly how much memory it takes, in bytes: the responses, and what is made of them.
    pub fn size(&self) -> usize {
        let Record { document, key_set, .. } = &self.kept.record;
        let responses = document.size() + key_set.as_ref().map_or(0, Stored::size);
        // A tree, typed metadata and a report are about as large as the text.
        4 * responses + 1024
    }

    pub(super) fn record(&self) -> &Record {
        &self.kept.record
    }

    /// The client that it is, made once for each resolver.
    pub(super) fn client<E>(
        &self,
        resolver: u64,
        make: impl FnOnce() -> Result<Client, E>,
    ) -> Result<Arc<Client>, E> {
        if let Some((owner, client)) = self.kept.client.get()
            && *owner == resolver
        {
            return Ok(Arc::clone(client));
        }
        let client = Arc::new(make()?);
        // Where another resolver was first, this one makes its client anew each time.
        let _ = self.kept.client.set((resolver, Arc::clone(&client)));
        Ok(client)
    }

    /// How long it is worth keeping.
    pub(super) fn keep_for(&self, now: SystemTime, bounds: &Bounds) -> Duration {
        let Record { document, key_set, .. } = self.record();
        // What is stale can still be asked for with its validators, for a while.
        let renewable = document.received() + bounds.fresh_at_most;
        let usable = [Some(document), key_set.as_ref()]
            .into_iter()
            .flatten()
            .map(|stored| stored.usable_until(bounds));
        usable.fold(renewable, SystemTime::max).duration_since(now).unwrap_or_default()
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry").field("url", &self.kept.record.document.url).finish_non_exhaustive()
    }
}

impl fmt::Display for EntryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the bytes are not an entry of the cache: {}", self.0)
    }
}

impl std::error::Error for EntryError {}
