//! Remembering assertions, so that none is taken twice.

use std::time::{Duration, Instant, SystemTime};

use moka::Expiry;
use moka::future::Cache as Moka;

use super::assertion::VerifiedAssertion;
use crate::client::ClientIdUrl;

/// Remembers the assertions that were taken by this process, until they expire (RFC 7523, section 3, item 7).
///
/// Servers of several processes have to remember them in a place that all of them share.
#[derive(Clone)]
pub struct Replays {
    seen: Moka<(String, String), Duration>,
}

struct OwnTime;

impl Expiry<(String, String), Duration> for OwnTime {
    fn expire_after_create(&self, _: &(String, String), left: &Duration, _: Instant) -> Option<Duration> {
        Some(*left)
    }
}

impl Replays {
    /// Remembers about so many assertions; beyond that, old ones are forgotten before they expire, so it should be what
    /// comes within [`AssertionPolicy::lifetime`](super::AssertionPolicy::lifetime).
    pub fn new(most: u64) -> Replays {
        Replays { seen: Moka::builder().max_capacity(most).expire_after(OwnTime).build() }
    }

    /// Whether the assertion comes for the first time. It is remembered, and comes a second time from then on.
    pub async fn is_first(
        &self,
        client: &ClientIdUrl,
        assertion: &VerifiedAssertion,
        now: SystemTime,
    ) -> bool {
        let left = assertion.expires_at.duration_since(now).unwrap_or_default();
        let key = (client.as_str().to_owned(), assertion.id.clone());
        self.seen.entry(key).or_insert(left).await.is_fresh()
    }
}
