//! The time at which things are read.

use std::time::{SystemTime, UNIX_EPOCH};

/// The present time, in seconds since 1970.
pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs())
}
