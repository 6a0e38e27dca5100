//! At most a few connections to one host at the same time.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Counts the connections to each host.
pub struct HostLimiter {
    limit: usize,
    in_use: Mutex<HashMap<String, usize>>,
    released: Condvar,
}

/// The right to one connection to a host; dropping it gives it back.
pub struct Permit<'l> {
    limiter: &'l HostLimiter,
    host: String,
}

impl HostLimiter {
    /// A limiter that allows each host that many connections.
    pub fn new(limit: usize) -> HostLimiter {
        HostLimiter { limit, in_use: Mutex::new(HashMap::new()), released: Condvar::new() }
    }

    /// Waits until one more connection to the host is allowed.
    pub fn acquire(&self, host: &str) -> Permit<'_> {
        let mut in_use = self.in_use();
        while in_use.get(host).is_some_and(|&count| count >= self.limit) {
            in_use = self.released.wait(in_use).unwrap_or_else(PoisonError::into_inner);
        }
        *in_use.entry(host.to_owned()).or_default() += 1;
        Permit { limiter: self, host: host.to_owned() }
    }

    fn in_use(&self) -> MutexGuard<'_, HashMap<String, usize>> {
        // A thread that panicked has left its count as it should be.
        self.in_use.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        if let Some(count) = self.limiter.in_use().get_mut(&self.host) {
            *count -= 1;
        }
        self.limiter.released.notify_all();
    }
}
