//! Asking the host of a client: for its document, and for its keys.

use std::time::{Duration, Instant, SystemTime};

use super::bounds::Bounds;
use super::client::Client;
use super::entry::Entry;
use super::error::{Reason, ResolveError};
use super::events;
use super::judge::Judge;
use super::stored::{Stored, Update, Use};
use super::transport::{Failed, Transport, request_headers};
use crate::client::ClientIdUrl;
use crate::retrieval::Fetched;

/// Asks hosts.
pub struct Origin {
    transport: Transport,
}

/// What was fetched, or is still fresh.
struct Part {
    fetched: Fetched,
    /// The same to be stored; `None` where it is an error, or goes on beyond what is read.
    stored: Option<Stored>,
}

/// What is to be stored of a client.
pub type New = Option<(Stored, Option<Stored>)>;

impl Origin {
    /// Asks by that transport.
    pub fn new(transport: Transport) -> Origin {
        Origin { transport }
    }

    /// The client, and what of it is to be stored. What is cached and fresh is not asked for, unless it is forced.
    pub async fn fetch(
        &self,
        judge: &Judge,
        id: &ClientIdUrl,
        entry: Option<&Entry>,
        is_forced: bool,
    ) -> Result<(Client, New), ResolveError> {
        let old = entry.map(Entry::record);
        let bounds = judge.bounds();
        let known = old.map(|record| &record.document);
        let document = self.part(id, id.as_str(), "document", known, bounds, is_forced).await?;
        let key_set = match judge.key_set_url(id, &document.fetched)? {
            Some(url) => {
                let known = old.and_then(|record| record.key_set.as_ref()).filter(|stored| stored.url == url);
                Some(self.part(id, &url, "key-set", known, bounds, is_forced).await?)
            }
            None => None,
        };
        let client = judge.client(id, &document.fetched, key_set.as_ref().map(|part| &part.fetched));
        let client = client.map_err(|error| error.retry_in(retry_after(&document.fetched)))?;
        let key_set = key_set.map(|part| part.stored);
        Ok(match (document.stored, key_set) {
            (Some(document), None) => dated(judge, client, document, None),
            (Some(document), Some(Some(key_set))) => dated(judge, client, document, Some(key_set)),
            // A key set that is an error, and that the profile lets pass, is asked for anew.
            _ => (client, None),
        })
    }

    async fn part(
        &self,
        id: &ClientIdUrl,
        url: &str,
        what: &'static str,
        known: Option<&Stored>,
        bounds: &Bounds,
        is_forced: bool,
    ) -> Result<Part, ResolveError> {
        let headers = match known.map(|stored| (stored, stored.use_at(SystemTime::now(), bounds))) {
            Some((stored, Use::Fresh)) if !is_forced => {
                return Ok(Part { fetched: stored.fetched(), stored: Some(stored.clone()) });
            }
            Some((stored, Use::Fresh)) => stored.conditional(),
            Some((_, Use::Stale(headers))) => headers,
            None => request_headers(),
        };
        let mut fetched = self.get(id, url, what, &headers).await?;
        let now = SystemTime::now();
        match known.map(|stored| stored.update(&fetched, now)) {
            Some(Update::Same(stored)) => {
                return Ok(Part { fetched: stored.fetched(), stored: Some(stored) });
            }
            Some(Update::Mistaken) => fetched = self.get(id, url, what, &request_headers()).await?,
            Some(Update::Other) | None => {}
        }
        // What a host answers that is in trouble says nothing of the client.
        let error = ResolveError::new(
            Reason::Status(fetched.retrieval.status),
            format!("{url} answers with status {}", fetched.retrieval.status),
        );
        if what != "document" && error.is_trouble_of_host() {
            return Err(error.at_host(id.host()).retry_in(retry_after(&fetched)));
        }
        Ok(Part { stored: Stored::new(&fetched, now), fetched })
    }

    async fn get(
        &self,
        id: &ClientIdUrl,
        url: &str,
        what: &'static str,
        headers: &http::HeaderMap,
    ) -> Result<Fetched, ResolveError> {
        let begun = Instant::now();
        let result = self.transport.get(url, headers).await;
        let word = match &result {
            Ok(fetched) if fetched.retrieval.status == 304 => "not-modified",
            Ok(fetched) if fetched.retrieval.status == 200 => "ok",
            Ok(_) => "status",
            Err(failed) => failed.error.kind.name(),
        };
        events::fetched(url, what, begun, word);
        result.map_err(|Failed { error, is_ours }| {
            let reason = if is_ours { Reason::Ours(error.kind) } else { Reason::Failed(error.kind) };
            ResolveError::new(reason, error.message).at_host(id.host())
        })
    }
}

/// The client with the times of what it was made of, and that to be stored if HTTP allows it.
fn dated(judge: &Judge, client: Client, document: Stored, key_set: Option<Stored>) -> (Client, New) {
    let client = judge.dated(client, &document, key_set.as_ref());
    let is_storable = document.is_storable() && key_set.as_ref().is_none_or(Stored::is_storable);
    (client, is_storable.then_some((document, key_set)))
}

/// How long a host asks to wait; only the form in seconds is honoured, since the other needs a clock that both sides
/// agree on.
fn retry_after(fetched: &Fetched) -> Option<Duration> {
    if !matches!(fetched.retrieval.status, 429 | 503) {
        return None;
    }
    fetched.retrieval.header("retry-after")?.trim().parse().ok().map(Duration::from_secs)
}
