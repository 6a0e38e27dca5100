//! What the server remembers for a while: each item under a name that nobody can guess, to be taken once.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::{SecureRandom as _, SystemRandom};

/// Most items that are remembered.
const MOST: usize = 10_000;

/// Remembers items.
pub struct Store<T> {
    keep_for: Duration,
    items: Mutex<HashMap<String, (T, Instant)>>,
}

impl<T: Clone> Store<T> {
    /// Remembers each item for that long.
    pub fn new(keep_for: Duration) -> Store<T> {
        Store { keep_for, items: Mutex::default() }
    }

    /// Remembers an item, and gives its name; `None` where there is no room.
    pub fn put(&self, item: T) -> Option<String> {
        let name = random();
        let now = Instant::now();
        let mut items = self.items.lock().unwrap_or_else(PoisonError::into_inner);
        items.retain(|_, (_, until)| *until > now);
        if items.len() >= MOST {
            return None;
        }
        items.insert(name.clone(), (item, now + self.keep_for));
        Some(name)
    }

    /// Takes an item, so that nobody else can.
    pub fn take(&self, name: &str) -> Option<T> {
        let mut items = self.items.lock().unwrap_or_else(PoisonError::into_inner);
        items.remove(name).filter(|(_, until)| *until > Instant::now()).map(|(item, _)| item)
    }

    /// An item, which stays.
    pub fn get(&self, name: &str) -> Option<T> {
        let items = self.items.lock().unwrap_or_else(PoisonError::into_inner);
        items.get(name).filter(|(_, until)| *until > Instant::now()).map(|(item, _)| item.clone())
    }
}

/// 256 random bits as text.
fn random() -> String {
    let mut bytes = [0; 32];
    SystemRandom::new().fill(&mut bytes).expect("the system has random numbers");
    URL_SAFE_NO_PAD.encode(bytes)
}
