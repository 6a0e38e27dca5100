//! How much a resolver does, how long it takes, and how long it remembers.

use std::time::Duration;

use crate::retrieval::MAX_BODY_BYTES;

/// The bounds of a resolver. The defaults suit a server on the internet.
///
/// ```
/// use std::time::Duration;
/// use cimd::resolver::Bounds;
///
/// let mut bounds = Bounds::default();
/// bounds.deadline = Duration::from_secs(3);
/// bounds.fresh_at_least = Duration::from_secs(60);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Bounds {
    /// What resolving may take in all, from waiting for a turn to the last byte of the key set. 10 seconds.
    pub deadline: Duration,
    /// Largest document and largest key set, in bytes after content decoding; never more than 512 KiB, which is the
    /// default. A profile's own limits are part of its verdict, whatever this is. A body that is larger is refused, and
    /// never read as if it ended there.
    pub body_bytes: usize,
    /// Requests under way at the same time. 64.
    pub fetches: usize,
    /// Requests to one host under way at the same time. 4.
    pub fetches_per_host: usize,
    /// Clients that are being resolved at the same time, those that wait for their turn included; one more is refused.
    /// 1,024.
    pub waiting: usize,
    /// How long a response is taken for fresh at most, whatever it says. 24 hours, as MCP recommends; a profile may have
    /// a shorter time.
    pub fresh_at_most: Duration,
    /// How long a response is taken for fresh at least, unless it forbids that it is stored. None: then a document that
    /// says nothing of caching is asked for anew each time, unless its `Last-Modified` lets a time be estimated
    /// (RFC 9111, section 4.2.2).
    pub fresh_at_least: Duration,
    /// For how long after it has become stale a client is still given while its host cannot be reached or reports an
    /// error of its own (RFC 5861, section 4). Never where the response forbids it (`no-cache`, `must-revalidate`,
    /// `proxy-revalidate`, `s-maxage`), nor where the document is gone or not valid any longer. 1 hour.
    pub stale_if_error: Duration,
    /// For how long a refusal is given again without asking the host. 10 seconds; none turns it off.
    pub refused_for: Duration,
    /// The same at most, where the host asks with `Retry-After` for more. 5 minutes.
    pub refused_at_most: Duration,
    /// How often a client is fetched anew at most because an assertion names a key that is not known. Every 30 seconds.
    pub refresh_interval: Duration,
    /// How long the cache may take for an answer before the resolver goes on without it. 250 milliseconds.
    pub cache_deadline: Duration,
    /// How many keys of a key set are looked at. 50.
    pub keys: usize,
}

impl Default for Bounds {
    fn default() -> Bounds {
        Bounds {
            deadline: Duration::from_secs(10),
            body_bytes: MAX_BODY_BYTES,
            fetches: 64,
            fetches_per_host: 4,
            waiting: 1024,
            fresh_at_most: Duration::from_secs(24 * 60 * 60),
            fresh_at_least: Duration::ZERO,
            stale_if_error: Duration::from_secs(60 * 60),
            refused_for: Duration::from_secs(10),
            refused_at_most: Duration::from_secs(5 * 60),
            refresh_interval: Duration::from_secs(30),
            cache_deadline: Duration::from_millis(250),
            keys: 50,
        }
    }
}
