//! Single flight: one fetch for many requests that come at the same time.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

/// What is under way, by key.
///
/// The work runs as a task of its own: whoever asked first may go away, and the others still get what they came for.
/// The task ends by itself, since the work has a deadline.
pub struct SingleFlight<T> {
    most: usize,
    under_way: Mutex<HashMap<String, watch::Receiver<Option<T>>>>,
}

/// Why there is no outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoOutcome {
    /// So many are under way that no other may begin.
    Full,
    /// The work ended without an outcome: it panicked, or its runtime was shut down.
    Lost,
}

impl<T: Clone + Send + Sync + 'static> SingleFlight<T> {
    /// At most so many at the same time.
    pub fn new(most: usize) -> Arc<SingleFlight<T>> {
        Arc::new(SingleFlight { most: most.max(1), under_way: Mutex::default() })
    }

    /// How many are under way.
    pub fn count(&self) -> usize {
        self.under_way().len()
    }

    /// The outcome of the work for that key: of the one that is under way, or else of one that begins now.
    ///
    /// Must be called within a tokio runtime.
    pub async fn join<F>(
        self: &Arc<SingleFlight<T>>,
        key: &str,
        work: impl FnOnce() -> F,
    ) -> Result<T, NoOutcome>
    where
        F: Future<Output = T> + Send + 'static,
    {
        let mut receiver = self.subscribe(key, work)?;
        let outcome = receiver.wait_for(Option::is_some).await.map_err(|_| NoOutcome::Lost)?;
        outcome.clone().ok_or(NoOutcome::Lost)
    }

    fn subscribe<F>(
        self: &Arc<SingleFlight<T>>,
        key: &str,
        work: impl FnOnce() -> F,
    ) -> Result<watch::Receiver<Option<T>>, NoOutcome>
    where
        F: Future<Output = T> + Send + 'static,
    {
        let mut under_way = self.under_way();
        if let Some(receiver) = under_way.get(key) {
            return Ok(receiver.clone());
        }
        if under_way.len() >= self.most {
            return Err(NoOutcome::Full);
        }
        let (sender, receiver) = watch::channel(None);
        under_way.insert(key.to_owned(), receiver.clone());
        let entry = Entry { flights: Arc::clone(self), key: key.to_owned() };
        let work = work();
        tokio::spawn(async move {
            let outcome = work.await;
            // Whoever comes from now on begins anew, and finds what this one has put into the cache.
            drop(entry);
            sender.send_replace(Some(outcome));
        });
        Ok(receiver)
    }

    fn under_way(&self) -> MutexGuard<'_, HashMap<String, watch::Receiver<Option<T>>>> {
        // A thread that panicked has left the map as it should be.
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What stands in the map, and goes from it however the work ends.
struct Entry<T: Clone + Send + Sync + 'static> {
    flights: Arc<SingleFlight<T>>,
    key: String,
}

impl<T: Clone + Send + Sync + 'static> Drop for Entry<T> {
    fn drop(&mut self) {
        self.flights.under_way().remove(&self.key);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    fn run<F: Future>(work: F) -> F::Output {
        tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime").block_on(work)
    }

    #[test]
    fn many_requests_make_one_fetch_and_a_cancelled_one_takes_nobody_with_it() {
        run(async {
            let flights = SingleFlight::new(8);
            let begun = Arc::new(AtomicUsize::new(0));
            let join = || {
                let (flights, begun) = (Arc::clone(&flights), Arc::clone(&begun));
                async move {
                    let work = || async move {
                        tokio::time::sleep(Duration::from_millis(30)).await;
                        begun.fetch_add(1, Ordering::SeqCst)
                    };
                    flights.join("a", work).await
                }
            };
            let first = tokio::spawn(join());
            let others: Vec<_> = (0..50).map(|_| tokio::spawn(join())).collect();
            tokio::time::sleep(Duration::from_millis(5)).await;
            first.abort();
            for other in others {
                assert_eq!(other.await.expect("it was not cancelled"), Ok(0));
            }
            assert_eq!((begun.load(Ordering::SeqCst), flights.count()), (1, 0));
            assert_eq!(join().await, Ok(1), "a later request begins anew");
        });
    }

    #[test]
    fn a_panic_is_told_and_leaves_nothing_behind() {
        run(async {
            let flights: Arc<SingleFlight<u8>> = SingleFlight::new(8);
            assert_eq!(flights.join("a", || async { panic!("on purpose") }).await, Err(NoOutcome::Lost));
            assert_eq!(flights.count(), 0);
        });
    }

    #[test]
    fn there_is_a_bound() {
        run(async {
            let flights: Arc<SingleFlight<u8>> = SingleFlight::new(1);
            let held = flights.subscribe("a", || std::future::pending()).expect("the first");
            assert_eq!(flights.join("b", || async { 1 }).await, Err(NoOutcome::Full));
            drop(held);
        });
    }
}
