//! How many requests are under way: in all, and to one host.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The limits of all requests of a resolver.
pub struct Limits {
    total: Arc<Semaphore>,
    per_host: usize,
    hosts: Mutex<HashMap<String, Arc<Semaphore>>>,
}

/// The right to one request; dropping it gives it back.
pub struct Permit {
    limits: Arc<Limits>,
    host: String,
    // Dropped by hand, before the host is forgotten.
    of_host: Option<OwnedSemaphorePermit>,
    _of_all: OwnedSemaphorePermit,
}

impl Limits {
    /// Limits of so many requests in all, and to one host.
    pub fn new(total: usize, per_host: usize) -> Arc<Limits> {
        Arc::new(Limits {
            total: Arc::new(Semaphore::new(total.max(1))),
            per_host: per_host.max(1),
            hosts: Mutex::default(),
        })
    }

    /// Waits for a turn: first at the host, so that a slow one keeps nobody else waiting.
    pub async fn acquire(self: &Arc<Limits>, host: &str) -> Permit {
        let forgotten = Forgotten { limits: self, host };
        let semaphore = Arc::clone(
            self.hosts().entry(host.to_owned()).or_insert_with(|| Arc::new(Semaphore::new(self.per_host))),
        );
        // Neither is ever closed.
        let of_host = semaphore.acquire_owned().await.ok();
        let of_all = loop {
            if let Ok(permit) = Arc::clone(&self.total).acquire_owned().await {
                break permit;
            }
        };
        std::mem::forget(forgotten);
        Permit { limits: Arc::clone(self), host: host.to_owned(), of_host, _of_all: of_all }
    }

    /// Forgets a host at which nothing is under way and nobody waits.
    fn forget(&self, host: &str) {
        let mut hosts = self.hosts();
        if hosts.get(host).is_some_and(|semaphore| Arc::strong_count(semaphore) == 1) {
            hosts.remove(host);
        }
    }

    fn hosts(&self) -> MutexGuard<'_, HashMap<String, Arc<Semaphore>>> {
        // A thread that panicked has left the map as it should be.
        self.hosts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Forgets a host when whoever waited there has gone away.
struct Forgotten<'l> {
    limits: &'l Limits,
    host: &'l str,
}

impl Drop for Forgotten<'_> {
    fn drop(&mut self) {
        self.limits.forget(self.host);
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        drop(self.of_host.take());
        self.limits.forget(&self.host);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::timeout;

    use super::*;

    const SOON: Duration = Duration::from_millis(20);

    #[test]
    fn each_host_has_its_own_limit_and_is_forgotten() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
        runtime.block_on(async {
            let limits = Limits::new(3, 2);
            let first = limits.acquire("a").await;
            let second = limits.acquire("a").await;
            assert!(timeout(SOON, limits.acquire("a")).await.is_err(), "the host has two already");
            let third = timeout(SOON, limits.acquire("b")).await.expect("another host is free");
            assert!(timeout(SOON, limits.acquire("c")).await.is_err(), "three are under way");
            drop(first);
            let again = timeout(SOON, limits.acquire("a")).await.expect("one was given back");
            drop((second, third, again));
            assert!(limits.hosts().is_empty(), "who is gone is forgotten, whoever gave up waiting too");
        });
    }
}
