//! Refusals that are given again for a short while, so that a client that is refused does not make its host, or another
//! one, be asked with each request.

use std::time::{Duration, Instant};

use moka::future::Cache as Moka;

use super::bounds::Bounds;
use super::error::{Reason, ResolveError};

/// Most refusals that are remembered.
const MOST: u64 = 10_000;

/// The refusals of the last while. They are kept in this process only: the draft (section 5.2) wants no error in a cache
/// that outlives the trouble.
pub struct Refusals {
    kept: Moka<String, (ResolveError, Instant)>,
    refused_for: Duration,
    refused_at_most: Duration,
}

impl Refusals {
    /// Refusals that are given again within the bounds.
    pub fn new(bounds: &Bounds) -> Refusals {
        let longest = bounds.refused_for.max(bounds.refused_at_most);
        // A report has the text of its document.
        let weigher = |_: &String, kept: &(ResolveError, Instant)| {
            kept.0.report().map_or(1, |report| u32::try_from(1 + report.size() / 4096).unwrap_or(u32::MAX))
        };
        let kept = Moka::builder().max_capacity(MOST).weigher(weigher).time_to_live(longest).build();
        Refusals { kept, refused_for: bounds.refused_for, refused_at_most: bounds.refused_at_most }
    }

    /// The refusal of that client, while it stands.
    pub async fn get(&self, key: &str) -> Option<ResolveError> {
        let (error, until) = self.kept.get(key).await?;
        (Instant::now() < until).then_some(error)
    }

    /// Remembers a refusal: as long as its host asks for, within bounds.
    pub async fn put(&self, key: &str, error: &ResolveError) {
        // Our own trouble may be over with the next request.
        let is_ours = matches!(error.reason(), Reason::Overloaded | Reason::Lost);
        if is_ours || self.refused_for.is_zero() {
            return;
        }
        let asked = error.retry_after().unwrap_or_default().min(self.refused_at_most);
        let until = Instant::now() + self.refused_for.max(asked);
        self.kept.insert(key.to_owned(), (error.clone(), until)).await;
    }

    /// Forgets the refusal of a client that was resolved.
    pub async fn forget(&self, key: &str) {
        self.kept.invalidate(key).await;
    }
}
