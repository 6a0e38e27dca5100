//! Resolving: the cache, then what is under way, then the host.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use super::assertion::{AssertionError, AssertionPolicy, VerifiedAssertion};
use super::bounds::Bounds;
use super::cache::Cache;
use super::client::Client;
use super::entry::Entry;
use super::error::{Reason, ResolveError};
use super::events::{self, Outcome};
use super::flight::{NoOutcome, SingleFlight};
use super::guarded_cache::GuardedCache;
use super::judge::Judge;
use super::origin::Origin;
use super::refusals::Refusals;
use super::stored::Use;
use super::transport::Transport;
use crate::client::ClientIdUrl;
use crate::profile::Profile;

/// Resolves client identifiers. Cheap to clone: all clones share cache, limits and connections.
///
/// It needs a tokio runtime with time and network enabled.
#[derive(Clone)]
pub struct Resolver {
    inner: Arc<Inner>,
}

struct Inner {
    /// Tells what this resolver has made of an entry from what another one has.
    number: u64,
    judge: Judge,
    cache: GuardedCache,
    origin: Origin,
    flights: Arc<SingleFlight<Resolved>>,
    refusals: Refusals,
}

type Resolved = Result<(Arc<Client>, Outcome), ResolveError>;

static RESOLVERS: AtomicU64 = AtomicU64::new(0);

impl Resolver {
    pub(super) fn new(
        profile: Profile,
        bounds: Bounds,
        cache: Arc<dyn Cache>,
        transport: Transport,
    ) -> Resolver {
        let inner = Inner {
            number: RESOLVERS.fetch_add(1, Ordering::Relaxed),
            cache: GuardedCache::new(cache, bounds.cache_deadline),
            origin: Origin::new(transport),
            flights: SingleFlight::new(bounds.waiting),
            refusals: Refusals::new(&bounds),
            judge: Judge::new(profile, bounds),
        };
        Resolver { inner: Arc::new(inner) }
    }

    /// The client behind an identifier: from the cache where that is fresh, else from its host.
    ///
    /// Whoever stops waiting stops nobody else: a request for the same client goes on, and what it brings is cached.
    ///
    /// # Errors
    ///
    /// The profile refuses the identifier, the document or its keys; they cannot be fetched; or there is too much to do.
    /// [`ResolveError::fault`] says whose fault it is.
    pub async fn resolve(&self, client_id: &str) -> Result<Arc<Client>, ResolveError> {
        let resolved = Inner::resolve(&self.inner, client_id).await;
        told(client_id, resolved)
    }

    /// The same, asking the host even where the cache is fresh: after a client has said that its document changed.
    ///
    /// No more often than [`Bounds::refresh_interval`]: within it, what was fetched last is given.
    ///
    /// # Errors
    ///
    /// As for [`resolve`](Resolver::resolve). The cache is not changed by trouble of the host.
    pub async fn refresh(&self, client_id: &str) -> Result<Arc<Client>, ResolveError> {
        let resolved = Inner::refresh(&self.inner, client_id).await;
        told(client_id, resolved)
    }

    /// Authenticates a client by its assertion (`private_key_jwt`, RFC 7523). Where that was made with a key that is not
    /// known, the client's keys are fetched anew once, no more often than [`Bounds::refresh_interval`].
    ///
    /// That the assertion comes for the first time is for the caller to see to: [`Replays`](super::Replays).
    ///
    /// # Errors
    ///
    /// The client cannot be resolved, or the assertion does not hold.
    pub async fn authenticate(
        &self,
        client_id: &str,
        assertion: &str,
        policy: &AssertionPolicy,
    ) -> Result<(Arc<Client>, VerifiedAssertion), AssertionError> {
        let client = self.resolve(client_id).await.map_err(AssertionError::Client)?;
        let error = match client.verify_assertion(assertion, policy, SystemTime::now()) {
            Ok(verified) => return Ok((client, verified)),
            Err(error) => error,
        };
        let may_be_new = matches!(
            error,
            AssertionError::UnknownKey { .. } | AssertionError::Signature | AssertionError::NoKeys
        );
        if !may_be_new || self.inner.is_recent(&client) {
            return Err(error);
        }
        let Ok(client) = self.refresh(client_id).await else { return Err(error) };
        let verified = client.verify_assertion(assertion, policy, SystemTime::now())?;
        Ok((client, verified))
    }

    /// Forgets a client: what is cached, and that it was refused.
    pub async fn forget(&self, client_id: &str) {
        self.inner.refusals.forget(client_id).await;
        self.inner.cache.remove(client_id).await;
    }

    /// How many clients are being resolved at their hosts now.
    pub fn under_way(&self) -> usize {
        self.inner.flights.count()
    }
}

/// Tells those who run the server, and gives the client alone.
fn told(client_id: &str, resolved: Resolved) -> Result<Arc<Client>, ResolveError> {
    match &resolved {
        Ok((client, outcome)) => events::resolved(client.id().as_str(), *outcome),
        Err(error) => events::refused(client_id, error),
    }
    resolved.map(|(client, _)| client)
}

impl Inner {
    async fn resolve(this: &Arc<Inner>, client_id: &str) -> Resolved {
        // What is in the cache has been judged, or is when it is first taken from there.
        let mut entry = None;
        if let Ok(id) = ClientIdUrl::parse(client_id) {
            entry = this.cache.get(client_id).await;
            if let Some(entry) = entry.as_ref().filter(|entry| this.is_fresh(entry))
                && let Ok(client) = this.client(&id, entry)
            {
                return Ok((client, Outcome::Fresh));
            }
        }
        let id = this.judge.identifier(client_id)?;
        if let Some(error) = this.refusals.get(client_id).await {
            return this.stale(&id, entry.as_ref(), &error).ok_or(error);
        }
        Inner::fetch_once(this, id, false).await
    }

    async fn refresh(this: &Arc<Inner>, client_id: &str) -> Resolved {
        let id = this.judge.identifier(client_id)?;
        if let Some(entry) = this.cache.get(client_id).await
            && let Ok(client) = this.client(&id, &entry)
            && this.is_recent(&client)
        {
            return Ok((client, Outcome::Fresh));
        }
        Inner::fetch_once(this, id, true).await
    }

    /// Has the host asked, by this request or by one that is under way.
    async fn fetch_once(this: &Arc<Inner>, id: ClientIdUrl, is_forced: bool) -> Resolved {
        // Who wants it anew is not served by a flight that may find the cache fresh.
        let key = if is_forced { format!("{id} anew") } else { id.to_string() };
        let flights = &this.flights;
        let joined = flights.join(&key, || Inner::renewed(Arc::clone(this), id.clone(), is_forced)).await;
        events::under_way(flights.count());
        joined.unwrap_or_else(|none| {
            let (reason, message) = match none {
                NoOutcome::Full => (Reason::Overloaded, "too many clients are being resolved"),
                NoOutcome::Lost => {
                    (Reason::Lost, "the request was lost: it panicked, or its runtime was shut down")
                }
            };
            Err(ResolveError::new(reason, format!("{id} was not resolved: {message}")).at_host(id.host()))
        })
    }

    /// Asks the host, and keeps what comes of it.
    async fn renewed(this: Arc<Inner>, id: ClientIdUrl, is_forced: bool) -> Resolved {
        // One that ended a moment ago may have filled it.
        let entry = this.cache.get(id.as_str()).await;
        let deadline = this.judge.bounds().deadline;
        let fetching = this.origin.fetch(&this.judge, &id, entry.as_ref(), is_forced);
        let fetched = tokio::time::timeout(deadline, fetching).await.unwrap_or_else(|_| {
            let message = format!("{id} was not resolved within {} seconds", deadline.as_secs_f32());
            Err(ResolveError::new(Reason::Deadline, message).at_host(id.host()))
        });
        match fetched {
            Ok((client, new)) => {
                this.refusals.forget(id.as_str()).await;
                match new {
                    Some((document, key_set)) => {
                        let entry = Entry::new(document, key_set);
                        let client = entry.client(this.number, || Ok::<_, ResolveError>(client))?;
                        let keep_for = entry.keep_for(SystemTime::now(), this.judge.bounds());
                        this.cache.put(id.as_str(), entry, keep_for).await;
                        Ok((client, Outcome::Fetched))
                    }
                    None => {
                        this.forget(&id, entry.as_ref()).await;
                        Ok((Arc::new(client), Outcome::Fetched))
                    }
                }
            }
            Err(error) => {
                this.refusals.put(id.as_str(), &error).await;
                if let Some((client, outcome)) = this.stale(&id, entry.as_ref(), &error) {
                    return Ok((client, outcome));
                }
                if !error.is_temporary() {
                    this.forget(&id, entry.as_ref()).await;
                }
                Err(error)
            }
        }
    }

    /// Takes from the cache what was there, and does not hold any longer.
    async fn forget(&self, id: &ClientIdUrl, entry: Option<&Entry>) {
        if entry.is_some() {
            self.cache.remove(id.as_str()).await;
        }
    }

    fn client(&self, id: &ClientIdUrl, entry: &Entry) -> Result<Arc<Client>, ResolveError> {
        let record = entry.record();
        entry.client(self.number, || self.judge.stored(id, &record.document, record.key_set.as_ref()))
    }

    fn is_fresh(&self, entry: &Entry) -> bool {
        let (record, now) = (entry.record(), SystemTime::now());
        let is_fresh =
            |stored: &super::stored::Stored| matches!(stored.use_at(now, self.judge.bounds()), Use::Fresh);
        is_fresh(&record.document) && record.key_set.as_ref().is_none_or(is_fresh)
    }

    /// Whether the host was asked for all of it so recently that it is not asked again out of turn.
    fn is_recent(&self, client: &Client) -> bool {
        let age = SystemTime::now().duration_since(client.oldest).unwrap_or_default();
        age < self.judge.bounds().refresh_interval
    }

    /// The client that is cached, while its host is in trouble and HTTP and the bounds allow it (RFC 5861, section 4).
    fn stale(
        &self,
        id: &ClientIdUrl,
        entry: Option<&Entry>,
        error: &ResolveError,
    ) -> Option<(Arc<Client>, Outcome)> {
        let record = entry.filter(|_| error.is_trouble_of_host())?.record();
        let both = [Some(&record.document), record.key_set.as_ref()];
        let until =
            both.into_iter().flatten().map(|stored| stored.usable_until(self.judge.bounds())).min()?;
        if SystemTime::now() >= until {
            return None;
        }
        let client = self.client(id, entry?).ok()?;
        events::stale(id.as_str(), error);
        Some((client, Outcome::Stale))
    }
}

impl fmt::Debug for Resolver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resolver").field("bounds", self.inner.judge.bounds()).finish_non_exhaustive()
    }
}
