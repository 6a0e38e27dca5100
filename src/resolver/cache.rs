//! Where entries are kept.

use std::fmt;
use std::time::{Duration, Instant};

use moka::Expiry;
use moka::future::Cache as Moka;

use super::entry::Entry;
use super::lookup::BoxFuture;

/// Where a resolver keeps what it has fetched: in memory, in Redis, in a database.
///
/// A cache that fails or takes too long ([`Bounds::cache_deadline`](super::Bounds::cache_deadline)) is gone without: then
/// documents are fetched. So an implementation need not retry anything. It may forget an entry at any time.
///
/// The example `examples/authorization-server` has one that keeps entries in SQLite.
///
/// ```
/// use std::collections::HashMap;
/// use std::sync::Mutex;
/// use std::time::Duration;
/// use cimd::resolver::{BoxFuture, Cache, CacheError, Entry};
///
/// /// Keeps everything as bytes, as a database would, and for ever.
/// #[derive(Default)]
/// struct Bytes(Mutex<HashMap<String, Vec<u8>>>);
///
/// impl Cache for Bytes {
///     fn get<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Entry>, CacheError>> {
///         Box::pin(async move {
///             let map = self.0.lock().map_err(|_| CacheError::new("poisoned"))?;
///             map.get(key).map(|bytes| Entry::from_bytes(bytes).map_err(CacheError::new)).transpose()
///         })
///     }
///
///     fn put<'a>(&'a self, key: &'a str, entry: Entry, _: Duration) -> BoxFuture<'a, Result<(), CacheError>> {
///         Box::pin(async move {
///             let mut map = self.0.lock().map_err(|_| CacheError::new("poisoned"))?;
///             map.insert(key.to_owned(), entry.to_bytes());
///             Ok(())
///         })
///     }
///
///     fn remove<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<(), CacheError>> {
///         Box::pin(async move {
///             self.0.lock().map_err(|_| CacheError::new("poisoned"))?.remove(key);
///             Ok(())
///         })
///     }
/// }
/// ```
pub trait Cache: Send + Sync + 'static {
    /// The entry of that key, if there is one.
    ///
    /// # Errors
    ///
    /// The cache cannot be asked, or what it holds cannot be read.
    fn get<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Entry>, CacheError>>;

    /// Keeps an entry under that key, in place of the one that is there, for no longer than this.
    ///
    /// # Errors
    ///
    /// The cache cannot be written to.
    fn put<'a>(
        &'a self,
        key: &'a str,
        entry: Entry,
        keep_for: Duration,
    ) -> BoxFuture<'a, Result<(), CacheError>>;

    /// Forgets the entry of that key.
    ///
    /// # Errors
    ///
    /// The cache cannot be written to.
    fn remove<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<(), CacheError>>;
}

/// Why a cache did not do what it was asked to.
#[derive(Debug)]
pub struct CacheError(Box<dyn std::error::Error + Send + Sync>);

impl CacheError {
    /// An error for that reason, which is logged: it must hold no secret.
    pub fn new(reason: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> CacheError {
        CacheError(reason.into())
    }
}

impl fmt::Display for CacheError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the cache: {}", self.0)
    }
}

impl std::error::Error for CacheError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}

/// Keeps entries in memory, up to a bound; those that are asked for least go first.
#[derive(Clone)]
pub struct MemoryCache {
    entries: Moka<String, Kept>,
}

#[derive(Clone)]
struct Kept {
    entry: Entry,
    keep_for: Duration,
}

/// Each entry goes when its own time is over.
struct OwnTime;

impl Expiry<String, Kept> for OwnTime {
    fn expire_after_create(&self, _: &String, kept: &Kept, _: Instant) -> Option<Duration> {
        Some(kept.keep_for)
    }

    fn expire_after_update(
        &self,
        _: &String,
        kept: &Kept,
        _: Instant,
        _: Option<Duration>,
    ) -> Option<Duration> {
        Some(kept.keep_for)
    }
}

impl MemoryCache {
    /// A cache of about so many bytes.
    pub fn new(max_bytes: u64) -> MemoryCache {
        let entries = Moka::builder()
            .max_capacity(max_bytes)
            .weigher(|key: &String, kept: &Kept| {
                u32::try_from(key.len() + kept.entry.size()).unwrap_or(u32::MAX)
            })
            .expire_after(OwnTime)
            .build();
        MemoryCache { entries }
    }

    /// How many entries there are, and about how many bytes they take. Both are counted after the fact.
    pub async fn usage(&self) -> (u64, u64) {
        self.entries.run_pending_tasks().await;
        (self.entries.entry_count(), self.entries.weighted_size())
    }
}

impl Default for MemoryCache {
    /// 64 MiB.
    fn default() -> MemoryCache {
        MemoryCache::new(64 * 1024 * 1024)
    }
}

impl Cache for MemoryCache {
    fn get<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Entry>, CacheError>> {
        Box::pin(async move { Ok(self.entries.get(key).await.map(|kept| kept.entry)) })
    }

    fn put<'a>(
        &'a self,
        key: &'a str,
        entry: Entry,
        keep_for: Duration,
    ) -> BoxFuture<'a, Result<(), CacheError>> {
        Box::pin(async move {
            self.entries.insert(key.to_owned(), Kept { entry, keep_for }).await;
            Ok(())
        })
    }

    fn remove<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<(), CacheError>> {
        Box::pin(async move {
            self.entries.invalidate(key).await;
            Ok(())
        })
    }
}

/// Keeps nothing: every request fetches, but those that come while a fetch of the same client is under way.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoCache;

impl Cache for NoCache {
    fn get<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Option<Entry>, CacheError>> {
        Box::pin(async { Ok(None) })
    }

    fn put<'a>(&'a self, _: &'a str, _: Entry, _: Duration) -> BoxFuture<'a, Result<(), CacheError>> {
        Box::pin(async { Ok(()) })
    }

    fn remove<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<(), CacheError>> {
        Box::pin(async { Ok(()) })
    }
}
