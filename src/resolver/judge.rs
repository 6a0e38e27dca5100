//! From responses to a client, or to a refusal: the linter's verdict, and nothing beside it.

use std::time::SystemTime;

use super::bounds::Bounds;
use super::client::{Client, comparison};
use super::error::{Reason, ResolveError};
use super::keys::Keys;
use super::stored::Stored;
use crate::client::methods::Reader;
use crate::client::{ClientIdUrl, ClientMetadata, cimd_digest};
use crate::finding::{Input, Level, Report};
use crate::lint::Linter;
use crate::metadata::authentication::PRIVATE_KEY_JWT;
use crate::metadata::uri::can_be_fetched;
use crate::profile::Profile;
use crate::retrieval::Fetched;
use crate::subject::Subject;

/// Holds what was fetched against a profile.
pub struct Judge {
    profile: Profile,
    bounds: Bounds,
}

impl Judge {
    /// A judge by that profile.
    pub fn new(profile: Profile, bounds: Bounds) -> Judge {
        Judge { profile, bounds }
    }

    /// The bounds within which it judges.
    pub fn bounds(&self) -> &Bounds {
        &self.bounds
    }

    /// Reads a client identifier: what the profile takes, and what can be fetched just as it is written.
    pub fn identifier(&self, client_id: &str) -> Result<ClientIdUrl, ResolveError> {
        let parsed = ClientIdUrl::parse(client_id);
        let subject = Subject::without_document(Input::url(client_id)).published_at(client_id);
        // What is not a URL need not be looked at any closer, however long it is.
        let report = (client_id.len() <= 4096).then(|| Linter::new(&self.profile).lint(&subject));
        let id = match parsed {
            Ok(id) => id,
            Err(error) => {
                let refused = ResolveError::new(Reason::Identifier, error.to_string());
                return Err(match report {
                    Some(report) => refused.with_report(report),
                    None => refused,
                });
            }
        };
        match report.filter(|report| report.valid == Some(false)) {
            Some(report) => Err(refusal(&id, report)),
            None => Ok(id),
        }
    }

    /// The URL of the key set that is needed beside the document, where there is one and the document itself is taken.
    pub fn key_set_url(&self, id: &ClientIdUrl, document: &Fetched) -> Result<Option<String>, ResolveError> {
        let subject = document.clone().into_subject(id.as_str());
        let Some(root) = subject.root().filter(|_| document.retrieval.status == 200 && !document.cut) else {
            return Ok(None);
        };
        let Ok(metadata) = ClientMetadata::read(root) else { return Ok(None) };
        let needs_keys = metadata.offered_methods(Reader::MetadataChoices).contains(&PRIVATE_KEY_JWT);
        let Some(url) = metadata.jwks_uri.filter(|url| needs_keys && can_be_fetched(url)) else {
            return Ok(None);
        };
        // Nothing that a refused document names is fetched.
        match Linter::new(&self.profile).verdict(&subject) {
            Some(true) => Ok(Some(url)),
            _ => Err(self.refused(id, subject)),
        }
    }

    /// The client, if the profile takes it. A document that was not answered with status 200, goes on beyond what is
    /// read, or is that of another client is refused whatever the profile says of it.
    pub fn client(
        &self,
        id: &ClientIdUrl,
        document: &Fetched,
        key_set: Option<&Fetched>,
    ) -> Result<Client, ResolveError> {
        let mut subject = document.clone().into_subject(id.as_str());
        subject.key_set = key_set.cloned().map(|key_set| Box::new(key_set.into_key_set()));
        let metadata = subject.root().map(ClientMetadata::read);
        let report = Linter::new(&self.profile).lint(&subject);
        if document.retrieval.status != 200 {
            return Err(status(id, document.retrieval.status).with_report(report));
        }
        if document.cut || report.valid != Some(true) {
            return Err(refusal(id, report));
        }
        let metadata = match metadata {
            Some(Ok(metadata)) => metadata,
            Some(Err(error)) => {
                let message = format!("{id} cannot be read as metadata of a client: {error}");
                return Err(ResolveError::new(Reason::Refused, message)
                    .at_host(id.host())
                    .with_report(report));
            }
            None => return Err(refusal(id, report)),
        };
        if metadata.client_id.as_deref() != Some(id.as_str()) {
            let message = format!("{id} is refused: the document is that of another client");
            return Err(ResolveError::new(Reason::Refused, message).at_host(id.host()).with_report(report));
        }
        let (keys, now) = (self.keys(&metadata, key_set), SystemTime::now());
        Ok(Client {
            id: id.clone(),
            comparison: comparison(&self.profile),
            digest: cimd_digest(&document.body),
            keys,
            report,
            metadata,
            fetched_at: now,
            oldest: now,
            fresh_until: now,
        })
    }

    /// The client that is stored.
    pub fn stored(
        &self,
        id: &ClientIdUrl,
        document: &Stored,
        key_set: Option<&Stored>,
    ) -> Result<Client, ResolveError> {
        let fetched = key_set.map(Stored::fetched);
        let client = self.client(id, &document.fetched(), fetched.as_ref())?;
        Ok(self.dated(client, document, key_set))
    }

    /// The same client with the times of the responses that it was made of.
    pub fn dated(&self, client: Client, document: &Stored, key_set: Option<&Stored>) -> Client {
        let both = || [Some(document), key_set].into_iter().flatten();
        let received = document.received();
        let fresh = both().map(|stored| stored.fresh_until(&self.bounds)).min();
        let oldest = both().map(Stored::received).min();
        Client {
            fetched_at: received,
            oldest: oldest.unwrap_or(received),
            fresh_until: fresh.unwrap_or(received),
            ..client
        }
    }

    fn keys(&self, metadata: &ClientMetadata, key_set: Option<&Fetched>) -> Keys {
        match (key_set, &metadata.jwks) {
            (Some(key_set), _) if key_set.retrieval.status == 200 && !key_set.cut => {
                Keys::read(&key_set.body, self.bounds.keys)
            }
            (None, Some(jwks)) => {
                let text = serde_json::to_vec(jwks).unwrap_or_default();
                Keys::read(&text, self.bounds.keys)
            }
            _ => Keys::default(),
        }
    }

    fn refused(&self, id: &ClientIdUrl, subject: Subject) -> ResolveError {
        refusal(id, Linter::new(&self.profile).lint(&subject))
    }
}

fn status(id: &ClientIdUrl, status: u16) -> ResolveError {
    ResolveError::new(
        Reason::Status(status),
        format!("{id} answers with status {status}, and only 200 has a document"),
    )
    .at_host(id.host())
}

fn refusal(id: &ClientIdUrl, report: Report) -> ResolveError {
    let violations: Vec<_> =
        report.findings.iter().filter(|finding| finding.verdict == Some(Level::Violation)).collect();
    let message = match &violations[..] {
        [] => format!("{id} is not a document that can be read to its end"),
        [first, ..] => {
            let more = match violations.len() {
                1 => String::new(),
                count => format!(", and {} more", count - 1),
            };
            format!("{id} is refused: {}[{}]{more}", first.message, first.rule.id())
        }
    };
    ResolveError::new(Reason::Refused, message).at_host(id.host()).with_report(report)
}
