//! What "Refresh Client Metadata" would change in a registered client.
//!
//! Documented is that a refresh fetches the document again, that it overwrites `app_type` and `grant_types`,
//! and that new key material under a known `kid` is refused. The rest is inferred: that other properties of
//! the document win over the stored values, and that a property which the document lacks leaves the stored
//! value alone.

mod change;
mod refusal;
mod rotation;

pub use change::{Change, FieldValue, Kept};
pub use refusal::{Cause, Refusal};
pub use rotation::Rotation;

use serde::Serialize;

use crate::finding::{SCHEMA_VERSION, Tool, quoted};
use crate::rule::Mark;
use crate::subject::{KeySet, Subject};

use super::keys::{self, Key};
use super::preview::{Outcome, Preview};
use super::registered::Registered;
use super::validation::Validation;

/// What a refresh comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Verdict {
    /// The client is what the document says.
    Unchanged,
    /// The refresh would change the client.
    Changed,
    /// Auth0 would refuse the refresh, or a part of it.
    Refused,
}

/// Something to know, and how it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Note {
    /// How it is known; `None` for what is said of this very run.
    pub known: Option<Mark>,
    /// What there is to know.
    pub message: String,
}

/// The client that would be refreshed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Client {
    /// Auth0's own id.
    pub client_id: String,
    /// The URL it was imported from.
    pub external_client_id: String,
    /// Its name.
    pub name: Option<String>,
}

/// What a refresh would do; as JSON, a versioned contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Refresh {
    schema_version: u32,
    tool: Tool,
    /// The client.
    pub client: Client,
    /// The URL of the document.
    pub url: Option<String>,
    /// What the refresh comes to.
    pub verdict: Verdict,
    /// Why it would be refused.
    pub refusals: Vec<Refusal>,
    /// The fields that would get another value, in Auth0's order.
    pub changes: Vec<Change>,
    /// The stored values that the document no longer has.
    pub kept: Vec<Kept>,
    /// What became of the keys; `None` where they could not be compared.
    pub keys: Option<Rotation>,
    /// What the preview says of the document; `None` where it could not be read.
    pub validation: Option<Validation>,
    /// What else there is to know.
    pub notes: Vec<Note>,
}

/// A key set that was published earlier.
#[derive(Debug)]
pub struct EarlierKeys(Vec<Key>);

impl EarlierKeys {
    /// Reads it. `None` where Auth0 would have taken no key from it.
    pub fn read(key_set: &KeySet) -> Option<EarlierKeys> {
        keys::read(key_set).map(EarlierKeys)
    }
}

impl Refresh {
    /// Compares a registered client with what the document says today.
    pub fn of(client: &Registered, earlier: Option<&EarlierKeys>, subject: Subject) -> Refresh {
        let uses_keys = subject.key_set_url().is_some();
        let now = subject.key_set.as_deref().filter(|_| uses_keys).and_then(keys::read);
        let lacks = change::absent_properties(&subject);
        let preview = Preview::of(subject);

        let mut refusals = refusals(&preview);
        refusals.extend(other_document(client, &preview));
        let is_comparable = refusals.iter().all(|refusal| refusal.cause == Cause::Document);
        let mut keys = None;
        let (mut changes, mut kept) = (Vec::new(), Vec::new());
        if is_comparable {
            changes = change::changes(client, &preview.mapped_fields);
            kept = change::kept(client, &preview.mapped_fields, &lacks);
            keys = earlier.zip(now.as_deref()).map(|(earlier, now)| Rotation::between(&earlier.0, now));
            refusals.extend(keys.iter().flat_map(Rotation::refusals));
        }
        let verdict = if !refusals.is_empty() {
            Verdict::Refused
        } else if changes.is_empty() && !keys.as_ref().is_some_and(Rotation::changes_anything) {
            Verdict::Unchanged
        } else {
            Verdict::Changed
        };
        let missing_keys = match (uses_keys && is_comparable, earlier) {
            (true, _) if preview.keys_are_unknown => Some(FETCH_THE_KEYS),
            (true, None) => Some(NAME_THE_EARLIER_KEYS),
            _ => None,
        };
        let notes = notes(client, missing_keys, keys.as_ref(), &kept);
        Refresh {
            schema_version: SCHEMA_VERSION,
            tool: Tool::THIS,
            client: Client {
                client_id: client.client_id.clone(),
                external_client_id: client.external_client_id.clone(),
                name: client.name.clone(),
            },
            url: preview.report.url().map(str::to_owned),
            verdict,
            refusals,
            changes,
            kept,
            keys,
            validation: match preview.outcome {
                Outcome::Validated(validation) => Some(validation),
                Outcome::UrlRefused(_) | Outcome::NotRetrieved(_) => None,
            },
            notes,
        }
    }
}

fn refusals(preview: &Preview) -> Vec<Refusal> {
    let (cause, messages) = match &preview.outcome {
        Outcome::UrlRefused(messages) => (Cause::Url, messages),
        Outcome::NotRetrieved(messages) => (Cause::NotRetrieved, messages),
        Outcome::Validated(validation) => (Cause::Document, &validation.violations),
    };
    messages.iter().map(|message| Refusal { cause, message: message.clone() }).collect()
}

/// The URL is the key by which Auth0 finds the client again (documented), and it is compared as a string.
fn other_document(client: &Registered, preview: &Preview) -> Option<Refusal> {
    let url = preview.report.url().filter(|&url| url != client.external_client_id)?;
    let message = format!(
        "the document is the one of {}, and the client was imported from {}: a refresh never looks there, and registering that URL makes a second client",
        quoted(url),
        quoted(&client.external_client_id)
    );
    Some(Refusal { cause: Cause::ClientId, message })
}

const FETCH_THE_KEYS: &str = "the key set was not fetched: use --online, or give it with --jwks FILE";
const NAME_THE_EARLIER_KEYS: &str =
    "the keys were not compared: give the key set of the last import or refresh with --registered-jwks FILE";

fn notes(
    client: &Registered,
    missing_keys: Option<&str>,
    keys: Option<&Rotation>,
    kept: &[Kept],
) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut note = |known, message: &str| notes.push(Note { known, message: message.to_owned() });
    note(
        Some(Mark::Documented),
        &format!(
            "{} is Auth0's own id of the client, for the Management API; the application sends the URL {} as its client_id",
            quoted(&client.client_id),
            quoted(&client.external_client_id)
        ),
    );
    if client.registered_itself {
        note(
            Some(Mark::Documented),
            "the client registered itself (dynamic CIMD): Auth0 also refreshes it when it asks for authorization",
        );
    }
    if let Some(missing) = missing_keys {
        note(None, missing);
    }
    if keys.is_some_and(|keys| !keys.added.is_empty()) {
        note(Some(Mark::Documented), "new keys work only after the refresh");
    }
    if !kept.is_empty() {
        note(Some(Mark::Inferred), "a property that the document lacks leaves the stored value alone");
    }
    note(
        Some(Mark::Inferred),
        "settings that no document has (jwt_configuration, refresh_token, client_metadata, ...) are left alone",
    );
    notes
}
