//! A cache that fails, or does not answer, keeps nobody from being served.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use super::cache::{Cache, CacheError};
use super::entry::Entry;
use super::events;

/// A cache, with a deadline for each operation.
pub struct GuardedCache {
    cache: Arc<dyn Cache>,
    deadline: Duration,
}

impl GuardedCache {
    /// That cache, with that deadline.
    pub fn new(cache: Arc<dyn Cache>, deadline: Duration) -> GuardedCache {
        GuardedCache { cache, deadline }
    }

    /// What is kept, as far as the cache gives it.
    pub async fn get(&self, key: &str) -> Option<Entry> {
        // It is for the cache to keep keys apart, and not believed: an entry is that of its own URL.
        let entry = self.bounded("get", self.cache.get(key)).await.flatten();
        entry.filter(|entry| entry.record().document.url == key)
    }

    /// Keeps an entry, if the cache takes it.
    pub async fn put(&self, key: &str, entry: Entry, keep_for: Duration) {
        if !keep_for.is_zero() {
            self.bounded("put", self.cache.put(key, entry, keep_for)).await;
        }
    }

    /// Forgets an entry, if the cache does.
    pub async fn remove(&self, key: &str) {
        self.bounded("remove", self.cache.remove(key)).await;
    }

    async fn bounded<T>(
        &self,
        operation: &'static str,
        work: impl Future<Output = Result<T, CacheError>>,
    ) -> Option<T> {
        match tokio::time::timeout(self.deadline, work).await {
            Ok(Ok(done)) => Some(done),
            Ok(Err(error)) => {
                events::cache_failed(operation, Some(&error));
                None
            }
            Err(_) => {
                events::cache_failed(operation, None);
                None
            }
        }
    }
}
