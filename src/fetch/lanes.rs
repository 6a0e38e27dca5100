//! At most a few connections to one host at the same time.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Counts who is at which host.
pub struct Lanes {
    most: usize,
    busy: Mutex<HashMap<String, usize>>,
    freed: Condvar,
}

/// A place at a host; dropping it gives it back.
pub struct Lane<'l> {
    lanes: &'l Lanes,
    host: String,
}

impl Lanes {
    /// Lanes of which each host has that many.
    pub fn new(most: usize) -> Lanes {
        Lanes { most, busy: Mutex::new(HashMap::new()), freed: Condvar::new() }
    }

    /// Waits until there is a place at the host, and takes it.
    pub fn enter(&self, host: &str) -> Lane<'_> {
        let mut busy = self.busy();
        while busy.get(host).is_some_and(|&count| count >= self.most) {
            busy = self.freed.wait(busy).unwrap_or_else(PoisonError::into_inner);
        }
        *busy.entry(host.to_owned()).or_default() += 1;
        Lane { lanes: self, host: host.to_owned() }
    }

    fn busy(&self) -> MutexGuard<'_, HashMap<String, usize>> {
        // A count is right whatever its last holder died of.
        self.busy.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Lane<'_> {
    fn drop(&mut self) {
        if let Some(count) = self.lanes.busy().get_mut(&self.host) {
            *count -= 1;
        }
        self.lanes.freed.notify_all();
    }
}
